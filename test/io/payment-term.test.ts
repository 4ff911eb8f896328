import { describe, expect, it } from 'vitest';
import { formatDay, parseDay } from '../../src/calendar/index.ts';
import { dueDayOf, readPaymentTerm } from '../../src/io/clues/payment-term.ts';

describe('a payment term', () => {
  it.each([
    [
      30,
      [
        'Net 30',
        'NET30',
        'N30',
        'n/30',
        '30',
        '30.0',
        '30 days',
        '30 Days Net',
        'net 30 days',
        '30d',
        'Netto 30 dagen',
      ],
    ],
    [30, ['30 dagen netto', '30 dgn', 'binnen 30 dagen', '30 jours', '30 jours net', '30 Tage netto', '30 Tage']],
    [30, ['zahlbar innerhalb 30 Tagen', 'Payment within 30 days after invoice date', '  NET   30 ']],
    [30, ['2/10 net 30', '2% 10 Net 30', '2/10, n/30', '2%/10 Net 30', '10 days 2%, 30 days net', '2/10 N30']],
    [30, ['14 Tage 2 % Skonto, 30 Tage netto', '8 dagen 2%, 30 dagen netto']],
    [14, ['2 weeks', '2 weken', '14 dgn', '14 dagen']],
    [
      0,
      ['Due on receipt', 'Immediate', 'COD', 'direct', 'contant', 'Comptant', 'à réception', 'sofort', '0', '0 days'],
    ],
  ])('of %i days is read in the words people use', (days, texts) => {
    for (const text of texts) expect([text, readPaymentTerm(text)]).toEqual([text, { days }]);
  });

  it('is not guessed where it may mean two days, or is a code', () => {
    for (const text of [
      '30 days EOM',
      '30 jours fin de mois',
      'Z030',
      'NAA8',
      '0001',
      '2/10',
      '30/60/90',
      '10 or 20 days',
      'x',
      '999',
    ])
      expect([text, readPaymentTerm(text)]).toEqual([text, undefined]);
  });

  it('gives the due date from the day it begins', () => {
    const due = (start: string, text: string) =>
      formatDay(dueDayOf(parseDay(start), readPaymentTerm(text) as NonNullable<ReturnType<typeof readPaymentTerm>>));
    expect(due('2026-01-05', 'Net 30')).toBe('2026-02-04');
    expect(due('2026-01-31', '1 month')).toBe('2026-02-28');
    expect(due('2026-12-15', '2 maanden')).toBe('2027-02-15');
    expect(due('2026-02-03', 'einde maand')).toBe('2026-02-28');
    expect(due('2026-02-03', 'fin de mois')).toBe('2026-02-28');
  });
});
