import { type Command, Option } from 'commander';
import { dayFromParts, type EpochDay, parseDay } from '../calendar/index.ts';
import { PayrhythmError } from '../errors.ts';
import type { LoadOptions } from '../io/index.ts';
import type { ExchangeRates } from '../ledger/index.ts';

/** Options that every command on a ledger understands, as commander hands them over. */
export interface CommonOptions {
  readonly asOf?: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly logFormat: 'text' | 'json';
  readonly seed: number;
  readonly threads?: number;
  readonly partitions?: number;
  readonly columns?: string;
  readonly preset?: string;
  readonly dateOrder?: 'dmy' | 'mdy' | 'ymd';
  readonly decimal?: 'comma' | 'point';
  readonly rates?: string;
  readonly maxRejects?: string;
}

/** Option of the commands whose result is what they print. */
export interface PrintedOptions {
  /** File that takes what would be printed. */
  readonly out?: string;
}

/** A whole number within bounds, for commander. */
export function wholeNumber(name: string, least: number, most: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (text.trim() === '' || !Number.isInteger(value) || value < least || value > most)
      throw new PayrhythmError('USAGE', `${name} ${text}: give a whole number from ${least} to ${most}`);
    return value;
  };
}

/** Adds the options of every command that prints. */
export function withMessageOptions(command: Command): Command {
  return command
    .option('--json', 'one JSON document on stdout, nothing else')
    .option('--quiet', 'no messages but errors')
    .addOption(
      new Option('--log-format <format>', 'messages as text or as JSON lines')
        .choices(['text', 'json'])
        .default('text'),
    );
}

/** Adds the options of a command that looks at a day. */
export function withDayOptions(command: Command): Command {
  return withMessageOptions(command.option('--as-of <date>', 'the morning to look from, YYYY-MM-DD (default: today)'))
    .addOption(
      new Option('--seed <number>', 'seed of every random step')
        .default(7)
        .argParser(wholeNumber('--seed', 0, 4294967295)),
    )
    .addOption(
      new Option('--threads <number>', 'worker threads; the result does not depend on it').argParser(
        wholeNumber('--threads', 1, 256),
      ),
    );
}

/** Adds the common options to a command on a ledger: those of a day, and how the ledger is read. */
export function withCommonOptions(command: Command): Command {
  return withDayOptions(command)
    .option('--columns <map>', 'headers of the columns: invoice_id=Factuurnr,payments.amount=Bedrag,invoice_id=#line')
    .option('--preset <name>', 'a known export: sap-fi, odoo, exact-online, xero')
    .option('--date-order <order>', 'order of day and month where the dates do not tell: dmy, mdy or ymd')
    .option('--decimal <mark>', 'decimal mark where the amounts do not tell: comma or point')
    .option('--rates <rates>', 'value of one unit in the first, the reporting currency: EUR=1,USD=0.92')
    .option('--max-rejects <share>', 'largest share of rows that may be rejected, in percent (default 5%)');
}

/** The as-of date of a command: the option, or today by this machine's calendar. */
export function asOfDay(options: Pick<CommonOptions, 'asOf'>): EpochDay {
  if (options.asOf !== undefined) return parseDay(options.asOf, '--as-of');
  const now = new Date();
  return dayFromParts(now.getFullYear(), now.getMonth() + 1, now.getDate()) as EpochDay;
}

/** The options that the ledger is loaded with. */
export function loadOptions(options: CommonOptions): LoadOptions {
  return {
    columns: options.columns,
    preset: options.preset,
    dateOrder: options.dateOrder,
    decimal: options.decimal,
    rates: options.rates === undefined ? undefined : parseRates(options.rates),
    maxRejects: options.maxRejects === undefined ? undefined : parsePercent(options.maxRejects),
  };
}

/** `EUR=1,USD=0.92` as rates, in the order given. */
export function parseRates(text: string): ExchangeRates {
  const rates: [string, number][] = [];
  for (const part of text.split(',')) {
    const match = /^\s*([A-Z]{3})\s*=\s*(\d+(?:\.\d+)?|\.\d+)\s*$/.exec(part);
    if (!match || rates.some(([code]) => code === match[1]))
      throw new PayrhythmError(
        'USAGE',
        `--rates ${text}: write each currency once, as EUR=1,USD=0.92, the reporting currency first`,
      );
    rates.push([match[1], Number(match[2])]);
  }
  return Object.fromEntries(rates);
}

function parsePercent(text: string): number {
  const match = /^(\d+(?:\.\d+)?)%?$/.exec(text.trim());
  const share = match ? Number(match[1]) / 100 : Number.NaN;
  if (!(share >= 0 && share <= 1))
    throw new PayrhythmError('USAGE', `--max-rejects ${text}: give a percentage from 0 to 100, e.g. 5%`);
  return share;
}
