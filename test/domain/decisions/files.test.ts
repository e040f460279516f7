import assert from 'node:assert/strict';
import type { Command } from '../../../src/domain/decide.ts';
import type { DraftFile, StoredFile } from '../../../src/domain/file.ts';
import { acceptedPurposes, filesOf, leftBehind } from '../../../src/domain/files.ts';
import { slots } from '../../../src/domain/slots.ts';
import {
  acceptedOf,
  anna,
  approved,
  asked,
  finished,
  goran,
  ida,
  itTaken,
  later,
  malin,
  otherManager,
  played,
  reasonOf,
  refusalOf,
  rejected,
  sara,
  say,
  start,
  stranger,
  submitted,
  taskOf,
  tried,
  withdrawn,
} from '../../support/cases.ts';

const file = (id: string, name = `${id}.pdf`): StoredFile => ({
  id,
  name,
  type: 'pdf',
  size: 1000,
  sha256: 'a'.repeat(64),
  by: anna.person,
  at: start,
});
const inDraft = (id: string, purpose: DraftFile['purpose'] = 'attachment'): DraftFile => ({ ...file(id), purpose });
const attach = (...ids: string[]): Command => ({
  verb: 'attachFile',
  files: ids.map((id) => file(id)),
  purpose: 'attachment',
  most: 3,
});
const remove = (number: number): Command => ({ verb: 'removeFile', number });
const open = (number: number): Command => ({ verb: 'openFile', number });

describe('domain/decisions/files', () => {
  it('R67: the owner, or a colleague with the same right, adds files to an open case, numbered as they come', () => {
    const c = played(asked, [anna, attach('a', 'b')], [malin, attach('c')]);
    assert.deepEqual(
      filesOf(c).map(({ number, id, purpose }) => [number, id, purpose]),
      [
        [1, 'a', 'attachment'],
        [2, 'b', 'attachment'],
        [3, 'c', 'attachment'],
      ],
    );
    assert.deepEqual(c.log.at(-2), { at: c.log.at(-2)?.at, by: 'Anna Chef', verb: 'attachFile', title: 'nummer 1, 2' });
  });

  it('nobody else adds any, nor takes any away', () => {
    const c = played(asked, [anna, attach('a')]);
    for (const who of [goran, ida, otherManager, stranger]) {
      assert.equal(reasonOf(c, [who, attach('b')]), 'notEntitled', who.person.name);
      assert.equal(reasonOf(c, [who, remove(1)]), 'notEntitled', who.person.name);
    }
  });

  it('a case that is over takes no files, and keeps those it has', () => {
    for (const over of [rejected, withdrawn, finished]) {
      assert.equal(reasonOf(over, [anna, attach('a')]), 'caseClosed');
      assert.deepEqual(acceptedPurposes(over, later(start, { days: 1 })), []);
    }
    const c = played(asked, [anna, attach('a')], [goran, say.reject()]);
    assert.equal(filesOf(c).length, 1);
    assert.equal(reasonOf(c, [anna, remove(1)]), 'caseClosed');
  });

  it('no more than the profile lets it have, those taken away not counted', () => {
    const full = played(asked, [anna, attach('a', 'b', 'c')]);
    assert.equal(reasonOf(full, [anna, attach('d')]), 'tooManyFiles');
    const c = played(full, [anna, remove(2)], [anna, attach('d')]);
    assert.deepEqual(
      filesOf(c).map(({ number }) => number),
      [1, 3, 4],
    );
  });

  it('a certificate is taken only where one is waited for', () => {
    const certificate: Command = { verb: 'attachFile', files: [file('a')], purpose: 'certificate', most: 3 };
    assert.equal(reasonOf(asked, [anna, certificate]), 'certificateNotWanted');
    assert.deepEqual(acceptedPurposes(asked, start), ['attachment']);
  });

  it('of a file that is taken away only its number stays, and its bytes are left behind', () => {
    const before = played(asked, [anna, attach('a', 'b')]);
    const after = played(before, [anna, remove(1)]);
    assert.deepEqual(
      leftBehind(before, after).map(({ id }) => id),
      ['a'],
    );
    assert.ok(!JSON.stringify(after.files).includes('a.pdf'));
    assert.equal(reasonOf(after, [anna, remove(1)]), 'fileGone');
    assert.equal(reasonOf(after, [anna, open(1)]), 'fileGone');
    assert.deepEqual(leftBehind(after, after), []);
  });

  it('withdrawing leaves all files behind', () => {
    const before = played(asked, [anna, attach('a', 'b')]);
    const after = played(before, [anna, say.withdraw()]);
    assert.deepEqual(filesOf(after), []);
    assert.deepEqual(
      leftBehind(before, after).map(({ id }) => id),
      ['a', 'b'],
    );
  });

  it('files that lay in the draft come with the application', () => {
    const c = submitted({ files: [inDraft('a'), inDraft('b')] });
    assert.deepEqual(
      filesOf(c).map(({ number, id }) => [number, id]),
      [
        [1, 'a'],
        [2, 'b'],
      ],
    );
    assert.equal(submitted().files, undefined);
  });

  it('files stay through the whole course of a case', () => {
    const walked = played(
      played(asked, [anna, attach('a')]),
      [goran, say.approve()],
      [ida, say.give('it')],
      [sara, say.done('tes')],
      [sara, say.give('treserva')],
      [anna, say.open('treserva')],
      [anna, say.renew('treserva')],
    );
    assert.equal(filesOf(walked).length, 1);
  });

  it('R67: owner, approver who was asked and queues with a task see them; each opening is recorded', () => {
    const c = played(approved, [anna, attach('a')]);
    for (const who of [anna, malin, goran, ida]) {
      const opened = acceptedOf(tried(c, [who, open(1)]));
      assert.deepEqual(opened.log.at(-1)?.verb, 'openFile');
      assert.equal(opened.log.at(-1)?.title, 'nummer 1');
      assert.equal(opened.log.at(-1)?.by, who.person.name);
    }
    // Systemförvaltningen's turn has not come.
    for (const who of [sara, otherManager, stranger]) assert.equal(reasonOf(c, [who, open(1)]), 'filesNotYours');
    assert.ok('accepted' in tried(played(c, [ida, say.done('it')]), [sara, open(1)]));
  });

  it('an approver without the right any longer sees none', () => {
    const c = played(asked, [anna, attach('a')]);
    const former = { ...goran, rights: { ...goran.rights, groups: [] } };
    assert.equal(reasonOf(c, [former, open(1)]), 'filesNotYours');
  });

  it('a decision on a card that did not show the file is asked again', () => {
    const c = played(asked, [anna, attach('a')]);
    const click = { slot: slots.approver(1), version: 1 };
    assert.equal(refusalOf(tried(c, [goran, say.approve()], click)).reason, 'stale');
    assert.ok('accepted' in tried(c, [goran, say.approve()], { ...click, version: 2 }));

    const version = taskOf(itTaken, 'it').version;
    const later = played(itTaken, [anna, attach('a')]);
    const task = { slot: slots.queue('it', 1), version };
    assert.equal(refusalOf(tried(later, [ida, say.give('it')], task)).reason, 'stale');
  });

  it('those who have a task hear of a file in its thread, others do not', () => {
    const c = played(itTaken, [anna, attach('a')], [anna, remove(1)]);
    assert.deepEqual(
      taskOf(c, 'it').notes.map(({ kind, by }) => [kind, by]),
      [['fileAttached', 'Anna Chef']],
    );
    assert.deepEqual(taskOf(c, 'tes').notes, []);
    assert.equal(taskOf(c, 'tes').version, taskOf(itTaken, 'tes').version);
  });
});
