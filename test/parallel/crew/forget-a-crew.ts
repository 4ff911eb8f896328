/** A program that starts a crew, trains and ends without closing it. */
import { boostedTrees } from '../../../src/models/estimators/index.ts';
import { startCrew } from '../../../src/parallel/crew/start-crew.ts';
import { syntheticRows } from '../../models/estimators/synthetic-rows.ts';

const crew = await startCrew({ threads: 2 });
const { matrix, labels } = syntheticRows(60_000, 6);
boostedTrees({ maxTrees: 3 }).fit(matrix, labels, { seed: 1, crew });
process.stdout.write('trained\n');
