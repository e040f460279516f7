import assert from 'node:assert/strict';
import { bundle } from './bundle.ts';
import { figures, type Report } from './report.ts';
import { faults } from './weather.ts';
import { explain, runAll } from './workers.ts';

const program = '.local/simulation/test.mjs';
const seed = 1;
const commands = [
  ...['submit', 'approve', 'reject', 'undoApproval', 'withdraw', 'chooseApprover', 'askAsApprover', 'supplement'],
  ...['take', 'takeOver', 'putBack', 'askAsCaseworker', 'complete', 'refuseTask', 'openPersonnummer'],
  ...['openCredentials', 'receipt', 'requestCredentials', 'elapse', 'unreachable', 'mailed', 'standIn'],
];
const kinds = [
  ...faults.storage.map((fault) => `storage ${fault}`),
  ...faults.connector.map((fault) => `connector ${fault}`),
  ...faults.mail.map((fault) => `mail ${fault}`),
];

describe('simulation: the whole engine under faults', () => {
  before(async function () {
    this.timeout(30_000);
    await bundle(program);
  });

  describe('three hundred histories', () => {
    let report: Report;
    before(async function () {
      this.timeout(180_000);
      report = await runAll(program, { seed, histories: 300 });
    });

    it('R75, R6: decisions once, cards as recorded, login details for their receivers alone', async () => {
      const [first] = report.failed;
      assert.equal(first, undefined, first && `${JSON.stringify(first)}\n${await explain(program, first.seed)}`);
      assert.match(figures(report), /lost: nothing$/);
    }).timeout(180_000);

    it('come to every command and every fault', () => {
      const { verbs, befell, counts } = report;
      const missing = [...commands.filter((verb) => !verbs[verb]), ...kinds.filter((kind) => !befell[kind])];
      assert.deepEqual(missing, []);
      assert.ok((counts['crashes'] ?? 0) > 50);
    });
  });

  it('lives through the same history twice, to the last line', async () => {
    const some = { seed: 5_000, histories: 20, processes: 1 };
    const [one, other] = await Promise.all([runAll(program, some), runAll(program, some)]);
    assert.equal(one.fingerprint, other.fingerprint);
    assert.notEqual(one.fingerprint, (await runAll(program, { ...some, seed: 6_000 })).fingerprint);
  }).timeout(60_000);
});
