import {
  type CellValue,
  createTableBuilder,
  type ImportLog,
  shorten,
  TABLES,
  type TableData,
  type TableName,
  textAt,
} from '../ledger/index.ts';
import { CellProblem, createCellReader } from './cell-reader.ts';
import type { CollectedCells } from './collected-cells.ts';
import { createDebtorAttributes } from './debtor-attributes.ts';
import { numberShapeOf } from './number-shape.ts';
import type { SettledFormats } from './settle-formats.ts';

const EMPTY = new CellProblem('is empty');

/**
 * Makes typed rows of collected cells: a bad or empty required cell rejects its row, a bad optional cell becomes missing
 * with a counted warning. Every record is logged as read exactly once. Debtor attributes of invoice files come out as a
 * table of their own. O(cells).
 */
export function typeCells(
  table: TableName,
  collected: CollectedCells,
  formats: SettledFormats,
  log: ImportLog,
): TableData[] {
  const { columns } = collected.chosen;
  const own = columns.filter((chosen) => chosen.table === table).length;
  const readers = columns.map((chosen, c) =>
    createCellReader(chosen.table, chosen.column, formats.dateOrder, formats.decimals[c]?.mark ?? 'point'),
  );
  const amountAt = columns.findIndex((chosen) => chosen.table === table && chosen.column.name === 'amount');
  const currencyAt = columns.findIndex((chosen) => chosen.table === table && chosen.column.name === 'currency');
  const named = columns.slice(0, own).map((chosen) => chosen.column.name);
  const hasCurrency = TABLES[table].columns.some((column) => column.name === 'currency');
  const inAmounts = hasCurrency && amountAt >= 0 && amountsNameCurrency(collected, amountAt);
  const builder = createTableBuilder(table, inAmounts && currencyAt < 0 ? [...named, 'currency'] : named);
  const debtorAt = columns.findIndex((chosen) => chosen.column.name === 'debtor_id');
  const attributes = createDebtorAttributes(columns.slice(own).map((chosen) => chosen.column));
  // Own columns, then debtor attributes; a currency found in the amounts takes the first place after the own columns.
  const cells: CellValue[] = new Array(columns.length + 1).fill(null);
  warnOfAssumptions(table, collected, formats, log);

  let nextMalformed = 0;
  const logMalformed = (beforeLine: number): void => {
    for (; nextMalformed < collected.malformed.length; nextMalformed++) {
      const { line, text, problem } = collected.malformed[nextMalformed];
      if (line > beforeLine) return;
      log.read(table, 0);
      log.reject({ table, line, column: '', value: text, problem }, 0);
    }
  };

  for (let i = 0; i < collected.count; i++) {
    const line = collected.lines[i];
    if (nextMalformed < collected.malformed.length) logMalformed(line);
    let rejectedAt = -1;
    let rejection = EMPTY;
    for (let c = 0; c < columns.length; c++) {
      const text = textAt(collected.cells[c], i);
      const read = text === '' ? null : readers[c](text);
      if (read instanceof CellProblem || (read === null && columns[c].column.required)) {
        cells[c] = null;
        const problem = read ?? EMPTY;
        if (!columns[c].column.required && !problem.rejectsRow)
          log.warn(
            'bad_cell',
            columns[c].table,
            columns[c].column.name,
            `"${shorten(text)}" ${problem.problem}; taken as missing`,
            line,
          );
        else if (rejectedAt < 0) {
          rejectedAt = c;
          rejection = problem;
        }
      } else cells[c] = read;
    }
    const amount = amountAt >= 0 ? ((cells[amountAt] as number | null) ?? 0) : 0;
    log.read(table, amount);
    if (rejectedAt >= 0) {
      const value = textAt(collected.cells[rejectedAt], i);
      log.reject({ table, line, column: columns[rejectedAt].column.name, value, problem: rejection.problem }, amount);
      continue;
    }
    attributes.add(cells[debtorAt] as string, line, cells, own);
    if (inAmounts) {
      const currency = numberShapeOf(textAt(collected.cells[amountAt], i))?.currency ?? null;
      const at = currencyAt < 0 ? own : currencyAt;
      if (currencyAt < 0 || cells[at] === null) cells[at] = currency;
      else if (currency !== null && currency !== cells[at])
        log.warn(
          'currency_differs',
          table,
          'currency',
          `the amount says ${currency}, the column ${cells[at]}; the column holds`,
          line,
        );
    }
    builder.append(line, cells, collected.digests ? textAt(collected.digests, i) : undefined);
  }
  logMalformed(Number.POSITIVE_INFINITY);
  return [builder.finish(), ...attributes.finish()];
}

function amountsNameCurrency(collected: CollectedCells, amountAt: number): boolean {
  for (let i = 0; i < collected.count; i++)
    if (numberShapeOf(textAt(collected.cells[amountAt], i))?.currency) return true;
  return false;
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
  if (collected.blankRecords > 0)
    for (let n = 0; n < collected.blankRecords; n++)
      log.warn('blank_row', table, undefined, 'a row of blank cells was left out');
}
