import { Template } from 'adaptivecards-templating';
import type { Card } from '../commands/incoming.ts';
import absence from '../../cards/absence.json' with { type: 'json' };
import absenceDialog from '../../cards/absence-dialog.json' with { type: 'json' };
import adminDialog from '../../cards/admin-dialog.json' with { type: 'json' };
import adminDirectory from '../../cards/admin-directory.json' with { type: 'json' };
import adminLink from '../../cards/admin-link.json' with { type: 'json' };
import billing from '../../cards/billing.json' with { type: 'json' };
import billingCorrection from '../../cards/billing-correction-dialog.json' with { type: 'json' };
import billingFile from '../../cards/billing-file-dialog.json' with { type: 'json' };
import call from '../../cards/call.json' with { type: 'json' };
import callStart from '../../cards/call-start.json' with { type: 'json' };
import caseCard from '../../cards/case.json' with { type: 'json' };
import certificateDialog from '../../cards/certificate-dialog.json' with { type: 'json' };
import credentialsDialog from '../../cards/credentials-dialog.json' with { type: 'json' };
import endingDay from '../../cards/ending-day.json' with { type: 'json' };
import endingDayDialog from '../../cards/ending-day-dialog.json' with { type: 'json' };
import files from '../../cards/files.json' with { type: 'json' };
import filesDialog from '../../cards/files-dialog.json' with { type: 'json' };
import formDialog from '../../cards/form-dialog.json' with { type: 'json' };
import importCard from '../../cards/import.json' with { type: 'json' };
import importFile from '../../cards/import-file.json' with { type: 'json' };
import importDialog from '../../cards/import-dialog.json' with { type: 'json' };
import list from '../../cards/list.json' with { type: 'json' };
import messageDialog from '../../cards/message-dialog.json' with { type: 'json' };
import queueOverview from '../../cards/queue-overview.json' with { type: 'json' };
import queueSummary from '../../cards/queue-summary.json' with { type: 'json' };
import note from '../../cards/note.json' with { type: 'json' };
import personDialog from '../../cards/person-dialog.json' with { type: 'json' };
import slipDialog from '../../cards/slip-dialog.json' with { type: 'json' };
import staff from '../../cards/staff.json' with { type: 'json' };
import starts from '../../cards/starts.json' with { type: 'json' };
import requirements from '../../cards/requirements.json' with { type: 'json' };
import roster from '../../cards/roster.json' with { type: 'json' };
import entryDialog from '../../cards/entry-dialog.json' with { type: 'json' };
import readiness from '../../cards/readiness.json' with { type: 'json' };
import start from '../../cards/start.json' with { type: 'json' };
import statistics from '../../cards/statistics.json' with { type: 'json' };
import summaryDialog from '../../cards/summary-dialog.json' with { type: 'json' };
import supplementDialog from '../../cards/supplement-dialog.json' with { type: 'json' };
import taskDialog from '../../cards/task-dialog.json' with { type: 'json' };
import terminateDialog from '../../cards/terminate-dialog.json' with { type: 'json' };
import terminateStart from '../../cards/terminate-start.json' with { type: 'json' };
import textDialog from '../../cards/text-dialog.json' with { type: 'json' };
import unitRoles from '../../cards/unit-roles.json' with { type: 'json' };
import trouble from '../../cards/trouble.json' with { type: 'json' };
import menu from '../../cards/menu.json' with { type: 'json' };

/** Every card the bot shows, by name. A template is parsed once: parsing costs ten times an expansion. */
const templates = {
  absence: new Template(absence),
  'absence-dialog': new Template(absenceDialog),
  'admin-dialog': new Template(adminDialog),
  'admin-directory': new Template(adminDirectory),
  'admin-link': new Template(adminLink),
  billing: new Template(billing),
  'billing-correction-dialog': new Template(billingCorrection),
  'billing-file-dialog': new Template(billingFile),
  call: new Template(call),
  'call-start': new Template(callStart),
  case: new Template(caseCard),
  'certificate-dialog': new Template(certificateDialog),
  'credentials-dialog': new Template(credentialsDialog),
  'ending-day': new Template(endingDay),
  'ending-day-dialog': new Template(endingDayDialog),
  files: new Template(files),
  'files-dialog': new Template(filesDialog),
  'form-dialog': new Template(formDialog),
  import: new Template(importCard),
  'import-dialog': new Template(importDialog),
  'import-file': new Template(importFile),
  list: new Template(list),
  menu: new Template(menu),
  'message-dialog': new Template(messageDialog),
  note: new Template(note),
  'person-dialog': new Template(personDialog),
  'slip-dialog': new Template(slipDialog),
  staff: new Template(staff),
  starts: new Template(starts),
  readiness: new Template(readiness),
  requirements: new Template(requirements),
  roster: new Template(roster),
  'entry-dialog': new Template(entryDialog),
  'unit-roles': new Template(unitRoles),
  'queue-overview': new Template(queueOverview),
  'queue-summary': new Template(queueSummary),
  start: new Template(start),
  statistics: new Template(statistics),
  'summary-dialog': new Template(summaryDialog),
  'supplement-dialog': new Template(supplementDialog),
  'task-dialog': new Template(taskDialog),
  'terminate-dialog': new Template(terminateDialog),
  'terminate-start': new Template(terminateStart),
  'text-dialog': new Template(textDialog),
  trouble: new Template(trouble),
};

export type TemplateName = keyof typeof templates;

/** Fills a template. Data is put in as it is: an `${…}` that somebody typed stays text, since a template is expanded once. */
export function render(name: TemplateName, data: Readonly<Record<string, unknown>>): Card {
  return templates[name].expand({ $root: data }) as Card;
}
