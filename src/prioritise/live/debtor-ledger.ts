import { gatherNumbers, startsOf } from '../../ledger/gather-columns.ts';
import { gatherTexts, type Ledger, type TextColumn } from '../../ledger/index.ts';

/** The rows of a few debtors as a ledger of its own. */
export interface DebtorLedger {
  readonly ledger: Ledger;
  /** Debtors of the whole ledger, ascending; the position is the debtor in `ledger`. */
  readonly debtors: readonly number[];
  /** First invoice row of each of them in the whole ledger. */
  invoiceOf(wholeRow: number): number;
  /** Row in the whole ledger of each invoice row. */
  readonly wholeInvoice: Uint32Array;
}

/** Cuts a few debtors (ascending, each once) out of a ledger. O(their rows). */
export function cutDebtors(whole: Ledger, debtors: readonly number[]): DebtorLedger {
  const rowsOf = (table: { readonly start: Int32Array }): Uint32Array => {
    const rows: number[] = [];
    for (const debtor of debtors)
      for (let row = table.start[debtor]; row < table.start[debtor + 1]; row++) rows.push(row);
    return Uint32Array.from(rows);
  };
  const position = (debtor: number): number => debtors.indexOf(debtor);
  const invoiceRows = rowsOf(whole.invoices);
  const invoiceOf = (row: number): number => (row < 0 ? -1 : invoiceRows.indexOf(row));
  const cut = <T extends { readonly start: Int32Array; readonly debtor: Int32Array }>(table: T): T => {
    const rows = rowsOf(table);
    const debtor = Int32Array.from(rows, (row) => position(table.debtor[row]));
    const columns: Record<string, unknown> = { count: rows.length, debtor, start: startsOf(debtor, debtors.length) };
    for (const [name, column] of Object.entries(table)) {
      if (name in columns) continue;
      if (name === 'invoice') columns[name] = Int32Array.from(rows, (row) => invoiceOf((column as Int32Array)[row]));
      // Whoever else pays for these debtors is not among them; only payers who are matter to their gates.
      else if (name === 'payer')
        columns[name] = Int32Array.from(rows, (row, at) => {
          const payer = position((column as Int32Array)[row]);
          return payer < 0 ? debtor[at] : payer;
        });
      else
        columns[name] =
          'offsets' in (column as object)
            ? gatherTexts(column as unknown as TextColumn, rows)
            : gatherNumbers(column as Int32Array, rows);
    }
    return columns as unknown as T;
  };
  const master: Record<string, unknown> = { count: debtors.length };
  for (const [name, column] of Object.entries(whole.debtors)) {
    if (name === 'count') continue;
    if (name === 'payer')
      master[name] = Int32Array.from(debtors, (debtor, at) => {
        const payer = position((column as Int32Array)[debtor]);
        return payer < 0 ? at : payer;
      });
    else
      master[name] =
        'offsets' in (column as object)
          ? gatherTexts(column as unknown as TextColumn, debtors)
          : gatherNumbers(column as Int32Array, debtors);
  }
  return {
    ledger: {
      ...whole,
      debtors: master as unknown as Ledger['debtors'],
      invoices: cut(whole.invoices),
      payments: cut(whole.payments),
      contacts: cut(whole.contacts),
      promises: cut(whole.promises),
      disputes: cut(whole.disputes),
      plans: cut(whole.plans),
    },
    debtors,
    invoiceOf,
    wholeInvoice: invoiceRows,
  };
}
