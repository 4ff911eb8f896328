import { PayrhythmError, type PayrhythmErrorCode } from '../errors.ts';

const EXIT_CODES: Readonly<Record<PayrhythmErrorCode, number>> = {
  USAGE: 2,
  BAD_DATA: 3,
  BAD_ROW: 3,
  AMBIGUOUS_DATE_ORDER: 3,
  MIXED_CURRENCIES: 3,
  TOO_MANY_REJECTS: 3,
  TOO_LITTLE_HISTORY: 3,
  LEAKAGE: 1,
  BAD_MODEL: 4,
  NOT_REACHABLE: 5,
  TARGET_BUSY: 6,
};

/** Exit code of an error: 2 usage, 3 data, 4 model, 5 not reachable, 6 busy; 1 for anything unexpected. */
export function exitCodeOf(error: unknown): number {
  return error instanceof PayrhythmError ? EXIT_CODES[error.code] : 1;
}
