import type { FeatureFamily } from './feature-families.ts';

/** What a feature is, said once: the table, the docs, the explanation and the model file all come from here. */
export interface FeatureDeclaration {
  readonly name: string;
  readonly family: FeatureFamily;
  readonly unit: 'share' | 'days' | 'count' | 'money' | 'ratio' | 'weekday' | 'day of month' | 'flag';
  /** Lowest and highest possible value; `null` = unbounded. */
  readonly range: readonly [number | null, number | null];
  /** What a missing value (NaN) means. */
  readonly missing: string;
  /** One sentence about the value, for an agent; `{}` stands for the value with its unit. */
  readonly sentence: string;
  /** Whether the lateness model takes it in. */
  readonly isModelInput: boolean;
}

/** A maker of the declarations of one family; `model: false` keeps a feature out of the model. */
export function declareFamily<F extends FeatureFamily>(family: F) {
  return <N extends string>(
    name: N,
    unit: FeatureDeclaration['unit'],
    range: readonly [number | null, number | null],
    missing: string,
    sentence: string,
    use: { readonly model: boolean } = { model: true },
  ): FeatureDeclaration & { readonly name: N; readonly family: F } => ({
    name,
    family,
    unit,
    range,
    missing,
    sentence,
    isModelInput: use.model,
  });
}

/** For values that are always there. */
export const NEVER = 'never missing';
