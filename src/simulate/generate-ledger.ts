import { type EpochDay, parseDay, partsOfDay, dayFromParts, daysInMonth } from '../calendar/index.ts';
import { PayrhythmError } from '../errors.ts';
import { type CountryDays, tabulateCountryDays } from './country-days.ts';
import { COUNTRIES, drawCountry } from './debtor-identity.ts';
import { type DebtorProcess, startDebtorProcess } from './debtor-process.ts';
import { drawDebtorProfile, drawRowCount, type ProfileOptions } from './debtor-profile.ts';
import { debtorStream } from './debtor-stream.ts';
import { emitDebtor } from './emit-debtor.ts';
import { createRunDatesSource } from './payment-law.ts';
import { workPastTeam } from './past-team.ts';
import { createTableBuilders, type GeneratedTables } from './table-builder.ts';
import type { GeneratedTableName } from './generated-tables.ts';

/** What to generate. Only `invoices` is needed. */
export interface GenerateOptions {
  /** Rows of the invoices table to reach, within 2 %. */
  readonly invoices: number;
  /** Exact number of debtors; their sizes are then scaled. Default: as many as it takes. */
  readonly debtors?: number;
  /** Any safe integer; default 1. */
  readonly seed?: number;
  /** First invoice date, YYYY-MM-DD; default 2024-01-01. */
  readonly start?: string;
  /** Months of invoices, 1–120; default 24. */
  readonly months?: number;
  /** Facts known before this morning are written; default the day after the last invoice date. */
  readonly asOf?: string;
  /** Debtors in the United Kingdom and the United States with GBP and USD; default false (EUR only). */
  readonly currencies?: boolean;
  /** σ of the logarithm of a debtor's number of invoices, 0–2; default 1.5. */
  readonly sizeSpread?: number;
  /** Weights by archetype name that replace the usual ones. */
  readonly archetypeWeights?: Readonly<Record<string, number>>;
}

/** Options made complete: everything a debtor's history depends on, plain data that can be sent to a worker. */
export interface GenerationPlan extends ProfileOptions {
  readonly asOf: EpochDay;
  readonly currencies: boolean;
  /** Debtors 0 … debtorCount − 1, without `skipped`, reach the asked number of rows. */
  readonly debtorCount: number;
  readonly skipped: readonly number[];
  readonly rowCount: number;
}

/** Works out which debtors reach the asked number of rows. Draws only sizes: about 0.2 µs a debtor. */
export function planGeneration(options: GenerateOptions): GenerationPlan {
  const start = parseDay(options.start ?? '2024-01-01', 'start');
  const months = options.months ?? 24;
  const { invoices } = options;
  if (!Number.isInteger(invoices) || invoices < 1) throw new PayrhythmError('USAGE', `invoices must be a whole number from 1, not ${invoices}`);
  if (!Number.isInteger(months) || months < 1 || months > 120) throw new PayrhythmError('USAGE', `months must be 1 to 120, not ${months}`);
  const end = addMonths(start, months);
  const base: ProfileOptions = {
    seed: options.seed ?? 1,
    start,
    end,
    sizeScale: 1,
    sizeSpread: options.sizeSpread ?? 1.5,
    archetypeWeights: options.archetypeWeights ?? {},
  };
  const rest = { asOf: options.asOf === undefined ? end : parseDay(options.asOf, 'as-of'), currencies: options.currencies ?? false };
  const size = (index: number, sizeScale: number): number => drawRowCount(debtorStream(base.seed, index), { ...base, sizeScale });
  if (options.debtors !== undefined) {
    const { debtors } = options;
    if (!Number.isInteger(debtors) || debtors < 1 || debtors > invoices) throw new PayrhythmError('USAGE', `debtors must be a whole number from 1 to the number of invoices, not ${debtors}`);
    const total = (sizeScale: number): number => {
      let sum = 0;
      for (let index = 0; index < debtors; index++) sum += size(index, sizeScale);
      return sum;
    };
    let low = 0;
    let high = 1;
    while (total(high) < invoices) high *= 2;
    for (let step = 0; step < 40; step++) {
      const middle = (low + high) / 2;
      if (total(middle) < invoices) low = middle;
      else high = middle;
    }
    return { ...base, ...rest, sizeScale: high, debtorCount: debtors, skipped: [], rowCount: total(high) };
  }
  const skipped: number[] = [];
  let rowCount = 0;
  let index = 0;
  for (; rowCount < invoices * 0.995; index++) {
    const rows = size(index, 1);
    if (rowCount + rows > Math.max(invoices, invoices * 1.005)) skipped.push(index);
    else rowCount += rows;
  }
  return { ...base, ...rest, debtorCount: index, skipped, rowCount };
}

function addMonths(day: EpochDay, months: number): EpochDay {
  const parts = partsOfDay(day);
  const at = parts.year * 12 + parts.month - 1 + months;
  const year = Math.floor(at / 12);
  return dayFromParts(year, (at % 12) + 1, Math.min(parts.day, daysInMonth(year, (at % 12) + 1))) as EpochDay;
}

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
  for (const country of COUNTRIES.slice(0, plan.currencies ? COUNTRIES.length : 4))
    tables.set(country, tabulateCountryDays(country, plan.start - 60, plan.end + 420));
  const start = (index: number): DebtorProcess => {
    const profile = drawDebtorProfile(debtorStream(plan.seed, index), index, plan);
    return startDebtorProcess(profile, tables.get(drawCountry(profile, plan.currencies)) as CountryDays, runDatesOf);
  };
  return {
    start,
    live(index, until = plan.asOf) {
      const process = start(index);
      workPastTeam(process, plan.start, until);
      return process;
    },
  };
}

/** Tables of the debtors `from` … `to` − 1 of a plan, in order. */
export function generateDebtors(plan: GenerationPlan, generator: DebtorGenerator, from: number, to: number): GeneratedTables {
  const builders = createTableBuilders(4096);
  const skipped = new Set(plan.skipped);
  for (let index = from; index < to; index++)
    if (!skipped.has(index)) emitDebtor(generator.live(index), plan.asOf, plan.currencies, builders);
  const names = Object.keys(builders) as GeneratedTableName[];
  return Object.fromEntries(names.map((name) => [name, builders[name].finish()])) as unknown as GeneratedTables;
}
