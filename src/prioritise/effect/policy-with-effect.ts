import { formatDay } from '../../calendar/index.ts';
import type { Policy } from '../policy/policy-schema.ts';
import { BEHAVIOUR_KEYS } from './behaviour-heed.ts';
import type { CallEffect, GroupEffect } from './estimate-call-effect.ts';

/** What a policy takes over from an estimate. */
export type MeasuredEffect = Pick<CallEffect, 'asOf' | 'stages' | 'behaviours'>;

/** A behaviour is not taken to differ from all others by more than this factor, either way: our assumption. */
const MOST_FACTOR = 2;
/** Persuasion below this is too near none to take a ratio to it. */
const LEAST_PERSUADED = 0.02;

/**
 * A policy whose heed rates are those measured from hold-outs. By stage: the shrunk persuasion rate by the policy's reach
 * rate, so that reach × heed is what was measured; stages without hold-outs keep their assumption. By behaviour: the
 * shrunk rate by that of all assignments, as a factor from 1/2 to 2. `value.effectsFrom` says `holdouts` where anything
 * was measured, and `measured` holds what was, with its uncertainty: both are written to `run.json` with the policy.
 */
export function policyWithEffect(policy: Policy, { asOf, stages, behaviours }: MeasuredEffect): Policy {
  if (stages.length === 0 && behaviours.length === 0) return policy;
  const heedRate = { ...policy.value.heedRate };
  for (const { group, shrunk } of stages)
    heedRate[group] = Number(Math.min(1, shrunk / policy.value.reachRate).toFixed(4));
  const behaviourHeed = { ...policy.behaviourHeed };
  for (const { group, shrunk, base } of behaviours) {
    const ratio = base < LEAST_PERSUADED ? 1 : shrunk / base;
    behaviourHeed[BEHAVIOUR_KEYS[group]] = Number(Math.min(MOST_FACTOR, Math.max(1 / MOST_FACTOR, ratio)).toFixed(4));
  }
  return {
    ...policy,
    behaviourHeed,
    measured: { asOf: formatDay(asOf), groups: [...stages, ...behaviours].map(recordOf) },
    value: { ...policy.value, heedRate, effectsFrom: 'holdouts' },
  };
}

function recordOf({ group, called, heldOut, persuaded, shrunk, shrunkError }: GroupEffect<string>) {
  const rounded = (value: number): number => Number(value.toFixed(4));
  return {
    group,
    called,
    heldOut,
    persuaded: rounded(persuaded.estimate),
    low: rounded(persuaded.low),
    high: rounded(persuaded.high),
    shrunk: rounded(shrunk),
    shrunkError: rounded(shrunkError),
  };
}
