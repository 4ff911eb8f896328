import { Command, CommanderError, Option } from 'commander';
import { PayrhythmError } from '../errors.ts';
import { CASH_HORIZON_DAYS, ESTIMATOR_NAMES, OWN_ESTIMATOR_NAMES } from '../models/index.ts';
import { REPLAY_POLICIES } from '../simulate/index.ts';
import { backtestCommand } from './commands/backtest.ts';
import { demoCommand } from './commands/demo.ts';
import { effectCommand } from './commands/effect.ts';
import { evaluateCommand } from './commands/evaluate.ts';
import { explainCommand } from './commands/explain.ts';
import { featuresCommand } from './commands/features.ts';
import { forecastCommand } from './commands/forecast.ts';
import { generateCommand } from './commands/generate.ts';
import { inspectCommand } from './commands/inspect.ts';
import { nightlyCommand } from './commands/nightly.ts';
import { rankCommand } from './commands/rank.ts';
import { reportCommand } from './commands/report.ts';
import { rhythmCommand } from './commands/rhythm.ts';
import { trainCommand } from './commands/train.ts';
import { wholeNumber, withCommonOptions, withDayOptions, withMessageOptions } from './common-options.ts';
import { createConsoleLog, type Streams } from './console-log.ts';
import { exitCodeOf } from './exit-codes.ts';
import { packageVersion } from './package-version.ts';

/**
 * Runs one command line (without `node` and the script) and resolves to its exit code: 0 done; 1 unexpected; 2 usage;
 * 3 bad data; 4 bad model; 5 source or target not reachable; 6 another run holds the target. Never throws.
 */
export async function runCommandLine(
  args: readonly string[],
  streams: Streams = { stdout: process.stdout, stderr: process.stderr },
): Promise<number> {
  const log = createConsoleLog(streams, { quiet: false, format: wantsJsonLog(args) ? 'json' : 'text' });
  const program = createProgram(streams);
  try {
    await program.parseAsync([...args], { from: 'user' });
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) {
      if (error.exitCode === 0) return 0;
      log.error('usage', usageMessage(error, program, args));
      return 2;
    }
    if (error instanceof PayrhythmError) log.error(error.code.toLowerCase(), error.message);
    else {
      const detail =
        error instanceof Error ? ((process.env['PAYRHYTHM_DEBUG'] ? error.stack : error.message) ?? '') : String(error);
      log.error(
        'unexpected',
        `unexpected failure: ${detail}; nothing was written. PAYRHYTHM_DEBUG=1 shows where it happened; please report it`,
      );
    }
    return exitCodeOf(error);
  }
}

/** Commander's message on one line, with where to read on. */
function usageMessage(error: CommanderError, program: Command, args: readonly string[]): string {
  const command = program.commands.find((known) => known.name() === args[0]);
  const readOn = `payrhythm${command ? ` ${command.name()}` : ''} --help`;
  if (error.code === 'commander.help') return `no command was given; ${readOn} lists them`;
  return `${error.message
    .replace(/^error: /, '')
    .replace(/\.?\n\(?/, ' (')
    .replace(/\.$/, '')}; see ${readOn}`;
}

function wantsJsonLog(args: readonly string[]): boolean {
  const at = args.indexOf('--log-format');
  return args.includes('--log-format=json') || (at >= 0 && args[at + 1] === 'json');
}

const estimatorOption = (names: readonly string[] = OWN_ESTIMATOR_NAMES): Option =>
  new Option('--estimator <name>', 'what the forecast is learnt with (default: boosted-trees)').choices([...names]);
const lateAfterOption = (): Option =>
  new Option('--late-after <days>', 'late = paid more than this many days after the due date (default: 0)').argParser(
    wholeNumber('--late-after', 0, 180),
  );
const rollOption = (): Option =>
  new Option(
    '--roll <how>',
    'whether weekend and holiday due dates move to the next business day (default: following)',
  ).choices(['following', 'none']);
const effectsOption = (): Option =>
  new Option(
    '--effects <file>',
    'measured effects of calls, from effect --out (default: the assumptions of the policy)',
  );
const capacityOption = (): Option =>
  new Option('--capacity <calls>', 'calls that can be made today').argParser(wholeNumber('--capacity', 0, 10_000_000));

const printedOption = (): Option =>
  new Option('--out <file>', 'a file for what would be printed (a name ending in .json asks for JSON)');

const partitionsOption = (): Option =>
  new Option(
    '--partitions <number>',
    'parts to read a Parquet, DuckDB or PostgreSQL ledger in, one in memory at a time (default: 1, more where it is large)',
  ).argParser(wholeNumber('--partitions', 1, 1024));

