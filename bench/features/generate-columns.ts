import { createCalendars } from '../../src/calendar/index.ts';
import { sortPayments } from '../../src/ledger/build-payments.ts';
import { generateBlocks } from '../../src/parallel/generate/generate-blocks.ts';
import {
  GENERATED_TABLES,
  type GeneratedTable,
  type GeneratedTableName,
  planGeneration,
} from '../../src/simulate/index.ts';
import type { LedgerColumns } from './ledger-columns.ts';
import { emptyTexts } from './ledger-from-columns.ts';

/** Open amounts of this much or less count as paid (the default of the policy), in minor units. */
export const TOLERANCE_MINOR = 100;

/**
 * A generated ledger as bare columns, with only what every engine can say: invoices above the tolerance and payments that
 * are matched to one of them, part payments among them; no credit notes, refunds, returned payments and write-offs.
 */
export async function generateColumns(invoiceCount: number, seed: number, threads: number): Promise<LedgerColumns> {
  const plan = planGeneration({ invoices: invoiceCount, seed, callIntensity: 0 });
  const calendars = createCalendars();
  const invoices = growing(['debtor', 'issue', 'due', 'rolled', 'amount'], invoiceCount);
  const payments = growing(['debtor', 'invoice', 'paid', 'booked', 'applied', 'amount'], invoiceCount);
  let debtors = 0;
  for await (const block of generateBlocks(plan, 'parquet', threads)) {
    const column = (table: GeneratedTableName, name: string): Int32Array =>
      (block.tables[table] as GeneratedTable).numbers[at(table, name)];
    const countries = (block.tables.debtors as GeneratedTable).texts[at('debtors', 'country')];
    const indexes = column('debtors', 'debtor_id');
    const debtorRow = new Map(Array.from(indexes, (index, row) => [index, row]));
    const owner = column('invoices', 'debtor_id');
    const issue = column('invoices', 'issue_date');
    const due = column('invoices', 'due_date');
    const amount = column('invoices', 'amount');
    const kind = column('invoices', 'kind');
    const first = new Map<number, number>();
    for (let row = 0; row < owner.length; row++) if (!first.has(owner[row])) first.set(owner[row], row);
    const placed = new Int32Array(owner.length).fill(-1);
    const order = Array.from(owner.keys())
      .filter((row) => kind[row] === 0 && amount[row] > TOLERANCE_MINOR)
      .sort((a, b) => owner[a] - owner[b] || issue[a] - issue[b] || due[a] - due[b] || a - b);
    for (const row of order) {
      const debtor = debtorRow.get(owner[row]) as number;
      placed[row] = invoices.length;
      invoices.add(
        debtors + debtor,
        issue[row],
        due[row],
        calendars.forCountry(countries[debtor]).rollFollowing(due[row]),
        amount[row],
      );
    }
    const payer = column('payments', 'debtor_id');
    const paidInvoice = column('payments', 'invoice_id');
    const paid = column('payments', 'paid_on');
    const booked = column('payments', 'booked_on');
    const applied = column('payments', 'applied_on');
    const money = column('payments', 'amount');
    const paymentKind = column('payments', 'kind');
    for (let row = 0; row < payer.length; row++) {
      if (paidInvoice[row] < 0 || paymentKind[row] !== 0 || money[row] <= 0) continue;
      const invoice = placed[(first.get(payer[row]) as number) + paidInvoice[row]];
      if (invoice < 0) continue;
      const bookedDay = booked[row] < 0 ? paid[row] : booked[row];
      payments.add(
        debtors + (debtorRow.get(payer[row]) as number),
        invoice,
        paid[row],
        bookedDay,
        Math.max(bookedDay, applied[row]),
        money[row],
      );
    }
    debtors += indexes.length;
  }
  return ordered(debtors, invoices.finish(), payments.finish());
}

function ordered(debtors: number, invoices: Int32Array[], payments: Int32Array[]): LedgerColumns {
  const [debtor, invoice, paid, booked, applied, amount] = payments;
  const sorted = sortPayments(
    {
      debtor,
      invoice,
      payer: debtor,
      paidDay: paid,
      bookedDay: booked,
      appliedDay: applied,
      amountMinor: Float64Array.from(amount),
      kind: new Int8Array(debtor.length),
      id: emptyTexts(debtor.length),
    },
    debtors,
  );
  return {
    debtors,
    invoices: {
      debtor: invoices[0],
      issue: invoices[1],
      due: invoices[2],
      rolled: invoices[3],
      known: invoices[1].slice(),
      amount: Float64Array.from(invoices[4]),
    },
    payments: {
      debtor: sorted.debtor,
      invoice: sorted.invoice,
      paid: sorted.paidDay,
      booked: sorted.bookedDay,
      applied: sorted.appliedDay,
      amount: sorted.amountMinor,
    },
  };
}

const at = (table: GeneratedTableName, name: string): number => {
  const found = GENERATED_TABLES[table].findIndex((column) => column.name === name);
  if (found < 0) throw new Error(`the generator has no column ${table}.${name}`);
  return found;
};

function growing(names: readonly string[], expected: number) {
  let columns = names.map(() => new Int32Array(Math.ceil(expected * 1.1) + 1024));
  let length = 0;
  return {
    get length() {
      return length;
    },
    add(...values: number[]) {
      if (length === columns[0].length)
        columns = columns.map((column) => {
          const wider = new Int32Array(column.length * 2);
          wider.set(column);
          return wider;
        });
      for (let c = 0; c < values.length; c++) columns[c][length] = values[c];
      length++;
    },
    finish: () => columns.map((column) => column.slice(0, length)),
  };
}
