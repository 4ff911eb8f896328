import fc from 'fast-check';
import { formatDay, parseDay, weekdayOf } from '../src/calendar/index.ts';
import type { LedgerRows } from '../src/ledger/index.ts';

/** First day of the arbitrary ledgers, and their span in days. */
export const START = parseDay('2025-01-01');
export const SPAN = 240;

const day = (least = 0, most = SPAN): fc.Arbitrary<number> => fc.integer({ min: least, max: most });
const date = (offset: number): string => formatDay(START + offset);
const cents = fc.integer({ min: 50, max: 500_000 }).map((amount) => amount / 100);

/** The debtor that pays on Fridays only. */
const FRIDAY_PAYER = 'A';
const fridayFrom = (offset: number): number => offset + ((((4 - weekdayOf(START + offset)) % 7) + 7) % 7);

const DEBTORS = ['0007', 'A', 'B', '__proto__', 'Été'];
const debtorId = fc.constantFrom(...DEBTORS);

const invoice = fc.record({
  debtor_id: debtorId,
  issue: day(),
  term: fc.constantFrom(7, 14, 30, 60),
  amount: cents,
  creditDraw: fc.integer({ min: 0, max: 9 }),
  knownLag: fc.constantFrom(0, 0, 0, 2, 10),
  verified: fc.constantFrom(undefined, undefined, true, false),
});

const payment = fc.record({
  target: fc.nat({ max: 1000 }),
  isUnapplied: fc.integer({ min: 0, max: 9 }).map((draw) => draw === 0),
  after: fc.integer({ min: -5, max: 120 }),
  bookingLag: fc.constantFrom(0, 0, 1, 3),
  applyLag: fc.constantFrom(0, 0, 0, 7),
  share: fc.constantFrom(1, 1, 1, 1, 0.5, 1.2, -1),
  payer: fc.constantFrom(undefined, undefined, undefined, undefined, undefined, ...DEBTORS),
  kind: fc.constantFrom('payment', 'payment', 'payment', 'write_off', 'returned') as fc.Arbitrary<
    'payment' | 'write_off' | 'returned'
  >,
});

