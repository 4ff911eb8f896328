import { isTextMissing, type TableName, type TextColumn, textAt } from '../ledger/index.ts';
import type { CellColumn } from './cell-column.ts';
import type { CollectedCells } from './collected-cells.ts';
import { type CountedDate, createDateOrderEvidence, type DateOrderEvidence } from './date-order.ts';
import { dateShapeOf } from './date-shape.ts';
import {
  createDecimalEvidence,
  type DecimalDecision,
  type DecimalEvidence,
  decideDecimalMark,
} from './decimal-mark.ts';
import { NUMBER_CELL, type NumberCells, readPlainNumbers } from './number-cells.ts';
import { numberShapeOf } from './number-shape.ts';
import type { DateOrder, ReadOptions } from './read-options.ts';

/** The date order of a file and the decimal mark of each of its number columns. */
export interface SettledFormats {
  readonly dateOrder: DateOrder | null;
  /** Columns whose dates are counts of days or milliseconds, each with its first one. */
  readonly countedDates: readonly CountedDate[];
  /** By position in the chosen columns; undefined for columns that are no numbers. */
  readonly decimals: readonly (DecimalDecision | undefined)[];
  /** By position in the chosen columns: the plain numbers of number columns that came as texts. */
  readonly numbers: readonly (NumberCells | undefined)[];
}

/**
 * Looks through all dates and numbers of a table before any is read, so that no cell is guessed by itself. Options win
 * over the evidence. O(cells).
 *
 * @throws {PayrhythmError} `AMBIGUOUS_DATE_ORDER`, or `BAD_DATA` where a column has both decimal marks.
 */
export function settleFormats(collected: CollectedCells, file: string, options: ReadOptions): SettledFormats {
  const numbers = collected.chosen.columns.map(({ column }, c): NumberCells | undefined => {
    const cells = collected.cells[c];
    const isNumber = column.type === 'amount' || column.type === 'number';
    return isNumber && 'offsets' in cells ? readPlainNumbers(cells) : undefined;
  });
  const evidence = gatherDates(collected);
  return {
    dateOrder: options.dateOrder ?? evidence.decide(file),
    countedDates: evidence.counted,
    decimals: settleDecimals(collected, numbers, file, options),
    numbers,
  };
}

function gatherDates(collected: CollectedCells): DateOrderEvidence {
  const evidence = createDateOrderEvidence();
  collected.chosen.columns.forEach(({ table, column }, c) => {
    if (column.type !== 'day') return;
    for (const [row, text] of distinctTexts(collected.cells[c]))
      evidence.add(labelOf(table, column.name, collected), collected.lines[row], text, dateShapeOf(text));
  });
  return evidence;
}

/** Each distinct text of a column with the first row that has it, by row. */
function* distinctTexts(cells: CellColumn): Generator<[row: number, text: string]> {
  if ('values' in cells) yield* cells.exceptions;
  else if ('codes' in cells) {
    const isSeen = new Uint8Array(cells.texts.length);
    for (let row = 0; row < cells.codes.length; row++) {
      const code = cells.codes[row];
      if (isSeen[code]) continue;
      isSeen[code] = 1;
      if (!isTextMissing(cells.texts, code)) yield [row, textAt(cells.texts, code)];
    }
  } else for (let row = 0; row < cells.length; row++) if (!isTextMissing(cells, row)) yield [row, textAt(cells, row)];
}

function settleDecimals(
  collected: CollectedCells,
  numbers: readonly (NumberCells | undefined)[],
  file: string,
  options: ReadOptions,
): (DecimalDecision | undefined)[] {
  const evidences = collected.chosen.columns.map(({ table, column, exactNumbers }, c): DecimalEvidence | undefined => {
    if ((column.type !== 'amount' && column.type !== 'number') || exactNumbers) return undefined;
    const evidence = createDecimalEvidence(labelOf(table, column.name, collected));
    const cells = collected.cells[c] as TextColumn;
    const { kind } = numbers[c] as NumberCells;
    for (let i = 0; i < collected.count; i++) {
      // A plain number says nothing new where one of its kind has been seen, or where it has less than four digits.
      const isShort = cells.offsets[i + 1] - cells.offsets[i] < 4;
      if (kind[i] === NUMBER_CELL.missing) continue;
      if (kind[i] === NUMBER_CELL.whole && (isShort || evidence.unparted)) continue;
      if (kind[i] === NUMBER_CELL.point && evidence.hasPoint) continue;
      const text = textAt(cells, i);
      const shape = numberShapeOf(text);
      if (shape) evidence.add(collected.lines[i], text, shape);
    }
    return evidence;
  });
  const present = evidences.filter((evidence) => evidence !== undefined);
  return collected.chosen.columns.map(({ column, exactNumbers }, c) => {
    if (column.type !== 'amount' && column.type !== 'number') return undefined;
    const evidence = evidences[c];
    if (exactNumbers || !evidence) return { mark: 'point', needed: false };
    if (options.decimal) return { mark: options.decimal, needed: true };
    return decideDecimalMark(evidence, present, file);
  });
}

function labelOf(table: TableName, column: string, collected: CollectedCells): string {
  return table === collected.chosen.columns[0]?.table ? column : `${table}.${column}`;
}
