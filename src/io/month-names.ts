/** Month names and their usual short forms in English, Dutch, French and German, without accents and points. */
const NAMES: readonly (readonly string[])[] = [
  ['jan', 'january', 'januari', 'janv', 'janvier', 'januar', 'janner', 'jaenner'],
  ['feb', 'february', 'februari', 'fevr', 'fev', 'fevrier', 'februar', 'feber'],
  ['mar', 'march', 'mrt', 'maart', 'mars', 'marz', 'maerz', 'mrz', 'mae', 'maa'],
  ['apr', 'april', 'avr', 'avril'],
  ['may', 'mei', 'mai'],
  ['jun', 'june', 'juni', 'juin'],
  ['jul', 'july', 'juli', 'juil', 'juillet'],
  ['aug', 'august', 'augustus', 'aout'],
  ['sep', 'sept', 'september', 'septembre'],
  ['oct', 'october', 'okt', 'oktober', 'octobre'],
  ['nov', 'november', 'novembre'],
  ['dec', 'december', 'decembre', 'dez', 'dezember'],
];

const MONTHS: ReadonlyMap<string, number> = new Map(
  NAMES.flatMap((names, index) => names.map((name) => [name, index + 1] as const)),
);

/** Number of the month (1–12) that a name or short form stands for, whatever its case and accents; else undefined. */
export function monthOfName(name: string): number | undefined {
  return MONTHS.get(
    name
      .normalize('NFKD')
      .replace(/\p{M}+/gu, '')
      .toLowerCase(),
  );
}
