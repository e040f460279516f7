import { parsePersonnummer } from '../../domain/personnummer.ts';
import { Secret } from '../../domain/secret.ts';
import type { Services } from '../services.ts';
import type { Draft } from './draft.ts';
import type { Form } from './form.ts';

/** The person that a draft is about, by the keyed hash; undefined while the number is not right. */
export function personHash(
  { vault }: Pick<Services, 'vault'>,
  { process, today }: Form,
  { values }: Draft,
): string | undefined {
  const field = process.fields.find(({ kind }) => kind === 'personnummer');
  const parsed = parsePersonnummer((field && values[field.id]) ?? '', today);
  return parsed.ok ? vault.hash(new Secret(parsed.text)) : undefined;
}
