import { describe, expect, test } from 'vitest';
import type { LedgerRows } from '../../src/ledger/index.ts';
import { SUPPRESSION_REASONS, type SuppressedDebtor } from '../../src/prioritise/index.ts';
import { DEBTOR, invoice, placeOf, type QueueOptions, queueOf, THURSDAYS } from './queue-of.ts';

const TODAY = '2026-03-02';
const overdue = invoice('F1', '2026-02-02');
const call = (at: string, outcome: 'reached' | 'no_answer') =>
  ({ debtor_id: 'D', at, channel: 'call', outcome }) as const;

interface Case {
  readonly rows?: Partial<LedgerRows>;
  readonly options?: QueueOptions;
  readonly until: string;
  readonly evidence: RegExp;
}

/** One case a reason: what brings it about, until when, and what is said. */
const CASES: Readonly<Record<SuppressedDebtor['reason'], Case>> = {
  unapplied_cash: {
    rows: { payments: [{ payment_id: 'P', debtor_id: 'D', paid_on: '2026-02-26', amount: 850 }] },
    until: '',
    evidence: /^850\.00 EUR came in that is not matched yet, against 1,000\.00 EUR/,
  },
  awaiting_payment_run: {
    rows: { invoices: [invoice('F1', '2026-02-27')] },
    options: { runs: { D: THURSDAYS } },
    until: '2026-03-07',
    evidence: /^It paid on a Thursday on 38 of 40 .* should come with the run of 5 March 2026\.$/,
  },
  promise_pending: {
    rows: { promises: [{ debtor_id: 'D', promised_on: '2026-02-27', due_on: '2026-03-06' }] },
    until: '2026-03-10',
    evidence: /^Promised on 27 February 2026 to pay 1,000\.00 EUR by 6 March 2026\.$/,
  },
  plan_on_track: {
    rows: {
      plans: [
        { debtor_id: 'D', agreed_on: '2026-02-10', due_on: '2026-02-20', amount: 500 },
        { debtor_id: 'D', agreed_on: '2026-02-10', due_on: '2026-03-20', amount: 500 },
      ],
      payments: [{ payment_id: 'P', debtor_id: 'D', invoice_id: 'F1', paid_on: '2026-02-20', amount: 500 }],
    },
    until: '2026-03-24',
    evidence: /next 500\.00 EUR is due on 20 March 2026/,
  },
  dispute_open: {
    rows: { disputes: [{ invoice_id: 'F1', opened_on: '2026-02-20', reason: 'price' }] },
    until: '',
    evidence: /^Invoice F1 of 1,000\.00 EUR disputed since 20 February 2026 \(price\)/,
  },
  invoice_unverified: {
    rows: { invoices: [{ ...overdue, verified: false }] },
    until: '',
    evidence: /not checked yet that invoice F1/,
  },
  first_reminder_required: {
    rows: { debtors: [{ ...DEBTOR, kind: 'consumer', country: 'BE' }] },
    until: '',
    evidence: /consumers in Belgium.*free first reminder/,
  },
  reminder_term_running: {
    rows: {
      debtors: [{ ...DEBTOR, kind: 'consumer', country: 'BE' }],
      contacts: [{ debtor_id: 'D', at: '2026-02-18', channel: 'letter', outcome: 'sent' }],
    },
    // Posted on Wednesday the 18th: the term begins on the third business day, Monday the 23rd, and runs 14 days.
    until: '2026-03-09',
    evidence: /its term of 14 days runs through 8 March 2026/,
  },
  recently_contacted: {
    rows: { contacts: [call('2026-02-25', 'reached')] },
    until: '2026-03-05',
    evidence: /^Spoken to on 25 February 2026 \(reached\)/,
  },
  attempts_exhausted: {
    rows: { contacts: ['2026-02-16', '2026-02-18', '2026-02-20', '2026-02-24'].map((at) => call(at, 'no_answer')) },
    until: '2026-03-11',
    evidence: /^Called 4 times in a row without an answer, last on 24 February 2026/,
  },
  direct_debit: { rows: { debtors: [{ ...DEBTOR, direct_debit: true }] }, until: '', evidence: /by direct debit/ },
  do_not_call: { rows: { debtors: [{ ...DEBTOR, do_not_call: true }] }, until: '', evidence: /Asked not to be called/ },
  handed_over: {
    rows: { debtors: [{ ...DEBTOR, handed_over_on: '2026-01-05' }] },
    until: '',
    evidence: /Handed over on 5 January 2026/,
  },
  insolvency: {
    rows: { debtors: [{ ...DEBTOR, insolvent_on: '2026-01-05' }] },
    until: '',
    evidence: /Insolvent since 5 January 2026/,
  },
  below_minimum: {
    rows: { invoices: [{ ...overdue, amount: 20 }] },
    until: '',
    evidence: /^20\.00 EUR is to be called about; calls are made from 25\.00 EUR/,
  },
  stale_cash: {
    options: { staleCash: '2026-02-20' },
    until: '2026-03-03',
    evidence: /^The newest booked payment is of 20 February 2026: it may have been paid since\.$/,
  },
  not_worth_a_call: {
    options: { forecast: { pPaidSoon: 0.95, expectedDays: 2, quantiles: [1, 1, 3], pVeryLate: 0 } },
    until: '2026-03-03',
    evidence: /95 % of the money is likely to come within three business days/,
  },
  over_capacity: {
    options: { policy: { callsPerDay: 0 } },
    until: '2026-03-03',
    evidence: /^Rank 1 of 1 worth calling; 0 calls fit today\.$/,
  },
  holdout: {
    options: { policy: { holdoutShare: 0.9, holdoutSeed: 3 } },
    until: '2026-03-12',
    evidence: /^Left out at random/,
  },
  no_action: {
    rows: { invoices: [invoice('F1', '2026-03-20')] },
    until: '2026-03-24',
    evidence: /^Nothing to call about: invoice F1 of 1,000\.00 EUR is not due before 20 March 2026\.$/,
  },
};

