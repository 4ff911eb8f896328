import type { DuckDBConnection } from '@duckdb/node-api';
import { TABLES } from '../../ledger/index.ts';
import { sqlText } from '../duckdb-module.ts';
import type { PartTable } from './part-tables.ts';

/** Keys that are compared at a time: what they take fits in the memory of the database, and nothing is spilt. */
const KEYS_A_RANGE = 12_000_000;

/**
 * Finds the debtors that cannot be worked on apart from each other, and makes two temporary tables: `linked_debtors` (id,
 * first: the first id of its group) and `dispute_owners` (invoice id, debtor id). Debtors belong together where one pays for
 * the other by master data; where a row of one names an invoice of the other; and where rows of both share a key, so
 * that repeated and conflicting rows are found within a group as they are within the whole. An invoice that nobody knows
 * ties nobody: many unmatched payments name the same word. Texts are compared by a hash of 64 bits: two that meet by chance
 * only put two debtors together that could be apart. O(rows): where there are many, a range of the hashes at a time.
 *
 * @returns how many debtors are linked to another one.
 */
export async function linkDebtors(
  connection: DuckDBConnection,
  tables: readonly PartTable[],
  keysARange = KEYS_A_RANGE,
): Promise<number> {
  const invoices = tables.find(({ table }) => table === 'invoices');
  const invoiceId = invoices?.textOf('invoice_id');
  const owner = invoices?.textOf('debtor_id');
  if (!invoices || !invoiceId || !owner) throw new TypeError('the invoices have no id or no debtor');
  const groups = createGroups();
  const join = async (query: string): Promise<void> => {
    const result = await connection.stream(
      `SELECT DISTINCT key::VARCHAR, id FROM (${query}) WHERE id <> '' ORDER BY 1, 2`,
    );
    for (let chunk = await result.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await result.fetchChunk())
      for (const [key, id] of chunk.getRows()) groups.add(String(key), String(id));
  };

  const ranges = Math.max(1, Math.ceil((await mostRows(connection, tables)) / keysARange));
  for (let range = 0; range < ranges; range++) {
    const inRange = (key: string): string => (ranges === 1 ? 'true' : `${key} % ${ranges} = ${range}`);
    const owned = `hash(${invoiceId})`;
    await connection.run(
      `CREATE OR REPLACE TEMP TABLE owners AS SELECT ${owned} AS key, min(hash(${owner})) AS first, max(hash(${owner})) AS last FROM ${invoices.source} WHERE ${invoiceId} <> '' AND ${inRange(owned)} GROUP BY 1`,
    );
    await join(
      `SELECT ${owned} AS key, ${owner} AS id FROM ${invoices.source} WHERE ${owned} IN (SELECT key FROM owners WHERE first <> last)`,
    );
    for (const table of tables) {
      if (table === invoices) continue;
      const debtor = table.textOf('debtor_id');
      const named = table.textOf('invoice_id');
      if (named && debtor) {
        const naming = `SELECT hash(${named}) AS key, ${debtor} AS id, hash(${debtor}) AS debtor FROM ${table.source} WHERE ${named} <> '' AND ${inRange(`hash(${named})`)}`;
        // Debtors between the first and the last owner are linked by the repeated key itself.
        await connection.run(
          `CREATE OR REPLACE TEMP TABLE naming AS SELECT DISTINCT key, id FROM (${naming}) JOIN owners USING (key) WHERE debtor <> first AND debtor <> last`,
        );
        await join('SELECT key, id FROM naming');
        await join(
          `SELECT ${owned} AS key, ${owner} AS id FROM ${invoices.source} WHERE ${owned} IN (SELECT key FROM naming)`,
        );
      }
      const keys = TABLES[table.table].key.map((column) => table.textOf(column));
      if (table.table !== 'debtors' && table.table !== 'disputes' && keys[0] && debtor) {
        const key = `hash(${sqlText(table.table)}, ${keys.filter((one) => one !== undefined).join(', ')})`;
        await connection.run(
          `CREATE OR REPLACE TEMP TABLE repeated AS SELECT ${key} AS key FROM ${table.source} WHERE ${keys[0]} <> '' AND ${inRange(key)} GROUP BY 1 HAVING min(hash(${debtor})) <> max(hash(${debtor}))`,
        );
        await join(
          `SELECT ${key} AS key, ${debtor} AS id FROM ${table.source} WHERE ${key} IN (SELECT key FROM repeated)`,
        );
      }
    }
  }
  await connection.run('DROP TABLE owners');
  for (const table of tables) {
    const debtor = table.textOf('debtor_id');
    const payer = table.textOf('payer_id');
    if (!payer || !debtor) continue;
    for (const id of [debtor, payer])
      await join(
        `SELECT hash(${payer}, 'payer') AS key, ${id} AS id FROM ${table.source} WHERE ${payer} <> '' AND ${payer} <> ${debtor}`,
      );
  }
  await linkDisputes(connection, tables, { source: invoices.source, invoiceId, owner }, join);
  return writeLinked(connection, groups.firstOf());
}

