import { itemStates, type Ledger } from '../../ledger/index.ts';
import { forecastInvoices, type InvoiceForecasts, type LatenessModel } from '../../models/index.ts';
import { decideQueue } from '../decide-queue.ts';
import type { QueueInputs } from '../queue-inputs.ts';
import type { CallQueue } from '../queue-rows.ts';
import { prepareQueue, type RankRequest } from '../rank-call-queue.ts';
import { createLiveIds } from './event-ids.ts';
import { joinForecasts } from './join-forecasts.ts';
import { ledgerWithEvents } from './ledger-with-events.ts';
import { type EventRow, eventRow, type LiveEvent } from './live-event.ts';

/**
 * The queue after some events, everything decided anew: what a live queue must equal. O(n log n).
 *
 * @throws {PayrhythmError} as `rankCallQueue`; `USAGE` for an event that cannot be taken.
 */
export function rankLive(request: RankRequest, events: readonly LiveEvent[]): CallQueue {
  const inputs = prepareQueue(request);
  const { ledger, policy } = inputs;
  const ids = createLiveIds(ledger);
  const rows = events.map((event) => {
    const row = eventRow(event, inputs.asOf, 10 ** ledger.reporting.minorDigits, ids);
    if (row.table === 'invoices') ids.add(row);
    return row;
  });
  const now = ledgerWithEvents(ledger, rows);
  const known = inputs.forecasts.invoice.map((row) => now.invoiceRow[row]);
  return decideQueue({
    ...inputs,
    ledger: now.ledger,
    items: itemStates(now.ledger, policy.tolerance),
    forecasts: joinForecasts([{ ...inputs.forecasts, invoice: known }, forecastNew(request.model, inputs, rows)]),
  });
}

/** The morning's forecasts of invoices that came since; their rows as in the ledger with all events. */
function forecastNew(model: LatenessModel, { ledger, asOf }: QueueInputs, rows: readonly EventRow[]): InvoiceForecasts {
  const brought = rows.filter((row) => row.table === 'invoices');
  const now: { readonly ledger: Ledger; readonly invoiceRow: Uint32Array } = ledgerWithEvents(ledger, brought);
  const invoice = Int32Array.from(
    brought.filter((row) => row.amountMinor > 0),
    (row) => now.invoiceRow[row.invoice] as number,
  );
  return forecastInvoices(model, now.ledger, { invoice, moment: new Int32Array(invoice.length).fill(asOf) }).forecasts;
}
