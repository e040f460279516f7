import assert from 'node:assert/strict';
import { assess } from '../../src/domain/guide.ts';
import { loadProfile } from '../../src/profiles/load.ts';

const guide = loadProfile('norrkoping').siths?.guide ?? assert.fail('no guide');

function answer(choice: string, insists = false): string {
  const found = assess(guide, choice, insists) ?? assert.fail(`no answer for ${choice}`);
  return `${found.outcome}: ${found.text}`;
}

describe('domain/guide: who needs a SITHS card in Norrköping', () => {
  it('R21, R22: who has left a permanent post in the municipality needs a new company card, and the old one is not used again', () => {
    const text = answer('Ja, en tillsvidareanställning som har upphört');
    assert.match(text, /^order: .*nytt företagskort.*inte användas igen/);
  });

  it('R23: with a temporary post the same card serves, under both its names', () => {
    for (const post of ['Ja, en allmän visstidsanställning som pågår', 'Ja, en särskild visstidsanställning som pågår'])
      assert.match(answer(post), /^notNeeded: .*samma SITHS-kort/);
  });

  it('the orderer decides where the routine is silent', () => {
    for (const post of ['Ja, en tillsvidareanställning som fortsätter', 'Nej, aldrig'])
      assert.match(answer(post), /^decide: Rutinen säger inte/);
  });

  it('R23: a temporary post that is over is not one that somebody has: the orderer decides', () => {
    assert.match(answer('Ja, en visstidsanställning som har upphört'), /^decide: Rutinen säger inte/);
  });

  it('R21–R23: for a temporary post after a permanent one the two rules differ: the orderer decides, and reads both', () => {
    const text = answer('Ja, först tillsvidare och nu på visstid');
    assert.match(text, /^decide: .*tillsvidareanställningen får inte användas igen.*visstidsanställningen får det/);
  });

  it('who insists on a card that is not needed has it decided, with the rule still told', () => {
    assert.match(
      answer('Ja, en allmän visstidsanställning som pågår', true),
      /^decide: .*samma SITHS-kort.*förra är borta/,
    );
    assert.match(answer('Ja, en tillsvidareanställning som har upphört', true), /^order/);
  });

  it('another answer is none', () => {
    assert.equal(assess(guide, 'Kanske', false), undefined);
  });
});
