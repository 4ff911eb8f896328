import { type EpochDay, monthIndexOf, NO_DAY } from '../calendar/index.ts';
import { businessDaysAfter, type CountryDays } from './country-days.ts';
import { isConsumer } from './debtor-identity.ts';
import { type DebtorProfile, NEVER, type PaymentLaw } from './debtor-profile.ts';
import { PURPOSE, uniform } from './debtor-stream.ts';
import { drawAmounts, drawIssueDates, drawTerms, dueDate } from './invoice-schedule.ts';
import {
  approvalAt,
  chanceLate,
  DIRECT_DEBIT_RETURNED,
  DISPUTE_FROM,
  DISPUTE_MEAN,
  delayAt,
  lagAt,
  lagCentre,
  PARTIAL_GAP_DAYS,
  type RunDates,
  type RunDatesSource,
  settle,
  WAIT,
} from './payment-law.ts';

/** One recorded contact, promise or instalment; codes are indices into the labels of `generated-tables.ts`. */
export interface ContactFact {
  readonly at: EpochDay;
  readonly channel: number;
  readonly outcome: number;
  /** Row of the invoice it was about; −1 = the whole debtor. */
  readonly row: number;
  readonly note: number;
  readonly assigned: number;
  /** Odds of being called, in thousandths; −1 = not randomised. */
  readonly propensity: number;
}

/** A promise made in a call. */
export interface PromiseFact {
  readonly promisedOn: EpochDay;
  readonly dueOn: EpochDay;
  readonly amountMinor: number;
  readonly row: number;
}

/** A payment plan agreed in a call for one invoice, in equal monthly instalments. */
export interface PlanFact {
  readonly agreedOn: EpochDay;
  readonly row: number;
  readonly dueOn: readonly EpochDay[];
  readonly amountsMinor: readonly number[];
  /** Instalments the debtor will pay before it stops, and the day on which it pays the rest after all. */
  readonly kept: number;
  readonly settledOn: EpochDay;
}

/**
 * One debtor's whole life: what is invoiced, what it will pay and when (its fate), and what contacts have changed so
 * far. Rows are ascending by issue date. Contacts move `release`/`arrival` forward; nothing else changes after birth.
 */
export interface DebtorProcess {
  readonly profile: DebtorProfile;
  readonly days: CountryDays;
  readonly runs: RunDates;
  readonly consumer: boolean;
  readonly issue: Int32Array;
  readonly due: Int32Array;
  readonly rolledDue: Int32Array;
  /** Minor units; negative for a credit note. */
  readonly amount: Int32Array;
  /** For a credit note: the row it credits; −1 = an ordinary invoice. */
  readonly credits: Int32Array;
  /** True P(late) at issue in millionths; −1 for credit notes. */
  readonly chanceLate: Int32Array;
  readonly wait: Uint8Array;
  readonly ready: Int32Array;
  readonly offRun: Uint8Array;
  readonly release: Int32Array;
  /** Day on which the money that settles the row is on our account; NEVER = not within the horizon. */
  readonly arrival: Int32Array;
  /** Arrival of the first part of a partial payment; NO_DAY = paid whole. */
  readonly firstArrival: Int32Array;
  readonly disputeOpened: Int32Array;
  readonly disputeResolved: Int32Array;
  readonly contacts: ContactFact[];
  readonly promises: PromiseFact[];
  readonly plans: PlanFact[];
  /** Calls made so far and goodwill (1 at first, falls with annoying calls). */
  goodwill: number;
  planRow: number;
}

/** The law that holds for an invoice issued that day. O(1). */
export function lawOf(profile: DebtorProfile, issue: EpochDay): PaymentLaw {
  return issue < profile.driftDay ? profile.laws[0] : profile.laws[1];
}

/** Sets `release` and `arrival` of a row from its readiness (and of its first part). O(log runs). */
export function settleRow(process: DebtorProcess, row: number, ready: EpochDay): void {
  const { profile, runs, days } = process;
  const law = lawOf(profile, process.issue[row] as number);
  const off = process.offRun[row] === 1;
  const partial = process.firstArrival[row] !== NO_DAY;
  if (partial) process.firstArrival[row] = limit(profile, settle(profile, law, runs, days, ready, off).arrival);
  const last = settle(profile, law, runs, days, partial ? ready + PARTIAL_GAP_DAYS : ready, off);
  process.ready[row] = ready;
  process.arrival[row] = limit(profile, last.arrival);
  process.release[row] = process.arrival[row] === NEVER ? NEVER : last.release;
}

function limit(profile: DebtorProfile, arrival: EpochDay): EpochDay {
  return arrival >= profile.insolvencyDay ? NEVER : arrival;
}

function drawCreditNotes(process: DebtorProcess): void {
  const { profile, issue, amount, credits } = process;
  for (let row = 1; row < issue.length; row++) {
    const u = uniform(profile.stream, PURPOSE.creditNote, row);
    if (u > 0.02 || credits[row - 1] !== -1) continue;
    const share = u < 0.005 ? 1 : 0.1 + 0.5 * uniform(profile.stream, PURPOSE.creditNote, -row);
    credits[row] = row - 1;
    amount[row] = -Math.max(100, Math.round((amount[row - 1] as number) * share));
  }
}

