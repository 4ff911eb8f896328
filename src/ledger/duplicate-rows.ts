import type { ImportLog } from './import-report.ts';
import { numberColumn, type TableData, textColumn } from './table-data.ts';
import { TABLES } from './table-declarations.ts';
import { compareTexts, createTextColumnBuilder, isTextMissing, type TextColumn, textAt } from './text-column.ts';
import { createTextDictionary } from './text-index.ts';

/** Order of two rows over all their columns, by column name: 0 only where every cell is the same. */
export function compareRows(data: TableData, except: string | undefined): (i: number, j: number) => number {
  const columns = Object.keys(data.columns)
    .filter((name) => name !== except)
    .sort()
    .map((name) => data.columns[name]);
  return (i, j) => {
    for (const column of columns) {
      const order = 'offsets' in column ? compareTexts(column, i, column, j) : compareNumbers(column[i], column[j]);
      if (order !== 0) return order;
    }
    return 0;
  };
}

/** Ascending order with NaN last and equal to itself. */
export function compareNumbers(a: number, b: number): number {
  if (a === b) return 0;
  if (Number.isNaN(a)) return Number.isNaN(b) ? 0 : 1;
  return Number.isNaN(b) || a < b ? -1 : 1;
}

/**
 * Which rows to keep: of rows that share the table's key and agree in every cell, the first; of rows that share the key
 * and disagree, none. Rows with an empty key column are all kept here (see `collapseIdenticalNeighbours`). O(n).
 */
export function keepUniqueRows(data: TableData, log: ImportLog): Uint8Array {
  const keep = new Uint8Array(data.count).fill(1);
  const key = TABLES[data.table].key;
  if (data.digests) collapseByDigest(data, data.digests, keep, log);
  else if (key.length > 0 && key[0] in data.columns) rejectConflicts(data, key, keep, log);
  return keep;
}

function collapseByDigest(data: TableData, digests: TextColumn, keep: Uint8Array, log: ImportLog): void {
  const amounts = numberColumn(data, 'amount');
  const seen = createTextDictionary(data.count);
  for (let i = 0; i < data.count; i++) {
    const before = seen.size;
    if (seen.codeOf(digests, i) < before) {
      keep[i] = 0;
      log.collapse(data.table, amounts[i]);
    }
  }
}

function rejectConflicts(data: TableData, key: readonly string[], keep: Uint8Array, log: ImportLog): void {
  const amounts = numberColumn(data, 'amount');
  const ids = textColumn(data, key[0]);
  const keys = key.length === 1 || !(key[1] in data.columns) ? ids : joinedTexts(ids, textColumn(data, key[1]));
  const seen = createTextDictionary(data.count);
  const first = new Int32Array(data.count);
  const conflict = new Uint8Array(data.count);
  const code = new Int32Array(data.count).fill(-1);
  const compare = compareRows(data, undefined);
  for (let i = 0; i < data.count; i++) {
    if (isTextMissing(ids, i)) continue;
    const before = seen.size;
    code[i] = seen.codeOf(keys, i);
    if (code[i] === before) first[before] = i;
    else if (compare(first[code[i]], i) !== 0) conflict[code[i]] = 1;
  }
  for (let i = 0; i < data.count; i++) {
    if (code[i] < 0) continue;
    if (conflict[code[i]]) {
      keep[i] = 0;
      log.reject(
        {
          table: data.table,
          line: data.lines[i],
          column: key[0],
          value: textAt(ids, i),
          problem: `rows share this ${key[0]} and disagree; all of them are left out until the source says which is right`,
        },
        amounts[i],
      );
    } else if (first[code[i]] !== i) {
      keep[i] = 0;
      log.collapse(data.table, amounts[i]);
    }
  }
}

function joinedTexts(a: TextColumn, b: TextColumn): TextColumn {
  const joined = createTextColumnBuilder();
  for (let i = 0; i < a.length; i++) joined.append(`${textAt(a, i)}\u0000${textAt(b, i)}`);
  return joined.finish();
}

/** Drops rows that equal the row before them in `order`, counting each as collapsed. */
export function collapseIdenticalNeighbours(
  data: TableData,
  order: Uint32Array<ArrayBuffer>,
  log: ImportLog,
): Uint32Array<ArrayBuffer> {
  if (data.digests) return order;
  const amounts = numberColumn(data, 'amount');
  const compare = compareRows(data, undefined);
  let kept = 0;
  for (let at = 0; at < order.length; at++) {
    const row = order[at];
    if (kept > 0 && compare(order[kept - 1], row) === 0) log.collapse(data.table, amounts[row]);
    else order[kept++] = row;
  }
  return order.slice(0, kept);
}
