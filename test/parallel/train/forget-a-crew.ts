/** A program that starts a crew, trains and ends without closing it. */
import { boostedTrees } from '../../../src/models/estimators/index.ts';
import { startTrainingCrew } from '../../../src/parallel/train/start-training-crew.ts';
import { syntheticRows } from '../../models/estimators/synthetic-rows.ts';

const crew = await startTrainingCrew({ threads: 2 });
const { matrix, labels } = syntheticRows(60_000, 6);
boostedTrees({ maxTrees: 3 }).fit(matrix, labels, { seed: 1, crew });
process.stdout.write('trained\n');
