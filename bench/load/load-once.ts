/**
 * Loads a ledger once, in a process of its own, and prints what it took as JSON:
 * `npx tsx bench/load/load-once.ts ours|duckdb FOLDER parquet|csv`.
 */
import { DuckDBInstance } from '@duckdb/node-api';
import { loadLedger } from '../../src/io/index.ts';

const [way, folder, ending] = process.argv.slice(2) as [string, string, string];
const cpu = process.cpuUsage();
const begin = performance.now();
const loaded = way === 'ours' ? await ours() : await duckdb();
const { user, system } = process.cpuUsage(cpu);
console.log(
  JSON.stringify({
    ...loaded,
    seconds: (performance.now() - begin) / 1e3,
    cpuSeconds: (user + system) / 1e6,
    peakMegabytes: process.resourceUsage().maxRSS / 1024,
  }),
);

/** From the files to a ledger: ids joined, duplicates settled, everything sorted. */
async function ours() {
  const { ledger, report } = await loadLedger(folder);
  const { invoices, payments } = ledger;
  let paidMinor = 0;
  for (let p = 0; p < payments.count; p++) paidMinor += Math.abs(payments.amountMinor[p]);
  const rejected = Object.values(report.tables).reduce((sum, counts) => sum + counts.rejected, 0);
  return {
    invoices: invoices.count,
    payments: payments.count,
    paidMinor,
    rejected,
    version: `Node ${process.version}`,
  };
}

/** DuckDB's own SELECT of dates and amounts of the same tables into typed arrays: no ids, no joins, no checks. */
async function duckdb() {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  let paidMinor = 0;
  const read = async (table: string, columns: readonly string[]): Promise<number> => {
    const source = `${ending === 'parquet' ? 'read_parquet' : 'read_csv'}('${folder}/${table}.${ending}')`;
    const [[counted]] = (await connection.runAndReadAll(`SELECT count(*) FROM ${source}`)).getRows() as [[bigint]];
    const arrays = columns.map(() => new Float64Array(Number(counted)));
    const numbers = columns.map((name) =>
      name === 'amount' ? name : `(${name}::DATE - DATE '1970-01-01')::DOUBLE AS ${name}`,
    );
    const result = await connection.stream(`SELECT ${numbers.join(', ')} FROM ${source}`);
    let rows = 0;
    for (let chunk = await result.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
      for (const [c, array] of arrays.entries()) {
        const { items } = chunk.getColumnVector(c) as unknown as { items: Float64Array };
        array.set(items, rows);
      }
      rows += chunk.rowCount;
    }
    if (table === 'payments') for (const amount of arrays.at(-1) ?? []) paidMinor += Math.round(Math.abs(amount) * 100);
    return rows;
  };
  const invoices = await read('invoices', ['issue_date', 'due_date', 'amount']);
  const payments = await read('payments', ['paid_on', 'booked_on', 'applied_on', 'amount']);
  const [[version]] = (await connection.runAndReadAll('SELECT version()')).getRows() as [[string]];
  connection.closeSync();
  instance.closeSync();
  return { invoices, payments, paidMinor, version: `DuckDB ${version}` };
}
