import type { BusinessCalendar, EpochDay } from '../../calendar/index.ts';
import type { PaymentRun, PossibleRun } from '../../features/index.ts';
import { DEBTOR_KINDS, type DebtorKind, textAt } from '../../ledger/index.ts';
import { withBehaviourHeed } from '../effect/behaviour-heed.ts';
import { findLegalRules } from '../legal/find-legal-rules.ts';
import type { LegalRules } from '../legal/legal-rules.ts';
import { type BrokenWord, findBrokenWord } from './broken-word.ts';
import { type Contact, readContacts } from './contact-history.ts';
import { type HabitualLate, judgeHabitualLate } from './habitual-late.ts';
import { type OpenInvoice, openSum } from './open-invoice.ts';
import { type PlanStanding, readPlan } from './plan-standing.ts';
import { possibleRunsOf } from './possible-runs-of.ts';
import { type PromiseStanding, readPromises } from './promise-standing.ts';
import type { QueueContext } from './queue-context.ts';
import { hasOpenInvoice, readOpenInvoices } from './read-open-invoices.ts';

/** All that the rules look at in one debtor on one morning. */
export interface DebtorCase {
  readonly context: QueueContext;
  readonly debtor: number;
  readonly asOf: EpochDay;
  readonly calendar: BusinessCalendar;
  /** ISO country, empty = unknown; undefined kind = unknown. */
  readonly country: string;
  readonly kind: DebtorKind | undefined;
  readonly legal: LegalRules;
  readonly run: PaymentRun;
  /** What runs its payments leave possible where none was found, likeliest first; worked out when first asked for. */
  possibleRuns(): readonly PossibleRun[];
  readonly habit: HabitualLate;
  /** Open invoices in ledger order. */
  readonly open: readonly OpenInvoice[];
  readonly overdueMinor: number;
  readonly balanceMinor: number;
  readonly unappliedMinor: number;
  readonly contacts: readonly Contact[];
  readonly promises: PromiseStanding;
  readonly plan: PlanStanding;
  /** What it promised and did not keep, while nobody has spoken to it since. */
  readonly brokenWord: BrokenWord | undefined;
  /** Contacts in which the debtor said that it had not received an invoice. */
  readonly notReceivedClaims: number;
}

/**
 * Looks at one debtor; undefined where it has no open debt (no open invoice and a balance within the tolerance), unless
 * `evenSettled`. O(rows of the debtor).
 */
export function readDebtorCase(context: QueueContext, debtor: number): DebtorCase | undefined;
export function readDebtorCase(context: QueueContext, debtor: number, evenSettled: true): DebtorCase;
export function readDebtorCase(context: QueueContext, debtor: number, evenSettled = false): DebtorCase | undefined {
  const { ledger, asOf } = context;
  const balanceMinor = context.balanceMinor[debtor];
  // Asked before the run is: most debtors owe nothing, and a run is looked for when it is first read.
  if (!evenSettled && balanceMinor <= context.toleranceMinor && !hasOpenInvoice(context, debtor)) return undefined;
  const country = textAt(ledger.debtors.country, debtor);
  const calendar = ledger.calendars.forCountry(country);
  const run = context.runs[debtor];
  const open = readOpenInvoices(context, debtor, calendar, run);
  const kind = DEBTOR_KINDS[ledger.debtors.kind[debtor]] as DebtorKind | undefined;
  const possibleRuns = possibleRunsOf(context, debtor, calendar, run);
  const contacts = readContacts(context, debtor);
  const promises = readPromises(context, debtor, calendar, open);
  const plan = readPlan(context, debtor, calendar, open);
  return {
    context: withBehaviourHeed(context, debtor),
    debtor,
    asOf,
    calendar,
    country,
    kind,
    legal: findLegalRules(country, kind),
    run,
    possibleRuns,
    habit: judgeHabitualLate(context, debtor, calendar, run, possibleRuns),
    open,
    overdueMinor: openSum(open.filter((invoice) => invoice.timing === 'overdue')),
    balanceMinor,
    unappliedMinor: context.unappliedMinor[debtor],
    contacts,
    promises,
    plan,
    brokenWord: findBrokenWord(promises, plan, contacts),
    notReceivedClaims: contacts.reduce(
      (count, contact) => count + (contact.outcome === 'invoice_not_received' ? 1 : 0),
      0,
    ),
  };
}
