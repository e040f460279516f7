import assert from 'node:assert/strict';
import type { Answer } from '../../src/domain/application.ts';
import type { Case } from '../../src/domain/case.ts';
import { nothingGathered } from '../../src/domain/gathering.ts';
import { countOf, type Gathers, incidentName, takesReports } from '../../src/domain/incident.ts';
import { ida, later, own, say, start } from '../support/cases.ts';
import { answer, played, submitted } from '../support/cases.ts';

const gathers: Gathers = { fields: ['what', 'symptom'], except: ['Något annat'], minutes: 60 };
const said = (what: string, symptom: string): Answer[] => [
  answer('what', 'Vad gäller det?', what),
  answer('symptom', 'Vad händer?', symptom),
  answer('since', 'Sedan när?', 'i dag'),
];

describe('domain/incident', () => {
  const names: readonly [title: string, answers: Answer[], queue: string, name: string | undefined][] = [
    ['what and how', said('Treserva', 'Visar fel'), 'it', 'it.treserva.visar-fel'],
    ['another fault in the same system', said('Treserva', 'Är långsamt'), 'it', 'it.treserva.ar-langsamt'],
    ['the same in another queue', said('Treserva', 'Visar fel'), 'onCall', 'onCall.treserva.visar-fel'],
    ['what may be anything', said('Något annat', 'Visar fel'), 'it', undefined],
    ['what was not said', said('Treserva', ''), 'it', undefined],
    ['signs that no key holds', said('TES / "x" #?', '%{}'), 'it', 'it.tes-x-.-'],
  ];
  for (const [title, answers, queue, name] of names)
    it(`a fault is known by ${title}`, () => assert.equal(incidentName(gathers, answers, queue), name));

  const first = submitted({ kind: 'technicalHelp', approver: own, gathering: nothingGathered });
  const states: readonly [title: string, c: Case, minutes: number, takes: boolean][] = [
    ['at once', first, 0, true],
    ['at the end of the hour', first, 60, true],
    ['after it', first, 61, false],
    ['before it was sent, by a clock that is behind', first, -1, false],
    ['when somebody has it', played(first, [ida, say.take('it')]), 30, true],
    ['when IT has refused it', played(first, [ida, say.refuse('it')]), 30, false],
    ['on what is no first report', submitted({ approver: own }), 0, false],
  ];
  for (const [title, c, minutes, takes] of states)
    it(`another gathers on the first ${title}: ${takes ? 'yes' : 'no'}`, () =>
      assert.equal(takesReports(c, gathers, later(start, { minutes })), takes));

  it('is counted with the first one, and providers once each', () => {
    const report = (id: string, provider: string) => ({
      case: id,
      provider: { id: provider, name: provider },
      unit: '',
      at: start,
    });
    const reports = [report('A', 'omsorg-ab'), report('B', 'annan-ab'), report('C', 'annan-ab')];
    assert.deepEqual(countOf({ ...first, gathering: { reports, told: '' } }), { reports: 4, providers: 2 });
    assert.deepEqual(countOf(first), { reports: 1, providers: 1 });
  });
});
