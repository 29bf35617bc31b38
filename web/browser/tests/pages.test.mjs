// Every page opens on the example dossier and shows what it is for; nothing in the browser complains.
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { desk, everyPage, settled, subjects } from './desk.mjs';

let table;
let found;
before(async () => {
  table = await desk();
  found = await subjects(table.api);
  const { actors } = await table.api('/actors?limit=200');
  found.actor = actors.find((one) => one.id === 'state:ERI');
});

describe('every page', () => {
  it('opens and shows the right thing, from its address alone', async () => {
    const page = await table.open('/');
    for (const [path, title, words] of everyPage(found)) {
      await table.go(page, path);
      assert.equal((await page.locator('h1').first().innerText()).trim(), title, path);
      const text = await page.locator('main').innerText();
      assert.match(text, new RegExp(words), path);
      assert.equal(await page.locator('.trouble').count(), 0, `${path} shows trouble`);
    }
    assert.deepEqual(table.troubles, []);
  });

  it('is reached by its link, with the heading in focus and the name of the window', async () => {
    const page = await table.open('/');
    for (const name of [
      'Documents',
      'Actors',
      'Timeline',
      'Map',
      'Tolls',
      'Positions',
      'Origins',
      'Provisions',
      'Review',
      'Decisions',
      'Briefs',
      'Claims',
    ]) {
      await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name, exact: false }).first().click();
      await page.getByRole('heading', { level: 1, name }).waitFor();
      await settled(page);
      assert.equal(await page.evaluate(() => document.activeElement?.tagName), 'H1', name);
      assert.match(await page.title(), new RegExp(`^${name}`));
    }
    await page.goBack();
    await page.getByRole('heading', { level: 1, name: 'Briefs' }).waitFor();
  });
});

describe('claims', () => {
  it('are narrowed by standing and by words, and the address says so', async () => {
    const page = await table.open('/claims');
    const all = found.claims.length;
    await page
      .getByRole('group', { name: 'Standing' })
      .getByRole('button', { name: /Contested/ })
      .click();
    await page.waitForURL(/standing=contested/);
    await settled(page);
    const rows = await page.locator('ul.list > li').count();
    assert.ok(rows > 0 && rows < all);
    for (const row of await page.locator('ul.list > li .standing').allInnerTexts()) assert.match(row, /Contested/);
    await page.getByRole('searchbox', { name: 'Find a claim' }).fill('zzzz');
    await page.getByText('No claim fits these filters').waitFor();
    await page.getByRole('button', { name: 'Clear filters' }).first().click();
    await page.waitForURL((url) => url.search === '');
  });

  it('are kept as a view and found again', async () => {
    const page = await table.open('/claims?standing=contested');
    await page.getByRole('button', { name: 'Save this view' }).click();
    await page.getByRole('textbox', { name: 'A name for this view' }).fill('What they dispute');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    const link = page.getByRole('link', { name: 'What they dispute' });
    await link.waitFor();
    await table.go(page, '/claims');
    await link.click();
    await page.waitForURL(/standing=contested/);
    await page.getByRole('button', { name: 'Remove the view What they dispute' }).click();
    await link.waitFor({ state: 'detached' });
  });
});

describe('a claim', () => {
  it('sets those who assert beside those who deny, each with the words in their place', async () => {
    const page = await table.open(`/claims/${found.contested.id}`);
    const asserted = page.getByRole('region', { name: /^Asserted/ });
    const denied = page.getByRole('region', { name: /^Denied/ });
    await asserted.locator('mark').first().waitFor();
    await denied.locator('mark').first().waitFor();
    assert.match(await denied.innerText(), /Eritrea/);
    assert.match(await page.locator('#provisions').innerText(), /all \d elements match/);
    const words = (await asserted.locator('mark').first().innerText()).slice(0, 30);
    await asserted.locator('figcaption a').first().click();
    await page.waitForURL(/\/documents\/.*at=\d+-\d+/);
    await settled(page);
    const marked = (await page.locator('.text .at').allInnerTexts()).join('');
    assert.ok(marked.replace(/\s+/g, ' ').includes(words.replace(/\s+/g, ' ')), `${marked} has ${words}`);
  });

  it('folds copies into their origin, and shows them when asked', async () => {
    const page = await table.open(`/claims/${found.contested.id}`);
    const origins = page.getByRole('region', { name: 'Where it comes from' });
    const before = await origins.getByRole('link').count();
    await origins.getByRole('button', { name: 'Show copies' }).click();
    assert.ok((await origins.getByRole('link').count()) > before);
  });
});

describe('a document', () => {
  it('marks what was taken from it by kind, and leads to the claim', async () => {
    const page = await table.open(`/documents/${found.documents[0].id}`);
    assert.ok((await page.locator('.text .statement').count()) > 5);
    await page.getByRole('button', { name: /^Statements/ }).click();
    await page.waitForURL(/show=/);
    assert.equal(await page.locator('.text .cut.statement').count(), 0);
    await page.getByRole('button', { name: /^Statements/ }).click();
    await page.locator('.notes a').first().click();
    await page.waitForURL(/\/claims\//);
  });

  it('is compared with the one that it reports', async () => {
    const report = found.documents.find((one) => /Ten nations condemn/.test(one.title));
    const primary = found.documents.find((one) => /Joint Statement on Reported/.test(one.title));
    const page = await table.open(`/documents/${report.id}?tab=compare&primary=${primary.id}`);
    const text = await page.getByRole('tabpanel').innerText();
    assert.match(text, /Kenya/);
    assert.match(text, /at least 32 people/);
    assert.match(text, /at least 23 people/);
  });
});

describe('search', () => {
  it('is begun from any page with a key, and each hit leads to its place', async () => {
    const page = await table.open('/timeline');
    await page.keyboard.press('/');
    await page.keyboard.type('Nampo');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/search\?q=Nampo/);
    await page.locator('mark', { hasText: 'Nampo' }).first().waitFor();
    await page.locator('.spans a').first().click();
    await page.waitForURL(/at=/);
    await settled(page);
    assert.match((await page.locator('.text .at').allInnerTexts()).join(''), /Nampo/);
  });
});
