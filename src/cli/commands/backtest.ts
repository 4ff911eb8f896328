import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type EpochDay, formatDay, parseDay } from '../../calendar/index.ts';
import { PayrhythmError } from '../../errors.ts';
import { visibleAt } from '../../ledger/index.ts';
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
import type { CommonOptions, PrintedOptions } from '../common-options.ts';
import type { Streams } from '../console-log.ts';
import { readPolicy } from '../rank-day.ts';
import { percent, textTable } from '../text-table.ts';

/** Options of `backtest`. */
export interface BacktestOptions extends CommonOptions, PrintedOptions {
  readonly from: string;
  readonly to: string;
  readonly policies?: string;
  readonly policy?: string;
  readonly capacity?: number;
  readonly worlds?: number;
}

const DEFAULT_WORLDS = 5;

/**
 * `backtest LEDGER --from D --to D`: what can be said of past days without a world; on a generated ledger also what each
 * policy would have brought in its world and in the worlds of the following seeds.
 */
export async function backtestCommand(path: string, options: BacktestOptions, streams: Streams): Promise<void> {
  const run = startRun(streams, options, options.out);
  const from = parseDay(options.from, '--from');
  const to = parseDay(options.to, '--to');
  if (to < from) throw new PayrhythmError('USAGE', `--to ${options.to} lies before --from ${options.from}`);
  const policy = await readPolicy(options.policy, options.capacity);
  const world = await generatedWith(path);
  if (!world && options.worlds !== undefined)
    throw new PayrhythmError(
      'USAGE',
      `--worlds: ${path} was not made by payrhythm generate, so it has no world to play`,
    );
  const inWorlds = policiesOf(
    options.policies,
    REPLAY_POLICIES.filter((name) => world || name !== 'type-oracle'),
  );
  const days: Days = { from, to, policy };
  const replayed = await replayPast(
    run,
    path,
    days,
    inWorlds.filter((name) => name !== 'type-oracle'),
    options,
  );
  const played = world && playWorlds(run, { ...world, from: options.from }, days, inWorlds, options);
  await run.print(
    {
      ...{ from: formatDay(from), to: formatDay(to), callsPerDay: policy.callsPerDay, policies: replayed },
      ...(played ?? {}),
    },
    () => pastText(replayed, days) + (played ? `\n${worldsText(played, days)}` : ''),
  );
}

/** The days that are replayed, and under which rules. */
interface Days {
  readonly from: EpochDay;
  readonly to: EpochDay;
  readonly policy: Policy;
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

/** What each policy would have brought in worlds of consecutive seeds. */
interface PlayedWorlds {
  readonly seeds: readonly number[];
  readonly worlds: readonly PolicyScore[];
}

function playWorlds(
  run: CommandRun,
  world: GenerateOptions & { from: string },
  { from, to, policy }: Days,
  policies: readonly ReplayPolicy[],
  options: BacktestOptions,
): PlayedWorlds {
  const first = world.seed ?? 1;
  const seeds = Array.from({ length: options.worlds ?? DEFAULT_WORLDS }, (_, at) => first + at);
  const { asOf: _, ...population } = world;
  const worlds = comparePolicies(population, {
    seeds,
    days: to - from + 1,
    policy,
    policies,
    onPlayed: (played, toPlay) => run.log.stage('playing', played, toPlay),
  });
  return { seeds, worlds };
}

function worldsText({ seeds, worlds }: PlayedWorlds, { from, to, policy }: Days): string {
  const many = seeds.length === 1 ? '' : 's';
  const head = `${seeds.length} generated world${many} (seed${many} ${seeds[0]}${many && ` to ${seeds.at(-1)}`}), ${formatDay(from)} to ${formatDay(to)}, ${policy.callsPerDay} calls a day\n\n`;
  return `${head}${worldTable(worlds)}\nSaved: money-days overdue, in thousands, against making no call; ± standard\nerror over worlds. Wasted: the money would have come within three business days\nanyway. Run: calls to run payers before the run that would have brought it.\nPre-due: invoices of truly habitual late payers, called about before due.\n`;
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

async function replayPast(
  run: CommandRun,
  path: string,
  { from, to, policy }: Days,
  policies: readonly ReplayPolicy[],
  options: BacktestOptions,
): Promise<readonly LedgerReplayScore[]> {
  const { ledger: whole } = await loadForRun(run, path, options);
  const asOf = options.asOf === undefined ? undefined : parseDay(options.asOf, '--as-of');
  if (asOf !== undefined && asOf <= to)
    throw new PayrhythmError(
      'USAGE',
      `--as-of ${options.asOf}: what became of the days is looked at that morning, so it must lie after --to ${options.to}`,
    );
  const ledger = asOf === undefined ? whole : visibleAt(whole, asOf);
  const model = trainLatenessModel(ledger, { asOf: from, seed: options.seed });
  for (const warning of model.warnings) run.log.warn('thin_history', warning);
  return replayLedger(ledger, {
    from,
    to,
    model,
    policies,
    policy,
    onDay: (done, toDo) => run.log.stage('replaying', done, toDo),
  });
}

function pastText(scores: readonly LedgerReplayScore[], { from, to, policy }: Days): string {
  const head = `${formatDay(from)} to ${formatDay(to)}, ${policy.callsPerDay} calls a day; model of ${formatDay(from)}\n\n`;
  return `${head}${ledgerTable(scores)}\nWasted: the money came within three business days. Run: it came with the payment\nrun the debtor was known to have. Caught: of the ${scores[0]?.lateInvoices ?? 0} invoices that came late,\nthose called about before due. What the calls would have changed, a past without\na world cannot tell.\n`;
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
