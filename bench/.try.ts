import { readFileSync } from 'node:fs';
import { ledgerFromRows } from '../src/ledger/index.ts';
import { generateLedger, rowsFromTables } from '../src/simulate/index.ts';
for (const { tables } of generateLedger({ invoices: 5000, seed: 2 }, 1000)) {
  const rows = rowsFromTables(tables);
  ledgerFromRows(rows.ledger, { badRows: 'collect', onReport: (r) => console.log(JSON.stringify({ ...r, rejects: r.rejects.slice(0, 5) })) });
}
