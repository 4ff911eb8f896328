import { type EpochDay, NO_DAY } from '../../calendar/index.ts';
import type { DebtorCase } from '../case/debtor-case.ts';
import type { OpenInvoice } from '../case/open-invoice.ts';

/**
 * The last business day through which a call about these invoices may wait and lose nothing; `NO_DAY` where waiting
 * until the next business day already costs. Before the due date a call gains nothing by being early: whoever heeds it
 * pays on the due date (or with the run after it), as long as the policy's `daysToPay` fit in between. About anything
 * that is due, and about a broken promise, waiting always costs. Never beyond the policy's horizon. O(invoices).
 */
export function waitThrough(c: DebtorCase, callable: readonly OpenInvoice[]): EpochDay {
  const { value, horizonDays } = c.context.policy;
  if (c.brokenWord || callable.some((invoice) => invoice.timing !== 'pre_due')) return NO_DAY;
  const firstDue = callable.reduce((day, invoice) => Math.min(day, invoice.dueDay), Number.POSITIVE_INFINITY);
  const latest = Math.min(firstDue - Math.ceil(value.daysToPay), c.asOf + horizonDays);
  let through: EpochDay = NO_DAY;
  for (let day = c.calendar.addBusinessDays(c.asOf, 1); day <= latest; day = c.calendar.addBusinessDays(day, 1))
    through = day;
  return through;
}
