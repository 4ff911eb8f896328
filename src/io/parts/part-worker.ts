/** Worker thread: loads parts, one {@link PartRequest} after the other, and answers each with one {@link PartAnswer}. */
import { parentPort } from 'node:worker_threads';
import { sendError } from '../sent-error.ts';
import { loadPart, openPartReader, type PartReader, type PartRequest } from './load-part.ts';
import type { PartAnswer } from './load-parts-abreast.ts';

let reader: PartReader | undefined;

async function answerTo(request: PartRequest): Promise<PartAnswer> {
  try {
    reader ??= await openPartReader();
    return await loadPart(reader, request);
  } catch (error) {
    return { error: sendError(error) };
  }
}

parentPort?.on('message', async (request: PartRequest) => {
  const answer = await answerTo(request);
  parentPort?.postMessage(answer);
});
