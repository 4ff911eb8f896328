import type { EpochDay } from '../../calendar/index.ts';
import { ITEM } from '../../ledger/index.ts';
import type { Contact } from '../case/contact-history.ts';
import type { DebtorCase } from '../case/debtor-case.ts';
import { firstAsked } from './first-asked.ts';

/** What followed one conversation, or one reminder in writing, of the past. */
export interface HeedLesson {
  /** Share of the money it was about that came within the policy's `heededWithinDays`, 0–1. */
  readonly paidShare: number;
  /** Chance that such money would have come within those days anyway, in (0, 1). */
  readonly chanceAnyway: number;
  /** Chance that it is heeded, as part of the chance that a conversation is, 0–1; 1 for a conversation. */
  readonly part: number;
}

/** Days before its due date from which an invoice counts as what a conversation before due was about. */
const ABOUT_DAYS = 5;
/** Late invoices of the debtor's own after which its record weighs as much as the policy's `anywayRate`. */
const ANYWAY_WEIGHT = 4;

/** What is said of an invoice that is then not paid, or is on its way, whether the call is heeded or not. */
const NO_ANSWERS: readonly Contact['outcome'][] = ['disputed', 'claims_paid'];

/**
 * The conversations with a debtor whose outcome is known, and the reminders in writing about what was overdue, oldest
 * first: how much of the money they were about came soon after, beside what comes from this debtor within so many days
 * anyway. A contact about an invoice counts for it alone, one about no invoice for all that was due; where nothing was, a
 * conversation counts for what was to be due within five days. A reminder that was followed by another contact in those
 * days tells nothing, nor does a conversation in which the debtor disputed the invoice or said that it had paid.
 * O(contacts · invoices · log contacts of the debtor).
 */
export function heedLessons(c: DebtorCase): HeedLesson[] {
  const lessons: HeedLesson[] = [];
  const { heededWithinDays: within, reminderHeedPart } = c.context.policy.value;
  for (const contact of c.contacts) {
    if (contact.kind === 'attempt' || NO_ANSWERS.includes(contact.outcome)) continue;
    const isTalk = contact.kind === 'conversation';
    if (!isTalk && (reminderHeedPart === 0 || firstAsked(c.contacts, contact.day + 1) < contact.day + within)) continue;
    const about = moneyAbout(c, contact, 0) ?? (isTalk ? moneyAbout(c, contact, ABOUT_DAYS) : undefined);
    if (about && (about.paidMinor === about.allMinor || contact.day + within < c.asOf))
      lessons.push({
        paidShare: about.paidMinor / about.allMinor,
        chanceAnyway: chanceAnyway(c, contact.day, contact.day - about.oldestDueDay),
        part: isTalk ? 1 : reminderHeedPart,
      });
  }
  return lessons;
}

interface MoneyAbout {
  readonly allMinor: number;
  readonly paidMinor: number;
  readonly oldestDueDay: EpochDay;
}

/** What was open then and due within `aheadDays`, and what of it came soon after; undefined for nothing. */
function moneyAbout(c: DebtorCase, { day, invoice }: Contact, aheadDays: number): MoneyAbout | undefined {
  const { ledger, items, policy } = c.context;
  const { invoices } = ledger;
  const last = day + policy.value.heededWithinDays;
  let allMinor = 0;
  let paidMinor = 0;
  let oldestDueDay = Number.POSITIVE_INFINITY;
  for (let row = invoices.start[c.debtor]; row < invoices.start[c.debtor + 1]; row++) {
    if ((invoice >= 0 && invoice !== row) || invoices.rolledDueDay[row] > day + aheadDays) continue;
    if (invoices.knownDay[row] >= day || invoices.amountMinor[row] <= 0) continue;
    const isPaid = items.state[row] === ITEM.paid;
    if (isPaid ? items.paidDay[row] < day : items.state[row] !== ITEM.open) continue;
    allMinor += invoices.amountMinor[row];
    if (isPaid && items.paidDay[row] <= last) paidMinor += invoices.amountMinor[row];
    oldestDueDay = Math.min(oldestDueDay, invoices.rolledDueDay[row]);
  }
  return allMinor > 0 ? { allMinor, paidMinor, oldestDueDay } : undefined;
}

/**
 * Chance that money which has been due for `ageDays` comes within `heededWithinDays` without a word: of the debtor's
 * other invoices that were open at that age and about which nobody spoke or wrote in those days, the share that was paid in
 * them, leaning on the policy's `anywayRate`. So a debtor that always pays 20 days late teaches nothing by paying 20 days
 * late after a call. O(invoices · log contacts).
 */
function chanceAnyway(c: DebtorCase, day: EpochDay, ageDays: number): number {
  const { ledger, items, policy } = c.context;
  const { invoices } = ledger;
  const { anywayRate, heededWithinDays } = policy.value;
  let waited = 0;
  let paid = 0;
  for (let row = invoices.start[c.debtor]; row < invoices.start[c.debtor + 1]; row++) {
    const isPaid = items.state[row] === ITEM.paid;
    if ((!isPaid && items.state[row] !== ITEM.open) || invoices.amountMinor[row] <= 0) continue;
    const from = invoices.rolledDueDay[row] + ageDays;
    const end = from + heededWithinDays;
    const paidDay = isPaid ? items.paidDay[row] : Number.POSITIVE_INFINITY;
    if (paidDay < from || (end >= c.asOf && paidDay > end) || from >= c.asOf) continue;
    if (end > day && from <= day) continue;
    if (firstAsked(c.contacts, from) < end) continue;
    waited++;
    if (paidDay <= end) paid++;
  }
  return (ANYWAY_WEIGHT * anywayRate + paid) / (ANYWAY_WEIGHT + waited);
}
