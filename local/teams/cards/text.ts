import { actionsOn, contentOf, isNode, isVisible, nodesIn, stringOf, typeOf, type CardNode } from './node.ts';
import { choicesOf, labelOf, shownValue } from './fields.ts';

/** Everything a reader sees on the card, one line per element, the buttons last where they stand. Unopened ShowCards are not read. */
export function visibleText(card: CardNode): string {
  return linesOf(card).join('\n');
}

/** The visible button titles, in order, including those under "…" and in unopened ShowCards. */
export function buttonTitles(card: CardNode): string[] {
  if (!isVisible(card)) return [];
  const own = actionsOn(card).flatMap((action) => {
    const title = stringOf(action, 'title');
    const inner = isNode(action['card']) ? buttonTitles(action['card']) : [];
    return title === undefined ? inner : [title, ...inner];
  });
  return [...contentOf(card).flatMap(buttonTitles), ...own];
}

function linesOf(node: CardNode): string[] {
  if (!isVisible(node)) return [];
  const actions = actionsOn(node).flatMap((action) => stringOf(action, 'title') ?? []);
  return [...ownLines(node), ...actions].filter((line) => line !== '');
}

function ownLines(node: CardNode): string[] {
  switch (typeOf(node)) {
    case 'TextBlock':
      return [plain(stringOf(node, 'text') ?? '')];
    case 'RichTextBlock':
      return [runsOf(node['inlines'])];
    case 'FactSet':
      return nodesIn(node['facts']).map((fact) =>
        plain(`${stringOf(fact, 'title') ?? ''} ${stringOf(fact, 'value') ?? ''}`),
      );
    case 'Image':
      return [stringOf(node, 'altText') ?? ''];
    default:
      return typeOf(node).startsWith('Input.') ? inputLines(node) : contentOf(node).flatMap(linesOf);
  }
}

function runsOf(inlines: unknown): string {
  if (!Array.isArray(inlines)) return '';
  return inlines
    .map((run) => (typeof run === 'string' ? run : isNode(run) ? (stringOf(run, 'text') ?? '') : ''))
    .join('');
}

function inputLines(input: CardNode): string[] {
  const open = stringOf(input, 'style') === 'expanded' || input['isMultiSelect'] === true;
  const below = typeOf(input) === 'Input.ChoiceSet' && open ? choicesOf(input).map((choice) => choice.title) : [];
  const value = below.length === 0 && typeOf(input) !== 'Input.Toggle' ? shownValue(input) : '';
  return [labelOf(input), value === '' ? (stringOf(input, 'placeholder') ?? '') : value, ...below];
}

/** TextBlocks and facts are Markdown: escapes, bold marks and the marks of a mention are not seen. */
function plain(markdown: string): string {
  return markdown
    .replaceAll(/<\/?at>/g, '')
    .replaceAll('**', '')
    .replace(/\\([\\`*_{}[\]()#+\-.!~|<>])/g, '$1');
}
