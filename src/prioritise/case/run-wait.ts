import type { EpochDay } from '../../calendar/index.ts';
import { expectedPaymentDay, type RunRule } from '../../features/index.ts';
import type { DebtorCase } from './debtor-case.ts';
import type { OpenInvoice } from './open-invoice.ts';

/** A run that explains less of a habitual late payer's lateness than this is not waited for. */
const EXPLAINS_MOST = 0.5;
/**
 * After so many runs missed in a row the next is not counted on. After one, it is called about what that run left unpaid, and what
 * fell due since waits for its own run.
 */
const MISSED_TOO_OFTEN = 2;

/**
 * The first day on which an invoice that its debtor's payment run should pay may be called about: the run's arrival,
 * the time to book it, and a day. Undefined where there is no waiting: no run, a run that was missed, a debtor late
 * beyond its run, an amount or a wait above the policy's ceilings. O(days to the run).
 */
export function runWaitEnd(c: DebtorCase, invoice: OpenInvoice): EpochDay | undefined {
  const policy = c.context.policy.paymentRun;
  const { run } = c;
  if (!policy.wait || isTooLarge(c, invoice)) return undefined;
  if (run.family === 'none') return possibleRunWaitEnd(c, invoice);
  if (run.missedRuns >= MISSED_TOO_OFTEN || invoice.missedRun) return undefined;
  if (isLateBeyondRun(c)) return undefined;
  return waitEnd(c, invoice, run, invoice.runDay ?? undefined);
}

/**
 * Whether an invoice, due or not, is one that its debtor's run should pay: a run that was found and not missed, or one
 * at least as likely as the policy's `possibleRunChance`. O(1), or that of `possibleRuns`.
 */
export function isLeftToRun(c: DebtorCase, invoice: OpenInvoice): boolean {
  const { wait, possibleRunChance } = c.context.policy.paymentRun;
  if (!wait || isTooLarge(c, invoice)) return false;
  if (c.run.family !== 'none') return c.run.missedRuns < MISSED_TOO_OFTEN && !invoice.missedRun && !isLateBeyondRun(c);
  return c.possibleRuns().reduce((sum, { chance }) => sum + chance, 0) >= possibleRunChance;
}

/**
 * The same as `runWaitEnd` for a debtor of whom no run is known: the first day from which it is less likely than the policy's
 * `possibleRunChance` that its first run on or after the due date is still to come. O(possible runs · days to the run).
 */
function possibleRunWaitEnd(c: DebtorCase, invoice: OpenInvoice): EpochDay | undefined {
  const { possibleRunChance, maximumWaitDays } = c.context.policy.paymentRun;
  // Asked last: what runs are possible costs more than the rest of the rules together.
  if (c.habit.isHabitual || invoice.timing === 'pre_due' || c.asOf - invoice.dueDay > maximumWaitDays) return undefined;
  const waits: { end: EpochDay; chance: number }[] = [];
  let coming = 0;
  for (const { rule, chance } of c.possibleRuns()) {
    const end = waitEnd(c, invoice, rule);
    if (end === undefined || end <= c.asOf) continue;
    coming += chance;
    waits.push({ end, chance });
  }
  if (waits.length === 0 || coming < possibleRunChance) return undefined;
  waits.sort((a, b) => a.end - b.end);
  let until = c.asOf;
  for (const { end, chance } of waits) {
    if (coming < possibleRunChance) break;
    coming -= chance;
    until = end;
  }
  return until;
}

function waitEnd(
  c: DebtorCase,
  { dueDay }: OpenInvoice,
  rule: RunRule,
  known?: EpochDay | undefined,
): EpochDay | undefined {
  const { maximumWaitDays, bookingBusinessDays } = c.context.policy.paymentRun;
  const runDay = known ?? expectedPaymentDay(rule, dueDay, dueDay, c.calendar);
  if (runDay === null || runDay - dueDay > maximumWaitDays) return undefined;
  return c.calendar.addBusinessDays(runDay, bookingBusinessDays) + 1;
}

function isLateBeyondRun({ habit, run }: DebtorCase): boolean {
  return habit.isHabitual && (run.latenessExplained ?? 1) < EXPLAINS_MOST;
}

function isTooLarge({ context }: DebtorCase, invoice: OpenInvoice): boolean {
  const { maximumAmount } = context.policy.paymentRun;
  return maximumAmount !== null && invoice.openMinor > maximumAmount * context.scale;
}
