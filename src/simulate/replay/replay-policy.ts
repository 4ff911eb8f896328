import type { EpochDay } from '../../calendar/index.ts';
import { computeDebtorFeatures, detectLedgerRuns, type PaymentRun } from '../../features/index.ts';
import { ITEM, itemStates, type Ledger, textAt, visibleAt } from '../../ledger/index.ts';
import { forecastInvoices, type InvoiceForecasts, type LatenessModel } from '../../models/index.ts';
import {
  askGates,
  type DebtorCase,
  decideQueue,
  type OpenInvoice,
  type Policy,
  prepareQueueContext,
  type QueueContext,
  readDebtorCase,
} from '../../prioritise/index.ts';
import { uniformOfText } from '../../prioritise/rank/hold-out.ts';
import type { DebtorProcess } from '../debtor-process.ts';
import { expectedCallGain } from './expected-call-gain.ts';
import { HABITUAL_CHANCE } from './judge-call.ts';
import { trueRun } from './true-run.ts';
import { chanceUnexplainedLate } from './unexplained-late.ts';

/** The policies that can be replayed, in the order of their rows. */
export const REPLAY_POLICIES = [
  'ours',
  'oldest-first',
  'largest-overdue-first',
  'probability-amount',
  'random',
  'none',
  'type-oracle',
] as const;
/** One of {@link REPLAY_POLICIES}. */
export type ReplayPolicy = (typeof REPLAY_POLICIES)[number];

/** A call that a policy makes. */
export interface ReplayCall {
  readonly debtorId: string;
  readonly invoiceIds: readonly string[];
}

/** What a policy decides from on one morning. */
export interface ReplayMorning {
  readonly day: EpochDay;
  /** What was known of the debtors that could be called. */
  readonly ledger: Ledger;
  readonly model: LatenessModel;
  /** Gates and capacity (`callsPerDay`), the same for every policy. */
  readonly policy: Policy;
  /** The truth, for the type-oracle alone. */
  readonly processes: ReadonlyMap<string, DebtorProcess>;
  /** End of the replay: what is saved beyond it does not count. */
  readonly until: EpochDay;
  /** Debtors that this policy called a few days ago, where the ledger does not know of it. */
  readonly called?: ReadonlySet<string>;
}

/** The calls of one morning, best first. */
export function chooseCalls(name: ReplayPolicy, morning: ReplayMorning): ReplayCall[] {
  if (name === 'none') return [];
  if (name === 'ours') return chooseOurs(morning);
  const { ledger, policy, called } = morning;
  const context = ruleContext(morning, name === 'type-oracle');
  const found: { call: ReplayCall; worth: number; debtor: number }[] = [];
  for (let debtor = 0; debtor < ledger.debtors.count; debtor++) {
    const c = readDebtorCase(context, debtor);
    if (!c) continue;
    const { hold, callable } = askGates(c);
    if (hold) continue;
    const invoiceIds = callable.map((invoice) => textAt(context.ledger.invoices.id, invoice.row));
    const debtorId = textAt(context.ledger.debtors.id, debtor);
    if (called?.has(debtorId)) continue;
    const worth = worthOf(name, morning, c, callable, invoiceIds);
    if (worth > Number.NEGATIVE_INFINITY) found.push({ call: { debtorId, invoiceIds }, worth, debtor });
  }
  found.sort((a, b) => b.worth - a.worth || a.debtor - b.debtor);
  return found.slice(0, policy.callsPerDay).map((one) => one.call);
}

/** The product's own queue. Forecasts are made for those who pass the rules alone: nobody else's matter to the calls. */
function chooseOurs(morning: ReplayMorning): ReplayCall[] {
  const { day, model, policy } = morning;
  const context = ruleContext(morning, false);
  const { ledger, items, forecasts } = context;
  const { invoices } = ledger;
  const asked: number[] = [];
  for (let debtor = 0; debtor < ledger.debtors.count; debtor++) {
    const c = readDebtorCase(context, debtor);
    if (!c || askGates(c).hold) continue;
    for (let row = invoices.start[debtor]; row < invoices.start[debtor + 1]; row++)
      if (items.state[row] === ITEM.open && invoices.amountMinor[row] > 0) asked.push(row);
  }
  const made = forecastInvoices(model, ledger, {
    invoice: Int32Array.from(asked),
    moment: new Int32Array(asked.length).fill(day),
  }).forecasts;
  for (const name of Object.keys(made) as (keyof InvoiceForecasts)[])
    asked.forEach((row, at) => {
      forecasts[name][context.forecastOf[row]] = made[name][at];
    });
  const { called } = morning;
  const capacity = called ? ledger.debtors.count : policy.callsPerDay;
  const { calls } = decideQueue({ ...context, policy: { ...policy, callsPerDay: capacity } });
  return calls
    .filter((call) => !called?.has(call.debtor_id))
    .slice(0, policy.callsPerDay)
    .map((call) => ({ debtorId: call.debtor_id, invoiceIds: call.invoice_ids.split('|') }));
}

