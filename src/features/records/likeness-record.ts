import { type EpochDay, FIRST_DAY, LAST_DAY, weekdayOf } from '../../calendar/index.ts';
import type { FeatureColumns } from '../feature-columns.ts';
import type { OwnInvoice } from '../own-invoice.ts';
import { clampLateDays } from './late-days.ts';
import type { MonthDays } from './month-days.ts';

/** Due dates looked back at, the latest first. */
export const LIKENESS_REACH = 128;
/** Distances at which a weight has fallen to 1/e: days of the month, days of term, days between due dates. */
export const LIKENESS_SCALES = { dayOfMonth: 6, termDays: 10, ageDays: 500 } as const;
/** Weight of the debtor's own record beside the due dates that are like this one. */
export const OWN_RATE_WEIGHT = 0.5;
/** Weight of what due dates on all weekdays say beside those on this one's weekday. */
export const ALL_WEEKDAYS_WEIGHT = 1;

const DAYS = LAST_DAY - FIRST_DAY + 1;
const decay = (steps: number, scale: number): Float64Array =>
  Float64Array.from({ length: steps }, (_, step) => Math.exp(-step / scale));
const BY_DAY_OF_MONTH = decay(32, LIKENESS_SCALES.dayOfMonth);
const BY_TERM = decay(121, LIKENESS_SCALES.termDays);
const BY_AGE = decay(4001, LIKENESS_SCALES.ageDays);

/** What of a ledger decides how alike two of its invoices are. */
interface LikenessSource {
  readonly dueDay: Int32Array;
  readonly issueDay: Int32Array;
}

/** Known outcomes of the invoices that fell due on one day. */
interface DueDayTally {
  dueDay: EpochDay;
  /** The date that lateness counts from; one debtor has one calendar. */
  lateBaseDay: EpochDay;
  lessons: number;
  late: number;
  /** Days late of those paid, summed; those still open count up to the moment. */
  paidLateDays: number;
  openLate: number;
  termDays: number;
}

/**
 * What became of the debtor's invoices that fell due as this one does: a kernel estimate (Nadaraya 1964; Watson 1964) over
 * its latest due dates with a known outcome, drawn towards all weekdays and those towards the debtor's own record. One due
 * date of n invoices weighs √n, since they are paid together. O(1) an event, O({@link LIKENESS_REACH}) a row.
 */
export class LikenessRecord {
  readonly #source: LikenessSource;
  readonly #lateBase: Int32Array;
  readonly #months: MonthDays;
  readonly #rate: Float64Array | null;
  readonly #days: Float64Array | null;
  /** By due day, ascending; the first `#length` are in use, the others wait for the next debtor. */
  readonly #tallies: DueDayTally[] = [];
  #length = 0;
  /** Tally of each due day, while its mark is the debtor's. */
  readonly #tallyOf: (DueDayTally | undefined)[] = [];
  readonly #seen = new Int32Array(DAYS);
  #mark = 0;

  constructor(columns: FeatureColumns, source: LikenessSource, lateBase: Int32Array, months: MonthDays) {
    this.#source = source;
    this.#lateBase = lateBase;
    this.#months = months;
    this.#rate = columns.of('similar_due_late_rate');
    this.#days = columns.of('similar_due_late_days');
  }

  /** Begins a debtor. */
  reset(): void {
    this.#length = 0;
    this.#mark++;
  }

  /** The payment of ledger row `i` is learnt (`sign` 1) or taken back (-1). */
  settle(i: number, lateDays: number, isLate: boolean, sign: 1 | -1): void {
    const tally = this.#count(i, isLate ? sign : 0, sign);
    tally.paidLateDays += sign * clampLateDays(lateDays);
  }

  /** Ledger row `i`, still open, becomes late (`sign` 1) or is so no longer (-1). */
  runLate(i: number, sign: 1 | -1): void {
    this.#count(i, sign, sign).openLate += sign;
  }

  /**
   * Writes a row about one invoice.
   *
   * @param ownRate the debtor's smoothed late rate, and `ownDays` its smoothed days late.
   */
  write(row: number, moment: EpochDay, own: OwnInvoice, ownRate: number, ownDays: number): void {
    const weekday = weekdayOf(own.dueDay);
    const dayOfMonth = this.#months.dayOfMonth(own.dueDay);
    const term = own.dueDay - own.issueDay;
    let weight = OWN_RATE_WEIGHT;
    let late = OWN_RATE_WEIGHT * ownRate;
    let days = OWN_RATE_WEIGHT * ownDays;
    let sameWeight = 0;
    let sameLate = 0;
    let sameDays = 0;
    let left = LIKENESS_REACH;
    for (let at = this.#length - 1; at >= 0 && left > 0; at--) {
      const tally = this.#tallies[at];
      const isOwnDay = own.late === 1 && tally.dueDay === own.dueDay;
      const lessons = tally.lessons - (isOwnDay ? 1 : 0);
      if (lessons === 0) continue;
      left--;
      const apart = Math.abs(this.#months.dayOfMonth(tally.dueDay) - dayOfMonth);
      const termDays = (tally.termDays - (isOwnDay ? term : 0)) / lessons;
      const likeness =
        (BY_DAY_OF_MONTH[Math.min(apart, 31 - apart)] *
          BY_TERM[Math.min(120, Math.round(Math.abs(termDays - term)))] *
          BY_AGE[Math.min(4000, Math.abs(own.dueDay - tally.dueDay))]) /
        Math.sqrt(lessons);
      const openLate = tally.openLate - (isOwnDay ? 1 : 0);
      const lateHere = likeness * (tally.late - (isOwnDay ? 1 : 0));
      const daysHere = likeness * (tally.paidLateDays + openLate * clampLateDays(moment - 1 - tally.lateBaseDay));
      weight += likeness * lessons;
      late += lateHere;
      days += daysHere;
      if (weekdayOf(tally.dueDay) !== weekday) continue;
      sameWeight += likeness * lessons;
      sameLate += lateHere;
      sameDays += daysHere;
    }
    const all = sameWeight + ALL_WEEKDAYS_WEIGHT;
    if (this.#rate !== null) this.#rate[row] = (sameLate + (ALL_WEEKDAYS_WEIGHT * late) / weight) / all;
    if (this.#days !== null) this.#days[row] = (sameDays + (ALL_WEEKDAYS_WEIGHT * days) / weight) / all;
  }

  #count(i: number, late: number, sign: 1 | -1): DueDayTally {
    const due = this.#source.dueDay[i];
    const tally = this.#tallyAt(due, this.#lateBase[i]);
    tally.lessons += sign;
    tally.late += late;
    tally.termDays += sign * (due - this.#source.issueDay[i]);
    return tally;
  }

  #tallyAt(dueDay: EpochDay, lateBaseDay: EpochDay): DueDayTally {
    const slot = Math.max(0, Math.min(DAYS - 1, dueDay - FIRST_DAY));
    const known = this.#tallyOf[slot];
    if (known !== undefined && this.#seen[slot] === this.#mark) return known;
    let at = this.#length++;
    const fresh = this.#tallies[at] ?? ({} as DueDayTally);
    fresh.dueDay = dueDay;
    fresh.lateBaseDay = lateBaseDay;
    fresh.lessons = fresh.late = fresh.paidLateDays = fresh.openLate = fresh.termDays = 0;
    this.#seen[slot] = this.#mark;
    this.#tallyOf[slot] = fresh;
    for (; at > 0 && this.#tallies[at - 1].dueDay > dueDay; at--) this.#tallies[at] = this.#tallies[at - 1];
    this.#tallies[at] = fresh;
    return fresh;
  }
}
