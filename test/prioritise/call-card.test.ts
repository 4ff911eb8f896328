import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import type { PaymentRun } from '../../src/features/index.ts';
import { decisionFiles } from '../../src/io/rank-output.ts';
import type { LedgerRows } from '../../src/ledger/index.ts';
import { sayRun } from '../../src/prioritise/speech/say-run.ts';
import { DEBTOR, invoice, NO_RUN, queueOf, record, THURSDAYS } from './queue-of.ts';

const TODAY = '2026-03-02';
const LANGUAGES = ['en', 'nl', 'fr', 'de'] as const;
const talk = (at: string, outcome: string, more = {}) => ({ debtor_id: 'D', at, channel: 'call', outcome, ...more });
const callOf = (rows: Record<string, unknown>, options = {}) =>
  queueOf({ debtors: [DEBTOR], ...rows } as unknown as LedgerRows, TODAY, options).calls[0];
const F1 = invoice('F1', '2026-02-02');

describe('the call card', () => {
  test('says whom to ask for, and what was said last, by whom', () => {
    const debtors = [{ ...DEBTOR, name: 'Bakkerij De Aar', contact_name: 'Lotte', phone: '+31 85 000 4036' }];
    const contacts = [
      talk('2026-02-09', 'reached', { agent: 'Anna', note: 'boekhouder is ziek' }),
      talk('2026-02-12', 'promised', { agent: 'Thomas' }),
      talk('2026-02-20', 'no_answer', { agent: 'Mieke', note: 'tried\ntwice' }),
    ];
    expect(callOf({ debtors, invoices: [F1], contacts })).toMatchObject({
      name: 'Bakkerij De Aar',
      contact_name: 'Lotte',
      phone: '+31 85 000 4036',
      last_contact_at: '2026-02-20',
      last_contact_agent: 'Mieke',
      last_contact_note: 'tried twice',
      said: '2026-02-12, Thomas: betaling beloofd | 2026-02-09, Anna: gesproken – boekhouder is ziek',
    });
    expect(callOf({ invoices: [F1] })).toMatchObject({ last_contact_agent: '', last_contact_note: '', said: '' });
  });

  test('tells three conversations on one line each, whatever is in the notes', () => {
    const contacts = ['2026-01-05', '2026-01-12', '2026-01-19', '2026-01-26'].map((at, n) =>
      talk(at, 'reached', { note: n === 3 ? `a | b\r\n${'x'.repeat(300)}` : `note ${n}` }),
    );
    const said = callOf({ invoices: [F1], contacts })?.said.split(' | ') ?? [];
    expect(said).toHaveLength(3);
    expect(said[0]).toMatch(/^2026-01-26: gesproken – a \/ b x+…$/);
    expect(said[0]?.length).toBeLessThan(240);
    expect(said[2]).toBe('2026-01-12: gesproken – note 1');
  });

  test('has the amount of the promise that lapsed, and none where none was named', () => {
    const promise = { debtor_id: 'D', promised_on: '2026-02-09', due_on: '2026-02-13' };
    const promises = (more = {}) => ({ invoices: [F1], promises: [{ ...promise, ...more }] });
    expect(callOf(promises({ amount: 400 }))).toMatchObject({ promise_due_on: '2026-02-13', promise_amount: 400 });
    expect(callOf(promises())).toMatchObject({ promise_due_on: '2026-02-13', promise_amount: null });
    expect(callOf({ invoices: [F1] })).toMatchObject({ promise_due_on: '', promise_amount: null });
  });

  test.each([
    [
      'en',
      'It paid 20 of its last 20 invoices late, half of them 12 days after the due date or sooner. It pays every Thursday. It did not keep the one promise it made.',
    ],
    [
      'nl',
      'Van de laatste 20 facturen zijn er 20 te laat betaald, de helft 12 dagen na de vervaldag of eerder. Er wordt betaald elke donderdag. De enige betaalafspraak is niet nagekomen.',
    ],
    [
      'fr',
      'Sur les 20 dernières factures, 20 payées en retard ; la moitié 12 jours après l’échéance ou plus tôt. Les paiements partent chaque jeudi. La seule promesse faite n’a pas été tenue.',
    ],
    [
      'de',
      'Von den letzten 20 Rechnungen wurden 20 zu spät bezahlt, die Hälfte 12 Tage nach Fälligkeit oder früher. Gezahlt wird jeden Donnerstag. Die einzige Zusage wurde nicht gehalten.',
    ],
  ])('says in %s how the debtor pays', (language, behaviour) => {
    const { invoices, payments } = record(25, 12);
    const promises = [{ debtor_id: 'D', promised_on: '2026-02-09', due_on: '2026-02-13', amount: 400 }];
    const rows = { debtors: [{ ...DEBTOR, language }], invoices: [...invoices, F1], payments, promises };
    expect(callOf(rows, { runs: { D: THURSDAYS } })?.behaviour).toBe(behaviour);
  });

  test('says how the debtor pays from little', () => {
    expect(callOf({ invoices: [F1] })?.behaviour).toBe('Er is nog niets bekend over hoe er betaald wordt.');
    const { invoices, payments } = record(1, -1);
    const rows = { debtors: [{ ...DEBTOR, language: 'en' }], invoices: [...invoices, F1], payments };
    expect(callOf(rows)?.behaviour).toMatch(/^It has paid one invoice so far, \d days? before the due date\.$/);
    const kept = [
      { debtor_id: 'D', promised_on: '2025-01-01', due_on: '2025-01-05', amount: 500 },
      { debtor_id: 'D', promised_on: '2026-02-09', due_on: '2026-02-13', amount: 400 },
    ];
    expect(callOf({ ...rows, promises: kept })?.behaviour).toContain('It kept 1 of 2 promises.');
  });

  test('asks, offers and notes down what fits the kind of call, in four languages', () => {
    const kinds: Readonly<Record<string, Record<string, unknown>>> = {
      first: { invoices: [F1] },
      again: { invoices: [F1], contacts: [talk('2026-02-10', 'reached')] },
      paid: { invoices: [F1], contacts: [talk('2026-02-10', 'claims_paid')] },
      lost: { invoices: [F1], contacts: [talk('2026-02-10', 'invoice_not_received')] },
      broken: { invoices: [F1], promises: [{ debtor_id: 'D', promised_on: '2026-02-09', due_on: '2026-02-13' }] },
      large: { invoices: [invoice('F2', '2026-03-05', { amount: 25_000 })] },
    };
    for (const language of LANGUAGES) {
      const cards = Object.values(kinds).map((rows) => callOf({ debtors: [{ ...DEBTOR, language }], ...rows }));
      for (const part of ['questions', 'offer', 'note'] as const) {
        const texts = cards.map((card) => card?.[part] ?? '');
        expect(new Set(texts).size).toBe(cards.length);
        for (const text of texts) expect(text).not.toBe('');
      }
      for (const card of cards) for (const one of card?.questions.split(' | ') ?? []) expect(one).toMatch(/\?$/);
    }
    expect(callOf({ debtors: [{ ...DEBTOR, language: 'en' }], ...kinds.paid })?.questions).toContain(
      'from which account',
    );
    expect(callOf({ debtors: [{ ...DEBTOR, language: 'en' }], ...kinds.again })?.note).toContain(
      'whether it was given before',
    );
  });

  test('offers to pay in parts in what looks like temporary trouble, and asks about the invoices not named', () => {
    const good = record(20, -2);
    const rows = {
      debtors: [{ ...DEBTOR, language: 'en' }],
      invoices: [...good.invoices, invoice('F1', '2026-01-12', { amount: 5000 })],
      payments: good.payments,
    };
    expect(callOf(rows)?.offer).toContain('to pay in parts');
    expect(callOf(rows)?.questions).not.toContain('other open invoices');
    const promises = [{ debtor_id: 'D', promised_on: '2026-02-09', due_on: '2026-02-13', invoice_id: 'F1' }];
    const more = { ...rows, invoices: [...rows.invoices, invoice('F2', '2026-02-02')], promises };
    expect(callOf(more)?.questions).toContain('other open invoices');
  });

  test('cannot become a formula of a spreadsheet', () => {
    const bad = '=HYPERLINK("http://evil.example")';
    const debtors = [{ ...DEBTOR, name: bad, contact_name: `@${bad}`, phone: '+31 85' }];
    const contacts = [talk('2026-02-09', 'reached', { agent: bad, note: `-1${bad}` })];
    const queue = queueOf({ debtors, invoices: [F1], contacts } as LedgerRows, TODAY);
    const [file] = decisionFiles(queue, []);
    const text = file === undefined ? '' : [...(file.content as Iterable<string>)].join('');
    const cells = (parse(text) as string[][])[1] ?? [];
    expect(cells.filter((cell) => cell.includes('evil'))).toHaveLength(5);
    for (const cell of cells) expect(cell).not.toMatch(/^[=+@]|^-[^0-9]|^-1/);
  });
});

