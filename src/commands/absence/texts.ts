import type { Reply } from '../incoming.ts';

type Notice = Extract<Reply, { kind: 'notice' }>;

export const onlyOwn: Notice = {
  kind: 'notice',
  text: 'Du kan bara ange din egen frånvaro. För någon annan gör botens administratör det, under ”administrera”.',
};

export function notAsked(own: boolean): Notice {
  return {
    kind: 'notice',
    text: own
      ? 'Frånvaro anges för den som godkänner ansökningar, och det gör du inte. Det du har tagit i en kö lägger du tillbaka med Lägg tillbaka i kön.'
      : 'Den personen godkänner inga ansökningar längre, så det finns inget att stå in för.',
  };
}
