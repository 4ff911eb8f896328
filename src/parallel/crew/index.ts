export { fitInParallel, type ParallelFitOptions, predictInParallel } from './fit-in-parallel.ts';
export { startCrew } from './start-crew.ts';
export { trainLatenessModelInParallel } from './train-lateness-model-in-parallel.ts';
export type { WorkerCrew } from './worker-crew.ts';
