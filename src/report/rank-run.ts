import { z } from 'zod';
import { PayrhythmError } from '../errors.ts';

const share = z.number().nullable();
const scores = z.object({ auc: share, ece: share });
const counted = z.object({ debtors: z.int().nonnegative() });

/** The parts of `run.json` that the page shows or checks the tables against. */
const RUN_SCHEMA = z.object({
  tool: z.literal('payrhythm'),
  version: z.string(),
  asOf: z.iso.date(),
  currency: z.string(),
  totals: z.object({ queue: counted, suppressed: counted, actions: z.int().nonnegative() }),
  tables: z.record(z.string(), z.object({ read: z.int(), accepted: z.int(), rejected: z.int() })),
  model: z.object({
    id: z.string(),
    estimator: z.string(),
    trainedAt: z.string(),
    timeSplit: z.object({ from: z.string(), rows: z.int(), model: scores, baseline: scores }).nullable(),
  }),
  warnings: z.array(z.string()),
  startedAt: z.string(),
});

/** See {@link parseRankRun}. */
export type RankRun = z.infer<typeof RUN_SCHEMA>;

/**
 * The record of a `rank` run.
 *
 * @throws {PayrhythmError} `USAGE` where it is the record of something else; `BAD_DATA` where parts are missing.
 */
export function parseRankRun(path: string, text: string): RankRun {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch (error) {
    throw new PayrhythmError(
      'BAD_DATA',
      `${path} is no JSON document, or only part of one: rank the day again`,
      { path },
      { cause: error },
    );
  }
  if ((document as { tool?: unknown } | null)?.tool !== 'payrhythm')
    throw new PayrhythmError('USAGE', `${path} was not written by payrhythm: give report a directory that rank wrote`, {
      path,
    });
  if ((document as { totals?: unknown }).totals === undefined)
    throw new PayrhythmError(
      'USAGE',
      `${path} is the record of another command: give report a directory that rank (or demo) wrote`,
      { path },
    );
  const parsed = RUN_SCHEMA.safeParse(document);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new PayrhythmError(
    'BAD_DATA',
    `${path}: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}; it was written by another version of payrhythm, or changed since: rank the day again with this version`,
    { path, issues: parsed.error.issues.length },
  );
}
