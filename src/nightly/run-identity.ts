import { createHash } from 'node:crypto';
import type { SourceInput } from '../io/index.ts';

/** What a night's result depends on, beside the model that the target keeps. */
export interface RunIdentity {
  readonly version: string;
  readonly asOf: string;
  readonly inputs: readonly Pick<SourceInput, 'bytes' | 'sha256'>[];
  /** Policy, model settings and reading options. */
  readonly settings: unknown;
}

/**
 * The fingerprint of a night's inputs, 64 hexadecimal digits, and the id of its run, the first 16 of them. The same
 * inputs have the same id, wherever the files lie; so a night that is run again finds what it published.
 */
export function identifyRun(identity: RunIdentity): { readonly fingerprint: string; readonly runId: string } {
  const { version, asOf, settings } = identity;
  const inputs = identity.inputs.map(({ bytes, sha256 }) => [bytes, sha256]);
  const text = JSON.stringify([version, asOf, inputs, settings]);
  const fingerprint = createHash('sha256').update(text).digest('hex');
  return { fingerprint, runId: fingerprint.slice(0, 16) };
}
