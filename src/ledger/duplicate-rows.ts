import type { ImportLog } from './import-report.ts';
import { findRepeatedRows } from './repeated-rows.ts';
import { type ColumnData, numberColumn, type TableData, textColumn } from './table-data.ts';
import { TABLES } from './table-declarations.ts';
import { compareTexts, isTextMissing, type TextColumn, textAt } from './text-column.ts';
import { equalTexts, hashTexts } from './text-index.ts';

type CompareRows = (i: number, j: number) => number;

/** Order of two rows over all their columns, by column name: 0 only where every cell is the same. */
export function compareRows(data: TableData): CompareRows {
  const comparisons = Object.keys(data.columns)
    .sort()
    .map((name) => comparisonOf(data.columns[name]));
  return (i, j) => {
    for (const compare of comparisons) {
      const order = compare(i, j);
      if (order !== 0) return order;
    }
    return 0;
  };
}

function comparisonOf(column: ColumnData): CompareRows {
  if ('offsets' in column) return (i, j) => compareTexts(column, i, column, j);
  if (!('codes' in column)) return (i, j) => compareNumbers(column[i], column[j]);
  const { codes, texts } = column;
  return (i, j) => (codes[i] === codes[j] ? 0 : compareTexts(texts, codes[i], texts, codes[j]));
}

/** Ascending order with NaN last and equal to itself. */
export function compareNumbers(a: number, b: number): number {
  if (a === b) return 0;
  if (Number.isNaN(a)) return Number.isNaN(b) ? 0 : 1;
  return Number.isNaN(b) || a < b ? -1 : 1;
}

/**
 * Which rows to keep: of rows that share the table's key and agree in every cell, the first; of rows that share the key
 * and disagree, none. Rows with an empty key column are all kept here (see `collapseIdenticalRows`). O(n).
 */
export function keepUniqueRows(data: TableData, log: ImportLog): Uint8Array {
  const keep = new Uint8Array(data.count).fill(1);
  if (data.hasUniqueKeys) return keep;
  const key = TABLES[data.table].key;
  if (data.digests) collapseByDigest(data, data.digests, keep, log);
  else if (key.length > 0 && key[0] in data.columns) rejectConflicts(data, key, keep, log);
  return keep;
}

/**
 * The same table, marked where no two rows share a key: {@link keepUniqueRows} need not look for them again. For a thread that
 * would wait otherwise. O(n).
 */
export function markUniqueKeys(data: TableData): TableData {
  const key = TABLES[data.table].key;
  const isUnique = !data.digests && key.length > 0 && key[0] in data.columns && !findRepeatedKeys(data, key);
  return isUnique ? { ...data, hasUniqueKeys: true } : data;
}

/**
 * Of rows without a key that agree in every cell, `keep` retains the first; the others are counted as collapsed. Does
 * nothing where the rows were numbered, since `keepUniqueRows` has collapsed them already. O(n).
 */
export function collapseIdenticalRows(data: TableData, keep: Uint8Array, log: ImportLog): void {
  if (data.digests || data.count === 0) return;
  const [key] = TABLES[data.table].key;
  const isCandidate = key !== undefined && key in data.columns ? withoutText(textColumn(data, key), keep) : keep;
  if (!isCandidate.includes(1)) return;
  const compare = compareRows(data);
  const amounts = numberColumn(data, 'amount');
  const firstOf = findRepeatedRows(hashRows(data), (i, j) => compare(i, j) === 0, isCandidate);
  for (let row = 0; firstOf && row < data.count; row++)
    if (firstOf[row] >= 0) {
      keep[row] = 0;
      log.collapse(data.table, amounts[row]);
    }
}

function withoutText(ids: TextColumn, keep: Uint8Array): Uint8Array {
  const isCandidate = new Uint8Array(keep.length);
  for (let i = 0; i < keep.length; i++) isCandidate[i] = keep[i] && isTextMissing(ids, i) ? 1 : 0;
  return isCandidate;
}

