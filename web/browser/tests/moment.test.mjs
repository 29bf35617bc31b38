// As of: one control takes every page back to what could be known then, and the address says so.
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { desk, settled, subjects } from './desk.mjs';

let table;
before(async () => {
  table = await desk();
});

describe('as of', () => {
  it('is set once and goes along to every page', async () => {
    const page = await table.open('/documents');
    const all = (await subjects(table.api)).documents.length;
    assert.equal(await page.locator('ul.list > li').count(), all);
    await page.getByRole('button', { name: /As of now/ }).click();
    await page.getByLabel('Published by').fill('2025-11-07');
    await page.waitForURL(/as_of=2025-11-07/);
    await settled(page);
    await page.waitForFunction((n) => document.querySelectorAll('ul.list > li').length < n, all);
    const then = await page.locator('ul.list > li').count();
    assert.ok(then > 0);
    await page.keyboard.press('Escape');
    await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Timeline' }).click();
    await page.waitForURL(/timeline\?as_of=2025-11-07/);
    await page.getByText('You look at what could be known on an earlier day').waitFor();
    await page.getByRole('button', { name: /As of 7 Nov/ }).click();
    await page.getByRole('button', { name: 'Back to now' }).click();
    await page.waitForURL((url) => !url.search.includes('as_of'));
  });

  it('keeps later denials out of a claim', async () => {
    const { contested } = await subjects(table.api);
    const now = await table.api(`/claims/${contested.id}`);
    const then = await table.api(`/claims?as_of=2025-11-06&q=${encodeURIComponent('North Korea supplied')}`);
    const page = await table.open('/claims?as_of=2025-11-06');
    const row = page.locator('ul.list > li', { hasText: 'North Korea supplied' }).first();
    assert.ok(now.sides.denied.length > 0);
    assert.ok(then.claims.every((one) => one.denying.count <= now.claim.origins_denying.count));
    await row.waitFor();
  });
});

describe('what changes elsewhere', () => {
  it('reaches an open page by itself', async () => {
    const page = await table.open('/decisions');
    await page.getByText('Nobody has decided anything yet').waitFor();
    const { contested } = await subjects(table.api);
    await table.api('/decisions', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ subject: contested.id, what: 'accept', why: 'decided at another desk' }),
    });
    await page.getByText('decided at another desk').waitFor();
  });
});

describe('documents', () => {
  it('are added on the page, with what became of each', async () => {
    const page = await table.open('/add');
    await page.locator('input[type=file]').setInputFiles({
      name: 'note.txt',
      mimeType: 'text/plain',
      buffer: Buffer.from(
        'ASMARA, Nov 20, 2025 (Halyard) — Eritrea’s transport minister, Berhane Tekle, said on Thursday that no ship named Tansy Dawn had called at Massawa in October.\n\nHe denied that rockets had been unloaded there.\n',
      ),
    });
    await page.getByRole('button', { name: 'Add the files' }).click();
    await page.getByText('1 document is added').waitFor();
    await page.locator('.job a').first().click();
    await page.locator('.text', { hasText: 'Berhane Tekle' }).waitFor();
  });

  it('that cannot be read are named with cause and remedy', async () => {
    const page = await table.open('/add');
    await page.locator('input[type=file]').setInputFiles({
      name: 'picture.png',
      mimeType: 'image/png',
      buffer: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0]),
    });
    await page.getByRole('button', { name: 'Add the files' }).click();
    await page.locator('.job .trouble', { hasText: 'picture.png' }).waitFor();
  });
});
