import { describe, expect, test } from 'vitest';
import type { LedgerRows } from '../../src/ledger/index.ts';
import { DEBTOR, invoice, queueOf, THURSDAYS } from './queue-of.ts';

const TODAY = '2026-03-02';
const LANGUAGES = ['en', 'nl', 'fr', 'de'] as const;
const talk = (at: string, outcome: string, more = {}) => ({ debtor_id: 'D', at, channel: 'call', outcome, ...more });
const promise = (promised_on: string, due_on: string, more = {}) => ({ debtor_id: 'D', promised_on, due_on, ...more });
const KNOWN_LATER = { issue_date: '2026-02-17' };
const TWO = [invoice('F1', '2026-02-02'), invoice('F2', '2026-02-24', { amount: 300, ...KNOWN_LATER })];

/** The openings of one call in all four languages; spaces within French amounts are plain ones. */
function openings(
  rows: Record<string, unknown>,
  options = {},
  asOf = TODAY,
): Readonly<Record<(typeof LANGUAGES)[number], string>> {
  const said = LANGUAGES.map((language) => {
    const ledger = { debtors: [{ ...DEBTOR, language }], ...rows } as unknown as LedgerRows;
    return [language, queueOf(ledger, asOf, options).calls[0]?.opening ?? ''];
  });
  return Object.fromEntries(said);
}

/** What each of four openings must and must not say. */
function expectSaid(
  said: ReturnType<typeof openings>,
  words: Readonly<Record<(typeof LANGUAGES)[number], string>>,
  not: RegExp,
): void {
  for (const language of LANGUAGES) {
    expect(said[language]).toContain(words[language]);
    expect(said[language]).not.toMatch(not);
    expect(said[language]).not.toMatch(/[{}]|undefined|NaN/);
    expect(said[language]).toMatch(/\?( |$)/);
  }
}

describe('an opening speaks of an agreement', () => {
  test('with the amount that was promised, not with all that is open', () => {
    const promises = [promise('2026-02-09', '2026-02-13', { amount: 400 })];
    expectSaid(
      openings({ invoices: TWO, promises }),
      {
        en: 'a payment of 400.00 EUR by 13 February 2026, and it has not reached us',
        nl: 'een betaling van 400,00 EUR tegen 13 februari 2026 afgesproken, en die is niet binnen',
        fr: 'un paiement de 400,00 EUR pour le 13 février 2026, et il ne nous est pas parvenu',
        de: 'eine Zahlung von 400,00 EUR bis zum 13. Februar 2026 vereinbart, und sie ist nicht eingegangen',
      },
      /1.?300|1.?000|F1|F2/,
    );
  });

  test('of which a part has come', () => {
    const promises = [promise('2026-02-09', '2026-02-13', { amount: 400 })];
    const payments = [
      { payment_id: 'P', debtor_id: 'D', invoice_id: 'F1', paid_on: '2026-02-12', amount: 150, currency: 'EUR' },
    ];
    expectSaid(
      openings({ invoices: TWO, promises, payments }),
      {
        en: '400.00 EUR by 13 February 2026, and only 150.00 EUR of it has reached us',
        nl: 'daarvan is alleen 150,00 EUR binnen',
        fr: 'nous n’en avons reçu que 150,00 EUR',
        de: 'davon sind nur 150,00 EUR eingegangen',
      },
      /nicht eingegangen|niet binnen|not reached/,
    );
  });

  test('with the invoice that it names, alone', () => {
    const invoices = [invoice('F1', '2026-02-02'), invoice('F2', '2026-02-03', { amount: 300 })];
    const named = promise('2026-02-09', '2026-02-13', { invoice_id: 'F2' });
    const words = { en: 'for invoice F2', nl: 'voor factuur F2', fr: 'la facture F2', de: 'Rechnung F2' };
    expectSaid(openings({ invoices, promises: [named] }), words, /F1|1.?300|(2|two) invoices/);
    expectSaid(openings({ invoices, promises: [{ ...named, amount: 250 }] }), words, /F1|300|1.?000/);
  });

  test('with the invoices that were known then, where it names neither amount nor invoice', () => {
    const promises = [promise('2026-02-09', '2026-02-13')];
    expectSaid(
      openings({ invoices: TWO, promises }),
      {
        en: 'a payment by 13 February 2026 for invoice F1 of 1,000.00 EUR',
        nl: 'een betaling tegen 13 februari 2026 afgesproken voor factuur F1 van 1.000,00 EUR',
        fr: 'un paiement pour le 13 février 2026 concernant la facture F1 de 1 000,00 EUR',
        de: 'es ging um Rechnung F1 über 1.000,00 EUR',
      },
      /F2|1.?300/,
    );
  });

  test('to pay in parts with the amount of the instalment', () => {
    const plans = [
      { plan_id: 'Z', debtor_id: 'D', agreed_on: '2026-02-10', due_on: '2026-02-20', amount: 250 },
      { plan_id: 'Z2', debtor_id: 'D', agreed_on: '2026-02-10', due_on: '2026-03-20', amount: 250 },
    ];
    expectSaid(
      openings({ invoices: TWO, plans }),
      {
        en: 'an instalment of 250.00 EUR by 20 February 2026',
        nl: 'een termijn van 250,00 EUR tegen 20 februari 2026',
        fr: 'un versement échelonné de 250,00 EUR pour le 20 février 2026',
        de: 'eine Rate von 250,00 EUR bis zum 20. Februar 2026',
      },
      /F1|F2|1.?000|1.?300/,
    );
  });

  test('only where an invoice of the call was known when it was made', () => {
    const invoices = [invoice('F1', '2026-02-02', { verified: false }), TWO[1]];
    const [call] = queueOf(
      { debtors: [DEBTOR], invoices, promises: [promise('2026-02-09', '2026-02-13', { amount: 400 })] } as LedgerRows,
      TODAY,
    ).calls;
    expect(call).toMatchObject({ reason: 'overdue_first_contact', invoice_ids: 'F2', promise_due_on: '' });
    expect(call?.opening).toContain('voor het eerst');
  });
});

