import * as mlRandomForestModule from 'ml-random-forest';
import type { MlRandomForestModule } from '../../../src/models/index.ts';

/** The package ml-random-forest, told to grow one small tree on a tenth of the rows: it takes half a minute otherwise. */
export const QUICK_PACKAGE: MlRandomForestModule = {
  RandomForestClassifier: class extends mlRandomForestModule.RandomForestClassifier {
    constructor(options: Record<string, unknown>) {
      super({ ...options, nEstimators: 1, treeOptions: { minNumSamples: 10, maxDepth: 3 } });
    }
    override train(rows: number[][], labels: number[]): void {
      super.train(
        rows.filter((_, row) => row % 10 === 0),
        labels.filter((_, row) => row % 10 === 0),
      );
    }
  } as unknown as MlRandomForestModule['RandomForestClassifier'],
};
