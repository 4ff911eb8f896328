// A year of invoices of four debtors, and the queue of one morning. Run: npx tsx examples/first-queue.ts
import { ledgerFromRows, rankCallQueue, trainLatenessModel } from 'payrhythm';

const habits = {
  Bakker: () => 28,
  Claes: () => 54,
  Dupont: (due: Date) => 31 - due.getUTCDate() + 30,
  Evers: () => 45,
};
const day = (from: Date, days: number) => new Date(from.getTime() + days * 86_400_000);
const iso = (date: Date) => date.toISOString().slice(0, 10);
const invoices = [];
for (const [debtor_id, daysToPay] of Object.entries(habits))
  for (let n = 0; n < 40; n++) {
    const issued = day(new Date('2025-01-06'), n * 9);
    const due = day(issued, 30);
    const paid = day(issued, daysToPay(due));
    const paid_on = iso(paid) < '2026-01-05' ? iso(paid) : undefined;
    invoices.push({
      invoice_id: `${debtor_id}-${n}`,
      debtor_id,
      issue_date: iso(issued),
      due_date: iso(due),
      amount: 1200,
      paid_on,
    });
  }
const promises = [{ debtor_id: 'Evers', promised_on: '2025-12-22', due_on: '2025-12-30' }];
const ledger = ledgerFromRows({ invoices, promises });

const model = trainLatenessModel(ledger, { asOf: '2026-01-05', seed: 7 });
const { calls, suppressed } = rankCallQueue({ ledger, model, asOf: '2026-01-05', policy: { callsPerDay: 40 } });
for (const call of calls)
  console.log(`${call.rank}. ${call.debtor_id}: ${call.reason}, ${call.overdue_amount} overdue. "${call.opening}"`);
for (const row of suppressed)
  console.log(`-  ${row.debtor_id}: ${row.reason}${row.until && ` until ${row.until}`}. ${row.evidence}`);
