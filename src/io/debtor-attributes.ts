import { type CellValue, type ColumnDeclaration, createTableBuilder, type TableData } from '../ledger/index.ts';

/** Gathers what invoice rows say about their debtors. */
export interface DebtorAttributes {
  /** Adds one invoice row; its attributes stand in `cells` from `from` on. */
  add(debtorId: string, line: number, cells: readonly CellValue[], from: number): void;
  /** One row a debtor, by ascending id; no table where there are no attributes. */
  finish(): TableData[];
}

/**
 * An empty collection for the given columns of `debtors`. Each debtor gets, column by column, its most frequent value,
 * among equally frequent ones the smallest, so that the order of the rows does not matter. The line of a debtor is the
 * first one that names it. Memory grows with the distinct values a debtor.
 */
export function createDebtorAttributes(columns: readonly ColumnDeclaration[]): DebtorAttributes {
  const firstLines = new Map<string, number>();
  const counts = columns.map(() => new Map<string, Map<string | number, number>>());
  return {
    add(debtorId, line, cells, from) {
      if (columns.length === 0) return;
      if (line < (firstLines.get(debtorId) ?? Number.POSITIVE_INFINITY)) firstLines.set(debtorId, line);
      for (let c = 0; c < columns.length; c++) {
        const value = cells[from + c];
        if (value === null) continue;
        let values = counts[c].get(debtorId);
        if (!values) {
          values = new Map();
          counts[c].set(debtorId, values);
        }
        values.set(value, (values.get(value) ?? 0) + 1);
      }
    },
    finish() {
      if (columns.length === 0) return [];
      const builder = createTableBuilder('debtors', ['debtor_id', ...columns.map((column) => column.name)]);
      const ids = [...firstLines.keys()].sort();
      for (const id of ids)
        builder.append(firstLines.get(id) as number, [id, ...counts.map((of) => commonest(of.get(id)))]);
      return [builder.finish()];
    },
  };
}

function commonest(values: ReadonlyMap<string | number, number> | undefined): CellValue {
  let best: string | number | null = null;
  let most = 0;
  for (const [value, count] of values ?? [])
    if (count > most || (count === most && best !== null && value < best)) {
      best = value;
      most = count;
    }
  return best;
}
