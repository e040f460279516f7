import assert from 'node:assert/strict';
import { visibleText } from '../../local/teams/index.ts';
import { emptyDraft } from '../../src/commands/order/draft.ts';
import type { FilledIn } from '../../src/commands/order/fill-in.ts';
import type { Form } from '../../src/commands/order/form.ts';
import { summaryDialog } from '../../src/commands/order/summary-card.ts';
import { loadProfile } from '../../src/profiles/load.ts';
import type { Profile } from '../../src/profiles/schema.ts';
import { provider, today } from '../support/cases.ts';

const norrkoping = loadProfile('norrkoping');
const filled: FilledIn = {
  name: 'Kim Test',
  personnummer: '19900602-2397',
  unit: provider.units[0] ?? { name: '', costCode: '' },
  answers: [],
  systems: [{ id: 'tes', name: 'TES', answers: [] }],
  queries: [],
};

function shown(permission: Partial<Profile['permission']>): string {
  const profile = { ...norrkoping, permission: { ...norrkoping.permission, ...permission } };
  const form: Form = { profile, kind: 'permission', process: profile.permission, provider, today, takesFiles: true };
  const reply = summaryDialog(form, emptyDraft('K7M4QX92', 'permission', provider.id), {
    filled,
    approvers: [],
    files: [],
    notice: '',
  });
  assert.ok(reply.kind === 'dialog');
  return visibleText({ ...reply.card });
}

describe('the summary before Skicka', () => {
  it('R5: says that handling takes time, and no day where the profile knows none', () => {
    const text = shown({});
    assert.match(text, /viss handläggningstid/);
    assert.doesNotMatch(text, /klart omkring/);
  });

  it('says the day where the time runs from arrival, and a number of days where it runs from approval', () => {
    assert.equal(today, '2026-03-02');
    assert.match(shown({ handlingDays: 7, handlingFrom: 'arrival' }), /klart omkring 9 mars 2026/);
    assert.match(shown({ handlingDays: 7, handlingFrom: 'approval' }), /omkring 7 dagar efter att den är godkänd/);
  });

  it('R76: shows the personnummer masked, and who will be told in which order', () => {
    const text = shown({});
    assert.match(text, /19900602-\*\*\*\*/);
    assert.doesNotMatch(text, /2397/);
    assert.match(text, /Kommunens IT-enhet\n3\. Systemförvaltningen \(TES\)/);
  });
});
