import { NO_DAY } from '../calendar/index.ts';
import { roomsOf, speaks } from './capacity/day-room.ts';
import { fillDay } from './capacity/fill-day.ts';
import { readDebtorCase } from './case/debtor-case.ts';
import { prepareQueueContext, type QueueContext } from './case/queue-context.ts';
import { askGates } from './gates/ask-gates.ts';
import type { Policy } from './policy/policy-schema.ts';
import type { QueueInputs } from './queue-inputs.ts';
import type { CallQueue, ProposedAction, QueuedCall, SuppressedDebtor } from './queue-rows.ts';
import { type CallCandidate, type DebtorDecision, decideDebtor } from './rank/decide-debtor.ts';
import { describeCall } from './rank/describe-call.ts';
import { leastValue } from './rank/least-value.ts';
import { spokenDay } from './speech/spoken-day.ts';

/**
 * Whom to call on the morning of `asOf`, whom not and why, and what else to do. Pure and deterministic. Broken promises
 * come first, then the highest expected value, then the debtor's id; the queue is the best prefix of that ranking that
 * fits the capacity (of each agent's languages, see `fillDay`).
 *
 * @throws {TypeError} where an open invoice has no forecast.
 */
export function decideQueue(inputs: QueueInputs): CallQueue {
  const context = prepareQueueContext(inputs);
  const decisions: DebtorDecision[] = [];
  for (let debtor = 0; debtor < inputs.ledger.debtors.count; debtor++) {
    const decision = decideDebtor(context, debtor);
    if (decision) decisions.push(decision);
  }
  return rankDecisions(context, decisions, (debtor, rank, agent) => writeCall(context, debtor, rank, agent));
}

/** A decision with a candidate. */
export interface Candidacy extends DebtorDecision {
  readonly candidate: CallCandidate;
}

/** What the ranking itself needs to know; all else was decided debtor by debtor. */
export interface RankingContext extends Pick<QueueContext, 'policy' | 'scale'> {
  readonly ledger: Pick<QueueContext['ledger'], 'reporting'>;
}

/**
 * Ranks what was decided debtor by debtor (in the order of debtor indices) and cuts the ranking at the capacity.
 * O(n log n).
 */
export function rankDecisions(
  context: RankingContext,
  decisions: readonly DebtorDecision[],
  describe: WriteCall,
): CallQueue {
  const { policy } = context;
  const least = leastValue(context, decisions);
  const ranked = decisions
    .filter(
      (decision): decision is Candidacy => decision.candidate !== undefined && isWorthIt(decision.candidate, least),
    )
    .sort(compareCandidates);
  const agentOf = fillDay(ranked, policy);
  const rankOf = new Map<number, number>();
  const calls: QueuedCall[] = [];
  ranked.forEach(({ debtor }, at) => {
    rankOf.set(debtor, at + 1);
    const agent = agentOf.get(debtor);
    if (agent !== undefined) calls.push(describe(debtor, calls.length + 1, agent));
  });

  const suppressed: SuppressedDebtor[] = [];
  const actions: ProposedAction[] = [];
  for (const decision of decisions) {
    const rank = rankOf.get(decision.debtor);
    const isCalled = agentOf.has(decision.debtor);
    if (decision.suppressed) suppressed.push(decision.suppressed);
    else if (rank === undefined && decision.candidate) suppressed.push(notWorthIt(decision.candidate, least, context));
    else if (rank !== undefined && !isCalled && decision.candidate)
      suppressed.push(overCapacity(decision.candidate, { rank, of: ranked.length }, calls.length, policy));
    for (const action of decision.actions) actions.push(action);
    if (!isCalled) for (const action of decision.actionsIfNotCalled) actions.push(action);
  }
  return { calls, suppressed, actions, warnings: warningsOf(decisions) };
}

/** Broken promises first, then value, then debtor: the order of the queue. */
export function compareCandidates(a: Candidacy, b: Candidacy): number {
  return (
    Number(b.candidate.isBrokenPromise) - Number(a.candidate.isBrokenPromise) ||
    b.candidate.value - a.candidate.value ||
    a.debtor - b.debtor
  );
}

/** Writes the row of a debtor that is called, at a place of the queue, by an agent (empty where none is named). */
export type WriteCall = (debtor: number, rank: number, agent: string) => QueuedCall;

/** The queue row of a debtor that is called. @throws {TypeError} where it has no open debt. */
export function writeCall(context: QueueContext, debtor: number, rank: number, agent: string): QueuedCall {
  const c = readDebtorCase(context, debtor);
  if (!c) throw new TypeError(`debtor ${debtor} was decided about without open debt`);
  return describeCall(c, askGates(c).callable, { rank, agent, propensity: 1 - context.policy.holdoutShare });
}

/** Whether a call is made that is worth at least `least`, or is made in any case. */
export const isWorthIt = (candidate: CallCandidate, least: number): boolean =>
  candidate.isAlwaysMade || candidate.value >= least;

function notWorthIt(candidate: CallCandidate, least: number, { ledger }: RankingContext): SuppressedDebtor {
  const inMoney = (value: number): string => `${ledger.reporting.code} ${value.toFixed(2)}`.trim();
  return {
    ...candidate.ifNotCalled,
    reason: 'not_worth_a_call',
    evidence: `A call today is expected to bring ${inMoney(candidate.value)}; calls are made from ${inMoney(least)}, little as that is.`,
  };
}

function overCapacity(
  candidate: CallCandidate,
  place: { readonly rank: number; readonly of: number },
  calls: number,
  policy: Policy,
): SuppressedDebtor {
  const fit = `${calls} call${calls === 1 ? '' : 's'} fit${calls === 1 ? 's' : ''} today`;
  const isSpoken = roomsOf(policy).some((room) => speaks(room, candidate.language));
  const why = isSpoken ? `; ${fit}` : `, but no agent speaks its language (${candidate.language})`;
  const wait =
    policy.spread && candidate.waitThroughDay !== NO_DAY
      ? ` A call through ${spokenDay(candidate.waitThroughDay)} brings as much.`
      : '';
  return {
    ...candidate.ifNotCalled,
    evidence: `Rank ${place.rank} of ${place.of} worth calling${why}.${wait}`,
    rank: place.rank,
  };
}

function warningsOf(decisions: readonly DebtorDecision[]): string[] {
  const unknown = decisions.reduce((count, decision) => count + (decision.isUnknown ? 1 : 0), 0);
  if (unknown === 0) return [];
  return [
    `${unknown} debtor${unknown === 1 ? '' : 's'} of unknown country or kind: treated as a company in the EU, with the general frequency cap`,
  ];
}
