import type { OtherEffect } from '../../models/index.ts';

const SENTENCES: Readonly<Record<OtherEffect['part'], string>> = {
  days: 'which days are looked at, and how far ahead they lie',
  payment_days: 'how many usual payment days there are among them',
  run_day: 'where its payment run falls among them',
  own_record: 'what its record alone expects of these days',
  calibration: 'the correction learnt on the latest weeks',
};

/** What moves a forecast beside the features, in words. O(1). */
export function sayOtherPart(part: OtherEffect['part']): string {
  return SENTENCES[part];
}
