/**
 * A description of work that many threads can share: plain data that survives a structured clone, with the memory that all
 * of them see. Each member opens it for itself and gets the same phases.
 */
export interface CrewJob {
  /** Tells the members who opens the job. */
  readonly kind: string;
}

/**
 * One step of a job. Tasks of a phase may run in any order and on any member at once, so they write to places of their
 * own; `member` (0 … members − 1) names scratch that only one task uses at a time. Whatever a task returns is given
 * to the caller and must survive a structured clone.
 */
export type CrewPhase = (task: number, member: number) => unknown;

/** Runs the tasks `0 … tasks − 1` of a phase and returns, when all are done, what they returned, by task. */
export type CrewRun = (phase: number, tasks: number) => readonly unknown[];

/**
 * Who does the work. Without a crew the library does everything in the calling thread; a crew of worker threads comes
 * from `payrhythm/parallel`. Results are the same to the bit, whoever works and however many.
 */
export interface Crew {
  /** Threads that take part, the caller's included; at least 1. */
  readonly members: number;
  /** Opens a job; the returned function is valid until the next job is opened. */
  open(job: CrewJob): CrewRun;
}
