import { type CallQueue, type RankRequest, rankCallQueue as rank } from '../prioritise/index.ts';
import { type ThreadOptions, withCrew } from './with-crew.ts';

/**
 * `rankCallQueue` with features and payment runs worked out on several threads: the same queue. Errors as there and at
 * `startCrew`.
 */
export async function rankCallQueue({
  threads,
  ...request
}: Omit<RankRequest, 'crew'> & ThreadOptions): Promise<CallQueue> {
  return await withCrew({ threads }, (crew) => rank({ ...request, crew }));
}
