import { z } from 'zod';
import { PayrhythmError } from '../../errors.ts';

/** Version of the estimator documents that this library writes and reads. */
export const ESTIMATOR_FORMAT_VERSION = 1;

/** A finite number of a model document. */
export const finite = z.number();

/** The fields that every estimator document has. */
export const documentHead = { formatVersion: z.literal(ESTIMATOR_FORMAT_VERSION), featureNames: sortedNames() };

function sortedNames() {
  return z
    .array(z.string())
    .refine((names) => names.every((name, i) => i === 0 || names[i - 1] < name), 'names must be sorted and unique');
}

/** Parses a document or throws `BAD_MODEL` with the first problem. */
export function parseDocument<T>(schema: z.ZodType<T>, json: unknown, what: string): T {
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const where = issue?.path.length ? ` at ${issue.path.join('.')}` : '';
  throw new PayrhythmError(
    'BAD_MODEL',
    `This is no ${what} that can be read${where}: ${issue?.message ?? 'malformed'}. Train again or restore the file.`,
    { issues: parsed.error.issues.slice(0, 5) },
  );
}
