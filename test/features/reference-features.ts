import { partsOfDay, weekdayOf } from '../../src/calendar/index.ts';
import type { RunThresholds, Smoothing } from '../../src/features/index.ts';
import type { LedgerRows } from '../../src/ledger/index.ts';
import { referenceEvents } from './reference-events.ts';
import { day, type ReferenceLedger, referenceLedger, type SeenItem } from './reference-ledger.ts';
import { referenceRunFeatures } from './reference-run.ts';

const clamp = (days: number): number => Math.max(-365, Math.min(365, days));
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const mean = (values: readonly number[]): number => (values.length > 0 ? sum(values) / values.length : Number.NaN);

/**
 * Features by definition: filter the rows known before the moment, then count, with plain objects and loops. Written
 * apart from the sweep, as its judge.
 */
export function referenceFeatures(
  rows: LedgerRows,
  debtorId: string,
  moment: number,
  ownId: string | undefined,
  smoothing: Smoothing,
  thresholds: RunThresholds,
): Record<string, number> {
  const ledger = referenceLedger(rows, debtorId);
  const lateBaseOf = (item: { due: number; rolledDue: number }): number =>
    smoothing.roll === 'none' ? item.due : item.rolledDue;
  const prior =
    smoothing.segments.find(
      ({ country, kind }) => country === (ledger.debtor?.country ?? '') && kind === (ledger.debtor?.kind ?? ''),
    ) ?? smoothing;
  const k = smoothing.strength;
  const items = ledger.itemsAt(moment);
  const others = items.filter((item) => item.id !== ownId);
  const paid = items
    .filter((item) => item.state === 'paid')
    .sort((a, b) => settledDay(ledger, a) - settledDay(ledger, b) || a.settledBy - b.settledBy);
  const open = others.filter((item) => item.state === 'open');
  const overdue = open.filter((item) => item.rolledDue < moment);
  const lateSoFar = open.filter((item) => lateBaseOf(item) + smoothing.lateAfterDays < moment);
  const isLate = (item: SeenItem): boolean => item.paidDay - lateBaseOf(item) > smoothing.lateAfterDays;
  const lateDays = paid.map((item) => clamp(item.paidDay - lateBaseOf(item)));
  const lessons = [
    ...paid.map((item) => ({ item, late: isLate(item) ? 1 : 0 })),
    ...lateSoFar.map((item) => ({ item, late: 1 })),
  ];
  const late = sum(lessons.map((lesson) => lesson.late));
  const veryLate =
    paid.filter((item) => item.paidDay - lateBaseOf(item) > 30).length +
    open.filter((item) => lateBaseOf(item) + 30 < moment).length;
  const rate = (late + k * prior.lateRate) / (lessons.length + k);
  const weights = paid.map((item) => Math.exp((-Math.LN2 / 90) * (moment - item.paidDay)));
  const daysToPay = lessons.length
    ? (sum(paid.map((item) => clamp(item.paidDay - item.issue))) +
        sum(lateSoFar.map((item) => moment - 1 - item.issue))) /
      lessons.length
    : Number.NaN;
  const sorted = [...lateDays].sort((a, b) => a - b);
  const everPaid = ledger.settlementsBefore(moment).map((one) => one.paidDay);
  const bucketRate = (isAlike: (item: SeenItem) => boolean): number => {
    const alike = lessons.filter((lesson) => isAlike(lesson.item));
    return (sum(alike.map((lesson) => lesson.late)) + k * rate) / (alike.length + k);
  };
  const meanLateDays =
    (sum(lateDays) + sum(lateSoFar.map((item) => moment - 1 - lateBaseOf(item))) + k * prior.meanLateDays) /
    (lessons.length + k);
  const openSum = sum(open.map((item) => item.open));
  const knownDays = [...new Set(items.map((item) => item.known))].sort((a, b) => a - b);
  const gaps = knownDays.slice(1).map((known, at) => known - knownDays[at]);
  const meanAmount = mean(others.map((item) => item.cents));
  const before = ledger.itemsAt(moment - 30).filter((item) => item.id !== ownId && item.state === 'open');
  const overdueBefore = before.filter((item) => item.rolledDue < moment - 30);
  const features: Record<string, number> = {
    prior_late_rate: rate,
    lessons: lessons.length,
    late_rate: lessons.length ? late / lessons.length : Number.NaN,
    very_late_rate: (veryLate + k * prior.veryLateRate) / (lessons.length + k),
    money_late_share: lessons.length
      ? sum(lessons.map((lesson) => lesson.late * lesson.item.cents)) / sum(lessons.map((lesson) => lesson.item.cents))
      : Number.NaN,
    mean_late_days: meanLateDays,
    mean_days_to_pay: daysToPay,
    spread_late_days:
      lateDays.length < 2
        ? Number.NaN
        : Math.sqrt(sum(lateDays.map((days) => (days - mean(lateDays)) ** 2)) / (lateDays.length - 1)),
    days_since_payment: everPaid.length ? Math.max(0, moment - Math.max(...everPaid)) : Number.NaN,
    recent_late_rate:
      (sum(paid.map((item, at) => (isLate(item) ? weights[at] : 0))) + lateSoFar.length + k * prior.lateRate) /
      (sum(weights) + lateSoFar.length + k),
    ewma_late_days: paid.length ? sum(lateDays.map((days, at) => days * weights[at])) / sum(weights) : Number.NaN,
    median_late_days: sorted.length
      ? (sorted[Math.floor((sorted.length - 1) / 2)] + sorted[Math.floor(sorted.length / 2)]) / 2
      : Number.NaN,
    p90_late_days:
      sorted.length < 5
        ? Number.NaN
        : (sorted.find((days) => sorted.filter((other) => other <= days).length * 10 >= sorted.length * 9) as number),
    last_late_days: mean(lateDays.slice(-1)),
    recent_late_days: mean(lateDays.slice(-3)),
    last_10_late_days: mean(lateDays.slice(-10)),
    last_5_late_rate: mean(paid.slice(-5).map((item) => (isLate(item) ? 1 : 0))),
    trend_late_days: lateDays.length < 8 ? Number.NaN : mean(lateDays.slice(-5)) - mean(lateDays.slice(0, -5)),
    late_rate_rolled_due: bucketRate((item) => item.rolledDue !== item.due),
    late_rate_business_due: bucketRate((item) => item.rolledDue === item.due),
    open_count: open.length,
    open_exposure: openSum / 100,
    overdue_count: overdue.length,
    overdue_exposure: sum(overdue.map((item) => item.open)) / 100,
    oldest_overdue_days: overdue.length ? moment - Math.min(...overdue.map((item) => item.rolledDue)) : 0,
    open_exposure_change: (openSum - sum(before.map((item) => item.open))) / 100,
    overdue_exposure_change:
      (sum(overdue.map((item) => item.open)) - sum(overdueBefore.map((item) => item.open))) / 100,
    largest_open_share: openSum > 0 ? Math.max(...open.map((item) => item.open)) / openSum : Number.NaN,
    ledger_share: smoothing.openTotal > 0 ? openSum / 100 / smoothing.openTotal : Number.NaN,
    known_invoices: others.length,
    is_new: others.length === 0 ? 1 : 0,
    tenure_days: others.length ? moment - Math.min(...items.map((item) => item.known)) : Number.NaN,
    mean_amount: meanAmount / 100,
    mean_term_days: mean(others.map((item) => item.due - item.issue)),
    invoice_interval_days: mean(gaps),
    invoice_interval_variation:
      gaps.length < 2
        ? Number.NaN
        : Math.sqrt(sum(gaps.map((gap) => (gap - mean(gaps)) ** 2)) / (gaps.length - 1)) / mean(gaps),
    days_since_invoice: items.length ? moment - Math.max(...items.map((item) => item.known)) : Number.NaN,
    partial_payment_rate: mean(paid.map((item) => (item.inParts ? 1 : 0))),
    ...referenceEvents(ledger, moment, ownId, smoothing.promiseKeptRate),
    ...referenceRunFeatures(ledger, moment, ownId, lateBaseOf, thresholds),
  };
  const row = ownId === undefined ? undefined : ledger.invoiceRow(ownId);
  if (!row) return features;
  const due = day(row.due_date);
  const rolledDue = ledger.calendar.rollFollowing(due);
  const amount = Math.round(row.amount * 100);
  const seen = items.find((item) => item.id === ownId);
  const ownOpen = seen ? seen.open : amount;
  const termDays = due - day(row.issue_date);
  const third = (date: number): number => Math.min(2, Math.floor((partsOfDay(date).day - 1) / 10));
  const size = (cents: number): number => smoothing.amountCuts.filter((cut) => cents > cut * 100).length;
  const termClass = (days: number): number => [14, 30, 60].filter((most) => days > most).length;
  const ownPart = !seen || seen.state === 'open' ? ownOpen : 0;
  let monthEnd = due;
  while (partsOfDay(monthEnd + 1).day !== 1) monthEnd++;
  const toLearnFrom = lessons.filter(({ item }) => item.id !== ownId || item.state === 'paid');
  const dueDays = [...new Set(toLearnFrom.map(({ item }) => item.due))].sort((a, b) => b - a).slice(0, 128);
  const alike = dueDays.map((dueDay) => {
    const group = toLearnFrom.filter(({ item }) => item.due === dueDay);
    const apart = Math.abs(partsOfDay(dueDay).day - partsOfDay(due).day);
    const termApart = Math.round(Math.abs(mean(group.map(({ item }) => item.due - item.issue)) - termDays));
    const lateFor = (item: SeenItem): number =>
      clamp((item.state === 'paid' ? item.paidDay : moment - 1) - lateBaseOf(item));
    return {
      isSameWeekday: weekdayOf(dueDay) === weekdayOf(due),
      weight:
        Math.sqrt(group.length) *
        Math.exp(-Math.min(apart, 31 - apart) / 6) *
        Math.exp(-Math.min(120, termApart) / 10) *
        Math.exp(-Math.min(4000, Math.abs(dueDay - due)) / 500),
      late: mean(group.map((lesson) => lesson.late)),
      days: mean(group.map(({ item }) => lateFor(item))),
    };
  });
  const drawn = (key: 'late' | 'days', own: number): number => {
    const same = alike.filter((one) => one.isSameWeekday);
    const weighted = (group: typeof alike): number => sum(group.map((one) => one.weight * one[key]));
    const weight = (group: typeof alike): number => sum(group.map((one) => one.weight));
    const all = (weighted(alike) + 0.5 * own) / (weight(alike) + 0.5);
    return (weighted(same) + all) / (weight(same) + 1);
  };
  return {
    ...features,
    similar_due_late_rate: drawn('late', rate),
    similar_due_late_days: drawn('days', meanLateDays),
    amount: amount / 100,
    amount_ratio: meanAmount > 0 ? amount / meanAmount : Number.NaN,
    term_days: termDays,
    habit_less_term_days: daysToPay - termDays,
    days_past_due: moment - lateBaseOf({ due, rolledDue }),
    due_roll_days: rolledDue - due,
    is_holiday_due: weekdayOf(due) < 5 && !ledger.calendar.isBusinessDay(due) ? 1 : 0,
    due_weekday: weekdayOf(due) + 1,
    due_day_of_month: partsOfDay(due).day,
    days_to_month_end: monthEnd - due,
    weekday_late_rate: bucketRate((item) => weekdayOf(item.due) === weekdayOf(due)),
    month_part_late_rate: bucketRate((item) => third(item.due) === third(due)),
    amount_size_late_rate: bucketRate((item) => size(item.cents) === size(amount)),
    term_class_late_rate: bucketRate((item) => termClass(item.due - item.issue) === termClass(termDays)),
    paid_share: 1 - ownOpen / amount,
    share_of_open: openSum + ownPart > 0 ? ownPart / (openSum + ownPart) : Number.NaN,
  };
}

function settledDay(ledger: ReferenceLedger, item: SeenItem): number {
  return ledger.matchedDay(ledger.payments[item.settledBy]);
}
