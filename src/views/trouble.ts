import { formatCaseId } from '../domain/case-id.ts';
import { endingDayOfSubject } from '../domain/ending-day.ts';
import { queueOfSubject } from '../domain/queue.ts';
import { type Trouble, troubleKey, troubleSlot } from '../domain/trouble.ts';
import { enumerate, formatDay, formatMoment } from './format.ts';
import type { Posting } from './postings.ts';

/** The bot's own word for a queue without a channel; the others are Teams'. */
export const notLinked = 'NotLinked';

/** Cases named on a card; beyond them it says how many more. */
const mostNamed = 10;

type Words = { readonly heading: string; readonly what: string; readonly remedy: string };

const itself = 'Det som väntar skickas sedan av sig självt.';
const operator = 'den som driftar boten';

/** Why no mail goes at all. */
const mailWords: Readonly<Record<string, Words>> = {
  NotConfigured: {
    heading: 'E-post är inte påslagen',
    what: 'Ärenden har e-post att skicka, men boten har ingen e-postserver.',
    remedy: `Be ${operator} att ange SMTP_URL och MAIL_FROM. ${itself}`,
  },
  LoginRefused: {
    heading: 'E-post går inte att skicka',
    what: 'E-postservern tar inte emot botens inloggning.',
    remedy: `Be ${operator} att rätta användarnamn och lösenord i SMTP_URL. ${itself}`,
  },
  NotEncrypted: {
    heading: 'E-post går inte att skicka',
    what: 'Förbindelsen till e-postservern går inte att kryptera, och okrypterat skickas ingenting.',
    remedy: `Be ${operator} att se över SMTP_URL och e-postserverns certifikat. ${itself}`,
  },
  SenderRefused: {
    heading: 'E-post går inte att skicka',
    what: 'E-postservern låter inte boten skicka från sin adress.',
    remedy: `Be ${operator} att rätta MAIL_FROM, eller att låta boten skicka från adressen. ${itself}`,
  },
};

const noAnswer: Words = {
  heading: 'E-post går inte att skicka',
  what: 'E-postservern har inte svarat som den ska på en stund. Boten fortsätter att försöka.',
  remedy: `Hör med ${operator} om e-postservern är igång och går att nå. ${itself}`,
};

/** What has happened, and what the administrator does about it. */
export function troubleWords({ of, code }: Trouble): Words {
  switch (of.kind) {
    case 'queue':
      return code === notLinked
        ? {
            heading: `Kön ${of.name} har ingen kanal`,
            what: 'Ärenden väntar på att visas där, och ingen ser dem.',
            remedy: `Gå till köns kanal, nämn mig och skriv ”koppla” och köns namn. Det som väntar kommer då av sig självt.`,
          }
        : {
            heading: `Kanalen för ${of.name} går inte att nå`,
            what: 'Kanalen är borta, eller boten är inte kvar i teamet.',
            remedy:
              'Lägg till boten i teamet igen. Är kanalen borttagen: gå till en annan, nämn mig där och skriv ”koppla” och köns namn. Det som väntar kommer då av sig självt.',
          };
    case 'person':
      return {
        heading: `${of.name} går inte att nå`,
        what: 'Personen har blockerat eller tagit bort boten, eller slutat.',
        remedy: `Be ${of.name} söka efter boten i Teams, lägga till den igen och skriva ”hjälp”. Det som väntar kommer då av sig självt. Har personen slutat: byt ansvarig chef under ”administrera”.`,
      };
    case 'mailbox':
      return {
        heading: `E-post till ${of.name} kommer inte fram`,
        what: 'E-postservern tar inte emot e-post till köns adress, eller säger att den är fel.',
        remedy: `Rätta adressen i kommunens profil (queues.${of.id}.mail), eller se till att den tar emot e-post från boten. ${itself}`,
      };
    case 'mail':
      return mailWords[code] ?? noAnswer;
    case 'cases':
      return {
        heading: 'Ärenden som inte går att visa',
        what: `Boten har försökt många gånger. Ärendena ligger åt sidan och prövas igen; alla andra går vidare.`,
        remedy: 'Anmäl till den som förvaltar boten, med ärendenumren. Felet står i botens logg.',
      };
    case 'files':
      return {
        heading: 'Filer som inte går att radera',
        what: 'De ska raderas, men lagringen för filer svarar inte. Allt annat går vidare.',
        remedy:
          'Anmäl till den som förvaltar boten: felet står i botens logg. De raderas av sig själva när lagringen svarar.',
      };
    case 'rows':
      return {
        heading: 'Uppgifter som inte går att läsa',
        what: 'Rader i botens lagring är skadade. De ligger åt sidan; allt annat går vidare.',
        remedy: 'Anmäl till den som förvaltar boten: raderna står i botens logg. Tryck på knappen när det är åtgärdat.',
      };
  }
}

/** What waits, in words; rows are for the log alone. */
export function waitingWords({ of }: Trouble, waits: readonly string[]): string {
  if (waits.length === 0) return 'Inget väntar just nu.';
  if (of.kind === 'rows') return waits.length === 1 ? 'En rad.' : `${waits.length} rader.`;
  if (of.kind === 'files') return waits.length === 1 ? 'En fil.' : `${waits.length} filer.`;
  const named = waits.slice(0, mostNamed).map(waitingName);
  const rest = waits.length - named.length;
  return `Det gäller ${enumerate(rest > 0 ? [...named, `minst ${rest} till`] : named)}.`;
}

function waitingName(waits: string): string {
  const endingDay = endingDayOfSubject(waits);
  if (endingDay) return `behörigheter som går ut ${formatDay(endingDay.to)}`;
  return queueOfSubject(waits) === undefined ? formatCaseId(waits) : 'det som kom in medan kön hade stängt';
}

/** A trouble as each administrator sees it, in a card of its own for each time that it begins. */
export function troublePostings(trouble: Trouble, waits: readonly string[], adminIds: readonly string[]): Posting[] {
  const { heading, what, remedy } = troubleWords(trouble);
  const { mended, since, code } = trouble;
  return adminIds.map((personId) => ({
    slot: troubleSlot(personId, trouble),
    to: { kind: 'person', personId },
    template: 'trouble',
    data: {
      sayHeading: 'Att åtgärda',
      subject: heading,
      state: mended === undefined ? `Sedan ${formatMoment(since)}` : `Åtgärdat ${formatMoment(mended)}`,
      stateColor: mended === undefined ? 'attention' : 'good',
      texts: mended === undefined ? [{ text: what }, { text: remedy }, { text: waitingWords(trouble, waits) }] : [],
      code: mended === undefined && code !== notLinked && !(code in mailWords) ? `Felkod: ${code}` : '',
      trouble: mended === undefined ? troubleKey(trouble.of) : '',
      notice: '',
    },
    // The heading may name a person, and a notification is read by whoever sees the screen.
    summary: mended === undefined ? 'Något behöver åtgärdas' : 'Åtgärdat',
  }));
}
