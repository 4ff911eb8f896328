import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type EpochDay, formatDay, parseDay } from '../../calendar/index.ts';
import { PayrhythmError } from '../../errors.ts';
import { trainLatenessModel } from '../../models/index.ts';
import type { Policy } from '../../prioritise/index.ts';
import {
  comparePolicies,
  type GenerateOptions,
  type LedgerReplayScore,
  type PolicyScore,
  REPLAY_POLICIES,
  type ReplayPolicy,
  replayLedger,
} from '../../simulate/index.ts';
import { type CommandRun, loadForRun, startRun } from '../command-run.ts';
import type { CommonOptions } from '../common-options.ts';
import type { Streams } from '../console-log.ts';
import { readPolicy } from '../rank-day.ts';
import { percent, textTable } from '../text-table.ts';

/** Options of `backtest`. */
export interface BacktestOptions extends CommonOptions {
  readonly from: string;
  readonly to: string;
  readonly policies?: string;
  readonly policy?: string;
  readonly capacity?: number;
  readonly worlds?: number;
}

const DEFAULT_WORLDS = 5;

/**
 * `backtest LEDGER --from D --to D`: on a generated ledger, what each policy would have brought in its world and in the
 * worlds of the following seeds; on any other, what can be said of past days without a world.
 */
export async function backtestCommand(path: string, options: BacktestOptions, streams: Streams): Promise<void> {
  const run = startRun(streams, options);
  const from = parseDay(options.from, '--from');
  const to = parseDay(options.to, '--to');
  if (to < from) throw new PayrhythmError('USAGE', `--to ${options.to} lies before --from ${options.from}`);
  const policy = await readPolicy(options.policy, options.capacity);
  const world = await generatedWith(path);
  if (world) backtestWorlds(run, { ...world, from: options.from }, from, to, policy, options);
  else {
    if (options.worlds !== undefined)
      throw new PayrhythmError(
        'USAGE',
        `--worlds: ${path} was not made by payrhythm generate, so it has no world to play`,
      );
    await backtestLedger(run, path, from, to, policy, options);
  }
}

/** The options a ledger was generated with; undefined for any other ledger. */
async function generatedWith(path: string): Promise<GenerateOptions | undefined> {
  try {
    return (JSON.parse(await readFile(join(path, 'generate.json'), 'utf8')) as { options: GenerateOptions }).options;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw new PayrhythmError('BAD_DATA', `${join(path, 'generate.json')} cannot be read: generate the ledger again`);
  }
}

function policiesOf(text: string | undefined, known: readonly ReplayPolicy[]): ReplayPolicy[] {
  if (text === undefined) return [...known];
  return text.split(',').map((name) => {
    const policy = known.find((one) => one === name.trim());
    if (!policy)
      throw new PayrhythmError(
        'USAGE',
        `--policies ${text}: there is no policy "${name.trim()}" here; choose from ${known.join(', ')}`,
      );
    return policy;
  });
}

function backtestWorlds(
  run: CommandRun,
  world: GenerateOptions & { from: string },
  from: EpochDay,
  to: EpochDay,
  policy: Policy,
  options: BacktestOptions,
): void {
  const first = world.seed ?? 1;
  const seeds = Array.from({ length: options.worlds ?? DEFAULT_WORLDS }, (_, at) => first + at);
  const { asOf: _, ...population } = world;
  const scores = comparePolicies(population, {
    seeds,
    days: to - from + 1,
    policy,
    policies: policiesOf(options.policies, REPLAY_POLICIES),
    onPlayed: (played, toPlay) => run.log.stage('playing', played, toPlay),
  });
  run.print(
    { from: formatDay(from), to: formatDay(to), callsPerDay: policy.callsPerDay, seeds, worlds: scores },
    () => {
      const head = `${seeds.length} generated world${seeds.length === 1 ? '' : 's'} (seed${seeds.length === 1 ? '' : 's'} ${seeds[0]}${seeds.length === 1 ? '' : ` to ${seeds.at(-1)}`}), ${formatDay(from)} to ${formatDay(to)}, ${policy.callsPerDay} calls a day\n\n`;
      return `${head}${worldTable(scores)}\nSaved: money-days overdue, in thousands, against making no call; ± standard\nerror over worlds. Wasted: the money would have come within three business days\nanyway. Run: calls to run payers before the run that would have brought it.\nPre-due: invoices of truly habitual late payers, called about before due.\n`;
    },
  );
}

