// Checks that every package that is installed is under a permissive licence; says which and how many.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ALLOWED = new Set([
  'MIT',
  'ISC',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
  'CC0-1.0',
  'BlueOak-1.0.0',
  'Unlicense',
  'MIT-0',
  'Python-2.0',
]);
// The faces of the pages: free to use, pass on and embed, not to be sold by themselves (SIL Open Font License).
const FACES = { '@fontsource-variable/inter': 'OFL-1.1', '@fontsource-variable/source-serif-4': 'OFL-1.1' };
// Used to build and to test, never part of what is built: copyleft by the file, and no file of theirs is changed.
const TOOLS = { 'axe-core': 'MPL-2.0', lightningcss: 'MPL-2.0' };

const here = join(dirname(fileURLToPath(import.meta.url)), '..');
const lock = JSON.parse(readFileSync(join(here, 'package-lock.json'), 'utf8'));
const counts = new Map();
const refused = [];
for (const [place, entry] of Object.entries(lock.packages)) {
  if (!place) continue;
  const name = place.replace(/^.*node_modules\//, '');
  const licence = entry.license ?? 'none';
  counts.set(licence, (counts.get(licence) ?? 0) + 1);
  const tool = entry.dev && (TOOLS[name] === licence || (name.startsWith('lightningcss-') && licence === 'MPL-2.0'));
  if (!permitted(licence) && FACES[name] !== licence && !tool) refused.push(`${name}: ${licence}`);
  if (entry.resolved) refused.push(`${name}: the lock file names where it came from (omit-lockfile-registry-resolved)`);
}
console.log(
  [...counts]
    .sort((a, b) => b[1] - a[1])
    .map(([licence, n]) => `${licence} ${n}`)
    .join(', '),
);
if (refused.length) {
  console.error(`not permitted:\n  ${refused.join('\n  ')}`);
  process.exit(1);
}

/** “(MIT OR Apache-2.0)” is permitted where one of them is, “MIT AND ISC” where all are. */
function permitted(licence) {
  const text = licence.replace(/[()]/g, '');
  if (text.includes(' OR ')) return text.split(' OR ').some(permitted);
  return text.split(' AND ').every((one) => ALLOWED.has(one.trim()));
}
