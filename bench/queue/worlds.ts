/**
 * What the queue is worth in generated worlds with known truth, beside simple policies under the same gates and the
 * type-oracle: euro-days overdue saved against making no call, paired over seeds.
 *
 *   npx tsx bench/queue/worlds.ts [--smoke] [--world usual|split|few-runs|whom|even] [--seeds 41,42,…] [--debtors N] [--days N]
 *                                 [--capacity N] [--policies ours,oldest-first,…] [--policy JSON]
 *
 * `split`: half of the debtors are moved by no call, the others by most; odds to reach them from 15 to 95 %.
 * `few-runs`: a quarter of the usual run payers, twice the habitual late ones.
 * `whom`: few runs, much lateness, and what a call changes depends on why a debtor is late: who forgot, or waits to be
 * asked, pays after nearly every call; who will not or cannot pay hardly ever.
 * `even`: the same with debtors of much the same size, so that amounts decide little.
 */
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { comparePolicies, type MeanWithError, type ReplayPolicy } from '../../src/simulate/index.ts';

const { values: flags } = parseArgs({
  options: {
    smoke: { type: 'boolean', default: false },
    world: { type: 'string', default: 'usual' },
    seeds: { type: 'string' },
    debtors: { type: 'string' },
    days: { type: 'string' },
    capacity: { type: 'string', default: '15' },
    policies: { type: 'string' },
    policy: { type: 'string', default: '{}' },
  },
});
const RUNS = [
  'weekly_run',
  'twice_weekly_run',
  'fortnightly_run',
  'month_day_run',
  'several_month_days_run',
  'business_day_run',
  'month_end_after_due',
];
const MOVED = { heed: [0.85, 0.98], promise: [0.1, 0.4], keep: [0.8, 0.95] } as const;
const UNMOVED = { heed: [0, 0.06], keep: [0, 0.08] } as const;
const WHOM = {
  archetypeWeights: {
    ...Object.fromEntries(RUNS.map((name) => [name, 2.5])),
    forgetful: 16,
    habitual_late_fixed: 9,
    wilful_late: 8,
    promise_breaker: 5,
    after_first_reminder: 8,
    not_received_claimer: 5,
  },
  responses: {
    archetypes: {
      forgetful: MOVED,
      after_first_reminder: MOVED,
      wilful_late: { ...UNMOVED, promise: [0, 0.1] },
      promise_breaker: UNMOVED,
      habitual_late_fixed: { heed: [0, 0.4], promise: [0, 0.3], keep: [0, 0.5] },
      habitual_late_growing: { heed: [0, 0.3], promise: [0.1, 0.4], keep: [0, 0.3] },
      deteriorating: { heed: [0, 0.2], promise: [0.3, 0.6], keep: [0, 0.2] },
    },
  },
};
const WORLDS: Readonly<Record<string, object>> = {
  usual: {},
  split: { responses: { stubbornShare: 0.5, reach: [0.15, 0.95], heed: [0.6, 0.95] } },
  'few-runs': {
    archetypeWeights: {
      ...Object.fromEntries(RUNS.map((name) => [name, 1.3])),
      habitual_late_fixed: 12,
      habitual_late_growing: 5,
      wilful_late: 5,
    },
  },
  whom: WHOM,
  even: { ...WHOM, sizeSpread: 0.4 },
};
const world = WORLDS[flags.world];
if (!world) throw new Error(`there is no world "${flags.world}": choose one of ${Object.keys(WORLDS).join(', ')}`);
const debtors = Number(flags.debtors ?? (flags.smoke ? 60 : 400));
const seeds = (flags.seeds ?? (flags.smoke ? '41,42' : '41,42,43,44,45')).split(',').map(Number);
const days = Number(flags.days ?? (flags.smoke ? 10 : 90));
const started = process.cpuUsage();
const scores = comparePolicies(
  { invoices: debtors * 25, debtors, from: '2025-06-02', ...world },
  {
    seeds,
    days,
    policy: { callsPerDay: Number(flags.capacity), ...JSON.parse(flags.policy) },
    ...(flags.policies ? { policies: flags.policies.split(',') as ReplayPolicy[] } : {}),
    onPlayed: (played, toPlay) => process.stderr.write(`\r${played} of ${toPlay} played`),
  },
);
const number = ({ mean, standardError }: MeanWithError, digits: number, scale = 1): string =>
  `${(mean * scale).toFixed(digits)}${standardError === null ? '' : ` ± ${(standardError * scale).toFixed(digits)}`}`;
const lines = [
  `machine   ${cpus()[0]?.model.trim()} × ${cpus().length}, load ${loadavg()[0]?.toFixed(1)}, node ${process.version}`,
  `world     ${flags.world}: ${debtors} debtors, ${days} days from 2025-06-02, ${flags.capacity} calls a day, seeds ${seeds.join(', ')}`,
  `cpu       ${((process.cpuUsage(started).user + process.cpuUsage(started).system) / 1e6).toFixed(0)} s`,
  '',
  '| policy | calls | saved (k euro-days) | saved per call | × best simple | wasted | before run | habitual pre-due | saved / oracle | habitual / oracle |',
  '| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |',
];
for (const score of scores) {
  const cells = [
    score.policy,
    number(score.calls, 0),
    number(score.saved, 0, 1e-3),
    number(score.savedPerCall, 0),
    score.ofBestSimple ? number(score.ofBestSimple, 2) : '',
    `${number(score.wastedShare, 0, 100)} %`,
    `${number(score.beforeRunShare, 1, 100)} %`,
    number(score.habitualPreDue, 0),
    score.ofOracle ? `${number(score.ofOracle.saved, 0, 100)} %` : '',
    score.ofOracle ? `${number(score.ofOracle.habitualPreDue, 0, 100)} %` : '',
  ];
  lines.push(`| ${cells.join(' | ')} |`);
}
process.stdout.write(`\n${lines.join('\n')}\n`);
