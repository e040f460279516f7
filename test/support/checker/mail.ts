import type { Case } from '../../../src/domain/case.ts';
import { type Letter, letters } from '../../../src/views/letters.ts';
import type { Post } from '../../../src/store/posts.ts';
import { checkLetter } from '../../engine/invariants.ts';
import type { Evidence } from './evidence.ts';
import { casesOf, faultsIn, postsOf } from './read.ts';

/** What was to be told by mail has gone, at least once, and its case knows; where no mail was looked at, nothing is said of it. */
export function checkMail({ rows, mail }: Evidence): string[] {
  if (mail === undefined) return [];
  const arrived = new Map<string, number>();
  for (const { id } of mail.arrived) arrived.set(id, (arrived.get(id) ?? 0) + 1);
  const twice = [...arrived].filter(([, times]) => times > 1 && !mail.mayComeTwice);
  return [
    ...casesOf(rows).flatMap((c) => checkCase(c, postsOf(rows, c.id), (slot) => arrived.has(`${c.id}.${slot}`))),
    ...twice.map(([id, times]) => `the mail ${id} came ${times} times without a cause`),
  ];
}

function checkCase(c: Case, posts: ReadonlyMap<string, Post>, hasCome: (slot: string) => boolean): string[] {
  const all = letters(c);
  return all.flatMap((letter) => {
    const { slot } = letter;
    const where = `${slot} of ${c.id}`;
    const post = posts.get(slot);
    const outcome = c.mailings?.find(({ id }) => slot === `mail.${id}`)?.outcome.kind;
    return [
      ...faultsIn(where, () => checkLetter(c, letter)),
      ...(mustCome(letter, posts, hasCome) && !hasCome(slot) ? [`${where} was never sent`] : []),
      ...(post?.mail && !hasCome(slot) ? [`${where} is recorded as sent, and never came`] : []),
      ...(post?.mail && outcome !== 'sent' ? [`${where} has gone, and its case does not know`] : []),
      ...(!post?.mail && outcome === 'sent' ? [`${where} is said to have gone, and nothing says where`] : []),
    ];
  });
}

/** One that follows on another: where that came, and said how it was before. */
function mustCome(
  { retired, follows, since }: Letter,
  posts: ReadonlyMap<string, Post>,
  hasCome: (slot: string) => boolean,
): boolean {
  if (retired || follows === undefined) return !retired;
  const first = posts.get(follows);
  return hasCome(follows) && (first?.mail === undefined || first.mail.revision < since.revision);
}
