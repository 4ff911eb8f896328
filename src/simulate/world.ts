import { type EpochDay, parseDay } from '../calendar/index.ts';
import { PayrhythmError } from '../errors.ts';
import { answerCall, answerReminder } from './answer-contact.ts';
import { type DebtorProcess, settleCreditNotes } from './debtor-process.ts';
import { emitDebtor } from './emit-debtor.ts';
import { createDebtorGenerator } from './generate-ledger.ts';
import { type GeneratedRows, rowsFromTables } from './generated-rows.ts';
import { ASSIGNED, CHANNEL, NOTE, OUTCOME } from './generated-tables.ts';
import { type GenerateOptions, type GenerationPlan, planGeneration } from './generation-plan.ts';
import { bookedOn } from './past-team.ts';
import { debtorId, ownId } from './render-cell.ts';
import { createTableBuilders, finishTables, type GeneratedTables } from './table-builder.ts';

/** A generated population and the day from which the caller decides whom to contact. */
export interface WorldOptions extends GenerateOptions {
  /** YYYY-MM-DD. Before it the past team works, from it on nobody does but `act`. */
  readonly from: string;
}

/** One contact on one day. */
export interface WorldAction {
  readonly debtorId: string;
  /** `holdout` records that the debtor was left out at random; nothing happens. */
  readonly kind: 'call' | 'email' | 'letter' | 'holdout';
  /** What it is about; default the debtor's overdue invoices not booked as paid; without any, all its open ones. */
  readonly invoiceIds?: readonly string[];
  /** Odds of being contacted, 0–1, where they were randomised. */
  readonly propensity?: number;
}

/** What came of an action, in the words of the `contacts` table; empty for a hold-out. */
export interface WorldAnswer {
  readonly debtorId: string;
  readonly outcome: string;
}

/** What happened between `from` and a day, over all debtors. Amounts in minor units, currencies added as they are. */
export interface WorldSummary {
  readonly calls: number;
  readonly reached: number;
  readonly reminders: number;
  readonly promises: number;
  /** Calls made just before the debtor's run would have brought the money anyway. */
  readonly callsBeforeRun: number;
  /** Money that arrived. */
  readonly collectedMinor: number;
  /** Sum over invoices of amount × days overdue and unpaid inside the span: what lateness cost. */
  readonly overdueMinorDays: number;
}

/**
 * A world that answers: calls and reminders change what debtors do, by their hidden response. All other fate is
 * fixed by the seed (common random numbers): two worlds with the same options differ only through what was done.
 */
export interface World {
  readonly debtorIds: readonly string[];
  /** All facts known before `asOf`, as plain rows with the truth. O(all rows). */
  rowsAsOf(asOf: string): GeneratedRows;
  /** The same as columns. */
  tablesAsOf(asOf: string): GeneratedTables;
  /**
   * Contacts made on `day`; they are known from the next day on. Days must not go back.
   *
   * @throws {PayrhythmError} `USAGE` for an unknown debtor or invoice, or a day before `from` or before the last.
   */
  act(day: string, actions: readonly WorldAction[]): WorldAnswer[];
  /** Sums from `from` to `until` (exclusive). O(all rows). */
  summary(until: string): WorldSummary;
}

/** Makes the population and lives it until `from`. O(rows); about 4 µs an invoice. */
export function createWorld(options: WorldOptions): World {
  const { plan, from, processes } = livePopulation(options);
  let last = from;

  const tablesAsOf = (asOf: string): GeneratedTables => {
    const builders = createTableBuilders(1024);
    const day = parseDay(asOf, 'as-of');
    for (const process of processes.values()) {
      settleCreditNotes(process);
      emitDebtor(process, day, plan.currencies, builders);
    }
    return finishTables(builders);
  };

  return {
    debtorIds: [...processes.keys()],
    tablesAsOf,
    rowsAsOf: (asOf) => rowsFromTables(tablesAsOf(asOf)),
    act(dayText, actions) {
      const day = parseDay(dayText, 'day');
      if (day < last)
        throw new PayrhythmError(
          'USAGE',
          `day ${dayText} lies before the last day of this world: days must not go back`,
        );
      last = day;
      return actions.map((action) => {
        const process = processes.get(action.debtorId);
        if (!process) throw new PayrhythmError('USAGE', `there is no debtor "${action.debtorId}" in this world`);
        return { debtorId: action.debtorId, outcome: performAction(process, day, action) };
      });
    },
    summary: (until) => summariseWorld([...processes.values()], from, parseDay(until, 'until')),
  };
}

