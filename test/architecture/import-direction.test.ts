import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, posix, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '../..');
const SRC = join(ROOT, 'src');
/** The core, in the one direction in which it is imported: each folder knows those before it. */
const CORE = ['crew', 'calendar', 'ledger', 'features', 'models', 'prioritise', 'simulate'];
/** Edges: what they may know beside the core and one another. */
const EDGES: Readonly<Record<string, readonly string[]>> = {
  io: ['parallel', 'tables'],
  tables: [],
  charts: [],
  parallel: ['io'],
  report: ['charts', 'io'],
  nightly: ['io', 'parallel'],
  cli: ['io', 'tables', 'charts', 'parallel', 'report', 'nightly'],
};
/** What the core takes from the registry: typed, pure, and at home in a browser too. */
const CORE_PACKAGES = ['zod', 'simple-statistics', 'date-holidays'];

interface SourceFile {
  /** Below src, with forward slashes. */
  readonly path: string;
  /** First folder, or the empty text for the files beside the folders. */
  readonly folder: string;
  readonly text: string;
  readonly imports: readonly string[];
}

const sources: readonly SourceFile[] = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts'))
  .map((path) => {
    const text = readFileSync(join(SRC, path), 'utf8');
    const slashed = path.split(sep).join('/');
    return {
      path: slashed,
      folder: slashed.includes('/') ? slashed.split('/')[0] : '',
      text,
      imports: ts.preProcessFile(text, true, true).importedFiles.map((file) => file.fileName),
    };
  })
  .sort((a, b) => (a.path < b.path ? -1 : 1));

/** Folder of src that a relative import reaches; the empty text for a file beside the folders. */
function folderReached(from: SourceFile, specifier: string): string {
  const reached = relative(SRC, join(SRC, dirname(from.path), specifier))
    .split(sep)
    .join('/');
  return reached.includes('/') ? reached.split('/')[0] : '';
}

const relativeImports = sources.flatMap((file) =>
  file.imports
    .filter((specifier) => specifier.startsWith('.'))
    .map((specifier) => ({ file, specifier, to: folderReached(file, specifier) })),
);
const inCore = sources.filter(({ folder }) => CORE.includes(folder));

/** Code without comments and texts, so that words about the clock are not taken for the clock. */
function codeOf(text: string): string {
  const scanner = ts.createScanner(ts.ScriptTarget.Latest, true, ts.LanguageVariant.Standard, text);
  const words: string[] = [];
  for (let token = scanner.scan(); token !== ts.SyntaxKind.EndOfFileToken; token = scanner.scan())
    if (token !== ts.SyntaxKind.StringLiteral && token !== ts.SyntaxKind.NoSubstitutionTemplateLiteral)
      words.push(scanner.getTokenText());
  return words.join(' ');
}

