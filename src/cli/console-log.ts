import cliProgress from 'cli-progress';
import pc from 'picocolors';
import { hidePasswords } from '../io/hide-passwords.ts';
import { printable } from './printable.ts';

/** Where a command writes, and how. */
export interface Streams {
  readonly stdout: NodeJS.WritableStream & { isTTY?: boolean; columns?: number };
  readonly stderr: NodeJS.WritableStream & { isTTY?: boolean };
}

/** Messages of a running command. Everything goes to stderr; stdout is for results. */
export interface ConsoleLog {
  info(event: string, message: string, facts?: Record<string, unknown>): void;
  warn(event: string, message: string, facts?: Record<string, unknown>): void;
  error(event: string, message: string, facts?: Record<string, unknown>): void;
  /** Names the stage that begins; a progress bar on a terminal, nothing otherwise. */
  stage(name: string, done: number, of: number): void;
  /** Takes the progress bar away. */
  endStages(): void;
}

/** Longest list of warnings of one kind that is printed. */
export interface ConsoleLogOptions {
  readonly quiet: boolean;
  readonly format: 'text' | 'json';
}

/** See {@link ConsoleLog}. */
export function createConsoleLog(streams: Streams, options: ConsoleLogOptions): ConsoleLog {
  const colours = pc.createColors(Boolean(streams.stderr.isTTY) && !process.env['NO_COLOR']);
  const showsBar = Boolean(streams.stderr.isTTY) && !options.quiet && options.format === 'text';
  let bar: cliProgress.SingleBar | undefined;
  const endStages = (): void => {
    bar?.stop();
    bar = undefined;
  };
  const write = (
    level: string,
    event: string,
    shownText: string,
    fullMessage: string,
    facts?: Record<string, unknown>,
  ): void => {
    endStages();
    // Whatever a message quotes, a password is not printed.
    const text = hidePasswords(shownText);
    const message = hidePasswords(fullMessage);
    streams.stderr.write(
      options.format === 'json' ? `${JSON.stringify({ level, event, message, ...facts })}\n` : `${text}\n`,
    );
  };
  return {
    info(event, message, facts) {
      if (!options.quiet) write('info', event, printable(message), message, facts);
    },
    warn(event, message, facts) {
      if (!options.quiet)
        write('warning', event, `${colours.yellow('warning:')} ${printable(message)}`, message, facts);
    },
    error(event, message, facts) {
      write('error', event, `${colours.red('payrhythm:')} ${printable(message)}`, message, facts);
    },
    stage(name, done, of) {
      if (!showsBar) return;
      if (!bar) {
        bar = new cliProgress.SingleBar(
          { format: '{bar} {stage}', clearOnComplete: true, hideCursor: true, stream: streams.stderr, barsize: 24 },
          cliProgress.Presets.shades_classic,
        );
        bar.start(of, done, { stage: name });
      }
      bar.update(done, { stage: name });
    },
    endStages,
  };
}
