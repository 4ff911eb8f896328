import type { GeneratedBlock } from '../../parallel/generate/generated-block.ts';

/** Where generated blocks go. Blocks come in order; nothing is on its final place before `finish`. */
export interface GeneratedSink {
  write(block: GeneratedBlock): Promise<void>;
  /** Completes all files; `onStep` is told the name of each table as it is completed. */
  finish(onStep: (table: string) => void): Promise<void>;
  /** Frees what is held, after success or failure. */
  close(): Promise<void>;
}