describe('suppression reasons', () => {
  test.each(SUPPRESSION_REASONS)('%s', (reason) => {
    const { rows, options, until, evidence } = CASES[reason];
    const queue = queueOf({ debtors: [DEBTOR], invoices: [overdue], ...rows }, TODAY, options);
    expect(queue.calls).toEqual([]);
    expect(queue.suppressed).toHaveLength(1);
    expect(queue.suppressed[0]).toMatchObject({ debtor_id: 'D', reason, until });
    expect(queue.suppressed[0]?.evidence).toMatch(evidence);
  });

  test('without any of them the debtor is called', () => {
    expect(placeOf(queueOf({ debtors: [DEBTOR], invoices: [overdue] }, TODAY), 'D')).toBe('call:overdue_first_contact');
  });
});

describe('stale cash', () => {
  test('holds calls about what is due, not the calls before', () => {
    const rows = { debtors: [DEBTOR], invoices: [invoice('F9', '2026-03-06', { amount: 20_000 })] };
    const options = { staleCash: '2026-02-20' };
    expect(placeOf(queueOf(rows, TODAY, options), 'D')).toBe('call:high_value_pre_due');
    const both = { ...rows, invoices: [...rows.invoices, overdue] };
    expect(placeOf(queueOf(both, TODAY, options), 'D')).toBe('stale_cash');
  });
});

describe('gates look at each invoice', () => {
  test('the call is about the invoices that no gate holds', () => {
    const invoices = [
      overdue,
      invoice('F2', '2026-02-03'),
      invoice('F3', '2026-02-04', { verified: false }),
      invoice('F4', '2026-04-01'),
    ];
    const disputes = [{ invoice_id: 'F2', opened_on: '2026-02-20' }];
    const [row] = queueOf({ debtors: [DEBTOR], invoices, disputes }, TODAY).calls;
    expect(row).toMatchObject({ invoice_ids: 'F1', open_amount: 4000, overdue_amount: 3000 });
  });

  test('where all are held, the largest amount gives the reason and the first to be free the date', () => {
    const invoices = [
      invoice('F1', '2026-02-02', { verified: false }),
      invoice('F2', '2026-02-03', { amount: 3000 }),
      invoice('F3', '2026-03-20'),
    ];
    const disputes = [{ invoice_id: 'F2', opened_on: '2026-02-20' }];
    const queue = queueOf({ debtors: [DEBTOR], invoices, disputes }, TODAY);
    expect(queue.suppressed[0]).toMatchObject({ reason: 'dispute_open', until: '2026-03-24' });
  });

  test('the date is that of the last hold to end, whichever gives the reason', () => {
    const promises = [{ debtor_id: 'D', promised_on: '2026-02-20', due_on: '2026-02-27', amount: 1000 }];
    const contacts = [call('2026-02-27', 'reached')];
    const rows = { debtors: [DEBTOR], invoices: [overdue], promises, contacts };
    // The promise is pending through Monday, the conversation holds for five business days.
    expect(queueOf(rows, TODAY).suppressed[0]).toMatchObject({ reason: 'promise_pending', until: '2026-03-07' });
    const unverified = { ...rows, invoices: [{ ...overdue, verified: false }] };
    expect(queueOf(unverified, TODAY).suppressed[0]).toMatchObject({ reason: 'promise_pending', until: '' });
  });

  test('over capacity keeps its rank in a column; nothing else has one', () => {
    const rows = { debtors: [DEBTOR], invoices: [overdue, invoice('G1', '2026-02-02', { debtor_id: 'G' })] };
    const full = queueOf(rows, TODAY, { policy: { callsPerDay: 1 } });
    expect(full.suppressed.map(({ reason, rank }) => [reason, rank])).toEqual([['over_capacity', 2]]);
    const held = queueOf({ ...rows, contacts: [call('2026-02-27', 'reached')] }, TODAY);
    expect(held.suppressed[0]).toMatchObject({ reason: 'recently_contacted', rank: null });
  });

  test('a dispute said on the phone holds until it is registered or a month is over', () => {
    const contacts = [
      { debtor_id: 'D', at: '2026-02-10', channel: 'call', outcome: 'disputed', invoice_id: 'F1' } as const,
    ];
    const rows = { debtors: [DEBTOR], invoices: [overdue], contacts };
    expect(queueOf(rows, TODAY).suppressed[0]).toMatchObject({ reason: 'dispute_open', until: '2026-03-13' });
    expect(placeOf(queueOf(rows, '2026-03-13'), 'D')).toBe('call:overdue_follow_up');
    const settled = [{ invoice_id: 'F1', opened_on: '2026-02-10', resolved_on: '2026-02-20' }];
    expect(placeOf(queueOf({ ...rows, disputes: settled }, TODAY), 'D')).toBe('call:overdue_follow_up');
  });

  test('a returned direct debit is called about', () => {
    const payments = [
      { payment_id: 'P1', debtor_id: 'D', invoice_id: 'F1', paid_on: '2026-02-02', amount: 1000 },
      {
        payment_id: 'P2',
        debtor_id: 'D',
        invoice_id: 'F1',
        paid_on: '2026-02-05',
        amount: -1000,
        kind: 'returned' as const,
      },
    ];
    const queue = queueOf({ debtors: [{ ...DEBTOR, direct_debit: true }], invoices: [overdue], payments }, TODAY);
    expect(placeOf(queue, 'D')).toBe('call:overdue_first_contact');
  });
});