function worldTable(scores: readonly PolicyScore[]): string {
  const hasOracle = scores.some((score) => score.ofOracle);
  return textTable(
    [
      { title: 'policy' },
      { title: 'calls', align: 'right' },
      { title: 'saved', align: 'right' },
      { title: 'per call', align: 'right' },
      { title: 'wasted', align: 'right' },
      { title: 'run', align: 'right' },
      { title: 'pre-due', align: 'right' },
      ...(hasOracle ? [{ title: 'of oracle', align: 'right' as const }] : []),
    ],
    scores.map((score) => [
      score.policy,
      score.calls.mean.toFixed(0),
      plusMinus(score.saved.mean / 1000, score.saved.standardError === null ? null : score.saved.standardError / 1000),
      score.calls.mean === 0 ? '–' : plusMinus(score.savedPerCall.mean, score.savedPerCall.standardError),
      score.calls.mean === 0 ? '–' : percent(score.wastedShare.mean),
      score.calls.mean === 0 ? '–' : percent(score.beforeRunShare.mean),
      score.calls.mean === 0 ? '–' : score.habitualPreDue.mean.toFixed(0),
      ...(score.ofOracle ? [percent(score.ofOracle.saved.mean)] : []),
    ]),
  );
}

const plusMinus = (mean: number, error: number | null): string =>
  `${mean.toFixed(0)}${error === null ? '' : ` ±${error.toFixed(0)}`}`;

async function backtestLedger(
  run: CommandRun,
  path: string,
  from: EpochDay,
  to: EpochDay,
  policy: Policy,
  options: BacktestOptions,
): Promise<void> {
  const policies = policiesOf(
    options.policies,
    REPLAY_POLICIES.filter((name) => name !== 'type-oracle'),
  );
  const { ledger } = await loadForRun(run, path, options);
  const model = trainLatenessModel(ledger, { asOf: from, seed: options.seed });
  for (const warning of model.warnings) run.log.warn('thin_history', warning);
  const scores = replayLedger(ledger, {
    from,
    to,
    model,
    policies,
    policy,
    onDay: (done, toDo) => run.log.stage('replaying', done, toDo),
  });
  run.print({ from: formatDay(from), to: formatDay(to), callsPerDay: policy.callsPerDay, policies: scores }, () => {
    const head = `${formatDay(from)} to ${formatDay(to)}, ${policy.callsPerDay} calls a day; model of ${formatDay(from)}\n\n`;
    return `${head}${ledgerTable(scores)}\nWasted: the money came within three business days. Run: it came with the payment\nrun the debtor was known to have. Caught: of the ${scores[0]?.lateInvoices ?? 0} invoices that came late,\nthose called about before due. What the calls would have changed, a past without\na world cannot tell.\n`;
  });
}

function ledgerTable(scores: readonly LedgerReplayScore[]): string {
  const share = (part: number, whole: number): string => (whole === 0 ? '–' : `${part} (${percent(part / whole)})`);
  return textTable(
    [
      { title: 'policy' },
      { title: 'calls', align: 'right' },
      { title: 'wasted', align: 'right' },
      { title: 'run', align: 'right' },
      { title: 'caught', align: 'right' },
    ],
    scores.map((score) => [
      score.policy,
      String(score.calls),
      share(score.wastedCalls, score.calls),
      share(score.callsBeforeRun, score.calls),
      share(score.lateInvoicesCaught, score.lateInvoices),
    ]),
  );
}
