import { DEBTOR_FEATURES, type DebtorFeatureName } from './debtor-feature-declarations.ts';
import type { FeatureDeclaration } from './feature-declaration.ts';
import { INVOICE_FEATURES, type InvoiceFeatureName } from './invoice-feature-declarations.ts';

/** Name of any feature. */
export type FeatureName = DebtorFeatureName | InvoiceFeatureName;

/** Every declaration, debtor features first. */
export const FEATURES: readonly (FeatureDeclaration & { readonly name: FeatureName })[] = [
  ...DEBTOR_FEATURES,
  ...INVOICE_FEATURES,
];

const BY_NAME: ReadonlyMap<string, FeatureDeclaration> = new Map(FEATURES.map((feature) => [feature.name, feature]));

/** The declaration of a feature; `undefined` for an unknown name. O(1). */
export function featureDeclaration(name: string): FeatureDeclaration | undefined {
  return BY_NAME.get(name);
}
