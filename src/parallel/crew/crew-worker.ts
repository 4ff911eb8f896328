/**
 * Worker thread: a member of a training crew. Sleeps and works by the board; jobs come and results go over a port that both
 * sides read without an event loop. A first message on the parent's port says that it is there.
 */
import { type MessagePort, parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import type { CrewJob, CrewPhase } from '../../crew/index.ts';
import { BOARD, finishTask, GLANCES, takeTask } from './crew-board.ts';
import { openAnyJob } from './open-any-job.ts';

/** What a member tells the caller of a task: its result, or why it failed. */
export interface TaskReport {
  readonly task: number;
  readonly result?: unknown;
  readonly failure?: string;
}

const { board, member, port } = workerData as { board: Int32Array; member: number; port: MessagePort };

process.on('exit', () => {
  Atomics.store(board, BOARD.failed, 1);
  Atomics.notify(board, BOARD.done);
});

let job = 0;
let phases: readonly CrewPhase[] = [];

/** Opens the latest job; a job that was overtaken is skipped. */
function openLatest(): void {
  job = Atomics.load(board, BOARD.job);
  let latest: CrewJob | undefined;
  for (let next = receiveMessageOnPort(port); next; next = receiveMessageOnPort(port)) latest = next.message as CrewJob;
  if (latest !== undefined) phases = openAnyJob(latest);
}

function work(number: number): void {
  try {
    if (job !== Atomics.load(board, BOARD.job)) openLatest();
    const task = (number - Atomics.load(board, BOARD.base)) | 0;
    const result = phases[Atomics.load(board, BOARD.phase)](task, member);
    if (result !== undefined) port.postMessage({ task, result } satisfies TaskReport);
  } catch (error) {
    port.postMessage({ task: number, failure: String(error) } satisfies TaskReport);
    Atomics.store(board, BOARD.failed, 1);
  }
  finishTask(board);
}

function rest(): void {
  const end = Atomics.load(board, BOARD.end);
  if (Atomics.load(board, BOARD.ticket) !== end) return;
  for (let glance = 0; glance < GLANCES; glance++) if (Atomics.load(board, BOARD.end) !== end) return;
  Atomics.add(board, BOARD.sleepers, 1);
  Atomics.wait(board, BOARD.end, end);
  Atomics.sub(board, BOARD.sleepers, 1);
}

parentPort?.postMessage('ready');
for (;;) {
  const number = takeTask(board);
  if (number !== -1) work(number);
  else rest();
}
