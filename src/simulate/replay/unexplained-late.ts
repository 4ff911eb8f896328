import { type EpochDay, monthIndexOf } from '../../calendar/index.ts';
import { type DebtorProcess, lawOf } from '../debtor-process.ts';
import { chanceReadyBy, firstAtOrAfter, type InvoiceTerms, lagCentre } from '../payment-law.ts';

/** The debtor's first run day on or after the due date of a row; the due date itself without a run. O(log runs). */
export function firstRunAfterDue(process: DebtorProcess, row: number): EpochDay {
  const due = process.due[row] as number;
  if (lawOf(process.profile, process.issue[row] as number).run.family === 'none')
    return process.rolledDue[row] as number;
  const { release } = process.runs;
  return (release[firstAtOrAfter(release, due)] as number | undefined) ?? due;
}

/** The facts of a row that its chances depend on, with the lag that its debtor has for it. O(1). */
export function termsOf(process: DebtorProcess, row: number): InvoiceTerms {
  const { profile } = process;
  const issue = process.issue[row] as number;
  const law = lawOf(profile, issue);
  const since = issue < profile.driftDay ? profile.firstIssue : profile.driftDay;
  return {
    issue,
    due: process.due[row] as number,
    rolledDue: process.rolledDue[row] as number,
    centre: lagCentre(law, since, issue, law.seasonDays > 0 ? monthIndexOf(issue) % 12 : 0),
  };
}

/**
 * True chance at issue that a row is late beyond what its debtor's payment run explains: not ready by the first run on
 * or after the due date, or, without a run, late at all. Without contacts; 0–1. O(log runs).
 */
export function chanceUnexplainedLate(process: DebtorProcess, row: number): number {
  const { profile } = process;
  if (profile.archetype.directDebit) return 0;
  const law = lawOf(profile, process.issue[row] as number);
  if (law.run.family === 'none') return Math.max(0, process.chanceLate[row] as number) / 1e6;
  return 1 - chanceReadyBy(firstRunAfterDue(process, row), termsOf(process, row), law, profile.disputeShare);
}