/** What a policy ranks a call by, larger first; minus infinity = never called. */
function worthOf(
  name: ReplayPolicy,
  morning: ReplayMorning,
  c: DebtorCase,
  callable: readonly OpenInvoice[],
  invoiceIds: readonly string[],
): number {
  const debtorId = textAt(c.context.ledger.debtors.id, c.debtor);
  switch (name) {
    case 'oldest-first':
      return c.asOf - callable.reduce((oldest, invoice) => Math.min(oldest, invoice.dueDay), Number.POSITIVE_INFINITY);
    case 'largest-overdue-first':
      return c.overdueMinor;
    case 'probability-amount':
      return callable.reduce((sum, invoice) => sum + invoice.openMinor, 0) * (c.context.lateRate[c.debtor] as number);
    case 'random':
      return uniformOfText(`${morning.day}/${debtorId}`);
    default: {
      const process = morning.processes.get(debtorId) as DebtorProcess;
      const rows = invoiceIds.map((id) => Number(id.slice(id.lastIndexOf('-') + 1)) - 1);
      const gain = expectedCallGain(process, morning.day, rows, morning.until);
      return gain > 0 ? gain : Number.NEGATIVE_INFINITY;
    }
  }
}

/** Forecasts that say nothing: the gates do not look at them, and making real ones costs the most. */
function silentForecasts(ledger: Ledger, state: Uint8Array) {
  const open: number[] = [];
  for (let i = 0; i < ledger.invoices.count; i++) if (state[i] === ITEM.open) open.push(i);
  const zeros = (): Float64Array => new Float64Array(open.length);
  const days = (): Int32Array => new Int32Array(open.length);
  return {
    invoice: Int32Array.from(open),
    moment: days(),
    pLate: zeros(),
    pVeryLate: zeros(),
    p10Day: days(),
    p50Day: days(),
    p90Day: days(),
    expectedDays: zeros(),
    pPaidSoon: zeros(),
    baselinePLate: zeros(),
  };
}

/** A context that the gates can be asked with; the oracle's knows the true runs and habits. */
function ruleContext(morning: ReplayMorning, knowsTruth: boolean): QueueContext {
  const { day, model, processes } = morning;
  // Whether a call is worth it is what the policies differ in: no gate.
  const { paymentRun, habitualLate } = morning.policy;
  const policy = {
    ...morning.policy,
    minimumValue: Number.NEGATIVE_INFINITY,
    // Who knows the true runs has nothing to guess.
    ...(knowsTruth
      ? {
          paymentRun: { ...paymentRun, possibleRunChance: 1 },
          habitualLate: { ...habitualLate, seasonCertainty: 1 },
        }
      : {}),
  };
  const ledger = visibleAt(morning.ledger, day);
  const items = itemStates(ledger, policy.tolerance);
  const processOf = (debtor: number): DebtorProcess =>
    processes.get(textAt(ledger.debtors.id, debtor)) as DebtorProcess;
  const runs: readonly PaymentRun[] = knowsTruth
    ? Array.from({ length: ledger.debtors.count }, (_, debtor) => trueRun(processOf(debtor), day))
    : detectLedgerRuns(ledger, items, day, model.runThresholds);
  const context = prepareQueueContext({
    ledger,
    asOf: day,
    items,
    debtorFeatures: computeDebtorFeatures(ledger, day, { smoothing: model.smoothing, tolerance: policy.tolerance }),
    runs,
    possibleRuns: new Map(),
    forecasts: silentForecasts(ledger, items.state),
    smoothing: model.smoothing,
    policy,
  });
  return knowsTruth ? { ...context, ...trueHabits(context, processOf) } : context;
}

/** A record long enough to leave no doubt. */
const CERTAIN_LESSONS = 1000;

/** Records that say what is true of each debtor's latest invoice: habitually late beyond its run, or not. */
function trueHabits(
  context: QueueContext,
  processOf: (debtor: number) => DebtorProcess,
): Pick<QueueContext, 'lessons' | 'lateRate' | 'runs'> {
  const { count } = context.ledger.debtors;
  const lessons = new Float64Array(count).fill(CERTAIN_LESSONS);
  const lateRate = new Float64Array(count);
  const runs = [...context.runs];
  for (let debtor = 0; debtor < count; debtor++) {
    const process = processOf(debtor);
    const { issue } = process;
    let row = issue.length - 1;
    while (row > 0 && ((issue[row] as number) >= context.asOf || process.credits[row] !== -1)) row--;
    const chance = chanceUnexplainedLate(process, row);
    lateRate[debtor] = chance;
    // A run that does not explain the lateness of its debtor is not waited for.
    if (chance > HABITUAL_CHANCE) runs[debtor] = { ...(runs[debtor] as PaymentRun), family: 'none', days: [] };
  }
  return { lessons, lateRate, runs };
}
