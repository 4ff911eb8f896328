/**
 * Payment runs on generated ledgers whose truth is known: precision, recall, traps and next run of the detector and of
 * three plain baselines, then debtors a second on one thread.
 *
 *   npx tsx bench/rhythm/run.ts [--smoke] [--debtors N] [--invoices N] [--months N] [--seed N] [--repeat N]
 *
 * `--invoices` is the mean number of invoices a debtor. Debtors with at least 12 distinct payment dates count for
 * accuracy, all for speed. The debtors are made first; timed is detection alone, thresholds fitted, in memory. CPU time
 * is printed beside wall time, since shared machines make wall time say little; the best of `--repeat` rounds counts.
 * Fails where the accuracy is below what docs/payment-runs.md promises, before any time is taken.
 */
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { detectPaymentRun, fitRunThresholds } from '../../src/features/rhythm/index.ts';
import { generatedWorld } from '../../test/features/rhythm/worlds/generated-world.ts';
import type { WorldDebtor } from '../../test/features/rhythm/worlds/world-debtor.ts';
import { type DetectedRun, scoreWorld, type WorldScore } from '../../test/features/rhythm/worlds/world-score.ts';
import { autocorrelation, type PlainDetector, rayleigh, weekdayShare } from './baselines.ts';

const { values: flags } = parseArgs({
  options: {
    smoke: { type: 'boolean', default: false },
    debtors: { type: 'string' },
    invoices: { type: 'string', default: '50' },
    months: { type: 'string', default: '30' },
    seed: { type: 'string', default: '2024' },
    repeat: { type: 'string' },
  },
});
const debtors = Number(flags.debtors ?? (flags.smoke ? 500 : 5000));
const repeat = Number(flags.repeat ?? (flags.smoke ? 2 : 7));
const invoices = debtors * Number(flags.invoices);
const seed = Number(flags.seed);
const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

const world = generatedWorld({ invoices, debtors, months: Number(flags.months), seed, sizeSpread: 0.7 });
const asOf = world[0].asOf;
print(
  `machine     ${cpus()[0]?.model.trim()} × ${cpus().length}, load ${loadavg()[0]?.toFixed(1)}, node ${process.version}`,
);
print(`ledger      ${debtors} debtors × ${flags.invoices} invoices on average, ${flags.months} months, seed ${seed}`);

const fitBegin = process.cpuUsage();
const thresholds = fitRunThresholds(world, { asOf });
const fitCpu = cpuSecondsSince(fitBegin);
const detect = ({ observations, calendar }: WorldDebtor) =>
  detectPaymentRun(observations, { asOf, calendar, thresholds });
const ours = scoreWorld(world, detect);
print('');
print('                        precision  recall  least family  traps flagged  next run exact  within a business day');
printScore('payrhythm', ours);
printScore('Rayleigh, day of month', scoreWorld(world, plainly(rayleigh)));
printScore('weekday share > 60 %', scoreWorld(world, plainly(weekdayShare)));
printScore('autocorrelation', scoreWorld(world, plainly(autocorrelation)));
const families = Object.entries(ours.families).sort(([a], [b]) => (a < b ? -1 : 1));
print('');
print(`found       ${families.map(([family, { found, all }]) => `${family} ${found} of ${all}`).join(', ')}`);
print(`counted     ${ours.debtors} debtors with at least 12 payment dates, ${ours.traps} of them traps`);

// Two hundred true runs move a share by a point or two by chance; a defect moves it by more.
const slack = 2 / Math.sqrt(ours.debtors);
if (ours.precision < 0.97 - slack || ours.recall < 0.9 - slack || ours.trapShare > 0.02 + slack) {
  process.stderr.write('The detector is below its promise on this ledger: its speed means nothing.\n');
  process.exit(1);
}

let wall = Number.POSITIVE_INFINITY;
let cpu = Number.POSITIVE_INFINITY;
for (let round = 0; round < repeat; round++) {
  const cpuBegin = process.cpuUsage();
  const begin = performance.now();
  for (const debtor of world) detect(debtor);
  wall = Math.min(wall, (performance.now() - begin) / 1000);
  cpu = Math.min(cpu, cpuSecondsSince(cpuBegin));
}
const perSecond = (seconds: number): string => Math.round(debtors / seconds).toLocaleString('en');
print(`speed       ${perSecond(cpu)} debtors a CPU second, ${perSecond(wall)} a second of wall time, one thread`);
print(
  `one debtor  ${((1e6 * cpu) / debtors).toFixed(1)} µs CPU; fitting the thresholds once ${((1e6 * fitCpu) / debtors).toFixed(1)} µs a debtor`,
);

function plainly(isRun: PlainDetector): (debtor: WorldDebtor) => DetectedRun {
  return ({ observations }) => {
    const days = [...new Set(observations.paidDays)].sort((a, b) => a - b);
    return { family: isRun(days) ? 'some' : 'none', nextRun: null };
  };
}

function printScore(name: string, score: WorldScore): void {
  const cell = (share: number, width: number): string => share.toFixed(3).padStart(width);
  // The baselines say whether there is a run, not when it comes next.
  const next =
    score.named === 0 ? ['—'.padStart(16), '—'.padStart(23)] : [cell(score.nextExact, 16), cell(score.nextNear, 23)];
  print(
    `${name.padEnd(24)}${cell(score.precision, 9)}${cell(score.recall, 8)}${cell(score.leastFamilyRecall, 14)}${cell(score.trapShare, 15)}${next.join('')}`,
  );
}

function cpuSecondsSince(begin: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(begin);
  return (user + system) / 1e6;
}
