import { visibleText } from './text.ts';
import { actionsOn, contentOf, isNode, isVisible, stringOf, typeOf, type CardNode } from './node.ts';

/** An action with the nodes that lead to it, the card first. */
export interface Found {
  readonly action: CardNode;
  readonly path: readonly CardNode[];
}

/** Which button: its title, and where several share one, a text that stands near the right one. */
export type Button = string | { readonly title: string; readonly near: string };

function actionsIn(node: CardNode, above: readonly CardNode[] = []): Found[] {
  if (!isVisible(node)) return [];
  const path = [...above, node];
  const own = actionsOn(node).flatMap((action) => [
    { action, path },
    ...(isNode(action['card']) ? actionsIn(action['card'], path) : []),
  ]);
  return [...own, ...contentOf(node).flatMap((child) => actionsIn(child, path))];
}

export function findAction(card: CardNode, button: Button): Found {
  const title = typeof button === 'string' ? button : button.title;
  const all = actionsIn(card);
  const named = all.filter(({ action }) => stringOf(action, 'title') === title && typeOf(action) !== 'Action.ShowCard');
  const found = typeof button === 'string' ? named : nearest(named, button.near);
  const [first] = found;
  if (first === undefined) {
    throw new Error(
      `No button "${title}". Buttons: ${all.map(({ action }) => stringOf(action, 'title') ?? '–').join(' | ')}`,
    );
  }
  if (found.length > 1)
    throw new Error(`${found.length} buttons are called "${title}"; say what is near the right one`);
  if (first.action['isEnabled'] === false) throw new Error(`The button "${title}" is greyed out`);
  return first;
}

/** The actions whose smallest surrounding element with the text is the smallest of all. */
function nearest(found: readonly Found[], near: string): Found[] {
  const sized = found.map((one) => {
    const around = one.path.map(visibleText).filter((text) => text.includes(near));
    return { one, size: Math.min(...around.map((text) => text.length)) };
  });
  const smallest = Math.min(...sized.map(({ size }) => size));
  return sized.filter(({ size }) => Number.isFinite(size) && size === smallest).map(({ one }) => one);
}

/** The cards whose inputs go with an action: the one it stands on and those around it. */
export function cardsAround({ path }: Found): CardNode[] {
  return path.filter((node) => typeOf(node) === 'AdaptiveCard');
}
