import { z } from 'zod';
import { parseDocument } from '../estimators/estimator-document.ts';
import type { Calibration } from './calibration.ts';
import { loadIsotonic } from './isotonic.ts';
import { loadLogitRecalibration } from './logit-recalibration.ts';

const kindSchema = z.looseObject({ calibration: z.enum(['isotonic', 'logit']) });

/** Reads the plain data of any calibration's `toJSON()`; anything malformed is `BAD_MODEL`. */
export function loadCalibration(json: unknown): Calibration {
  const { calibration } = parseDocument(kindSchema, json, 'calibration');
  return calibration === 'isotonic' ? loadIsotonic(json) : loadLogitRecalibration(json);
}
