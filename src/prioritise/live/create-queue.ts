import { balances, itemStates, textAt, unappliedCash } from '../../ledger/index.ts';
import { readDebtorCase } from '../case/debtor-case.ts';
import { prepareQueueContext, type QueueContext } from '../case/queue-context.ts';
import { type Candidacy, compareCandidates, isWorthIt, rankDecisions, writeCall } from '../decide-queue.ts';
import { askGates } from '../gates/ask-gates.ts';
import type { QueueInputs } from '../queue-inputs.ts';
import type { CallQueue, QueuedCall } from '../queue-rows.ts';
import { type DebtorDecision, decideDebtor } from '../rank/decide-debtor.ts';
import { describeCall } from '../rank/describe-call.ts';
import { leastValueOf } from '../rank/least-value.ts';
import { prepareQueue, type RankRequest } from '../rank-call-queue.ts';
import { cutDebtors } from './debtor-ledger.ts';
import { ledgerWithEvents } from './ledger-with-events.ts';
import { type EventRow, eventRow, type LiveEvent } from './live-event.ts';

/** A queue that follows the day. */
export interface LiveQueue {
  /** Today's calls as they stand, best first. O(calls). */
  calls(): readonly QueuedCall[];
  /**
   * Takes what just happened and decides anew about the debtors it concerns.
   *
   * @returns the ids of those debtors.
   * @throws {PayrhythmError} `USAGE` for an unknown debtor or invoice, or a value that is none; nothing changes then.
   */
  apply(event: LiveEvent): readonly string[];
  /** Calls, suppressed debtors and actions as they stand: what `rankLive` gives for the same events. O(n log n). */
  snapshot(): CallQueue;
}

/**
 * A live queue for one day: starts as `rankCallQueue` does and takes payments, contacts, promises and disputes of the
 * day as they happen. They change what is open, said and promised; forecasts, features and payment runs stay those of
 * the morning. An event costs the rows of its debtor and the place of its call. Several contacts with one debtor count
 * in the order in which they are told.
 *
 * @throws {PayrhythmError} as `rankCallQueue`.
 */
export function createQueue(request: RankRequest): LiveQueue {
  const inputs = prepareQueue(request);
  const morning = prepareQueueContext(inputs);
  const { ledger, policy } = morning;
  const ids = { debtor: indexOfIds(ledger.debtors), invoice: indexOfIds(ledger.invoices) };
  const lookup = {
    debtorOf: (id: string): number => ids.debtor.get(id) ?? -1,
    invoiceOf: (id: string): number => ids.invoice.get(id) ?? -1,
    ownerOf: (invoice: number): number => ledger.invoices.debtor[invoice],
  };
  const paidFor = debtorsByPayer(ledger.debtors.payer);
  const events: EventRow[][] = [];
  const decided: { decision: DebtorDecision | undefined; context: QueueContext; at: number }[] = [];
  const ranked: Candidacy[] = [];
  const owed: number[] = [];
  for (let debtor = 0; debtor < ledger.debtors.count; debtor++) {
    const decision = decideDebtor(morning, debtor);
    decided.push({ decision, context: morning, at: debtor });
    if (decision && decision.balanceMinor > 0) owed.push(decision.balanceMinor);
    if (decision?.candidate) ranked.push(decision as Candidacy);
  }
  owed.sort((a, b) => a - b);
  ranked.sort(compareCandidates);

  const decide = (debtor: number): void => {
    const before = decided[debtor]?.decision;
    if (before && before.balanceMinor > 0)
      owed.splice(
        placeOf(owed, before.balanceMinor, (a, b) => a - b),
        1,
      );
    if (before?.candidate) ranked.splice(placeOf(ranked, before as Candidacy, compareCandidates), 1);
    const payer = ledger.debtors.payer[debtor];
    const { context, at } = contextOf(morning, debtor, payer, [
      ...(events[debtor] ?? []),
      ...(payer === debtor ? [] : (events[payer] ?? [])),
    ]);
    const found = decideDebtor(context, at);
    const decision = found && { ...found, debtor };
    decided[debtor] = { decision, context, at };
    if (decision && decision.balanceMinor > 0)
      owed.splice(
        placeOf(owed, decision.balanceMinor, (a, b) => a - b),
        0,
        decision.balanceMinor,
      );
    if (decision?.candidate)
      ranked.splice(placeOf(ranked, decision as Candidacy, compareCandidates), 0, decision as Candidacy);
  };

  const describe = (debtor: number, rank: number): QueuedCall => {
    const { context, at } = decided[debtor] as (typeof decided)[number];
    const c = readDebtorCase(context, at);
    if (!c) throw new TypeError(`debtor ${debtor} was decided about without open debt`);
    return describeCall(c, askGates(c).callable, rank, 1 - policy.holdoutShare);
  };

  return {
    calls() {
      const least = leastValueOf(morning, owed);
      const rows: QueuedCall[] = [];
      for (const { debtor, candidate } of ranked) {
        if (rows.length >= policy.callsPerDay) break;
        if (isWorthIt(candidate, least)) rows.push(describe(debtor, rows.length + 1));
      }
      return rows;
    },
    apply(event) {
      const row = eventRow(event, morning.asOf, morning.scale, lookup);
      const concerned = new Set([row.debtor, row.payer]);
      for (const debtor of concerned) {
        const list = events[debtor] ?? [];
        list.push(row);
        events[debtor] = list;
      }
      for (const payer of [...concerned]) for (const debtor of paidFor.get(payer) ?? []) concerned.add(debtor);
      for (const debtor of concerned) decide(debtor);
      return [...concerned].sort((a, b) => a - b).map((debtor) => textAt(ledger.debtors.id, debtor));
    },
    snapshot: () =>
      rankDecisions(
        morning,
        decided.flatMap(({ decision }) => decision ?? []),
        describe,
      ),
  };
}

