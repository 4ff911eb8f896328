import { PayrhythmError } from '../../errors.ts';
import type { WorldOptions } from '../world.ts';
import { type PlayedPolicy, type PlayOptions, playPolicy, trainReplayModel } from './play-policy.ts';
import { REPLAY_POLICIES, type ReplayPolicy } from './replay-policy.ts';

/** A mean over worlds with its standard error; the error is null with a single world. */
export interface MeanWithError {
  readonly mean: number;
  readonly standardError: number | null;
}

/** How one policy did, over several worlds. */
export interface PolicyScore {
  readonly policy: ReplayPolicy;
  /** Calls in one world. */
  readonly calls: MeanWithError;
  /** Money-days overdue that it saved against making no call, in one world. */
  readonly saved: MeanWithError;
  /** The same for each call: all worlds' savings by all worlds' calls; its error by leaving out one world at a time. */
  readonly savedPerCall: MeanWithError;
  /** Share of calls about money that would have come within three business days anyway. */
  readonly wastedShare: MeanWithError;
  /** Share of calls to run payers before the run that would have brought the money. */
  readonly beforeRunShare: MeanWithError;
  /** Invoices of truly habitual late payers called about before due, in one world. */
  readonly habitualPreDue: MeanWithError;
  /** Saved, saved per call and habitual pre-due calls as parts of the type-oracle's; undefined where it was not played. */
  /** Saved per call as a multiple of the best simple policy's of those played; undefined without one. */
  readonly ofBestSimple?: MeanWithError & { readonly policy: ReplayPolicy };
  readonly ofOracle?: {
    readonly saved: MeanWithError;
    readonly savedPerCall: MeanWithError;
    readonly habitualPreDue: MeanWithError;
  };
}

/** What {@link comparePolicies} plays. */
export interface CompareOptions extends PlayOptions {
  /** A world each; every policy is played in every world. */
  readonly seeds: readonly number[];
  /** Default: all. `none` is always played, as what the others are measured against. */
  readonly policies?: readonly ReplayPolicy[];
  /** Called after each policy in each world. */
  readonly onPlayed?: (played: number, toPlay: number) => void;
}

/**
 * Plays policies in the same worlds (common random numbers) and reports what each saved against making no call.
 * Standard errors are over worlds; those of ratios by the jackknife (Efron & Stein 1981), which pairs what was played in
 * the same world. About 10 s a world and policy for 400 debtors × 90 days.
 *
 * @throws {PayrhythmError} `USAGE` without a seed, or for days out of range.
 */
export function comparePolicies(options: Omit<WorldOptions, 'seed'>, compare: CompareOptions): PolicyScore[] {
  const { seeds, onPlayed } = compare;
  if (seeds.length === 0) throw new PayrhythmError('USAGE', 'no seed was given: give at least one world to play');
  const policies = REPLAY_POLICIES.filter(
    (name) => name === 'none' || (compare.policies ?? REPLAY_POLICIES).includes(name),
  );
  const played = new Map<ReplayPolicy, PlayedPolicy[]>(policies.map((name) => [name, []]));
  let count = 0;
  for (const seed of seeds) {
    const world = { ...options, seed };
    const model = compare.model ?? trainReplayModel(world);
    for (const name of policies) {
      played.get(name)?.push(playPolicy(world, name, { ...compare, model }));
      onPlayed?.(++count, policies.length * seeds.length);
    }
  }
  return scorePolicies(policies, played);
}

/** What a team does without a model, under the same gates. */
const SIMPLE_POLICIES: readonly ReplayPolicy[] = ['oldest-first', 'largest-overdue-first', 'probability-amount'];

function scorePolicies(
  policies: readonly ReplayPolicy[],
  played: ReadonlyMap<ReplayPolicy, readonly PlayedPolicy[]>,
): PolicyScore[] {
  const none = played.get('none') as readonly PlayedPolicy[];
  const savedOf = (name: ReplayPolicy): number[] =>
    (played.get(name) as readonly PlayedPolicy[]).map(
      (one, world) => (none[world] as PlayedPolicy).overdueMoneyDays - one.overdueMoneyDays,
    );
  const column = (name: ReplayPolicy, of: (one: PlayedPolicy) => number): number[] =>
    (played.get(name) as readonly PlayedPolicy[]).map(of);
  const calls = (name: ReplayPolicy): number[] => column(name, (one) => one.calls);
  const habitual = (name: ReplayPolicy): number[] => column(name, (one) => one.habitualPreDue);
  const perCall = (name: ReplayPolicy): number => ratioOf(savedOf(name), calls(name)).mean;
  const best = SIMPLE_POLICIES.filter((name) => played.has(name)).sort((a, b) => perCall(b) - perCall(a))[0];
  return policies.map((policy) => ({
    policy,
    calls: meanOf(calls(policy)),
    saved: meanOf(savedOf(policy)),
    savedPerCall: ratioOf(savedOf(policy), calls(policy)),
    wastedShare: ratioOf(
      column(policy, (one) => one.wastedCalls),
      calls(policy),
    ),
    beforeRunShare: ratioOf(
      column(policy, (one) => one.callsBeforeRun),
      calls(policy),
    ),
    habitualPreDue: meanOf(habitual(policy)),
    ...(best
      ? {
          ofBestSimple: {
            ...quotientOf([savedOf(policy), calls(policy)], [savedOf(best), calls(best)]),
            policy: best,
          },
        }
      : {}),
    ...(played.has('type-oracle')
      ? {
          ofOracle: {
            saved: ratioOf(savedOf(policy), savedOf('type-oracle')),
            savedPerCall: quotientOf([savedOf(policy), calls(policy)], [savedOf('type-oracle'), calls('type-oracle')]),
            habitualPreDue: ratioOf(habitual(policy), habitual('type-oracle')),
          },
        }
      : {}),
  }));
}

function meanOf(values: readonly number[]): MeanWithError {
  return ratioOf(
    values,
    values.map(() => 1),
  );
}

/** Sum of `over` by sum of `under`; 0 where there is nothing to divide by. */
function ratioOf(over: readonly number[], under: readonly number[]): MeanWithError {
  return quotientOf([over, under], [under.map(() => 1), under.map(() => 1)]);
}

type Fraction = readonly [over: readonly number[], under: readonly number[]];

/** One ratio of sums by another, with its jackknife error over worlds. O(worlds²). */
function quotientOf(a: Fraction, b: Fraction): MeanWithError {
  const worlds = a[0].length;
  const without = (left: number): number => {
    const sum = (values: readonly number[]): number =>
      values.reduce((total, value, world) => (world === left ? total : total + value), 0);
    const under = sum(a[1]) * sum(b[0]);
    return under === 0 ? 0 : (sum(a[0]) * sum(b[1])) / under;
  };
  const mean = without(-1);
  if (worlds === 1) return { mean, standardError: null };
  const parts = a[0].map((_, world) => without(world));
  const middle = parts.reduce((sum, part) => sum + part, 0) / worlds;
  const spread = parts.reduce((sum, part) => sum + (part - middle) ** 2, 0);
  return { mean, standardError: Math.sqrt((spread * (worlds - 1)) / worlds) };
}
