import type { BusinessCalendar, EpochDay } from '../../calendar/index.ts';
import { ITEM } from '../../ledger/index.ts';
import { cashBooked } from './cash-received.ts';
import type { OpenInvoice } from './open-invoice.ts';
import type { QueueContext } from './queue-context.ts';

/** One promise to pay that matters today. */
export interface OpenPromise {
  readonly promisedDay: EpochDay;
  readonly dueDay: EpochDay;
  /** Last day through which it is pending. */
  readonly lapseDay: EpochDay;
  readonly promisedMinor: number;
  /** Whether the promise names that amount; else it is what was overdue. */
  readonly namesAmount: boolean;
  readonly bookedMinor: number;
  /** Row of the invoice it is about, -1 for the whole debt. */
  readonly invoice: number;
}

/** How a debtor stands with its promises. */
export interface PromiseStanding {
  /** The pending promise that lapses first; undefined where one that lapsed since outweighs it. */
  readonly pending: OpenPromise | undefined;
  /** The broken promise with the latest due date that no later promise replaced. */
  readonly broken: OpenPromise | undefined;
  /** Promises that lapsed before enough was booked, however it ended. */
  readonly brokenEver: number;
  /** Promises whose time is over, kept or broken. */
  readonly judgedEver: number;
}

/**
 * A promise is pending through its due date plus the grace; broken when that has passed and less than the kept share of
 * it was booked since it was made. One that names no amount was about all that was overdue when it was made. One whose
 * invoices are all settled is done. O(promises · (open invoices + payments since)).
 */
export function readPromises(
  context: QueueContext,
  debtor: number,
  calendar: BusinessCalendar,
  open: readonly OpenInvoice[],
): PromiseStanding {
  const { asOf, policy } = context;
  const { promises } = context.ledger;
  const { keptShare } = policy.promises;
  const pending: OpenPromise[] = [];
  const broken: OpenPromise[] = [];
  let brokenEver = 0;
  let judgedEver = 0;
  for (let row = promises.start[debtor]; row < promises.start[debtor + 1]; row++) {
    const promise = readPromise(context, debtor, calendar, open, row);
    if (asOf > promise.lapseDay) {
      judgedEver++;
      if (promise.bookedInTimeMinor < keptShare * promise.promisedMinor) brokenEver++;
    }
    if (!promise.isOpen || promise.bookedMinor >= keptShare * promise.promisedMinor) continue;
    (asOf <= promise.lapseDay ? pending : broken).push(promise);
  }
  const standing = broken.filter((old) => !pending.some((later) => later.promisedDay > old.promisedDay));
  const latest = latestOf(standing);
  const holding = pending.filter((promise) => !standing.some((lapsed) => lapsed.promisedDay >= promise.promisedDay));
  return { pending: earliestOf(holding), broken: latest, brokenEver, judgedEver };
}

/** One promise, whatever became of it. */
export interface PromiseRead extends OpenPromise {
  /** What of it was booked through its last day. */
  readonly bookedInTimeMinor: number;
  /** Whether any of the debt that it was about is still open. */
  readonly isOpen: boolean;
}

/** Reads the promise of a row, of this debtor. O(open invoices + payments since). */
export function readPromise(
  context: QueueContext,
  debtor: number,
  calendar: BusinessCalendar,
  open: readonly OpenInvoice[],
  row: number,
): PromiseRead {
  const { promises } = context.ledger;
  const invoice = promises.invoice[row];
  const promisedDay = promises.promisedDay[row];
  const dueDay = promises.dueDay[row];
  const lapseDay = calendar.addBusinessDays(dueDay, context.policy.promises.graceBusinessDays);
  const stillOpen = openFrom(context, open, invoice, promisedDay);
  const bookedMinor = cashBooked(context, debtor, promisedDay, context.asOf, invoice);
  const named = promises.amountMinor[row];
  return {
    promisedDay,
    dueDay,
    lapseDay,
    promisedMinor: named > 0 ? named : stillOpen.overdueMinor + Math.max(0, bookedMinor),
    namesAmount: named > 0,
    bookedMinor,
    bookedInTimeMinor:
      context.asOf > lapseDay ? cashBooked(context, debtor, promisedDay, lapseDay, invoice) : bookedMinor,
    invoice,
    isOpen: stillOpen.any,
  };
}

/** What of the debt that a promise was about is still open: any of it at all, and the part that was overdue then. */
function openFrom(
  context: QueueContext,
  open: readonly OpenInvoice[],
  invoice: number,
  promisedDay: EpochDay,
): { readonly any: boolean; readonly overdueMinor: number } {
  const { items, ledger } = context;
  if (invoice >= 0)
    return { any: items.state[invoice] === ITEM.open, overdueMinor: Math.max(0, items.openMinor[invoice]) };
  let all = 0;
  let overdue = 0;
  for (const { row, openMinor, rolledDueDay } of open) {
    if (ledger.invoices.knownDay[row] > promisedDay) continue;
    all += openMinor;
    if (rolledDueDay < promisedDay) overdue += openMinor;
  }
  return { any: all > 0, overdueMinor: overdue > 0 ? overdue : all };
}

const earliestOf = (promises: readonly OpenPromise[]): OpenPromise | undefined =>
  promises.reduce<OpenPromise | undefined>(
    (best, next) => (!best || next.dueDay < best.dueDay ? next : best),
    undefined,
  );

const latestOf = (promises: readonly OpenPromise[]): OpenPromise | undefined =>
  promises.reduce<OpenPromise | undefined>(
    (best, next) => (!best || next.dueDay >= best.dueDay ? next : best),
    undefined,
  );
