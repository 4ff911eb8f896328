import { quantileSorted } from 'simple-statistics';
import { type EpochDay, formatDay, NO_DAY } from '../calendar/index.ts';
import { ITEM, itemStates, type Ledger, visibleAt } from '../ledger/index.ts';
import { lastKnownDay } from '../models/index.ts';

/** What is in a ledger, in figures; money in major units of the reporting currency. */
export interface LedgerFacts {
  /** The morning the figures are for, `YYYY-MM-DD`. */
  readonly asOf: string;
  readonly currency: string;
  readonly debtors: number;
  readonly invoices: number;
  readonly creditNotes: number;
  /** `YYYY-MM-DD`; empty where no invoice is known. */
  readonly firstIssueDate: string;
  readonly lastIssueDate: string;
  readonly settled: number;
  /** Share of paid invoices that were paid after the rolled due date; null without a paid one. */
  readonly lateShare: number | null;
  /** Days after the rolled due date by which 10, 50 and 90 % of the paid invoices were paid; null without a paid one. */
  readonly lateDays: { readonly p10: number; readonly p50: number; readonly p90: number } | null;
  readonly open: number;
  readonly openAmount: number;
  readonly overdue: number;
  readonly overdueAmount: number;
}

/** Figures of a ledger on a morning; `NO_DAY`: the morning after the last thing it knows. O(rows). */
export function describeLedger(ledger: Ledger, asOf: EpochDay = NO_DAY): LedgerFacts {
  const morning = asOf === NO_DAY ? lastKnownDay(ledger) + 1 : asOf;
  const visible = visibleAt(ledger, morning);
  const items = itemStates(visible);
  const scale = 10 ** ledger.reporting.minorDigits;
  const { invoices } = visible;
  let creditNotes = 0;
  let settled = 0;
  let late = 0;
  const lateDays: number[] = [];
  let open = 0;
  let openMinor = 0;
  let overdue = 0;
  let overdueMinor = 0;
  let first = Number.MAX_SAFE_INTEGER;
  let last = NO_DAY;
  for (let i = 0; i < invoices.count; i++) {
    first = Math.min(first, invoices.issueDay[i]);
    last = Math.max(last, invoices.issueDay[i]);
    if (invoices.amountMinor[i] < 0) creditNotes++;
    else if (items.state[i] === ITEM.paid) {
      settled++;
      if (items.paidDay[i] > invoices.rolledDueDay[i]) late++;
      lateDays.push(items.paidDay[i] - invoices.rolledDueDay[i]);
    } else if (items.state[i] === ITEM.open) {
      open++;
      openMinor += items.openMinor[i];
      if (invoices.rolledDueDay[i] < morning) {
        overdue++;
        overdueMinor += items.openMinor[i];
      }
    }
  }
  return {
    asOf: formatDay(morning),
    currency: ledger.reporting.code,
    debtors: visible.debtors.count,
    invoices: invoices.count - creditNotes,
    creditNotes,
    firstIssueDate: invoices.count === 0 ? '' : formatDay(first),
    lastIssueDate: formatDay(last),
    settled,
    lateShare: settled === 0 ? null : late / settled,
    lateDays: quantilesOf(lateDays),
    open,
    openAmount: openMinor / scale,
    overdue,
    overdueAmount: overdueMinor / scale,
  };
}

function quantilesOf(days: number[]): LedgerFacts['lateDays'] {
  if (days.length === 0) return null;
  days.sort((a, b) => a - b);
  // Between two days a quantile has digits that say nothing.
  const at = (share: number): number => Math.round(quantileSorted(days, share) * 10) / 10;
  return { p10: at(0.1), p50: at(0.5), p90: at(0.9) };
}
