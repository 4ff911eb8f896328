import { describe, expect, it } from 'vitest';
import { formatDay, parseDay } from '../../../src/calendar/index.ts';
import { itemStates, ledgerFromRows } from '../../../src/ledger/index.ts';
import { latenessGrid } from '../../../src/models/lateness/lateness-grid.ts';
import { labelledPeriods, trainingExamples } from '../../../src/models/lateness/training-examples.ts';

const DUE = parseDay('2025-03-05');

/** One invoice due on Wednesday 5 March, paid and booked so many days after. */
function examplesOf(paidDays: number, bookedDays: number) {
  const row = { invoice_id: 'F1', debtor_id: 'D1', amount: 100 };
  const ledger = ledgerFromRows({
    invoices: [{ ...row, issue_date: '2025-02-03', due_date: formatDay(DUE) }],
    payments: [
      { ...row, payment_id: 'P1', paid_on: formatDay(DUE + paidDays), booked_on: formatDay(DUE + bookedDays) },
    ],
  });
  const grid = latenessGrid(0);
  return { grid, ...trainingExamples(ledger, itemStates(ledger), DUE + 200, 'following', grid, 1000) };
}

describe('training examples', () => {
  it('look at an invoice again on its due date while its money is not booked, and teach that it was paid by then', () => {
    const unbooked = examplesOf(-1, 0);
    expect([...unbooked.moment].sort()).toEqual([parseDay('2025-02-03'), DUE].sort());
    const { row, bin, label } = labelledPeriods(unbooked, unbooked.grid);
    const atDue = unbooked.moment.indexOf(DUE);
    const own = [...row.keys()].filter((p) => row[p] === atDue);
    expect(own.map((p) => [unbooked.grid.edges[bin[p]], label[p]])).toEqual([[0, 1]]);
  });

  it('do not once it is known to be paid', () => {
    expect([...examplesOf(-1, -1).moment]).toEqual([parseDay('2025-02-03')]);
  });

  it('follow an invoice 14 and 45 days past due while it looks unpaid', () => {
    expect([...examplesOf(20, 22).moment].map((moment) => moment - DUE).sort((a, b) => a - b)).toEqual([-30, 0, 14]);
  });
});
