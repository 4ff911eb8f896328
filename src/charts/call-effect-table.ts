import type { CallEffect } from '../prioritise/index.ts';

/** What calls changed in one group of debtors; of 100 who would not have paid within 14 days, those whom a call made pay. */
export interface CallEffectRow {
  readonly group: string;
  readonly called: number;
  readonly held_out: number;
  readonly persuaded: number;
  /** 95 % interval. */
  readonly low: number;
  readonly high: number;
  /** The same, leaning on the policy's assumption: what a policy with measured effects goes by. */
  readonly leaning: number;
}

const NAMES: Readonly<Record<string, string>> = {
  preDue: 'not due yet',
  firstContact: 'overdue, first contact',
  followUp: 'overdue, follow-up',
  brokenPromise: 'broken promise',
  notReceived: 'often "not received"',
  mostly_late: 'mostly late payer',
  mostly_on_time: 'mostly on time',
  little_known: 'little known',
};

/** The groups of an estimated effect: first by where the debtor stood that day, then by how it had paid before. O(groups). */
export function callEffectTable(effect: CallEffect): CallEffectRow[] {
  return [...effect.stages, ...effect.behaviours].map(({ group, called, heldOut, persuaded, shrunk }) => ({
    group: NAMES[group] ?? group,
    called,
    held_out: heldOut,
    persuaded: 100 * persuaded.estimate,
    low: 100 * persuaded.low,
    high: 100 * persuaded.high,
    leaning: 100 * shrunk,
  }));
}
