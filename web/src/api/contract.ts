// The shapes that the program's interface answers with (docs/openapi.json), as far as the pages read them.

export type Status = 'contested' | 'uncontested' | 'denied_only' | 'retracted';
export type Rung = 'asserted' | 'shown' | 'independently_examined' | 'under_investigation' | 'disputed';
export type Stance =
  'alleges' | 'confirms' | 'suggests' | 'denies' | 'partly_denies' | 'disputes_evidence' | 'retracts' | 'declines';
export type LineageKind = 'original' | 'reprint' | 'excerpt' | 'rewrite' | 'cites' | 'same_briefing';
export type Role = 'reader' | 'reviewer' | 'editor' | 'administrator';

export interface Problem {
  code: string;
  cause: string;
  remedy: string;
}

/** One page of a list. */
export interface Paged {
  total: number;
  next: string | null;
}

/** Offsets are Unicode code points, end-exclusive. */
export interface Span {
  start: number;
  end: number;
  exact: string;
}
export interface Anchor {
  document: string;
  span: Span;
}
export interface EntryReference {
  document: string;
  entry: string;
}
export interface Excerpt {
  document: string;
  title: string;
  publisher: string | null;
  start: number;
  end: number;
  before: string;
  exact: string;
  after: string;
}
export interface DateRange {
  earliest?: string | null;
  latest?: string | null;
  precision: string;
  value?: string | null;
  basis?: { rule: string; spans?: Span[] };
}
export interface OriginCount {
  count: number;
  explanation: string;
}

export interface Me {
  name: string;
  role: Role;
}
export interface Case {
  name: string;
  file: string;
  documents: number;
  statements: number;
  claims: number;
  actors: number;
  decisions: number;
  revision: number | string;
  weighing: boolean;
  four_eyes: boolean;
  schema: number;
  version: string;
  me: Me | null;
  accounts: boolean;
  warnings: string[];
  takes_documents?: boolean;
  published?: [string, string] | null;
  publishers?: { publisher: string; n: number }[];
  brief_formats?: string[];
  /** Whether a brief can be frozen beside a signed copy of the case. */
  freezes?: boolean;
}

export interface ClaimRow {
  id: string;
  number: number | null;
  text: string;
  status: Status;
  status_explanation?: string;
  event_type: string;
  place: string | null;
  date: DateRange | null;
  modality: string;
  asserting: OriginCount;
  denying: OriginCount;
  rung: Rung | null;
  documents: number;
  part_of: string | null;
  provisions: { provision: string; complete: boolean }[];
  decided: boolean;
}
export interface Facets {
  status: Record<string, number>;
  /** By what the pages show as standing. */
  standing?: Record<string, number>;
  event_type: Record<string, number>;
  actor: { id: string; name: string; n: number }[];
  provision: { provision: string; n: number }[];
}
export interface Claims extends Paged {
  claims: ClaimRow[];
  facets?: Facets;
}

