import { describe, expect, it } from 'vitest';
import { createImportLog, type ImportLog } from '../../src/ledger/index.ts';

const readInvoices = (log: ImportLog): void => {
  log.readRows('invoices', 3, Float64Array.of(0.1, 0.2, Number.NaN));
  log.warnOnce('debtor_by_name', 'invoices', 'debtor_id', 'names');
  log.warn('bad_cell', 'debtors', 'phone', 'odd', 2);
  log.reject({ table: 'invoices', line: 3, column: 'amount', value: 'x', problem: 'is no amount' }, Number.NaN);
};
const readDebtors = (log: ImportLog): void => {
  log.read('debtors', 0);
  log.collapse('debtors', 0);
  log.warn('bad_cell', 'debtors', 'phone', 'odd too', 9);
};

describe('an import log', () => {
  it('absorbs others as if all had been told to it', () => {
    const told = createImportLog();
    readInvoices(told);
    readDebtors(told);
    const joined = createImportLog();
    for (const read of [readInvoices, readDebtors]) {
      const own = createImportLog();
      read(own);
      joined.absorb(structuredClone(own.state()));
    }
    expect(JSON.stringify(joined.finish())).toBe(JSON.stringify(told.finish()));
    expect(joined.finish().warnings.map(({ count }) => count)).toEqual([1, 2]);
  });

  it('counts once what holds for a whole table, in however many parts it is read', () => {
    const log = createImportLog();
    readInvoices(log);
    readInvoices(log);
    expect(log.finish().warnings).toMatchObject([
      { code: 'debtor_by_name', count: 1, message: 'invoices.debtor_id: names; 1 in all' },
      { code: 'bad_cell', count: 2 },
    ]);
  });
});
