export type { Crew, CrewJob, CrewPhase, CrewRun } from './crew.ts';
export { evenRanges } from './even-ranges.ts';
export { sharedFloats, shareMemory } from './share-memory.ts';
