import type { InvoiceTable } from './ledger.ts';
import { isTextMissing, type TextColumn } from './text-column.ts';
import { createTextDictionary, equalTexts, hashTexts } from './text-index.ts';

/** What {@link InvoiceLinks.linkRows} gives for a row that names no invoice. */
export const NAMES_NONE = -1;
/** What it gives for a row that names an invoice the ledger does not hold. */
export const NAMES_UNKNOWN = -2;

/** Finds the invoices that rows of other tables name. */
export interface InvoiceLinks {
  /**
   * Invoice row for each of `order`, rows of `ids`; `NAMES_NONE` or `NAMES_UNKNOWN` where there is none. `debtorOf`, by
   * row of `ids`, is where to look first; give `order` grouped by it. O(invoices + order); rows of one debtor are
   * looked up among the invoices of that debtor, which keeps the work in the cache.
   */
  linkRows(ids: TextColumn, order: Uint32Array, debtorOf?: Int32Array): Int32Array;
}

/** Prepares the look-up by id, 4 bytes an invoice. Ids are unique. */
export function linkInvoices(invoices: InvoiceTable): InvoiceLinks {
  const hashes = hashTexts(invoices.id);

  /** Looks up rows `order[from … to)` among the invoices of one debtor; unknown ones stay unknown. */
  const linkWithin = (
    debtor: number,
    ids: TextColumn,
    rowHashes: Uint32Array,
    order: Uint32Array,
    [from, to]: readonly [number, number],
    links: Int32Array,
    table: { slots: Int32Array },
  ): void => {
    const first = invoices.start[debtor];
    const end = invoices.start[debtor + 1];
    let size = 16;
    while (size < 2 * (end - first)) size *= 2;
    if (table.slots.length < size) table.slots = new Int32Array(size);
    const { slots } = table;
    slots.fill(-1, 0, size);
    const mask = size - 1;
    for (let i = first; i < end; i++) {
      let slot = hashes[i] & mask;
      while (slots[slot] >= 0) slot = (slot + 1) & mask;
      slots[slot] = i;
    }
    for (let at = from; at < to; at++) {
      const row = order[at];
      if (isTextMissing(ids, row)) continue;
      const hash = rowHashes[row];
      for (let slot = hash & mask; slots[slot] >= 0; slot = (slot + 1) & mask) {
        const invoice = slots[slot];
        if (hashes[invoice] !== hash || !equalTexts(invoices.id, invoice, ids, row)) continue;
        links[at] = invoice;
        break;
      }
    }
  };

  /** Looks up the rows that are still unknown among all invoices, in one pass over these. */
  const linkAnywhere = (ids: TextColumn, order: Uint32Array, links: Int32Array): void => {
    const wanted = createTextDictionary();
    for (let at = 0; at < order.length; at++) if (links[at] === NAMES_UNKNOWN) wanted.codeOf(ids, order[at]);
    if (wanted.size === 0) return;
    const found = new Int32Array(wanted.size).fill(NAMES_UNKNOWN);
    for (let i = 0; i < invoices.count; i++) {
      const code = wanted.findHashed(invoices.id, i, hashes[i]);
      if (code >= 0) found[code] = i;
    }
    for (let at = 0; at < order.length; at++)
      if (links[at] === NAMES_UNKNOWN) links[at] = found[wanted.find(ids, order[at])];
  };

  return {
    linkRows(ids, order, debtorOf) {
      const links = new Int32Array(order.length);
      for (let at = 0; at < order.length; at++) links[at] = isTextMissing(ids, order[at]) ? NAMES_NONE : NAMES_UNKNOWN;
      if (debtorOf) {
        const rowHashes = hashTexts(ids);
        const table = { slots: new Int32Array(1024) };
        for (let from = 0; from < order.length; ) {
          const debtor = debtorOf[order[from]];
          let to = from + 1;
          while (to < order.length && debtorOf[order[to]] === debtor) to++;
          linkWithin(debtor, ids, rowHashes, order, [from, to], links, table);
          from = to;
        }
      }
      linkAnywhere(ids, order, links);
      return links;
    },
  };
}
