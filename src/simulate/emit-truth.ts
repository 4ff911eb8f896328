import { formatDay } from '../calendar/index.ts';
import { callDaysGained } from './call-days-gained.ts';
import type { DebtorProcess } from './debtor-process.ts';
import { NEVER, type PaymentLaw } from './debtor-profile.ts';
import type { TableBuilder } from './table-builder.ts';

function runTexts(law: PaymentLaw): string[] {
  const { run } = law;
  const none = run.family === 'none';
  return [
    run.family,
    run.days.join('|'),
    none ? '' : run.roll,
    run.family === 'fortnightly' ? formatDay(run.anchor) : '',
  ];
}

/** Adds the debtor's hidden parameters to the `truth` table; columns: docs/simulation.md. O(rows). */
export function emitTruth(process: DebtorProcess, table: TableBuilder): void {
  const { profile, chanceLate } = process;
  const [first, second] = profile.laws;
  const drifts = profile.driftDay < NEVER;
  let sum = 0;
  let count = 0;
  for (const one of chanceLate) {
    if (one < 0) continue;
    sum += one;
    count++;
  }
  const { response } = profile;
  const cells = [
    profile.archetype.name,
    ...runTexts(first),
    profile.archetype.trap ? 'true' : 'false',
    drifts ? formatDay(profile.driftDay) : '',
    ...(drifts ? runTexts(second) : ['', '', '', '']),
    String(profile.clearingLagDays),
    profile.insolvencyDay < NEVER ? formatDay(profile.insolvencyDay) : '',
    first.centre.toFixed(2),
    first.spread.toFixed(2),
    drifts ? second.centre.toFixed(2) : '',
    first.delayShare.toFixed(3),
    first.offRunShare.toFixed(3),
    first.missShare.toFixed(3),
    count === 0 ? '' : (sum / count / 1e6).toFixed(6),
    response.reach.toFixed(3),
    callDaysGained(process).toFixed(3),
    response.heed.toFixed(3),
    response.promise.toFixed(3),
    response.keep.toFixed(3),
    response.reminderHeed.toFixed(3),
    response.annoyance.toFixed(3),
  ];
  const row = table.add(profile.index);
  (table.numbers[0] as Int32Array)[row] = profile.index;
  for (let at = 0; at < cells.length; at++) (table.texts[at + 1] as string[]).push(cells[at] as string);
}
