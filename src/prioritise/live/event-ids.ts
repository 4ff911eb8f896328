import { findSorted, type Ledger, textAt } from '../../ledger/index.ts';
import type { EventIds, EventRow } from './live-event.ts';

/** The ids of a ledger, and of the invoices that events bring. */
export interface LiveIds extends EventIds {
  /** Takes note of a new invoice. */
  add(row: EventRow): void;
}

/** Indexes the invoices of a ledger once. O(invoices); a debtor is found in O(log debtors). */
export function createLiveIds({ debtors, invoices }: Ledger): LiveIds {
  const rowOf = new Map<string, number>();
  for (let row = 0; row < invoices.count; row++) rowOf.set(textAt(invoices.id, row), row);
  const owners: number[] = [];
  return {
    debtorOf: (id) => findSorted(debtors.id, id),
    invoiceOf: (id) => rowOf.get(id) ?? -1,
    ownerOf: (invoice) =>
      (invoice < invoices.count ? invoices.debtor[invoice] : owners[invoice - invoices.count]) as number,
    get nextInvoice() {
      return invoices.count + owners.length;
    },
    add(row) {
      rowOf.set(row.id, row.invoice);
      owners.push(row.debtor);
    },
  };
}
