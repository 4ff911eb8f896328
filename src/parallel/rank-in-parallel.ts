import { type CallQueue, type RankRequest, rankInParts } from '../prioritise/index.ts';
import { type ThreadOptions, withCrew } from './with-crew.ts';

/**
 * `rankCallQueue` with the debtors decided about on several threads: the same queue. Errors as there and at
 * `startCrew`.
 */
export async function rankCallQueue({
  threads,
  ...request
}: Omit<RankRequest, 'crew'> & ThreadOptions): Promise<CallQueue> {
  return await withCrew({ threads }, (crew) => rankInParts({ ...request, crew }).queue);
}
