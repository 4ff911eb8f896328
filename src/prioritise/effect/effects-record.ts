import type { Policy } from '../policy/policy-schema.ts';
import { EFFECT_STAGES } from './assigned-units.ts';

/** What a run says about where the effects of its calls come from: each heed rate is measured, or a stated assumption. */
export interface EffectsRecord {
  readonly note: string;
  /** Stages whose heed rate hold-outs measured, and those whose rate is assumed. */
  readonly measuredStages: readonly string[];
  readonly assumedStages: readonly string[];
  readonly measured: Policy['measured'];
  readonly behaviourHeed: Policy['behaviourHeed'];
  readonly value: Policy['value'];
}

/** The record of a policy's effects, for `run.json`. O(1). */
export function effectsRecord({ value, measured, behaviourHeed }: Policy): EffectsRecord {
  const groups = value.effectsFrom === 'holdouts' ? (measured?.groups ?? []).map(({ group }) => group) : [];
  const measuredStages = EFFECT_STAGES.filter((stage) => groups.includes(stage));
  const assumedStages = EFFECT_STAGES.filter((stage) => !groups.includes(stage));
  const note =
    measuredStages.length === 0
      ? 'What a call changes is assumed, not measured: these are the stated priors of the policy.'
      : `What a call changes was measured from hold-outs as of ${measured?.asOf} (${measuredStages.join(', ')}), small groups leaning on the policy${assumedStages.length > 0 ? `; it is assumed for ${assumedStages.join(', ')}` : ''}. Costs and losses are stated assumptions.`;
  return { note, measuredStages, assumedStages, measured, behaviourHeed, value };
}
