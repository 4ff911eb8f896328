import { featureDeclaration } from '../../features/index.ts';

/** What is said of a value below 0 in place of what the declared sentence says of one above it. */
const BELOW_ZERO: readonly (readonly [RegExp, string])[] = [
  [/\bgrew by\b/, 'shrank by'],
  [/\bis \{\} past due\b/, 'is due in {}'],
  [/\{\} later than\b/, '{} sooner than'],
  [/\{\} later\b/, '{} sooner'],
  [/\bwithin \{\} of the due date\b/, '{} before the due date or sooner'],
  [/\{\} after\b/, '{} before'],
];

/** What is said of a count of one in place of several. */
const ONE: readonly (readonly [RegExp, string])[] = [
  [/\b1 times\b/, 'once'],
  [/\b1 of its invoices are\b/, '1 of its invoices is'],
  [/\blast 1 payment runs\b/, 'last payment run'],
  [/\b1 (open )?(invoice|promise|dispute)s\b/, '1 $1$2'],
];

/**
 * A feature's value as a sentence that an agent can say aloud, from the declared sentence of the feature: a value below 0
 * is told the other way round (27 days before the due date, not −27 after it), one of something as one. What is missing
 * is said as such.
 *
 * @throws {TypeError} where there is no such feature.
 */
export function sayFeature(name: string, value: number): string {
  const declaration = featureDeclaration(name);
  if (!declaration) throw new TypeError(`there is no feature ${name}`);
  if (Number.isNaN(value)) return declaration.missing;
  let sentence = declaration.sentence.replace(/ \([^()]*when negative\)/, '');
  const isTurned = value < 0 && BELOW_ZERO.some(([from]) => from.test(sentence));
  if (isTurned) {
    const [from, to] = BELOW_ZERO.find(([pattern]) => pattern.test(sentence)) as (typeof BELOW_ZERO)[number];
    sentence = sentence.replace(from, to);
  }
  const said = sentence.replace('{}', spoken(isTurned ? -value : value, declaration.unit));
  if (declaration.unit !== 'count') return said;
  return ONE.reduce((text, [from, to]) => text.replace(from, to), said);
}

function spoken(value: number, unit: string): string {
  switch (unit) {
    case 'share':
      return `${Math.round(value * 100)} %`;
    case 'days': {
      const days = Math.round(value);
      return `${days} day${Math.abs(days) === 1 ? '' : 's'}`;
    }
    case 'money':
      return value.toLocaleString('en-GB', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
    case 'flag':
      return value === 1 ? 'yes' : 'no';
    case 'ratio':
      return value.toPrecision(2);
    default:
      return String(Math.round(value * 10) / 10);
  }
}
