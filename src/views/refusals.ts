import { longestText } from '../domain/words.ts';
import type { Reason, Refusal } from '../domain/refusal.ts';
import { formatMoment } from './format.ts';

const texts: Record<Reason, (refusal: Refusal) => string> = {
  stale: () =>
    'Ärendet har ändrats sedan kortet visades. Kortet visar nu hur det är; titta igen och tryck om det behövs.',
  unknownCase: () => 'Det finns inget ärende med det numret som du får se. Kontrollera numret.',
  notEntitled: () => 'Det här får bara den som beställde, eller en annan ansvarig chef hos samma utförare, göra.',
  noOrderingRight: () =>
    'Bara ansvarig chef hos en utförare får beställa behörigheter, och bara för den egna utföraren.',
  orderersOnly: () =>
    'Det här beställer kommunens beställarfunktion, till exempel verksamhetschefen för Systemförvaltningen. Hör av dig dit, så ordnar de det.',
  providerNotCurrent: () =>
    'Utföraren är inte certifierad och aktuell just nu, så det går inte att beställa. Vänd dig till kommunens beställare.',
  providerNotCurrentAtStart: () => 'Utföraren måste vara certifierad och aktuell på startdagen. Inget är beställt.',
  noAttestationRight: () => 'Du har inte attesträtt för den här utföraren.',
  approverWithoutRight: () =>
    'Den du valde har inte attesträtt för den här utföraren. Välj någon annan i listan, eller bocka i rutan om du själv attesterar.',
  secondPersonNeeded: () => 'Här krävs att någon annan än du godkänner. Välj vem.',
  notApprover: () => 'Det här ska godkännas av någon annan. Bara den som fick frågan kan svara.',
  approverReplaced: (r) =>
    r.by === undefined
      ? 'Frågan har ställts på nytt. Svara på det nyare kortet.'
      : `Frågan gäller inte längre: den har gått vidare till ${r.by}.`,
  alreadyDecided: (r) => `Det är redan avgjort${who(r)}. Kortet visar beslutet.`,
  notAwaitingApproval: () => 'Ärendet väntar inte på någon attest just nu.',
  notMember: () => 'Bara den som är med i köns team i Teams kan göra det här.',
  membershipUnknown: () =>
    'Teams svarade inte på om du är med i köns team. Inget har ändrats. Försök igen om en liten stund.',
  taskNotReady: () => 'Ärendet kan inte handläggas än: det väntar på ett tidigare steg.',
  taskWaitsForApproval: () =>
    'Uppgifterna har ändrats och väntar på att godkännas på nytt. Du kan fortsätta när det är klart.',
  taskTaken: (r) => `${r.by ?? 'Någon annan'} har redan tagit ärendet${when(r)}.`,
  taskNotTaken: () => 'Ingen har ärendet just nu. Tryck på Ta ärendet.',
  taskNotYours: (r) => `${r.by ?? 'Någon annan'} har ärendet. Tryck på Ta över först.`,
  taskFinished: (r) => `Det är redan avslutat${who(r)}.`,
  questionOpen: () => 'En fråga väntar på svar. Vänta på svaret först.',
  questionClosed: () => 'Frågan behöver inte längre besvaras.',
  questionAnswered: (r) => `Frågan är redan besvarad${who(r)}.`,
  hasBegun: (r) => `Det går inte längre: handläggningen har börjat${who(r)}. Hör av dig till den som har ärendet.`,
  caseClosed: (r) => `Ärendet är avslutat${who(r)}, så det går inte att ändra. Kortet visar hur det slutade.`,
  extensionTooLate: () =>
    'Den förra sista dagen har passerat, så det går inte att förlänga längre. Behörigheten avslutas; den som beställde får ansöka på nytt.',
  endsByItself: () =>
    'Det avslutas av sig självt eftersom tiden har gått ut. Ska personen ha kvar något, ansök om det med ”ny behörighet”.',
  credentialsGone: () => 'Inloggningsuppgifterna är borttagna. Tryck på Begär nya uppgifter om du behöver dem igen.',
  credentialsNotOpened: () => 'Öppna uppgifterna först, med Visa inloggningsuppgifter.',
  credentialsAlreadyRequested: () => 'Nya uppgifter är redan begärda.',
  credentialsNeeded: () => 'Ansvarig chef har bett om nya uppgifter. Fyll i dem, eller avslå och skriv varför.',
  identityNotChecked: () =>
    'Ställ kontrollfrågorna och bocka i att identiteten är kontrollerad innan du lämnar ett lösenord. Inget är lämnat.',
  answersMissing: () => 'Fyll i allt som är obligatoriskt innan du klarmarkerar.',
  signatureMissing: () => 'Beställningen ska undertecknas av dig. Bocka i rutan för att underteckna.',
  reasonMissing: () => 'Rutinen säger inte hur det ska bli. Skriv varför du godkänner.',
  nothingToReceive: () => 'Det finns inget att kvittera än.',
  alreadyReceived: (r) => `Det är redan kvitterat${who(r)}.`,
  certificateAccepted: (r) => `Intyget är redan godkänt${who(r)}, så det behövs inget nytt.`,
  certificateMissing: () => 'Intyget saknas. Det går inte att gå vidare förrän det har kommit.',
  certificateNotJudged: () => 'Intyget är inte bedömt. Godkänn eller underkänn det först.',
  certificateNotWanted: () => 'Ärendet kräver inget intyg.',
  certificateTooLate: (r) =>
    `Det är för sent: beställningen avslutades${who(r)}, eftersom inget intyg hade kommit. Beställ på nytt, så kan intyget bifogas där.`,
  fileGone: () => 'Filen finns inte längre här. Skicka den igen om den ska vara med.',
  certificateStays: () => 'Ett intyg tas inte bort ur ärendet. Blev det fel: skicka ett nytt, så bedöms det i stället.',
  filesNotYours: () => 'Filerna är bara till för dem som har ärendet.',
  tooManyFiles: () => 'Ärendet kan inte ha så många filer. Ta bort någon som inte behövs, eller lägg ihop dem till en.',
  textMissing: () => 'Skriv något i rutan. Den kan inte vara tom.',
  textTooLong: () => `Texten är för lång. Högst ${longestText} tecken.`,
  personnummerInText: () =>
    'Det ser ut att stå ett personnummer i texten. Ta bort det: texten visas för flera. Personnumret finns redan i ärendet.',
  taken: ({ what }) =>
    `Det som står i ”${what ?? 'formuläret'}” är redan registrerat på någon annan. Kontrollera det du skrev, eller skriv något annat.`,
  timesMissing: () => 'Föreslå en till tre olika tider som inte har varit.',
  timeGone: () => 'Tiden går inte att välja längre. Det senaste förslaget gäller; finns inget kommer ett nytt.',
  notBooked: () => 'Ingen tid är bokad än. Föreslå tider först.',
  bookingAhead: (r) =>
    `Den bokade tiden har inte varit än${when(r)}. Klarmarkera efter den, eller föreslå en annan tid.`,
  notReturned: () =>
    'Det som lämnades ut är inte tillbaka än. Skriv serienumret när du har fått det, eller bocka i att det är förlorat och spärrat.',
  otherReturned: ({ what }) =>
    `Det är inte den som lämnades ut, som har serienummer ${what ?? ''}. Kontrollera numret, och be om rätt exemplar om det är ett annat.`,
};

/** What the one who was refused is told, and how to put it right. */
export function refusalText(refusal: Refusal): string {
  return texts[refusal.reason](refusal);
}

function who({ by, at }: Refusal): string {
  return `${by === undefined ? '' : ` av ${by}`}${at === undefined ? '' : ` ${formatMoment(at)}`}`;
}

function when({ at }: Refusal): string {
  return at === undefined ? '' : ` (${formatMoment(at)})`;
}
