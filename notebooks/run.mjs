// Executes every notebook headless in real Jupyter with the tslab kernel and checks that its outputs are complete and the
// same as those stored. `--write` stores them; beginnings of names choose notebooks (`npm run write -- 5 6`). Needs `npm ci` here and in the folder above, and Jupyter (nbconvert) in the
// Python that the variable PYTHON names (default python3). Nothing is installed outside a temporary folder.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const python = process.env['PYTHON'] ?? 'python3';
const isWrite = process.argv.includes('--write');
const chosen = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const temporary = mkdtempSync(join(tmpdir(), 'notebooks-'));
const environment = {
  ...process.env,
  PATH: [join(here, 'node_modules', '.bin'), process.env['PATH']].join(delimiter),
  JUPYTER_PATH: join(temporary, 'share', 'jupyter'),
  IPYTHONDIR: join(temporary, 'ipython'),
};
let failed = 0;

try {
  run('npx', ['--no-install', 'tslab', 'install', `--python=${python}`, '--prefix', temporary]);
  for (const notebook of readdirSync(here)
    .filter(
      (name) => name.endsWith('.ipynb') && (chosen.length === 0 || chosen.some((start) => name.startsWith(start))),
    )
    .sort()) {
    const started = performance.now();
    const problems = execute(notebook);
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    console.log(`${problems.length === 0 ? 'ok    ' : 'FAILED'} ${notebook} (${seconds} s)`);
    for (const problem of problems) console.error(`  ${problem}`);
    failed += problems.length === 0 ? 0 : 1;
  }
} finally {
  rmSync(temporary, { recursive: true, force: true });
}
process.exitCode = failed === 0 ? 0 : 1;

/** What is wrong with a notebook; nothing where it runs and shows what is stored. */
function execute(notebook) {
  const path = join(here, notebook);
  const arguments_ = ['-m', 'nbconvert', '--to', 'notebook', '--execute', '--ExecutePreprocessor.timeout=300'];
  const result = spawnSync(python, [...arguments_, '--output-dir', temporary, path], {
    cwd: here,
    env: environment,
    encoding: 'utf8',
  });
  if (result.status !== 0) return [result.error?.message ?? result.stderr.split('\n').slice(-25).join('\n  ')];
  const executed = normalised(readFileSync(join(temporary, basename(path)), 'utf8'));
  const problems = missing(executed);
  if (problems.length > 0) return problems;
  const text = `${JSON.stringify(executed, undefined, 1)}\n`;
  if (isWrite) writeFileSync(path, text);
  else if (readFileSync(path, 'utf8') !== text)
    return ['its outputs are not those stored: npm run write, and look at the difference'];
  return [];
}

/** Without what differs from run to run (times, identifiers of transient outputs). */
function normalised(text) {
  const notebook = JSON.parse(text);
  let number = 0;
  for (const cell of notebook.cells) {
    cell.metadata = {};
    for (const output of cell.outputs ?? []) {
      output.metadata = output.metadata && {};
      for (const [type, data] of Object.entries(output.data ?? {})) output.data[type] = lines(data);
      if (output.text) output.text = lines(output.text);
    }
    if (cell.outputs) cell.outputs = joinedStreams(cell.outputs);
    cell.source = lines(cell.source);
    // The kernel does not number its cells; they ran from the first to the last.
    if (cell.cell_type === 'code') cell.execution_count = ++number;
  }
  const { kernelspec, language_info } = notebook.metadata;
  notebook.metadata = { kernelspec, language_info: { name: language_info.name, file_extension: '.ts' } };
  return notebook;
}

/** A kernel may send one text in one piece or in many. */
function joinedStreams(outputs) {
  const joined = [];
  for (const output of outputs) {
    const last = joined.at(-1);
    if (output.output_type === 'stream' && last?.output_type === 'stream' && last.name === output.name)
      last.text = lines([...last.text, ...output.text]);
    else joined.push(output);
  }
  return joined;
}

function lines(text) {
  return (Array.isArray(text) ? text.join('') : text).split(/(?<=\n)/);
}

/** Every code cell ran in order without a word on stderr, and shows what its source asks for: one output a display. */
function missing(notebook) {
  const problems = [];
  let number = 0;
  notebook.cells.forEach((cell, at) => {
    if (cell.cell_type !== 'code') return;
    number++;
    const where = `cell ${at + 1}`;
    const source = cell.source.join('');
    for (const output of cell.outputs)
      if (output.output_type === 'error' || output.name === 'stderr')
        problems.push(`${where}: ${(output.text ?? output.traceback ?? []).join('')}`);
    for (const [call, type] of [
      ['display.svg(', 'image/svg+xml'],
      ['display.html(', 'text/html'],
    ]) {
      const asked = source.split(call).length - 1;
      const shown = cell.outputs.filter((output) => output.data?.[type]?.join('').trim());
      if (shown.length < asked) problems.push(`${where}: ${asked} × ${call}…) but ${shown.length} shown`);
      if (type === 'image/svg+xml')
        for (const output of shown)
          if (!/^<svg[\s\S]*<\/svg>\s*$/.test(output.data[type].join('')))
            problems.push(`${where}: a picture is cut off`);
    }
    if (source.includes('console.log(') && !cell.outputs.some((output) => output.name === 'stdout'))
      problems.push(`${where}: printed nothing`);
  });
  if (number === 0) problems.push('it has no code');
  return problems;
}

function run(command, arguments_) {
  const result = spawnSync(command, arguments_, { cwd: here, env: environment, encoding: 'utf8' });
  if (result.status !== 0)
    throw new Error(`${command} ${arguments_.join(' ')} failed: ${result.error?.message ?? result.stderr}`);
}
