import type { DuckDBConnection } from '@duckdb/node-api';
import { TABLES } from '../../ledger/index.ts';
import { sqlText } from '../duckdb-module.ts';
import type { PartTable } from './part-tables.ts';

/**
 * Finds the debtors that cannot be worked on apart from each other, and makes two temporary tables: `linked_debtors` (id,
 * first: the first id of its group) and `dispute_owners` (invoice id, debtor id). Debtors belong together where one pays for
 * the other by master data; where a row of one names an invoice of the other; and where rows of both share a key, so
 * that repeated and conflicting rows are found within a group as they are within the whole. An invoice that nobody knows
 * ties nobody: many unmatched payments name the same word. Texts are compared by a hash
 * of 64 bits: two that meet by chance only put two debtors together that could be apart. O(rows), spilt where it does
 * not fit. Returns how many debtors are linked to another one.
 */
export async function linkDebtors(connection: DuckDBConnection, tables: readonly PartTable[]): Promise<number> {
  const invoices = tables.find(({ table }) => table === 'invoices');
  const invoiceId = invoices?.textOf('invoice_id');
  const owner = invoices?.textOf('debtor_id');
  if (!invoices || !invoiceId || !owner) throw new TypeError('the invoices have no id or no debtor');
  await connection.run(
    `CREATE TEMP TABLE owners AS SELECT hash(${invoiceId}) AS key, min(hash(${owner})) AS first, max(hash(${owner})) AS last FROM ${invoices.source} WHERE ${invoiceId} <> '' GROUP BY 1`,
  );
  // Debtors between the first and the last owner are linked by the repeated key itself.
  const foreignOf = (rows: string): string =>
    `SELECT DISTINCT key, id FROM (${rows}) JOIN owners USING (key) WHERE debtor <> first AND debtor <> last`;
  const queries: string[] = [];
  for (const table of tables) {
    const debtor = table.textOf('debtor_id');
    const named = table.textOf('invoice_id');
    const payer = table.textOf('payer_id');
    if (payer && debtor)
      queries.push(
        ...[debtor, payer].map(
          (id) =>
            `SELECT hash(${payer}, 'payer') AS key, ${id} AS id FROM ${table.source} WHERE ${payer} <> '' AND ${payer} <> ${debtor}`,
        ),
      );
    if (table !== invoices && named && debtor) {
      const naming = `SELECT hash(${named}) AS key, ${debtor} AS id, hash(${debtor}) AS debtor FROM ${table.source} WHERE ${named} <> ''`;
      await connection.run(`CREATE TEMP TABLE foreign_${table.table} AS ${foreignOf(naming)}`);
      queries.push(
        `SELECT key, id FROM foreign_${table.table}`,
        `SELECT hash(${invoiceId}) AS key, ${owner} AS id FROM ${invoices.source} WHERE hash(${invoiceId}) IN (SELECT key FROM foreign_${table.table})`,
      );
    }
    const keys = TABLES[table.table].key.map((column) => table.textOf(column));
    if (table.table !== 'debtors' && table.table !== 'disputes' && keys[0] && debtor) {
      const key = `hash(${sqlText(table.table)}, ${keys.filter((one) => one !== undefined).join(', ')})`;
      const repeated =
        table === invoices
          ? 'SELECT key FROM owners WHERE first <> last'
          : `SELECT ${key} FROM ${table.source} WHERE ${keys[0]} <> '' GROUP BY 1 HAVING min(hash(${debtor})) <> max(hash(${debtor}))`;
      const own = table === invoices ? `hash(${invoiceId})` : key;
      queries.push(`SELECT ${key} AS key, ${debtor} AS id FROM ${table.source} WHERE ${own} IN (${repeated})`);
    }
  }
  const disputes = tables.find(({ table }) => table === 'disputes');
  const disputed = disputes?.textOf('invoice_id');
  await connection.run(
    disputes && disputed
      ? `CREATE TEMP TABLE dispute_owners AS SELECT ${invoiceId} AS invoice, min(${owner}) AS debtor FROM ${invoices.source} WHERE ${invoiceId} IN (SELECT ${disputed} FROM ${disputes.source}) GROUP BY 1`
      : "CREATE TEMP TABLE dispute_owners AS SELECT '' AS invoice, '' AS debtor WHERE false",
  );
  const dispute = disputes?.textOf('dispute_id');
  if (disputes && disputed && dispute) {
    const named = `SELECT hash('disputes', ${dispute}) AS key, ${disputed} AS invoice FROM ${disputes.source} WHERE ${dispute} <> ''`;
    const owned = `SELECT key, debtor AS id FROM (${named}) JOIN dispute_owners USING (invoice)`;
    queries.push(`SELECT * FROM (${owned}) QUALIFY count(*) OVER (PARTITION BY key) > 1`);
  }

  const groups = createGroups();
  for (const query of queries) {
    const result = await connection.stream(
      `SELECT DISTINCT key::VARCHAR, id FROM (${query}) WHERE id <> '' ORDER BY 1, 2`,
    );
    for (let chunk = await result.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await result.fetchChunk())
      for (const [key, id] of chunk.getRows()) groups.add(String(key), String(id));
  }
  return writeLinked(connection, groups.firstOf());
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