describe('a payment run is said in the language of the debtor', () => {
  const run = (family: PaymentRun['family'], days: readonly number[]): PaymentRun => ({ ...NO_RUN, family, days });
  test.each([
    [
      run('weekly', [1, 4]),
      [
        'every Monday and Thursday',
        'elke maandag en donderdag',
        'chaque lundi et jeudi',
        'jeden Montag und Donnerstag',
      ],
    ],
    [
      run('fortnightly', [5, 1]),
      ['every other Friday', 'om de twee weken op vrijdag', 'un vendredi sur deux', 'jeden zweiten Freitag'],
    ],
    [
      run('monthly_day', [15, 31]),
      [
        'on day 15 and the last day of the month',
        'op dag 15 en de laatste dag van de maand',
        'le 15 et le dernier jour du mois',
        'am 15. und letzten Tag des Monats',
      ],
    ],
    [
      run('monthly_business_day', [3]),
      [
        'on business day 3 of the month',
        'op werkdag 3 van de maand',
        'le jour ouvrable n° 3 du mois',
        'am 3. Werktag des Monats',
      ],
    ],
    [
      run('monthly_business_day', [-1]),
      [
        'on the last business day of the month',
        'op de laatste werkdag van de maand',
        'le dernier jour ouvrable du mois',
        'am letzten Werktag des Monats',
      ],
    ],
    [
      run('monthly_business_day', [-2]),
      ['on business day 2 counted', 'op werkdag 2, geteld', 'n° 2 en comptant', 'am 2. Werktag, vom Monatsende'],
    ],
    [
      run('month_end_after_due', [0]),
      [
        'at the month end after the due date',
        'op het einde van de maand na de vervaldag',
        'à la fin du mois qui suit',
        'zum Monatsende nach Fälligkeit',
      ],
    ],
    [run('month_end_after_due', [1]), ['plus 1 month(s)', 'plus 1 maand(en)', 'plus 1 mois', 'plus 1 Monat(e)']],
    [NO_RUN, ['', '', '', '']],
  ])('%#', (rule, words) => {
    LANGUAGES.forEach((language, at) => {
      expect(sayRun(rule, language)).toContain(words[at]);
      expect(sayRun(rule, language)).not.toMatch(/[{}]|undefined/);
    });
  });
});
