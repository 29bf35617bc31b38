// Every page for everybody: axe finds nothing, in light and dark, on a desk and on a telephone, and nothing is wider than the screen.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { before, describe, it } from 'node:test';
import { desk, everyPage, subjects } from './desk.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const ALL = { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'], iframes: false };
// The dark changes nothing but colours.
const COLOURS = { runOnly: { type: 'rule', values: ['color-contrast'] }, iframes: false };
const SCREENS = [
  { name: 'a desk in the light', viewport: { width: 1280, height: 900 }, colorScheme: 'light', rules: ALL },
  { name: 'a desk in the dark', viewport: { width: 1280, height: 900 }, colorScheme: 'dark', rules: COLOURS },
  { name: 'a telephone in the light', viewport: { width: 360, height: 740 }, colorScheme: 'light', rules: ALL },
  { name: 'a telephone in the dark', viewport: { width: 360, height: 740 }, colorScheme: 'dark', rules: COLOURS },
];

let table;
let paths;
before(async () => {
  table = await desk();
  const found = await subjects(table.api);
  found.actor = (await table.api('/actors?limit=200')).actors.find((one) => one.id === 'state:ERI');
  paths = everyPage(found).map(([path]) => path);
});

describe('axe finds nothing on', () => {
  for (const screen of SCREENS) {
    const { name, rules, ...options } = screen;
    it(name, async () => {
      const page = await table.open('/', { ...options, reducedMotion: 'reduce' });
      const findings = [];
      for (const path of paths) {
        await table.go(page, path);
        await page.evaluate(axe);
        const result = await page.evaluate((rules) => window.axe.run(document, rules), rules);
        for (const one of result.violations)
          findings.push(
            `${path}: ${one.id} (${one.help}): ${one.nodes
              .slice(0, 3)
              .map((node) => node.html.slice(0, 160))
              .join(' | ')}`,
          );
        const wider = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        if (wider > 0) findings.push(`${path}: ${wider} pixels wider than the screen`);
      }
      assert.deepEqual(findings, []);
    });
  }
});

describe('the keyboard', () => {
  it('skips to the page, and opens and closes the menu of a telephone', async () => {
    const page = await table.open('/', { viewport: { width: 360, height: 740 } });
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(() => document.activeElement?.textContent), 'Skip to the page');
    await page.keyboard.press('Enter');
    assert.equal(await page.evaluate(() => document.activeElement?.id), 'main');
    const menu = page.getByRole('button', { name: 'Menu' });
    await menu.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Tolls' }).click();
    await page.getByRole('heading', { level: 1, name: 'Tolls' }).waitFor();
    assert.equal(await menu.getAttribute('aria-expanded'), 'false');
  });

  it('goes through the parts of a document with the arrow keys', async () => {
    const { documents } = await subjects(table.api);
    const page = await table.open(`/documents/${documents[0].id}`);
    await page.getByRole('tab', { name: 'Text' }).focus();
    await page.keyboard.press('ArrowRight');
    await page.waitForURL(/tab=original/);
    assert.equal(await page.getByRole('tab', { name: 'As it came' }).getAttribute('aria-selected'), 'true');
  });
});
