import {
  detectPaymentRun,
  expectedPaymentDay,
  nextRunDay,
  nextRunRefresh,
  type PaymentRun,
  type RunThresholds,
} from '../../src/features/index.ts';
import type { ReferenceLedger, SeenItem } from './reference-ledger.ts';

/** The run that is remembered on a morning: found anew whenever the declared rule says so, on the rows known then. */
export function referenceRun(
  ledger: ReferenceLedger,
  morning: number,
  thresholds: RunThresholds,
): PaymentRun | undefined {
  const settlements = ledger.settlementsBefore(morning);
  const days = [...new Set(settlements.map((one) => one.at))].sort((a, b) => a - b);
  let lastCount = 0;
  let lookedOn: number | undefined;
  for (const day of days) {
    const distinct = new Set(settlements.filter((one) => one.at <= day).map((one) => one.paidDay)).size;
    if (distinct < nextRunRefresh(lastCount, thresholds.minimumDates)) continue;
    lastCount = distinct;
    lookedOn = day + 1;
  }
  if (lookedOn === undefined) return undefined;
  const paid = ledger.itemsAt(lookedOn).filter((item) => item.state === 'paid');
  const found = detectPaymentRun(
    { paidDays: Int32Array.from(paid, (item) => item.paidDay), dueDays: Int32Array.from(paid, (item) => item.due) },
    { asOf: lookedOn, calendar: ledger.calendar, thresholds },
  );
  return found.family === 'none' ? undefined : found;
}

/** Features of the payment run, by definition. */
export function referenceRunFeatures(
  ledger: ReferenceLedger,
  morning: number,
  ownId: string | undefined,
  lateBaseOf: (item: { due: number; rolledDue: number }) => number,
  thresholds: RunThresholds,
): Record<string, number> {
  const run = referenceRun(ledger, morning, thresholds);
  const { calendar } = ledger;
  const items = ledger.itemsAt(morning);
  const paid = items.filter((item) => item.state === 'paid');
  const arrivalFor = (due: number): number =>
    run ? (expectedPaymentDay(run, due, due, calendar) ?? Number.NaN) : Number.NaN;
  const unexplained = paid.map((item) => {
    const arrival = arrivalFor(item.due);
    const excused = Number.isNaN(arrival) ? lateBaseOf(item) : Math.max(lateBaseOf(item), arrival);
    return Math.max(0, Math.min(365, item.paidDay - excused));
  });
  const features: Record<string, number> = {
    run_explained_share: run?.latenessExplained ?? Number.NaN,
    unexplained_late_days:
      paid.length > 0 ? unexplained.reduce((sum, days) => sum + days, 0) / paid.length : Number.NaN,
    days_to_next_run: run ? (nextRunDay(run, morning, calendar) ?? Number.NaN) - morning : Number.NaN,
    missed_runs: run ? missedRuns(ledger, morning, run, items) : Number.NaN,
  };
  const own = ownId === undefined ? undefined : ledger.invoiceRow(ownId);
  if (!own) return features;
  const due = Math.round(Date.parse(`${own.due_date}T00:00:00Z`) / 86_400_000);
  const base = lateBaseOf({ due, rolledDue: calendar.rollFollowing(due) });
  const arrival = arrivalFor(due);
  features['run_strength'] = run?.strength ?? 0;
  features['due_to_run_days'] = arrival - base;
  features['run_late_days'] = Number.isNaN(arrival) ? 0 : Math.max(0, arrival - base);
  features['moment_to_run_days'] = run
    ? (expectedPaymentDay(run, due, Math.max(morning, due), calendar) ?? Number.NaN) - morning
    : Number.NaN;
  return features;
}

function missedRuns(ledger: ReferenceLedger, morning: number, run: PaymentRun, items: readonly SeenItem[]): number {
  const overdue = items.filter((item) => item.state === 'open' && item.rolledDue < morning);
  if (overdue.length === 0) return 0;
  const earliest = Math.min(...overdue.map((item) => item.due));
  const lastPaid = Math.max(...ledger.settlementsBefore(morning).map((one) => one.paidDay));
  const awaited = expectedPaymentDay(run, earliest, earliest, ledger.calendar);
  if (awaited === null) return 0;
  let missed = 0;
  for (let day = Math.max(awaited, lastPaid + 2); ; ) {
    const arrival = nextRunDay(run, day, ledger.calendar);
    if (arrival === null || ledger.calendar.addBusinessDays(arrival, 1) >= morning) return missed;
    missed++;
    day = arrival + 1;
  }
}
