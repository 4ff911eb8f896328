import { PayrhythmError } from '../errors.ts';
import { type ColumnDeclaration, type ColumnType, TABLES, type TableName } from '../ledger/index.ts';
import { looksLike } from './cell-reader.ts';
import { CLUE_WORDS, INVOICE_CLUES, isClue } from './clues/invoice-clues.ts';
import { mayDerive, neededClues } from './clues/needed-clues.ts';
import { type ColumnAssignment, LINE_HEADER } from './columns-option.ts';
import { findUnpaired } from './currency-pairs.ts';
import { headerKey, headerKeys } from './header-key.ts';
import type { Preset } from './presets/preset.ts';
import type { SourceHeader } from './record-sink.ts';
import { isBalanceHeader, isRunningBalance } from './running-balance.ts';
import type { ColumnOrigin, HeaderMapping } from './source-tables.ts';
import { SYNONYMS } from './synonyms/index.ts';

/** A ledger column and where its cells come from. */
export interface ChosenColumn {
  readonly table: TableName;
  readonly column: ColumnDeclaration;
  /** Position of the header; -1 = the line of the record. */
  readonly position: number;
  readonly how: ColumnOrigin;
  readonly exactNumbers: boolean;
}

/** How the headers of one source were understood. */
export interface ChosenColumns {
  /** In the order of the contract, the table's own before those of `debtors`. */
  readonly columns: readonly ChosenColumn[];
  readonly mapping: readonly HeaderMapping[];
}

/** What decides beside the headers themselves. */
export interface ChoiceContext {
  /** Names the source in messages. */
  readonly file: string;
  readonly table: TableName;
  readonly assignments: readonly ColumnAssignment[];
  readonly preset: Preset | undefined;
  /** Whether debtor attributes are to be looked for in the invoices (there is no debtors table). */
  readonly withDebtors: boolean;
}

interface Candidate {
  readonly table: TableName;
  readonly column: ColumnDeclaration;
  readonly position: number;
  readonly how: ColumnOrigin;
  readonly rank: number;
}

const ORIGINS: readonly ColumnOrigin[] = ['option', 'preset', 'exact', 'synonym'];

const CELL_WORDS: Readonly<Record<ColumnType, string>> = {
  id: 'ids',
  text: 'texts',
  day: 'dates',
  amount: 'numbers',
  number: 'numbers',
  flag: 'yes or no',
  country: 'ISO country codes',
  currency: 'currency codes',
  choice: 'known words',
};

const DATE_HEADER = /date|datum|dat$|day|dag$|echeance|fallig|faellig|(?:op|am|le|on)$/;
const COUNT = /^\d{5}(?:[.,]\d+)?$/;

const cellWords = ({ name, type }: ColumnDeclaration): string =>
  name === 'payment_terms' ? 'terms that give a due date' : CELL_WORDS[type];

/** A header whose sample has fewer cells of the column's type than this share is not taken on its name alone. */
const LEAST_LIKENESS = 0.5;

/**
 * Decides which header fills which column. In order: what `--columns` says; the preset; the contract's own names; known
 * headers of other programs, where the sampled cells look like the column's type. Required columns choose before optional
 * ones, closer names before farther ones, then the header further left; so the order of the headers hardly matters.
 *
 * @throws {PayrhythmError} `USAGE` for a header that `--columns` names and the source lacks, or a preset of which nothing
 * fits; `BAD_DATA` where a required column has no header.
 */
export function chooseColumns(
  headers: readonly SourceHeader[],
  sample: readonly (readonly string[])[],
  context: ChoiceContext,
): ChosenColumns {
  const chosen: Candidate[] = [];
  const skipped = new Map<number, string>();
  const takenColumns = new Set<string>();
  /** Headers that are spoken for; one that only `--columns` has taken still serves the column of its own name. */
  const takenHeaders = new Map<number, ColumnOrigin>();
  const switchedOff = new Set<string>();
  const nameOf = (candidate: { table: TableName; column: ColumnDeclaration }) =>
    `${candidate.table}.${candidate.column.name}`;

  for (const assignment of context.assignments)
    if (assignment.header === '') switchedOff.add(`${assignment.table}.${assignment.column}`);
  const candidates = allCandidates(headers, context).filter((candidate) => !switchedOff.has(nameOf(candidate)));
  const unpaired = findUnpaired(candidates, headers, sample);
  for (const [{ position }, reason] of unpaired) skipped.set(position, reason);
  for (const candidate of candidates) {
    if (unpaired.has(candidate)) continue;
    if (takenColumns.has(nameOf(candidate))) continue;
    const takenBy = takenHeaders.get(candidate.position);
    const mayShare = candidate.how === 'option' || (candidate.how === 'exact' && takenBy === 'option');
    if (takenBy && !mayShare) continue;
    const isByName = candidate.how === 'synonym' || (candidate.how === 'exact' && isClue(candidate.column));
    if (isByName && !isPlausible(candidate, headers[candidate.position].name, sample)) {
      if (!skipped.has(candidate.position))
        skipped.set(
          candidate.position,
          `looks like ${columnLabel(candidate, context)} but most of its cells are no ${cellWords(candidate.column)}`,
        );
      continue;
    }
    const noBalance = balanceProblem(candidate, candidates, chosen, headers, sample);
    if (noBalance) {
      skipped.set(candidate.position, noBalance);
      continue;
    }
    takenColumns.add(nameOf(candidate));
    if (candidate.position >= 0) takenHeaders.set(candidate.position, candidate.how);
    chosen.push(candidate);
  }
  // An empty payment date says that an invoice is open; the days of another column may not contradict it.
  const days = chosen.findIndex(({ column, how }) => column.name === 'paid_after_days' && how === 'synonym');
  if (days >= 0 && takenColumns.has(`${context.table}.paid_on`)) {
    skipped.set(chosen[days].position, 'is not needed beside the payment date');
    chosen.splice(days, 1);
  }
  const needed = neededClues(chosen, sample);
  const left = chosen.filter((candidate) => !isClue(candidate.column) || needed.has(candidate.column.name));
  chosen.splice(0, chosen.length, ...left);
  refuseMissing(headers, chosen, skipped, context);
  return {
    columns: inContractOrder(chosen, headers, context),
    mapping: headers.flatMap((header, position): HeaderMapping[] => {
      const uses = chosen.filter((candidate) => candidate.position === position);
      if (uses.length > 0)
        return uses.map((use) => ({ header: header.name, column: columnLabel(use, context), how: use.how }));
      const reason = skipped.get(position);
      return [{ header: header.name, column: null, how: null, ...(reason ? { reason } : {}) }];
    }),
  };
}

