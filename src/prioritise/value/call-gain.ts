import type { EpochDay } from '../../calendar/index.ts';
import { expectedPaymentDay, type PossibleRun } from '../../features/index.ts';
import type { DebtorCase } from '../case/debtor-case.ts';
import type { OpenInvoice } from '../case/open-invoice.ts';
import { outlookOf, type PaymentOutlook, remainingDays, unpaidChance } from './payment-outlook.ts';
import { type UnpromptedRecord, unpromptedBeyond, unpromptedFactor } from './unprompted-record.ts';

/** What heeded calls about some invoices would gain, today or later. */
export interface CallGain {
  /**
   * Money-days (major units × days) by which a heeded call `waitDays` ≥ 0 from now brings payment forward; what is paid by
   * then gains nothing. O(invoices).
   */
  moneyDaysAt(waitDays: number): number;
  /** Chance that anything is still unpaid then, 0–1: what is paid together counts once. O(invoices). */
  neededAt(waitDays: number): number;
}

/** Of the runs that are possible; the rest weigh little. */
const RUNS_LOOKED_AT = 3;

/**
 * The gain of calls about these invoices, from what their forecasts, the debtor's runs and its own unprompted payments say.
 * A heeded call brings money `daysToPay` (policy) after it, never before the due date, and with the first run from then
 * on for the share of invoices that runs pay. O(invoices · late invoices) to prepare.
 */
export function callGain(c: DebtorCase, invoices: readonly OpenInvoice[], record: UnpromptedRecord): CallGain {
  const { daysToPay } = c.context.policy.value;
  const soonDay = c.calendar.addBusinessDays(c.asOf, 3);
  const runs = runsOf(c).map(({ rule, chance }) => ({ chance, dayOf: remembered(rule, c) }));
  const prospects = invoices.map((invoice) => ({
    amount: invoice.openMinor / c.context.scale,
    dueIn: invoice.rolledDueDay - c.asOf,
    outlook: outlookOf(invoice, c.asOf, soonDay),
    stretch: unpromptedFactor(unpromptedBeyond(record, c.asOf - invoice.rolledDueDay), invoice.expectedDays),
  }));

  const daysGained = (outlook: PaymentOutlook, earliest: number): number => {
    let gained = 0;
    let rest = 1;
    // A heeded call does not change when a run payer lets money go: it pays with its next run.
    for (const { chance, dayOf } of runs) {
      const runDay = dayOf(Math.ceil(c.asOf + earliest));
      if (runDay === null) continue;
      rest -= chance;
      gained += chance * remainingDays(outlook, runDay - c.asOf);
    }
    return gained + rest * remainingDays(outlook, earliest);
  };
  return {
    moneyDaysAt(waitDays) {
      let sum = 0;
      for (const { amount, dueIn, outlook, stretch } of prospects)
        sum += amount * stretch * daysGained(outlook, Math.max(waitDays + daysToPay, dueIn));
      return sum;
    },
    neededAt(waitDays) {
      let needed = 0;
      for (const { outlook, stretch } of prospects)
        needed = Math.max(needed, unpaidChance(outlook, waitDays / stretch));
      return needed;
    },
  };
}

/** The run that was found, with the share of invoices it pays; else the likeliest of those that are possible. */
function runsOf(c: DebtorCase): readonly PossibleRun[] {
  if (c.run.family !== 'none') return [{ rule: c.run, chance: c.run.invoiceShare }];
  return c.possibleRuns().slice(0, RUNS_LOOKED_AT);
}

/** The arrival of the first run from a day on; asked often for the same days, and looking through a calendar costs. */
function remembered(rule: PossibleRun['rule'], c: DebtorCase): (from: EpochDay) => EpochDay | null {
  const known = new Map<EpochDay, EpochDay | null>();
  return (from) => {
    let day = known.get(from);
    if (day === undefined) {
      day = expectedPaymentDay(rule, from, c.asOf, c.calendar);
      known.set(from, day);
    }
    return day;
  };
}
