// Asks the program. Every question carries the moment that is looked at; every refusal has cause and remedy.
import type { Problem } from './contract';
import type { Query } from '../router/location.svelte';

export const BASE = '/api/v1';

/** What the program refused, in its own words. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly problem: Problem,
  ) {
    super(problem.cause);
  }
}

/** The address of a question, e.g. for a frame or a download. */
export function address(path: string, query: Query = {}): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== null && value !== undefined && value !== '' && value !== false) parameters.set(name, String(value));
  }
  const text = parameters.toString();
  return BASE + path + (text ? `?${text}` : '');
}

export async function ask<T>(path: string, query: Query = {}, signal?: AbortSignal): Promise<T> {
  return send<T>('GET', address(path, query), undefined, signal);
}

export async function write<T>(method: 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: unknown): Promise<T> {
  return send<T>(method, BASE + path, body);
}

async function send<T>(method: string, url: string, body?: unknown, signal?: AbortSignal): Promise<T> {
  const headers: Record<string, string> = { Accept: 'application/json' };
  let content: BodyInit | undefined;
  if (body instanceof FormData) content = body;
  else if (body !== undefined) {
    headers['Content-Type'] = 'application/json';
    content = JSON.stringify(body);
  }
  if (method !== 'GET') {
    const token = cookie('onrecord_csrf');
    if (token) headers['X-CSRF-Token'] = token;
  }
  let answer: Response;
  try {
    answer = await fetch(url, {
      method,
      headers,
      body: content,
      signal,
      credentials: 'same-origin',
      cache: 'no-cache',
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new Refusal(0, {
      code: 'unreachable',
      cause: 'The program does not answer.',
      remedy: 'See whether “onrecord serve” still runs, then try again.',
    });
  }
  if (answer.status === 204) return undefined as T;
  const text = await answer.text();
  let value: unknown;
  try {
    value = text ? JSON.parse(text) : undefined;
  } catch {
    value = undefined;
  }
  if (!answer.ok) throw new Refusal(answer.status, problem(value, answer));
  return value as T;
}

function problem(value: unknown, answer: Response): Problem {
  const error = (value as { error?: Partial<Problem> } | undefined)?.error;
  return {
    code: error?.code ?? String(answer.status),
    cause: error?.cause ?? `The program answered with ${answer.status} ${answer.statusText}.`,
    remedy: error?.remedy ?? 'Try again; if it stays so, look at what “onrecord serve” printed.',
  };
}

function cookie(name: string): string | null {
  for (const part of document.cookie.split(';')) {
    const [key, ...rest] = part.trim().split('=');
    if (key === name) return decodeURIComponent(rest.join('='));
  }
  return null;
}
