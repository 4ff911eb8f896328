import { describe, expect, it } from 'vitest';
import { measureDrift, profilePopulation, readPopulationProfile } from '../../src/nightly/population-profile.ts';
import { seededRandom } from '../features/rhythm/seeded-random.ts';

const sampleOf = (values: readonly number[]) => ({ columns: [{ name: 'x', values: Float64Array.from(values) }] });
const spread = (n: number, seed: number, shift = 0): number[] => {
  const random = seededRandom(seed).uniform;
  return Array.from({ length: n }, () => random() + shift);
};

describe('drift of a population', () => {
  it('is none against itself', () => {
    const sample = sampleOf(spread(1000, 1));
    expect(measureDrift(profilePopulation(sample), sample)).toEqual([
      { name: 'x', psi: 0, chancePsi: expect.any(Number) },
    ]);
  });

  it('is the sum of (share now - share then) ln(share now / share then)', () => {
    const profile = profilePopulation(sampleOf([...Array(50).fill(0), ...Array(50).fill(1)]));
    expect(profile.columns[0]).toMatchObject({ edges: [0], shares: [0.5, 0.5, 0] });
    const [{ psi }] = measureDrift(profile, sampleOf([...Array(80).fill(0), ...Array(20).fill(1)]));
    expect(psi).toBeCloseTo(0.3 * Math.log(0.8 / 0.5) + -0.3 * Math.log(0.2 / 0.5), 6);
  });

  it('stays below its bound of chance for samples of one law, and passes it for a shifted one', () => {
    let above = 0;
    for (let k = 0; k < 300; k++) {
      const [{ psi, chancePsi }] = measureDrift(
        profilePopulation(sampleOf(spread(400, 2 * k + 1))),
        sampleOf(spread(250, 2 * k + 2)),
      );
      if (psi > chancePsi) above++;
    }
    expect(above).toBeLessThanOrEqual(6);
    const [shifted] = measureDrift(profilePopulation(sampleOf(spread(400, 1))), sampleOf(spread(250, 2, 0.4)));
    expect(shifted.psi).toBeGreaterThan(Math.max(0.25, shifted.chancePsi));
  });

  it('sees missing values that were not there', () => {
    const [{ psi }] = measureDrift(
      profilePopulation(sampleOf(spread(200, 1))),
      sampleOf([...spread(100, 2), ...Array(100).fill(Number.NaN)]),
    );
    expect(psi).toBeGreaterThan(0.25);
  });

  it('is kept as JSON; anything else is not believed', () => {
    const profile = profilePopulation(sampleOf(spread(100, 1)));
    expect(readPopulationProfile(JSON.stringify(profile))).toEqual(profile);
    for (const text of [
      '',
      '{',
      'null',
      '[]',
      '{"format":"payrhythm-population-profile","version":2,"columns":[]}',
      '{"format":"payrhythm-population-profile","version":1,"columns":[{}]}',
    ])
      expect(readPopulationProfile(text)).toBeUndefined();
  });
});
