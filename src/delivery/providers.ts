import type { Cases } from '../commands/ports.ts';
import { lists } from '../domain/lists.ts';
import type { Instant } from '../domain/person.ts';

const atOnce = 100;

/** A provider's managers were changed: each of its open cases is looked at, and passed on where it was a former one's. */
export async function lookAtProvider(
  providerId: string,
  { cases, now }: { readonly cases: Pick<Cases, 'list' | 'wake'>; readonly now: () => Instant },
): Promise<void> {
  let cursor: string | undefined;
  do {
    const page = await cases.list(lists.provider(providerId), {
      limit: atOnce,
      ...(cursor === undefined ? {} : { cursor }),
    });
    await cases.wake(
      page.entries.map(({ caseId }) => caseId),
      now(),
    );
    cursor = page.next;
  } while (cursor !== undefined);
}
