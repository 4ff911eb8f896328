import type { EpochDay } from '../calendar/index.ts';
import { NO_DAY, weekdayOf } from '../calendar/index.ts';
import type { Smoothing } from './smoothing.ts';

/** After this many days a payment weighs half in `recent_late_rate`. */
export const RECENT_HALF_LIFE_DAYS = 90;
const DECAY = Math.LN2 / RECENT_HALF_LIFE_DAYS;

/** Days late beyond which an invoice is "very late". */
export const VERY_LATE_DAYS = 30;
/** Days late are kept within ± this in means, so that one ancient debt does not drown the rest. */
export const MOST_LATE_DAYS = 365;

const clampDays = (days: number): number => Math.max(-MOST_LATE_DAYS, Math.min(MOST_LATE_DAYS, days));

/** Buckets of due dates: seven weekdays, three parts of the month. */
const WEEKDAYS = 7;
const MONTH_PARTS = 3;

/** First, second or last third of the month, from the day of the month. */
export function monthPartOf(dayOfMonth: number): number {
  return dayOfMonth <= 10 ? 0 : dayOfMonth <= 20 ? 1 : 2;
}

/**
 * What one debtor has taught so far: running sums that the sweep updates event by event and reads at every moment.
 * One object is reset and used for debtor after debtor.
 */
export class DebtorHistory {
  /** Invoices known, their amounts (minor units) and terms. */
  known = 0;
  sumAmount = 0;
  sumTerm = 0;
  firstKnownDay: EpochDay = NO_DAY;
  /** Invoices paid, and of them late and very late. */
  settled = 0;
  settledLate = 0;
  settledVeryLate = 0;
  sumLateDays = 0;
  /** Days from issue to payment of the paid invoices, summed. */
  sumDaysToPay = 0;
  sumSquaredLateDays = 0;
  lastPaidDay: EpochDay = NO_DAY;
  /** Open invoices past due by more than the late threshold: late so far. */
  openLate = 0;
  sumOpenLateDue = 0;
  sumOpenLateIssue = 0;
  openVeryLate = 0;
  /** Open items and open items past their due date; money in minor units. */
  open = 0;
  openMinor = 0;
  overdue = 0;
  overdueMinor = 0;
  readonly weekdayLessons = new Float64Array(WEEKDAYS);
  readonly weekdayLate = new Float64Array(WEEKDAYS);
  readonly monthPartLessons = new Float64Array(MONTH_PARTS);
  readonly monthPartLate = new Float64Array(MONTH_PARTS);

  #recentWeight = 0;
  #recentLate = 0;
  #recentDay: EpochDay = 0;
  /** Days late of paid invoices, ascending, for the median. */
  #sorted = new Float64Array(64);
  /** The same in the order in which they became known; NaN where a returned payment took one back. */
  #sequence = new Float64Array(64);
  #sequenceLength = 0;

  reset(): void {
    this.known = this.sumAmount = this.sumTerm = 0;
    this.firstKnownDay = this.lastPaidDay = NO_DAY;
    this.settled = this.settledLate = this.settledVeryLate = this.sumLateDays = this.sumSquaredLateDays = 0;
    this.sumDaysToPay = this.sumOpenLateIssue = 0;
    this.openLate = this.sumOpenLateDue = this.openVeryLate = 0;
    this.open = this.openMinor = this.overdue = this.overdueMinor = 0;
    this.weekdayLessons.fill(0);
    this.weekdayLate.fill(0);
    this.monthPartLessons.fill(0);
    this.monthPartLate.fill(0);
    this.#recentWeight = this.#recentLate = this.#recentDay = 0;
    this.#sequenceLength = 0;
  }

