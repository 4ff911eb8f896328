import { PayrhythmError } from '../errors.ts';
import type { FeatureDeclaration } from './feature-declaration.ts';
import type { FeatureName } from './feature-declarations.ts';
import { nearMiss } from './near-miss.ts';

/**
 * The names of the features to compute: those asked for, in the order asked, or all that there are. O(asked).
 *
 * @throws {PayrhythmError} `USAGE` for a name that is unknown at this grain (with the nearest known one) or asked twice.
 */
export function chooseFeatures(
  declared: readonly (FeatureDeclaration & { readonly name: FeatureName })[],
  asked: readonly string[] | undefined,
): FeatureName[] {
  const known = declared.map((feature) => feature.name);
  if (!asked) return known;
  const chosen = new Set<FeatureName>();
  for (const name of asked) {
    const found = known.find((feature) => feature === name);
    if (!found) {
      const meant = nearMiss(name, known);
      throw new PayrhythmError(
        'USAGE',
        `there is no feature "${name}" here${meant ? `: did you mean ${meant}?` : ''} The features are: ${known.join(', ')}`,
      );
    }
    if (chosen.has(found)) throw new PayrhythmError('USAGE', `the feature ${name} is asked for twice: name it once`);
    chosen.add(found);
  }
  return [...chosen];
}
