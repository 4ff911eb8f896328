import { describe, expect, test } from 'vitest';
import { prepareQueueContext, readDebtorCase } from '../../src/prioritise/index.ts';
import {
  type UnpromptedBeyond,
  unpromptedBeyond,
  unpromptedFactor,
  unpromptedRecord,
} from '../../src/prioritise/value/unprompted-record.ts';
import { DEBTOR, inputsOf, invoice } from './queue-of.ts';

/** Three invoices, paid 25 days after due each, one in time, one open for long. */
const OLD = { A: '2025-02-03', B: '2025-03-03', C: '2025-05-05', IN_TIME: '2025-06-02' };
const PAID_ON = { A: '2025-02-28', B: '2025-03-28', C: '2025-05-30', IN_TIME: '2025-06-02' };

function beyond(ageDays: number, contacts: readonly ReturnType<typeof contact>[] = []): UnpromptedBeyond {
  const ids = Object.keys(OLD) as (keyof typeof OLD)[];
  const rows = {
    debtors: [DEBTOR],
    invoices: [
      invoice('OPEN', '2025-09-01'),
      ...ids.map((id) => invoice(id, OLD[id], { issue_date: '2025-01-02', amount: 100 })),
    ],
    payments: ids.map((id) => ({
      payment_id: `P${id}`,
      debtor_id: 'D',
      invoice_id: id,
      paid_on: PAID_ON[id],
      amount: 100,
    })),
    contacts,
  };
  const c = readDebtorCase(prepareQueueContext(inputsOf(rows, '2026-03-02')), 0);
  if (!c) throw new TypeError('no open debt');
  return unpromptedBeyond(unpromptedRecord(c), ageDays);
}

const contact = (at: string, channel: 'call' | 'email', outcome: 'sent' | 'no_answer' | 'reached') => ({
  debtor_id: 'D',
  at,
  channel,
  outcome,
});

describe('how a debtor pays while nobody asks', () => {
  test('counts late payments and the days they took', () => {
    expect(beyond(0)).toEqual({ payments: 3, days: 75 });
    expect(beyond(-10)).toEqual({ payments: 3, days: 75 });
  });

  test('counts what came after the age that an invoice has reached', () => {
    expect(beyond(20)).toEqual({ payments: 3, days: 15 });
    expect(beyond(25)).toEqual({ payments: 0, days: 0 });
  });

  test('counts up to the first contact alone, an unanswered call being none', () => {
    const contacts = [
      contact('2025-02-10', 'email', 'sent'),
      contact('2025-03-10', 'call', 'no_answer'),
      contact('2025-05-15', 'call', 'no_answer'),
      contact('2025-05-20', 'call', 'reached'),
    ];
    expect(beyond(0, contacts)).toEqual({ payments: 1, days: 7 + 25 + 15 });
    expect(beyond(10, contacts)).toEqual({ payments: 1, days: 15 + 5 });
  });

  test('corrects the forecast by how the debtor’s own invoices went on, within bounds', () => {
    expect(unpromptedFactor({ payments: 0, days: 0 }, 20)).toBe(1);
    expect(unpromptedFactor({ payments: 0, days: 40 }, 20)).toBe(1.5);
    expect(unpromptedFactor({ payments: 4, days: 40 }, 20)).toBe(0.75);
    expect(unpromptedFactor({ payments: 40, days: 40 }, 20)).toBe(0.5);
    expect(unpromptedFactor({ payments: 0, days: 400 }, 20)).toBe(3);
    expect(unpromptedFactor({ payments: 0, days: 400 }, 0)).toBe(1);
  });
});
