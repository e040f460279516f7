import type { Reply } from '../incoming.ts';

export const onlyOnCall: Extract<Reply, { kind: 'notice' }> = {
  kind: 'notice',
  text: 'Samtal registreras av dem som är med i beredskapens team. Det gör du här när kanalen är kopplad och du är med i teamet.',
};
