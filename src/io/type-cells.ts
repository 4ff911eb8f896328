import { formatDay } from '../calendar/index.ts';
import {
  type CellValue,
  type CodedTexts,
  type ColumnData,
  type ColumnDeclaration,
  codeTexts,
  createTextColumnBuilder,
  gatherRows,
  type ImportLog,
  shorten,
  TABLES,
  type TableData,
  type TableName,
  type TextColumn,
  textAt,
} from '../ledger/index.ts';
import { CellProblem } from './cell-problem.ts';
import { createCellReader } from './cell-reader.ts';
import { deriveColumns, type NamedColumn } from './clues/derive-columns.ts';
import { isClue } from './clues/invoice-clues.ts';
import type { CollectedCells } from './collected-cells.ts';
import { createDebtorAttributes } from './debtor-attributes.ts';
import { NUMBER_CELL } from './number-cells.ts';
import { numberShapeOf } from './number-shape.ts';
import { type ReadColumn, readColumn } from './read-column.ts';
import type { SettledFormats } from './settle-formats.ts';
import { findSummary, isTotalText, SUMMARY_PROBLEM } from './summary-row.ts';

const EMPTY = new CellProblem('is empty');

/**
 * Makes typed rows of collected cells: a bad or empty required cell rejects its row, a bad optional cell becomes missing
 * with a counted warning. Every record is logged as read exactly once. Debtor attributes of invoice files come out as a
 * table of their own. Whole columns are read at a time; only rows with something wrong are looked at one by one. O(cells).
 */
export function typeCells(
  table: TableName,
  collected: CollectedCells,
  formats: SettledFormats,
  log: ImportLog,
): TableData[] {
  const { columns } = collected.chosen;
  const { count, lines } = collected;
  const own = columns.filter((chosen) => chosen.table === table).length;
  const needsCare = new Uint8Array(count);
  const read = columns.map((chosen, c) => {
    const decimal = formats.decimals[c]?.mark ?? 'point';
    const reader = createCellReader(chosen.table, chosen.column, formats.dateOrder, decimal);
    return readColumn(collected.cells[c], { chosen, reader, numbers: formats.numbers[c], decimal, needsCare });
  });
  warnOfAssumptions(table, collected, formats, log);

  const asRead = columns.slice(0, own).map(({ column }, c): NamedColumn => ({ column, read: read[c] }));
  const named = table === 'invoices' ? deriveColumns(asRead, { count, lines, needsCare }, log) : asRead;
  const amounts = named.find(({ column }) => column.name === 'amount')?.read;
  log.readRows(table, count, amounts?.data as Float64Array | undefined);
  const amountAt = columns.findIndex((chosen) => chosen.table === table && chosen.column.name === 'amount');
  const currency = currencyInAmounts(table, collected, formats, amountAt, read, log);
  const attributes = columns.slice(own).map(({ column }, c): NamedColumn => ({ column, read: read[own + c] }));
  const rejected = logBadRows(table, collected, { named, attributes, amounts, needsCare, currency }, log);

  const kept = rejected.count === 0 ? undefined : rowsLeft(rejected.isRejected, rejected.count);
  const data: Record<string, ColumnData> = {};
  const leave = (column: ColumnData): ColumnData => (kept ? gatherRows(column, kept) : column);
  for (const { column, read } of named) if (!isClue(column)) data[column.name] = leave(read.data);
  if (currency) data['currency'] = leave(codeTexts(currency.texts.finish()));
  const made: TableData = {
    table,
    count: kept ? kept.length : count,
    lines: kept ? (gatherRows(lines as Float64Array, kept) as Float64Array) : lines,
    columns: data,
    ...(collected.digests && count > rejected.count ? { digests: leave(collected.digests) as TextColumn } : {}),
  };
  return [made, ...debtorAttributes(collected, read, own, rejected.isRejected)];
}

/** What is looked at in a row with something wrong. */
interface CarefulRows {
  readonly named: readonly NamedColumn[];
  /** Columns of another table that stand in the same rows. */
  readonly attributes: readonly NamedColumn[];
  readonly amounts: ReadColumn | undefined;
  readonly needsCare: Uint8Array;
  readonly currency: AmountCurrency | undefined;
}

/** Logs what is wrong with each row, by ascending line, and says which rows are to be left out. */
function logBadRows(
  table: TableName,
  collected: CollectedCells,
  { named, attributes, amounts, needsCare, currency }: CarefulRows,
  log: ImportLog,
): { readonly isRejected: Uint8Array; readonly count: number } {
  const all = [...named, ...attributes];
  const numbered = collected.chosen.columns.find(({ position }) => position < 0)?.column.name;
  const isRejected = new Uint8Array(collected.count);
  let count = 0;
  let nextMalformed = 0;
  const logMalformed = (beforeLine: number): void => {
    for (; nextMalformed < collected.malformed.length; nextMalformed++) {
      const { line, text, problem } = collected.malformed[nextMalformed];
      if (line > beforeLine) return;
      log.read(table, 0);
      const isTotal = isTotalText(text);
      log.reject(
        { table, line, column: '', value: text, problem: isTotal ? SUMMARY_PROBLEM.total : problem },
        0,
        isTotal,
      );
    }
  };

  for (let i = 0; i < collected.count; i++) {
    if (!needsCare[i]) {
      currency?.take(i, false);
      continue;
    }
    const line = collected.lines[i];
    logMalformed(line);
    let rejectedAt = -1;
    let rejection = EMPTY;
    for (let c = 0; c < all.length; c++) {
      const { column, read } = all[c];
      const value = read.read(i);
      if (!(value instanceof CellProblem) && (value !== null || !column.required)) continue;
      const problem = value instanceof CellProblem ? value : EMPTY;
      if (!column.required && !problem.leavesOut)
        log.warn(
          'bad_cell',
          c < named.length ? table : 'debtors',
          column.name,
          `"${shorten(read.text(i))}" ${problem.problem}; taken as missing`,
          line,
        );
      else if (rejectedAt < 0 || (problem.leavesOut && !rejection.leavesOut)) {
        rejectedAt = c;
        rejection = problem;
      }
    }
    currency?.take(i, rejectedAt >= 0);
    if (rejectedAt < 0) continue;
    const summary = rejection.leavesOut ? undefined : findSummary(named, i, numbered);
    const { column, read } = all[summary?.column ?? rejectedAt];
    const problem = summary?.problem ?? rejection.problem;
    const isLeftOut = summary !== undefined || rejection.leavesOut;
    const amount = amounts ? (amounts.data as Float64Array)[i] : 0;
    log.reject({ table, line, column: column.name, value: quote(column, read, i), problem }, amount, isLeftOut);
    isRejected[i] = 1;
    count++;
  }
  logMalformed(Number.POSITIVE_INFINITY);
  return { isRejected, count };
}

