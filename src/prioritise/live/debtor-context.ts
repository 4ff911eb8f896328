import type { EpochDay } from '../../calendar/index.ts';
import { balances, itemStates, type Ledger, unappliedCash } from '../../ledger/index.ts';
import { forecastInvoices, type InvoiceForecasts, type LatenessModel } from '../../models/index.ts';
import type { QueueContext } from '../case/queue-context.ts';
import { cutDebtors, type DebtorLedger } from './debtor-ledger.ts';
import { joinForecasts, pickForecasts } from './join-forecasts.ts';
import { ledgerWithEvents } from './ledger-with-events.ts';
import type { EventRow } from './live-event.ts';

/** What is looked at when one debtor is decided about anew. */
export interface DebtorContext {
  readonly context: QueueContext;
  /** The debtor's index in it. */
  readonly at: number;
}

/**
 * The context of one debtor (and of who pays for it) with what happened today. `forecasts` holds those of new invoices,
 * by their number behind the rows of the morning. O(rows of both debtors).
 */
export function debtorContext(
  morning: QueueContext,
  debtor: number,
  events: readonly EventRow[],
  forecasts: ReadonlyMap<number, InvoiceForecasts>,
): DebtorContext {
  const payer = morning.ledger.debtors.payer[debtor];
  const debtors = payer === debtor ? [debtor] : [debtor, payer].sort((a, b) => a - b);
  const cut = cutDebtors(morning.ledger, debtors);
  const own = events.filter((row) => debtors.includes(row.debtor));
  const brought = own.filter((row) => row.table === 'invoices').map((row) => row.invoice);
  const { ledger, invoiceRow } = ledgerWithEvents(
    cut.ledger,
    own.map((row) => inCut(row, cut, brought)),
  );
  const forecastOf = new Int32Array(ledger.invoices.count).fill(-1);
  cut.wholeInvoice.forEach((row, at) => {
    forecastOf[invoiceRow[at]] = morning.forecastOf[row];
  });
  const items = itemStates(ledger, morning.policy.tolerance);
  const pick = (column: Float64Array): Float64Array => Float64Array.from(debtors, (one) => column[one]);
  return {
    at: debtors.indexOf(debtor),
    context: {
      ledger,
      asOf: morning.asOf,
      items,
      debtorFeatures: morning.debtorFeatures,
      runs: debtors.map((one) => morning.runs[one]),
      forecasts: withNewForecasts(morning.forecasts, forecastOf),
      smoothing: morning.smoothing,
      policy: morning.policy,
      staleCash: morning.staleCash,
      forecastOf,
      toleranceMinor: morning.toleranceMinor,
      scale: morning.scale,
      unappliedMinor: unappliedCash(ledger),
      balanceMinor: balances(ledger, items),
      lessons: pick(morning.lessons),
      lateRate: pick(morning.lateRate),
      veryLateRate: pick(morning.veryLateRate),
      tenureDays: pick(morning.tenureDays),
    },
  };

  /** The forecasts of the morning; where there are new invoices, those of this debtor with theirs behind them. */
  function withNewForecasts(all: InvoiceForecasts, of: Int32Array): InvoiceForecasts {
    const made = brought.flatMap((invoice) => {
      const forecast = forecasts.get(invoice);
      return forecast ? [{ invoice, forecast }] : [];
    });
    if (made.length === 0) return all;
    const rows = [...of.keys()].filter((row) => of[row] >= 0);
    const known = rows.map((row) => of[row]);
    rows.forEach((row, place) => {
      of[row] = place;
    });
    made.forEach(({ invoice }, place) => {
      of[invoiceRow[cut.wholeInvoice.length + brought.indexOf(invoice)]] = rows.length + place;
    });
    return joinForecasts([pickForecasts(all, known), ...made.map(({ forecast }) => forecast)]);
  }
}

/** An event with the indices that debtors and invoices have in a cut ledger; `brought`: its new invoices. */
function inCut(row: EventRow, cut: DebtorLedger, brought: readonly number[]): EventRow {
  const isNew = brought.includes(row.invoice);
  return {
    ...row,
    debtor: cut.debtorOf(row.debtor),
    payer: cut.debtorOf(row.payer),
    invoice: isNew ? cut.wholeInvoice.length + brought.indexOf(row.invoice) : cut.invoiceOf(row.invoice),
  };
}

/**
 * The forecast of a new invoice as the morning would have made it, had it known the invoice; undefined for a credit note.
 * `whole`: the ledger of the morning. O(rows of its debtor).
 */
export function forecastNewInvoice(
  model: LatenessModel,
  whole: Ledger,
  asOf: EpochDay,
  row: EventRow,
): InvoiceForecasts | undefined {
  if (row.amountMinor <= 0) return undefined;
  const cut = cutDebtors(whole, [row.debtor]);
  const { ledger, invoiceRow } = ledgerWithEvents(cut.ledger, [inCut(row, cut, [row.invoice])]);
  const asked = { invoice: Int32Array.of(invoiceRow[cut.wholeInvoice.length]), moment: Int32Array.of(asOf) };
  return forecastInvoices(model, ledger, asked).forecasts;
}
