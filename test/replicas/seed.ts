import { randomBytes, randomUUID } from 'node:crypto';
import { anna, karin } from '../../local/people.ts';
import type { Person as TeamsPerson } from '../../local/teams/index.ts';
import type { Actor } from '../../src/domain/actor.ts';
import type { Case } from '../../src/domain/case.ts';
import { newCaseId } from '../../src/domain/case-id.ts';
import { noRights, type Rights } from '../../src/domain/directory.ts';
import { submit } from '../../src/domain/decisions/submit.ts';
import { acceptedOf, asking, submission } from '../support/cases.ts';
import type { Town } from '../crash/town.ts';

const actor = ({ id, name }: TeamsPerson, rights: Partial<Rights>): Actor => ({
  person: { id, name },
  rights: { ...noRights, ...rights },
  queues: [],
});

/** A case that Anna has submitted and Karin is asked to approve, written as the bot writes it. */
export async function seedCase({ cases, now }: Town): Promise<Case> {
  const at = now();
  const by = actor(anna, { managerOf: ['omsorg-ab'] });
  const wanted = submission({ id: newCaseId(randomBytes), approver: asking(actor(karin, { groups: ['approvers'] })) });
  const after = acceptedOf(submit(wanted, { now: at, actor: by }));
  const event = { operation: randomUUID(), at, person: anna.id, by: anna.name, verb: 'submit' };
  if ((await cases.commit({ after, event })) !== 'committed') throw new Error(`${after.id} was taken`);
  return after;
}

/** Does it for so many, some of them at the same time. */
export async function many<T>(count: number, one: (index: number) => Promise<T>, atOnce = 8): Promise<T[]> {
  const results: T[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    for (let index = next++; index < count; index = next++) results[index] = await one(index);
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return results;
}
