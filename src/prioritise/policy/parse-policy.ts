import type { z } from 'zod';
import { PayrhythmError } from '../../errors.ts';
import { nearMiss } from '../../features/near-miss.ts';
import { type Policy, type PolicyOverrides, policySchema } from './policy-schema.ts';

/** `callsPerDay` of a policy that rations minutes alone: more calls than fit into any day. */
const UNCOUNTED_CALLS = 1_000_000;

/**
 * A complete policy from a policy document (parsed JSON) or overrides; what is left out takes its default.
 *
 * @throws {PayrhythmError} `USAGE` for an unknown key (with the key that was probably meant) or a value out of range.
 */
export function parsePolicy(document: unknown = {}): Policy {
  const parsed = policySchema.safeParse(
    rationsMinutesAlone(document) ? { ...document, callsPerDay: UNCOUNTED_CALLS } : document,
  );
  if (parsed.success) return parsed.data;
  const { issues } = parsed.error;
  // A misspelt key is also a missing one: the misspelling says more.
  const issue = (issues.find(({ code }) => code === 'unrecognized_keys') ?? issues[0]) as z.core.$ZodIssue;
  const where = issue.path.map(String).join('.');
  if (issue.code === 'unrecognized_keys') {
    const key = issue.keys[0] as string;
    const known = keysAt(issue.path.map(String));
    const meant = nearMiss(key, known);
    const name = where === '' ? key : `${where}.${key}`;
    throw new PayrhythmError(
      'USAGE',
      `the policy has no key "${name}": ${meant ? `did you mean "${meant}"?` : `the keys here are ${known.join(', ')}`}`,
      { key: name, known },
    );
  }
  throw new PayrhythmError('USAGE', `policy ${where === '' ? '' : `key "${where}" `}is not usable: ${issue.message}`, {
    key: where,
  });
}

/** The policy with every key at its default. */
export const DEFAULT_POLICY: Policy = policySchema.parse({} satisfies PolicyOverrides);

function rationsMinutesAlone(document: unknown): document is object {
  if (typeof document !== 'object' || document === null || Array.isArray(document)) return false;
  const { callsPerDay, minutesPerDay } = document as PolicyOverrides;
  return callsPerDay === undefined && typeof minutesPerDay === 'number';
}

/** The keys that a policy has at a place in it, in the order in which they are declared. */
function keysAt(path: readonly string[]): string[] {
  let at = innermost(policySchema);
  for (const step of path) at = innermost(at.element ?? at.shape?.[step]);
  return Object.keys(at.shape ?? {});
}

interface SchemaPart {
  readonly shape?: Readonly<Record<string, unknown>>;
  readonly element?: unknown;
}

function innermost(schema: unknown): SchemaPart {
  let at = schema as SchemaPart & { readonly def?: { readonly innerType?: unknown } };
  while (!at.shape && !at.element && at.def?.innerType) at = at.def.innerType as typeof at;
  return at;
}
