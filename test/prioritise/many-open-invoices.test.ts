import { describe, expect, it } from 'vitest';
import { decideQueue } from '../../src/prioritise/index.ts';
import { inputsOf } from './queue-of.ts';

const AS_OF = '2026-03-02';

/** How often the disputes are read in deciding about one debtor with so many open invoices, every second one disputed. */
function disputesRead(count: number): number {
  const invoices = Array.from({ length: count }, (_, n) => ({
    invoice_id: `I${n}`,
    debtor_id: 'D',
    issue_date: '2025-12-01',
    due_date: '2026-01-05',
    amount: 100 + (n % 7),
  }));
  const disputes = invoices
    .filter((_, n) => n % 2 === 0)
    .map(({ invoice_id }) => ({ invoice_id, opened_on: '2026-02-02', reason: 'price' }));
  const contacts = [{ debtor_id: 'D', at: '2026-02-20', channel: 'call', outcome: 'disputed' } as const];
  const inputs = inputsOf({ invoices, disputes, contacts }, AS_OF);
  let reads = 0;
  const counted = (column: Int32Array): Int32Array =>
    new Proxy(column, {
      get(target, key) {
        if (typeof key === 'string' && /^\d+$/.test(key)) reads++;
        const value = Reflect.get(target, key, target) as unknown;
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
  const { disputes: table } = inputs.ledger;
  const watched = {
    ...table,
    invoice: counted(table.invoice),
    openedDay: counted(table.openedDay),
    resolvedDay: counted(table.resolvedDay),
  };
  const queue = decideQueue({ ...inputs, ledger: { ...inputs.ledger, disputes: watched } });
  expect(queue.calls.length + queue.suppressed.length).toBe(1);
  return reads;
}

describe('a debtor with very many open and disputed invoices', () => {
  it('costs a few looks at each dispute, however many invoices there are', () => {
    const few = disputesRead(400);
    const many = disputesRead(1600);
    expect(few).toBeGreaterThan(200);
    expect(many).toBeLessThan(5 * few);
    expect(many).toBeLessThan(20 * 800);
  });
});