async function mostRows(connection: DuckDBConnection, tables: readonly PartTable[]): Promise<number> {
  let most = 0;
  for (const { source } of tables) {
    const [[rows]] = (await connection.runAndReadAll(`SELECT count(*) FROM ${source}`)).getRows();
    most = Math.max(most, Number(rows));
  }
  return most;
}

/** Finds whose the disputes are, and links debtors whose disputes share an id. */
async function linkDisputes(
  connection: DuckDBConnection,
  tables: readonly PartTable[],
  { source, invoiceId, owner }: { readonly source: string; readonly invoiceId: string; readonly owner: string },
  join: (query: string) => Promise<void>,
): Promise<void> {
  const disputes = tables.find(({ table }) => table === 'disputes');
  const disputed = disputes?.textOf('invoice_id');
  await connection.run(
    disputes && disputed
      ? `CREATE TEMP TABLE dispute_owners AS SELECT ${invoiceId} AS invoice, min(${owner}) AS debtor FROM ${source} WHERE ${invoiceId} IN (SELECT ${disputed} FROM ${disputes.source}) GROUP BY 1`
      : "CREATE TEMP TABLE dispute_owners AS SELECT '' AS invoice, '' AS debtor WHERE false",
  );
  const dispute = disputes?.textOf('dispute_id');
  if (!disputes || !disputed || !dispute) return;
  const named = `SELECT hash('disputes', ${dispute}) AS key, ${disputed} AS invoice FROM ${disputes.source} WHERE ${dispute} <> ''`;
  const owned = `SELECT key, debtor AS id FROM (${named}) JOIN dispute_owners USING (invoice)`;
  await join(`SELECT * FROM (${owned}) QUALIFY count(*) OVER (PARTITION BY key) > 1`);
}

/** Joins ids that share a key, over all that is added. */
function createGroups() {
  const parent = new Map<string, string>();
  const holder = new Map<string, string>();
  const find = (id: string): string => {
    let at = id;
    for (let up = parent.get(at); up !== undefined && up !== at; up = parent.get(at)) {
      parent.set(at, parent.get(up) ?? up);
      at = up;
    }
    return at;
  };
  return {
    add(key: string, id: string): void {
      const other = holder.get(key);
      if (other === undefined) holder.set(key, id);
      else if (other !== id) {
        const [a, b] = [find(other), find(id)];
        if (a !== b) parent.set(a < b ? b : a, a < b ? a : b);
      }
    },
    /** The first id of the group of each id that was joined to another one. */
    firstOf: (): [string, string][] => [...parent.keys()].map((id) => [id, find(id)]),
  };
}

async function writeLinked(connection: DuckDBConnection, firstOf: readonly [string, string][]): Promise<number> {
  await connection.run('CREATE TEMP TABLE linked_debtors (id VARCHAR, first VARCHAR)');
  const appender = await connection.createAppender('linked_debtors', 'main', 'temp');
  for (const [id, first] of firstOf) {
    appender.appendVarchar(id);
    appender.appendVarchar(first);
    appender.endRow();
  }
  appender.closeSync();
  return firstOf.length;
}
