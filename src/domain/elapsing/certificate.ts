import { certificateDue, certificateWakes } from '../certificate-wait.ts';
import { common } from '../common.ts';
import { cancelOpen } from '../route.ts';
import type { Part } from './part.ts';

/** A certificate that does not come: its submitter is reminded, and then the order is closed (R95). */
export const certificate: Part = {
  elapsed: (c, { now }) => {
    const due = certificateDue(c, now);
    if (due === undefined || c.certificate === undefined) return undefined;
    if (due === 'late') {
      const lapsed = { ...common(c), tasks: cancelOpen(c.tasks, now), state: 'lapsed', at: now } as const;
      return { case: lapsed, entries: [{ verb: 'lapse' }] };
    }
    const reminders = [...c.certificate.reminders, due];
    return { case: { ...c, certificate: { ...c.certificate, reminders } }, entries: [{ verb: 'remindCertificate' }] };
  },
  wakes: certificateWakes,
};