/** A cell as it is told: a day that could be read, which a source with types keeps no text of, in our own way. */
function quote(column: ColumnDeclaration, read: ReadColumn, row: number): string {
  const day = column.type === 'day' ? read.read(row) : null;
  return typeof day === 'number' ? formatDay(day) : read.text(row);
}

function rowsLeft(isRejected: Uint8Array, rejectedCount: number): Uint32Array {
  const rows = new Uint32Array(isRejected.length - rejectedCount);
  let kept = 0;
  for (let i = 0; i < isRejected.length; i++) if (!isRejected[i]) rows[kept++] = i;
  return rows;
}

function debtorAttributes(
  collected: CollectedCells,
  read: readonly ReadColumn[],
  own: number,
  isRejected: Uint8Array,
): TableData[] {
  const { columns } = collected.chosen;
  const attributes = createDebtorAttributes(columns.slice(own).map((chosen) => chosen.column));
  const debtorAt = columns.findIndex((chosen) => chosen.column.name === 'debtor_id');
  const cells: CellValue[] = new Array(columns.length).fill(null);
  if (own < columns.length)
    for (let i = 0; i < collected.count; i++) {
      if (isRejected[i]) continue;
      for (let c = own; c < columns.length; c++) {
        const value = read[c].read(i);
        cells[c] = value instanceof CellProblem ? null : value;
      }
      attributes.add(read[debtorAt].read(i) as string, collected.lines[i], cells, own);
    }
  return attributes.finish();
}

/** The currency of each row where amounts name one. */
interface AmountCurrency {
  readonly texts: ReturnType<typeof createTextColumnBuilder>;
  /** Takes the rows one after the other. */
  take(row: number, isRejected: boolean): void;
}

/** Currencies that stand in the amounts fill the currency column, which holds where both are given. */
function currencyInAmounts(
  table: TableName,
  collected: CollectedCells,
  formats: SettledFormats,
  amountAt: number,
  read: readonly ReadColumn[],
  log: ImportLog,
): AmountCurrency | undefined {
  const hasCurrency = TABLES[table].columns.some((column) => column.name === 'currency');
  const kind = formats.numbers[amountAt]?.kind;
  if (!hasCurrency || !kind) return undefined;
  const cells = collected.cells[amountAt] as TextColumn;
  const inAmount = (row: number): string | null =>
    kind[row] === NUMBER_CELL.other ? (numberShapeOf(textAt(cells, row))?.currency ?? null) : null;
  let isNamed = false;
  for (let row = 0; row < kind.length && !isNamed; row++) isNamed = inAmount(row) !== null;
  if (!isNamed) return undefined;
  const { columns } = collected.chosen;
  const own = columns.findIndex((chosen) => chosen.table === table && chosen.column.name === 'currency');
  const texts = createTextColumnBuilder();
  return {
    texts,
    take(row, isRejected) {
      const stated = own < 0 ? null : ((read[own].data as CodedTexts).codes[row] ?? null);
      const inColumn = stated === null ? '' : textAt((read[own].data as CodedTexts).texts, stated);
      const named = inAmount(row);
      texts.append(inColumn || (named ?? ''));
      if (!isRejected && inColumn !== '' && named !== null && named !== inColumn)
        log.warn(
          'currency_differs',
          table,
          'currency',
          `the amount says ${named}, the column ${inColumn}; the column holds`,
          collected.lines[row],
        );
    },
  };
}

function warnOfAssumptions(table: TableName, collected: CollectedCells, formats: SettledFormats, log: ImportLog): void {
  formats.decimals.forEach((decision, c) => {
    const assumed = decision?.assumed;
    if (!decision || !assumed) return;
    const { table: of, column } = collected.chosen.columns[c];
    const other = decision.mark === 'point' ? 'comma' : 'point';
    log.warn(
      'decimal_mark_assumed',
      of,
      column.name,
      `nothing proves the decimal mark, so "${assumed.text}" was read with ${assumed.as}; if that is wrong, give --decimal ${other}`,
      assumed.line,
    );
  });
  for (const { column, line, text, as, day } of formats.countedDates)
    log.warnOnce(
      'counted_date',
      table,
      column,
      as === 'spreadsheet'
        ? `"${text}" (line ${line}) is read as a day number of a spreadsheet that begins in 1900: ${formatDay(day)}`
        : `"${text}" (line ${line}) is read as milliseconds since 1970, day in UTC: ${formatDay(day)}`,
    );
  if (collected.blankRecords > 0)
    for (let n = 0; n < collected.blankRecords; n++)
      log.warn('blank_row', table, undefined, 'a row of blank cells was left out');
}