function drawFate(process: DebtorProcess, row: number): void {
  const { profile, days } = process;
  const { stream } = profile;
  const issue = process.issue[row] as number;
  const due = process.due[row] as number;
  const rolledDue = process.rolledDue[row] as number;
  const law = lawOf(profile, issue);
  const since = issue < profile.driftDay ? profile.firstIssue : profile.driftDay;
  const centre = lagCentre(law, since, issue, law.seasonDays > 0 ? monthIndexOf(issue) % 12 : 0);
  const terms = { issue, due, rolledDue, centre };
  process.chanceLate[row] = Math.round(1e6 * chanceLate(profile, law, terms, process.runs, days));
  if (profile.archetype.directDebit) {
    const returned = uniform(stream, PURPOSE.returned, row) < DIRECT_DEBIT_RETURNED;
    const again = 10 + Math.floor(20 * uniform(stream, PURPOSE.returned, -row - 1));
    process.firstArrival[row] = returned ? rolledDue : NO_DAY;
    process.ready[row] = returned ? rolledDue + again : rolledDue;
    process.release[row] = businessDaysAfter(days, process.ready[row] as number, 0);
    process.arrival[row] = process.release[row] as number;
    return;
  }
  const approved = issue + approvalAt(law.approvalMean, uniform(stream, PURPOSE.approval, issue));
  let wanted = due + lagAt(centre, law.spread, uniform(stream, PURPOSE.lag, issue));
  const long = uniform(stream, PURPOSE.delayLength, row);
  if (uniform(stream, PURPOSE.dispute, row) < profile.disputeShare) {
    wanted = due + delayAt(DISPUTE_FROM, DISPUTE_MEAN, long);
    const ready = Math.max(approved, wanted);
    process.wait[row] = WAIT.dispute;
    const early = 1 + Math.floor(12 * uniform(stream, PURPOSE.dispute, -row - 1));
    const opened = Math.max(issue + 1, Math.min(due - early + 4, ready - 3));
    process.disputeOpened[row] = businessDaysAfter(days, opened, 0);
    process.disputeResolved[row] = businessDaysAfter(
      days,
      Math.max(process.disputeOpened[row] as number, ready - 3),
      1,
    );
  } else if (uniform(stream, PURPOSE.delay, row) < law.delayShare) {
    wanted = due + delayAt(law.delayFrom, law.delayMean, long);
    process.wait[row] = WAIT.delay;
  }
  process.offRun[row] = uniform(stream, PURPOSE.offRun, row) < law.offRunShare ? 1 : 0;
  if (uniform(stream, PURPOSE.partial, row) < profile.partialShare) process.firstArrival[row] = 0;
  settleRow(process, row, Math.max(approved, wanted));
}

/**
 * The debtor's life without any contact, from its hidden parameters. O(rows · log runs + span).
 *
 * @param days tables that begin before the first issue date and go at least 200 days beyond the last.
 */
export function startDebtorProcess(
  profile: DebtorProfile,
  days: CountryDays,
  runDatesOf: RunDatesSource,
): DebtorProcess {
  const rows = profile.rowCount;
  const consumer = isConsumer(profile);
  const issue = drawIssueDates(profile, days);
  const process: DebtorProcess = {
    profile,
    days,
    runs: runDatesOf(profile, days),
    consumer,
    issue,
    due: new Int32Array(rows),
    rolledDue: new Int32Array(rows),
    amount: drawAmounts(profile, consumer),
    credits: new Int32Array(rows).fill(-1),
    chanceLate: new Int32Array(rows).fill(-1),
    wait: new Uint8Array(rows),
    ready: new Int32Array(rows),
    offRun: new Uint8Array(rows),
    release: new Int32Array(rows),
    arrival: new Int32Array(rows),
    firstArrival: new Int32Array(rows).fill(NO_DAY),
    disputeOpened: new Int32Array(rows).fill(NO_DAY),
    disputeResolved: new Int32Array(rows).fill(NO_DAY),
    contacts: [],
    promises: [],
    plans: [],
    goodwill: 1,
    planRow: -1,
  };
  drawCreditNotes(process);
  const terms = drawTerms(profile, consumer);
  for (let row = 0; row < rows; row++) {
    const credit = process.credits[row] !== -1;
    process.due[row] = credit ? (issue[row] as number) : dueDate(issue[row] as number, terms);
    process.rolledDue[row] = days.following[(process.due[row] as number) - days.first] as number;
    if (!credit) drawFate(process, row);
  }
  settleCreditNotes(process);
  return process;
}

/** A credit note is set off against the invoice it credits when that is paid later, else against the next payment. */
export function settleCreditNotes(process: DebtorProcess): void {
  const { credits, issue, arrival, release } = process;
  for (let row = 0; row < credits.length; row++) {
    const target = credits[row] as number;
    if (target === -1) continue;
    let with_ = target;
    while (with_ < credits.length && (credits[with_] !== -1 || (arrival[with_] as number) <= (issue[row] as number)))
      with_++;
    arrival[row] = with_ < credits.length ? (arrival[with_] as number) : NEVER;
    release[row] = arrival[row] as number;
  }
}
