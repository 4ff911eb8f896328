import { computeInvoiceFeatures, featureColumn, UNINFORMED } from '../../src/features/index.ts';
import type { Ledger } from '../../src/ledger/index.ts';
import { BENCH_FEATURES, PRIOR } from './bench-features.ts';
import { readColumns } from './ledger-columns.ts';
import { ledgerFromColumns } from './ledger-from-columns.ts';
import { type BenchResult, measure } from './measure.ts';

/** The bench features of every invoice at its issue, in the order of `BENCH_FEATURES`. */
export async function runOurs(ledger: Ledger, threads: number): Promise<BenchResult> {
  if (threads !== 1) throw new Error(`ours runs on 1 thread, not ${threads}`);
  const invoice = Int32Array.from({ length: ledger.invoices.count }, (_, i) => i);
  const options = { smoothing: { ...UNINFORMED, ...PRIOR }, features: BENCH_FEATURES };
  const table = computeInvoiceFeatures(ledger, { invoice, moment: ledger.invoices.knownDay }, options);
  return { columns: BENCH_FEATURES.map((name) => featureColumn(table, name)) };
}

await measure({
  load: async (folder) => ledgerFromColumns(readColumns(folder)),
  run: runOurs,
  write: async (result) => result.columns,
  version: async () => `node ${process.version}`,
});