function collapseByDigest(data: TableData, digests: TextColumn, keep: Uint8Array, log: ImportLog): void {
  const amounts = numberColumn(data, 'amount');
  const firstOf = findRepeatedRows(hashTexts(digests), (i, j) => equalTexts(digests, i, digests, j));
  for (let row = 0; firstOf && row < data.count; row++)
    if (firstOf[row] >= 0) {
      keep[row] = 0;
      log.collapse(data.table, amounts[row]);
    }
}

/** As `findRepeatedRows`, of rows by their key columns; rows with an empty key are left out. */
function findRepeatedKeys(data: TableData, key: readonly string[]): Int32Array | undefined {
  const ids = textColumn(data, key[0]);
  const others = key.length > 1 && key[1] in data.columns ? textColumn(data, key[1]) : undefined;
  const hashes = hashTexts(ids);
  if (others) mixHashes(hashes, hashTexts(others));
  const named = new Uint8Array(data.count);
  for (let i = 0; i < data.count; i++) named[i] = isTextMissing(ids, i) ? 0 : 1;
  return findRepeatedRows(
    hashes,
    (i, j) => equalTexts(ids, i, ids, j) && (!others || equalTexts(others, i, others, j)),
    named,
  );
}

function rejectConflicts(data: TableData, key: readonly string[], keep: Uint8Array, log: ImportLog): void {
  const ids = textColumn(data, key[0]);
  const firstOf = findRepeatedKeys(data, key);
  if (!firstOf) return;

  const compare = compareRows(data);
  const isConflict = new Uint8Array(data.count);
  for (let row = 0; row < data.count; row++)
    if (firstOf[row] >= 0 && compare(firstOf[row], row) !== 0) isConflict[firstOf[row]] = 1;
  const amounts = numberColumn(data, 'amount');
  for (let row = 0; row < data.count; row++) {
    const isRepeated = firstOf[row] >= 0;
    if (isConflict[isRepeated ? firstOf[row] : row]) {
      keep[row] = 0;
      log.reject(
        {
          table: data.table,
          line: data.lines[row],
          column: key[0],
          value: textAt(ids, row),
          problem: `rows share this ${key[0]} and disagree; all of them are left out until the source says which is right`,
        },
        amounts[row],
      );
    } else if (isRepeated) {
      keep[row] = 0;
      log.collapse(data.table, amounts[row]);
    }
  }
}

/** A hash of all cells of each row; equal rows have equal hashes. */
function hashRows(data: TableData): Uint32Array {
  const hashes = new Uint32Array(data.count);
  for (const column of Object.values(data.columns)) mixHashes(hashes, hashCells(column));
  return hashes;
}

function hashCells(column: ColumnData): Uint32Array {
  if ('offsets' in column) return hashTexts(column);
  if ('codes' in column) {
    const hashes = hashTexts(column.texts);
    return Uint32Array.from(column.codes, (code) => hashes[code]);
  }
  const hashes = new Uint32Array(column.length);
  const number = new Float64Array(1);
  const [low, high] = [new Uint32Array(number.buffer, 0, 1), new Uint32Array(number.buffer, 4, 1)];
  for (let i = 0; i < hashes.length; i++) {
    // Minus zero equals zero, and a missing number a missing number.
    number[0] = Number.isNaN(column[i]) ? Number.MAX_VALUE : column[i] + 0;
    hashes[i] = Math.imul(low[0] ^ Math.imul(high[0], 0x9e3779b1), 0x85ebca6b) >>> 0;
  }
  return hashes;
}

function mixHashes(into: Uint32Array, other: Uint32Array): void {
  for (let i = 0; i < into.length; i++) {
    const mixed = Math.imul((into[i] << 5) ^ (into[i] >>> 27) ^ other[i], 0x9e3779b1);
    into[i] = (mixed ^ (mixed >>> 15)) >>> 0;
  }
}
