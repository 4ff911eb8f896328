import { readFile } from 'node:fs/promises';
import { type Column, Type, tableFromIPC } from '@uwdata/flechette';
import { type EpochDay, formatDay } from '../calendar/index.ts';
import { PayrhythmError } from '../errors.ts';
import type { RecordFacts, RecordSink } from './record-sink.ts';

const MILLISECONDS_PER_DAY = 86_400_000;
const NUMBERS: readonly number[] = [Type.Int, Type.Float, Type.Decimal];
const DATES: readonly number[] = [Type.Date, Type.Timestamp];

/**
 * Hands the rows of an Arrow IPC file or stream to a sink; the first row is line 1. The whole file is in memory.
 *
 * @throws {PayrhythmError} `BAD_DATA` where it is no Arrow IPC data, or compressed.
 */
export async function readArrowRecords(path: string, sink: RecordSink): Promise<RecordFacts> {
  const columns = await readColumns(path);
  sink.header(
    columns.map(({ name, column }) => ({ name: name.trim(), exactNumbers: NUMBERS.includes(typeOf(column)) })),
  );
  const texts = columns.map(({ column }) => textReader(column));
  const rows = columns[0]?.column.length ?? 0;
  const cells: string[] = new Array(columns.length).fill('');
  for (let row = 0; row < rows; row++) {
    for (let c = 0; c < cells.length; c++) cells[c] = texts[c](row);
    sink.record(row + 1, cells);
  }
  return { delimiter: null, encoding: null };
}

async function readColumns(path: string): Promise<{ name: string; column: Column<unknown> }[]> {
  try {
    const table = tableFromIPC(await readFile(path), { useBigInt: true });
    return table.children.map((column, at) => ({ name: String(table.names[at]), column: column as Column<unknown> }));
  } catch (error) {
    throw new PayrhythmError(
      'BAD_DATA',
      `${path} cannot be read as Arrow IPC (${(error as Error).message}): write it as an uncompressed Arrow file`,
      { path },
      { cause: error },
    );
  }
}

/** Type of the values, also where they are dictionary-encoded. */
function typeOf(column: Column<unknown>): number {
  const { type } = column as { type: { typeId: number; dictionary?: { typeId: number } } };
  return type.typeId === Type.Dictionary && type.dictionary ? type.dictionary.typeId : type.typeId;
}

function textReader(column: Column<unknown>): (row: number) => string {
  const isDate = DATES.includes(typeOf(column));
  const values = column.toArray() as ArrayLike<unknown>;
  const nullable = column.nullCount > 0;
  return (row) => {
    const value = nullable ? column.at(row) : values[row];
    if (value === null || value === undefined) return '';
    if (isDate) return formatDay(Math.floor(Number(value) / MILLISECONDS_PER_DAY) as EpochDay);
    return typeof value === 'object' ? JSON.stringify(value) : String(value);
  };
}