export interface Speaker {
  id: string;
  name: string;
}
export interface EvidenceEntry {
  kind: string;
  status: Rung;
  by: string[];
  anchor?: Anchor;
  excerpt?: Excerpt;
}
export interface Side {
  statement: EntryReference;
  speakers: Speaker[];
  represents?: Speaker | null;
  act: string;
  stance: Stance;
  blanket?: boolean;
  narrator?: boolean;
  anonymous?: boolean;
  relays?: EntryReference | null;
  date?: string | null;
  decided?: boolean;
  explanation: string;
  excerpts: Excerpt[];
  also_in?: EntryReference[];
  evidence?: EvidenceEntry[];
}
export interface Element {
  name: string;
  reason: string;
}
export interface Engagement {
  provision: string;
  regime: string;
  conduct_of: string;
  gloss: string;
  complete: boolean;
  matched: Element[];
  missing: Element[];
  confidence: string;
  verified: boolean;
  assumes?: string[];
  contested_by?: string[];
}
export interface StanceEntry {
  statement: EntryReference;
  speakers: string[];
  speaker_names: string[];
  act: string;
  stance: Stance;
  date?: string | null;
  anchors: Anchor[];
  explanation: string;
}
export interface Proposition {
  id: string;
  number: number | null;
  text: string;
  type: string;
  roles: { role: string; actor?: string | null; class?: string | null; name: string }[];
  place?: string | null;
  date?: DateRange | null;
  differences?: { about: string; told: string; held: string; event: EntryReference; anchors: Anchor[] }[];
  modality: string;
  events: EntryReference[];
  status: Status;
  status_explanation?: string;
  origins_asserting: OriginCount;
  origins_denying: OriginCount;
  evidence: EvidenceEntry[];
  evidence_explanation?: string;
  coverage?: { value: string; reason: string; unheard: string[] } | null;
  part_of?: string | null;
  provisions: Engagement[];
  breach_asserted_by: StanceEntry[];
}
export interface OriginNode {
  id: string;
  label: string;
  title: string;
  publisher: string | null;
  published: string | null;
  kind: LineageKind;
  lineage: string;
}
export interface OriginEdge {
  /** The source. */
  from: string;
  /** What was taken from it. */
  to: string;
  kind: LineageKind;
  overlap: number;
  explanation: string;
  excerpts?: Excerpt[];
}
export interface Origins {
  nodes: OriginNode[];
  edges: OriginEdge[];
}
export interface Decision {
  number: number;
  at: string;
  who: string;
  subject: string;
  what: string;
  why: string;
  in_force?: boolean;
  undone_by?: number | null;
  pending?: boolean;
  confirmed_by?: string[];
  disputed_by?: string[];
}
export interface Reason {
  code: string;
  weight: number;
  words: string;
}
export interface Concern {
  subject: string;
  subject_kind?: string;
  text: string;
  weight: number;
  reasons: Reason[];
  excerpts?: Excerpt[];
  ask: string;
}
export interface ClaimDetail {
  claim: Proposition;
  sides: { asserted: Side[]; denied: Side[]; other: Side[] };
  parts: ClaimRow[];
  whole: ClaimRow | null;
  documents: (Omit<OriginNode, 'kind'> & { url?: string | null; kind: string })[];
  origins: Origins;
  decisions: Decision[];
  concerns: Concern[];
  /** What somebody said of it or decided about it; `what` is in words. */
  history: { date: string | null; document: string | null; what: string; words: string }[];
}

export interface DocumentRow {
  id: string;
  label: string;
  title: string;
  publisher: string | null;
  byline: string | null;
  published: string | null;
  url: string | null;
  kind: string;
  language: string;
  lineage: string;
  member_kind: LineageKind | null;
  statements: number;
  claims: number;
  sha256: string;
  fetched_at: string | null;
}
export interface Documents extends Paged {
  documents: DocumentRow[];
}
export type AnnotationKind = 'statement' | 'event' | 'toll' | 'citation' | 'actor' | 'date' | 'place' | 'arms';
export interface Annotation {
  id: string;
  entry: string | null;
  kind: AnnotationKind;
  part: string;
  start: number;
  end: number;
  label: string;
  detail?: string | null;
  claims?: string[];
}
export interface Block {
  kind: string;
  start: number;
  end: number;
}
export interface LineageMember {
  document: string;
  kind: LineageKind;
  overlap: number;
  explanation: string;
  source?: string | null;
}
/** A member with what its document is called. */
export interface KnownMember extends LineageMember {
  label: string;
  title: string;
  publisher: string | null;
  published: string | null;
}
export interface Lineage {
  id: string;
  members: LineageMember[];
  explanation: string;
}
export interface DocumentDetail extends DocumentRow {
  text: string;
  blocks: Block[];
  annotations: Annotation[];
  lineage_members: { id: string; explanation: string; members: KnownMember[] };
  versions: { document: string; sha256: string; fetched_at: string | null }[];
  capture: { sha256: string; media_type: string; url?: string | null; fetched_at?: string | null };
  notices?: { kind: string; date?: string | null; span: Span }[];
}
export interface Departure {
  kind: string;
  reason: string;
  report: Excerpt[];
  primary: Excerpt[];
}
export interface Departures {
  report: string;
  primary: string;
  quoted_exactly: number;
  quoted_of_others: number;
  sentences_paired: number;
  departures: Departure[];
}

