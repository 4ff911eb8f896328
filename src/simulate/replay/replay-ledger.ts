import { type EpochDay, weekdayOf } from '../../calendar/index.ts';
import { PayrhythmError } from '../../errors.ts';
import { detectLedgerRuns, expectedPaymentDay, type PaymentRun } from '../../features/index.ts';
import { ITEM, type ItemStates, itemStates, type Ledger, textAt, visibleAt } from '../../ledger/index.ts';
import type { LatenessModel } from '../../models/index.ts';
import { type PolicyOverrides, parsePolicy } from '../../prioritise/index.ts';
import { type CallTruth, WASTED_WITHIN_BUSINESS_DAYS } from './judge-call.ts';
import { chooseCalls, type ReplayPolicy } from './replay-policy.ts';

/** What can be said about a policy's calls on past days without knowing what they would have changed. */
export interface LedgerReplayScore {
  readonly policy: ReplayPolicy;
  /** Calls it would have made. */
  readonly calls: number;
  /** Calls about money most of which came within three business days. */
  readonly wastedCalls: number;
  /** Calls about money most of which came with the payment run that the debtor was known to have. */
  readonly callsBeforeRun: number;
  /** Invoices due in the span that came late, and those of them that it would have called about before they were due. */
  readonly lateInvoices: number;
  readonly lateInvoicesCaught: number;
}

/** What {@link replayLedger} replays. */
export interface ReplayLedgerOptions {
  /** Days replayed, first and last; weekends are left out. */
  readonly from: EpochDay;
  readonly to: EpochDay;
  /** Trained on what was known on `from` or earlier. */
  readonly model: LatenessModel;
  readonly policies: readonly ReplayPolicy[];
  /** Gates and capacity, the same for every policy. */
  readonly policy?: PolicyOverrides;
  /** Called after each day of each policy. */
  readonly onDay?: (done: number, toDo: number) => void;
}

/**
 * Replays past days of a real ledger: whom each policy would have called on each morning from what was known then. What
 * its calls would have changed nobody knows, so the past stays as it was; a debtor that a policy called rests for the
 * policy's days after a conversation. Calls that were really made in those days hold their debtors back for every
 * policy, and made some money come sooner: read the figures beside each other, not by themselves. O(days · policies · rows).
 *
 * @throws {PayrhythmError} `USAGE` for the type-oracle, which needs a world, and for a span that is empty.
 */
export function replayLedger(ledger: Ledger, options: ReplayLedgerOptions): LedgerReplayScore[] {
  const { from, to, policies } = options;
  if (policies.includes('type-oracle'))
    throw new PayrhythmError(
      'USAGE',
      'the type-oracle knows hidden parameters, which only a generated ledger has: leave it out, or replay a ledger made by payrhythm generate',
    );
  if (to < from) throw new PayrhythmError('USAGE', 'the last day to replay lies before the first');
  const days = Array.from({ length: to - from + 1 }, (_, at) => from + at).filter((day) => weekdayOf(day) < 5);
  const truth = itemStates(ledger, options.policy?.tolerance);
  const rowOf = new Map<string, number>();
  for (let row = 0; row < ledger.invoices.count; row++) rowOf.set(textAt(ledger.invoices.id, row), row);
  const plays = policies.map((policy) => ({
    policy,
    calls: 0,
    wastedCalls: 0,
    callsBeforeRun: 0,
    caught: new Set<number>(),
    calledOn: new Map<string, EpochDay>(),
  }));
  const policy = parsePolicy(options.policy ?? {});
  let done = 0;
  for (const day of days) {
    const morning = visibleAt(ledger, day);
    if (morning.invoices.count === 0) continue;
    const runs = runsById(morning, day, options.model);
    for (const play of plays) {
      const rest = ledger.calendars.forCountry('');
      const called = new Set<string>();
      for (const [id, on] of play.calledOn)
        if (rest.addBusinessDays(on, policy.contacts.afterConversationBusinessDays) >= day) called.add(id);
      const chosen = chooseCalls(play.policy, {
        day,
        ledger: morning,
        model: options.model,
        policy,
        processes: new Map(),
        until: to,
        called,
      });
      for (const call of chosen) {
        play.calls++;
        play.calledOn.set(call.debtorId, day);
        const rows = call.invoiceIds.map((id) => rowOf.get(id) as number);
        const judged = judge(ledger, truth, rows, day, runs.get(call.debtorId));
        if (judged.isWasted) play.wastedCalls++;
        if (judged.isBeforeRun) play.callsBeforeRun++;
        for (const row of rows) if (day < ledger.invoices.rolledDueDay[row]) play.caught.add(row);
      }
      options.onDay?.(++done, days.length * plays.length);
    }
  }
  const late = lateRows(ledger, truth, from, to);
  return plays.map(({ policy, calls, wastedCalls, callsBeforeRun, caught }) => ({
    policy,
    calls,
    wastedCalls,
    callsBeforeRun,
    lateInvoices: late.length,
    lateInvoicesCaught: late.filter((row) => caught.has(row)).length,
  }));
}

/** Invoices due in [from, to] that were paid after their rolled due date, or are open beyond it. O(invoices). */
function lateRows({ invoices }: Ledger, truth: ItemStates, from: EpochDay, to: EpochDay): number[] {
  const late: number[] = [];
  for (let row = 0; row < invoices.count; row++) {
    const due = invoices.rolledDueDay[row];
    if (due < from || due > to || invoices.amountMinor[row] <= 0) continue;
    if (truth.state[row] === ITEM.open || (truth.state[row] === ITEM.paid && truth.paidDay[row] > due)) late.push(row);
  }
  return late;
}

function runsById(morning: Ledger, day: EpochDay, model: LatenessModel): Map<string, PaymentRun> {
  const runs = detectLedgerRuns(morning, itemStates(morning), day, model.runThresholds);
  return new Map(runs.map((run, debtor) => [textAt(morning.debtors.id, debtor), run]));
}

function judge(
  ledger: Ledger,
  truth: ItemStates,
  rows: readonly number[],
  day: EpochDay,
  run: PaymentRun | undefined,
): Pick<CallTruth, 'isWasted' | 'isBeforeRun'> {
  const { invoices, debtors } = ledger;
  const calendar = ledger.calendars.forCountry(textAt(debtors.country, invoices.debtor[rows[0] as number]));
  const soon = calendar.addBusinessDays(day, WASTED_WITHIN_BUSINESS_DAYS);
  let all = 0;
  let cameSoon = 0;
  let cameWithRun = 0;
  for (const row of rows) {
    const amount = invoices.amountMinor[row];
    all += amount;
    if (truth.state[row] !== ITEM.paid) continue;
    const paid = truth.paidDay[row];
    if (paid <= soon) cameSoon += amount;
    const runDay = run ? expectedPaymentDay(run, invoices.dueDay[row], invoices.dueDay[row], calendar) : null;
    if (runDay !== null && runDay >= day && paid <= runDay) cameWithRun += amount;
  }
  return { isWasted: 2 * cameSoon > all, isBeforeRun: 2 * cameWithRun > all };
}
