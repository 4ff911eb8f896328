import type { PossibleRun } from '../../features/index.ts';
import { ITEM, type ItemStates, itemStates } from '../../ledger/index.ts';
import { contextOf, type QueueContext } from '../case/queue-context.ts';
import type { DebtorDesk } from './debtor-desk.ts';
import type { EventRow } from './live-event.ts';
import type { LiveForecasts } from './live-forecasts.ts';

/** What is looked at when one debtor is decided about anew; it holds until the desk is laid out again. */
export interface DebtorContext {
  readonly context: QueueContext;
  /** The debtor's index in it. */
  readonly at: number;
}

/**
 * Lays out `debtors` (ascending), the one that is asked about among them, with what happened today in the order in which it
 * happened. O(their rows).
 */
export function debtorContext(
  morning: QueueContext,
  desk: DebtorDesk,
  debtor: number,
  debtors: readonly number[],
  events: readonly EventRow[],
  forecasts: LiveForecasts,
): DebtorContext {
  desk.lay(debtors, events);
  const { ledger, invoiceNumber } = desk;
  const forecastOf = new Int32Array(ledger.invoices.count);
  for (let row = 0; row < forecastOf.length; row++) forecastOf[row] = forecasts.placeOf(invoiceNumber[row]);
  const items = itemStates(ledger, morning.policy.tolerance);
  const pick = (column: Float64Array): Float64Array => Float64Array.from(debtors, (one) => column[one]);
  return {
    at: debtors.indexOf(debtor),
    context: contextOf(
      {
        ledger,
        asOf: morning.asOf,
        items,
        debtorFeatures: morning.debtorFeatures,
        runs: debtors.map((one) => morning.runs[one]),
        possibleRuns: possibleRunsOfMorning(morning, desk, debtors, items),
        forecasts: forecasts.all,
        smoothing: morning.smoothing,
        policy: morning.policy,
        staleCash: morning.staleCash,
      },
      forecastOf,
      {
        lessons: pick(morning.lessons),
        lateRate: pick(morning.lateRate),
        veryLateRate: pick(morning.veryLateRate),
        tenureDays: pick(morning.tenureDays),
      },
    ),
  };
}

/** The possible runs that the morning knows of debtors with whom nothing was settled, or came back, since: they rest on that alone. */
function possibleRunsOfMorning(
  morning: QueueContext,
  desk: DebtorDesk,
  debtors: readonly number[],
  items: ItemStates,
): Map<number, readonly PossibleRun[]> {
  const kept = new Map<number, readonly PossibleRun[]>();
  debtors.forEach((debtor, at) => {
    const known = morning.possibleRuns?.get(debtor);
    if (known && isSettledAsThen(morning, desk, items, at)) kept.set(at, known);
  });
  return kept;
}

function isSettledAsThen(
  morning: QueueContext,
  { ledger: { invoices }, invoiceNumber }: DebtorDesk,
  { state, paidDay }: ItemStates,
  debtor: number,
): boolean {
  const { items } = morning;
  for (let row = invoices.start[debtor]; row < invoices.start[debtor + 1]; row++) {
    const number = invoiceNumber[row];
    if (number >= items.state.length ? state[row] === ITEM.paid : state[row] !== items.state[number]) return false;
    if (number < items.state.length && paidDay[row] !== items.paidDay[number]) return false;
  }
  return true;
}
