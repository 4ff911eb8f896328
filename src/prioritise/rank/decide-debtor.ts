import { describeAction, proposeActions } from '../actions/propose-actions.ts';
import { mayBeThanked, THANK } from '../actions/thank.ts';
import { callMinutes } from '../capacity/call-minutes.ts';
import type { RankedCall } from '../capacity/day-room.ts';
import { waitThrough } from '../capacity/wait-through.ts';
import type { DebtorCase } from '../case/debtor-case.ts';
import { readDebtorCase } from '../case/debtor-case.ts';
import type { QueueContext } from '../case/queue-context.ts';
import { askGates, type Hold } from '../gates/ask-gates.ts';
import type { ProposedAction, SuppressedDebtor } from '../queue-rows.ts';
import { brokenPromiseIn } from '../reasons/broken-promise.ts';
import { callReasons } from '../reasons/call-reasons.ts';
import { languageOf } from '../speech/language-of.ts';
import { valueAgainstNever } from '../value/value-call.ts';
import { amountOf, dateText, debtorId, expectedDate, lateChance, rounded } from './describe-debtor.ts';
import { holdoutEnd, isHeldOut } from './hold-out.ts';

/** A debtor that may be called: what the ranking compares, and its row should the capacity not reach it. */
export interface CallCandidate extends Readonly<RankedCall['candidate']> {
  readonly value: number;
  readonly isBrokenPromise: boolean;
  /** Whether the call is made however little it brings: about a broken promise, or to a habitual late payer before due. */
  readonly isAlwaysMade: boolean;
  /** The row to suppress it with; reason, until and evidence are filled in by the ranking. */
  readonly ifNotCalled: SuppressedDebtor;
}

/** What is decided about one debtor, by itself; only the capacity is left to the ranking. */
export interface DebtorDecision {
  readonly debtor: number;
  readonly debtorId: string;
  readonly candidate: CallCandidate | undefined;
  readonly suppressed: SuppressedDebtor | undefined;
  /** What it owes, minor units. */
  readonly balanceMinor: number;
  readonly actions: readonly ProposedAction[];
  /** Actions in place of a call that the capacity does not reach. */
  readonly actionsIfNotCalled: readonly ProposedAction[];
  /** Whether its country or kind is unknown. */
  readonly isUnknown: boolean;
}

/**
 * Decides about one debtor; undefined where it has no open debt, unless it is to be thanked: then it is neither called
 * nor listed, and has that action alone. O(rows of the debtor).
 */
export function decideDebtor(context: QueueContext, debtor: number): DebtorDecision | undefined {
  const c = readDebtorCase(context, debtor);
  if (!c) return thankSettled(context, debtor);
  const answer = askGates(c);
  const hold = answer.hold ?? holdoutHold(c);
  const actions = proposeActions(c, answer, hold?.reason);
  const isUnknown = c.country === '' || c.kind === undefined;
  const base = {
    debtor,
    debtorId: debtorId(c),
    balanceMinor: c.balanceMinor,
    actions: actions.always,
    actionsIfNotCalled: actions.ifNotCalled,
    isUnknown,
  };
  if (hold) {
    const propensity = hold.reason === 'holdout' ? context.policy.holdoutShare : 1;
    return { ...base, candidate: undefined, suppressed: describeSuppressed(c, hold, propensity) };
  }
  const isBrokenPromise = brokenPromiseIn(c, answer.callable) !== undefined;
  return {
    ...base,
    suppressed: undefined,
    candidate: {
      value: rounded(valueAgainstNever(c, answer.callable), 2),
      minutes: callMinutes(context.policy, callReasons(c, answer.callable)),
      language: languageOf(c),
      waitThroughDay: waitThrough(c, answer.callable),
      isBrokenPromise,
      isAlwaysMade:
        isBrokenPromise || (c.habit.isHabitual && answer.callable.some((invoice) => invoice.timing === 'pre_due')),
      ifNotCalled: describeSuppressed(
        c,
        { reason: 'over_capacity', until: c.calendar.addBusinessDays(c.asOf, 1), evidence: '' },
        1 - context.policy.holdoutShare,
      ),
    },
  };
}

function thankSettled(context: QueueContext, debtor: number): DebtorDecision | undefined {
  if (!mayBeThanked(context, debtor)) return undefined;
  const c = readDebtorCase(context, debtor, true);
  const thanks = THANK.propose(c, askGates(c), undefined);
  if (!thanks) return undefined;
  return {
    debtor,
    debtorId: debtorId(c),
    candidate: undefined,
    suppressed: undefined,
    balanceMinor: 0,
    actions: [describeAction(c, THANK, thanks)],
    actionsIfNotCalled: [],
    isUnknown: false,
  };
}

function holdoutHold(c: DebtorCase): Hold | undefined {
  const { policy } = c.context;
  if (!isHeldOut(debtorId(c), c.asOf, policy)) return undefined;
  return {
    reason: 'holdout',
    until: holdoutEnd(c.asOf, policy),
    evidence: 'Left out at random, to measure what calls change; it would have been called.',
  };
}

function describeSuppressed(c: DebtorCase, hold: Hold, propensity: number): SuppressedDebtor {
  return {
    debtor_id: debtorId(c),
    reason: hold.reason,
    until: dateText(hold.until),
    evidence: hold.evidence,
    open_amount: amountOf(c, c.balanceMinor),
    overdue_amount: amountOf(c, c.overdueMinor),
    p_late: lateChance(c.open),
    expected_payment_date: expectedDate(c.open),
    propensity: rounded(propensity, 6),
    rank: null,
  };
}
