import type { EpochDay } from '../../calendar/index.ts';
import type { Ledger } from '../../ledger/index.ts';
import type { DebtorProcess } from '../debtor-process.ts';
import { settleCreditNotes } from '../debtor-process.ts';
import { emitDebtor } from '../emit-debtor.ts';
import { ledgerFromTables } from '../ledger-from-tables.ts';
import { bookedOn } from '../past-team.ts';
import { createTableBuilders, finishTables } from '../table-builder.ts';
import { type LivedPopulation, livePopulation, type WorldOptions } from '../world.ts';

/** A population that a policy plays with: like a world, with its truth in reach of the scores and of the type-oracle. */
export interface ReplayPopulation extends LivedPopulation {
  /** All debtors' facts known before `asOf`. */
  ledgerAsOf(asOf: EpochDay): Ledger;
  /**
   * The same for debtors with an invoice that is not booked as paid and due within `horizonDays`: whoever could be
   * called that morning. Debtors are decided about one by one, so that the others change nothing.
   */
  callableLedgerAsOf(asOf: EpochDay, horizonDays: number): Ledger | undefined;
}

/** Makes a population and lives it until its `from`. O(rows). */
export function createReplayPopulation(options: WorldOptions): ReplayPopulation {
  const lived = livePopulation(options);
  const { plan, processes } = lived;
  const ledgerOf = (asOf: EpochDay, isWanted: (process: DebtorProcess) => boolean): Ledger | undefined => {
    const builders = createTableBuilders(1024);
    for (const process of processes.values()) {
      if (!isWanted(process)) continue;
      settleCreditNotes(process);
      emitDebtor(process, asOf, plan.currencies, builders);
    }
    return builders.invoices.rows === 0 ? undefined : ledgerFromTables(finishTables(builders));
  };
  return {
    ...lived,
    ledgerAsOf: (asOf) => ledgerOf(asOf, () => true) as Ledger,
    callableLedgerAsOf: (asOf, horizonDays) =>
      ledgerOf(asOf, (process) => hasOpenDebt(process, asOf, asOf + horizonDays)),
  };
}

function hasOpenDebt(process: DebtorProcess, asOf: EpochDay, dueBefore: EpochDay): boolean {
  const { issue, due, arrival, credits } = process;
  for (let row = issue.length - 1; row >= 0; row--)
    if (
      (issue[row] as number) < asOf &&
      credits[row] === -1 &&
      (due[row] as number) < dueBefore &&
      bookedOn(process, arrival[row] as number) >= asOf
    )
      return true;
  return false;
}
