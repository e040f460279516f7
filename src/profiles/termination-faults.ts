import { type Fault, fault, repeated } from './fault.ts';

export type TerminationParts = {
  readonly route: readonly { readonly per: 'case' | 'system' }[];
  readonly checkTitle: string;
  readonly notify: readonly { readonly queue: string }[];
};

/** What ends is ended system by system, each in the queue that gave it, and all at the same time. */
export function terminationFaults(
  { route, checkTitle, notify }: TerminationParts,
  queues: Readonly<Record<string, unknown>>,
): Fault[] {
  return [
    ...(route.length === 1 && route[0]?.per === 'system'
      ? []
      : [fault(['termination', 'route'], 'ska vara ett enda steg per system')]),
    ...(checkTitle.includes('{system}') ? [] : [fault(['termination', 'checkTitle'], 'ska innehålla {system}')]),
    ...notify.flatMap(({ queue }, index) =>
      Object.hasOwn(queues, queue)
        ? []
        : [fault(['termination', 'notify', index, 'queue'], `kön ”${queue}” finns inte i queues`)],
    ),
    ...repeated(notify, ({ queue }) => queue).map(({ item, index }) =>
      fault(['termination', 'notify', index, 'queue'], `kön ”${item.queue}” står redan i listan`),
    ),
  ];
}
