import { NO_DAY } from '../../calendar/index.ts';
import { textAt } from '../../ledger/index.ts';
import type { DebtorCase } from '../case/debtor-case.ts';
import type { OpenInvoice } from '../case/open-invoice.ts';
import type { QueuedCall, Timing } from '../queue-rows.ts';
import { brokenPromiseIn } from '../reasons/broken-promise.ts';
import { callReasons, circumstances, isFirstContact } from '../reasons/call-reasons.ts';
import { joinIds } from '../speech/joined-ids.ts';
import { languageOf, openingLanguage } from '../speech/language-of.ts';
import { invoiceIds } from '../speech/name-invoices.ts';
import { prepareCall } from '../speech/prepare-call.ts';
import { sayBehaviour } from '../speech/say-behaviour.ts';
import { agentOf, noteOf, sayTalks } from '../speech/say-talks.ts';
import { chooseOpening, writeOpening } from '../speech/write-opening.ts';
import { ownResponse } from '../value/own-response.ts';
import { valueCall } from '../value/value-call.ts';
import { amountOf, dateText, debtorId, expectedDate, lateChance, rounded } from './describe-debtor.ts';

/** What the ranking, not the debtor, says of a call. */
export type CallPlace = Pick<QueuedCall, 'rank' | 'agent' | 'propensity'>;

/** The queue row of one call about these invoices (at least one). O(invoices · contacts). */
export function describeCall(c: DebtorCase, callable: readonly OpenInvoice[], place: CallPlace): QueuedCall {
  const reasons = callReasons(c, callable);
  const reason = reasons[0] as (typeof reasons)[number];
  const overdue = callable.filter((invoice) => invoice.timing === 'overdue');
  const oldestOverdue = overdue.reduce((day, invoice) => Math.min(day, invoice.rolledDueDay), c.asOf);
  const timing: Timing =
    overdue.length > 0 ? 'overdue' : callable.some((invoice) => invoice.timing === 'due') ? 'due' : 'pre_due';
  const lastContact = c.contacts.at(-1);
  const language = languageOf(c);
  const spoken = openingLanguage(language);
  const opening = chooseOpening(c, callable, reason);
  const broken = brokenPromiseIn(c, callable);
  const { debtors } = c.context.ledger;
  const { value, worthToday, laterDay } = valueCall(c, callable);
  return {
    rank: place.rank,
    debtor_id: debtorId(c),
    timing,
    reason,
    habitual_late: c.habit.isHabitual,
    first_contact: isFirstContact(c, callable),
    open_amount: amountOf(c, c.balanceMinor),
    overdue_amount: amountOf(c, c.overdueMinor),
    currency: c.context.ledger.reporting.code,
    oldest_due_date: dateText(
      callable.reduce((day, invoice) => Math.min(day, invoice.dueDay), Number.POSITIVE_INFINITY),
    ),
    days_overdue: c.asOf - oldestOverdue,
    p_late: lateChance(callable) ?? 0,
    expected_payment_date: expectedDate(callable),
    expected_value: rounded(value, 2),
    invoice_ids: joinIds(invoiceIds(c, callable)),
    last_contact_at: lastContact ? dateText(lastContact.day) : '',
    last_contact_outcome: lastContact?.outcome ?? '',
    promise_due_on: dateText(broken?.dueDay ?? Number.NaN),
    reasons: [...reasons, ...circumstances(c, callable, ownResponse(c, callable, 0).ignored)].join('|'),
    language,
    opening: writeOpening(c, callable, opening, spoken),
    propensity: rounded(place.propensity, 6),
    agent: place.agent,
    name: textAt(debtors.name, c.debtor),
    contact_name: textAt(debtors.contactName, c.debtor),
    phone: textAt(debtors.phone, c.debtor),
    last_contact_agent: lastContact ? agentOf(c, lastContact) : '',
    last_contact_note: lastContact ? noteOf(c, lastContact) : '',
    promise_amount: broken && !Number.isNaN(broken.amountMinor) ? amountOf(c, broken.amountMinor) : null,
    said: sayTalks(c, spoken),
    behaviour: sayBehaviour(c, spoken),
    ...prepareCall(c, callable, opening, spoken),
    worth_today: rounded(worthToday, 2),
    later_day: laterDay === NO_DAY ? '' : dateText(laterDay),
  };
}
