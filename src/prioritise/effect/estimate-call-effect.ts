import { dayOption, type EpochDay, formatDay, NO_DAY } from '../../calendar/index.ts';
import { PayrhythmError } from '../../errors.ts';
import { itemStates, type Ledger, visibleAt } from '../../ledger/index.ts';
import { createRandom } from '../../models/estimators/random.ts';
import { DEFAULT_POLICY } from '../policy/parse-policy.ts';
import type { Policy } from '../policy/policy-schema.ts';
import {
  type AssignedUnit,
  assignedUnits,
  BEHAVIOURS,
  type Behaviour,
  EFFECT_STAGES,
  type EffectStage,
  type PropensityReading,
  readPropensities,
} from './assigned-units.ts';
import { armSums, bootstrapArms, compareArms, type Interval } from './weighted-difference.ts';

/** Choices of {@link estimateCallEffect}. */
export interface CallEffectOptions {
  /** Only what was known that morning is looked at; default: all rows, as of the day after the last of them. */
  readonly asOf?: string | EpochDay;
  /** Days for which a debtor is followed after its assignment; default 45. */
  readonly windowDays?: number;
  /** Bootstrap resamples; default 1000. */
  readonly resamples?: number;
  /** Seed of the bootstrap; default 7. */
  readonly seed?: number;
  /** What the propensity on hold-out rows is the chance of; default: found out, see {@link CallEffect.propensity}. */
  readonly propensity?: PropensityReading;
  /** Whose reach and heed rates small groups lean on; default: the default policy. */
  readonly policy?: Policy;
}

/** What assigning a debtor to the queue, rather than holding it out, changed. Calls that reach nobody are in it. */
export interface CallEffect {
  readonly asOf: EpochDay;
  readonly windowDays: number;
  /** How the propensity on hold-out rows was read. */
  readonly propensity: PropensityReading;
  /** Assignments followed to their end, by arm; debtors among them. */
  readonly called: number;
  readonly heldOut: number;
  readonly debtors: number;
  /** Days by which an average amount came sooner (positive = sooner), counted up to the window. */
  readonly daysSooner: Interval;
  /** Money-days saved by one assignment, major units × days. */
  readonly moneyDaysSaved: Interval;
  /** Share of the money that came within 14 days: queue less hold-out, as a difference of shares. */
  readonly paidWithin14: Interval;
  /** The same by stage and by behaviour before the assignment; groups without both arms are left out. */
  readonly stages: readonly GroupEffect<EffectStage>[];
  readonly behaviours: readonly GroupEffect<Behaviour>[];
}

/** The effect in one group. */
export interface GroupEffect<Group extends string> {
  readonly group: Group;
  readonly called: number;
  readonly heldOut: number;
  /**
   * Chance that a call makes a debtor pay within 14 days who would not have: the difference of shares by the share not
   * paid among hold-outs (persuasion rate; DellaVigna & Kaplan 2007). Reach and heed together.
   */
  readonly persuaded: Interval;
  /** What small groups lean on: a stage on the policy's reach × heed rate, a behaviour on the rate of all assignments; 0–1. */
  readonly base: number;
  /** `persuaded`, leaning on `base` as a normal prior with a standard deviation of 0.15; 0–1. */
  readonly shrunk: number;
  readonly shrunkError: number;
}

const WINDOW_DAYS = 45;
const RESAMPLES = 1000;
/** How far true effects of groups lie from what a policy assumes: our assumption. */
const PRIOR_DEVIATION = 0.15;
/** Units of each arm below which nothing is said. */
const LEAST_UNITS = 5;

/**
 * What calls changed, from recorded hold-outs: the difference between debtors that were to be called and those left out
 * at random on the same grounds, each weighted by one over the chance of its arm, with 95 % intervals from a bootstrap
 * over debtors. Intention to treat: a call that nobody answered counts as a call. Small groups lean on the policy's
 * assumption (stages) or on all assignments (behaviours). O(contacts · invoices of a debtor + resamples · debtors).
 *
 * @throws {PayrhythmError} `BAD_DATA` where nothing was randomised, or too little to compare; `USAGE` for a bad option.
 */