export interface TimelineEntry {
  date: DateRange | null;
  claim: ClaimRow;
}
export interface Timeline extends Partial<Paged> {
  entries: TimelineEntry[];
}
export interface MapArea {
  country: string;
  region: string | null;
  name: string;
  precision: string;
  count: number;
  claims: ClaimRow[];
}
export interface MapPoint {
  lat: number;
  lon: number;
  precision: string;
  name: string;
  region: string | null;
  country: string | null;
  count: number;
  claims: ClaimRow[];
}
export interface MapView {
  areas: MapArea[];
  points: MapPoint[];
  unplaced_count: number;
  unplaced: ClaimRow[];
}
export interface TollPoint {
  toll: EntryReference;
  low?: number | null;
  high?: number | null;
  bound: string;
  date?: string | null;
  sources: string[];
  lineage: string;
  excerpt?: Excerpt;
  anchor: Anchor;
  set_aside?: string | null;
  also_in?: EntryReference[];
}
export interface TollSummary {
  low?: number | null;
  best?: number | null;
  high?: number | null;
  rule: string;
}
export interface TollSeries {
  id: string;
  effect: string;
  population: string;
  scope: string;
  about: string;
  country?: string | null;
  points: TollPoint[];
  summary: TollSummary;
  by_rule?: TollSummary[];
}
export interface Tolls extends Partial<Paged> {
  series: TollSeries[];
}
export interface PositionCell {
  actor: string;
  claim: string;
  stances: { date?: string | null; stance: Stance; statement: EntryReference }[];
  changed: boolean;
}
export interface Positions extends Paged {
  actors: Speaker[];
  claims: { id: string; number: number | null; text: string }[];
  cells: PositionCell[];
  /** Cells of actors with more positions than one answer holds. */
  left_out?: number;
}
export interface OriginsView extends Paged, Origins {
  lineages: Lineage[];
}
export interface ActorRow {
  id: string;
  kind: string;
  name: string;
  code?: string | null;
  office?: string | null;
  represents?: Speaker | null;
  statements: number;
  documents?: number;
  claims?: number;
}
export interface Actors extends Paged {
  actors: ActorRow[];
}
export interface ActorDetail extends Paged {
  actor: ActorRow;
  names: { name: string; n: number }[];
  statements: {
    document: string;
    entry: string;
    date: string | null;
    act: string;
    stance?: Stance | null;
    excerpt: Excerpt | null;
    claims: string[];
  }[];
  /** By the actor's role in the claim, or by the stance it takes. */
  claims: Record<string, { count: number; claims: ClaimRow[] }>;
  members: EntryReference[];
  explanation: string;
  matches: { list?: string; name?: string; reason?: string }[];
}
export interface ProvisionRow {
  provision: string;
  regime: string;
  gloss: string;
  count: number;
  claims: { claim: ClaimRow; engagement: Engagement[] }[];
  breach_asserted: (Side & { claim: string })[];
}
export interface Provisions extends Partial<Paged> {
  provisions: ProvisionRow[];
  cited_count?: number;
  cited?: {
    document: string;
    id: string;
    resolution?: number | null;
    year?: number | null;
    paragraph?: string | null;
    excerpt?: Excerpt;
  }[];
}
export interface Hit {
  kind: 'text' | 'statement' | 'actor';
  document: string;
  title: string;
  publisher?: string | null;
  entry: string;
  actors?: string[];
  actor?: string | null;
  claims?: string[];
  act?: string | null;
  spans: Span[];
  snippet: string;
}
export interface Hits extends Partial<Paged> {
  /** Whether the total is a lower bound. */
  at_least?: boolean;
  hits: Hit[];
}
export interface Review extends Paged {
  codes?: Record<string, number>;
  concerns: Concern[];
}
export interface Decisions extends Paged {
  decisions: Decision[];
}

export * from './desk';
