import cliProgress from 'cli-progress';
import { NIGHT_STAGES, type NightLog, type NightStage } from '../../nightly/night-events.ts';
import type { ConsoleLog, Streams } from '../console-log.ts';

/** The log of a night, with a bar on a terminal. */
export interface NightProgress extends NightLog {
  /** Takes the bar away. */
  end(): void;
}

const TICK_MS = 250;

/**
 * Messages of a night, and on a terminal a bar with stage, rate and time left. What is left is reckoned from the stages
 * of the last run; on the first night the bar only counts the stages.
 */
export function createNightProgress(
  log: ConsoleLog,
  streams: Streams,
  options: { readonly quiet?: boolean; readonly logFormat: 'text' | 'json' },
): NightProgress {
  const showsBar = Boolean(streams.stderr.isTTY) && !options.quiet && options.logFormat === 'text';
  let bar: cliProgress.SingleBar | undefined;
  let expected: Partial<Record<NightStage, number>> = {};
  let rows = 0;
  let stage: NightStage = 'hold';
  let stageSince = performance.now();
  const began = stageSince;
  const timer = setInterval(() => draw(), TICK_MS);
  timer.unref();

  const draw = (): void => {
    if (!showsBar) return;
    const at = NIGHT_STAGES.indexOf(stage);
    const totalSeconds = NIGHT_STAGES.reduce((sum, name) => sum + (expected[name] ?? 0), 0);
    const before = NIGHT_STAGES.slice(0, at).reduce((sum, name) => sum + (expected[name] ?? 0), 0);
    const inStage = Math.min(expected[stage] ?? 0, (performance.now() - stageSince) / 1000);
    const share = totalSeconds > 0 ? (before + inStage) / totalSeconds : at / NIGHT_STAGES.length;
    const left = totalSeconds - before - inStage;
    const told = totalSeconds > 0 ? `about ${Math.ceil(left)} s left` : 'first run: no estimate';
    const elapsed = Math.max(0.001, (performance.now() - began) / 1000);
    const rate = rows > 0 ? `${Math.round((share * rows) / elapsed)} rows/s, ` : '';
    if (!bar) {
      bar = new cliProgress.SingleBar(
        {
          format: '{bar} {percentage}% {stage}, {rate}{told}',
          clearOnComplete: true,
          hideCursor: true,
          stream: streams.stderr,
          barsize: 24,
        },
        cliProgress.Presets.shades_classic,
      );
      bar.start(100, 0, { stage, rate, told });
    }
    bar.update(Math.floor(share * 100), { stage, rate, told });
  };
  const clear = (): void => {
    bar?.stop();
    bar = undefined;
  };
  return {
    info(event, message, facts) {
      clear();
      log.info(event, message, facts);
    },
    warn(event, message, facts) {
      clear();
      log.warn(event, message, facts);
    },
    stage(name) {
      stage = name;
      stageSince = performance.now();
      draw();
    },
    expect(seconds, read) {
      expected = seconds;
      rows = read;
    },
    end() {
      clearInterval(timer);
      clear();
    },
  };
}
