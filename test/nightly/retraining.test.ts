import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { payrhythm, readJson, temporaryDirectory } from '../cli/command-line.ts';

const SAMPLE = join(dirname(fileURLToPath(import.meta.url)), '../../data/sample');

async function night(target: string, asOf: string, ...more: readonly string[]) {
  const { code, stderr } = await payrhythm(
    ...[
      'nightly',
      '--source',
      SAMPLE,
      '--target',
      target,
      '--as-of',
      asOf,
      '--estimator',
      'prior',
      '--log-format',
      'json',
    ],
    ...more,
  );
  expect(code, stderr).toBe(0);
  const events = stderr
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { event: string; message: string });
  return { run: readJson(join(target, 'current', 'run.json')), events: events.map(({ event }) => event) };
}

describe('nights one after another', () => {
  it('keep a model, watch how it does, and replace it when it is old', async () => {
    const target = temporaryDirectory();
    const first = await night(target, '2025-09-01');
    expect(first.run.model.decision.outcome).toBe('first');
    expect(first.run.health).toEqual({ newlyKnown: null, calibration: null, drift: null });

    const next = await night(target, '2025-09-02');
    expect(next.run.model).toMatchObject({ id: first.run.model.id, origin: 'loaded', decision: { outcome: 'kept' } });
    expect(next.run.health.newlyKnown).toMatchObject({ since: '2025-09-01' });
    expect(next.run.health.newlyKnown.payments).toBeGreaterThan(0);
    expect(next.run.health.calibration).toMatchObject({ from: '2025-09-01', isAlert: null });
    expect(next.run.health.drift.columns.length).toBeGreaterThan(5);
    // What grows with time alone is no drift.
    const names = next.run.health.drift.columns.map((column: { name: string }) => column.name);
    expect(names).toContain('late_rate');
    expect(names).not.toContain('tenure_days');
    expect(next.run.previousRun).toEqual({ runId: first.run.runId, asOf: '2025-09-01' });

    const config = join(temporaryDirectory(), 'c.json');
    writeFileSync(config, JSON.stringify({ model: { retrain: { minimumOutcomes: 50 } } }));
    const old = await night(target, '2025-10-13', '--config', config);
    expect(old.events).toContain('model_due');
    expect(old.run.health.calibration.rows).toBeGreaterThan(200);
    expect(old.run.health.calibration.excessError).toBeGreaterThanOrEqual(0);
    const { decision } = old.run.model;
    expect(decision.reasons).toContain('the model is 42 days old');
    expect(decision.trial).toMatchObject({ from: '2025-09-22', rows: expect.any(Number) });
    for (const side of ['champion', 'challenger']) expect(decision.trial[side].logLoss).toBeGreaterThan(0);
    const isWorse = decision.trial.challenger.logLoss > decision.trial.champion.logLoss + 0.005;
    expect(decision.outcome).toBe(isWorse ? 'challenger_rejected' : 'replaced');
    expect(old.run.model.id === first.run.model.id).toBe(isWorse);
  });

  it('train anew where the settings have changed, and where it is asked for', async () => {
    const target = temporaryDirectory();
    const first = await night(target, '2025-09-01');
    const other = await night(target, '2025-09-02', '--late-after', '5');
    expect(other.events).toContain('model_unfit');
    expect(other.run.model).toMatchObject({ lateAfterDays: 5, origin: 'trained', decision: { outcome: 'replaced' } });
    expect(other.run.model.id).not.toBe(first.run.model.id);
    const asked = await night(target, '2025-09-02', '--late-after', '5', '--retrain');
    expect(asked.run.model.decision.reasons).toEqual(['a training was asked for']);
    expect(asked.run.runId).not.toBe(other.run.runId);
  });

  it('give the alerts of the configuration’s thresholds, and train by them', async () => {
    const target = temporaryDirectory();
    await night(target, '2025-09-01');
    const config = join(temporaryDirectory(), 'c.json');
    writeFileSync(
      config,
      JSON.stringify({ model: { retrain: { inputDrift: 0.000001, calibrationDrift: 0.000001, minimumOutcomes: 20 } } }),
    );
    const later = await night(target, '2025-09-22', '--config', config);
    const { calibration, drift } = later.run.health;
    expect(later.events.includes('calibration_alert')).toBe(calibration.excessError > 0.000001);
    expect(later.events.filter((event) => event === 'drift_alert')).toHaveLength(drift.alerts.length);
    expect(calibration.isAlert || drift.alerts.length > 0).toBe(true);
    expect(later.run.model.decision.reasons.length).toBeGreaterThan(0);
  });
});
