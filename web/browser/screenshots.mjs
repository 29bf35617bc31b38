// Makes the pictures of the README and of docs/pages.md from the example dossier: `npm run screenshots`, with the program
// to show in ONRECORD_BINARY. Pictures are drawn at one and a half pixels a point and written with few colours, to stay small.
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { launch } from './chromium.mjs';
import { folder, makeCase, ROOT, serve } from './serving.mjs';

const OUT = join(ROOT, 'docs', 'pages');
const LIMIT = 150_000;
mkdirSync(OUT, { recursive: true });
const place = folder();
const file = join(place, 'moulhoule.case');
makeCase(file, ['dossier']);
const served = await serve(file);
const browser = await launch();
const api = async (path, init) => (await fetch(`${served.address}/api/v1${path}`, init)).json();
const { claims } = await api('/claims?limit=100');
const { documents } = await api('/documents?limit=100');
const contested = claims.find((one) => one.status === 'contested' && one.event_type === 'arms_transfer');
const attack = claims.find((one) => one.status === 'contested' && one.event_type === 'attack');
const wire = documents.find((one) => one.label === 'D1') ?? documents[0];
const report = documents.find((one) => /Ten nations condemn/.test(one.title));
const statement = documents.find((one) => /Joint Statement on Reported/.test(one.title));
const post = (path, body) =>
  api(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
const all = ['sides', 'origins', 'provisions', 'evidence'];
const brief = await post('/briefs', {
  title: 'Rockets on Moulhoule: what is said, and by whom',
  parts: [
    { kind: 'text', text: 'Two governments dispute one shipment. What follows keeps their words apart.' },
    { kind: 'claim', claim: contested.id, with: all },
    { kind: 'text', text: 'The attack itself is denied by one of those accused.' },
    { kind: 'claim', claim: attack.id, with: ['sides', 'origins'] },
    { kind: 'section', section: 'What is not disputed' },
  ],
});

const DESK = { width: 1280, height: 820 };
const PHONE = { width: 390, height: 800 };
const shots = [
  ['claims', '/claims', DESK],
  ['claims-dark', '/claims?standing=contested', DESK, { colorScheme: 'dark' }],
  ['claim', `/claims/${contested.id}`, DESK],
  [
    'claim-provisions',
    `/claims/${contested.id}`,
    DESK,
    {
      async before(page) {
        await page.locator('.engagement summary').first().click();
        await page
          .locator('#provisions')
          .evaluate((one) => window.scrollTo(0, one.getBoundingClientRect().top + window.scrollY - 90));
      },
    },
  ],
  [
    'claim-origins',
    `/claims/${contested.id}`,
    DESK,
    {
      async before(page) {
        const region = page.getByRole('region', { name: 'Where it comes from' });
        await region.getByRole('button', { name: 'Show copies' }).click();
        await region.evaluate((one) => window.scrollTo(0, one.getBoundingClientRect().top + window.scrollY - 80));
      },
    },
  ],
  ['document', `/documents/${wire.id}`, DESK],
  ['compare', `/documents/${report.id}?tab=compare&primary=${statement.id}`, DESK],
  ['timeline', '/timeline', DESK],
  ['map', '/map', DESK],
  ['tolls', '/tolls', DESK],
  ['positions', '/positions', DESK],
  ['origins', '/origins', DESK],
  ['actor', `/actors/${encodeURIComponent('state:ERI')}`, DESK],
  ['provisions', '/provisions', DESK],
  ['search', '/search?q=Nampo', DESK],
  [
    'review',
    '/review',
    DESK,
    {
      async before(page) {
        await page.locator('.targets li').nth(2).waitFor();
        await page.keyboard.press('J');
        await page.keyboard.press('c');
        await page.locator('form[aria-label]').last().scrollIntoViewIfNeeded();
        await page.waitForTimeout(400);
      },
    },
  ],
  ['brief', `/briefs/${brief.id}`, DESK, { wait: 2000 }],
  ['telephone', `/claims/${contested.id}`, PHONE, { scale: 2 }],
];

const wanted = process.argv.slice(2);
for (const [name, path, viewport, options = {}] of shots) {
  if (wanted.length && !wanted.includes(name)) continue;
  const context = await browser.newContext({
    viewport,
    deviceScaleFactor: options.scale ?? 1.5,
    colorScheme: options.colorScheme ?? 'light',
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  await page.goto(served.address + path);
  await page.waitForSelector('h1');
  await page.waitForFunction(() => !document.querySelector('.waiting, [aria-busy="true"]'));
  await page.evaluate(() => document.fonts.ready);
  await options.before?.(page);
  await page.waitForTimeout(options.wait ?? 300);
  const to = join(OUT, `${name}.png`);
  await page.screenshot({ path: to });
  await context.close();
  let colours = 256;
  do {
    const made = spawnSync('pngquant', [
      '--force',
      '--skip-if-larger',
      '--speed',
      '1',
      '--strip',
      '--output',
      to,
      String(colours),
      '--',
      to,
    ]);
    if (made.error) throw new Error('pngquant is missing: it makes the pictures small (Debian: apt install pngquant)');
    colours = Math.floor(colours / 2);
  } while (statSync(to).size > LIMIT && colours >= 16);
  console.log(`${name}: ${Math.round(statSync(to).size / 1000)} kB`);
}
await browser.close();
await served.stop();
rmSync(place, { recursive: true, force: true });
