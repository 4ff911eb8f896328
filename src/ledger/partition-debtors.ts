import type { Ledger } from './ledger.ts';

/**
 * Splits the debtors into at most `parts` parts of about equal numbers of rows, each ascending, for `visibleAt` and for
 * threads. Debtors where one pays for the other, by its master data or by a payment, or speaks of an invoice of the
 * other, stay in one part, so that the parts can be worked on alone; together they hold every debtor once. The same ledger
 * gives the same parts. O(rows).
 */
export function partitionDebtors(ledger: Ledger, parts: number): Int32Array[] {
  const { debtors, invoices, payments } = ledger;
  if (!(Number.isInteger(parts) && parts >= 1)) throw new RangeError(`${parts} parts: it is a whole number from 1 on`);
  const group = linkedDebtors(ledger);
  const rows = new Float64Array(debtors.count);
  let total = 0;
  for (let d = 0; d < debtors.count; d++) {
    // A debtor without rows is some work as well.
    const own = 1 + invoices.start[d + 1] - invoices.start[d] + payments.start[d + 1] - payments.start[d];
    rows[group[d]] += own;
    total += own;
  }
  const partOf = new Int32Array(debtors.count);
  const sizes = new Int32Array(parts);
  let before = 0;
  for (let d = 0; d < debtors.count; d++) {
    // A group comes where its first debtor stands: parts are spans of neighbours but for linked debtors.
    if (group[d] === d) {
      partOf[d] = Math.min(parts - 1, Math.floor(((before + rows[d] / 2) / total) * parts));
      before += rows[d];
    } else partOf[d] = partOf[group[d]];
    sizes[partOf[d]]++;
  }
  const split = Array.from(sizes, (size) => new Int32Array(size));
  const filled = new Int32Array(parts);
  for (let d = 0; d < debtors.count; d++) split[partOf[d]][filled[partOf[d]]++] = d;
  return split.filter((part) => part.length > 0);
}

/** The first debtor of the group that each debtor is linked to, as in {@link partitionDebtors}. O(rows). */
export function linkedDebtors({ debtors, invoices, payments, contacts, promises }: Ledger): Int32Array {
  const parent = new Int32Array(debtors.count);
  for (let d = 0; d < parent.length; d++) parent[d] = d;
  const firstOf = (debtor: number): number => {
    let at = debtor;
    while (parent[at] !== at) {
      parent[at] = parent[parent[at]];
      at = parent[at];
    }
    return at;
  };
  const join = (one: number, other: number): void => {
    if (one === other) return;
    const a = firstOf(one);
    const b = firstOf(other);
    parent[Math.max(a, b)] = Math.min(a, b);
  };
  for (let d = 0; d < debtors.count; d++) join(d, debtors.payer[d]);
  for (let p = 0; p < payments.count; p++) join(payments.debtor[p], payments.payer[p]);
  for (const { count, debtor, invoice } of [contacts, promises])
    for (let row = 0; row < count; row++) if (invoice[row] >= 0) join(debtor[row], invoices.debtor[invoice[row]]);
  for (let d = 0; d < parent.length; d++) parent[d] = firstOf(d);
  return parent;
}
