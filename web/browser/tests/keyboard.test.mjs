// The pages with the keyboard alone.
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { desk, subjects } from './desk.mjs';

let table;
before(async () => {
  table = await desk();
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
