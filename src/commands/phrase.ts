import type { CaseKind } from '../domain/case.ts';
import type { Context } from './context.ts';
import type { Incoming, Reply } from './incoming.ts';

/** Something a user types. `words` is what is typed and shown; what follows it reaches the handler as `rest`. */
export type Phrase = {
  readonly words: string;
  /** Other ways to say it. */
  readonly also?: readonly string[];
  /** What must follow, as shown in help: `<id>`. */
  readonly argument?: string;
  readonly where: 'personal' | 'channel' | 'both';
  /** Shown only to those who may. */
  readonly forAdmins?: boolean;
  readonly forManagers?: boolean;
  readonly forOrderers?: boolean;
  readonly forContacts?: boolean;
  /** Shown only where the profile has a checklist of requirements. */
  readonly forRequirements?: boolean;
  /** Understood, and answered kindly, but shown only where the profile has this process. */
  readonly needs?: CaseKind;
  /** Shown where the profile has a queue that somebody is on call for: in channels, and to administrators. */
  readonly forOnCall?: boolean;
  /** Shown where the profile has roles at units. */
  readonly forUnitRoles?: boolean;
  /** To those who are asked to approve. */
  readonly forAsked?: boolean;
  /** Understood, and answered kindly, but never shown as something to say. */
  readonly isHidden?: boolean;
  /** `hjälp` itself, which needs no button on its own card. */
  readonly isHelp?: boolean;
  /** One line for `hjälp`. */
  readonly help: string;
  readonly run: (context: Context<Incoming & { text: string }>, rest: string) => Promise<Reply>;
};
