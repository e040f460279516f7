import type { FieldFault, FieldQuery } from '../domain/form.ts';

type Texts = { readonly [Kind in FieldFault['kind']]: (fault: Extract<FieldFault, { kind: Kind }>) => string };

/** What is told beside a field whose input is not taken: what is wrong, and how to put it right. */
const texts: Texts = {
  required: () => 'Fältet är obligatoriskt.',
  tooLong: ({ max, over }) => `Texten är ${over} tecken för lång. Här får det stå högst ${max} tecken.`,
  personnummerInText: () =>
    'Texten ser ut att innehålla ett personnummer. Ta bort det. Personnummer skrivs bara i fältet Personnummer.',
  malformedName: () => 'Skriv för- och efternamn med bokstäver.',
  malformedPersonnummer: () => 'Skriv personnumret så här: ååååmmdd-xxxx.',
  impossibleBirthDate: () => 'Födelsedatumet i personnumret finns inte. Kontrollera siffrorna.',
  futureBirthDate: () => 'Födelsedatumet i personnumret har inte varit än. Kontrollera siffrorna.',
  wrongChecksum: () => 'Personnumret stämmer inte. Kontrollera siffrorna.',
  unclearCentury: ({ masked }) => `Menar du ${masked.join(' eller ')}? Skriv året med fyra siffror.`,
  unknownUnit: ({ typed, near }) =>
    `Enheten ”${typed}” finns inte.${near.length > 0 ? ` Menar du ${either(near)}?` : ' Välj en enhet i listan.'}`,
  ambiguousUnit: ({ typed, near }) => `”${typed}” kan vara flera enheter. Menar du ${either(near)}?`,
  malformedCostCode: () => 'Skriv ansvarskoden med siffror eller bokstäver.',
  malformedPhone: () => 'Skriv ett telefonnummer med riktnummer, till exempel 011-15 25 55.',
  malformedMobile: () => 'Skriv ett mobilnummer, till exempel 070-123 45 67.',
  malformedMail: () => 'Skriv en e-postadress, till exempel namn@foretaget.se.',
  malformedUserName: () => 'Skriv användarnamnet utan mellanslag, till exempel dei12345.',
  malformedDate: () => 'Skriv datumet så här: åååå-mm-dd.',
  impossibleDate: () => 'Datumet finns inte. Kontrollera månad och dag.',
  toBeforeFrom: () => 'T.o.m. är före Fr.o.m. Välj samma dag eller en senare.',
  toInPast: () => 'T.o.m. har redan passerat. Välj i dag eller en senare dag.',
  notAmongChoices: ({ choices }) => `Välj något av: ${choices.join(', ')}.`,
  notYesOrNo: () => 'Svara ja eller nej.',
  startInPast: () => 'Startdatumet har redan varit. Välj i dag eller en senare dag.',
  notValidAtStart: () =>
    'Utföraren måste vara certifierad och aktuell på startdagen. Rätta datumen eller startdatumet.',
  namesake: ({ name }) =>
    `Det finns redan en utförare som heter ${name}. Är det här en annan? Bocka i rutan nedan i så fall, annars behövs ingen ny beställning.`,
  nameStays: () => 'Namnet står redan i katalogen. Be botens administratör om det är felskrivet.',
  malformedUnits: ({ line }) =>
    line === 0
      ? 'Så många enheter får inte plats i en beställning. Ta med högst 50, och låt administratören lägga till resten.'
      : `Rad ${line}: skriv enhetens namn, och efter semikolon ansvarskoden om den finns. Varje enhet en gång.`,
  unknownManager: () => 'Välj en av utförarens ansvariga chefer i listan.',
  malformedAccount: () =>
    'Välj personen i listan, eller skriv kontots objekt-id så här: 6f9619ff-8b86-4d01-b42d-00cf4fc964ff.',
  taken: () => 'Numret är redan registrerat på någon annan. Skriv ett nummer som bara den här personen har.',
  malformedSerialNumber: () => 'Skriv serienumret som det står, med bokstäver och siffror, till exempel 12345678.',
};

const queries: Record<FieldQuery, (text: string) => string> = {
  unusualUserName: (text) => `Användarnamnet ”${text}” börjar inte som de brukar. Är det rätt?`,
};

export function fieldFaultText(fault: FieldFault): string {
  // Each text takes its own kind of fault, which the key has just picked; the compiler cannot follow that.
  return (texts[fault.kind] as (fault: FieldFault) => string)(fault);
}

export function fieldQueryText(query: FieldQuery, text: string): string {
  return queries[query](text);
}

function either(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} eller ${names.at(-1)}`;
}
