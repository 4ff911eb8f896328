/**
 * What one giant debtor costs: all features but run detection, of each of its invoices at its due date, beside the cost
 * an invoice of a debtor a sixteenth of its size. A scan of its items at each moment would make the ratio sixteen.
 *
 *   npx tsx bench/giant-debtor/run.ts [--smoke]
 */
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { computeInvoiceFeatures, DEFAULT_RUN_THRESHOLDS, momentsOf, UNINFORMED } from '../../src/features/index.ts';
import { giantLedger } from './giant-ledger.ts';

const { values: flags } = parseArgs({ options: { smoke: { type: 'boolean', default: false } } });
const SMALL = 2_500;
const sizes = flags.smoke ? [SMALL, 16 * SMALL] : [SMALL, 16 * SMALL, 64 * SMALL];
const rounds = flags.smoke ? 3 : 5;

/** Seconds of CPU for all invoices: the median over the rounds. */
function secondsOf(count: number): number {
  const ledger = giantLedger(count);
  const invoice = Int32Array.from({ length: ledger.invoices.count }, (_, i) => i);
  const asked = { invoice, moment: momentsOf(ledger, invoice, 'due') };
  const runThresholds = { ...DEFAULT_RUN_THRESHOLDS, minimumDates: Number.MAX_SAFE_INTEGER };
  const seconds = Array.from({ length: rounds }, () => {
    const from = process.cpuUsage();
    const table = computeInvoiceFeatures(ledger, asked, { smoothing: UNINFORMED, runThresholds });
    const { user, system } = process.cpuUsage(from);
    if (table.rows !== ledger.invoices.count) throw new Error(`${table.rows} rows of ${ledger.invoices.count}`);
    return (user + system) / 1e6;
  });
  return seconds.sort((a, b) => a - b)[rounds >> 1];
}

process.stdout.write(
  `machine  ${cpus()[0]?.model.trim()} × ${cpus().length}, load ${loadavg()[0]?.toFixed(1)}, node ${process.version}\n`,
);
secondsOf(SMALL); // off the record: until the compiler is warm
let base: number | undefined;
for (const count of sizes) {
  const seconds = secondsOf(count);
  const micros = (1e6 * seconds) / count;
  base ??= micros;
  const ratio = (micros / base).toFixed(2);
  process.stdout.write(
    `${String(count).padStart(7)} invoices  ${seconds.toFixed(2)} s CPU, ${micros.toFixed(2)} µs an invoice, × ${ratio}\n`,
  );
}
