import { createBusinessCalendar, parseDay, partsOfDay, weekdayOf } from '../../src/calendar/index.ts';
import type { InvoiceRow, LedgerRows } from '../../src/ledger/index.ts';
import { knownBefore } from '../ledger-arbitrary.ts';

const TOLERANCE = 1;
const clamp = (days: number): number => Math.max(-365, Math.min(365, days));
const day = (text: unknown): number => parseDay(String(text));

interface Seen {
  readonly row: InvoiceRow;
  readonly rolledDue: number;
  readonly open: number;
  readonly state: 'open' | 'paid' | 'closed';
  readonly paidDay: number;
  readonly knownOrder: number;
}

/**
 * Features by definition: filter the rows known before the moment, then count, with plain objects and loops. Written
 * apart from the sweep, as its judge. Ledgers of one debtor country each.
 */
export function referenceFeatures(
  rows: LedgerRows,
  debtorId: string,
  moment: number,
  ownId: string | undefined,
  smoothing: { lateRate: number; veryLateRate: number; meanLateDays: number; strength: number },
): Record<string, number> {
  const known = knownBefore(rows, moment);
  const country = rows.debtors?.find((row) => row.debtor_id === debtorId)?.country ?? '';
  const calendar = createBusinessCalendar(country);
  const payments = [...(known.payments ?? [])]
    .filter((row) => row.invoice_id && day(row.applied_on) < moment)
    .map((row) => ({
      ...row,
      cents: Math.round((row.kind === 'returned' ? -Math.abs(row.amount) : row.amount) * 100),
    }));
  const seen: Seen[] = [];
  for (const row of known.invoices.filter((row) => row.debtor_id === debtorId)) {
    const amount = Math.round(row.amount * 100);
    if (amount <= TOLERANCE * 100) continue;
    const issueKnown = day(row.known_on ?? row.issue_date);
    const own = payments
      .filter((payment) => payment.invoice_id === row.invoice_id)
      .map((payment) => ({ ...payment, at: Math.max(day(payment.applied_on), issueKnown) }))
      .sort(
        (a, b) =>
          a.at - b.at ||
          day(a.booked_on) - day(b.booked_on) ||
          day(a.paid_on) - day(b.paid_on) ||
          day(a.applied_on) - day(b.applied_on) ||
          a.cents - b.cents,
      );
    let open = amount;
    let state: Seen['state'] = 'open';
    let paidDay = Number.NaN;
    let knownOrder = 0;
    for (const payment of own) {
      open -= payment.cents;
      if (open > TOLERANCE * 100) {
        state = 'open';
        paidDay = Number.NaN;
      } else if (state === 'open') {
        state = payment.kind === 'write_off' ? 'closed' : 'paid';
        paidDay = payment.kind === 'write_off' ? Number.NaN : day(payment.paid_on);
        knownOrder = payment.at;
      }
    }
    seen.push({ row, rolledDue: calendar.rollFollowing(day(row.due_date)), open, state, paidDay, knownOrder });
  }
  const others = seen.filter((item) => item.row.invoice_id !== ownId);
  const paid = others.filter((item) => item.state === 'paid');
  const openItems = others.filter((item) => item.state === 'open');
  const lateSoFar = openItems.filter((item) => item.rolledDue < moment);
  const lateDays = paid.map((item) => clamp(item.paidDay - item.rolledDue));
  const lessons = paid.length + lateSoFar.length;
  const late = paid.filter((item) => item.paidDay > item.rolledDue).length + lateSoFar.length;
  const veryLate =
    paid.filter((item) => item.paidDay - item.rolledDue > 30).length +
    openItems.filter((item) => item.rolledDue + 30 < moment).length;
  const sum = (values: number[]): number => values.reduce((total, value) => total + value, 0);
  const sorted = [...lateDays].sort((a, b) => a - b);
  const openLateDays = sum(lateSoFar.map((item) => moment - 1 - item.rolledDue));
  const k = smoothing.strength;
  const rate = (late + k * smoothing.lateRate) / (lessons + k);
  const result: Record<string, number> = {
    prior_late_rate: rate,
    lessons,
    late_rate: lessons ? late / lessons : Number.NaN,
    very_late_rate: (veryLate + k * smoothing.veryLateRate) / (lessons + k),
    mean_late_days: (sum(lateDays) + openLateDays + k * smoothing.meanLateDays) / (lessons + k),
    mean_days_to_pay: lessons
      ? (sum(paid.map((item) => clamp(item.paidDay - day(item.row.issue_date)))) +
          sum(lateSoFar.map((item) => moment - 1 - day(item.row.issue_date)))) /
        lessons
      : Number.NaN,
    median_late_days: sorted.length
      ? (sorted[Math.floor((sorted.length - 1) / 2)] + sorted[Math.floor(sorted.length / 2)]) / 2
      : Number.NaN,
    spread_late_days:
      lateDays.length < 2
        ? Number.NaN
        : Math.sqrt(sum(lateDays.map((days) => (days - sum(lateDays) / lateDays.length) ** 2)) / (lateDays.length - 1)),
    open_count: openItems.length,
    open_exposure: sum(openItems.map((item) => item.open)) / 100,
    overdue_count: lateSoFar.length,
    overdue_exposure: sum(lateSoFar.map((item) => item.open)) / 100,
    oldest_overdue_days: lateSoFar.length ? moment - Math.min(...lateSoFar.map((item) => item.rolledDue)) : 0,
    mean_amount: others.length
      ? sum(others.map((item) => Math.round(item.row.amount * 100))) / others.length / 100
      : Number.NaN,
    mean_term_days: others.length
      ? sum(others.map((item) => day(item.row.due_date) - day(item.row.issue_date))) / others.length
      : Number.NaN,
  };
  const own = rows.invoices.find((row) => row.invoice_id === ownId);
  if (own) {
    const due = day(own.due_date);
    const outcomes = [
      ...paid.map((item) => [day(item.row.due_date), item.paidDay > item.rolledDue ? 1 : 0]),
      ...lateSoFar.map((item) => [day(item.row.due_date), 1]),
    ];
    const bucketRate = (bucketOf: (dueDay: number) => number): number => {
      const same = outcomes.filter(([other]) => bucketOf(other) === bucketOf(due));
      return (sum(same.map(([, isLate]) => isLate)) + k * rate) / (same.length + k);
    };
    const third = (dueDay: number): number => Math.min(2, Math.floor((partsOfDay(dueDay).day - 1) / 10));
    result['weekday_late_rate'] = bucketRate(weekdayOf);
    result['month_part_late_rate'] = bucketRate(third);
    result['amount'] = own.amount;
    result['term_days'] = due - day(own.issue_date);
    result['habit_less_term_days'] = result['mean_days_to_pay'] - (due - day(own.issue_date));
    result['days_past_due'] = moment - calendar.rollFollowing(due);
    result['due_roll_days'] = calendar.rollFollowing(due) - due;
  }
  return result;
}
