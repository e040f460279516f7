/** A slot's name taken apart; `unknown` for anything that carries no button. A reminder is the card it reminds of, anew. */
export type SlotRef =
  | { readonly kind: 'owner' }
  | { readonly kind: 'question'; readonly number: number }
  | { readonly kind: 'booking'; readonly number: number }
  | { readonly kind: 'approver'; readonly round: number }
  | { readonly kind: 'queue'; readonly task: string; readonly round: number }
  | { readonly kind: 'credentials'; readonly task: string; readonly round: number }
  | { readonly kind: 'receipt'; readonly task: string; readonly round: number }
  | { readonly kind: 'unknown' };

const patterns: readonly [RegExp, (first: string, second: string) => SlotRef][] = [
  [/^owner\.question\.(\d{1,4})$/, (number) => ({ kind: 'question', number: Number(number) })],
  [/^owner\.booking\.(\d{1,4})$/, (number) => ({ kind: 'booking', number: Number(number) })],
  [/^owner\.(?:status|news\.[\w-]+)$/, () => ({ kind: 'owner' })],
  [/^approver\.(\d{1,4})(?:\.reminder)?$/, (round) => ({ kind: 'approver', round: Number(round) })],
  [
    /^queue\.([\w-]+)\.(\d{1,4})(?:\.(?:reminder|call|offer)\.\d{1,4})?$/,
    (task, round) => ({ kind: 'queue', task, round: Number(round) }),
  ],
  [
    /^(?:credentials|handed)\.([\w-]+)\.(\d{1,4})$/,
    (task, round) => ({ kind: 'credentials', task, round: Number(round) }),
  ],
  [/^receipt\.([\w-]+)\.(\d{1,4})$/, (task, round) => ({ kind: 'receipt', task, round: Number(round) })],
];

export function readSlot(slot: string): SlotRef {
  for (const [pattern, read] of patterns) {
    const match = pattern.exec(slot);
    if (match) return read(match[1] ?? '', match[2] ?? '');
  }
  return { kind: 'unknown' };
}
