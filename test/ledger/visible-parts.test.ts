import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  itemStates,
  type Ledger,
  type LedgerRows,
  ledgerFromRows,
  partitionDebtors,
  textAt,
  textsOf,
  visibleAt,
} from '../../src/ledger/index.ts';
import { ledgerRows, SPAN, START } from '../ledger-arbitrary.ts';

/** Ledgers in which some debtors pay for others, by their master data or by single payments. */
const linkedRows = fc
  .tuple(ledgerRows, fc.array(fc.constantFrom('0007', 'A', 'B', undefined), { minLength: 3, maxLength: 3 }), fc.nat(9))
  .map(
    ([rows, payers, draw]): LedgerRows => ({
      ...rows,
      debtors: (rows.debtors ?? []).map((row, d) => ({ ...row, payer_id: payers[d] })),
      payments: (rows.payments ?? []).map((row, p) => (draw > 0 && p % draw === 0 ? { ...row, debtor_id: 'B' } : row)),
    }),
  );

const asOf = fc.integer({ min: START, max: START + SPAN + 130 });

/** Every visible row as a text that names its debtor and invoice by id. */
function rowTexts(ledger: Ledger): string[] {
  const { debtors, invoices, payments, contacts, promises, disputes, plans } = ledger;
  const debtor = (d: number): string => textAt(debtors.id, d);
  const invoice = (i: number): string => (i < 0 ? '-' : textAt(invoices.id, i));
  const { openMinor, paidDay, state } = itemStates(ledger);
  const rows: unknown[][] = [];
  for (let d = 0; d < debtors.count; d++)
    rows.push(['debtor', debtor(d), textAt(debtors.name, d), textAt(debtors.country, d), debtor(debtors.payer[d])]);
  for (let i = 0; i < invoices.count; i++)
    rows.push([
      ...['invoice', invoice(i), debtor(invoices.debtor[i]), invoices.issueDay[i], invoices.rolledDueDay[i]],
      ...[invoices.knownDay[i], invoices.amountMinor[i], invoices.verified[i], openMinor[i], paidDay[i], state[i]],
    ]);
  for (let p = 0; p < payments.count; p++)
    rows.push([
      ...['payment', textAt(payments.id, p), debtor(payments.debtor[p]), debtor(payments.payer[p])],
      ...[invoice(payments.invoice[p]), payments.paidDay[p], payments.bookedDay[p], payments.appliedDay[p]],
      ...[payments.amountMinor[p], payments.kind[p]],
    ]);
  for (let c = 0; c < contacts.count; c++)
    rows.push(['contact', debtor(contacts.debtor[c]), contacts.day[c], contacts.channel[c], contacts.outcome[c]]);
  for (let p = 0; p < promises.count; p++)
    rows.push(['promise', textAt(promises.id, p), debtor(promises.debtor[p]), promises.dueDay[p]]);
  for (let d = 0; d < disputes.count; d++)
    rows.push(['dispute', textAt(disputes.id, d), invoice(disputes.invoice[d]), disputes.resolvedDay[d]]);
  for (let p = 0; p < plans.count; p++) rows.push(['plan', textAt(plans.id, p), debtor(plans.debtor[p])]);
  return rows.map((row) => row.join('|'));
}

