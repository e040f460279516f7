import fc from 'fast-check';
import { anna, bertil, david, hanna, ivar } from '../../local/people.ts';
import type { Person } from '../../local/teams/index.ts';
import type { Weight } from './door.ts';
import { mutate, type Mutation, mutation } from './mutate.ts';
import { toJson } from './odd.ts';
import { type Base, openSiege, type Siege } from './siege.ts';
import { faultIn, touched } from './verdict.ts';

/** Those who throw, and what may be written at all while they do. */
type Phase = {
  readonly name: string;
  readonly people: readonly Person[];
  readonly share: number;
  readonly may: readonly string[];
};

/** A chat is stored for whoever says something; an installation is greeted, and wakes what waits for it. */
const anybody = ['chat', 'due', 'welcome'];
const entitled = [
  ...anybody,
  'asked',
  'case',
  'done',
  'draft',
  'event',
  'incident',
  'list',
  'message',
  'person',
  'post',
  'reserved',
  'secret',
  'staff',
];
const phases: readonly [Phase, ...Phase[]] = [
  { name: 'a stranger', people: [ivar], share: 0.5, may: anybody },
  { name: 'manager, approver and caseworker', people: [anna, bertil, david], share: 0.35, may: entitled },
  {
    name: 'an administrator',
    people: [hanna],
    share: 0.15,
    may: [...entitled, 'directory', 'groups', 'link', 'provider', 'rights', 'roster'],
  },
];

type Input = { readonly base: Base; readonly person: Person; readonly mutations: readonly Mutation[] };

export type Barrage = {
  readonly inputs: number;
  readonly refused: number;
  readonly bad: readonly string[];
  readonly serverErrors: number;
  readonly before: Weight;
  readonly after: Weight;
};

const atOnce = 16;
/** The first of the stranger's: what is compiled and cached at first is no leak. */
const warmUp = 1_500;

/** Throws so many activities at a bot of its own, and says what became of them. The same seed throws the same. */
export async function barrage(connectionString: string, inputs: number, seed: number): Promise<Barrage> {
  const siege = await openSiege(connectionString);
  try {
    const bad: string[] = [];
    let [refused, serverErrors, thrown] = [0, 0, 0];
    const volley = async (phase: Phase, count: number): Promise<void> => {
      const before = await siege.door.rows();
      for (let done = 0; done < count; done += 500) {
        const batch = fc.sample(inputFor(siege, phase), { numRuns: Math.min(500, count - done), seed: seed + thrown });
        thrown += batch.length;
        await inParallel(batch, async (input) => {
          const { status, fault } = await shoot(siege, input);
          if (status !== 200) refused += 1;
          if (status >= 500) serverErrors += 1;
          if (fault !== undefined) bad.push(`${fault}: ${described(input)}`);
        });
      }
      const fate = await siege.door.fate();
      if (fate !== undefined) bad.push(fate);
      await siege.settled();
      const stray = touched(before, await siege.door.rows()).filter((kind) => !phase.may.includes(kind));
      if (stray.length > 0) bad.push(`${phase.name} wrote ${stray.join(', ')}`);
    };
    const [stranger, ...others] = phases;
    await volley(stranger, warmUp);
    const before = await siege.door.weight();
    await volley(stranger, Math.max(0, Math.round(inputs * stranger.share) - warmUp));
    for (const phase of others) await volley(phase, Math.round(inputs * phase.share));
    const after = await siege.door.weight();
    bad.push(...loudLines(siege));
    return { inputs: thrown, refused, bad, serverErrors, before, after };
  } finally {
    await siege.close();
  }
}

function inputFor({ bases }: Siege, { people }: Phase): fc.Arbitrary<Input> {
  return fc.record({
    base: fc.constantFrom(...bases),
    person: fc.constantFrom(...people),
    mutations: fc.array(mutation, { minLength: 1, maxLength: 3 }),
  });
}

async function shoot(siege: Siege, { base, person, mutations }: Input): Promise<{ status: number; fault?: string }> {
  const activity = mutations.reduce(mutate, siege.as(base, person));
  const answer = await siege.door.post({ body: toJson(activity) });
  const fault = faultIn(answer);
  return {
    status: answer.status,
    ...(fault === undefined ? {} : { fault: `${fault} (${answer.text.slice(0, 300)})` }),
  };
}

function described({ base, person, mutations }: Input): string {
  const what = mutations.map(({ kind, at, key, value }) => `${kind} ${at} ${key}=${toJson(value).slice(0, 80)}`);
  return `${person.name}, ${base.name} ${JSON.stringify(base.more).slice(0, 200)}; ${what.join('; ')}`;
}

/** Faults that nobody was told of, and what was said to chats instead of in an answer. */
function loudLines({ door, teams }: Siege): string[] {
  const failed = door
    .log()
    .split('\n')
    .filter((line) => /"level":[56]0/.test(line))
    .map((line) => `logged ${line.slice(0, 600)}`);
  const shown = teams.calls.flatMap(({ body }) => faultIn({ status: 200, text: sentText(body) }) ?? []);
  return [...failed, ...shown];
}

/** What a message shows, as if it had been an answer. */
function sentText(body: unknown): string {
  const value = (body as { attachments?: unknown; text?: unknown } | undefined) ?? {};
  return JSON.stringify({ statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value });
}

async function inParallel<T>(all: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
  const queue = [...all];
  const worker = async (): Promise<void> => {
    for (let one = queue.pop(); one !== undefined; one = queue.pop()) await work(one);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}
