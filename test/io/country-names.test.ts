import { describe, expect, it } from 'vitest';
import { countryNamed } from '../../src/io/country-names.ts';

describe('countryNamed', () => {
  it.each([
    ['België', 'BE'],
    ['belgique', 'BE'],
    ['Netherlands', 'NL'],
    ['Deutschland', 'DE'],
    ['FRANCE', 'FR'],
  ])('takes %s for %s', (name, code) => {
    expect(countryNamed(name)).toBe(code);
  });

  it.each(['', 'BE', '391', 'Atlantis', 'constructor'])('takes %s for no country', (name) => {
    expect(countryNamed(name)).toBeUndefined();
  });
});
