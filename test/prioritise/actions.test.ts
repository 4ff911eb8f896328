import { describe, expect, test } from 'vitest';
import type { LedgerRows } from '../../src/ledger/index.ts';
import { ACTIONS, type ActionName } from '../../src/prioritise/index.ts';
import { DEBTOR, invoice, type QueueOptions, queueOf, record } from './queue-of.ts';

const TODAY = '2026-03-02';
const overdue = invoice('F1', '2026-02-02');
const call = (at: string, outcome: 'reached' | 'no_answer' | 'invoice_not_received' | 'claims_paid') =>
  ({ debtor_id: 'D', at, channel: 'call', outcome }) as const;
const good = record(20, -2);
const late = record(20, 12);

interface Case {
  readonly rows?: Partial<LedgerRows>;
  readonly options?: QueueOptions;
  readonly expected: { readonly invoice_ids: string; readonly due_on: string };
  readonly evidence: RegExp;
}

/** One case an action: what brings it about, about which invoices, by when. */
const CASES: Readonly<Record<ActionName, Case>> = {
  match_cash: {
    rows: { contacts: [call('2026-02-26', 'claims_paid')] },
    expected: { invoice_ids: 'F1', due_on: '2026-03-02' },
    evidence: /^Said on 26 February 2026 that it has paid: look for the money\.$/,
  },
  resolve_dispute: {
    rows: { disputes: [{ invoice_id: 'F1', opened_on: '2026-02-20' }] },
    expected: { invoice_ids: 'F1', due_on: '2026-03-04' },
    evidence: /^Invoice F1 of 1,000\.00 EUR will not be paid before/,
  },
  verify_invoice: {
    rows: { debtors: [{ ...DEBTOR, direct_debit: true }] },
    expected: { invoice_ids: 'F1', due_on: '2026-03-04' },
    evidence: /direct debit of invoice F1 .* has not come in: check the mandate/,
  },
  resend_invoice: {
    rows: { contacts: [call('2026-02-26', 'invoice_not_received')] },
    expected: { invoice_ids: 'F1', due_on: '2026-03-02' },
    evidence: /never received invoice F1/,
  },
  send_pre_due_reminder: {
    rows: { invoices: [invoice('F1', '2026-03-05')] },
    expected: { invoice_ids: 'F1', due_on: '2026-03-05' },
    evidence: /^Invoice F1 of 1,000\.00 EUR falls due soon, 60 % likely to be late/,
  },
  send_first_reminder: {
    options: { policy: { callsPerDay: 0 } },
    expected: { invoice_ids: 'F1', due_on: '2026-03-02' },
    evidence: /^Invoice F1 of 1,000\.00 EUR is past due without a reminder yet\.$/,
  },
  send_letter_or_email: {
    rows: { contacts: ['2026-02-16', '2026-02-18', '2026-02-20', '2026-02-24'].map((at) => call(at, 'no_answer')) },
    expected: { invoice_ids: 'F1', due_on: '2026-03-02' },
    evidence: /^Nobody answers the phone/,
  },
  offer_payment_plan: {
    rows: { invoices: [...good.invoices, invoice('F1', '2026-01-20', { amount: 4000 })], payments: good.payments },
    expected: { invoice_ids: 'F1', due_on: '2026-03-02' },
    evidence: /temporary trouble/,
  },
  propose_deposit: {
    options: { forecast: { pVeryLate: 0.7 } },
    expected: { invoice_ids: 'F1', due_on: '2026-03-02' },
    evidence:
      /^Known for 91 days only, no invoice paid within 30 days of its due date, and invoice F1 of 1,000\.00 EUR is 70 % likely to come more than 30 days late: a human decides/,
  },
  propose_escalation: {
    rows: { debtors: [{ ...DEBTOR, insolvent_on: '2026-02-01' }] },
    expected: { invoice_ids: 'F1', due_on: '2026-03-04' },
    evidence: /lodge the claim/,
  },
  thank: {
    rows: {
      invoices: [...late.invoices, invoice('F1', '2026-02-27'), invoice('F2', '2026-04-20')],
      payments: [
        ...late.payments,
        { payment_id: 'P', debtor_id: 'D', invoice_id: 'F1', paid_on: '2026-02-26', amount: 1000 },
      ],
      contacts: [call('2026-02-19', 'reached')],
    },
    expected: { invoice_ids: '', due_on: '2026-03-02' },
    evidence: /paid invoice F1 on 26 February 2026, on time: say thank you/,
  },
};

