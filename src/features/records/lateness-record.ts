import { type EpochDay, NO_DAY } from '../../calendar/index.ts';
import type { FeatureColumns } from '../feature-columns.ts';
import type { OwnInvoice } from '../own-invoice.ts';
import { clampLateDays, VERY_LATE_DAYS } from './late-days.ts';

/** Population values that a debtor's own record is drawn towards. */
export interface DebtorPrior {
  readonly lateRate: number;
  readonly veryLateRate: number;
  readonly meanLateDays: number;
}

/**
 * Outcomes of one debtor's invoices as running sums: paid ones, and open ones that are late so far. Sums of whole
 * numbers, so exact and independent of order. O(1) an event and a row.
 */
export class LatenessRecord {
  /** Invoices paid, of them late and very late. */
  settled = 0;
  settledLate = 0;
  settledVeryLate = 0;
  sumLateDays = 0;
  /** Open invoices that are late so far, and very late so far. */
  openLate = 0;
  openVeryLate = 0;
  sumOpenLateDue = 0;
  /** Day of the latest payment that settled an invoice; one returned later still counts. */
  lastPaidDay: EpochDay = NO_DAY;
  #sumSquares = 0;
  #sumDaysToPay = 0;
  #sumOpenLateIssue = 0;
  #money = 0;
  #lateMoney = 0;
  #openLateMoney = 0;
  #prior: DebtorPrior = { lateRate: 0, veryLateRate: 0, meanLateDays: 0 };
  #strength = 0;
  readonly #priorLateRate: Float64Array | null;
  readonly #lessons: Float64Array | null;
  readonly #lateRate: Float64Array | null;
  readonly #veryLateRate: Float64Array | null;
  readonly #moneyLateShare: Float64Array | null;
  readonly #meanLateDays: Float64Array | null;
  readonly #meanDaysToPay: Float64Array | null;
  readonly #spread: Float64Array | null;
  readonly #daysSincePayment: Float64Array | null;
  readonly #habitLessTerm: Float64Array | null;

  constructor(columns: FeatureColumns, strength: number) {
    this.#strength = strength;
    this.#priorLateRate = columns.of('prior_late_rate');
    this.#lessons = columns.of('lessons');
    this.#lateRate = columns.of('late_rate');
    this.#veryLateRate = columns.of('very_late_rate');
    this.#moneyLateShare = columns.of('money_late_share');
    this.#meanLateDays = columns.of('mean_late_days');
    this.#meanDaysToPay = columns.of('mean_days_to_pay');
    this.#spread = columns.of('spread_late_days');
    this.#daysSincePayment = columns.of('days_since_payment');
    this.#habitLessTerm = columns.of('habit_less_term_days');
  }

  /** Begins a debtor. */
  reset(prior: DebtorPrior): void {
    this.#prior = prior;
    this.settled = this.settledLate = this.settledVeryLate = this.sumLateDays = 0;
    this.openLate = this.openVeryLate = this.sumOpenLateDue = 0;
    this.lastPaidDay = NO_DAY;
    this.#sumSquares = this.#sumDaysToPay = this.#sumOpenLateIssue = 0;
    this.#money = this.#lateMoney = this.#openLateMoney = 0;
  }

  /** An invoice was paid (`sign` 1), or its payment came back (-1). */
  settle(lateDays: number, daysToPay: number, amountMinor: number, isLate: boolean, sign: 1 | -1): void {
    const days = clampLateDays(lateDays);
    this.settled += sign;
    if (isLate) {
      this.settledLate += sign;
      this.#lateMoney += sign * amountMinor;
    }
    if (lateDays > VERY_LATE_DAYS) this.settledVeryLate += sign;
    this.sumLateDays += sign * days;
    this.#sumSquares += sign * days * days;
    this.#sumDaysToPay += sign * clampLateDays(daysToPay);
    this.#money += sign * amountMinor;
  }

  /** An open invoice begins (`sign` 1) or ceases (-1) to be late so far. */
  runLate(lateBaseDay: EpochDay, issueDay: EpochDay, amountMinor: number, sign: 1 | -1): void {
    this.openLate += sign;
    this.sumOpenLateDue += sign * lateBaseDay;
    this.#sumOpenLateIssue += sign * issueDay;
    this.#openLateMoney += sign * amountMinor;
  }

  /** The debtor's smoothed late rate without `own`. */
  priorLateRate(own: OwnInvoice): number {
    const openLate = this.openLate - own.late;
    return (
      (this.settledLate + openLate + this.#strength * this.#prior.lateRate) / (this.settled + openLate + this.#strength)
    );
  }

  /** The debtor's smoothed days late without `own`, at `moment`. */
  meanLateDays(moment: EpochDay, own: OwnInvoice): number {
    const openLate = this.openLate - own.late;
    const openDays = openLate * (moment - 1) - (this.sumOpenLateDue - own.late * own.lateBaseDay);
    return (
      (this.sumLateDays + openDays + this.#strength * this.#prior.meanLateDays) /
      (this.settled + openLate + this.#strength)
    );
  }

  /** Writes a row. */
  write(row: number, moment: EpochDay, own: OwnInvoice): void {
    const strength = this.#strength;
    const openLate = this.openLate - own.late;
    const lessons = this.settled + openLate;
    const late = this.settledLate + openLate;
    if (this.#priorLateRate !== null) this.#priorLateRate[row] = this.priorLateRate(own);
    if (this.#lessons !== null) this.#lessons[row] = lessons;
    if (this.#lateRate !== null) this.#lateRate[row] = lessons > 0 ? late / lessons : Number.NaN;
    if (this.#veryLateRate !== null) {
      const veryLate = this.settledVeryLate + this.openVeryLate - own.veryLate;
      this.#veryLateRate[row] = (veryLate + strength * this.#prior.veryLateRate) / (lessons + strength);
    }
    if (this.#moneyLateShare !== null) {
      const openMoney = this.#openLateMoney - own.late * own.amountMinor;
      this.#moneyLateShare[row] = lessons > 0 ? (this.#lateMoney + openMoney) / (this.#money + openMoney) : Number.NaN;
    }
    if (this.#meanLateDays !== null) this.#meanLateDays[row] = this.meanLateDays(moment, own);
    if (this.#meanDaysToPay !== null || this.#habitLessTerm !== null) {
      const openAge = openLate * (moment - 1) - (this.#sumOpenLateIssue - own.late * own.issueDay);
      const habit = lessons > 0 ? (this.#sumDaysToPay + openAge) / lessons : Number.NaN;
      if (this.#meanDaysToPay !== null) this.#meanDaysToPay[row] = habit;
      if (this.#habitLessTerm !== null) this.#habitLessTerm[row] = habit - (own.dueDay - own.issueDay);
    }
    if (this.#spread !== null) this.#spread[row] = this.#spreadLateDays();
    if (this.#daysSincePayment !== null)
      this.#daysSincePayment[row] = this.lastPaidDay === NO_DAY ? Number.NaN : Math.max(0, moment - this.lastPaidDay);
  }

  #spreadLateDays(): number {
    const n = this.settled;
    if (n < 2) return Number.NaN;
    return Math.sqrt(Math.max(0, (this.#sumSquares - this.sumLateDays ** 2 / n) / (n - 1)));
  }
}