describe('an opening speaks of a talk', () => {
  test('with its day and what was due then; the rest is named apart', () => {
    expectSaid(
      openings({ invoices: TWO, contacts: [talk('2026-02-10', 'reached')] }),
      {
        en: 'We spoke on 10 February 2026 about invoice F1 of 1,000.00 EUR, due on 2 February 2026, and that is still open, and so is invoice F2 of 300.00 EUR, due on 24 February 2026:',
        nl: 'op 10 februari 2026 over factuur F1 van 1.000,00 EUR, met vervaldatum 2 februari 2026, en dat staat nog open, net als factuur F2',
        fr: 'le 10 février 2026 au sujet de la facture F1 de 1 000,00 EUR, échéance du 2 février 2026, et le montant reste dû, de même que pour la facture F2',
        de: 'am 10. Februar 2026 gesprochen, es ging um Rechnung F1 über 1.000,00 EUR, fällig am 2. Februar 2026, und das ist noch offen, ebenso Rechnung F2',
      },
      /1.?300/,
    );
  });

  test('never about an invoice that was issued since', () => {
    const [call] = queueOf(
      { debtors: [DEBTOR], invoices: [TWO[1]], contacts: [talk('2026-02-16', 'reached')] } as LedgerRows,
      TODAY,
    ).calls;
    expect(call).toMatchObject({ reason: 'overdue_first_contact', first_contact: true });
  });

  test('in which the debtor said that it has paid by asking when, whence and with which reference', () => {
    expectSaid(
      openings({ invoices: TWO, contacts: [talk('2026-02-10', 'claims_paid')] }),
      {
        en: 'On 10 February 2026 you told us that invoice F1 of 1,000.00 EUR had been paid, but we have not found the payment yet: on which day, from which account and with which reference',
        nl: 'op welke dag, van welke rekening en met welke mededeling',
        fr: 'à quelle date, de quel compte et avec quelle communication',
        de: 'an welchem Tag, von welchem Konto und mit welchem Verwendungszweck',
      },
      /F2|will you pay|betaalt u|allez-vous payer|werden Sie zahlen/,
    );
  });

  test('in which it said that it received nothing by asking whom to send it to, and says what we wrote since', () => {
    const claim = talk('2026-02-10', 'invoice_not_received', { invoice_id: 'F1' });
    const unpaid = /F2|will you pay|betaalt u|allez-vous payer|werden Sie zahlen/;
    expectSaid(
      openings({ invoices: TWO, contacts: [claim] }),
      {
        en: 'to whom may I send a copy while we speak?',
        nl: 'naar wie mag ik nu meteen een kopie sturen?',
        fr: 'à qui puis-je envoyer une copie pendant que nous parlons ?',
        de: 'an wen darf ich jetzt gleich eine Kopie schicken?',
      },
      unpaid,
    );
    const sent = { ...talk('2026-02-11', 'sent'), channel: 'email' };
    expectSaid(
      openings({ invoices: TWO, contacts: [claim, sent] }),
      {
        en: 'and we have written to you since: is all of it there now',
        nl: 'en we hebben u sindsdien geschreven',
        fr: 'et nous vous avons écrit depuis',
        de: 'und wir haben Ihnen seither geschrieben',
      },
      unpaid,
    );
  });

  test('a claim made after a promise comes before the promise that lapsed; one made before it does not', () => {
    const promises = [promise('2026-02-09', '2026-02-20', { amount: 400 })];
    const claimed = (at: string) => openings({ invoices: TWO, promises, contacts: [talk(at, 'claims_paid')] }).en;
    expect(claimed('2026-02-12')).toContain('On 12 February 2026 you told us');
    expect(claimed('2026-02-06')).toContain('We had agreed on a payment of 400.00 EUR');
  });
});

