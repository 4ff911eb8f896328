/**
 * The board that a crew works by: int32 fields in shared memory, touched through `Atomics` only. Tasks are numbered on and
 * on, over all runs: a member takes task `ticket` when it lies before `end`, and counts it in `done` when it is finished.
 * `phase` and `base` (the number of the run's first task) may be read after a task was taken: a run cannot end without it.
 */
export const BOARD = {
  ticket: 0,
  end: 1,
  done: 2,
  phase: 3,
  base: 4,
  /** Counts the jobs; a member whose own count differs opens the new job first. */
  job: 5,
  /** Members asleep until `end` or `job` changes. */
  sleepers: 6,
  /** 1 while the caller sleeps until `done` changes. */
  callerSleeps: 7,
  /** 1 when a member failed or is gone. */
  failed: 8,
  size: 9,
} as const;

/** Looks at a field before going to sleep, some tens of microseconds: steps of a fit follow each other faster than a thread wakes. */
export const GLANCES = 20_000;

/** An empty board. O(1). */
export function crewBoard(): Int32Array {
  return new Int32Array(new SharedArrayBuffer(4 * BOARD.size));
}

/** Takes the next task of the present run and returns its number over all runs, or −1 where none is left. O(1). */
export function takeTask(board: Int32Array): number {
  for (;;) {
    const ticket = Atomics.load(board, BOARD.ticket);
    if (ticket === Atomics.load(board, BOARD.end)) return -1;
    if (Atomics.compareExchange(board, BOARD.ticket, ticket, (ticket + 1) | 0) === ticket) return ticket;
  }
}

/** Counts a finished task and wakes the caller where it sleeps. O(1). */
export function finishTask(board: Int32Array): void {
  Atomics.add(board, BOARD.done, 1);
  if (Atomics.load(board, BOARD.callerSleeps) === 1) Atomics.notify(board, BOARD.done);
}
