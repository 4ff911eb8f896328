import { describe, expect, it } from 'vitest';
import { htmlTable } from '../../src/charts/index.ts';
import { HOSTILE } from './small-charts.ts';

describe('htmlTable', () => {
  it('escapes headers and cells', () => {
    const html = htmlTable([{ '<b>': HOSTILE }]);
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;&quot;&amp;&#39;');
    expect(html).not.toMatch(/<script|<b>/);
  });

  it('rounds numbers, leaves missing values empty and counts what it does not show', () => {
    const html = htmlTable(
      [
        { n: 1 / 3, m: null },
        { n: Number.NaN, m: null },
        { n: 3, m: null },
      ],
      { limit: 2 },
    );
    expect(html).toContain('>0.3333</td><td style="text-align:left"></td>');
    expect(html).toContain('<td style="text-align:right"></td>');
    expect(html).toContain('… and 1 more rows');
  });

  it('shows the columns asked for, and says where there are no rows', () => {
    expect(htmlTable([{ a: 1, b: 2 }], { columns: ['b'] })).not.toContain('<th>a</th>');
    expect(htmlTable([])).toBe('<p>no rows</p>');
  });
});
