import { textAt } from '../../ledger/index.ts';
import { fillDay } from '../capacity/fill-day.ts';
import { prepareQueueContext } from '../case/queue-context.ts';
import {
  type Candidacy,
  compareCandidates,
  isWorthIt,
  rankDecisions,
  type WriteCall,
  writeCall,
} from '../decide-queue.ts';
import type { CallQueue, QueuedCall } from '../queue-rows.ts';
import { type DebtorDecision, decideDebtor } from '../rank/decide-debtor.ts';
import { leastValueOf } from '../rank/least-value.ts';
import { prepareQueue, type RankRequest } from '../rank-call-queue.ts';
import { type DebtorContext, debtorContext } from './debtor-context.ts';
import { createDebtorDesk } from './debtor-desk.ts';
import { createLiveIds } from './event-ids.ts';
import { type EventRow, eventRow, type LiveEvent } from './live-event.ts';
import { createLiveForecasts } from './live-forecasts.ts';
import { rebuildLedger } from './rebuild-ledger.ts';
import { createSortedList } from './sorted-list.ts';
import { createSpokenFor } from './spoken-for.ts';

/** A queue that follows the day. */
export interface LiveQueue {
  /** Today's calls as they stand, best first. O(candidates · agents). */
  calls(): readonly QueuedCall[];
  /**
   * Takes what just happened and decides anew about the debtors it concerns.
   *
   * @returns the ids of those debtors.
   * @throws {PayrhythmError} `USAGE` for an unknown debtor or invoice, a new invoice whose id is taken, or a value that
   *   is none; nothing changes then.
   */
  apply(event: LiveEvent): readonly string[];
  /** Calls, suppressed debtors and actions as they stand: what `rankLive` gives for the same events. O(n log n). */
  snapshot(): CallQueue;
}

/**
 * A live queue for one day: starts as `rankCallQueue` does and takes payments, contacts, promises, disputes, invoices
 * and credit notes of the day as they happen. They change what is open, said and promised; features, payment runs and
 * the forecasts of known invoices stay those of the morning, a new invoice gets the forecast that the morning would have
 * made. An event costs the rows of its debtor and the place of its call. Several contacts with one debtor count in the
 * order in which they are told.
 *
 * @throws {PayrhythmError} as `rankCallQueue`.
 */
export function createQueue(request: RankRequest): LiveQueue {
  const inputs = prepareQueue(request);
  const morning = prepareQueueContext({ ...inputs, ledger: rebuildLedger(inputs.ledger, (column) => column) });
  const { ledger, policy } = morning;
  const ids = createLiveIds(ledger);
  const desk = createDebtorDesk(ledger);
  const forecasts = createLiveForecasts(request.model, morning, desk);
  const paidFor = debtorsByPayer(ledger.debtors.payer);
  const spokenFor = createSpokenFor(ledger);
  /** What happened today, by the debtor that its rows stand with. */
  const events = new Map<number, EventRow[]>();
  /** Rows of calls that were read, at no place of the queue yet, while nothing happens to their debtors. */
  const cards = new Map<number, QueuedCall>();
  const decisions: (DebtorDecision | undefined)[] = [];
  for (let debtor = 0; debtor < ledger.debtors.count; debtor++) decisions.push(decideDebtor(morning, debtor));
  const ranked = createSortedList(decisions.filter(isCandidacy), compareCandidates);
  const owed = createSortedList(
    decisions.flatMap((decision) => (isOwing(decision) ? decision.balanceMinor : [])),
    (a, b) => a - b,
  );

  /** Lays out a debtor with everybody whose rows its decision looks at: who pays for it, and of whose invoices it spoke. */
  const lay = (debtor: number): DebtorContext => {
    const looked = new Set([debtor, ledger.debtors.payer[debtor], ...spokenFor.othersOf(debtor)]);
    const debtors = [...looked].sort((a, b) => a - b);
    const today = debtors.flatMap((one) => events.get(one) ?? []);
    return debtorContext(morning, desk, debtor, debtors, today, forecasts);
  };
  const decide = (debtor: number): void => {
    const before = decisions[debtor];
    if (isOwing(before)) owed.remove(before.balanceMinor);
    if (isCandidacy(before)) ranked.remove(before);
    const { context, at } = lay(debtor);
    const found = decideDebtor(context, at);
    const decision = found && { ...found, debtor };
    decisions[debtor] = decision;
    cards.delete(debtor);
    if (isOwing(decision)) owed.add(decision.balanceMinor);
    if (isCandidacy(decision)) ranked.add(decision);
  };

  const describe: WriteCall = (debtor, rank, agent) => {
    let card = cards.get(debtor);
    if (!card) {
      const { context, at } = lay(debtor);
      card = writeCall(context, at, 0, '');
      cards.set(debtor, card);
    }
    return { ...card, rank, agent };
  };

  return {
    calls() {
      const least = leastValueOf(morning, owed.values);
      const worthwhile = ranked.values.filter(({ candidate }) => isWorthIt(candidate, least));
      return [...fillDay(worthwhile, policy)].map(([debtor, agent], at) => describe(debtor, at + 1, agent));
    },
    apply(event) {
      const row = eventRow(event, morning.asOf, morning.scale, ids);
      if (row.table === 'invoices') {
        forecasts.add(row);
        ids.add(row);
      }
      if (row.invoice >= 0) spokenFor.add(row.debtor, ids.ownerOf(row.invoice));
      events.set(row.debtor, [...(events.get(row.debtor) ?? []), row]);
      const told = new Set([row.debtor, row.payer]);
      const concerned = new Set(told);
      for (const debtor of told) {
        for (const one of paidFor.get(debtor) ?? []) concerned.add(one);
        for (const one of spokenFor.speakersFor(debtor)) concerned.add(one);
      }
      for (const debtor of concerned) decide(debtor);
      return [...concerned].sort((a, b) => a - b).map((debtor) => textAt(ledger.debtors.id, debtor));
    },
    snapshot: () =>
      rankDecisions(
        morning,
        decisions.flatMap((decision) => decision ?? []),
        describe,
      ),
  };
}

const isCandidacy = (decision: DebtorDecision | undefined): decision is Candidacy => decision?.candidate !== undefined;

const isOwing = (decision: DebtorDecision | undefined): decision is DebtorDecision =>
  decision !== undefined && decision.balanceMinor > 0;

function debtorsByPayer(payer: Int32Array): Map<number, number[]> {
  const paidFor = new Map<number, number[]>();
  for (let debtor = 0; debtor < payer.length; debtor++) {
    if (payer[debtor] === debtor) continue;
    const list = paidFor.get(payer[debtor]) ?? [];
    list.push(debtor);
    paidFor.set(payer[debtor], list);
  }
  return paidFor;
}
