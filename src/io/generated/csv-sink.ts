import { type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';
import { GENERATED_TABLES, type GeneratedTableName } from '../../simulate/generated-tables.ts';
import type { GeneratedSink } from './generated-sink.ts';
import { renderCsvHeader } from './render-csv.ts';

/** A sink that appends CSV lines to `<table>.csv` in a directory; holds one block in memory. */
export async function openCsvSink(directory: string, names?: readonly GeneratedTableName[]): Promise<GeneratedSink> {
  const files = new Map<GeneratedTableName, FileHandle>();
  for (const name of names ?? (Object.keys(GENERATED_TABLES) as GeneratedTableName[])) {
    const file = await open(join(directory, `${name}.csv`), 'wx');
    files.set(name, file);
    await file.write(renderCsvHeader(name));
  }
  const close = async (): Promise<void> => {
    for (const file of files.values()) await file.close();
    files.clear();
  };
  return {
    async write(block) {
      for (const [name, file] of files) await file.write(block.tables[name] as Uint8Array);
    },
    async finish(onStep) {
      for (const name of files.keys()) onStep(name);
      await close();
    },
    close,
  };
}
