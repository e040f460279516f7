/**
 * Every template in cards/, read without the bot. The conventions that its authors follow:
 * - `cards/<name>-dialog.json` is shown in a dialog, any other card in a chat or a channel;
 * - TextBlock and FactSet render Markdown, so they bind only names that begin with `say` (`${sayHeading}`, `${row.say}`):
 *   texts of our own. What a person typed goes in a TextRun, which renders nothing but text;
 * - an Action.Submit names its dialog in `data.dialog`: outside dialogs literally, and with msteams.type `task/fetch`.
 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { Expression } from 'adaptive-expressions';
import { AdaptiveCard, type CardObject, GlobalRegistry, SerializationContext } from 'adaptivecards';

type Json = Readonly<Record<string, unknown>>;

const folder = new URL('../../cards/', import.meta.url);
const source = new URL('../../src/', import.meta.url);
const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.json'));
const code = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => readFileSync(new URL(name, source), 'utf8'))
  .join('\n');

/** Names that templates know without being given them. */
const builtIn = new Set(['$root', '$data', '$index', '$host']);
/** Properties that hold other elements, or that are the template's own; the library's schema does not list them. */
const structural = new Set([
  '$schema',
  '$data',
  '$when',
  'type',
  'body',
  'actions',
  'items',
  'inlines',
  'columns',
  'rows',
  'cells',
  'choices',
  'facts',
  'fallback',
  'card',
]);

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** All objects of a card, the payloads of actions left out. */
function objects(value: unknown): Json[] {
  if (Array.isArray(value)) return value.flatMap(objects);
  if (!isObject(value)) return [];
  const { data: _payload, ...rest } = value;
  return [value, ...objects(Object.values(rest))];
}

function strings(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return isObject(value) || Array.isArray(value) ? Object.values(value).flatMap(strings) : [];
}

const bindings = (text: string): string[] => [...text.matchAll(/\$\{([^}]*)\}/g)].map(([, inner = '']) => inner.trim());
const ofType = (card: Json, type: RegExp): Json[] => objects(card).filter((one) => type.test(String(one['type'])));
const isText = (value: unknown): boolean => typeof value === 'string' && value.trim() !== '';
const isLiteral = (value: unknown): boolean => isText(value) && bindings(String(value)).length === 0;
const show = (value: Json): string => JSON.stringify(value).slice(0, 160);

/** What the renderer says of the card, save what it cannot know before the template is filled in. */
function rendererFaults(card: Json): string[] {
  const context = new SerializationContext();
  new AdaptiveCard().parse(card, context);
  return Array.from({ length: context.eventCount }, (_, index) => context.getEventAt(index).message).filter(
    (message) => !message.includes('"${'),
  );
}

function knownProperties(type: string): Set<string> | undefined {
  const { defaultElements, defaultActions } = GlobalRegistry;
  const known: (new () => CardObject) | undefined = (
    defaultElements.findByName(type) ?? defaultActions.findByName(type)
  )?.objectType;
  if (!known) return undefined;
  const schema = new known().getSchema();
  return new Set(Array.from({ length: schema.getCount() }, (_, index) => schema.getItemAt(index).name));
}

function unknownProperties(element: Json): string[] {
  const known = knownProperties(String(element['type']));
  return known ? Object.keys(element).filter((name) => !known.has(name) && !structural.has(name)) : [];
}

function markdownOf(facts: unknown): unknown[] {
  return Array.isArray(facts) ? facts.filter(isObject).flatMap(({ title, value }) => [title, value]) : [facts];
}

function opensDialog({ data }: Json): boolean {
  return (
    isObject(data) && isObject(data['msteams']) && data['msteams']['type'] === 'task/fetch' && isLiteral(data['dialog'])
  );
}

function staysInDialog({ data }: Json): boolean {
  return isObject(data) && isText(data['dialog']) && data['msteams'] === undefined;
}

it('checks: there are cards', () => assert.ok(names.length > 0));

for (const name of names) {
  describe(`checks: cards/${name}`, () => {
    const text = readFileSync(new URL(name, folder), 'utf8');
    const isDialog = name.endsWith('-dialog.json');
    let card: Json;

    function none(found: readonly Json[], why: string): void {
      assert.equal(found.length, 0, `${why}:\n${found.map(show).join('\n')}`);
    }

    before(() => {
      const parsed: unknown = JSON.parse(text);
      assert.ok(isObject(parsed), 'a card is an object');
      card = parsed;
    });

    it('is an Adaptive Card that Teams shows', () => {
      assert.equal(card['type'], 'AdaptiveCard');
      assert.match(String(card['version']), /^1\.[0-5]$/);
      assert.ok(Buffer.byteLength(text) < 28_000, 'Teams drops large cards');
    });

    it('has only elements and properties that the renderer knows', () => {
      assert.deepEqual(rendererFaults(card), []);
      for (const element of objects(card)) assert.deepEqual(unknownProperties(element), [], show(element));
    });

    it('labels its inputs, and says what is wrong where one is required', () => {
      const inputs = ofType(card, /^Input\./);
      const unclear = inputs.filter((input) => 'isRequired' in input && !isText(input['errorMessage']));
      none(
        inputs.filter(({ id, label }) => !isText(id) || !isText(label)),
        'an input needs an id and a label',
      );
      none(unclear, 'a required input needs an errorMessage');
    });

    it('gives its images alternative texts', () => {
      none(
        ofType(card, /^Image$/).filter(({ altText }) => !isText(altText)),
        'an image needs an altText',
      );
    });

    it('titles its actions and says literally what they do', () => {
      const refresh = isObject(card['refresh']) ? card['refresh']['action'] : undefined;
      const executes = ofType(card, /^Action\.Execute$/);
      const submits = ofType(card, /^Action\.Submit$/);
      const untitled = ofType(card, /^Action\./).filter((action) => action !== refresh && !isText(action['title']));
      none(untitled, 'an action needs a title');
      none(
        executes.filter(({ verb }) => !isLiteral(verb)),
        'a verb is literal',
      );
      none(isDialog ? executes : [], 'Teams takes no Action.Execute in dialogs');
      const wrong = submits.filter((submit) => !(isDialog ? staysInDialog : opensDialog)(submit));
      none(wrong, 'a submit names its dialog in data.dialog: literally and with task/fetch, unless a dialog is open');
    });

    it('lets nobody write Markdown in it', () => {
      const rendered = ofType(card, /^(TextBlock|FactSet)$/).flatMap(({ text, facts }) => [text, ...markdownOf(facts)]);
      const foreign = strings(rendered).flatMap(bindings);
      assert.deepEqual(
        foreign.filter((bound) => !/^[$\w.]*\bsay\w*$/.test(bound)),
        [],
      );
    });

    it('binds only names that the code gives', () => {
      const bound = strings(card).flatMap(bindings);
      const words = bound.flatMap((each) =>
        Expression.parse(each)
          .references()
          .join('.')
          .split(/[.[\]]+/),
      );
      const missing = words.filter(
        (word) => word !== '' && !builtIn.has(word) && !new RegExp(`\\b${word}\\b`).test(code),
      );
      assert.deepEqual([...new Set(missing)], []);
      assert.equal(text.match(/\$\{/g)?.length ?? 0, bound.length, 'a binding lacks its end');
    });
  });
}