/** The queue after some events, everything decided anew: what a live queue must equal. O(n log n). */
export function rankLive(request: RankRequest, events: readonly LiveEvent[]): CallQueue {
  const inputs = prepareQueue(request);
  const { ledger, asOf, policy } = inputs;
  const ids = { debtor: indexOfIds(ledger.debtors), invoice: indexOfIds(ledger.invoices) };
  const rows = events.map((event) =>
    eventRow(event, asOf, 10 ** ledger.reporting.minorDigits, {
      debtorOf: (id) => ids.debtor.get(id) ?? -1,
      invoiceOf: (id) => ids.invoice.get(id) ?? -1,
      ownerOf: (invoice) => ledger.invoices.debtor[invoice],
    }),
  );
  const now = ledgerWithEvents(ledger, rows);
  const context = prepareQueueContext({
    ...inputs,
    ledger: now,
    items: itemStates(now, policy.tolerance),
  } satisfies QueueInputs);
  const decisions: DebtorDecision[] = [];
  for (let debtor = 0; debtor < now.debtors.count; debtor++) {
    const decision = decideDebtor(context, debtor);
    if (decision) decisions.push(decision);
  }
  return rankDecisions(context, decisions, (debtor, rank) => writeCall(context, debtor, rank));
}

/** The context of one debtor (and of who pays for it) with what happened today; and the debtor's place in it. */
function contextOf(
  morning: QueueContext,
  debtor: number,
  payer: number,
  events: readonly EventRow[],
): { context: QueueContext; at: number } {
  const debtors = payer === debtor ? [debtor] : [debtor, payer].sort((a, b) => a - b);
  const { ledger: cut, invoiceOf, wholeInvoice } = cutDebtors(morning.ledger, debtors);
  const own = [...new Set(events)].flatMap((row): EventRow[] => {
    const owner = debtors.indexOf(row.debtor);
    const paying = debtors.indexOf(row.payer);
    if (owner < 0) return [];
    return [{ ...row, debtor: owner, payer: paying < 0 ? owner : paying, invoice: invoiceOf(row.invoice) }];
  });
  const ledger = ledgerWithEvents(cut, own);
  const items = itemStates(ledger, morning.policy.tolerance);
  const pick = (column: Float64Array): Float64Array => Float64Array.from(debtors, (one) => column[one]);
  return {
    at: debtors.indexOf(debtor),
    context: {
      ledger,
      asOf: morning.asOf,
      items,
      debtorFeatures: morning.debtorFeatures,
      runs: debtors.map((one) => morning.runs[one]),
      forecasts: morning.forecasts,
      smoothing: morning.smoothing,
      policy: morning.policy,
      forecastOf: Int32Array.from(wholeInvoice, (row) => morning.forecastOf[row]),
      toleranceMinor: morning.toleranceMinor,
      scale: morning.scale,
      unappliedMinor: unappliedCash(ledger),
      balanceMinor: balances(ledger, items),
      lessons: pick(morning.lessons),
      lateRate: pick(morning.lateRate),
      veryLateRate: pick(morning.veryLateRate),
      tenureDays: pick(morning.tenureDays),
    },
  };
}

function indexOfIds(table: { readonly count: number; readonly id: Parameters<typeof textAt>[0] }): Map<string, number> {
  const index = new Map<string, number>();
  for (let row = 0; row < table.count; row++) index.set(textAt(table.id, row), row);
  return index;
}

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

/** Position of the first element that is not before `value`. O(log n). */
function placeOf<T>(sorted: readonly T[], value: T, compare: (a: T, b: T) => number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compare(sorted[middle] as T, value) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
