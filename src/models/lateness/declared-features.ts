import { PayrhythmError } from '../../errors.ts';
import { featureDeclaration } from '../../features/index.ts';
import { fingerprint } from './fingerprint.ts';
import { MODEL_FEATURES } from './model-inputs.ts';

/** A feature that a model was trained with, and a hash of what it was declared to be. */
export interface DeclaredFeature {
  readonly name: string;
  /** 16 hexadecimal digits over unit, range, meaning of a missing value and sentence. */
  readonly declared: string;
}

/** The features of this version's models, in the order of their declarations. O(features). */
export function declaredFeatures(): DeclaredFeature[] {
  return MODEL_FEATURES.map((name) => {
    const { unit, range, missing, sentence } = featureDeclaration(name) ?? {};
    return { name, declared: fingerprint(JSON.stringify([name, unit, range, missing, sentence])) };
  });
}

/**
 * Passes where a model was trained with the features of this version, declared as they are now.
 *
 * @throws {PayrhythmError} `BAD_MODEL`, naming the first feature that is gone, new or means something else.
 */
export function requireSameFeatures(trained: readonly DeclaredFeature[]): void {
  const now = declaredFeatures();
  const gone = trained.find(({ name }) => !now.some((feature) => feature.name === name));
  const added = now.find(({ name }) => !trained.some((feature) => feature.name === name));
  const changed = now.find(({ name, declared }) =>
    trained.some((feature) => feature.name === name && feature.declared !== declared),
  );
  const isSameOrder = now.every(({ name }, at) => trained[at]?.name === name) && trained.length === now.length;
  const problem = gone
    ? `was trained with the feature ${gone.name}, which this version does not compute`
    : added
      ? `was trained without the feature ${added.name}, which this version computes`
      : changed
        ? `was trained when the feature ${changed.name} was declared otherwise (unit, range or meaning)`
        : isSameOrder
          ? undefined
          : 'lists its features in another order than this version';
  if (problem !== undefined)
    throw new PayrhythmError(
      'BAD_MODEL',
      `the model ${problem}: train it again with payrhythm train LEDGER --model FILE`,
    );
}
