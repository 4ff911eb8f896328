// Runs the bridge of payrhythm/tables against danfo.js itself, over the bundled sample: there, a look at it with danfo's own
// verbs, and back. danfo needs overrides to install (see package.json), so it is a dependency of this folder only.
import assert from 'node:assert/strict';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as dfd from 'danfojs-node';
import { ledgerFromRows } from 'payrhythm';
import { computeDebtorFeatures, countOutcomes, fitSmoothing } from 'payrhythm/features';
import { loadLedger } from 'payrhythm/io';
import {
  fromDanfo,
  kindsOf,
  listRows,
  tabulateDebtorFeatures,
  tabulateLedger,
  toDanfo,
  toLedgerRows,
} from 'payrhythm/tables';

const here = dirname(fileURLToPath(import.meta.url));
const { ledger } = await loadLedger(join(here, '..', 'data', 'sample'));
const asOf = 20458; // 2026-01-05
const lateness = { lateAfterDays: 0, roll: 'following' };
const smoothing = fitSmoothing(countOutcomes(ledger, asOf, lateness), lateness);
const features = computeDebtorFeatures(ledger, asOf, { smoothing });

const tables = { features: tabulateDebtorFeatures(ledger, asOf, features), ...tabulateLedger(ledger) };
for (const [name, table] of Object.entries(tables)) {
  const frame = toDanfo(table, dfd);
  assert.deepEqual(frame.shape, [table.rows, table.columns.length], `${name}: shape`);
  const back = fromDanfo(frame, { kinds: kindsOf(table) });
  assert.deepEqual(listRows(back), listRows(table), `${name}: every cell`);
  tables[name] = back;
}

const { features: ofDebtors, ...ofLedger } = tables;
const again = ledgerFromRows(toLedgerRows(ofLedger));
assert.deepEqual(again.invoices, ledger.invoices, 'the ledger read back from danfo: invoices');
assert.deepEqual(again.payments, ledger.payments, 'the ledger read back from danfo: payments');

const frame = toDanfo(ofDebtors, dfd);
assert.deepEqual(frame.column('moment_date').values.slice(0, 1), ['2026-01-05']);
const lateDays = features.columns[features.names.indexOf('last_late_days')];
const known = lateDays.filter((days) => !Number.isNaN(days));
const mean = known.reduce((sum, days) => sum + days, 0) / known.length;
assert.ok(Math.abs(frame.column('last_late_days').mean() - mean) < 1e-9, 'danfo leaves missing numbers out of a mean');
const missing = frame.column('last_late_days').isNa().values.filter(Boolean).length;
assert.equal(missing, lateDays.length - known.length, 'danfo sees which numbers are missing');
const overdue = frame.query(frame.column('overdue_count').gt(0));
assert.equal(
  fromDanfo(overdue).rows,
  features.columns[features.names.indexOf('overdue_count')].filter((n) => n > 0).length,
);
console.log(
  `ok     danfo.js: ${Object.keys(tables).length} tables there and back, ${overdue.shape[0]} debtors overdue`,
);
