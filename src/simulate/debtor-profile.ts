import type { EpochDay } from '../calendar/index.ts';
import { ARCHETYPES, type Archetype, type IssuePattern, type Range } from './archetypes.ts';
import { type DebtorStream, PURPOSE, pickWeighted, standardNormal, uniform } from './debtor-stream.ts';
import { NO_RUN, type RunFamily, type RunRule } from './run-rule.ts';

/** The law of one debtor's payments between two changes of its habits. All in days unless said. */
export interface PaymentLaw {
  readonly centre: number;
  readonly spread: number;
  readonly approvalMean: number;
  /** 0–1. */
  readonly delayShare: number;
  readonly delayFrom: number;
  readonly delayMean: number;
  /** Odds (0–1) that an invoice is paid outside the run; that a run does not take place. */
  readonly offRunShare: number;
  readonly missShare: number;
  /** Days of lag gained per month since the law began. */
  readonly growth: number;
  readonly seasonMonth: number;
  readonly seasonDays: number;
  readonly run: RunRule;
}

/** How a debtor answers contacts; odds 0–1. */
export interface DebtorResponse {
  readonly reach: number;
  readonly heed: number;
  /** Mean days from a heeded call to the payment order. */
  readonly gainDays: number;
  readonly promise: number;
  readonly keep: number;
  readonly reminderHeed: number;
  /** Odds that a call just before the payment run annoys: goodwill falls and that run is skipped for the invoice. */
  readonly annoyance: number;
}

/** All hidden parameters of one debtor. */
export interface DebtorProfile {
  readonly index: number;
  readonly stream: DebtorStream;
  readonly archetype: Archetype;
  /** Rows in the invoices table, credit notes included. */
  readonly rowCount: number;
  readonly firstIssue: EpochDay;
  readonly lastIssue: EpochDay;
  readonly issuePattern: IssuePattern;
  readonly laws: readonly [PaymentLaw, PaymentLaw];
  /** From this day the second law holds (lag: by issue date; run: by calendar date); far future = no drift. */
  readonly driftDay: EpochDay;
  /** From this day nothing is paid any more; far future = solvent. */
  readonly insolvencyDay: EpochDay;
  readonly clearingLagDays: number;
  readonly bookingLagDays: number;
  readonly unappliedShare: number;
  readonly partialShare: number;
  readonly disputeShare: number;
  readonly response: DebtorResponse;
}

/** The creditor goes on delivering so long, not knowing. */
const DELIVERED_AFTER_INSOLVENCY_DAYS = 40;
/** Days after an insolvent debtor's last payment on which it is handed over to an agency, if it is. */
export const HANDED_OVER_AFTER_DAYS = 75;
/** Days after the last payment on which the insolvency of the others is announced. */
export const ANNOUNCED_AFTER_DAYS = 60;

/** A day that never comes. */
export const NEVER: EpochDay = 1 << 30;

/** The span of invoice dates, [start, end), and how large debtors are. */
export interface ProfileOptions {
  readonly seed: number;
  readonly start: EpochDay;
  readonly end: EpochDay;
  /** Multiplies the number of invoices of every debtor; 1 gives about 25 invoices a debtor over two years. */
  readonly sizeScale: number;
  /** σ of the logarithm of a debtor's size. */
  readonly sizeSpread: number;
  /** Replaces the weights of `ARCHETYPES` by name; missing names keep theirs. */
  readonly archetypeWeights: Readonly<Record<string, number>>;
  /** Other answers to calls than the archetypes'; undefined = theirs. */
  readonly responses: CallResponses | undefined;
}

/** Another world's answers to calls: replaces what the archetypes say, debtor by debtor. */
export interface CallResponses {
  /** Share of debtors that no call moves: they heed 2 % of conversations and keep 2 % of promises. Default 0. */
  readonly stubbornShare?: number;
  /** Range of the odds that a call reaches somebody. Default: the archetype's. */
  readonly reach?: Range;
  /** Range of the odds that the others heed a conversation, and of those that they keep a promise. */
  readonly heed?: Range;
  /** Other ranges than its own for an archetype, by name; `reach` and `heed` above, where given, replace these too. */
  readonly archetypes?: Readonly<Record<string, ArchetypeResponses>>;
}

