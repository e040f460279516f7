import type { Reply } from '../incoming.ts';
import type { Draft } from './draft.ts';
import type { Form } from './form.ts';

export const misread: Reply = {
  kind: 'notice',
  text: 'Formuläret gick inte att läsa. Skriv det du ville göra en gång till och öppna det på nytt.',
};

/** Said when the form is closed: how to find it again. */
export function savedText({ process }: Form, { question }: Draft): string {
  return question === undefined
    ? `Utkastet är sparat. Skriv ”${process.name.toLowerCase()}” och tryck på Fortsätt när du vill gå vidare.`
    : 'Ändringarna är sparade men inte skickade. Tryck på Komplettera när du vill gå vidare.';
}
