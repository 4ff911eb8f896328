/**
 * What a lateness model expects of invoices, each seen on the morning of its own moment and not yet paid then. Arrays
 * run parallel to `invoice`.
 */
export interface InvoiceForecasts {
  /** Rows of the ledger's invoice table. */
  readonly invoice: Int32Array;
  /** The morning from which each forecast is made. */
  readonly moment: Int32Array;
  /** Chance that it is paid more than the model's `lateAfterDays` after its (rolled) due date, 0–1. */
  readonly pLate: Float64Array;
  /** Chance that it is paid more than 30 days after its (rolled) due date, 0–1. */
  readonly pVeryLate: Float64Array;
  /** Days by which it is paid with probability 10, 50 and 90 %; `NO_DAY` where that lies more than a year ahead. */
  readonly p10Day: Int32Array;
  readonly p50Day: Int32Array;
  readonly p90Day: Int32Array;
  /** Expected days from the moment to payment, each counted at most 180. */
  readonly expectedDays: Float64Array;
  /** Chance that it is paid within three business days of the moment, 0–1. */
  readonly pPaidSoon: Float64Array;
  /** `pLate` by the debtor's own smoothed record alone: the baseline beside every score. */
  readonly baselinePLate: Float64Array;
}