function allCandidates(headers: readonly SourceHeader[], context: ChoiceContext): Candidate[] {
  const keys = headers.map((header) => headerKeys(header.name));
  const candidates: Candidate[] = [];
  const add = (table: TableName, column: ColumnDeclaration, name: string, how: ColumnOrigin, rank: number): boolean => {
    const key = headerKey(name);
    let found = false;
    keys.forEach((known, position) => {
      const closeness = known.indexOf(key);
      if (closeness < 0) return;
      found = true;
      candidates.push({ table, column, position, how, rank: rank * 10 + closeness });
    });
    return found;
  };
  let presetFits = false;
  for (const { table, column } of wantedColumns(context)) {
    const assignment = context.assignments.find((known) => known.table === table && known.column === column.name);
    if (assignment && assignment.header !== '')
      candidates.push({
        table,
        column,
        position: assignedPosition(headers, assignment, context),
        how: 'option',
        rank: 0,
      });
    for (const [rank, name] of (context.preset?.columns[table]?.[column.name] ?? []).entries())
      if (add(table, column, name, 'preset', rank)) presetFits = true;
    headers.forEach((header, position) => {
      if (table === context.table && header.name === column.name)
        candidates.push({ table, column, position, how: 'exact', rank: 0 });
    });
    // A debtor attribute in an invoice file is named as one, unless the invoices have no column of that name.
    const shared = table !== context.table && TABLES[context.table].columns.some((own) => own.name === column.name);
    if (table === context.table) add(table, column, column.name, 'exact', 1);
    else add(table, column, shared ? `debtor_${column.name}` : column.name, 'exact', 2);
    const names = SYNONYMS[table][column.name] ?? CLUE_WORDS[column.name] ?? [];
    for (const [rank, name] of names.entries())
      if (!(shared && isSharedName(context.table, column.name, name))) add(table, column, name, 'synonym', rank);
  }
  if (context.preset?.columns[context.table] && !presetFits)
    throw new PayrhythmError(
      'USAGE',
      `--preset ${context.preset.name}: ${context.file} has none of its headers; it has ${headerList(headers)}. Leave --preset out, or name headers with --columns`,
    );
  return candidates.sort(
    (a, b) =>
      Number(b.how === 'option') - Number(a.how === 'option') ||
      Number(a.table !== context.table) - Number(b.table !== context.table) ||
      ORIGINS.indexOf(a.how) - ORIGINS.indexOf(b.how) ||
      Number(b.column.required) - Number(a.column.required) ||
      Number(isClue(a.column)) - Number(isClue(b.column)) ||
      a.rank - b.rank ||
      a.position - b.position,
  );
}

function wantedColumns(context: ChoiceContext): { table: TableName; column: ColumnDeclaration }[] {
  const clues = context.table === 'invoices' ? INVOICE_CLUES : [];
  const own = [...TABLES[context.table].columns, ...clues].map((column) => ({ table: context.table, column }));
  if (context.table !== 'invoices' || !context.withDebtors) return own;
  const attributes = TABLES.debtors.columns.filter((column) => column.name !== 'debtor_id');
  return [...own, ...attributes.map((column) => ({ table: 'debtors' as const, column }))];
}

/** Whether a debtor header also is a header of the invoices' column of the same name (`type`, `direct debit`). */
function isSharedName(table: TableName, column: string, name: string): boolean {
  return (SYNONYMS[table][column] ?? []).some((known) => headerKey(known) === headerKey(name));
}

