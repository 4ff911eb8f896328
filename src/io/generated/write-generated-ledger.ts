import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { PayrhythmError } from '../../errors.ts';
import { generateBlocks } from '../../parallel/generate/generate-blocks.ts';
import { type GenerateOptions, planGeneration } from '../../simulate/generation-plan.ts';
import { makeDirectory } from '../make-directory.ts';
import { openCsvSink } from './csv-sink.ts';
import { openParquetSink } from './parquet-sink.ts';
import type { GeneratedFormat } from './render-csv.ts';

/** How and how fast to write. */
export interface WriteGeneratedOptions {
  /** Default `csv`. `parquet` needs the optional package @duckdb/node-api. */
  readonly format?: GeneratedFormat;
  /** Worker threads; default 1. The bytes do not depend on it. */
  readonly threads?: number;
  /** Told after each block of debtors, and after each table that is completed. */
  readonly onProgress?: (progress: GenerationProgress) => void;
}

/** How far a generation is. */
export interface GenerationProgress {
  readonly invoices: number;
  readonly invoicesPlanned: number;
  readonly debtors: number;
  /** `generate` while debtors are made; then the name of the table just completed. */
  readonly step: string;
}

/** What was written. */
export interface GeneratedLedgerSummary {
  readonly directory: string;
  readonly debtors: number;
  readonly invoices: number;
}

/** File that marks a directory as one of ours; holds the options. No time, no path: the same bytes every time. */
const MARKER = 'generate.json';

async function refuseForeignDirectory(directory: string): Promise<void> {
  if (!existsSync(directory) || existsSync(join(directory, MARKER))) return;
  const entries = await readdir(directory).catch(() => undefined);
  if (entries === undefined || entries.length > 0)
    throw new PayrhythmError(
      'USAGE',
      `${directory} exists and was not written by generate: choose another --out or remove it`,
    );
}

/**
 * Generates a ledger into a directory: `<table>.csv` or `<table>.parquet`, `truth.csv`, `truth_invoices.*` and
 * `generate.json`. Written beside its place and moved there whole; an earlier generated ledger there is replaced, any
 * other non-empty directory refused. Memory is bounded by some blocks of 256 debtors, not by the size of the ledger.
 *
 * @throws {PayrhythmError} `USAGE` for bad options, a foreign directory, or Parquet without DuckDB.
 */
export async function writeGeneratedLedger(
  options: GenerateOptions,
  outDir: string,
  { format = 'csv', threads = 1, onProgress = () => {} }: WriteGeneratedOptions = {},
): Promise<GeneratedLedgerSummary> {
  const plan = planGeneration(options);
  const directory = resolve(outDir);
  await refuseForeignDirectory(directory);
  await makeDirectory(dirname(directory));
  const partial = `${directory}.partial-${process.pid}`;
  await rm(partial, { recursive: true, force: true });
  await mkdir(partial);
  let debtors = 0;
  let invoices = 0;
  const report = (step: string): void => onProgress({ invoices, invoicesPlanned: plan.rowCount, debtors, step });
  try {
    const sink = format === 'csv' ? await openCsvSink(partial) : await openParquetSink(partial);
    try {
      for await (const block of generateBlocks(plan, format, threads)) {
        await sink.write(block);
        debtors += block.debtors;
        invoices += block.invoices;
        report('generate');
      }
      await sink.finish(report);
    } finally {
      await sink.close();
    }
    const manifest = { format, options, debtors, invoices };
    await writeFile(join(partial, MARKER), `${JSON.stringify(manifest, null, 2)}\n`);
    await refuseForeignDirectory(directory);
    await rm(directory, { recursive: true, force: true });
    await rename(partial, directory);
  } catch (error) {
    await rm(partial, { recursive: true, force: true });
    throw error;
  }
  return { directory, debtors, invoices };
}
