/**
 * What goes wrong with a mail: an answer of the server's (`reply` is its SMTP code) when somebody connects, names the sender, names
 * the receiver or has handed over the message; no answer at all; or a connection that breaks. With `accepted` it arrived all the same.
 */
export type MailFault = {
  readonly at: 'connection' | 'sender' | 'receiver' | 'message';
  readonly how: { readonly reply: number; readonly text?: string } | 'hang' | 'drop';
  readonly accepted?: boolean;
};

export type MailFaults = ReturnType<typeof createMailFaults>;

export function createMailFaults() {
  const once: MailFault[] = [];
  const standing = new Set<MailFault>();
  return {
    /** Hits the first mail that comes so far. */
    next: (fault: MailFault) => void once.push(fault),
    /** Hits every mail until the returned function is called. */
    always(fault: MailFault): () => void {
      standing.add(fault);
      return () => void standing.delete(fault);
    },
    clear(): void {
      once.length = 0;
      standing.clear();
    },
    pick(at: MailFault['at']): MailFault | undefined {
      const index = once.findIndex((fault) => fault.at === at);
      return index >= 0 ? once.splice(index, 1)[0] : [...standing].find((fault) => fault.at === at);
    },
  };
}
