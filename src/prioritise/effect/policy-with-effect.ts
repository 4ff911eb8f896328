import type { Policy } from '../policy/policy-schema.ts';
import type { CallEffect } from './estimate-call-effect.ts';

/**
 * A policy whose heed rates are those measured from hold-outs, stage by stage: the shrunk persuasion rate by the policy's
 * reach rate, so that reach × heed is what was measured. Stages without hold-outs keep their assumption.
 * `value.effectsFrom` says `holdouts` where any stage was measured, and is written to `run.json` with the policy.
 */
export function policyWithEffect(policy: Policy, effect: CallEffect): Policy {
  const heedRate = { ...policy.value.heedRate };
  for (const { group, shrunk } of effect.stages)
    heedRate[group] = Number(Math.min(1, shrunk / policy.value.reachRate).toFixed(4));
  const effectsFrom = effect.stages.length > 0 ? ('holdouts' as const) : policy.value.effectsFrom;
  return { ...policy, value: { ...policy.value, heedRate, effectsFrom } };
}
