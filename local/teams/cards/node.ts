/** A card, or any element, action or run within one, as the JSON it came as. */
export type CardNode = Readonly<Record<string, unknown>>;

export const ADAPTIVE_CARD = 'application/vnd.microsoft.card.adaptive';

export function isNode(value: unknown): value is CardNode {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function nodesIn(value: unknown): CardNode[] {
  return Array.isArray(value) ? value.filter(isNode) : [];
}

export function stringOf(node: CardNode, key: string): string | undefined {
  const value = node[key];
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return typeof value === 'string' ? value : undefined;
}

export function typeOf(node: CardNode): string {
  return stringOf(node, 'type') ?? '';
}

export function isVisible(node: CardNode): boolean {
  return node['isVisible'] !== false;
}

const CONTENT = ['body', 'items', 'columns', 'rows', 'cells', 'images', 'inlines'] as const;

/** What an element holds in reading order, without its actions. Table columns are widths, not content. */
export function contentOf(node: CardNode): CardNode[] {
  return CONTENT.flatMap((key) => (key === 'columns' && typeOf(node) === 'Table' ? [] : nodesIn(node[key])));
}

/** The actions that stand directly on a node; those of a ShowCard's own card are not among them. */
export function actionsOn(node: CardNode): CardNode[] {
  return [...nodesIn(node['actions']), ...[node['selectAction'], node['inlineAction']].filter(isNode)];
}
