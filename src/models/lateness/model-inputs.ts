import { FEATURES, type FeatureTable, featureColumn } from '../../features/index.ts';

/** Names of the features that the model takes in, in the order of their declarations. */
export const MODEL_FEATURES: readonly string[] = FEATURES.filter((feature) => feature.isModelInput).map(
  (feature) => feature.name,
);

const logOdds = (share: number): number => {
  const kept = Math.min(0.999, Math.max(0.001, share));
  return Math.log(kept / (1 - kept));
};
const signedLog = (value: number): number => Math.sign(value) * Math.log1p(Math.abs(value));

const TRANSFORMS: Readonly<Record<string, (value: number) => number>> = {
  share: logOdds,
  days: signedLog,
  count: signedLog,
  money: signedLog,
  ratio: signedLog,
};

/**
 * The model's view of a feature table: rates as log-odds, days, counts and money on a log scale, so that a linear model
 * can read them; each change is monotone, so trees lose nothing. One column a model feature, missing values kept.
 */
export function modelInputs(features: FeatureTable): Float64Array[] {
  return MODEL_FEATURES.map((name) => {
    const unit = FEATURES.find((feature) => feature.name === name)?.unit ?? 'count';
    const transform = name === 'paid_share' ? undefined : TRANSFORMS[unit];
    const column = featureColumn(features, name);
    return transform ? column.map((value) => (Number.isNaN(value) ? value : transform(value))) : column;
  });
}
