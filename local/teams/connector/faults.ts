import type { Call } from '../http.ts';

/** What goes wrong with a connector request; with `afterAccepting` it was done and only the answer is lost. */
export interface Fault {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly afterAccepting?: boolean;
  /** Never answers. */
  readonly hang?: boolean;
  /** Breaks the connection. */
  readonly reset?: boolean;
}

/** Looks at a request and says what goes wrong with it, or undefined to let it be. */
export type FaultRule = (call: Pick<Call, 'method' | 'path' | 'body'>) => Fault | undefined;

export type Faults = ReturnType<typeof createFaults>;

export function createFaults() {
  const once: FaultRule[] = [];
  const standing = new Set<FaultRule>();
  return {
    /** Hits the first request for which the rule returns a fault. */
    next: (rule: FaultRule) => void once.push(rule),
    /** Hits every such request until the returned function is called. */
    always(rule: FaultRule): () => void {
      standing.add(rule);
      return () => void standing.delete(rule);
    },
    clear(): void {
      once.length = 0;
      standing.clear();
    },
    pick(call: Call): Fault | undefined {
      for (const [at, rule] of once.entries()) {
        const fault = rule(call);
        if (!fault) continue;
        once.splice(at, 1);
        return fault;
      }
      return [...standing].map((rule) => rule(call)).find((fault) => fault !== undefined);
    },
  };
}
