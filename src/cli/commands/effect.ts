import { formatDay } from '../../calendar/index.ts';
import { callEffectTable } from '../../charts/index.ts';
import { writeFileAtomically } from '../../io/index.ts';
import { type CallEffect, estimateCallEffect, type Interval, policyWithEffect } from '../../prioritise/index.ts';
import { loadForRun, startRun } from '../command-run.ts';
import type { CommonOptions } from '../common-options.ts';
import type { Streams } from '../console-log.ts';
import { readPolicy } from '../rank-day.ts';
import { textTable } from '../text-table.ts';

/** Options of `effect`. */
export interface EffectOptions extends CommonOptions {
  readonly window?: number;
  readonly policy?: string;
  readonly policyOut?: string;
  readonly out?: string;
}

/** `effect LEDGER`: what calls changed, from recorded hold-outs, with 95 % intervals. */
export async function effectCommand(path: string, options: EffectOptions, streams: Streams): Promise<void> {
  const run = startRun(streams, options);
  const policy = await readPolicy(options.policy, undefined);
  const { ledger } = await loadForRun(run, path, options);
  const effect = estimateCallEffect(ledger, {
    policy,
    seed: options.seed,
    ...(options.asOf === undefined ? {} : { asOf: options.asOf }),
    ...(options.window === undefined ? {} : { windowDays: options.window }),
  });
  if (options.policyOut !== undefined)
    await writeFileAtomically(options.policyOut, `${JSON.stringify(policyWithEffect(policy, effect), undefined, 2)}\n`);
  const document = { ...effect, asOf: formatDay(effect.asOf) };
  if (options.out !== undefined) await writeFileAtomically(options.out, `${JSON.stringify(document, undefined, 2)}\n`);
  await run.print(document, () => {
    const policyLine =
      options.policyOut === undefined ? '' : `\npolicy with the measured heed rates written to ${options.policyOut}\n`;
    const effectLine = options.out === undefined ? '' : `\neffects written to ${options.out}, for rank --effects\n`;
    return `${effectText(effect, ledger.reporting.code)}${policyLine}${effectLine}`;
  });
}

function effectText(effect: CallEffect, currency: string): string {
  const head =
    `As of ${formatDay(effect.asOf)}: ${effect.called} assignments to the queue and ${effect.heldOut} hold-outs,\n` +
    `${effect.debtors} debtors, each followed for ${effect.windowDays} days. Difference made by the queue:\n\n`;
  const whole = textTable(
    [{ title: 'what' }, { title: 'estimate', align: 'right' }, { title: '95 % interval', align: 'right' }],
    [
      ['days by which money came sooner', ...told(effect.daysSooner, 1)],
      [`${currency || 'money'}-days saved by one assignment`, ...told(effect.moneyDaysSaved, 0)],
      ['share paid within 14 days, in points', ...told(effect.paidWithin14, 1, 100)],
    ],
  );
  const groups = textTable(
    [
      { title: 'group' },
      { title: 'queue', align: 'right' },
      { title: 'held out', align: 'right' },
      { title: 'persuaded', align: 'right' },
      { title: '95 % interval', align: 'right' },
      { title: 'shrunk', align: 'right' },
    ],
    callEffectTable(effect).map((row) => [
      row.group,
      String(row.called),
      String(row.held_out),
      row.persuaded.toFixed(0),
      `${row.low.toFixed(0)} to ${row.high.toFixed(0)}`,
      row.leaning.toFixed(0),
    ]),
  );
  return `${head}${whole}\n${groups}\nPersuaded: of 100 debtors who would not have paid within 14 days, those whom a\ncall made pay (calls that reached nobody included). Shrunk: leaning on the\npolicy.\n`;
}

function told({ estimate, low, high }: Interval, digits: number, scale = 1): [string, string] {
  const text = (value: number): string => (value * scale).toFixed(digits);
  return [text(estimate), `${text(low)} to ${text(high)}`];
}
