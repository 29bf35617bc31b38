// Every page for everybody: what axe finds on a screen, and whether anything is wider than it.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { before, describe, it } from 'node:test';
import { desk, everyPage, subjects } from './desk.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
export const ALL = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  iframes: false,
};
// The dark changes nothing but colours.
export const COLOURS = { runOnly: { type: 'rule', values: ['color-contrast'] }, iframes: false };

/** One test a screen: every page on it. */
export function accessible(screens) {
  let table;
  let paths;
  before(async () => {
    table = await desk();
    const found = await subjects(table.api);
    found.actor = (await table.api('/actors?limit=200')).actors.find((one) => one.id === 'state:ERI');
    paths = everyPage(found).map(([path]) => path);
  });

  describe('axe finds nothing on', () => {
    for (const { name, rules, ...options } of screens) {
      it(name, async () => {
        const page = await table.open('/', { ...options, reducedMotion: 'reduce' });
        const findings = [];
        for (const path of paths) {
          await table.go(page, path);
          await page.evaluate(axe);
          const run = () => page.evaluate((rules) => window.axe.run(document, rules), rules);
          let result = await run();
          if (result.violations.length > 0) {
            // A picture in the making can lie under words for a moment: what is wrong is what stays so.
            await page.waitForTimeout(1000);
            result = await run();
          }
          for (const one of result.violations) {
            const nodes = one.nodes.slice(0, 3).map((node) => node.html.slice(0, 160));
            findings.push(`${path}: ${one.id} (${one.help}): ${nodes.join(' | ')}`);
          }
          const wider = await page.evaluate(
            () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
          );
          if (wider > 0) findings.push(`${path}: ${wider} pixels wider than the screen`);
        }
        assert.deepEqual(findings, []);
      });
    }
  });
}
