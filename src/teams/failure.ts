import { z } from 'zod';
import { Refusal } from './refusal.ts';

/** Why a call did not succeed: for good, or for now. `code` is Teams' own where it gave one. */
export type Failure =
  | { readonly kind: 'permanent'; readonly code: string; readonly status?: number }
  | { readonly kind: 'later'; readonly code: string; readonly status?: number; readonly seconds?: number };

/** Those that say nothing about the message itself, only that it was not taken now. */
const passing: readonly number[] = [401, 408, 409, 412, 425, 429];

const maxSeconds = 3600;

const CallError = z.object({
  statusCode: z.number().optional(),
  code: z.string().optional(),
  response: z
    .object({ bodyAsText: z.string().nullish(), headers: z.custom<{ get(name: string): string | undefined }>(hasGet) })
    .optional()
    .catch(undefined),
});

const ErrorBody = z.object({ error: z.object({ code: z.string().min(1).max(100) }) });

/** Reads an error thrown by the connector client. It never leaves this function: it holds the message and the token. */
export function failureOf(error: unknown): Failure {
  if (error instanceof Refusal) return { kind: 'permanent', code: 'ServiceUrlNotAllowed' };
  const { statusCode: status, code, response } = CallError.safeParse(error).data ?? {};
  if (status === undefined) return { kind: 'later', code: code ?? nameOf(error) };
  const own = codeIn(response?.bodyAsText) ?? `HTTP ${status}`;
  if (status < 500 && !passing.includes(status)) return { kind: 'permanent', code: own, status };
  const seconds = retryAfter(response?.headers.get('retry-after'));
  return { kind: 'later', code: own, status, ...(seconds !== undefined && { seconds }) };
}

function codeIn(body: string | null | undefined): string | undefined {
  try {
    return ErrorBody.safeParse(JSON.parse(body ?? '')).data?.error.code;
  } catch {
    return undefined;
  }
}

/** Microsoft's token library gives its errors names and no status. */
function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : 'NoAnswer';
}

/** Seconds, or a date. */
function retryAfter(header: string | undefined): number | undefined {
  if (!header) return undefined;
  const seconds = /^\d+$/.test(header) ? Number(header) : (Date.parse(header) - Date.now()) / 1000;
  return Number.isFinite(seconds) ? Math.min(Math.max(Math.ceil(seconds), 0), maxSeconds) : undefined;
}

function hasGet(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'get' in value && typeof value.get === 'function';
}
