import type { EpochDay } from '../../calendar/index.ts';
import type { DebtorCase } from '../case/debtor-case.ts';
import type { OpenInvoice } from '../case/open-invoice.ts';
import type { SuppressionReason } from '../queue-rows.ts';

/** A hold that ends with an event rather than on a date. */
export const OPEN_ENDED: EpochDay = Number.POSITIVE_INFINITY;

/** A rule that holds back single invoices. */
export interface InvoiceGate {
  readonly scope: 'invoice';
  readonly reason: SuppressionReason;
  /** First day on which the invoice may be called about (or `OPEN_ENDED`); undefined where the rule does not hold it. */
  holds(c: DebtorCase, invoice: OpenInvoice): EpochDay | undefined;
  /** A sentence an agent can say aloud about the invoices it holds (one or more). */
  evidence(c: DebtorCase, held: readonly OpenInvoice[]): string;
}

/** A rule that holds back the whole debtor. */
export interface DebtorGate {
  readonly scope: 'debtor';
  readonly reason: SuppressionReason;
  /** `callable`: the invoices that no invoice gate holds, perhaps none. Returns as {@link InvoiceGate.holds}. */
  holds(c: DebtorCase, callable: readonly OpenInvoice[]): EpochDay | undefined;
  evidence(c: DebtorCase, callable: readonly OpenInvoice[]): string;
}

/** A rule that may hold back a call. */
export type Gate = InvoiceGate | DebtorGate;
