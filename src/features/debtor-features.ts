import type { EpochDay } from '../calendar/index.ts';
import { NO_DAY } from '../calendar/index.ts';
import type { DebtorHistory } from './debtor-history.ts';
import type { DebtorFeatureName } from './feature-declarations.ts';
import type { Smoothing } from './smoothing.ts';

/** What of an open invoice must be left out when the debtor is looked at for that very invoice. */
export interface OwnInvoice {
  readonly isOpen: boolean;
  readonly isOverdue: boolean;
  readonly isOpenLate: boolean;
  readonly isOpenVeryLate: boolean;
  readonly openMinor: number;
  /** Amount and term as they entered the debtor's averages; counted only when `isKnown`. */
  readonly isKnown: boolean;
  readonly amountMinor: number;
  readonly termDays: number;
  readonly issueDay: EpochDay;
  /** The date its lateness counts from. */
  readonly lateBaseDay: EpochDay;
}

/** Nothing to leave out: the debtor as a whole. */
export const NO_INVOICE: OwnInvoice = {
  isOpen: false,
  isOverdue: false,
  isOpenLate: false,
  isOpenVeryLate: false,
  openMinor: 0,
  isKnown: false,
  amountMinor: 0,
  termDays: 0,
  issueDay: 0,
  lateBaseDay: 0,
};

/** Features of a debtor in the order of `DEBTOR_FEATURES`, without its own invoice, into `out[offset …]`. O(1). */
export function writeDebtorFeatures(
  history: DebtorHistory,
  own: OwnInvoice,
  oldestOverdueDay: EpochDay,
  moment: EpochDay,
  smoothing: Smoothing,
  moneyScale: number,
  out: Float64Array,
): void {
  const { strength } = smoothing;
  const openLate = history.openLate - (own.isOpenLate ? 1 : 0);
  const openVeryLate = history.openVeryLate - (own.isOpenVeryLate ? 1 : 0);
  const sumOpenLateDue = history.sumOpenLateDue - (own.isOpenLate ? own.lateBaseDay : 0);
  const lessons = history.settled + openLate;
  const late = history.settledLate + openLate;
  const veryLate = history.settledVeryLate + openVeryLate;
  const openLateDays = openLate * (moment - 1) - sumOpenLateDue;
  const openLateAge = openLate * (moment - 1) - (history.sumOpenLateIssue - (own.isOpenLate ? own.issueDay : 0));
  const known = history.known - (own.isKnown ? 1 : 0);
  const meanAmount = known > 0 ? (history.sumAmount - (own.isKnown ? own.amountMinor : 0)) / known : Number.NaN;
  const meanTerm = known > 0 ? (history.sumTerm - (own.isKnown ? own.termDays : 0)) / known : Number.NaN;
  const values: Record<DebtorFeatureName, number> = {
    prior_late_rate: (late + strength * smoothing.lateRate) / (lessons + strength),
    lessons,
    late_rate: lessons > 0 ? late / lessons : Number.NaN,
    recent_late_rate: history.recentLateRate(moment, openLate, smoothing),
    very_late_rate: (veryLate + strength * smoothing.veryLateRate) / (lessons + strength),
    mean_late_days: (history.sumLateDays + openLateDays + strength * smoothing.meanLateDays) / (lessons + strength),
    median_late_days: history.medianLateDays(),
    mean_days_to_pay: lessons > 0 ? (history.sumDaysToPay + openLateAge) / lessons : Number.NaN,
    recent_late_days: history.lastLateDays(3),
    last_late_days: history.lastLateDays(1),
    spread_late_days: spreadOf(history),
    open_count: history.open - (own.isOpen ? 1 : 0),
    open_exposure: Math.max(0, history.openMinor - (own.isOpen ? own.openMinor : 0)) / moneyScale,
    overdue_count: history.overdue - (own.isOverdue ? 1 : 0),
    overdue_exposure: Math.max(0, history.overdueMinor - (own.isOverdue ? own.openMinor : 0)) / moneyScale,
    oldest_overdue_days: oldestOverdueDay === NO_DAY ? 0 : moment - oldestOverdueDay,
    tenure_days: history.firstKnownDay === NO_DAY || known === 0 ? Number.NaN : moment - history.firstKnownDay,
    days_since_payment: history.lastPaidDay === NO_DAY ? Number.NaN : Math.max(0, moment - history.lastPaidDay),
    mean_amount: meanAmount / moneyScale,
    mean_term_days: meanTerm,
  };
  let at = 0;
  for (const name in values) out[at++] = values[name as DebtorFeatureName];
}

function spreadOf(history: DebtorHistory): number {
  const n = history.settled;
  if (n < 2) return Number.NaN;
  const variance = (history.sumSquaredLateDays - history.sumLateDays ** 2 / n) / (n - 1);
  return Math.sqrt(Math.max(0, variance));
}
