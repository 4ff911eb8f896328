import type { Ledger } from '../ledger/index.ts';

/** Features as columns: `columns[f][row]` is feature `names[f]`; NaN = missing. */
export interface FeatureTable {
  readonly names: readonly string[];
  readonly rows: number;
  readonly columns: readonly Float64Array[];
}

/** Invoices, each at a moment: row `r` asks about invoice `invoice[r]` on the morning of `moment[r]`. */
export interface InvoiceMoments {
  readonly invoice: Int32Array;
  readonly moment: Int32Array;
}

/** An empty table of `rows` rows. */
export function createFeatureTable(names: readonly string[], rows: number): FeatureTable {
  return { names, rows, columns: names.map(() => new Float64Array(rows)) };
}

/** The column of a feature. */
export function featureColumn(table: FeatureTable, name: string): Float64Array {
  const at = table.names.indexOf(name);
  if (at < 0) throw new TypeError(`the feature table has no column ${name}`);
  return table.columns[at];
}

/** Moments `issue`, `due` or `due-N`, as the command line writes them. */
export type MomentKind = 'issue' | 'due' | `due-${number}`;

/**
 * The moment of each given invoice: its known date, its rolled due date, or that many calendar days before it (but never
 * before the invoice is known).
 */
export function momentsOf(ledger: Ledger, invoices: Int32Array, kind: MomentKind): Int32Array {
  const before = kind === 'issue' || kind === 'due' ? 0 : Number(kind.slice(4));
  const { knownDay, rolledDueDay } = ledger.invoices;
  return Int32Array.from(invoices, (i) =>
    kind === 'issue' ? knownDay[i] : Math.max(knownDay[i], rolledDueDay[i] - before),
  );
}
