// The shapes of what stands beside the case: briefs, views, jobs, users, tokens, the audit log.
import type { Paged, Role } from './contract';

export type BriefPart =
  | { kind: 'claim'; claim: string; with: string[] }
  | { kind: 'text'; text: string }
  | { kind: 'section'; section: string };
export interface Brief {
  id: number | string;
  title: string;
  parts: BriefPart[];
  updated_at?: string;
  who?: string;
  revision?: number | string;
}
export interface Briefs extends Partial<Paged> {
  briefs: Brief[];
}
export interface View {
  id: number | string;
  name: string;
  page: string;
  query: string;
  who?: string;
}
export interface Views extends Partial<Paged> {
  views: View[];
}
export interface Job {
  job: number;
  state: 'waiting' | 'reading' | 'weighing' | 'done' | 'failed';
  done: number;
  of: number;
  added: { document: string; location: string; what: string }[];
  failed: { input: string; cause: string; remedy: string }[];
}
export interface User {
  name: string;
  role: Role;
  created_at?: string | null;
  disabled?: boolean;
}
export interface Token {
  id: number | string;
  name: string;
  scopes: string[];
  expires?: string | null;
  made_at?: string | null;
  seen_at?: string | null;
  secret?: string;
}
export interface AuditEntry {
  entry: number;
  at: string;
  who: string | null;
  address: string | null;
  what: string;
  subject: string | null;
  outcome: string | null;
}
