import { AdaptiveCard, SerializationContext, ValidationEvent, Versions } from 'adaptivecards';
import { actionsOn, contentOf, isNode, stringOf, typeOf, type CardNode } from './node.ts';

/** Teams refuses messages from about 28 KB of card on; the limit is documented for the whole message on webhooks and kept here for cards. */
export const CARD_LIMIT = 28 * 1024;

const ELEMENTS = new Set(
  `TextBlock RichTextBlock TextRun Image ImageSet Container ColumnSet Column FactSet ActionSet Table TableRow TableCell
   Input.Text Input.Number Input.Date Input.Time Input.Toggle Input.ChoiceSet`.split(/\s+/),
);
const ACTIONS = new Set(
  'Action.Execute Action.Submit Action.OpenUrl Action.ShowCard Action.ToggleVisibility'.split(' '),
);
const ACTIONS_IN_DIALOGS = new Set([...ACTIONS].filter((name) => name !== 'Action.Execute'));

/** What is wrong with a card for Teams today (schema 1.5), or nothing. Stricter than Teams, which drops what it does not know without a word. */
export function problemsWith(card: unknown, place: 'message' | 'dialog' = 'message'): string[] {
  if (!isNode(card) || typeOf(card) !== 'AdaptiveCard') return ['The content is no AdaptiveCard'];
  const version = stringOf(card, 'version') ?? '';
  if (!/^1\.[0-5]$/.test(version)) return [`Card version "${version}" is not shown by Teams; 1.5 is the latest`];
  const actions = place === 'dialog' ? ACTIONS_IN_DIALOGS : ACTIONS;
  return [...unknownParts(card, actions), ...schemaProblems(card)];
}

function unknownParts(node: CardNode, actions: ReadonlySet<string>): string[] {
  const parts = contentOf(node).flatMap((child) => {
    const type = typeOf(child) || impliedType(node);
    return [
      ...(ELEMENTS.has(type) || 'fallback' in child ? [] : [`Unknown element "${type}"`]),
      ...unknownParts(child, actions),
    ];
  });
  const own = actionsOn(node).flatMap((action) => [
    ...(actions.has(typeOf(action)) || 'fallback' in action ? [] : [`Action "${typeOf(action)}" cannot stand here`]),
    ...(isNode(action['card']) ? unknownParts(action['card'], actions) : []),
  ]);
  return [...parts, ...own];
}

/** The schema lets children of these leave their type out. */
function impliedType(parent: CardNode): string {
  const implied: Readonly<Record<string, string>> = {
    ColumnSet: 'Column',
    Table: 'TableRow',
    TableRow: 'TableCell',
    ImageSet: 'Image',
  };
  return implied[typeOf(parent)] ?? '';
}

const LEFT_TO_OTHERS = new Set([
  ValidationEvent.UnknownElementType,
  ValidationEvent.UnknownActionType,
  ValidationEvent.Hint,
]);

function schemaProblems(card: CardNode): string[] {
  const context = new SerializationContext(Versions.v1_5);
  const parsed = new AdaptiveCard();
  parsed.parse({ ...card }, context);
  const parsing = Array.from({ length: context.eventCount }, (_, at) => context.getEventAt(at));
  const all = [...parsing, ...parsed.validateProperties().validationEvents];
  // The renderer counts `choices.data` as 1.6; Teams has it in 1.5, and a searched ChoiceSet may start empty.
  const spurious = /choices\.data|at least one choice/;
  return all
    .filter((event) => !LEFT_TO_OTHERS.has(event.event) && !spurious.test(event.message))
    .map((event) => event.message);
}
