import {
  AdaptiveCard,
  ExecuteAction,
  GlobalRegistry,
  OpenUrlAction,
  SerializationContext,
  Strings,
  SubmitAction,
  type Action,
} from 'adaptivecards';
import { isNode, type CardNode } from '../teams/cards/node.ts';
import type { Pressed } from '../teams/clicks.ts';
import { TeamsChoiceSet, type SearchChoices } from './choiceSet.ts';
import { hostConfig } from './hostConfig.ts';
import { toHtml } from './markdown.ts';
import { openMenu } from './menu.ts';

GlobalRegistry.elements.register('Input.ChoiceSet', TeamsChoiceSet);
Strings.defaults.overflowButtonText = () => '…';
Strings.defaults.overflowButtonTooltip = () => 'Fler åtgärder';
AdaptiveCard.onProcessMarkdown = (text, result) => {
  result.outputHtml = toHtml(text);
  result.didProcess = true;
};

export interface CardUse {
  readonly press: (action: Pressed) => void;
  readonly search: SearchChoices;
}

/** Renders a card; a press comes with its inputs merged, after the renderer has checked them. */
export function renderCard(content: CardNode, use: CardUse): HTMLElement {
  const card = new AdaptiveCard();
  card.hostConfig = hostConfig;
  card.onExecuteAction = (action) => {
    const pressed = toPressed(action);
    if (pressed) use.press(pressed);
  };
  card.onDisplayOverflowActionMenu = (actions, target) => {
    if (target)
      openMenu(
        target,
        [...actions].map((action) => ({ title: action.title ?? '', choose: () => action.execute() })),
      );
    return true;
  };
  card.parse(withMentions(content), new SerializationContext());
  TeamsChoiceSet.search = use.search;
  return card.render() ?? document.createElement('div');
}

function toPressed(action: Action): Pressed | undefined {
  const { id } = action;
  if (action instanceof OpenUrlAction) return { type: 'Action.OpenUrl', url: action.url ?? '', data: {} };
  if (action instanceof ExecuteAction)
    return { type: 'Action.Execute', id, verb: action.verb ?? '', data: toNode(action.data) };
  if (action instanceof SubmitAction) return { type: 'Action.Submit', id, data: toNode(action.data) };
  return undefined;
}

function toNode(data: object | undefined): CardNode {
  return { ...data };
}

/** Mentions in cards stand as <at>name</at>; the name is what is read. */
function withMentions(value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll(/<\/?at>/g, '');
  if (Array.isArray(value)) return value.map(withMentions);
  if (!isNode(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withMentions(inner)]));
}
