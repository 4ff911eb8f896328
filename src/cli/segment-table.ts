import type { CalibrationSegment } from '../models/index.ts';
import { money, textTable } from './text-table.ts';

const WORDS: Readonly<Record<string, string>> = {
  history: 'outcomes known',
  term: 'payment term',
  amount: 'amount',
  run: 'payment run',
  country: 'country',
};

/** How well the late chances came true by kind of invoice, as a table. */
export function segmentTable(segments: readonly CalibrationSegment[]): string {
  const share = (value: number): string => `${(100 * value).toFixed(1)} %`;
  return textTable(
    [
      { title: 'calibration by', width: 16 },
      { title: '', width: 14 },
      { title: 'invoices', align: 'right', width: 9 },
      { title: 'forecast', align: 'right', width: 9 },
      { title: 'came late', align: 'right', width: 10 },
      { title: 'error', align: 'right', width: 7 },
    ],
    segments.map(({ by, segment, rows, meanForecast, observedShare, ece }, at) => [
      segments[at - 1]?.by === by ? '' : (WORDS[by] ?? by),
      segment,
      money(rows, 0),
      share(meanForecast),
      share(observedShare),
      ece === null ? '–' : ece.toFixed(3),
    ]),
  );
}
