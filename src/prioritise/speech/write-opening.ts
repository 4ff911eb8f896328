import type { DebtorCase } from '../case/debtor-case.ts';
import { type OpenInvoice, openSum } from '../case/open-invoice.ts';
import type { CallReason } from '../queue-rows.ts';
import { brokenPromiseIn } from '../reasons/broken-promise.ts';
import { openingLanguage } from './language-of.ts';
import { invoiceIds } from './name-invoices.ts';
import { OPENING_TEMPLATES, type OpeningSituation } from './opening-templates.ts';
import { spokenDay } from './spoken-day.ts';
import { spokenMoney } from './spoken-money.ts';

/** One sentence to open the call with, in the debtor's language (English where we have none). O(invoices). */
export function writeOpening(
  c: DebtorCase,
  callable: readonly OpenInvoice[],
  reason: CallReason,
  languageCode: string,
): string {
  const language = openingLanguage(languageCode);
  const templates = OPENING_TEMPLATES[language];
  const amount = spokenMoney(openSum(callable), c.context.ledger.reporting, language);
  const oldest = callable.reduce((day, invoice) => Math.min(day, invoice.dueDay), Number.POSITIVE_INFINITY);
  const invoices =
    callable.length === 1
      ? fill(templates.one, { id: invoiceIds(c, callable)[0] as string, amount })
      : fill(templates.several, { count: String(callable.length), amount });
  const broken = brokenPromiseIn(c, callable);
  return fill(templates.situations[situationOf(c, reason)], {
    invoices,
    due: spokenDay(oldest, language),
    promise: broken ? spokenDay(broken.dueDay, language) : '',
  });
}

function situationOf(c: DebtorCase, reason: CallReason): OpeningSituation {
  switch (reason) {
    case 'broken_promise':
    case 'missed_run':
      return reason;
    case 'overdue_first_contact':
      return c.notReceivedClaims >= c.context.policy.preDue.notReceivedClaims ? 'not_received' : 'first_contact';
    case 'overdue_follow_up':
      return 'follow_up';
    case 'habitual_late_pre_due':
      return 'pre_due';
    case 'not_received_pre_due':
      return 'not_received';
    case 'high_value_pre_due':
      return 'high_value';
  }
}

const fill = (template: string, values: Readonly<Record<string, string>>): string =>
  template.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');