export function estimateCallEffect(ledger: Ledger, options: CallEffectOptions = {}): CallEffect {
  const asOf = options.asOf === undefined ? dayAfterLast(ledger) : dayOption(options.asOf, 'asOf');
  const windowDays = options.windowDays ?? WINDOW_DAYS;
  if (!Number.isInteger(windowDays) || windowDays < 14 || windowDays > 180)
    throw new PayrhythmError('USAGE', `a window of ${windowDays} days: give a whole number of days from 14 to 180`);
  const policy = options.policy ?? DEFAULT_POLICY;
  const visible = visibleAt(ledger, asOf);
  const propensity = options.propensity ?? readPropensities(visible);
  const units = assignedUnits(visible, itemStates(visible, policy.tolerance), windowDays, asOf, propensity);
  const called = units.filter((unit) => unit.isCalled).length;
  checkRandomised(called, units.length - called, asOf, windowDays);
  const resamples = options.resamples ?? RESAMPLES;
  const random = createRandom(options.seed ?? 7);
  const scale = 10 ** visible.reporting.minorDigits;
  const sooner = (of: (unit: AssignedUnit) => number): Interval =>
    bootstrapArms(armSums(units, of), (calledMean, heldMean) => heldMean - calledMean, resamples, random);
  const { heedRate, reachRate } = policy.value;
  const all = Math.min(
    1,
    Math.max(
      0,
      compareArms(
        armSums(units, (unit) => unit.paidWithin14),
        persuasion,
      ) ?? 0,
    ),
  );
  return {
    asOf,
    windowDays,
    propensity,
    called,
    heldOut: units.length - called,
    debtors: new Set(units.map((unit) => unit.debtor)).size,
    daysSooner: sooner((unit) => unit.days),
    moneyDaysSaved: sooner((unit) => (unit.amountMinor / scale) * unit.days),
    paidWithin14: bootstrapArms(
      armSums(units, (unit) => unit.paidWithin14),
      (calledShare, heldShare) => calledShare - heldShare,
      resamples,
      random,
    ),
    stages: EFFECT_STAGES.flatMap((stage) =>
      groupEffect(
        stage,
        heedRate[stage] * reachRate,
        units.filter((unit) => unit.stage === stage),
        resamples,
        random,
      ),
    ),
    behaviours: BEHAVIOURS.flatMap((behaviour) =>
      groupEffect(
        behaviour,
        all,
        units.filter((unit) => unit.behaviour === behaviour),
        resamples,
        random,
      ),
    ),
  };
}

/** Share of those who would not have paid that a call makes pay, from the shares paid of both arms. */
const persuasion = (called: number, held: number): number => (held >= 1 ? 0 : (called - held) / (1 - held));

function groupEffect<Group extends string>(
  group: Group,
  base: number,
  units: readonly AssignedUnit[],
  resamples: number,
  random: () => number,
): GroupEffect<Group>[] {
  const called = units.filter((unit) => unit.isCalled).length;
  const heldOut = units.length - called;
  if (called < LEAST_UNITS || heldOut < LEAST_UNITS) return [];
  const persuaded = bootstrapArms(
    armSums(units, (unit) => unit.paidWithin14),
    persuasion,
    resamples,
    random,
  );
  const own = 1 / Math.max(persuaded.standardError, 0.01) ** 2;
  const assumed = 1 / PRIOR_DEVIATION ** 2;
  const mean = (own * persuaded.estimate + assumed * base) / (own + assumed);
  return [
    {
      group,
      called,
      heldOut,
      persuaded,
      base,
      shrunk: Math.min(1, Math.max(0, mean)),
      shrunkError: 1 / Math.sqrt(own + assumed),
    },
  ];
}

function checkRandomised(called: number, heldOut: number, asOf: EpochDay, windowDays: number): void {
  if (called >= LEAST_UNITS && heldOut >= LEAST_UNITS) return;
  const found =
    called + heldOut === 0
      ? 'no contact records a random assignment'
      : `only ${called} contacts assigned to the queue and ${heldOut} hold-outs can be followed for ${windowDays} days`;
  throw new PayrhythmError(
    'BAD_DATA',
    `the effect of calling cannot be estimated as of ${formatDay(asOf)}: ${found}. Calls chosen by people or by a ranking differ from the debtors left alone in more than the call. Rank with a holdoutShare in the policy, and record its propensity with the contacts (columns assigned and propensity)`,
  );
}

function dayAfterLast({ invoices, payments, contacts }: Ledger): EpochDay {
  let last = NO_DAY;
  for (const days of [invoices.knownDay, payments.bookedDay, contacts.day])
    for (const day of days) last = Math.max(last, day);
  return last + 1;
}
