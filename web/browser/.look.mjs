import { launch } from './chromium.mjs';
const base = process.env.BASE ?? 'http://127.0.0.1:8099';
const [, , out, theme = 'light', width = '1360', ...paths] = process.argv;
const b = await launch();
const c = await b.newContext({ viewport: { width: +width, height: +width < 500 ? 844 : 900 }, colorScheme: theme });
const p = await c.newPage();
p.on('console', (m) => {
  if (['error', 'warning'].includes(m.type())) console.log('CONSOLE', p.url(), m.text());
});
p.on('pageerror', (e) => console.log('ERROR', p.url(), e.message));
for (const path of paths) {
  const full = path.startsWith('+');
  const u = path.replace(/^\+/, '');
  await p.goto(base + u);
  await p.waitForTimeout(900);
  const n = u.replace(/[^a-z0-9]+/gi, '_').slice(0, 40);
  await p.screenshot({ path: `${out}/${n}_${theme}_${width}.png`, fullPage: full });
  const o = await p.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  if (o > 0) console.log('OVERFLOW', u, o);
}
await b.close();
