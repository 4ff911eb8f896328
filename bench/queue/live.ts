/**
 * Time of a queue: cold, prepared, and by live event beside a full re-rank.
 *
 *   npx tsx bench/queue/live.ts [--smoke] [--debtors N] [--invoices N] [--events N] [--seed N]
 *
 * cold: rankCallQueue with a fitted model; prepared: decideQueue on inputs kept; event: one contact with a debtor of the
 * queue and today's calls read anew. Medians of 5 (events: percentiles over all).
 */
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { trainLatenessModel } from '../../src/models/index.ts';
import { createQueue, decideQueue, prepareQueue, rankCallQueue } from '../../src/prioritise/index.ts';
import { createWorld, ledgerFromTables } from '../../src/simulate/index.ts';

const { values: flags } = parseArgs({
  options: {
    smoke: { type: 'boolean', default: false },
    debtors: { type: 'string' },
    invoices: { type: 'string' },
    events: { type: 'string' },
    seed: { type: 'string', default: '7' },
  },
});
const debtors = Number(flags.debtors ?? (flags.smoke ? 300 : 10_000));
const invoices = Number(flags.invoices ?? (flags.smoke ? 3000 : 100_000));
const events = Number(flags.events ?? (flags.smoke ? 20 : 500));
const asOf = '2025-12-01';
const world = createWorld({ invoices, debtors, seed: Number(flags.seed), from: asOf });
const ledger = ledgerFromTables(world.tablesAsOf(asOf));
const model = trainLatenessModel(ledger, { asOf });
const request = { ledger, model, asOf };
const timed = (work: () => unknown): { wall: number; cpu: number } => {
  const cpu = process.cpuUsage();
  const started = performance.now();
  work();
  const used = process.cpuUsage(cpu);
  return { wall: performance.now() - started, cpu: (used.user + used.system) / 1000 };
};
const median = (values: number[]): number => values.sort((a, b) => a - b)[values.length >> 1] as number;
const repeat = (work: () => unknown): string => {
  const runs = Array.from({ length: 5 }, () => timed(work));
  return `${median(runs.map((run) => run.wall)).toFixed(0)} ms (${median(runs.map((run) => run.cpu)).toFixed(0)} ms CPU)`;
};
const first = timed(() => rankCallQueue(request));
const cold = repeat(() => rankCallQueue(request));
const inputs = prepareQueue(request);
const prepared = repeat(() => decideQueue(inputs));
const queue = createQueue(request);
const listed = queue.snapshot().suppressed.map((row) => row.debtor_id);
const times: number[] = [];
for (let at = 0; at < events; at++) {
  const debtorId = (queue.calls()[0]?.debtor_id ?? listed[at % listed.length]) as string;
  const event =
    at % 2 === 0
      ? ({ kind: 'contact', debtorId, outcome: 'no_answer' } as const)
      : ({ kind: 'payment', debtorId: listed[(at * 37) % listed.length] as string, amount: 100 } as const);
  const started = performance.now();
  queue.apply(event);
  times.push(performance.now() - started);
}
times.sort((a, b) => a - b);
const p95 = times[Math.floor(0.95 * (times.length - 1))] as number;
const full = median(Array.from({ length: 5 }, () => timed(() => decideQueue(inputs)).wall));
process.stdout.write(
  `${[
    `machine   ${cpus()[0]?.model.trim()} × ${cpus().length}, load ${loadavg()[0]?.toFixed(1)}, node ${process.version}`,
    `ledger    ${ledger.debtors.count} debtors, ${ledger.invoices.count} invoices, seed ${flags.seed}`,
    `first     ${first.wall.toFixed(0)} ms (${first.cpu.toFixed(0)} ms CPU)`,
    `cold      ${cold}`,
    `prepared  ${prepared}`,
    `event     ${(times[times.length >> 1] as number).toFixed(3)} ms median, ${p95.toFixed(3)} ms at the 95th percentile, of ${events}`,
    `ratio     a full re-rank takes ${(full / p95).toFixed(0)} times the 95th percentile of an event`,
  ].join('\n')}\n`,
);