describe('ceilings of a run wait', () => {
  const rows = { debtors: [DEBTOR], invoices: [invoice('F1', '2026-02-27')] };
  test.each([
    ['the amount', { policy: { paymentRun: { maximumAmount: 900 } } }, THURSDAYS],
    ['the days', { policy: { paymentRun: { maximumWaitDays: 5 } } }, THURSDAYS],
    ['two runs that were missed', {}, { ...THURSDAYS, missedRuns: 2 }],
    ['the policy', { policy: { paymentRun: { wait: false } } }, THURSDAYS],
  ])('%s ends it', (_, options, run) => {
    expect(placeOf(queueOf(rows, '2026-03-03', { ...options, runs: { D: run } }), 'D')).toMatch(/^call:/);
  });

  test('after one missed run the call is about what that run left unpaid', () => {
    const missed = { debtors: [DEBTOR], invoices: [invoice('F1', '2026-02-27'), invoice('OLD', '2026-02-17')] };
    const { calls } = queueOf(missed, '2026-03-03', { runs: { D: { ...THURSDAYS, missedRuns: 1 } } });
    expect(calls[0]).toMatchObject({ reason: 'missed_run', invoice_ids: 'OLD' });
  });
});

describe('credit', () => {
  test('a debtor whose credit notes cover all is listed with an action, not called', () => {
    const invoices = [overdue, invoice('C1', '2026-02-10', { amount: -1200 })];
    const queue = queueOf({ debtors: [DEBTOR], invoices }, TODAY);
    expect(queue.suppressed[0]).toMatchObject({ reason: 'no_action', open_amount: -200 });
    expect(queue.actions.map((row) => row.action)).toEqual(['match_cash']);
  });

  test('cash of the group’s payer that equals an invoice holds the call', () => {
    const rows = {
      debtors: [{ ...DEBTOR, payer_id: 'HQ' }, { debtor_id: 'HQ' }],
      invoices: [overdue],
      payments: [{ payment_id: 'P', debtor_id: 'HQ', paid_on: '2026-02-26', amount: 1000 }],
    };
    expect(placeOf(queueOf(rows, TODAY), 'D')).toBe('unapplied_cash');
  });

  test('a balance from a returned payment that is not matched is listed', () => {
    const rows = {
      debtors: [DEBTOR],
      invoices: [overdue],
      payments: [
        { payment_id: 'P1', debtor_id: 'D', invoice_id: 'F1', paid_on: '2026-02-02', amount: 1000 },
        { payment_id: 'P2', debtor_id: 'D', paid_on: '2026-02-05', amount: -1000, kind: 'returned' as const },
      ],
    };
    const queue = queueOf(rows, TODAY);
    expect(queue.suppressed[0]).toMatchObject({ reason: 'no_action', open_amount: 1000, p_late: null });
  });
});
