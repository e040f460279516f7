import type { Case } from '../domain/case.ts';
import { newlyReserved, type Reserved, standsInTheWay } from '../domain/reservation.ts';
import type { ReservationChange } from './reservation-port.ts';
import type { Services } from './services.ts';

type Ports = Pick<Services, 'cases' | 'register' | 'reservations'>;

/**
 * What a step of a case takes that only one may have, as rows to write with it; or the first thing that somebody else has. Nobody gives
 * a value back: whether the cases that were given it still hold it is asked of them, so that it is free when their permissions end.
 */
export async function reserve(
  ports: Ports,
  before: Case | undefined,
  after: Case,
): Promise<readonly ReservationChange[] | { readonly taken: Reserved }> {
  const changes: ReservationChange[] = [];
  for (const wanted of newlyReserved(before, after)) {
    const stored = await ports.reservations.find(wanted.scope, wanted.key);
    if (stored === 'unreadable') return { taken: wanted };
    const others = await othersOf(ports, stored?.value.cases ?? [], after.id);
    if (isHeldByOther(others, wanted)) return { taken: wanted };
    const cases = [...others.map(({ c }) => c.id), after.id];
    changes.push({ before: stored, after: { scope: wanted.scope, key: wanted.key, cases } });
  }
  return changes;
}

/** Whether somebody else has it, before anything is sent. `of` is the case that is being filled in. */
export async function isTaken(ports: Ports, wanted: Reserved, of: string): Promise<boolean> {
  const stored = await ports.reservations.find(wanted.scope, wanted.key);
  if (stored === 'unreadable') return true;
  return isHeldByOther(await othersOf(ports, stored?.value.cases ?? [], of), wanted);
}

type Other = { readonly c: Case; readonly held: Awaited<ReturnType<Ports['register']['atProvider']>> };

function isHeldByOther(others: readonly Other[], wanted: Reserved): boolean {
  return others.some(({ c, held }) => standsInTheWay(c, wanted, held));
}

async function othersOf({ cases, register }: Ports, ids: readonly string[], own: string): Promise<Other[]> {
  const found = await Promise.all(
    ids
      .filter((id) => id !== own)
      .map(async (id) => {
        const c = (await cases.read(id))?.value;
        return c && { c, held: await register.atProvider(c.provider.id, c.application.subject.hash) };
      }),
  );
  return found.filter((one) => one !== undefined);
}
