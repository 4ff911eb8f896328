import { PayrhythmError } from '../../errors.ts';

/**
 * The error that tells that the temporary directory has no space left, where `error` says so in its own way (a system's code, or
 * what DuckDB makes of it); undefined for any other error. O(1).
 */
export function spaceError(error: unknown, directory: string): PayrhythmError | undefined {
  const { code, message } = error as NodeJS.ErrnoException;
  const isFull =
    /^(ENOSPC|EDQUOT|EFBIG)$/.test(String(code)) ||
    /no space left|file too large|disk quota|max_temp_directory_size/i.test(message);
  if (!isFull) return undefined;
  return new PayrhythmError(
    'NOT_REACHABLE',
    `there is no space left in ${directory}, where the parts of the ledger are put aside (some 250 bytes for an invoice with its payment): free some, or set TMPDIR to a directory on a larger disk`,
    { path: directory },
    { cause: error as Error },
  );
}
