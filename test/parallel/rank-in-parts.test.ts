import { describe, expect, it } from 'vitest';
import { ledgerFromRows, visibleAt } from '../../src/ledger/index.ts';
import { trainLatenessModel } from '../../src/models/index.ts';
import { rankCallQueue as rankByThreads } from '../../src/parallel/index.ts';
import { type RankRequest, rankCallQueue, rankInParts } from '../../src/prioritise/index.ts';
import { createDebtorGenerator, generateDebtors, planGeneration, rowsFromTables } from '../../src/simulate/index.ts';

const AS_OF = '2025-07-01';

/** A generated day; some debtors are paid for by others or speak of their invoices, and one has an id beyond the basic plane. */
function day(): RankRequest {
  const plan = planGeneration({ invoices: 2500, debtors: 90, seed: 5 });
  const { ledger: rows } = rowsFromTables(generateDebtors(plan, createDebtorGenerator(plan), 0, plan.debtorCount));
  const ids = (rows.debtors ?? []).map((row) => String(row.debtor_id));
  const named = (id: unknown): string => (id === ids[4] ? '\u{1f600}' : id === ids[7] ? '\uffee' : String(id));
  const rename = <Row extends { readonly debtor_id?: unknown }>(list: readonly Row[] | undefined): Row[] =>
    (list ?? []).map((row) => ({ ...row, debtor_id: named(row.debtor_id) }));
  const invoices = rename(rows.invoices);
  const ofOthers: typeof rows.contacts = Array.from({ length: 24 }, (_, n) => ({
    debtor_id: named(ids[n * 3]),
    at: '2025-06-10',
    channel: 'call',
    outcome: 'claims_paid',
    invoice_id: String(invoices[(n * 83) % invoices.length]?.invoice_id),
  }));
  const ledger = ledgerFromRows({
    ...rows,
    invoices,
    payments: rename(rows.payments).map((row, p) => (p % 97 === 0 ? { ...row, debtor_id: ids[20] } : row)),
    debtors: rename(rows.debtors).map((row, d) => (d % 11 === 0 ? { ...row, payer_id: ids[80] } : row)),
    contacts: [...rename(rows.contacts), ...ofOthers],
    promises: rename(rows.promises),
    plans: rename(rows.plans),
  });
  const model = trainLatenessModel(visibleAt(ledger, 20_200), { asOf: 20_200, seed: 7, estimator: 'logistic' });
  return { ledger, model, asOf: AS_OF, policy: { callsPerDay: 2, holdoutShare: 0.1 } };
}

describe('a ranking in parts', () => {
  const request = day();
  const whole = rankCallQueue(request);

  it('has calls and debtors left alone to compare', () => {
    expect(whole.calls).toHaveLength(2);
    expect(whole.suppressed.some(({ reason }) => reason === 'over_capacity')).toBe(true);
    expect(whole.actions.length).toBeGreaterThan(5);
  });

  it.each([1, 3, 7])('is that of the whole in %i parts, in every cell and in its order', (parts) => {
    expect(JSON.stringify(rankInParts(request, parts).queue)).toBe(JSON.stringify(whole));
  });

  it('is that of the whole on two threads', async () => {
    expect(JSON.stringify(await rankByThreads({ ...request, threads: 2 }))).toBe(JSON.stringify(whole));
  });

  it('samples the same population, whatever the parts', () => {
    const sorted = (parts: number): unknown =>
      rankInParts(request, parts).population.columns.map(({ name, values }) => [name, [...values].sort()]);
    expect(sorted(5)).toEqual(sorted(1));
  });
});