/** A population that lived until the day from which somebody else decides whom to contact. */
export interface LivedPopulation {
  readonly plan: GenerationPlan;
  readonly from: EpochDay;
  /** By debtor id, in order of index. */
  readonly processes: ReadonlyMap<string, DebtorProcess>;
}

/** Makes the population of a world, with the past team's work until its `from`. O(rows). */
export function livePopulation(options: WorldOptions): LivedPopulation {
  const plan = planGeneration(options);
  const from = parseDay(options.from, 'from');
  const generator = createDebtorGenerator(plan);
  const processes = new Map<string, DebtorProcess>();
  const skipped = new Set(plan.skipped);
  for (let index = 0; index < plan.debtorCount; index++)
    if (!skipped.has(index)) processes.set(debtorId(index), generator.live(index, from));
  return { plan, from, processes };
}

/**
 * The rows an action is about: those named, as far as they are not booked as paid; without names the overdue ones, else
 * all open ones.
 *
 * @throws {PayrhythmError} `USAGE` for an unknown invoice.
 */
export function rowsOf(process: DebtorProcess, day: EpochDay, ids: readonly string[] | undefined): number[] {
  const { issue, credits, rolledDue, arrival, profile } = process;
  const rows: number[] = [];
  if (ids) {
    for (const id of ids) {
      const row = Number(id.slice(id.lastIndexOf('-') + 1)) - 1;
      if (ownId('invoice_id', profile.index, row + 1) !== id || !(row < issue.length) || (issue[row] as number) >= day)
        throw new PayrhythmError('USAGE', `there is no invoice "${id}" of ${debtorId(profile.index)} on that day`);
      if (credits[row] === -1 && bookedOn(process, arrival[row] as number) >= day) rows.push(row);
    }
    return rows;
  }
  const early: number[] = [];
  for (let row = 0; row < issue.length && (issue[row] as number) < day; row++) {
    if (credits[row] !== -1 || bookedOn(process, arrival[row] as number) < day) continue;
    ((rolledDue[row] as number) < day ? rows : early).push(row);
  }
  return rows.length > 0 ? rows : early;
}

/** Lets one action happen and gives what came of it, in the words of the `contacts` table. */
export function performAction(process: DebtorProcess, day: EpochDay, action: WorldAction): string {
  const propensity = action.propensity === undefined ? -1 : Math.round(1000 * action.propensity);
  const rows = rowsOf(process, day, action.invoiceIds);
  if (action.kind === 'holdout') {
    process.contacts.push({
      at: day,
      channel: 0,
      outcome: 0,
      row: -1,
      note: NOTE.none,
      assigned: ASSIGNED.holdout,
      propensity,
    });
    return '';
  }
  if (action.kind !== 'call') {
    answerReminder(process, day, rows, action.kind === 'letter' ? CHANNEL.letter : CHANNEL.email, {
      assigned: ASSIGNED.other,
      propensity,
    });
    return 'sent';
  }
  const outcome = answerCall(process, day, rows, { assigned: ASSIGNED.queue, propensity });
  return Object.keys(OUTCOME)[outcome] as string;
}

/** Sums over these debtors from `from` to `until` (exclusive). O(rows). */
export function summariseWorld(processes: readonly DebtorProcess[], from: EpochDay, until: EpochDay): WorldSummary {
  const sum = {
    calls: 0,
    reached: 0,
    reminders: 0,
    promises: 0,
    callsBeforeRun: 0,
    collectedMinor: 0,
    overdueMinorDays: 0,
  };
  const missed = new Set<number>([OUTCOME.no_answer, OUTCOME.voicemail, OUTCOME.wrong_number]);
  for (const process of processes) {
    for (const one of process.contacts) {
      if (one.at < from || one.at >= until || one.channel === 0) continue;
      if (one.channel !== CHANNEL.call) sum.reminders++;
      else {
        sum.calls++;
        if (!missed.has(one.outcome)) sum.reached++;
        if (one.note === NOTE.next_run) sum.callsBeforeRun++;
      }
    }
    for (const one of process.promises) if (one.promisedOn >= from && one.promisedOn < until) sum.promises++;
    const { issue, credits, rolledDue, arrival, amount } = process;
    for (let row = 0; row < issue.length && (issue[row] as number) < until; row++) {
      const paid = arrival[row] as number;
      if (paid >= from && paid < until) sum.collectedMinor += amount[row] as number;
      const overdueFrom = Math.max(from, (rolledDue[row] as number) + 1);
      if (credits[row] === -1)
        sum.overdueMinorDays += (amount[row] as number) * Math.max(0, Math.min(paid, until) - overdueFrom);
    }
  }
  return sum;
}
