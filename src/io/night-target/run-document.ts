import { PayrhythmError } from '../../errors.ts';
import type { RunDocument } from './night-target.ts';

/**
 * A run's record from its JSON text. Only what later runs build on is checked.
 *
 * @throws {PayrhythmError} `BAD_DATA` where it is none; `where` names it.
 */
export function readRunDocument(text: string, where: string): RunDocument {
  let found: Partial<RunDocument> | null = null;
  try {
    found = JSON.parse(text) as Partial<RunDocument> | null;
  } catch {
    // Told below, like any other text that is no record.
  }
  const isRecord =
    found?.tool === 'payrhythm' &&
    typeof found.runId === 'string' &&
    typeof found.asOf === 'string' &&
    typeof found.startedAt === 'string' &&
    typeof found.model?.id === 'string';
  if (!isRecord)
    throw new PayrhythmError('BAD_DATA', `the record of the run in ${where} is missing, cut short or not ours`, {
      where,
    });
  return found as RunDocument;
}
