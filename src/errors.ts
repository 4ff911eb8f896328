/**
 * What went wrong, for programs to branch on. The command line maps codes to exit codes:
 * `USAGE` 2; `BAD_DATA` and `BAD_ROW` and `AMBIGUOUS_DATE_ORDER` and `MIXED_CURRENCIES` and `TOO_MANY_REJECTS` 3;
 * `BAD_MODEL` 4; `NOT_REACHABLE` 5; `TARGET_BUSY` 6; `TOO_LITTLE_HISTORY` 3;
 * `LEAKAGE` (an audit found a feature that looks ahead) 1.
 */
export type PayrhythmErrorCode =
  | 'USAGE'
  | 'BAD_DATA'
  | 'BAD_ROW'
  | 'AMBIGUOUS_DATE_ORDER'
  | 'MIXED_CURRENCIES'
  | 'TOO_MANY_REJECTS'
  | 'TOO_LITTLE_HISTORY'
  | 'LEAKAGE'
  | 'BAD_MODEL'
  | 'NOT_REACHABLE'
  | 'TARGET_BUSY';

/**
 * The one error class of the package. The message says what is wrong, where, and what to do.
 *
 * @example
 * ```ts
 * try { ledgerFromRows(rows); } catch (error) { if (error instanceof PayrhythmError && error.code === 'BAD_ROW') … }
 * ```
 */
export class PayrhythmError extends Error {
  readonly code: PayrhythmErrorCode;
  /** Facts behind the message (paths, counts, the first problems), for logs and programs. */
  readonly details: Readonly<Record<string, unknown>>;

  constructor(
    code: PayrhythmErrorCode,
    message: string,
    details: Readonly<Record<string, unknown>> = {},
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'PayrhythmError';
    this.code = code;
    this.details = details;
  }
}
