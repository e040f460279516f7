import { type Seen as Answer, visibleText } from '../../local/teams/index.ts';
import type { Guarded, Seen, Told } from '../support/checker.ts';

/** What people were told, and what they know that others may not see. */
export type Memory = {
  readonly told: Told[];
  readonly seen: Seen[];
  readonly guarded: Guarded[];
  readonly canaries: string[];
  /** A password nobody has used before; those may read it until `gone` is called. */
  readonly newPassword: (...mayRead: string[]) => string;
  readonly gone: (password: string) => void;
  readonly see: (person: string, asked: number, answer: Answer) => void;
};

export function createMemory(): Memory {
  const told: Told[] = [];
  const seen: Seen[] = [];
  const canaries: string[] = [];
  const readers = new Map<string, { readonly may: readonly string[]; until?: number }>();
  return {
    told,
    seen,
    canaries,
    get guarded() {
      return [...readers].map(([text, { may, until }]) => ({
        text,
        maySee: (person: string) => may.includes(person),
        ...(until === undefined ? {} : { until }),
      }));
    },
    newPassword: (...may) => {
      const password = `Hemligt-${canaries.length + 1}-lösen!`;
      canaries.push(password);
      readers.set(password, { may });
      return password;
    },
    gone: (password) => {
      const reader = readers.get(password);
      if (reader) reader.until = Date.now();
    },
    see: (person, asked, answer) => seen.push({ person, asked, text: textOf(answer) }),
  };
}

/** All that an answer shows, also in inputs. */
function textOf(answer: Answer): string {
  switch (answer.kind) {
    case 'card':
      return visibleText(answer.card);
    case 'dialog':
      return `${answer.dialog.text()}\n${JSON.stringify(answer.dialog.card)}`;
    case 'notice':
    case 'message':
    case 'failed':
      return answer.text;
    default:
      return '';
  }
}