/** The command line with all its commands and options; nothing runs yet. */
export function createProgram(streams: Streams): Command {
  const program = new Command('payrhythm')
    .description('Decides which debtor to call today, from the invoice ledger.')
    .version(packageVersion(), '--version')
    .showSuggestionAfterError()
    .exitOverride()
    .configureOutput({ writeOut: (text) => streams.stdout.write(text), writeErr: () => {} });
  const onLedger = (name: string, description: string): Command =>
    withCommonOptions(
      program
        .command(name)
        .description(description)
        .argument('<ledger>', 'an invoice file, a directory of tables, a .duckdb file, or postgres://…')
        .exitOverride(),
    );

  withDayOptions(program.command('demo').description('the main job on the bundled sample, in one go').exitOverride())
    .option('--out <dir>', 'where the files go', 'payrhythm-demo')
    .addOption(capacityOption())
    .addOption(estimatorOption())
    .action((options) => demoCommand(options, streams));

  onLedger('inspect', 'how the ledger is understood, what is in it and what is wrong with it; changes nothing')
    .addOption(printedOption())
    .action((ledger, options) => inspectCommand(ledger, options, streams));

  onLedger('features', 'the feature table of every debtor or invoice')
    .requiredOption('--grain <grain>', 'debtor or invoice')
    .option('--at <moment>', 'moment of each invoice: issue, due, due-N or as-of', 'as-of')
    .requiredOption('--out <file>', 'a .csv, .parquet or .arrow file')
    .action((ledger, options) => featuresCommand(ledger, options, streams));

  onLedger('rhythm', 'payment runs, one row a debtor')
    .option('--debtor <id>', 'one debtor only')
    .option('--out <file>', 'a .csv, .parquet or .arrow file')
    .action((ledger, options) => rhythmCommand(ledger, options, streams));

  onLedger('train', 'learns from what was known at as-of, and writes the model')
    .requiredOption('--model <file>', 'the model file to write')
    .addOption(estimatorOption(ESTIMATOR_NAMES))
    .addOption(
      new Option(
        '--search <settings>',
        'tries so many settings of the estimator on time folds of the past first (default: none)',
      ).argParser(wholeNumber('--search', 2, 200)),
    )
    .addOption(lateAfterOption())
    .addOption(rollOption())
    .addOption(printedOption())
    .action((ledger, options) => trainCommand(ledger, options, streams));

  onLedger('evaluate', "scores on a time split, beside the debtor's own record")
    .requiredOption('--cut <date>', 'train on what was known that morning, test on invoices issued since')
    .option('--at <moment>', 'moment at which test invoices are looked at: issue, due or due-N', 'issue')
    .addOption(lateAfterOption())
    .addOption(rollOption())
    .addOption(estimatorOption(ESTIMATOR_NAMES))
    .option('--predictions <file>', 'writes the predictions (.csv, .parquet or .arrow)')
    .option('--audit', 'checks test rows for leakage by brute force, and shows what looking ahead would have gained')
    .addOption(printedOption())
    .action((ledger, options) => evaluateCommand(ledger, options, streams));

  onLedger('rank', "today's queue: whom to call, whom not, and why")
    .option('--out <dir>', 'the directory to publish')
    .option('--model <file>', 'a trained model (default: train one first)')
    .option('--policy <file>', 'a JSON file with the policy keys that differ from the default')
    .addOption(capacityOption())
    .addOption(estimatorOption())
    .addOption(partitionsOption())
    .addOption(effectsOption())
    .action((ledger, options) => rankCommand(ledger, options, streams));

  onLedger('forecast', 'the money that the open invoices are expected to bring, beside what is due')
    .option('--model <file>', 'a trained model (default: train one first)')
    .addOption(
      new Option('--by <period>', 'day, week (Monday to Sunday) or month')
        .choices(['day', 'week', 'month'])
        .default('week'),
    )
    .addOption(
      new Option('--horizon <days>', 'days ahead, the as-of date included')
        .default(CASH_HORIZON_DAYS)
        .argParser(wholeNumber('--horizon', 1, 3653)),
    )
    .addOption(estimatorOption())
    .option('--out <file>', 'a .csv, .parquet or .arrow file')
    .action((ledger, options) => forecastCommand(ledger, options, streams));

  onLedger('explain', "everything behind one debtor's place")
    .option('--debtor <id>', 'the debtor')
    .option('--model <file>', 'a trained model (default: train one first)')
    .option('--policy <file>', 'a JSON file with the policy keys that differ from the default')
    .addOption(capacityOption())
    .addOption(estimatorOption())
    .addOption(effectsOption())
    .addOption(printedOption())
    .action((ledger, options) => explainCommand(ledger, options, streams));

  onLedger('effect', 'what calls changed, from recorded hold-outs; refuses where nothing was randomised')
    .addOption(
      new Option('--window <days>', 'days for which a debtor is followed after its assignment (default: 45)').argParser(
        wholeNumber('--window', 14, 180),
      ),
    )
    .option('--policy <file>', 'the policy whose assumptions small groups lean on')
    .option('--policy-out <file>', 'writes that policy with the measured heed rates, for rank --policy')
    .option('--out <file>', 'writes the effects as JSON, for rank --effects')
    .action((ledger, options) => effectCommand(ledger, options, streams));

  onLedger('backtest', 'replays past days under several policies; on a generated ledger, what each would have brought')
    .requiredOption('--from <date>', 'first day to replay')
    .requiredOption('--to <date>', 'last day to replay')
    .option('--policies <names>', `any of ${REPLAY_POLICIES.join(', ')}`)
    .option('--policy <file>', 'a JSON file with the policy keys that differ from the default')
    .addOption(capacityOption())
    .addOption(
      new Option('--worlds <number>', 'generated ledgers: worlds to play, from its seed on (default: 5)').argParser(
        wholeNumber('--worlds', 1, 1000),
      ),
    )
    .addOption(printedOption())
    .action((ledger, options) => backtestCommand(ledger, options, streams));

  withMessageOptions(
    program
      .command('report')
      .description('one HTML page of what rank wrote: opens from a file, needs no network')
      .argument('<dir>', 'the directory that rank --out wrote')
      .exitOverride()
      .requiredOption('--out <file>', 'the .html file to write'),
  ).action((directory, options) => reportCommand(directory, options, streams));

  withCommonOptions(
    program
      .command('nightly')
      .description('the batch: load, train when due, rank, publish in one step, record')
      .exitOverride(),
  )
    .option('--source <ledger>', 'a ledger as the other commands take it, or postgres://…')
    .option('--target <place>', 'a directory, a .duckdb file, or postgres://…')
    .option('--config <file>', 'the configuration (default: payrhythm.config.json where it is there)')
    .option('--policy <file>', 'a JSON file with the policy keys that differ from the default')
    .addOption(capacityOption())
    .addOption(
      new Option('--wait <seconds>', 'how long to wait for another run that holds the target')
        .default(0)
        .argParser(wholeNumber('--wait', 0, 86_400)),
    )
    .option('--metrics <file>', 'writes figures of the run as OpenMetrics text')
    .option('--retrain', 'trains a model though none is due')
    .addOption(partitionsOption())
    .option('--allow-earlier', 'lets a day before the current one become the current one')
    .addOption(estimatorOption())
    .addOption(lateAfterOption())
    .addOption(rollOption())
    .action((options, command: Command) =>
      nightlyCommand(options, (option) => command.getOptionValueSource(option) === 'cli', streams),
    );

  withMessageOptions(
    program
      .command('generate')
      .description('a synthetic ledger with its truth beside it')
      .exitOverride()
      .addOption(
        new Option('--invoices <number>', 'how many invoices, reached within 2 %')
          .argParser(wholeNumber('--invoices', 1, 1_000_000_000))
          .makeOptionMandatory(),
      )
      .addOption(
        new Option('--debtors <number>', 'exactly so many debtors (default: as many as the invoices need)').argParser(
          wholeNumber('--debtors', 1, 100_000_000),
        ),
      )
      .addOption(
        new Option('--seed <number>', 'seed of every random step')
          .default(1)
          .argParser(wholeNumber('--seed', 0, 4294967295)),
      )
      .requiredOption('--out <dir>', 'the directory to write')
      .addOption(
        new Option('--format <format>', 'csv, or parquet (needs DuckDB)').choices(['csv', 'parquet']).default('csv'),
      )
      .option('--start <date>', 'first day of the ledger (default: 2024-01-01)')
      .addOption(
        new Option('--months <number>', 'span in months (default: 24)').argParser(wholeNumber('--months', 1, 240)),
      )
      .option('--as-of <date>', 'the morning the ledger is seen from (default: the day after its span)')
      .option('--currencies', 'several currencies: such a ledger needs --rates')
      .addOption(
        new Option('--threads <number>', 'worker threads; the bytes do not depend on it').argParser(
          wholeNumber('--threads', 1, 256),
        ),
      ),
  ).action((options) => generateCommand(options, streams));

  return program;
}
