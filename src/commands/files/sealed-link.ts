import { z } from 'zod';
import { Secret, type Sealed } from '../../domain/secret.ts';
import type { Context } from '../context.ts';
import type { Services } from '../services.ts';
import { UnreadableError } from '../vault.ts';
import { fileService } from './uploads.ts';

/** What a link leads to, for whom, and until when. */
const file = z.tuple([z.string(), z.int(), z.string(), z.string(), z.int()]);
const bill = z.tuple([z.literal('bill'), z.string(), z.string(), z.int()]);
const place = { caseId: 'ticket', field: 'file' };
/** Long enough for a slow phone; nobody keeps such a link. */
const goodForMs = 5 * 60_000;
const longest = 2000;

export type Wanted =
  /** A file of a case, by its number, as a member of a queue where one is said. */
  | { readonly kind: 'file'; readonly caseId: string; readonly number: number; readonly queue: string }
  /** A month that is debited. */
  | { readonly kind: 'bill'; readonly month: string };
export type Ticket = Wanted & { readonly personId: string };

/**
 * The address of something for somebody whose asking was just allowed. The ticket in it is sealed with the vault's keys: it can be
 * neither read nor made by anybody else, and needs no row of its own.
 */
export function sealedLink({ services, incoming, now }: Context, wanted: Wanted): string {
  const until = Date.parse(now) + goodForMs;
  const { id } = incoming.person;
  const ticket: z.output<typeof file> | z.output<typeof bill> =
    wanted.kind === 'bill'
      ? ['bill', wanted.month, id, until]
      : [wanted.caseId, wanted.number, id, wanted.queue, until];
  const sealed = services.vault.seal(new Secret(JSON.stringify(ticket)), place);
  return `${fileService(services)?.publicUrl ?? ''}/files/${sealed}`;
}

/** What a ticket is for; undefined for any other text, and for one whose time is out. */
export function openTicket({ vault, now }: Services, text: string): Ticket | undefined {
  const opened = text.length > longest ? undefined : unsealed(vault, text);
  const asBill = bill.safeParse(opened).data;
  const asFile = file.safeParse(opened).data;
  const isGood = (until: number): boolean => until > Date.parse(now());
  if (asBill) {
    const [, month, personId, until] = asBill;
    return isGood(until) ? { kind: 'bill', month, personId } : undefined;
  }
  if (asFile === undefined) return undefined;
  const [caseId, number, personId, queue, until] = asFile;
  return isGood(until) ? { kind: 'file', caseId, number, queue, personId } : undefined;
}

function unsealed(vault: Services['vault'], text: string): unknown {
  try {
    return JSON.parse(Secret.open(vault.open(text as Sealed, place)));
  } catch (error) {
    if (error instanceof UnreadableError) return undefined;
    throw error;
  }
}
