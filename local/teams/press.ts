import { stringOf, typeOf, type CardNode } from './cards/node.ts';
import type { Pressed } from './clicks.ts';

/** The action as it is sent, with the inputs merged into its data. */
export function pressable(action: CardNode, data: CardNode): Pressed {
  return {
    type: typeOf(action),
    id: stringOf(action, 'id'),
    verb: stringOf(action, 'verb'),
    url: stringOf(action, 'url'),
    data,
  };
}
