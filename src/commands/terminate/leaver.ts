import type { Provider } from '../../domain/directory.ts';
import { employmentOf, employmentsOf, keyOf } from '../../domain/employment.ts';
import { endingOf, type Scope } from '../../domain/leaving.ts';
import type { Day } from '../../domain/person.ts';
import { type Employment, type Held, isHeld, type UnderWay } from '../../domain/register.ts';
import { latestOf } from '../../domain/staff.ts';
import { opensOn } from '../../domain/termination.ts';
import type { Profile, System } from '../../profiles/schema.ts';
import type { Context } from '../context.ts';
import type { TerminationDraft } from './draft.ts';

/** What a termination is filled in against. */
export type TerminationForm = {
  readonly profile: Profile;
  readonly process: NonNullable<Profile['termination']>;
  readonly provider: Provider;
  readonly today: Day;
};

/** Somebody with permissions, as the register has them now: at this provider, and all of them. */
export type Leaver = {
  readonly name: string;
  readonly held: readonly Held[];
  readonly employments: readonly Employment[];
  readonly everywhere: { readonly held: readonly Held[]; readonly underWay: readonly UnderWay[] };
};

/** Undefined where they have nothing here that has not ended. */
export async function findLeaver(
  { services }: Context,
  form: TerminationForm,
  draft: Pick<TerminationDraft, 'about' | 'person'>,
): Promise<Leaver | undefined> {
  if (draft.person === '') return undefined;
  const everywhere = await services.register.everywhere(draft.person, form.provider.id);
  const here = everywhere.held.filter(({ provider }) => provider.id === form.provider.id);
  const held = here.filter((one) => isHeld(one, form.today) && isAbout(form.profile, draft.about, one));
  const latest = latestOf(held);
  return latest && { name: latest.person.name, held, employments: employmentsOf(held), everywhere };
}

/** Remote access, where only that is to end. */
export function isAbout({ systems }: Profile, about: TerminationDraft['about'], { kind, system }: Held): boolean {
  if (about === 'person') return true;
  return (
    kind === 'remoteAccess' || systems.some(({ id, orderedWith }) => id === system.id && orderedWith === 'remoteAccess')
  );
}

/** The termination that already ends everything of theirs, if there is one. */
export function endsAlready({ held, everywhere }: Leaver): UnderWay | undefined {
  const endings = held.map((one) => endingOf(one, everywhere.underWay));
  return endings.every((one) => one !== undefined) ? endings[0] : undefined;
}

/** What the draft ends: the chosen employments, or remote access; not what ends by itself before that. */
export function draftScope(form: TerminationForm, draft: TerminationDraft, leaver: Leaver | undefined): Scope {
  const chosen = chosenEmployments(draft, leaver);
  const covers = (one: Held): boolean =>
    one.provider.id === form.provider.id &&
    isHeld(one, form.today) &&
    (one.to === undefined || one.to >= draft.lastDay) &&
    (draft.about === 'remoteAccess'
      ? isAbout(form.profile, draft.about, one)
      : employmentOf(one, leaver?.employments ?? []) !== undefined && employmentOf(one, chosen) !== undefined);
  const opens = opensOn(draft.lastDay, form.today);
  return { by: draft.caseId, covers, opens, heldOn: opens };
}

/** R27: those that end; the only one needs no choice. */
export function chosenEmployments(draft: TerminationDraft, leaver: Leaver | undefined): readonly Employment[] {
  const all = leaver?.employments ?? [];
  return all.length === 1 ? all : all.filter((one) => draft.chosen.includes(keyOf(one)));
}

/** Systems somebody may have since before the bot: those the provider may order and nobody knows of. */
export function olderSystems(
  { profile, provider }: TerminationForm,
  about: TerminationDraft['about'],
  leaver: Leaver | undefined,
): System[] {
  const known = new Set((leaver?.held ?? []).map(({ system }) => system.id));
  return profile.systems.filter(
    ({ id, orderableBy, orderedWith }) =>
      orderableBy.includes(provider.kind) && !known.has(id) && (about === 'person' || orderedWith === 'remoteAccess'),
  );
}
