import { absenceDialog } from './absence/dialog.ts';
import { absencePhrase, endAbsence } from './absence/own.ts';
import { adminActions, adminDialogs, administer, link, status } from './admin/index.ts';
import { billingActions, billingDialogs, billingPhrase } from './billing/index.ts';
import { buttons, press } from './buttons.ts';
import { showCase, turnPage } from './case-list.ts';
import type { Context } from './context.ts';
import type { Dialog } from './dialog.ts';
import { bookingDialog } from './dialogs/booking.ts';
import { certificateDialog } from './dialogs/certificate.ts';
import { changeLastDayDialog } from './dialogs/change-last-day.ts';
import { chooseApproverDialog } from './dialogs/choose-approver.ts';
import { credentialsDialog } from './dialogs/credentials.ts';
import { filesDialog } from './dialogs/files.ts';
import { extendDialog } from './dialogs/extend.ts';
import { historyDialog } from './dialogs/history.ts';
import { personnummerDialog } from './dialogs/personnummer.ts';
import { approveDialog, askDialog, rejectDialog } from './dialogs/say-something.ts';
import { supplementDialog } from './dialogs/supplement.ts';
import { taskDialog } from './dialogs/task.ts';
import { endingDayDialog } from './ending-day/dialog.ts';
import { discardFiles, placeFiles } from './files/place.ts';
import { importDialog } from './import/dialog.ts';
import { importing } from './import/overview.ts';
import type { Incoming, Reply } from './incoming.ts';
import { orderDialog } from './order/dialog.ts';
import type { Phrase } from './phrase.ts';
import { confirmRequirements, requirements } from './requirements/checklist.ts';
import { readinessDialog } from './start/dialog.ts';
import { readiness } from './start/phrase.ts';
import { myCases, myTasks, oneCase, openCases } from './phrases/cases.ts';
import { myFiles } from './phrases/my-files.ts';
import { helpPhrase } from './phrases/help.ts';
import { registerCallDialog } from './calls/dialog.ts';
import { registerCallPhrase } from './calls/phrase.ts';
import { rosterDialog } from './roster/dialog.ts';
import { rosterPhrase } from './roster/phrase.ts';
import {
  changeManager,
  newPermission,
  newProvider,
  password,
  remoteAccess,
  sithsCard,
  technicalHelp,
} from './phrases/order.ts';
import { statisticsPhrases } from './statistics/phrase.ts';
import { staffActions, staffDialogs, staffPhrases } from './staff/index.ts';
import { endContract, terminate } from './phrases/terminate.ts';
import { unitRoleDialog } from './unit-roles/dialog.ts';
import { unitRolesPhrase } from './unit-roles/phrase.ts';
import { terminateDialog } from './terminate/dialog.ts';

/** Everything that can be typed, in the order of `hjälp`. */
export const phrases: readonly Phrase[] = [
  newPermission,
  remoteAccess,
  sithsCard,
  newProvider,
  changeManager,
  readiness,
  terminate,
  endContract,
  technicalHelp,
  password,
  myCases,
  myTasks,
  oneCase,
  myFiles,
  openCases,
  ...staffPhrases,
  requirements,
  absencePhrase,
  rosterPhrase,
  unitRolesPhrase,
  registerCallPhrase,
  {
    words: 'administrera',
    where: 'personal',
    forAdmins: true,
    help: 'Utförare, chefer, beställare och köer.',
    run: administer,
  },
  billingPhrase,
  ...statisticsPhrases,
  importing,
  {
    words: 'driftläge',
    where: 'personal',
    forAdmins: true,
    help: 'Det som står still, och vad du gör åt det.',
    run: status,
  },
  {
    words: 'koppla',
    argument: '<kö>',
    where: 'both',
    forAdmins: true,
    help: 'Koppla kanalen till en kö, till exempel ”koppla it”.',
    run: link,
  },
  helpPhrase(() => phrases),
];

type Action = (context: Context<Incoming & { kind: 'execute' }>) => Promise<Reply>;

const caseActions = Object.fromEntries(
  (Object.keys(buttons) as (keyof typeof buttons)[]).map((verb): [string, Action] => [
    verb,
    (context) => press(context, verb),
  ]),
);

/** Everything that can be pressed on a card, by verb; `say` is handled where messages are. */
export const actions: ReadonlyMap<string, Action> = new Map(
  Object.entries({
    ...caseActions,
    ...adminActions,
    ...billingActions,
    ...staffActions,
    endAbsence,
    confirmRequirements,
    show: showCase,
    page: turnPage,
    placeFiles,
    discardFiles,
  }),
);

/** Every dialog, by the name its buttons carry. */
export const dialogs: ReadonlyMap<string, Dialog> = new Map(
  Object.entries({
    order: orderDialog,
    approve: approveDialog,
    readiness: readinessDialog,
    ask: askDialog,
    reject: rejectDialog,
    supplement: supplementDialog,
    chooseApprover: chooseApproverDialog,
    personnummer: personnummerDialog,
    task: taskDialog,
    booking: bookingDialog,
    certificate: certificateDialog,
    credentials: credentialsDialog,
    history: historyDialog,
    absence: absenceDialog,
    files: filesDialog,
    import: importDialog,
    terminate: terminateDialog,
    changeLastDay: changeLastDayDialog,
    extend: extendDialog,
    roster: rosterDialog,
    unitRole: unitRoleDialog,
    endingDay: endingDayDialog,
    registerCall: registerCallDialog,
    ...adminDialogs,
    ...billingDialogs,
    ...staffDialogs,
  }),
);
