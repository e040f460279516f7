import type { Change } from './bundle.ts';

/**
 * A bug of the kind that engines like this one have, and what the simulation says of it. `from`: the seed to begin with where
 * the first hundreds of histories do not come to it; any other finds it too, only later.
 */
export type Planted = {
  readonly name: string;
  readonly changes: readonly Change[];
  readonly verdict: RegExp;
  readonly from?: number;
};

const act = 'src/commands/act.ts';
const cases = 'src/store/cases.ts';
const deliver = 'src/delivery/deliver.ts';
const letters = 'src/delivery/letters.ts';
const sender = 'src/delivery/sender.ts';

export const planted: readonly Planted[] = [
  {
    name: 'the case is overwritten blindly',
    changes: [
      {
        file: cases,
        from: "{ put: caseKey(id), value: next satisfies CaseRow, if: before?.etag ?? 'absent' },",
        to: '{ put: caseKey(id), value: next satisfies CaseRow },',
      },
      {
        file: cases,
        from: "{ put: eventKey(id, revision), value: event, if: 'absent' },",
        to: '{ put: eventKey(id, revision), value: event },',
      },
    ],
    verdict: /was written over/,
  },
  {
    name: 'a message is sent before the commit',
    changes: [
      {
        file: act,
        from: 'decidedOn = stored.value.revision;',
        to: `decidedOn = stored.value.revision;
    const { person: told, serviceUrl } = context.incoming;
    const card = { type: 'AdaptiveCard', version: '1.5', body: [] } as const;
    await context.services.teams.create({ kind: 'person', personId: told.id, serviceUrl }, { card, summary: 'Klart' });`,
      },
    ],
    verdict: /nobody knows of it/,
  },
  {
    name: 'a message is recorded as shown before it is sent',
    changes: [
      {
        file: deliver,
        from: 'const sent = await inTurn(asked, ports, () => ports.teams.create(target, message));',
        to: `await ports.posts.save(subject.id, { ...post, hash }, stored?.etag);
  const sent = await inTurn(asked, ports, () => ports.teams.create(target, message));`,
      },
    ],
    verdict: /shown nowhere|nobody knows of it/,
  },
  {
    name: 'a transaction carries no wake',
    changes: [{ file: cases, from: '{ put: dueKey(event.at, id), value: {} },', to: '' }],
    verdict: /no wake in its transaction/,
  },
  {
    name: 'a wake is deleted before the look',
    changes: [
      { file: sender, from: 'for (const wake of due) await wakes.done(wake);', to: '' },
      {
        file: sender,
        from: 'const attempt = Math.max(...due.map((wake) => wake.attempt));',
        to: `const attempt = Math.max(...due.map((wake) => wake.attempt));
    for (const wake of due) await wakes.done(wake);`,
      },
    ],
    verdict: /never shown|not shown as recorded|nothing will look at it|shown nowhere|not shown in the queue/,
    from: 119,
  },
  {
    name: 'a failed look is not tried again',
    changes: [{ file: sender, from: 'await inMs(caseId, wait, attempt + 1);', to: '' }],
    verdict: /never shown|not shown as recorded|nothing will look at it|shown nowhere|not shown in the queue/,
  },
  {
    name: 'nobody comes back for a deadline',
    changes: [{ file: sender, from: 'if (next !== undefined) await wakes.later(caseId, next, 0);', to: '' }],
    verdict: /nothing will look at it/,
  },
  {
    name: 'a conflict is taken for success',
    changes: [
      {
        file: act,
        from: "if ((await commit(context, change)) === 'committed') {",
        to: 'if ((await commit(context, change)) !== undefined) {',
      },
    ],
    verdict: /was told that/,
  },
  {
    name: 'a lost answer is taken for success',
    changes: [{ file: act, from: "if (written) return 'committed';", to: "return 'committed';" }],
    verdict: /was told that/,
    from: 403,
  },
  {
    name: 'anybody approves',
    changes: [
      {
        file: 'src/domain/decisions/approve.ts',
        from: 'if (attestation?.approver.id !== facts.actor.person.id) return',
        to: 'if (attestation === undefined) return',
      },
    ],
    verdict: /without the right/,
    from: 666,
  },
  {
    name: 'the same click is refused the second time',
    changes: [
      {
        file: act,
        from: 'if (onlyOpens(command) || tellsNothing.has(refused.reason)) return false;',
        to: 'if (click.slot !== command.verb) return false;',
      },
    ],
    verdict: /which had been carried out/,
  },
  {
    name: 'login details stay after the receipt',
    changes: [{ file: 'src/commands/consequences.ts', from: 'forget: forgotten(before, after),', to: 'forget: [],' }],
    verdict: /exactly while they can be read/,
  },
  {
    name: 'a membership is believed for sealed data too',
    changes: [
      {
        file: 'src/commands/context.ts',
        from: "if (!fresh && age >= 0 && age < believed) return 'yes';",
        to: "if (age >= 0 && age < believed) return 'yes';",
      },
    ],
    verdict: /without the right/,
  },
  {
    name: 'a message can be taken over by another case',
    changes: [
      {
        file: 'src/store/posts.ts',
        from: 'if (owner && (owner.caseId !== caseId || owner.slot !== slot)) return;',
        to: '',
      },
    ],
    verdict: /not shown as recorded/,
  },
  {
    name: 'what Teams did not take counts as shown',
    changes: [
      {
        file: deliver,
        from: `ports.teams.update(shown, message));
    if (isWait(sent)) return sent;`,
        to: `ports.teams.update(shown, message));
    if (isWait(sent)) {
      kept.push(shown);
      continue;
    }`,
      },
    ],
    verdict: /not shown as recorded/,
  },
  {
    name: 'everybody sends, whoever has the lease',
    changes: [{ file: 'src/store/lease.ts', from: 'if (isTheirs) return false;', to: '' }],
    verdict: /without a cause|nobody knows of it/,
  },
  {
    name: 'a stage begins before the one before it is finished',
    changes: [
      {
        file: 'src/domain/route.ts',
        from: "tasks.every((other) => other.stage >= task.stage || isSettled(other) || other.purpose === 'reissue');",
        to: 'tasks.length > 0;',
      },
    ],
    verdict: /was handled .* before/,
  },
  {
    name: "another provider's case is shown",
    changes: [
      {
        file: 'src/commands/show.ts',
        from: 'return isOwner(c, actorOf(context));',
        to: 'return true;',
      },
    ],
    verdict: /saw|shows/,
  },
  {
    name: 'a mail counts as sent before it is',
    changes: [
      {
        file: letters,
        from: 'const mailed = await ports.mailer.send(',
        to: `await amend(id, slot, () => ({ slot, shown: [], hash: '', mail: { at, revision } }), ports);
  const mailed = await ports.mailer.send(`,
      },
    ],
    verdict: /never sent|never came/,
  },
  {
    name: 'a mail that the server did not take is not tried again',
    changes: [
      { file: letters, from: "return { kind: 'later', seconds: retrySeconds };", to: "return { kind: 'nothing' };" },
    ],
    verdict: /never sent/,
  },
  {
    name: 'a mail goes at every look',
    changes: [{ file: letters, from: 'if (before?.mail) return', to: 'if (before?.mail && !isDue) return' }],
    verdict: /without a cause/,
  },
];
