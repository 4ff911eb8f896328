import type { EpochDay } from '../calendar/index.ts';
import { type CountryDays, tabulateCountryDays } from './country-days.ts';
import { drawCountry } from './debtor-identity.ts';
import { type DebtorProcess, startDebtorProcess } from './debtor-process.ts';
import { drawDebtorProfile } from './debtor-profile.ts';
import { debtorStream } from './debtor-stream.ts';
import { emitDebtor } from './emit-debtor.ts';
import { type GeneratedRows, rowsFromTables } from './generated-rows.ts';
import { type GenerateOptions, type GenerationPlan, planGeneration } from './generation-plan.ts';
import { workPastTeam } from './past-team.ts';
import { createRunDatesSource } from './payment-law.ts';
import { createTableBuilders, finishTables, type GeneratedTables } from './table-builder.ts';

/** Makes debtors one at a time; holds the tables of business days so that they are worked out once. */
export interface DebtorGenerator {
  /** The debtor's life without contacts. */
  start(index: number): DebtorProcess;
  /** The debtor's life with the past team's contacts up to `until` (default: as-of). */
  live(index: number, until?: EpochDay): DebtorProcess;
}

/** A generator for any debtor under a plan. */
export function createDebtorGenerator(plan: GenerationPlan): DebtorGenerator {
  const runDatesOf = createRunDatesSource();
  const tables = new Map<string, CountryDays>();
  const daysOf = (country: string): CountryDays => {
    let days = tables.get(country);
    if (!days) {
      days = tabulateCountryDays(country, plan.start - 60, plan.end + 420);
      tables.set(country, days);
    }
    return days;
  };
  const start = (index: number): DebtorProcess => {
    const profile = drawDebtorProfile(debtorStream(plan.seed, index), index, plan);
    return startDebtorProcess(profile, daysOf(drawCountry(profile, plan.currencies)), runDatesOf);
  };
  return {
    start,
    live(index, until = plan.asOf) {
      const process = start(index);
      workPastTeam(process, plan.start, until, plan.callIntensity);
      return process;
    },
  };
}

/** Tables of the debtors `from` … `to` − 1 of a plan, in order. */
export function generateDebtors(
  plan: GenerationPlan,
  generator: DebtorGenerator,
  from: number,
  to: number,
): GeneratedTables {
  const builders = createTableBuilders(4096);
  const skipped = new Set(plan.skipped);
  for (let index = from; index < to; index++)
    if (!skipped.has(index)) emitDebtor(generator.live(index), plan.asOf, plan.currencies, builders);
  return finishTables(builders);
}

/** Some debtors of a generated ledger. */
export interface GeneratedChunk {
  /** Index of the first debtor, and of the first after the chunk. */
  readonly from: number;
  readonly to: number;
  readonly tables: GeneratedTables;
}

/**
 * The ledger in chunks of debtors, in order, made as they are asked for: memory is one chunk.
 *
 * @throws {PayrhythmError} `USAGE` for bad options.
 */
export function* generateLedger(options: GenerateOptions, debtorsInChunk = 256): Generator<GeneratedChunk, void, void> {
  const plan = planGeneration(options);
  const generator = createDebtorGenerator(plan);
  for (let from = 0; from < plan.debtorCount; from += debtorsInChunk) {
    const to = Math.min(plan.debtorCount, from + debtorsInChunk);
    yield { from, to, tables: generateDebtors(plan, generator, from, to) };
  }
}

/**
 * One debtor's ledger and truth as plain rows: a function of the seed, the index and the options other than
 * `invoices`, which says only how many debtors there are.
 */
export function generateDebtor(
  seed: number,
  index: number,
  options: Partial<Omit<GenerateOptions, 'seed' | 'debtors'>> = {},
): GeneratedRows {
  const plan = planGeneration({ ...options, invoices: 1, seed });
  return rowsFromTables(generateDebtors({ ...plan, skipped: [] }, createDebtorGenerator(plan), index, index + 1));
}