/** Ranges that replace an archetype's own. */
export type ArchetypeResponses = Partial<Pick<Archetype, 'reach' | 'heed' | 'promise' | 'keep'>>;

function between(range: Range, u: number): number {
  return range[0] + (range[1] - range[0]) * u;
}

function pickKey<K extends string>(odds: Partial<Record<K, number>>, u: number): K {
  const keys = Object.keys(odds) as K[];
  return keys[pickWeighted(Object.values(odds) as number[], u)] as K;
}

/** The debtor's archetype. O(archetypes). */
export function drawArchetype(stream: DebtorStream, options: ProfileOptions): Archetype {
  const weights = ARCHETYPES.map((one) => options.archetypeWeights[one.name] ?? one.weight);
  return ARCHETYPES[pickWeighted(weights, uniform(stream, PURPOSE.archetype, 0))] as Archetype;
}

/**
 * Rows of the debtor in the invoices table (≥ 1): log-normal, cut at 2,000 over two years; with σ = 1.5 the top 1 %
 * of debtors hold about a fifth of the rows. The mean is the same for every σ (up to the cut). O(1): the planner asks it for every debtor before any is made.
 */
export function drawRowCount(stream: DebtorStream, options: ProfileOptions): number {
  const years = (options.end - options.start) / 365.25;
  const yearly = Math.min(
    1000,
    13.2 * Math.exp(options.sizeSpread * (standardNormal(stream, PURPOSE.size, 0) - options.sizeSpread / 2)),
  );
  return Math.max(1, Math.round(yearly * years * options.sizeScale + uniform(stream, PURPOSE.size, 7) - 0.5));
}

function drawRun(stream: DebtorStream, archetype: Archetype, salt: number, start: EpochDay): RunRule {
  const draw = (index: number): number => uniform(stream, PURPOSE.run, salt * 20 + index);
  const family: RunFamily = pickKey(archetype.runs, draw(0));
  if (family === 'none') return NO_RUN;
  const count = Math.round(between(archetype.runDayCount, draw(1)));
  const roll = draw(2) < 0.7 ? 'following' : 'preceding';
  const weekday = pickWeighted([14, 19, 19, 29, 19], draw(3));
  if (family === 'weekly' || family === 'fortnightly') {
    const second = (weekday + (draw(4) < 0.5 ? 2 : 3)) % 5;
    const days = count > 1 ? [weekday, second].sort((a, b) => a - b) : [weekday];
    return { family, days, anchor: family === 'weekly' ? 0 : start + (draw(5) < 0.5 ? 0 : 7), roll };
  }
  if (family === 'monthly_day') {
    const sets = [
      [5, 20],
      [10, 25],
      [15, 31],
      [1, 15],
      [10, 20, 31],
      [5, 15, 25],
    ];
    const singles = [1, 5, 10, 15, 20, 25, 28, 31, 3, 12, 18, 22];
    const days =
      count > 1
        ? sets.filter((one) => one.length === count)[Math.floor(draw(6) * (count === 2 ? 4 : 2))]
        : [singles[Math.floor(draw(7) * singles.length)] as number];
    return { family, days: days as number[], anchor: 0, roll };
  }
  if (family === 'month_end_after_due') return { family, days: [], anchor: 0, roll: 'preceding' };
  const ns = [-1, -1, -2, -3, 1, 2, 3, 5, 10];
  return { family, days: [ns[Math.floor(draw(8) * ns.length)] as number], anchor: 0, roll };
}

function drawLaw(stream: DebtorStream, archetype: Archetype, salt: number, start: EpochDay): PaymentLaw {
  const draw = (index: number): number => uniform(stream, PURPOSE.law, salt * 20 + index);
  const run = drawRun(stream, archetype, salt, start);
  const hasRun = run.family !== 'none';
  return {
    centre: between(archetype.centre, draw(0)),
    spread: between(archetype.spread, draw(1)),
    approvalMean: between(archetype.approval, draw(2)),
    delayShare: between(archetype.delayShare, draw(3)),
    delayFrom: Math.round(between(archetype.delayFrom, draw(4))),
    delayMean: between(archetype.delayMean, draw(5)),
    offRunShare: hasRun ? 0.08 * draw(6) ** 2 : 0,
    missShare: hasRun ? 0.05 * draw(7) ** 2 : 0,
    growth: between(archetype.growth, draw(8)),
    seasonMonth: draw(9) < 0.6 ? 6 : Math.floor(draw(10) * 12),
    seasonDays: between(archetype.seasonal, draw(11)),
    run,
  };
}

