import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '../..');
const at = (path: string): string => join(ROOT, path);
const manifest = JSON.parse(readFileSync(at('package.json'), 'utf8'));
const subpaths = Object.entries(manifest.exports as Record<string, string | Record<string, string>>);
const entries = subpaths.filter((entry): entry is [string, Record<string, string>] => typeof entry[1] !== 'string');

/** The build is part of `npm ci` (script `prepare`). */
const built = (path: string): void => {
  if (!existsSync(at('dist'))) throw new Error('dist is missing: run npm ci (or npm run build) before the tests');
  expect(existsSync(at(path)), `${path} is not in dist: run npm run build, or correct exports`).toBe(true);
};

describe('package.json', () => {
  it('is an ESM package for Node 20.19 and later', () => {
    expect(manifest).toMatchObject({ name: 'payrhythm', type: 'module', engines: { node: '>=20.19' } });
    expect(manifest.version).toMatch(/^\d+\.\d+\.\d+/);
    expect(manifest.main).toBeUndefined();
  });

  it('exports the subpaths of the contract that there are sources for, and package.json', () => {
    const names = subpaths.map(([name]) => name);
    expect(names).toEqual(
      expect.arrayContaining(['.', './features', './models', './prioritise', './io', './package.json']),
    );
    for (const folder of ['features', 'models', 'prioritise', 'simulate', 'io', 'parallel', 'tables', 'charts'])
      expect(names.includes(`./${folder}`), `./${folder}`).toBe(existsSync(at(`src/${folder}/index.ts`)));
  });

  it.each(entries)('%s: types first, then the module, and nothing else', (name, conditions) => {
    const folder = name === '.' ? '' : `${name.slice(2)}/`;
    expect(Object.entries(conditions)).toEqual([
      ['types', `./dist/${folder}index.d.ts`],
      ['default', `./dist/${folder}index.js`],
    ]);
  });

  it.each(entries)('%s is built', async (_, conditions) => {
    for (const path of Object.values(conditions)) built(path);
    const module = await import(/* @vite-ignore */ pathToFileURL(at(conditions['default'])).href);
    expect(Object.keys(module).length).toBeGreaterThan(0);
  });

  it('has the functions of the contract at its door', async () => {
    built('dist/index.js');
    const library = await import(/* @vite-ignore */ pathToFileURL(at('dist/index.js')).href);
    for (const name of ['ledgerFromRows', 'trainLatenessModel', 'loadLatenessModel', 'rankCallQueue', 'PayrhythmError'])
      expect(library[name], name).toBeTypeOf('function');
  });

  it('has a command that can be run', () => {
    expect(manifest.bin).toEqual({ payrhythm: 'bin/payrhythm.js' });
    expect(readFileSync(at('bin/payrhythm.js'), 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/);
    expect(statSync(at('bin/payrhythm.js')).mode & 0o111, 'bin/payrhythm.js is executable').not.toBe(0);
    built('dist/cli/main.js');
  });

  it('publishes what it needs, and only that', () => {
    expect(manifest.files).toEqual(
      expect.arrayContaining(['bin', 'dist', 'data/sample', 'README.md', 'LICENSE', 'CHANGELOG.md']),
    );
    for (const name of manifest.files as string[]) expect(/^!/.test(name) || existsSync(at(name)), name).toBe(true);
    for (const name of ['test', 'bench', 'notebooks', 'scripts', '.']) expect(manifest.files).not.toContain(name);
  });

  it('says what it is', () => {
    for (const key of ['description', 'keywords', 'license']) expect(manifest[key], key).toBeTruthy();
  });

  it('builds by itself on npm ci, and not on installing the package', () => {
    expect(manifest.scripts.prepare).toBe('npm run build');
    for (const script of ['preinstall', 'install', 'postinstall']) expect(manifest.scripts[script]).toBeUndefined();
  });

  it('needs nothing native and no database: those packages are optional', () => {
    expect(Object.keys(manifest.optionalDependencies)).toEqual(['@duckdb/node-api', 'pg', 'pg-copy-streams']);
    for (const name of Object.keys(manifest.optionalDependencies)) expect(manifest.dependencies[name]).toBeUndefined();
    expect(manifest.sideEffects).toBe(false);
  });

  it('takes everything from the registry', () => {
    const all = { ...manifest.dependencies, ...manifest.optionalDependencies, ...manifest.devDependencies };
    for (const [name, range] of Object.entries<string>(all)) expect(range, name).toMatch(/^[~^]?\d/);
  });

  it('names every dependency in docs/dependencies.md', () => {
    const text = readFileSync(at('docs/dependencies.md'), 'utf8');
    const all = { ...manifest.dependencies, ...manifest.optionalDependencies, ...manifest.devDependencies };
    const told = Object.keys(all).filter((name) => text.includes(name));
    expect(Object.keys(all).filter((name) => !told.includes(name))).toEqual([]);
  });
});
