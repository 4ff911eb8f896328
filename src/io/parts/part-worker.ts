/** Worker thread: loads parts, one {@link PartRequest} after the other, and answers each with one {@link PartAnswer}. */
import { parentPort } from 'node:worker_threads';
import { sendError } from '../sent-error.ts';
import { loadPart, type PartRequest } from './load-part.ts';
import type { PartAnswer } from './load-parts-abreast.ts';

parentPort?.on('message', async (request: PartRequest) => {
  const answer: PartAnswer = await loadPart(request).catch((error) => ({ error: sendError(error) }));
  parentPort?.postMessage(answer);
});
