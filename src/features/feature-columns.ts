import type { FeatureName } from './feature-declarations.ts';
import type { FeatureTable } from './feature-table.ts';

/** The columns that a sweep writes to: features that nobody asked for have none and cost nothing. */
export class FeatureColumns {
  readonly #table: FeatureTable | undefined;

  constructor(table?: FeatureTable) {
    this.#table = table;
  }

  /** The column of a feature, null where it was not asked for. O(features). */
  of(name: FeatureName): Float64Array | null {
    const at = this.#table ? this.#table.names.indexOf(name) : -1;
    return at < 0 || !this.#table ? null : this.#table.columns[at];
  }

  /** Whether any of these features was asked for. */
  has(...names: readonly FeatureName[]): boolean {
    return names.some((name) => this.of(name) !== null);
  }
}