describe('imports', () => {
  it('are found', () => {
    expect(sources.length).toBeGreaterThan(100);
    expect(relativeImports.length).toBeGreaterThan(300);
    expect(new Set(inCore.map(({ folder }) => folder))).toEqual(new Set(CORE));
  });

  it('go one way through the core', () => {
    const wrong = relativeImports.filter(
      ({ file, to }) =>
        CORE.includes(file.folder) &&
        file.folder !== to &&
        to !== '' &&
        !(CORE.indexOf(to) < CORE.indexOf(file.folder) && CORE.includes(to)),
    );
    expect(wrong.map(({ file, specifier }) => `${file.path} imports ${specifier}`)).toEqual([]);
  });

  it('never lead from the core to the file that gathers the exports', () => {
    const wrong = relativeImports.filter(
      ({ file, to, specifier }) => file.folder !== '' && to === '' && basename(specifier) !== 'errors.ts',
    );
    expect(wrong.map(({ file, specifier }) => `${file.path} imports ${specifier}`)).toEqual([]);
  });

  it('of the edges reach the core and the edges they stand on', () => {
    const wrong = relativeImports.filter(
      ({ file, to }) =>
        Object.hasOwn(EDGES, file.folder) &&
        to !== '' &&
        to !== file.folder &&
        !CORE.includes(to) &&
        !EDGES[file.folder].includes(to),
    );
    expect(wrong.map(({ file, specifier }) => `${file.path} imports ${specifier}`)).toEqual([]);
  });

  it('never run in a circle', () => {
    const targets = new Map(
      sources.map((file) => [
        file.path,
        file.imports
          .filter((specifier) => specifier.startsWith('.'))
          .map((specifier) => posix.join(posix.dirname(file.path), specifier)),
      ]),
    );
    const done = new Set<string>();
    const circles: string[] = [];
    const visit = (path: string, trail: readonly string[]): void => {
      if (trail.includes(path)) circles.push([...trail.slice(trail.indexOf(path)), path].join(' → '));
      if (done.has(path) || trail.includes(path)) return;
      for (const next of targets.get(path) ?? []) visit(next, [...trail, path]);
      done.add(path);
    };
    for (const path of targets.keys()) visit(path, []);
    expect(circles).toEqual([]);
  });

  it('of src/index.ts reach the core only', () => {
    const index = relativeImports.filter(({ file }) => file.path === 'index.ts');
    expect(index.length).toBeGreaterThan(0);
    expect(index.filter(({ to, specifier }) => !CORE.includes(to) && specifier !== './errors.ts')).toEqual([]);
  });

  it('of packages by the core are few and run in a browser', () => {
    const wrong = inCore.flatMap((file) =>
      file.imports
        .filter((specifier) => !specifier.startsWith('.') && !CORE_PACKAGES.includes(specifier))
        .map((specifier) => `${file.path} imports ${specifier}`),
    );
    expect(wrong).toEqual([]);
  });

  it('of packages are dependencies of the package', () => {
    const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
    const known = Object.keys({
      ...manifest.dependencies,
      ...manifest.optionalDependencies,
      ...manifest.peerDependencies,
    });
    const wrong = sources.flatMap((file) =>
      file.imports
        .filter((specifier) => !specifier.startsWith('.') && !specifier.startsWith('node:'))
        .filter((specifier) => !known.some((name) => specifier === name || specifier.startsWith(`${name}/`)))
        .map((specifier) => `${file.path} imports ${specifier}`),
    );
    expect(wrong).toEqual([]);
  });

  it('of our own files name the source (.ts)', () => {
    const wrong = relativeImports.filter(({ specifier }) => !specifier.endsWith('.ts'));
    expect(wrong.map(({ file, specifier }) => `${file.path} imports ${specifier}`)).toEqual([]);
  });
});

describe('the core', () => {
  const forbidden: readonly (readonly [string, RegExp])[] = [
    ['Math.random', /\bMath \. random\b/],
    ['the clock', /\bDate \. now\b|\bnew Date(?! \( \S+ \))|\bnew Date \( \)|\bperformance \. now\b/],
    [
      'the process',
      /\bprocess \. (?:arch|argv|cwd|env|exit|hrtime|memoryUsage|nextTick|on|pid|platform|std(?:in|out|err)|version|versions)\b/,
    ],
    ['the console', /\bconsole \./],
    ['the network', /\bfetch \(/],
    ['timers', /\bset(?:Timeout|Interval|Immediate) \(/],
    ['global state', /\bglobalThis (?:\. \w+|\[[^\]]*\]) (?:\+|-|\?\?|\|\|)?= /],
    ['strings as code', /\beval \(|\bnew Function\b/],
  ];
  it.each(forbidden)('does not touch %s', (_, pattern) => {
    expect(inCore.filter(({ text }) => pattern.test(codeOf(text))).map(({ path }) => path)).toEqual([]);
  });
});

describe('files', () => {
  it('are named after one concept, in kebab case', () => {
    const wrong = sources.filter(({ path }) => !/^[a-z0-9]+(-[a-z0-9]+)*\.ts$/.test(basename(path)));
    expect(wrong.map(({ path }) => path)).toEqual([]);
  });

  it('are no utils, helpers or common', () => {
    const wrong = sources.filter(({ path }) =>
      path.split('/').some((part) => /^(utils?|helpers?|common|misc|shared)(\.ts)?$/.test(part)),
    );
    expect(wrong.map(({ path }) => path)).toEqual([]);
  });

  it('have at most 400 lines', () => {
    const long = sources.filter(({ text }) => text.split('\n').length > 401).map(({ path }) => path);
    expect(long).toEqual([]);
  });

  it('have a median of at most 120 lines', () => {
    const lengths = sources.map(({ text }) => text.split('\n').length - 1).sort((a, b) => a - b);
    expect(lengths[Math.floor(lengths.length / 2)]).toBeLessThanOrEqual(120);
  });

  it('lie in known folders', () => {
    const known = ['', ...CORE, ...Object.keys(EDGES)];
    expect(sources.filter(({ folder }) => !known.includes(folder)).map(({ path }) => path)).toEqual([]);
  });
});