  /** An invoice was paid: returns its place in the sequence, for {@link takeBack}. */
  learn(lateDays: number, paidDay: EpochDay, daysToPay: number, isLate: boolean): number {
    const days = clampDays(lateDays);
    this.settled++;
    if (isLate) this.settledLate++;
    if (lateDays > VERY_LATE_DAYS) this.settledVeryLate++;
    this.sumLateDays += days;
    this.sumDaysToPay += clampDays(daysToPay);
    this.sumSquaredLateDays += days * days;
    if (paidDay > this.lastPaidDay) this.lastPaidDay = paidDay;
    this.#addRecent(paidDay, 1, isLate);
    this.#insertSorted(days);
    if (this.#sequenceLength === this.#sequence.length) this.#sequence = grown(this.#sequence);
    this.#sequence[this.#sequenceLength] = days;
    return this.#sequenceLength++;
  }

  /** A payment was returned: what its invoice taught is taken back. */
  takeBack(place: number, lateDays: number, paidDay: EpochDay, daysToPay: number, isLate: boolean): void {
    const days = clampDays(lateDays);
    this.#removeSorted(days);
    this.settled--;
    if (isLate) this.settledLate--;
    if (lateDays > VERY_LATE_DAYS) this.settledVeryLate--;
    this.sumLateDays -= days;
    this.sumDaysToPay -= clampDays(daysToPay);
    this.sumSquaredLateDays -= days * days;
    this.#addRecent(paidDay, -1, isLate);
    this.#sequence[place] = Number.NaN;
  }

  /** Counts an outcome in (+1) or out (-1) of the due-date buckets. */
  countBucket(dueDay: EpochDay, dueDayOfMonth: number, isLate: boolean, sign: 1 | -1): void {
    const weekday = weekdayOf(dueDay);
    const part = monthPartOf(dueDayOfMonth);
    this.weekdayLessons[weekday] += sign;
    this.monthPartLessons[part] += sign;
    if (isLate) {
      this.weekdayLate[weekday] += sign;
      this.monthPartLate[part] += sign;
    }
  }

  /** Recency-weighted late rate at `moment`, open late invoices counted at full weight, shrunk to the population. */
  recentLateRate(moment: EpochDay, openLate: number, smoothing: Smoothing): number {
    const decay = Math.exp(-DECAY * Math.max(0, moment - this.#recentDay));
    const weight = Math.max(0, this.#recentWeight * decay);
    const late = Math.max(0, Math.min(weight, this.#recentLate * decay));
    return (late + openLate + smoothing.strength * smoothing.lateRate) / (weight + openLate + smoothing.strength);
  }

  /** Median days late of the paid invoices; NaN without one. */
  medianLateDays(): number {
    const n = this.settled;
    if (n === 0) return Number.NaN;
    return n % 2 === 1 ? this.#sorted[n >> 1] : (this.#sorted[n / 2 - 1] + this.#sorted[n / 2]) / 2;
  }

  /** Mean days late of the last `k` paid invoices (fewer where there are fewer); NaN without one. */
  lastLateDays(k: number): number {
    let sum = 0;
    let taken = 0;
    for (let at = this.#sequenceLength - 1; at >= 0 && taken < k; at--) {
      const days = this.#sequence[at];
      if (Number.isNaN(days)) continue;
      sum += days;
      taken++;
    }
    return taken === 0 ? Number.NaN : sum / taken;
  }

  #addRecent(day: EpochDay, weight: number, isLate: boolean): void {
    if (day > this.#recentDay) {
      const decay = this.#recentWeight === 0 ? 0 : Math.exp(-DECAY * (day - this.#recentDay));
      this.#recentWeight *= decay;
      this.#recentLate *= decay;
      this.#recentDay = day;
    }
    const share = weight * Math.exp(-DECAY * (this.#recentDay - day));
    this.#recentWeight += share;
    if (isLate) this.#recentLate += share;
  }

  /** First place among the first `count` sorted values whose value is not below `days`. */
  #position(days: number, count: number): number {
    let low = 0;
    let high = count;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#sorted[middle] < days) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #insertSorted(days: number): void {
    const count = this.settled;
    if (count > this.#sorted.length) this.#sorted = grown(this.#sorted);
    const at = this.#position(days, count - 1);
    this.#sorted.copyWithin(at + 1, at, count - 1);
    this.#sorted[at] = days;
  }

  #removeSorted(days: number): void {
    const at = this.#position(days, this.settled);
    this.#sorted.copyWithin(at, at + 1, this.settled);
  }
}

function grown(values: Float64Array): Float64Array<ArrayBuffer> {
  const wider = new Float64Array(values.length * 2);
  wider.set(values);
  return wider;
}
