// Runs the browser tests: makes the case of the dossier once, then every test file against a copy of its own.
import { spawnSync } from 'node:child_process';
import { readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { executable } from './chromium.mjs';
import { folder, makeCase } from './serving.mjs';

const here = join(dirname(fileURLToPath(import.meta.url)), 'tests');
const wanted = process.argv.slice(2);
const files = readdirSync(here)
  .filter((name) => name.endsWith('.test.mjs') && (wanted.length === 0 || wanted.some((one) => name.includes(one))))
  .map((name) => join(here, name));
console.log(`browser: ${executable()}`);
const place = folder();
const file = join(place, 'dossier.case');
makeCase(file, ['dossier']);
const done = spawnSync(process.execPath, ['--test', '--test-concurrency=2', '--test-reporter=spec', ...files], {
  stdio: 'inherit',
  env: { ...process.env, ONRECORD_TEST_CASE: file },
});
rmSync(place, { recursive: true, force: true });
process.exit(done.status ?? 1);