/** Well-formed ledgers of a handful of debtors over eight months: credit notes, part and over-payments, other payers, returns and all. */
export const ledgerRows: fc.Arbitrary<LedgerRows> = fc
  .record({
    invoices: fc.array(invoice, { minLength: 1, maxLength: 60 }),
    payments: fc.array(payment, { maxLength: 60 }),
    contacts: fc.array(
      fc.record({
        debtor_id: debtorId,
        at: day(),
        channel: fc.constantFrom('call', 'email', 'letter', 'sms', undefined),
        outcome: fc.constantFrom(
          'reached',
          'no_answer',
          'promised',
          'invoice_not_received',
          'claims_paid',
          'sent',
          undefined,
        ),
        about: fc.option(fc.nat({ max: 1000 }), { nil: undefined }),
        assigned: fc.constantFrom(undefined, undefined, undefined, 'queue', 'holdout'),
      }),
      { maxLength: 20 },
    ),
    promises: fc.array(
      fc.record({
        debtor_id: debtorId,
        promised: day(),
        wait: fc.integer({ min: -3, max: 30 }),
        amount: fc.option(cents, { nil: undefined }),
        about: fc.option(fc.nat({ max: 1000 }), { nil: undefined }),
      }),
      { maxLength: 10 },
    ),
    disputes: fc.array(
      fc.record({ target: fc.nat({ max: 1000 }), opened: day(), open: fc.constantFrom(undefined, 5, 60) }),
      { maxLength: 5 },
    ),
    countries: fc.array(fc.constantFrom('BE', 'NL', 'DE', undefined), {
      minLength: DEBTORS.length,
      maxLength: DEBTORS.length,
    }),
    kinds: fc.array(fc.constantFrom('company', 'consumer', undefined), {
      minLength: DEBTORS.length,
      maxLength: DEBTORS.length,
    }),
  })
  .map(({ invoices, payments, contacts, promises, disputes, countries, kinds }) => ({
    debtors: DEBTORS.slice(0, 3).map((debtor_id, d) => ({
      debtor_id,
      name: `Debtor ${debtor_id}`,
      country: countries[d],
      kind: kinds[d],
    })),
    invoices: invoices.map((row, i) => ({
      invoice_id: `F${i}`,
      debtor_id: row.debtor_id,
      issue_date: date(row.issue),
      due_date: date(row.issue + row.term),
      amount: row.creditDraw === 0 ? -row.amount : row.amount,
      known_on: row.knownLag === 0 ? undefined : date(row.issue + row.knownLag),
      verified: row.verified,
    })),
    payments: payments.map((row, p) => {
      const target = row.target % invoices.length;
      const owner = invoices[target].debtor_id;
      const after = invoices[target].issue + row.after;
      const paid = owner === FRIDAY_PAYER ? fridayFrom(after) : after;
      return {
        payment_id: `P${p}`,
        debtor_id: row.payer ?? owner,
        invoice_id: row.isUnapplied ? undefined : `F${target}`,
        paid_on: date(paid),
        booked_on: date(paid + row.bookingLag),
        applied_on: date(paid + row.bookingLag + row.applyLag),
        amount: Math.round(Math.abs(row.share) * invoices[target].amount * 100) / 100,
        kind: row.share < 0 ? 'returned' : row.kind,
      };
    }),
    contacts: contacts.map(({ about, ...row }) => ({
      ...row,
      at: date(row.at),
      invoice_id: about === undefined ? undefined : `F${about % invoices.length}`,
    })),
    promises: promises.map((row, p) => ({
      promise_id: `V${p}`,
      debtor_id: row.debtor_id,
      promised_on: date(row.promised),
      due_on: date(row.promised + row.wait),
      amount: row.amount,
      invoice_id: row.about === undefined ? undefined : `F${row.about % invoices.length}`,
    })),
    disputes: disputes.map((row, d) => ({
      dispute_id: `G${d}`,
      invoice_id: `F${row.target % invoices.length}`,
      opened_on: date(row.opened),
      resolved_on: row.open === undefined ? undefined : date(row.opened + row.open),
    })),
  }));

/** The same with two dozen invoices more of a debtor that pays on Fridays, most of the time: it comes to have a run. */
export const ledgerRowsWithRun: fc.Arbitrary<LedgerRows> = fc
  .tuple(ledgerRows, fc.array(fc.constantFrom(0, 0, 0, 0, 1, 2, undefined), { minLength: 24, maxLength: 24 }))
  .map(([rows, weeks]) => ({
    ...rows,
    invoices: [
      ...rows.invoices,
      ...weeks.map((_, n) => ({
        invoice_id: `R${n}`,
        debtor_id: FRIDAY_PAYER,
        issue_date: date(9 * n),
        due_date: date(9 * n + 14),
        amount: 250 + n,
      })),
    ],
    payments: [
      ...(rows.payments ?? []),
      ...weeks.flatMap((late, n) =>
        late === undefined
          ? []
          : [
              {
                payment_id: `Q${n}`,
                debtor_id: FRIDAY_PAYER,
                invoice_id: `R${n}`,
                paid_on: date(fridayFrom(9 * n + 14) + 7 * late),
                amount: 250 + n,
              },
            ],
      ),
    ],
  }));

/** The rows of a ledger that are known before the morning of `asOf` (an epoch day): the contract's words, row by row. */
export function knownBefore(rows: LedgerRows, asOf: number): LedgerRows {
  const before = (text: string | null | undefined): boolean =>
    text !== null && text !== undefined && parseDay(text) < asOf;
  const invoices = rows.invoices.filter((row) => before(row.known_on ?? row.issue_date));
  const isKnown = new Set(invoices.map((row) => row.invoice_id));
  return {
    debtors: rows.debtors ?? [],
    invoices,
    payments: (rows.payments ?? []).filter((row) => before(row.booked_on ?? row.paid_on)),
    contacts: (rows.contacts ?? []).filter((row) => before(row.at)),
    promises: (rows.promises ?? []).filter((row) => before(row.promised_on)),
    disputes: (rows.disputes ?? []).filter((row) => before(row.opened_on) && isKnown.has(row.invoice_id)),
  };
}
