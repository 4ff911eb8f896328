import { z } from 'zod';
import { PayrhythmError } from '../errors.ts';
import { nearMiss } from '../features/near-miss.ts';
import { TABLE_NAMES } from '../ledger/index.ts';
import { OWN_ESTIMATOR_NAMES } from '../models/index.ts';
import { parsePolicy, policySchema } from '../prioritise/index.ts';

const whole = (least: number): z.ZodNumber => z.number().int().min(least);

/** Where a ledger table is found in a database, and which of its columns are ours. */
const tableSchema = z.strictObject({
  schema: z.string().min(1).optional().describe('schema of the table or view; PostgreSQL only, default public'),
  table: z.string().min(1).optional().describe('name of the table or view; PostgreSQL only, default the name of ours'),
  columns: z
    .record(z.string(), z.string())
    .default({})
    .describe('our column: its header in the source, e.g. {"invoice_id": "factuurnr"}'),
});

const readSchema = z.strictObject({
  preset: z.string().optional().describe('a known export: sap-fi, odoo, exact-online, xero'),
  dateOrder: z.enum(['dmy', 'mdy', 'ymd']).optional().describe('order of day and month where the dates do not tell'),
  decimal: z.enum(['comma', 'point']).optional().describe('decimal mark where the amounts do not tell'),
  rates: z
    .record(z.string().regex(/^[A-Z]{3}$/), z.number().positive())
    .optional()
    .describe('value of one unit of each currency in the first, the reporting currency'),
  maximumRejects: z.number().min(0).max(1).default(0.05).describe('largest share of rows rejected; default 0.05'),
  partitions: whole(1)
    .max(1024)
    .nullable()
    .default(null)
    .describe(
      'parts to read a Parquet, DuckDB or PostgreSQL ledger in, one for each thread in memory at a time; default null = one, or where half of the free memory would not hold the ledger, one for every 75 MB, of a database for every 2.5 million invoices',
    ),
  unpackedMegabytes: z
    .number()
    .positive()
    .default(128)
    .describe('a .gz file may always unpack to so many megabytes; default 128'),
  unpackedRatio: z
    .number()
    .positive()
    .default(200)
    .describe('and beyond that to at most so many times its own size; default 200'),
});

const retrainSchema = z.strictObject({
  afterDays: whole(1).default(28).describe('a model is trained again when it is this many days old; default 28'),
  minimumAgeDays: whole(0).default(7).describe('drift does not bring a training before this age; default 7'),
  retryDays: whole(1).default(7).describe('days until the next try after a challenger that was worse; default 7'),
  inputDrift: z
    .number()
    .positive()
    .default(0.25)
    .describe('population stability index of an input or of the scores that counts as drift; default 0.25'),
  calibrationDrift: z
    .number()
    .positive()
    .default(0.05)
    .describe('calibration error beyond chance, on what became known, that counts as drift; default 0.05'),
  minimumOutcomes: whole(20)
    .default(200)
    .describe('outcomes that must have become known before calibration or a challenger is judged; default 200'),
  tolerance: z
    .number()
    .min(0)
    .default(0.005)
    .describe('a challenger is not worse when its log loss is at most this much higher; default 0.005'),
});

const modelSchema = z.strictObject({
  estimator: z
    .enum(OWN_ESTIMATOR_NAMES)
    .default('boosted-trees')
    .describe('what the forecast is learnt with; default boosted-trees'),
  lateAfterDays: whole(0).max(180).default(0).describe('late = paid more than so many days after due; default 0'),
  roll: z
    .enum(['following', 'none'])
    .default('following')
    .describe('whether weekend due dates roll; default following'),
  seed: whole(0).default(7).describe('seed of every random step; default 7'),
  retrain: retrainSchema.prefault({}),
});

const freshnessSchema = z.strictObject({
  maximumBusinessDays: z
    .union([z.literal('auto'), whole(0)])
    .default('auto')
    .describe('oldest that the newest booked payment may be; auto = the longest gap of the last 180 days, at least 2'),
  holdDueCalls: z
    .boolean()
    .default(true)
    .describe('whether stale cash data holds back every call about an invoice that is due; default true'),
});

