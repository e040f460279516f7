import { anna, bertil, karin } from '../../local/people.ts';
import { visibleText, type Person } from '../../local/teams/index.ts';
import type { Case } from '../../src/domain/case.ts';
import { slots } from '../../src/domain/slots.ts';
import type { Town } from '../crash/town.ts';
import { many, seedCase } from './seed.ts';

/** Something that somebody presses on the case as it was submitted, and what its event is called. */
type Move = {
  readonly by: Person;
  readonly verb: string;
  readonly slot: string;
  /** A dialog's name and what is filled in; without it a button on the card. */
  readonly dialog?: Readonly<Record<string, string>>;
};

const approve: Move = { by: karin, verb: 'approve', slot: slots.approver(1) };
const reject: Move = {
  by: karin,
  verb: 'reject',
  slot: slots.approver(1),
  dialog: { dialog: 'reject', text: 'Inte nu.' },
};
const withdraw: Move = { by: anna, verb: 'withdraw', slot: slots.status };
const choose: Move = {
  by: anna,
  verb: 'chooseApprover',
  slot: slots.status,
  dialog: { dialog: 'chooseApprover', approver: bertil.id },
};

/** Pairs of which one alone can be carried out; who loses is told by whom it was settled. */
const races: readonly (readonly [Move, Move])[] = [
  [approve, reject],
  [reject, approve],
  [reject, withdraw],
  [choose, approve],
];

/** By whom the loser is told that it was settled: the winner, or the one who is asked instead. */
const settledBy = (winner: Move): string => (winner === choose ? bertil.name : winner.by.name);

export type RaceFigures = {
  races: number;
  /** By verb, and by the replica that took the click. */
  won: Record<string, number>;
  at: [number, number];
  seconds: number;
};

/** So many cases, each with two clicks at the same time, one at each replica. Gives what was not as it must be. */
export async function race(town: Town, count: number): Promise<{ faults: string[]; figures: RaceFigures }> {
  const cases = await many(count, () => seedCase(town));
  const figures: RaceFigures = { races: count, won: {}, at: [0, 0], seconds: 0 };
  const begun = Date.now();
  const faults = await many(count, async (index) => {
    const c = cases[index] as Case;
    const [first, second] = races[index % races.length] as readonly [Move, Move];
    const moves = index % 8 < 4 ? ([first, second] as const) : ([second, first] as const);
    const answers = await Promise.all(moves.map((move, at) => make(town, at, c, move)));
    return judge(town, c, moves, answers, figures);
  });
  figures.seconds = (Date.now() - begun) / 1000;
  return { faults: faults.flat(), figures };
}

async function judge(
  { cases }: Town,
  { id }: Case,
  moves: readonly [Move, Move],
  answers: readonly Answer[],
  figures: RaceFigures,
): Promise<string[]> {
  const verbs = (await cases.eventsAfter(id, 1)).map(({ verb }) => verb);
  const says = (why: string): string[] => [
    `${id}: ${why} (${moves.map(({ verb }, at) => `${verb}: ${answers[at]?.text}`).join(' | ')}; ${verbs.join(', ')})`,
  ];
  const winners = moves.filter((_, at) => answers[at]?.accepted);
  const [winner] = winners;
  if (winner === undefined || winners.length !== 1) return says(`${winners.length} were told that they won`);
  if (verbs.length !== 1 || verbs[0] !== winner.verb) return says('recorded is something else');
  figures.won[winner.verb] = (figures.won[winner.verb] ?? 0) + 1;
  figures.at[moves.indexOf(winner) === 0 ? 0 : 1] += 1;
  const loser = answers[1 - moves.indexOf(winner)];
  return loser?.text.includes(settledBy(winner)) ? [] : says(`the loser was not told of ${settledBy(winner)}`);
}

type Answer = { readonly accepted: boolean; readonly text: string };

/** Presses it as Teams would, at one replica. */
async function make({ teams, replicas }: Town, at: number, c: Case, { by, verb, slot, dialog }: Move): Promise<Answer> {
  const data = { case: c.id, slot, version: 1, ...dialog };
  const place = { kind: 'personal', chatId: `a:${by.id}`, person: by } as const;
  const activity = dialog
    ? teams.activities.invoke(by, place, 'task/submit', { data })
    : teams.activities.invoke(by, place, 'adaptiveCard/action', {
        action: { type: 'Action.Execute', verb, data },
        trigger: 'manual',
      });
  const response = await fetch(replicas[at]?.url ?? '', {
    method: 'POST',
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify(activity),
  });
  return readAnswer(await response.text());
}

type Body = {
  readonly value?: string | Readonly<Record<string, unknown>>;
  readonly task?: { readonly value?: unknown };
};

/** A dialog that closes says nothing; a card says what stands above it where the click was refused. */
function readAnswer(text: string): Answer {
  if (text === '') return { accepted: true, text: '' };
  const { value, task } = JSON.parse(text) as Body;
  if (task) return { accepted: false, text: JSON.stringify(task.value) };
  if (typeof value !== 'object') return { accepted: false, text: value ?? text };
  const [first] = (value['body'] ?? []) as readonly Readonly<Record<string, unknown>>[];
  const refused = first?.['type'] === 'Container' && first['style'] === 'warning';
  return { accepted: !refused, text: refused ? visibleText({ type: 'AdaptiveCard', body: [first] }) : '' };
}