/** All hidden parameters of debtor `index`: a function of (seed, index, options) alone. O(archetypes). */
export function drawDebtorProfile(stream: DebtorStream, index: number, options: ProfileOptions): DebtorProfile {
  const archetype = drawArchetype(stream, options);
  const rowCount = drawRowCount(stream, options);
  const span = options.end - options.start;
  const habit = (at: number): number => uniform(stream, PURPOSE.ledgerHabit, at);
  const starts = between(archetype.starts, habit(0));
  const lateStart = archetype.starts[1] > 0 ? starts : habit(1) < 0.8 ? 0 : habit(2) * 0.5;
  const firstIssue = options.start + Math.floor(lateStart * span);
  const first = drawLaw(stream, archetype, 0, options.start);
  const drift = (at: number): number => uniform(stream, PURPOSE.drift, at);
  let second = first;
  let driftDay = NEVER;
  if (archetype.name === 'deteriorating') {
    driftDay = options.start + Math.floor((0.45 + 0.35 * drift(1)) * span);
    second = { ...first, centre: first.centre + 8, spread: 3, growth: 2 + 4 * drift(2), delayShare: 0.25 };
  } else if (!archetype.trap && !archetype.directDebit && drift(0) < 0.12) {
    driftDay = options.start + Math.floor((0.3 + 0.5 * drift(1)) * span);
    const other = drawLaw(stream, archetype, 1, options.start);
    if (drift(2) < 0.6) second = { ...first, run: other.run };
    else second = { ...first, centre: first.centre + (drift(3) < 0.7 ? 5 + 12 * drift(4) : -4), growth: 0 };
  }
  const insolvencyDay =
    archetype.stops[0] < 1 ? options.start + Math.floor(between(archetype.stops, habit(3)) * span) : NEVER;
  const respond = (at: number): number => uniform(stream, PURPOSE.response, at);
  const ranges = { ...archetype, ...options.responses?.archetypes?.[archetype.name] };
  return {
    index,
    stream,
    archetype,
    rowCount,
    firstIssue,
    lastIssue: Math.max(firstIssue, Math.min(options.end - 1, insolvencyDay + DELIVERED_AFTER_INSOLVENCY_DAYS)),
    issuePattern: pickKey(archetype.issues, uniform(stream, PURPOSE.pattern, 0)),
    laws: [first, second],
    driftDay,
    insolvencyDay,
    clearingLagDays: archetype.directDebit ? 0 : pickWeighted([45, 40, 15], habit(4)),
    bookingLagDays: pickWeighted([50, 40, 10], habit(5)),
    unappliedShare: archetype.directDebit ? 0 : 0.1 * habit(6) ** 2,
    partialShare: between(archetype.partialShare, habit(7)),
    disputeShare: between(archetype.disputes, habit(8)),
    response: otherResponse(options.responses, respond, {
      reach: between(ranges.reach, respond(0)),
      heed: between(ranges.heed, respond(1)),
      gainDays: 2 + 4 * respond(2),
      promise: between(ranges.promise, respond(3)),
      keep: between(ranges.keep, respond(4)),
      reminderHeed: between(archetype.reminderHeed, respond(5)),
      annoyance: 0.1 + 0.4 * respond(6),
    }),
  };
}

function otherResponse(
  responses: CallResponses | undefined,
  respond: (at: number) => number,
  usual: DebtorResponse,
): DebtorResponse {
  if (!responses) return usual;
  const reach = responses.reach ? between(responses.reach, respond(0)) : usual.reach;
  if (respond(10) < (responses.stubbornShare ?? 0)) return { ...usual, reach, heed: 0.02, keep: 0.02 };
  const { heed } = responses;
  return heed
    ? { ...usual, reach, heed: between(heed, respond(1)), keep: between(heed, respond(4)) }
    : { ...usual, reach };
}

/** Weekday (0 = Monday) on which the creditor's team reviews this debtor. O(1). */
export function reviewWeekday(profile: DebtorProfile): number {
  return Math.floor(uniform(profile.stream, PURPOSE.review, 0) * 5);
}
