import { type EpochDay, weekdayOf } from '../../calendar/index.ts';
import type { PaymentRun } from '../../features/index.ts';
import type { DebtorProcess } from '../debtor-process.ts';

/** The Monday from which the weeks of fortnightly runs are counted: 1969-12-29. */
const PHASE_MONDAY = -3;

/** The debtor's true run on `day` in the detector's words: what the detector would say if it knew. O(1). */
export function trueRun(process: DebtorProcess, day: EpochDay): PaymentRun {
  const { profile } = process;
  const { run } = day < profile.driftDay ? profile.laws[0] : profile.laws[1];
  const isRun = run.family !== 'none';
  return {
    family: run.family,
    days: daysInDetectorsWords(process, day),
    roll: run.roll,
    clearingLagDays: profile.clearingLagDays,
    clearingLagUnit: 'business',
    label: isRun ? 'its true run' : 'no payment run',
    strength: isRun ? 1 : 0,
    invoiceShare: isRun ? 1 : 0,
    pValue: isRun ? 0 : null,
    qValue: isRun ? 0 : null,
    paymentDates: 0,
    datesSinceStart: 0,
    datesOnRun: 0,
    since: null,
    latenessExplained: isRun ? 1 : 0,
    missedRuns: 0,
    lastRun: null,
    nextRun: null,
    evidence: isRun ? 'pays by its true run' : 'no payment run',
  };
}

function daysInDetectorsWords(process: DebtorProcess, day: EpochDay): readonly number[] {
  const { profile } = process;
  const { run } = day < profile.driftDay ? profile.laws[0] : profile.laws[1];
  if (run.family === 'weekly') return run.days.map((weekday) => weekday + 1);
  if (run.family === 'fortnightly') {
    const monday = run.anchor - weekdayOf(run.anchor);
    const phase = Math.abs(Math.floor((monday - PHASE_MONDAY) / 7)) % 2;
    return [(run.days[0] as number) + 1, phase];
  }
  return run.family === 'month_end_after_due' ? [0] : run.days;
}
