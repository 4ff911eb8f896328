import type { ForecastExplanation } from '../models/index.ts';
import { sayFeature, sayOtherPart } from '../prioritise/index.ts';
import { codeWords } from './chart-words.ts';

/** What one feature, all the others together, or something that is no feature does to one forecast. */
export interface ContributionRow {
  /** Name of the feature; empty for the others together, and for what is no feature. */
  readonly feature: string;
  /** The value in the declared sentence of the feature. */
  readonly says: string;
  /** Its part of the log-odds; above 0 it speaks for late payment. */
  readonly effect: number;
}

/**
 * The strongest effects of a forecast (from `explainForecast`), strongest first, the sum of the other features as one row, and
 * what is no feature: with `base` the rows add up to `margin`. `limit` is the number of features shown one by one,
 * default 8. O(features).
 */
export function contributionsTable(
  { effects, other }: Pick<ForecastExplanation, 'effects' | 'other'>,
  limit = 8,
): ContributionRow[] {
  const strongest = [...effects].sort(
    (a, b) => Math.abs(b.effect) - Math.abs(a.effect) || (a.feature < b.feature ? -1 : 1),
  );
  const rest = strongest.slice(limit);
  return [
    ...strongest.slice(0, limit).map(({ feature, value, effect }) => ({
      feature,
      // Missing values of several features read alike: only their names tell them apart.
      says: Number.isNaN(value) ? `${codeWords(feature)}: ${sayFeature(feature, value)}` : sayFeature(feature, value),
      effect,
    })),
    ...(rest.length === 0
      ? []
      : [
          {
            feature: '',
            says: `${rest.length} other features together`,
            effect: rest.reduce((sum, { effect }) => sum + effect, 0),
          },
        ]),
    ...other.map(({ part, effect }) => ({ feature: '', says: sayOtherPart(part), effect })),
  ];
}
