/**
 * Texts that differ in their numbers only, as sentences made of a template do: each template once, cut at its numbers,
 * and for each text the templates of its parts (`|` between parts) with the numbers that stand in them.
 */
export interface PackedTexts {
  readonly templates: readonly (readonly string[])[];
  /** Of each text: `template number number …`, its parts separated by `|`. */
  readonly at: readonly string[];
}

/** Packs texts; the same texts give the same packing. O(characters). */
export function packTexts(texts: readonly string[]): PackedTexts {
  const templates: (readonly string[])[] = [];
  const placeOf = new Map<string, number>();
  const place = (template: readonly string[]): number => {
    const key = JSON.stringify(template);
    const known = placeOf.get(key);
    if (known !== undefined) return known;
    placeOf.set(key, templates.length);
    return templates.push(template) - 1;
  };
  const at = texts.map((text) =>
    text
      .split('|')
      .map((part) => [place(part.split(/[0-9]+/)), ...(part.match(/[0-9]+/g) ?? [])].join(' '))
      .join('|'),
  );
  return { templates, at };
}

/** The texts as they were. O(characters). */
export function unpackTexts({ templates, at }: PackedTexts): string[] {
  return at.map((packed) =>
    packed
      .split('|')
      .map((part) => {
        const [template, ...numbers] = part.split(' ');
        return (templates[Number(template)] as readonly string[])
          .map((piece, n) => piece + (numbers[n] ?? ''))
          .join('');
      })
      .join('|'),
  );
}
