import { describe, expect, test } from 'vitest';
import { PayrhythmError } from '../../src/errors.ts';
import { parsePolicy } from '../../src/prioritise/index.ts';
import { actionsOf, DEBTOR, invoice, placeOf, queueOf, record, THURSDAYS } from './queue-of.ts';

// 2026-03-02 is a Monday. Each test shows one practice of experienced credit controllers in a queue.
const TODAY = '2026-03-02';

describe('practices of debtor management', () => {
  test('1: nobody is called who has already paid, matched or not', () => {
    const rows = { debtors: [DEBTOR], invoices: [invoice('F1', '2026-02-02')] };
    expect(placeOf(queueOf(rows, TODAY), 'D')).toBe('call:overdue_first_contact');
    const paid = { payment_id: 'P', debtor_id: 'D', invoice_id: 'F1', paid_on: '2026-02-27', amount: 1000 };
    expect(placeOf(queueOf({ ...rows, payments: [paid] }, TODAY), 'D')).toBeUndefined();
    const unmatched = { ...paid, invoice_id: null };
    const queue = queueOf({ ...rows, payments: [unmatched] }, TODAY);
    expect(placeOf(queue, 'D')).toBe('unapplied_cash');
    expect(actionsOf(queue, 'D')).toContain('match_cash');
  });

  test('2: an invoice that was not verified becomes an internal task', () => {
    const queue = queueOf({ debtors: [DEBTOR], invoices: [invoice('F1', '2026-02-02', { verified: false })] }, TODAY);
    expect(placeOf(queue, 'D')).toBe('invoice_unverified');
    expect(actionsOf(queue, 'D')).toEqual(['verify_invoice']);
  });

  test('3: a call waits for the payment run that will bring the money', () => {
    const rows = { debtors: [DEBTOR], invoices: [invoice('F1', '2026-02-27')] };
    const queue = queueOf(rows, TODAY, { runs: { D: THURSDAYS } });
    expect(placeOf(queue, 'D')).toBe('awaiting_payment_run');
    // Thursday 5 March, booked by Friday 6 March: the first call may be made the day after.
    expect(queue.suppressed[0]?.until).toBe('2026-03-07');
    expect(queue.suppressed[0]?.evidence).toContain('5 March 2026');
    expect(placeOf(queueOf(rows, '2026-03-09', { runs: { D: THURSDAYS } }), 'D')).toBe('call:missed_run');
  });

  /** Six invoices, paid on the 18th or the next business day, always late: too few for the detector. */
  const ON_THE_18TH = {
    invoices: ['2025-08-22', '2025-10-02', '2025-10-24', '2025-12-04', '2025-12-22', '2026-01-29'].map((due, k) =>
      invoice(`O${k}`, due),
    ),
    payments: ['2025-09-18', '2025-10-20', '2025-11-18', '2025-12-18', '2026-01-19', '2026-02-18'].map((day, k) => ({
      payment_id: `P${k}`,
      debtor_id: 'D',
      invoice_id: `O${k}`,
      paid_on: day,
      amount: 1000,
    })),
  };

  test('3: so it does for a run that few payments make likely, and lateness with it is no habit', () => {
    const rows = {
      debtors: [DEBTOR],
      invoices: [...ON_THE_18TH.invoices, invoice('F1', '2026-02-24')],
      payments: ON_THE_18TH.payments,
    };
    const queue = queueOf(rows, TODAY);
    expect(queue.suppressed[0]).toMatchObject({ reason: 'awaiting_payment_run', until: '2026-03-20' });
    expect(queue.suppressed[0]?.evidence).toContain('on the 18th of the month');
    expect(placeOf(queueOf(rows, '2026-03-20'), 'D')).toBe('call:overdue_first_contact');
    const impatient = { paymentRun: { possibleRunChance: 1 } };
    expect(placeOf(queueOf(rows, TODAY, { policy: impatient }), 'D')).toBe('call:overdue_first_contact');
  });

  test('3: only some days after the due date, so that a payment on the due date is seen', () => {
    const rows = { debtors: [DEBTOR], invoices: [invoice('F1', '2026-03-02')] };
    expect(placeOf(queueOf(rows, '2026-03-03'), 'D')).toBe('no_action');
    expect(placeOf(queueOf(rows, '2026-03-04'), 'D')).toBe('call:overdue_first_contact');
  });

  test('4: the caller knows that it is the first contact, and asks kindly', () => {
    const rows = { debtors: [DEBTOR], invoices: [invoice('F1', '2026-02-02')] };
    const [first] = queueOf(rows, TODAY).calls;
    expect(first?.first_contact).toBe(true);
    expect(first?.opening).toContain('voor het eerst');
    const spoken = { debtor_id: 'D', at: '2026-02-10', channel: 'call', outcome: 'reached' } as const;
    const [second] = queueOf({ ...rows, contacts: [spoken] }, TODAY).calls;
    expect(second).toMatchObject({ first_contact: false, reason: 'overdue_follow_up', last_contact_at: '2026-02-10' });
  });

  test('5: excuses are allowed once: the next call is a follow-up that shows every excuse, who heard it and when', () => {
    const said = (at: string, agent: string, note: string) =>
      ({ debtor_id: 'D', at, channel: 'call', outcome: 'reached', agent, note }) as const;
    const contacts = [said('2026-02-10', 'Anna', 'boekhouder is ziek'), said('2026-02-19', 'Jan', 'bank was gesloten')];
    const [call] = queueOf({ debtors: [DEBTOR], invoices: [invoice('F1', '2026-02-02')], contacts }, TODAY).calls;
    expect(call?.reasons.split('|')).toEqual(expect.arrayContaining(['overdue_follow_up', 'calls_ignored']));
    expect(call?.said).toBe(
      '2026-02-19, Jan: gesproken – bank was gesloten | 2026-02-10, Anna: gesproken – boekhouder is ziek',
    );
    expect(call?.opening).toMatch(/^We spraken elkaar op 19 februari 2026 over factuur F1.*op welke dag betaalt u\?$/);
    // Whether the reason is an old one is to be noted down.
    expect(call?.note).toContain('of die al eerder gegeven is');
  });

  test('6: after repeated attempts the channel changes', () => {
    const at = ['2026-02-16', '2026-02-18', '2026-02-20', '2026-02-24'];
    const contacts = at.map((day) => ({ debtor_id: 'D', at: day, channel: 'call', outcome: 'no_answer' }) as const);
    const queue = queueOf({ debtors: [DEBTOR], invoices: [invoice('F1', '2026-02-02')], contacts }, TODAY);
    expect(placeOf(queue, 'D')).toBe('attempts_exhausted');
    expect(actionsOf(queue, 'D')).toEqual(['send_letter_or_email']);
  });

  test('7: a promise that lapsed is called about at once, and first', () => {
    const rows = {
      debtors: [DEBTOR],
      invoices: [invoice('F1', '2026-02-02'), invoice('G1', '2026-02-02', { debtor_id: 'G', amount: 90_000 })],
      contacts: [{ debtor_id: 'D', at: '2026-02-23', channel: 'call', outcome: 'promised' } as const],
      promises: [{ promise_id: 'Z', debtor_id: 'D', promised_on: '2026-02-23', due_on: '2026-02-26', amount: 1000 }],
    };
    expect(placeOf(queueOf(rows, '2026-02-27'), 'D')).toBe('promise_pending');
    const { calls } = queueOf(rows, '2026-02-28');
    expect(calls.map((call) => call.debtor_id)).toEqual(['D', 'G']);
    expect(calls[0]).toMatchObject({ reason: 'broken_promise', promise_due_on: '2026-02-26', rank: 1 });
  });

  test('8: the row prepares the caller: open amount, earlier agreement, last contact by whom and what was said', () => {
    const said = { agent: 'Thomas', note: 'betaalt de helft, rest later' };
    const contacts = [{ debtor_id: 'D', at: '2026-02-10', channel: 'call', outcome: 'promised', ...said } as const];
    const promises = [{ debtor_id: 'D', promised_on: '2026-02-10', due_on: '2026-02-20', amount: 750 }];
    const debtors = [{ ...DEBTOR, name: 'Bakkerij De Aar', contact_name: 'Lotte', phone: '085 000 4036' }];
    const invoices = [
      invoice('F1', '2026-02-02'),
      invoice('F2', '2026-02-06'),
      invoice('C1', '2026-02-06', { amount: -250 }),
    ];
    const [call] = queueOf({ debtors, invoices, contacts, promises }, TODAY).calls;
    expect(call).toMatchObject({
      name: 'Bakkerij De Aar',
      contact_name: 'Lotte',
      phone: '085 000 4036',
      open_amount: 1750,
      overdue_amount: 2000,
      invoice_ids: 'F1|F2',
      last_contact_at: '2026-02-10',
      last_contact_outcome: 'promised',
      last_contact_agent: 'Thomas',
      last_contact_note: 'betaalt de helft, rest later',
      promise_due_on: '2026-02-20',
      promise_amount: 750,
      days_overdue: 28,
    });
    expect(call?.opening).toContain('750,00 EUR tegen 20 februari 2026');
    expect(call?.behaviour).toContain('De enige betaalafspraak is niet nagekomen.');
    for (const part of [call?.questions, call?.offer, call?.note]) expect(part).not.toBe('');
  });

  test('9: habitual late payers are called before the due date', () => {
    const past = record(20, 12);
    const rows = {
      debtors: [DEBTOR],
      invoices: [...past.invoices, invoice('F1', '2026-03-05')],
      payments: past.payments,
    };
    const [call] = queueOf(rows, TODAY).calls;
    expect(call).toMatchObject({
      reason: 'habitual_late_pre_due',
      timing: 'pre_due',
      habitual_late: true,
      days_overdue: 0,
    });
    expect(call?.opening).toContain('goedgekeurd');
    expect(placeOf(queueOf(rows, TODAY, { policy: { preDue: { enabled: false } } }), 'D')).toBe('no_action');
  });

  test('9: so are those who often say that they never received the invoice', () => {
    const said = (at: string) => ({ debtor_id: 'D', at, channel: 'call', outcome: 'invoice_not_received' }) as const;
    const rows = {
      debtors: [DEBTOR],
      invoices: [invoice('F1', '2026-03-05')],
      contacts: [said('2025-09-01'), said('2025-11-03')],
    };
    expect(placeOf(queueOf(rows, TODAY), 'D')).toBe('call:not_received_pre_due');
  });

  test('9: lateness that a run explains makes nobody habitually late', () => {
    // Due on Mondays, paid the Thursdays after: always late, always with the run.
    const past = record(20, 3);
    const rows = {
      debtors: [DEBTOR],
      invoices: [...past.invoices, invoice('F1', '2026-03-05')],
      payments: past.payments,
    };
    expect(placeOf(queueOf(rows, TODAY), 'D')).toBe('call:habitual_late_pre_due');
    expect(placeOf(queueOf(rows, TODAY, { runs: { D: THURSDAYS } }), 'D')).toBe('no_action');
  });

  test('10: an agreed date is waited for and then acted on', () => {
    const rows = {
      debtors: [DEBTOR],
      invoices: [invoice('F1', '2026-02-02')],
      promises: [{ promise_id: 'Z', debtor_id: 'D', promised_on: '2026-02-20', due_on: '2026-03-04', amount: 1000 }],
    };
    const queue = queueOf(rows, TODAY);
    expect(queue.suppressed[0]).toMatchObject({ reason: 'promise_pending', until: '2026-03-06' });
    expect(queue.suppressed[0]?.evidence).toContain('1,000.00 EUR by 4 March 2026');
    const half = { payment_id: 'P', debtor_id: 'D', invoice_id: 'F1', paid_on: '2026-03-04', amount: 500 };
    expect(placeOf(queueOf({ ...rows, payments: [half] }, '2026-03-06'), 'D')).toBe('call:broken_promise');
  });

  test('11: a dispute is settled inside the company first', () => {
    const rows = {
      debtors: [DEBTOR],
      invoices: [invoice('F1', '2026-02-02')],
      disputes: [{ dispute_id: 'X', invoice_id: 'F1', opened_on: '2026-02-20', reason: 'quantity' }],
    };
    const queue = queueOf(rows, TODAY);
    expect(queue.suppressed[0]).toMatchObject({ reason: 'dispute_open', until: '' });
    expect(actionsOf(queue, 'D')).toEqual(['resolve_dispute']);
  });

  test('12: reminder before due, free first reminder after it, then the call', () => {
    const debtors = [{ debtor_id: 'D', kind: 'consumer', country: 'BE' } as const];
    const invoices = [invoice('F1', '2026-02-10', { amount: 200 })];
    expect(actionsOf(queueOf({ debtors, invoices }, '2026-02-06'), 'D')).toEqual(['send_pre_due_reminder']);
    const due = queueOf({ debtors, invoices }, '2026-02-11');
    expect(due.suppressed[0]).toMatchObject({ reason: 'first_reminder_required', until: '' });
    expect(actionsOf(due, 'D')).toEqual(['send_first_reminder']);
    const contacts = [{ debtor_id: 'D', at: '2026-02-11', channel: 'email', outcome: 'sent' } as const];
    const running = queueOf({ debtors, invoices, contacts }, '2026-02-20');
    // Sent on the 11th, 14 calendar days from the 12th: through the 25th.
    expect(running.suppressed[0]).toMatchObject({ reason: 'reminder_term_running', until: '2026-02-26' });
    expect(placeOf(queueOf({ debtors, invoices, contacts }, '2026-02-26'), 'D')).toBe('call:overdue_first_contact');
  });

  test('13: the policy is a document; a misspelt key is refused with the key that was meant', () => {
    expect(() => parsePolicy({ callPerDay: 10 })).toThrow(
      'the policy has no key "callPerDay": did you mean "callsPerDay"?',
    );
    expect(() => parsePolicy({ callPerDay: 10 })).toThrow(PayrhythmError);
    expect(() => parsePolicy({ preDue: { enable: true } })).toThrow(
      'the policy has no key "preDue.enable": did you mean "enabled"?',
    );
    expect(() => parsePolicy({ callsPerDay: -1 })).toThrow(/policy key "callsPerDay" is not usable/);
  });

  test('13: calls follow an agreed scenario in the debtor’s language, and what came of them decides the next day', () => {
    const speaking = (language: string) => ({
      debtors: [{ ...DEBTOR, language }],
      invoices: [invoice('F1', '2026-02-02')],
    });
    const openings = ['nl', 'fr', 'de', 'en'].map((language) => queueOf(speaking(language), TODAY).calls[0]?.opening);
    expect(openings[1]).toContain('première fois');
    expect(openings[2]).toContain('zum ersten Mal');
    expect(openings[3]).toContain('for the first time');
    expect(new Set(openings).size).toBe(4);
    const outcome = (said: 'reached' | 'no_answer' | 'disputed' | 'claims_paid') =>
      queueOf(
        { ...speaking('nl'), contacts: [{ debtor_id: 'D', at: '2026-02-27', channel: 'call', outcome: said }] },
        TODAY,
      );
    expect(placeOf(outcome('reached'), 'D')).toBe('recently_contacted');
    expect(placeOf(outcome('disputed'), 'D')).toBe('dispute_open');
    expect(actionsOf(outcome('claims_paid'), 'D')).toEqual(['match_cash']);
    // Tried on Friday: two business days are Monday and Tuesday.
    expect(outcome('no_answer').suppressed[0]).toMatchObject({ reason: 'recently_contacted', until: '2026-03-04' });
  });

  test('13: the team is told in the policy: who calls, in which language, for how long', () => {
    const rows = { debtors: [{ ...DEBTOR, language: 'fr' }], invoices: [invoice('F1', '2026-02-02')] };
    const agents = [
      { name: 'Anna', languages: ['nl'] },
      { name: 'Chantal', languages: ['fr'], minutesPerDay: 60 },
    ];
    expect(queueOf(rows, TODAY, { policy: { agents } }).calls[0]).toMatchObject({ agent: 'Chantal', language: 'fr' });
    expect(queueOf(rows, TODAY, { policy: { agents: agents.slice(0, 1) } }).suppressed[0]).toMatchObject({
      reason: 'over_capacity',
      evidence: 'Rank 1 of 1 worth calling, but no agent speaks its language (fr).',
    });
  });

  test('14: escalation comes after repeated failure, as a proposal beside the call', () => {
    const contacts = ['2026-01-12', '2026-01-26', '2026-02-09'].map(
      (at) => ({ debtor_id: 'D', at, channel: 'call', outcome: 'reached' }) as const,
    );
    const queue = queueOf({ debtors: [DEBTOR], invoices: [invoice('F1', '2025-12-15')], contacts }, TODAY);
    expect(placeOf(queue, 'D')).toBe('call:overdue_follow_up');
    expect(actionsOf(queue, 'D')).toEqual(['propose_escalation']);
    expect(queue.actions[0]?.evidence).toContain('a human decides');
  });

  test('15: nobody is forgotten: temporary trouble is offered terms, who pays after a call is thanked', () => {
    const good = record(20, -2);
    const large = invoice('F1', '2026-01-12', { amount: 5000 });
    const trouble = queueOf({ debtors: [DEBTOR], invoices: [...good.invoices, large], payments: good.payments }, TODAY);
    expect(actionsOf(trouble, 'D')).toEqual(['offer_payment_plan']);

    const late = record(20, 12);
    const thanked = queueOf(
      {
        debtors: [DEBTOR],
        invoices: [...late.invoices, invoice('F1', '2026-02-27'), invoice('F2', '2026-04-20')],
        payments: [
          ...late.payments,
          { payment_id: 'P', debtor_id: 'D', invoice_id: 'F1', paid_on: '2026-02-26', amount: 1000 },
        ],
        contacts: [{ debtor_id: 'D', at: '2026-02-20', channel: 'call', outcome: 'reached' }],
      },
      TODAY,
    );
    expect(placeOf(thanked, 'D')).toBe('no_action');
    expect(actionsOf(thanked, 'D')).toEqual(['thank']);
  });

  test('15: who paid after a call is thanked even when nothing is open any more, and is chased no longer', () => {
    const late = record(20, 12);
    const paid = { payment_id: 'P', debtor_id: 'D', invoice_id: 'F1', paid_on: '2026-02-26', amount: 1000 };
    const queue = queueOf(
      {
        debtors: [DEBTOR],
        invoices: [...late.invoices, invoice('F1', '2026-02-27')],
        payments: [...late.payments, paid],
        contacts: [{ debtor_id: 'D', at: '2026-02-20', channel: 'call', outcome: 'promised' }],
      },
      TODAY,
    );
    expect(placeOf(queue, 'D')).toBeUndefined();
    expect(actionsOf(queue, 'D')).toEqual(['thank']);
  });

  test('16: a large payment gets a personal call before it is due', () => {
    const rows = { debtors: [DEBTOR], invoices: [invoice('F1', '2026-03-05', { amount: 25_000 })] };
    const [call] = queueOf(rows, TODAY).calls;
    expect(call).toMatchObject({ reason: 'high_value_pre_due', timing: 'pre_due' });
    expect(call?.opening).toContain('persoonlijk');
    // Its payment run brings large amounts too: practice 3.
    expect(placeOf(queueOf(rows, TODAY, { runs: { D: THURSDAYS } }), 'D')).toBe('no_action');
    const ceiling = { paymentRun: { maximumAmount: 20_000 } };
    expect(placeOf(queueOf(rows, TODAY, { runs: { D: THURSDAYS }, policy: ceiling }), 'D')).toBe(
      'call:high_value_pre_due',
    );
  });

  test('17: a new debtor of high risk is proposed for a deposit; calls can be held out to measure them', () => {
    const rows = { debtors: [DEBTOR], invoices: [invoice('F1', '2026-02-02')] };
    const queue = queueOf(rows, TODAY, { forecast: { pVeryLate: 0.7 } });
    expect(actionsOf(queue, 'D')).toEqual(['propose_deposit']);

    const invoices = Array.from({ length: 300 }, (_, k) => invoice(`F${k}`, '2026-02-02', { debtor_id: `D${k}` }));
    const measured = queueOf({ invoices }, TODAY, { policy: { holdoutShare: 0.2, callsPerDay: 1000 } });
    const heldOut = measured.suppressed.filter((row) => row.reason === 'holdout');
    expect(heldOut.length).toBeGreaterThan(35);
    expect(heldOut.length).toBeLessThan(85);
    expect(new Set(heldOut.map((row) => row.propensity))).toEqual(new Set([0.2]));
    expect(new Set(measured.calls.map((row) => row.propensity))).toEqual(new Set([0.8]));
  });
});
