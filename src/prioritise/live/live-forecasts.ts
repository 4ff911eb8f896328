import { createInvoiceSweep, type InvoiceSweep } from '../../features/invoice-sweep.ts';
import type { Ledger } from '../../ledger/index.ts';
import { forecastInvoices, type InvoiceForecasts, type LatenessModel } from '../../models/index.ts';
import { featureOptionsOf } from '../../models/lateness/lateness-model.ts';
import { MODEL_FEATURES } from '../../models/lateness/model-inputs.ts';
import type { QueueContext } from '../case/queue-context.ts';
import type { DebtorDesk } from './debtor-desk.ts';
import type { EventRow } from './live-event.ts';

/** The forecasts of the morning, and those of invoices that came since as the morning would have made them. */
export interface LiveForecasts {
  readonly all: InvoiceForecasts;
  /** Place of the forecast of an invoice by its number, -1 without one. O(1). */
  placeOf(invoice: number): number;
  /** Forecasts a new invoice; a credit note has no forecast. O(rows of its debtor); all forecasts where there is no room for one more. */
  add(row: EventRow): void;
}

/** New invoices that there is room for at first. */
const ROOM = 256;

/** Forecasts for a live queue; new invoices are looked at on the desk. O(forecasts). */
export function createLiveForecasts(model: LatenessModel, morning: QueueContext, desk: DebtorDesk): LiveForecasts {
  const placeOfNew = new Map<number, number>();
  let used = morning.forecasts.invoice.length;
  let all = withRoom(morning.forecasts, ROOM);
  const sweepOf = (ledger: Ledger): InvoiceSweep =>
    createInvoiceSweep(ledger, { ...featureOptionsOf(model), features: MODEL_FEATURES });
  let sweep: { readonly ledger: Ledger; readonly featuresOf: InvoiceSweep } | undefined;

  return {
    get all() {
      return all;
    },
    placeOf: (invoice) =>
      invoice < morning.forecastOf.length ? morning.forecastOf[invoice] : (placeOfNew.get(invoice) ?? -1),
    add(row) {
      if (row.amountMinor <= 0) return;
      desk.lay([row.debtor], [row]);
      const { ledger } = desk;
      if (sweep?.ledger !== ledger) sweep = { ledger, featuresOf: sweepOf(ledger) };
      const invoice = desk.invoiceNumber.indexOf(row.invoice);
      const asked = { invoice: Int32Array.of(invoice), moment: Int32Array.of(morning.asOf) };
      const { forecasts } = forecastInvoices(model, ledger, asked, sweep.featuresOf(invoice, morning.asOf));
      if (used === all.invoice.length) all = withRoom(all, used);
      for (const name of Object.keys(all) as (keyof InvoiceForecasts)[]) all[name][used] = forecasts[name][0];
      placeOfNew.set(row.invoice, used++);
    },
  };
}

/** The same forecasts with room for more behind them. */
function withRoom(forecasts: InvoiceForecasts, more: number): InvoiceForecasts {
  const room: Record<string, unknown> = {};
  for (const [name, column] of Object.entries(forecasts)) {
    const wider = new (column.constructor as new (length: number) => Int32Array | Float64Array)(column.length + more);
    wider.set(column);
    room[name] = wider;
  }
  return room as unknown as InvoiceForecasts;
}
