import { PayrhythmError } from '../errors.ts';
import type { LedgerReplayScore, PolicyScore } from '../simulate/index.ts';
import type { PolicyOutcome } from './backtest-chart.ts';
import { codeWords } from './chart-words.ts';
import { wilsonInterval } from './wilson-interval.ts';

/** Half-width of a 95 % interval in standard errors, by degrees of freedom from 1 (Student 1908; two-sided, 0.975). */
const T_975 = [12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.16, 2.145];
/** That of 15; rather too wide for more. */
const T_975_MANY = 2.131;

/**
 * What one call of each policy saves in generated worlds, in percent of what a call of the best simple policy saves
 * (`ofBestSimple` of `comparePolicies`), with 95 % intervals over so many worlds, which are paired: every policy met the same
 * fate. Policies that made no call are left out. O(policies).
 *
 * @throws {PayrhythmError} `USAGE` for fewer than two worlds, which have no interval, and where no simple policy was played.
 */
export function backtestTable(scores: readonly PolicyScore[], worlds: number): PolicyOutcome[] {
  if (!Number.isInteger(worlds) || worlds < 2)
    throw new PayrhythmError('USAGE', `${worlds} worlds: an interval needs two worlds or more, give the seeds of two`);
  const half = T_975[worlds - 2] ?? T_975_MANY;
  return scores
    .filter((score) => score.calls.mean > 0)
    .map(({ policy, ofBestSimple }) => {
      if (!ofBestSimple)
        throw new PayrhythmError(
          'USAGE',
          'no simple policy was played to compare with: play oldest-first, largest-overdue-first or probability-amount too',
        );
      const value = 100 * ofBestSimple.mean;
      const error = 100 * half * (ofBestSimple.standardError ?? 0);
      return { policy: wordsOf(policy), value, low: value - error, high: value + error };
    });
}

/**
 * Share, in percent, of the invoices that came late which each policy would have called about before they were due
 * (`replayLedger`), with 95 % intervals (Wilson 1927). Invoices of one debtor resemble each other, so these are rather too
 * narrow. O(policies).
 */
export function foresightTable(scores: readonly LedgerReplayScore[]): PolicyOutcome[] {
  return scores.map(({ policy, lateInvoices, lateInvoicesCaught }) => {
    const share = lateInvoices === 0 ? 0 : lateInvoicesCaught / lateInvoices;
    const [low, high] = wilsonInterval(share, lateInvoices);
    return { policy: wordsOf(policy), value: 100 * share, low: 100 * low, high: 100 * high };
  });
}

function wordsOf(policy: string): string {
  return policy === 'ours' ? 'payrhythm' : codeWords(policy.replaceAll('-', '_'));
}