describe('a ledger in parts', () => {
  it('has every debtor once, and all who pay for each other together', () => {
    fc.assert(
      fc.property(linkedRows, fc.integer({ min: 1, max: 8 }), (rows, count) => {
        const ledger = ledgerFromRows(rows);
        const parts = partitionDebtors(ledger, count);
        expect(parts.length).toBeLessThanOrEqual(count);
        expect(parts.flatMap((part) => [...part]).sort((a, b) => a - b)).toEqual(
          Array.from({ length: ledger.debtors.count }, (_, d) => d),
        );
        const partOf = new Map(parts.flatMap((part, at) => [...part].map((debtor) => [debtor, at] as const)));
        for (const part of parts) expect([...part]).toEqual([...part].sort((a, b) => a - b));
        for (let d = 0; d < ledger.debtors.count; d++) expect(partOf.get(ledger.debtors.payer[d])).toBe(partOf.get(d));
        for (let p = 0; p < ledger.payments.count; p++)
          expect(partOf.get(ledger.payments.payer[p])).toBe(partOf.get(ledger.payments.debtor[p]));
      }),
      { numRuns: 100 },
    );
  });

  it('shows together what the whole shows', () => {
    fc.assert(
      fc.property(linkedRows, asOf, fc.integer({ min: 1, max: 6 }), fc.nat(60), (rows, day, count, draw) => {
        const ledger = ledgerFromRows(rows);
        const alsoKnown = draw < ledger.invoices.count ? draw : -1;
        const parts = partitionDebtors(ledger, count);
        const shown = parts.flatMap((debtors) => rowTexts(visibleAt(ledger, day, { alsoKnown, debtors })));
        expect(shown.sort()).toEqual(rowTexts(visibleAt(ledger, day, alsoKnown)).sort());
      }),
      { numRuns: 120 },
    );
  });

  it('keeps the order of the whole in each part', () => {
    fc.assert(
      fc.property(linkedRows, asOf, (rows, day) => {
        const ledger = ledgerFromRows(rows);
        const whole = rowTexts(visibleAt(ledger, day));
        for (const debtors of partitionDebtors(ledger, 3)) {
          const part = rowTexts(visibleAt(ledger, day, { debtors }));
          const isShown = new Set(part);
          expect(part).toEqual(whole.filter((row) => isShown.has(row)));
        }
      }),
      { numRuns: 150 },
    );
  });

  it('leaves out no debtor that is asked for alone, and all others', () => {
    const ledger = ledgerFromRows({
      debtors: [{ debtor_id: 'A' }, { debtor_id: 'C' }],
      invoices: ['A', 'B', 'C'].map((debtor_id) => ({
        invoice_id: `F-${debtor_id}`,
        debtor_id,
        issue_date: '2025-01-01',
        due_date: '2025-01-31',
        amount: 10,
      })),
      payments: [{ debtor_id: 'C', invoice_id: 'F-C', paid_on: '2025-02-01', applied_on: '2025-03-01', amount: 10 }],
    });
    const some = visibleAt(ledger, START + 45, { debtors: [0, 2] });
    expect(textsOf(some.debtors.id)).toEqual(['A', 'C']);
    expect(textsOf(some.invoices.id)).toEqual(['F-A', 'F-C']);
    expect([...some.payments.invoice]).toEqual([-1]);
    expect([...some.payments.debtor]).toEqual([1]);
    expect(visibleAt(ledger, START + 45, { debtors: [] }).debtors.count).toBe(0);
  });
});

it('takes the columns of which nothing is cut as they are, and never writes into the ledger', () => {
  fc.assert(
    fc.property(linkedRows, asOf, (rows, day) => {
      const ledger = ledgerFromRows(rows);
      const before = structuredClone(tablesOf(ledger));
      visibleAt(ledger, day);
      expect(tablesOf(ledger)).toEqual(before);
    }),
    { numRuns: 60 },
  );
  const ledger = ledgerFromRows({
    invoices: [{ invoice_id: 'F', debtor_id: 'A', issue_date: '2025-01-01', due_date: '2025-01-31', amount: 10 }],
    payments: [{ debtor_id: 'A', invoice_id: 'F', paid_on: '2025-02-01', amount: 10 }],
  });
  const visible = visibleAt(ledger, START + 100);
  expect(visible.invoices.amountMinor).toBe(ledger.invoices.amountMinor);
  expect(visible.payments).toBe(ledger.payments);
});

function tablesOf(ledger: Ledger): unknown {
  const { debtors, invoices, payments, contacts, promises, disputes, plans } = ledger;
  return { debtors, invoices, payments, contacts, promises, disputes, plans };
}