describe('an opening names the invoices that its reason is about', () => {
  test('not those that fall due later, nor those that the payment run did not miss', () => {
    const invoices = [
      invoice('F1', '2026-02-16'),
      invoice('F2', '2026-02-27', { amount: 300 }),
      invoice('F3', '2026-03-05', { amount: 12_000 }),
    ];
    const missed = openings(
      { invoices },
      { runs: { D: THURSDAYS }, policy: { paymentRun: { wait: false } } },
      '2026-03-03',
    );
    expectSaid(
      missed,
      { en: 'invoice F1 of 1,000.00 EUR', nl: 'factuur F1', fr: 'la facture F1', de: 'Rechnung F1' },
      /F2|F3|1.?300|12/,
    );
    const first = openings({ invoices }, {}, '2026-03-03');
    expectSaid(
      first,
      {
        en: '2 invoices of 1,300.00 EUR together, the oldest due on 16 February 2026',
        nl: '2 facturen van samen 1.300,00 EUR, waarvan de oudste vervaldatum',
        fr: '2 factures pour un total de 1 300,00 EUR, dont la plus ancienne échéance',
        de: '2 Rechnungen über zusammen 1.300,00 EUR, die älteste fällig',
      },
      /13.?300/,
    );
  });
});

describe('after a claim', () => {
  const promises = [promise('2026-02-09', '2026-02-25', { amount: 400 })];
  const rows = (outcome: string) =>
    ({ debtors: [DEBTOR], invoices: TWO, promises, contacts: [talk('2026-02-25', outcome)] }) as LedgerRows;

  test('no call is made for some days, even where a promise lapsed since', () => {
    expect(queueOf(rows('reached'), '2026-02-27').calls[0]?.reason).toBe('broken_promise');
    const held = queueOf(rows('claims_paid'), '2026-02-27').suppressed[0];
    // Three business days after Wednesday the 25th end with Monday.
    expect(held).toMatchObject({ reason: 'recently_contacted', until: '2026-03-03' });
    expect(held?.evidence).toBe('Said on 25 February 2026 that it has paid: we look for the money first.');
    expect(queueOf(rows('invoice_not_received'), '2026-02-27').suppressed[0]?.evidence).toContain('we send it again');
    const policy = { contacts: { afterClaimBusinessDays: 0 } };
    expect(queueOf(rows('claims_paid'), '2026-02-27', { policy }).calls[0]?.reason).toBe('broken_promise');
  });
});

describe('a wrong number', () => {
  const at = ['2026-02-16', '2026-02-18', '2026-02-20', '2026-02-24'];
  const queueAfter = (last: string, asOf = TODAY) =>
    queueOf(
      {
        debtors: [DEBTOR],
        invoices: [TWO[0]],
        contacts: at.map((day, n) => talk(day, n === at.length - 1 ? last : 'no_answer')),
      } as LedgerRows,
      asOf,
    );

  test('is no attempt, and the card says to look for another', () => {
    expect(queueAfter('no_answer').suppressed[0]?.reason).toBe('attempts_exhausted');
    expect(queueAfter('wrong_number').calls[0]?.reasons.split('|')).toContain('wrong_number');
    expect(queueAfter('wrong_number', '2026-02-25').suppressed[0]?.evidence).toBe(
      'Tried on 24 February 2026, and the number was wrong: look for another.',
    );
  });
});
