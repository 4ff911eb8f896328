import type { EpochDay } from '../../calendar/index.ts';
import { expectedPaymentDay } from '../../features/index.ts';
import type { DebtorCase } from './debtor-case.ts';
import type { OpenInvoice } from './open-invoice.ts';

/** A run that explains less of a habitual late payer's lateness than this is not waited for. */
const EXPLAINS_MOST = 0.5;

/**
 * The first day on which an invoice that its debtor's payment run should pay may be called about: the run's arrival,
 * the time to book it, and a day. Undefined where there is no waiting: no run, a run that was missed, a debtor late
 * beyond its run, an amount or a wait above the policy's ceilings. O(days to the run).
 */
export function runWaitEnd(c: DebtorCase, invoice: OpenInvoice): EpochDay | undefined {
  const policy = c.context.policy.paymentRun;
  const { run } = c;
  if (!policy.wait || run.family === 'none' || run.missedRuns > 0 || invoice.missedRun) return undefined;
  if (c.habit.isHabitual && (run.latenessExplained ?? 1) < EXPLAINS_MOST) return undefined;
  if (policy.maximumAmount !== null && invoice.openMinor > policy.maximumAmount * c.context.scale) return undefined;
  const runDay = invoice.runDay ?? expectedPaymentDay(run, invoice.dueDay, invoice.dueDay, c.calendar);
  if (runDay === null || runDay - invoice.dueDay > policy.maximumWaitDays) return undefined;
  return c.calendar.addBusinessDays(runDay, policy.bookingBusinessDays) + 1;
}
