import type { Allocate } from './allocate.ts';
import type { Ledger, ReportingCurrency } from './ledger.ts';

/**
 * A ledger in parts of its debtors, each a ledger of its own that can be worked on alone: whoever pays for whom is in one
 * part, as with `partitionDebtors`. A ledger in memory is one part; one that does not fit is read part by part.
 */
export interface LedgerParts {
  /** At least 1. */
  readonly count: number;
  /** Invoices of all parts. */
  readonly invoices: number;
  readonly reporting: ReportingCurrency;
  /** One part, 0 … count − 1; `allocate` gives the memory of columns that are not in memory yet. O(bytes of the part). */
  read(part: number, allocate?: Allocate): Ledger;
}

/** A ledger in memory as its only part. O(1). */
export function wholeLedger(ledger: Ledger): LedgerParts {
  return { count: 1, invoices: ledger.invoices.count, reporting: ledger.reporting, read: () => ledger };
}
