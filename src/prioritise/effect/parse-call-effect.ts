import { z } from 'zod';
import { parseDay } from '../../calendar/index.ts';
import { PayrhythmError } from '../../errors.ts';
import { BEHAVIOURS, EFFECT_STAGES } from './assigned-units.ts';
import type { MeasuredEffect } from './policy-with-effect.ts';

const interval = z.object({ estimate: z.number(), low: z.number(), high: z.number(), standardError: z.number() });
const effectOf = <Group extends string>(groups: readonly Group[]) =>
  z.array(
    z.object({
      group: z.enum(groups as readonly [Group, ...Group[]]),
      called: z.number().int().min(0),
      heldOut: z.number().int().min(0),
      persuaded: interval,
      base: z.number().min(0).max(1),
      shrunk: z.number().min(0).max(1),
      shrunkError: z.number().min(0),
    }),
  );
const schema = z.object({ asOf: z.string(), stages: effectOf(EFFECT_STAGES), behaviours: effectOf(BEHAVIOURS) });

/**
 * The effects of the document that `payrhythm effect` writes (`--out`, `--json`), for `policyWithEffect`.
 *
 * @throws {PayrhythmError} `USAGE` where it is no such document.
 */
export function parseCallEffect(document: unknown): MeasuredEffect {
  const parsed = schema.safeParse(document);
  if (!parsed.success) {
    const issue = parsed.error.issues[0] as z.core.$ZodIssue;
    throw new PayrhythmError(
      'USAGE',
      `these are not the effects that payrhythm effect writes: ${issue.path.map(String).join('.') || 'the document'}: ${issue.message}; make them with payrhythm effect LEDGER --out FILE`,
      { path: issue.path.map(String) },
    );
  }
  const { asOf, stages, behaviours } = parsed.data;
  return { asOf: parseDay(asOf, 'asOf'), stages, behaviours };
}
