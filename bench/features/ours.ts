import { computeInvoiceFeatures, featureColumn, UNINFORMED } from '../../src/features/index.ts';
import type { Ledger } from '../../src/ledger/index.ts';
import { startCrew, type WorkerCrew } from '../../src/parallel/index.ts';
import { BENCH_FEATURES, PRIOR } from './bench-features.ts';
import { readColumns } from './ledger-columns.ts';
import { ledgerFromColumns } from './ledger-from-columns.ts';
import { type BenchResult, measure } from './measure.ts';

/** A ledger, and the threads that were started for it: as DuckDB and Polars start theirs, off the clock. */
interface OurInput {
  readonly ledger: Ledger;
  readonly crew: WorkerCrew;
}

/** The bench features of every invoice at its issue, in the order of `BENCH_FEATURES`. */
export async function runOurs({ ledger, crew }: OurInput): Promise<BenchResult> {
  const invoice = Int32Array.from({ length: ledger.invoices.count }, (_, i) => i);
  const options = { smoothing: { ...UNINFORMED, ...PRIOR }, features: BENCH_FEATURES, crew };
  const table = computeInvoiceFeatures(ledger, { invoice, moment: ledger.invoices.knownDay }, options);
  return { columns: BENCH_FEATURES.map((name) => featureColumn(table, name)) };
}

await measure({
  load: async (folder, threads) => ({
    ledger: ledgerFromColumns(readColumns(folder)),
    crew: await startCrew({ threads }),
  }),
  run: runOurs,
  write: async (result) => result.columns,
  version: async () => `node ${process.version}`,
});
