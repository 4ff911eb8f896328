import { availableParallelism } from 'node:os';
import { MessageChannel, type Worker } from 'node:worker_threads';
import { PayrhythmError } from '../../errors.ts';
import { startWorker } from '../start-worker.ts';
import { BOARD, crewBoard } from './crew-board.ts';
import { type WorkerCrew, workerCrew } from './worker-crew.ts';

/** Nursery of a member's heap: with a small one a ranking spends a seventh of its time on collecting it. */
const YOUNG_MEGABYTES = 48;

/** Most threads; more would only wait for each other. */
const MOST_THREADS = 64;
/**
 * Starts a crew of `threads` threads, the calling one included (default: one for each processor). With one thread
 * nothing is started. Fits stay synchronous; the caller works with the crew and waits for it. Threads that are not
 * closed end with the process and do not keep it alive.
 *
 * @throws {PayrhythmError} `USAGE` for a number of threads out of range; `NOT_REACHABLE` where a thread cannot start.
 */
export async function startCrew(options: { readonly threads?: number } = {}): Promise<WorkerCrew> {
  const threads = options.threads ?? availableParallelism();
  if (!Number.isInteger(threads) || threads < 1 || threads > MOST_THREADS)
    throw new PayrhythmError('USAGE', `threads is ${threads}: give a whole number from 1 to ${MOST_THREADS}`);
  const board = crewBoard();
  const members = Array.from({ length: threads - 1 }, (_, i) => {
    const { port1, port2 } = new MessageChannel();
    const workerData = { board, member: i + 1, port: port2 };
    const worker = startWorker(import.meta.url, 'crew-worker', {
      workerData,
      transferList: [port2],
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MEGABYTES },
    });
    const fail = (): void => {
      Atomics.store(board, BOARD.failed, 1);
    };
    worker.on('error', fail);
    worker.on('exit', fail);
    return { worker, port: port1 };
  });
  try {
    await Promise.all(members.map(({ worker }) => isThere(worker)));
  } catch (error) {
    await Promise.all(members.map(({ worker }) => worker.terminate()));
    const message = `a worker thread cannot start (${String(error)}): use one thread (--threads 1)`;
    throw new PayrhythmError('NOT_REACHABLE', message, {}, { cause: error });
  }
  for (const { worker } of members) worker.unref();
  return workerCrew(board, members);
}

function isThere(worker: Worker): Promise<void> {
  return new Promise((resolve, reject) => {
    worker.once('message', () => resolve());
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`the thread ended with code ${code}`)));
  });
}
