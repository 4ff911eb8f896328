import { dayFromParts, daysInMonth, type EpochDay, formatDay, parseDay, partsOfDay } from '../calendar/index.ts';
import { PayrhythmError } from '../errors.ts';
import { ARCHETYPES } from './archetypes.ts';
import { type CallResponses, drawRowCount, type ProfileOptions } from './debtor-profile.ts';
import { debtorStream } from './debtor-stream.ts';

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
  /** Multiplies the odds with which the past team calls, 0–10; default 1. */
  readonly callIntensity?: number;
  /** Weights by archetype name that replace the usual ones. */
  readonly archetypeWeights?: Readonly<Record<string, number>>;
  /** Other answers to calls than the archetypes': another world to try a policy in. */
  readonly responses?: CallResponses;
}

/** Options made complete: everything a debtor's history depends on, plain data that can be sent to a worker. */
export interface GenerationPlan extends ProfileOptions {
  readonly asOf: EpochDay;
  readonly currencies: boolean;
  readonly callIntensity: number;
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
  if (!Number.isInteger(invoices) || invoices < 1)
    throw new PayrhythmError('USAGE', `invoices must be a whole number from 1, not ${invoices}`);
  if (!Number.isInteger(months) || months < 1 || months > 120)
    throw new PayrhythmError('USAGE', `months must be 1 to 120, not ${months}`);
  const seed = options.seed ?? 1;
  if (!Number.isSafeInteger(seed)) throw new PayrhythmError('USAGE', `seed must be a whole number, not ${seed}`);
  for (const name of Object.keys(options.archetypeWeights ?? {}))
    if (!ARCHETYPES.some((one) => one.name === name))
      throw new PayrhythmError('USAGE', `there is no archetype "${name}"`);
  const end = addMonths(start, months);
  const base: ProfileOptions = {
    seed,
    start,
    end,
    sizeScale: 1,
    sizeSpread: options.sizeSpread ?? 1.5,
    archetypeWeights: options.archetypeWeights ?? {},
    responses: options.responses,
  };
  const asOf = options.asOf === undefined ? end : parseDay(options.asOf, 'as-of');
  if (asOf <= start)
    throw new PayrhythmError('USAGE', `as-of must lie after the start ${formatDay(start)}, not ${formatDay(asOf)}`);
  const rest = {
    asOf,
    currencies: options.currencies ?? false,
    callIntensity: options.callIntensity ?? 1,
  };
  const size = (index: number, sizeScale: number): number =>
    drawRowCount(debtorStream(base.seed, index), { ...base, sizeScale });
  if (options.debtors !== undefined) {
    const { debtors } = options;
    if (!Number.isInteger(debtors) || debtors < 1 || debtors > invoices)
      throw new PayrhythmError(
        'USAGE',
        `debtors must be a whole number from 1 to the number of invoices, not ${debtors}`,
      );
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