/** The configuration of the nightly batch; see `parseNightlyConfig`. */
export const nightlyConfigSchema = z.strictObject({
  $schema: z.string().optional(),
  source: z.string().min(1).optional().describe('the ledger; --source wins'),
  target: z.string().min(1).optional().describe('where runs are published; --target wins'),
  targetSchema: z.string().min(1).max(63).default('payrhythm').describe('PostgreSQL schema of the target'),
  tables: z
    .partialRecord(z.enum(TABLE_NAMES as [string, ...string[]]), tableSchema)
    .default({})
    .describe('per ledger table: where it is and how its columns are called'),
  read: readSchema.prefault({}),
  model: modelSchema.prefault({}),
  policy: policySchema.prefault({}).describe('the policy keys that differ from the default'),
  freshness: freshnessSchema.prefault({}),
  retention: z
    .strictObject({
      days: whole(1).nullable().default(null).describe('days for which runs are kept; default null = for ever'),
    })
    .prefault({}),
});

/** A complete configuration: every key set that has a default. */
export type NightlyConfig = z.output<typeof nightlyConfigSchema>;
/** Where one ledger table is found, and how its columns are called. */
export type TableSettings = z.output<typeof tableSchema>;

/** Keys by which a JSON document could reach into the program's own objects. */
const UNSAFE_KEYS = ['__proto__', 'constructor', 'prototype'];

/**
 * A complete configuration from a parsed JSON document; what is left out takes its default.
 *
 * @throws {PayrhythmError} `USAGE` for an unknown key (with the key that was probably meant), a value out of range, or a
 * password: secrets come from the environment.
 */
export function parseNightlyConfig(document: unknown = {}): NightlyConfig {
  refuseUnsafeKeys(document, '');
  const parsed = nightlyConfigSchema.safeParse(document);
  if (!parsed.success) throw explain(parsed.error.issues[0] as z.core.$ZodIssue);
  for (const key of ['source', 'target'] as const)
    if (/^postgres(ql)?:\/\/[^/?#]*:[^/?#]*@|[?&](password|sslpassword)=/i.test(parsed.data[key] ?? ''))
      throw new PayrhythmError(
        'USAGE',
        `the configuration holds a password in "${key}": take it out, and give it in the environment variable PAYRHYTHM_${key.toUpperCase()}_PASSWORD`,
        { key },
      );
  // The policy by its own rules: what it takes for left out depends on what else is given.
  return { ...parsed.data, policy: parsePolicy((document as { readonly policy?: unknown }).policy) };
}

function refuseUnsafeKeys(value: unknown, where: string): void {
  if (typeof value !== 'object' || value === null) return;
  for (const key of Object.keys(value)) {
    const path = where === '' ? key : `${where}.${key}`;
    if (UNSAFE_KEYS.includes(key))
      throw new PayrhythmError('USAGE', `the configuration has no key "${path}": take it out`, { key: path });
    refuseUnsafeKeys((value as Record<string, unknown>)[key], path);
  }
}

function explain(issue: z.core.$ZodIssue): PayrhythmError {
  const where = issue.path.map(String).join('.');
  if (issue.code !== 'unrecognized_keys')
    return new PayrhythmError(
      'USAGE',
      `the configuration ${where === '' ? '' : `key "${where}" `}is not usable: ${issue.message}`,
      { key: where },
    );
  const key = issue.keys[0] as string;
  const known = keysAt(issue.path.map(String));
  const meant = nearMiss(key, known);
  const name = where === '' ? key : `${where}.${key}`;
  return new PayrhythmError(
    'USAGE',
    `the configuration has no key "${name}": ${meant ? `did you mean "${meant}"?` : `the keys here are ${known.join(', ')}`}`,
    { key: name, known },
  );
}

function keysAt(path: readonly string[]): string[] {
  if (path[0] === 'tables') return path.length === 1 ? [...TABLE_NAMES] : Object.keys(tableSchema.shape);
  let at: z.ZodType = nightlyConfigSchema;
  for (const step of ['', ...path]) {
    // A place in a list has the keys of its elements.
    if (step !== '' && !/^\d+$/.test(step)) at = (at as z.ZodObject).shape[step] as z.ZodType;
    while (!(at instanceof z.ZodObject)) at = (at as unknown as { unwrap(): z.ZodType }).unwrap();
  }
  return Object.keys((at as z.ZodObject).shape);
}
