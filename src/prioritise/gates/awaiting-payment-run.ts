import { phraseRun } from '../../features/index.ts';
import type { DebtorCase } from '../case/debtor-case.ts';
import type { OpenInvoice } from '../case/open-invoice.ts';
import { runWaitEnd } from '../case/run-wait.ts';
import { nameInvoices } from '../speech/name-invoices.ts';
import { spokenDay } from '../speech/spoken-day.ts';
import type { InvoiceGate } from './gate.ts';

/**
 * Holds an invoice that is due and that its debtor's next payment run should pay, until that run has been booked; the
 * run being one that was found, or one that the few payments there are make likely.
 */
export const AWAITING_PAYMENT_RUN: InvoiceGate = {
  scope: 'invoice',
  reason: 'awaiting_payment_run',
  holds(c, invoice) {
    if (invoice.timing === 'pre_due') return undefined;
    if (invoice.runDay === null && c.run.family !== 'none') return undefined;
    const until = runWaitEnd(c, invoice);
    return until !== undefined && until > c.asOf ? until : undefined;
  },
  evidence(c, held) {
    if (c.run.family === 'none') return possibleEvidence(c, held);
    const runDay = Math.min(...held.map((invoice) => invoice.runDay ?? c.asOf));
    return `It ${c.run.evidence}, so ${nameInvoices(c, held)} should come with the run of ${spokenDay(runDay)}.`;
  },
};

function possibleEvidence(c: DebtorCase, held: readonly OpenInvoice[]): string {
  const runs = c.possibleRuns();
  const [likeliest] = runs;
  // Payments never prove a habit.
  const percent = Math.min(99, Math.round(100 * runs.reduce((sum, { chance }) => sum + chance, 0)));
  const until = Math.min(...held.map((invoice) => runWaitEnd(c, invoice) ?? c.asOf));
  const days = likeliest ? `, most of all ${phraseRun(likeliest.rule)}` : '';
  return `Its payments so far look like a payment run (${percent} % likely${days}), so ${nameInvoices(c, held)} should come before ${spokenDay(until)}.`;
}
