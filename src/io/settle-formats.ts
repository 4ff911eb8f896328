import { type TableName, textAt } from '../ledger/index.ts';
import type { CollectedCells } from './collected-cells.ts';
import { createDateOrderEvidence } from './date-order.ts';
import { dateShapeOf } from './date-shape.ts';
import {
  createDecimalEvidence,
  type DecimalDecision,
  type DecimalEvidence,
  decideDecimalMark,
} from './decimal-mark.ts';
import { numberShapeOf } from './number-shape.ts';
import type { DateOrder, ReadOptions } from './read-options.ts';

/** The date order of a file and the decimal mark of each of its number columns. */
export interface SettledFormats {
  readonly dateOrder: DateOrder | null;
  /** By position in the chosen columns; undefined for columns that are no numbers. */
  readonly decimals: readonly (DecimalDecision | undefined)[];
}

/** Distinct date texts remembered as seen; beyond that they are looked at again, which changes nothing. */
const REMEMBERED_TEXTS = 100_000;

/**
 * Looks through all dates and numbers of a table before any is read, so that no cell is guessed by itself. Options win
 * over the evidence. O(cells).
 *
 * @throws {PayrhythmError} `AMBIGUOUS_DATE_ORDER`, or `BAD_DATA` where a column has both decimal marks.
 */
export function settleFormats(collected: CollectedCells, file: string, options: ReadOptions): SettledFormats {
  return {
    dateOrder: options.dateOrder ?? settleDateOrder(collected, file),
    decimals: settleDecimals(collected, file, options),
  };
}

function settleDateOrder(collected: CollectedCells, file: string): DateOrder | null {
  const evidence = createDateOrderEvidence();
  collected.chosen.columns.forEach(({ table, column }, c) => {
    if (column.type !== 'day') return;
    const seen = new Set<string>();
    const cells = collected.cells[c];
    for (let i = 0; i < collected.count; i++) {
      const text = textAt(cells, i);
      if (text === '' || seen.has(text)) continue;
      if (seen.size < REMEMBERED_TEXTS) seen.add(text);
      evidence.add(labelOf(table, column.name, collected), collected.lines[i], text, dateShapeOf(text));
    }
  });
  return evidence.decide(file);
}

function settleDecimals(
  collected: CollectedCells,
  file: string,
  options: ReadOptions,
): (DecimalDecision | undefined)[] {
  const evidences = collected.chosen.columns.map(({ table, column, exactNumbers }, c): DecimalEvidence | undefined => {
    if ((column.type !== 'amount' && column.type !== 'number') || exactNumbers) return undefined;
    const evidence = createDecimalEvidence(labelOf(table, column.name, collected));
    const cells = collected.cells[c];
    for (let i = 0; i < collected.count; i++) {
      const text = textAt(cells, i);
      const shape = text === '' ? undefined : numberShapeOf(text);
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