function assignedPosition(
  headers: readonly SourceHeader[],
  assignment: ColumnAssignment,
  context: ChoiceContext,
): number {
  if (assignment.header === LINE_HEADER) return -1;
  const exact = headers.findIndex((header) => header.name === assignment.header);
  if (exact >= 0) return exact;
  const key = headerKey(assignment.header);
  const alike = headers.findIndex((header) => headerKey(header.name) === key);
  if (alike >= 0) return alike;
  throw new PayrhythmError(
    'USAGE',
    `--columns ${assignment.column}=${assignment.header}: ${context.file} has no header "${assignment.header}"; it has ${headerList(headers)}`,
  );
}

function isPlausible(candidate: Candidate, header: string, sample: readonly (readonly string[])[]): boolean {
  // Under a header such as `Paid` a number of five digits is money, and no day number.
  const mayCount = candidate.column.type !== 'day' || DATE_HEADER.test(headerKey(header));
  const looksRight = looksLike(candidate.table, candidate.column);
  let filled = 0;
  let alike = 0;
  let flags = 0;
  let isOneSeen = false;
  for (const record of sample) {
    const text = record[candidate.position].trim();
    if (text === '') continue;
    filled++;
    if (text === '0' || text === '1') flags++;
    isOneSeen ||= text === '1';
    if (looksRight(text) && (mayCount || !COUNT.test(text))) alike++;
  }
  // A column of nothing but 0 and 1 says whether something is open, not how much.
  if (candidate.column.name === 'open_amount' && isOneSeen && flags === filled) return false;
  return alike >= filled * LEAST_LIKENESS;
}

/** Why a balance is neither the amount nor the open amount of its row; undefined where it may be. */
function balanceProblem(
  { column, position, how }: Candidate,
  candidates: readonly Candidate[],
  chosen: readonly Candidate[],
  headers: readonly SourceHeader[],
  sample: readonly (readonly string[])[],
): string | undefined {
  if (how !== 'synonym' || (column.name !== 'amount' && column.name !== 'open_amount')) return undefined;
  if (!isBalanceHeader(headers[position].name)) return undefined;
  const placeOf = (name: string): number | undefined =>
    candidates.find((other) => other.column.name === name && isPlausible(other, headers[other.position].name, sample))
      ?.position;
  const [debit, credit] = [placeOf('debit_amount'), placeOf('credit_amount')];
  const amount = chosen.find((other) => other.column.name === 'amount')?.position;
  if (column.name === 'amount')
    return debit === undefined || credit === undefined ? undefined : 'is no amount beside columns of debit and credit';
  const amounts = amount === undefined ? { debit, credit } : { amount };
  return isRunningBalance(sample, position, amounts)
    ? 'runs on from row to row, and says nothing of its own row'
    : undefined;
}

function refuseMissing(
  headers: readonly SourceHeader[],
  chosen: readonly Candidate[],
  skipped: ReadonlyMap<number, string>,
  context: ChoiceContext,
): void {
  const missing = TABLES[context.table].columns.filter(
    (column) =>
      column.required &&
      !chosen.some((found) => found.table === context.table && found.column === column) &&
      !(context.table === 'invoices' && mayDerive(column.name, chosen)),
  );
  if (missing.length === 0) return;
  const names = missing.map((column) => column.name);
  const prefix = context.table === 'invoices' ? '' : `${context.table}.`;
  const passedOver = [...skipped].map(([position, reason]) => `${headers[position].name} ${reason}`).slice(0, 5);
  const numbering =
    names[0] === 'invoice_id' && context.table === 'invoices' ? ', or invoice_id=#line to number the rows' : '';
  throw new PayrhythmError(
    'BAD_DATA',
    `${context.file}: no header was recognised as ${names.join(', ')}; it has ${headerList(headers)}${passedOver.length > 0 ? ` (${passedOver.join('; ')})` : ''}. ` +
      `Name them: --columns ${names.map((name) => `${prefix}${name}=HEADER`).join(',')}${numbering}` +
      (names.includes('due_date') && prefix === ''
        ? '. A due date may follow from terms such as "30 days": payment_terms=HEADER'
        : ''),
    { file: context.file, missing: names },
  );
}

function inContractOrder(
  chosen: readonly Candidate[],
  headers: readonly SourceHeader[],
  context: ChoiceContext,
): ChosenColumn[] {
  return wantedColumns(context).flatMap(({ table, column }) => {
    const found = chosen.find((candidate) => candidate.table === table && candidate.column === column);
    if (!found) return [];
    return [
      {
        table,
        column,
        position: found.position,
        how: found.how,
        exactNumbers: headers[found.position]?.exactNumbers ?? false,
      },
    ];
  });
}

function columnLabel(candidate: Candidate, context: ChoiceContext): string {
  return candidate.table === context.table ? candidate.column.name : `${candidate.table}.${candidate.column.name}`;
}

function headerList(headers: readonly SourceHeader[]): string {
  const shown = headers
    .slice(0, 40)
    .map(({ name }) => (name.length > 60 ? `${name.slice(0, 60)}…` : name) || '(blank)');
  return headers.length > 40 ? `${shown.join(', ')} … (${headers.length} in all)` : shown.join(', ');
}
