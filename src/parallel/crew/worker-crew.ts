import { type MessagePort, receiveMessageOnPort, type Worker } from 'node:worker_threads';
import type { Crew, CrewPhase } from '../../crew/index.ts';
import { PayrhythmError } from '../../errors.ts';
import { BOARD, finishTask, GLANCES, takeTask } from './crew-board.ts';
import type { TaskReport } from './crew-worker.ts';
import { openAnyJob } from './open-any-job.ts';

/** A crew of worker threads that sleeps between fits until it is closed. */
export interface WorkerCrew extends Crew {
  /** Ends the threads. A closed crew does no more work. */
  close(): Promise<void>;
}

/** One worker thread and the port over which jobs go and results come. */
export interface CrewMember {
  readonly worker: Worker;
  readonly port: MessagePort;
}

/** Milliseconds for which the others may finish what they are at after a member failed. */
const GRACE = 1000;
/** Milliseconds without a finished task after which a silent worker counts as lost: no task takes nearly as long. */
const PATIENCE = 300_000;

/**
 * The caller's side of a crew. `open` and the runs block the calling thread, which works along; a failure in any thread
 * is a `NOT_REACHABLE` error here, after which the crew is of no more use. O(1) and some microseconds a run.
 */
export function workerCrew(board: Int32Array, members: readonly CrewMember[]): WorkerCrew {
  let closed = false;
  const requireUsable = (): void => {
    if (closed) throw new PayrhythmError('USAGE', 'this crew of threads was closed: start another one');
    if (Atomics.load(board, BOARD.failed) === 1) fail(members, 'it ended before its time');
  };
  return {
    members: members.length + 1,
    open(job) {
      requireUsable();
      const phases = openAnyJob(job);
      for (const { port } of members) port.postMessage(job);
      const number = Atomics.add(board, BOARD.job, 1) + 1;
      return (phase, tasks) => {
        requireUsable();
        if (Atomics.load(board, BOARD.job) !== number)
          throw new PayrhythmError('USAGE', 'this crew of threads is at another fit: one crew does one fit at a time');
        return runPhase(board, members, phases, phase, tasks);
      };
    },
    async close() {
      closed = true;
      await Promise.all(members.map(({ worker }) => worker.terminate()));
      for (const { port } of members) port.close();
    },
  };
}

function runPhase(
  board: Int32Array,
  members: readonly CrewMember[],
  phases: readonly CrewPhase[],
  phase: number,
  tasks: number,
): readonly unknown[] {
  const results: unknown[] = [];
  const work = (task: number): void => {
    const result = phases[phase](task, 0);
    if (result !== undefined) results[task] = result;
  };
  // A lone task is done before another thread could take it.
  if (members.length === 0 || tasks < 2) {
    for (let task = 0; task < tasks; task++) work(task);
    return results;
  }
  const base = Atomics.load(board, BOARD.end);
  const end = (base + tasks) | 0;
  Atomics.store(board, BOARD.base, base);
  Atomics.store(board, BOARD.phase, phase);
  Atomics.store(board, BOARD.end, end);
  if (Atomics.load(board, BOARD.sleepers) > 0) Atomics.notify(board, BOARD.end);
  for (let number = takeTask(board); number !== -1; number = takeTask(board)) {
    try {
      work((number - base) | 0);
    } catch (error) {
      // The others may still be writing to the memory of this fit.
      Atomics.store(board, BOARD.failed, 1);
      throw error;
    }
    finishTask(board);
  }
  waitFor(board, end, members);
  for (const { port } of members)
    for (let next = receiveMessageOnPort(port); next; next = receiveMessageOnPort(port)) {
      const report = next.message as TaskReport;
      if (report.failure !== undefined) fail(members, report.failure);
      results[report.task] = report.result;
    }
  return results;
}

/** Waits until every task is done: a moment awake, then asleep. */
function waitFor(board: Int32Array, end: number, members: readonly CrewMember[]): void {
  for (let glance = 0; glance < GLANCES; glance++) if (Atomics.load(board, BOARD.done) === end) return;
  Atomics.store(board, BOARD.callerSleeps, 1);
  let seen = Atomics.load(board, BOARD.done);
  let silent = 0;
  while (seen !== end) {
    Atomics.wait(board, BOARD.done, seen, GRACE);
    const now = Atomics.load(board, BOARD.done);
    silent = now === seen ? silent + GRACE : 0;
    seen = now;
    const isFailed = Atomics.load(board, BOARD.failed) === 1;
    if (seen !== end && silent > 0 && (isFailed || silent >= PATIENCE)) {
      const lost = tellFailure(members);
      fail(members, lost ?? 'it ended or stopped answering in the middle of its work');
    }
  }
  Atomics.store(board, BOARD.callerSleeps, 0);
}

function tellFailure(members: readonly CrewMember[]): string | undefined {
  for (const { port } of members)
    for (let next = receiveMessageOnPort(port); next; next = receiveMessageOnPort(port)) {
      const { failure } = next.message as TaskReport;
      if (failure !== undefined) return failure;
    }
  return undefined;
}

function fail(members: readonly CrewMember[], why: string): never {
  for (const { worker } of members) void worker.terminate();
  throw new PayrhythmError(
    'NOT_REACHABLE',
    `a worker thread failed (${why}): run again with one thread (--threads 1); if it fails there too, the message will say more`,
  );
}
