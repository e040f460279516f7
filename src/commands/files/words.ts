import type { Profile } from '../../profiles/schema.ts';
import { fileLimits } from '../../views/files.ts';

/** Why a file was not taken in. */
export type FileFault = 'tooLarge' | 'empty' | 'host' | 'failed' | 'webPage' | 'wrongKind' | 'tooMany' | 'personnummer';

type Texts = Readonly<Record<FileFault, (file: string, profile: Profile) => string>>;

/** What the sender is told, and how to put it right. */
const texts: Texts = {
  tooLarge: (file, { files }) =>
    `${file} är större än ${files.maxMegabytes} MB. Spara den i mindre storlek eller dela upp den, och skicka den igen.`,
  empty: (file) => `${file} är tom. Kontrollera den och skicka den igen.`,
  host: (file) =>
    `${file} ligger inte där filer i Teams brukar ligga, så jag hämtar den inte. Bifoga den med gemet under skrivrutan.`,
  failed: (file) => `${file} gick inte att hämta. Skicka den igen om en stund.`,
  webPage: (file) =>
    `${file} är en webbsida och inget dokument. Öppna den, välj Skriv ut och Spara som PDF, och skicka PDF-filen.`,
  wrongKind: (file, profile) => `${file} är av en sort som jag inte kan ta emot. Skicka ${fileLimits(profile)}.`,
  tooMany: (file) =>
    `${file} är inte mottagen: du har många filer som väntar. Skriv ”mina filer”, lägg dem i sina ärenden eller släng dem, och skicka den igen.`,
  personnummer: () =>
    'Ditt meddelande ser ut att innehålla ett personnummer. Ta bort det ur chatten: personnummer skriver du bara i formuläret.',
};

export function faultText(fault: FileFault, file: string, profile: Profile): string {
  return texts[fault](file, profile);
}

/** R67: on the last step of a form, and on its summary. */
export const attachHint =
  'Vill du bifoga en fil? Tryck på Stäng, så sparas det du har skrivit. Skicka sedan filen till mig här i chatten.';

export const pictureText =
  'Bilder som klistras in i skrivrutan kan jag inte hämta. Spara bilden, och bifoga den som fil med gemet under skrivrutan.';

export const notYourCase =
  'Jag tar bara emot filer från den som beställer, till det som är beställt. Det du skickade är inte sparat.';

export function offText({ contacts }: Profile): string {
  const [first] = contacts;
  const way = [first?.name, first?.mail ?? first?.phone].filter((part) => part !== undefined).join(', ');
  return `Filer är inte påslaget här än, så det du skickade är inte sparat. Skicka det på annat sätt: ${way}.`;
}
