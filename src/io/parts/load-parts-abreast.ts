import type { Worker } from 'node:worker_threads';
import { PayrhythmError } from '../../errors.ts';
import { startWorker } from '../../parallel/start-worker.ts';
import { receiveError, type SentError } from '../sent-error.ts';
import { type LoadedPart, loadPart, openPartReader, type PartRequest } from './load-part.ts';

/** What the thread answers. */
export type PartAnswer = LoadedPart | { readonly error: SentError };

/**
 * Loads parts, `abreast` at a time, each in a thread of its own where there is more than one: the same as one after the other.
 * Of several errors that of the first part is told.
 *
 * @throws {PayrhythmError} as `loadPart`; `NOT_REACHABLE` where a thread cannot start or ends before its time.
 */
export async function loadPartsAbreast(requests: readonly PartRequest[], abreast: number): Promise<LoadedPart[]> {
  const loaded: LoadedPart[] = [];
  if (abreast === 1) {
    const reader = await openPartReader();
    try {
      for (const request of requests) loaded.push(await loadPart(reader, request));
      return loaded;
    } finally {
      reader.close();
    }
  }
  const errors: unknown[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    const worker = startWorker(import.meta.url, 'part-worker', {});
    try {
      // What stands behind a part that cannot be read is not looked at.
      while (next < requests.length && Object.keys(errors).length === 0) {
        const at = next++;
        try {
          loaded[at] = await ask(worker, requests[at]);
        } catch (error) {
          errors[at] = error;
        }
      }
    } finally {
      await worker.terminate();
    }
  };
  await Promise.all(Array.from({ length: Math.min(abreast, requests.length) }, work));
  for (const error of errors) if (error !== undefined) throw error;
  return loaded;
}

function ask(worker: Worker, request: PartRequest): Promise<LoadedPart> {
  return new Promise((resolve, reject) => {
    const failed = (reason: string, cause?: Error): void =>
      reject(
        new PayrhythmError(
          'NOT_REACHABLE',
          `the thread that read part ${request.part + 1} of the ledger failed (${reason}): run again with one thread (--threads 1)`,
          {},
          { cause },
        ),
      );
    const onExit = (code: number): void => failed(`it ended with code ${code}`);
    const onError = (error: Error): void => failed(error.message, error);
    worker.once('exit', onExit);
    worker.once('error', onError);
    worker.once('message', (answer: PartAnswer) => {
      worker.off('exit', onExit);
      worker.off('error', onError);
      if ('error' in answer) reject(receiveError(answer.error));
      else resolve(answer);
    });
    worker.postMessage(request);
  });
}
