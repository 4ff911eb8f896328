import { gatherNumbers, type NumericColumn, startsOf } from '../../ledger/gather-columns.ts';
import { gatherTexts, type Ledger, type TextColumn } from '../../ledger/index.ts';

/** The rows of a few debtors as a ledger of its own. */
export interface DebtorLedger {
  readonly ledger: Ledger;
  /** The debtor's index in it; that of the stranger behind them all for any other debtor. */
  debtorOf(wholeDebtor: number): number;
  /** The invoice's row in it, -1 where it is of another debtor or none. */
  invoiceOf(wholeRow: number): number;
  /** Row in the whole ledger of each invoice row. */
  readonly wholeInvoice: Uint32Array;
}

/**
 * Cuts a few debtors (ascending, each once) out of a ledger. Behind them stands a stranger without rows, in place of
 * everybody else who paid for them. O(their rows).
 */
export function cutDebtors(whole: Ledger, debtors: readonly number[]): DebtorLedger {
  const debtorOf = (debtor: number): number => {
    const at = debtors.indexOf(debtor);
    return at < 0 ? debtors.length : at;
  };
  const wholeInvoice = rowsOf(whole.invoices, debtors);
  const { start, debtor: owner } = whole.invoices;
  const invoiceOf = (row: number): number => {
    if (row < 0 || row >= owner.length) return -1;
    let before = 0;
    for (const debtor of debtors) {
      if (debtor === owner[row]) return before + row - start[debtor];
      before += start[debtor + 1] - start[debtor];
    }
    return -1;
  };
  const cut = <T extends { readonly start: Int32Array; readonly debtor: Int32Array }>(table: T): T => {
    const rows = rowsOf(table, debtors);
    const debtor = Int32Array.from(rows, (row) => debtorOf(table.debtor[row]));
    const columns: Record<string, unknown> = {
      count: rows.length,
      debtor,
      start: startsOf(debtor, debtors.length + 1),
    };
    for (const [name, column] of Object.entries(table)) {
      if (name in columns) continue;
      const cells = gather(column as NumericColumn | TextColumn, rows);
      if (name === 'invoice') columns[name] = (cells as Int32Array).map(invoiceOf);
      else columns[name] = name === 'payer' ? (cells as Int32Array).map(debtorOf) : cells;
    }
    return columns as unknown as T;
  };
  const listed = [...debtors, debtors[0] as number];
  const master: Record<string, unknown> = { count: listed.length };
  for (const [name, column] of Object.entries(whole.debtors)) {
    if (name === 'count') continue;
    const cells = gather(column as NumericColumn | TextColumn, listed);
    master[name] = name === 'payer' ? (cells as Int32Array).map(debtorOf) : cells;
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
    debtorOf,
    invoiceOf,
    wholeInvoice,
  };
}

function rowsOf({ start }: { readonly start: Int32Array }, debtors: readonly number[]): Uint32Array {
  let count = 0;
  for (const debtor of debtors) count += start[debtor + 1] - start[debtor];
  const rows = new Uint32Array(count);
  let at = 0;
  for (const debtor of debtors) for (let row = start[debtor]; row < start[debtor + 1]; row++) rows[at++] = row;
  return rows;
}

function gather(column: NumericColumn | TextColumn, rows: ArrayLike<number>): NumericColumn | TextColumn {
  return 'offsets' in column ? gatherTexts(column, rows) : gatherNumbers(column, rows);
}