describe('actions', () => {
  test.each(ACTIONS)('%s', (action) => {
    const { rows, options, expected, evidence } = CASES[action];
    const queue = queueOf({ debtors: [DEBTOR], invoices: [overdue], ...rows }, TODAY, options);
    const proposed = queue.actions.filter((row) => row.action === action);
    expect(proposed).toHaveLength(1);
    expect(proposed[0]).toMatchObject({ debtor_id: 'D', ...expected });
    expect(proposed[0]?.evidence).toMatch(evidence);
  });

  test('a call replaces the reminder', () => {
    const queue = queueOf({ debtors: [DEBTOR], invoices: [overdue] }, TODAY);
    expect(queue.calls).toHaveLength(1);
    expect(queue.actions).toEqual([]);
  });

  test('nothing is written twice within the pause', () => {
    const contacts = [{ debtor_id: 'D', at: '2026-02-27', channel: 'email', outcome: 'sent' } as const];
    expect(queueOf({ debtors: [DEBTOR], invoices: [invoice('F1', '2026-03-05')], contacts }, TODAY).actions).toEqual(
      [],
    );
  });

  test('an invoice that was sent again is not sent a second time', () => {
    const contacts = [
      call('2026-02-24', 'invoice_not_received'),
      { debtor_id: 'D', at: '2026-02-24', channel: 'email', outcome: 'sent' } as const,
    ];
    expect(queueOf({ debtors: [DEBTOR], invoices: [overdue], contacts }, TODAY).actions).toEqual([]);
  });

  test('who is new and of high risk by one invoice alone, but pays others well or is held for our sake, owes no deposit', () => {
    const risky = { forecast: { pVeryLate: 0.9 } };
    const small = [invoice('F1', '2026-02-02', { amount: 900 })];
    const paid = invoice('F0', '2026-01-05');
    const others: Partial<LedgerRows>[] = [
      { invoices: small },
      {
        invoices: [paid, overdue],
        payments: [{ debtor_id: 'D', invoice_id: 'F0', paid_on: '2026-01-20', amount: 1000 }],
      },
      { disputes: [{ invoice_id: 'F1', opened_on: '2026-02-20' }] },
      { invoices: [invoice('F1', '2026-03-20')] },
      { invoices: [invoice('F0', '2025-06-02', { issue_date: '2025-05-01', verified: false }), overdue] },
    ];
    const proposed = (rows: Partial<LedgerRows>): string[] =>
      queueOf({ debtors: [DEBTOR], invoices: [overdue], ...rows }, TODAY, risky).actions.map((row) => row.action);
    expect(proposed({})).toContain('propose_deposit');
    for (const rows of others) expect(proposed(rows)).not.toContain('propose_deposit');
  });

  test('terms are offered for trouble that is an exception, not to a debtor without a record', () => {
    const invoices = [invoice('F1', '2026-01-20', { amount: 4000 })];
    const queue = queueOf({ debtors: [DEBTOR], invoices }, TODAY);
    expect(queue.actions.map((row) => row.action)).not.toContain('offer_payment_plan');
  });

  test('who paid on time after a call is thanked, and listed nowhere else, when nothing is open any more', () => {
    const { invoices, payments = [], contacts = [] } = CASES.thank.rows as LedgerRows;
    const rows = { debtors: [DEBTOR], invoices: invoices.slice(0, -1), payments, contacts };
    const queue = queueOf(rows, TODAY);
    expect(queue).toMatchObject({ calls: [], suppressed: [], warnings: [] });
    expect(queue.actions).toMatchObject([{ debtor_id: 'D', action: 'thank', invoice_ids: '', due_on: TODAY }]);
    expect(queueOf(rows, '2026-03-12').actions).toEqual([]);
    expect(queueOf({ ...rows, contacts: [] }, TODAY).actions).toEqual([]);
  });
});
