// A brief: claims chosen, ordered by key, own words between them, and exported with its footnotes.
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { desk, line, settled, subjects } from './desk.mjs';

let table;
let found;
before(async () => {
  table = await desk();
  found = await subjects(table.api);
});

describe('a brief', () => {
  it('is begun from a claim, written, ordered and exported', async () => {
    const page = await table.open(`/claims/${found.contested.id}`);
    await page.getByRole('link', { name: 'Put in a brief' }).click();
    await page.getByRole('textbox', { name: 'A new brief' }).fill('Rockets on the Red Sea');
    await page.getByRole('button', { name: 'Begin' }).click();
    await page.waitForURL(/\/briefs\/\d+/);
    await page.getByRole('link', { name: line(found.contested.text) }).waitFor();

    await page.getByRole('button', { name: 'Add a claim' }).click();
    const other = found.claims.find((one) => one.id !== found.contested.id && one.status === 'contested');
    await page.getByRole('button', { name: `Add: ${line(other.text)}` }).click();
    await page.getByRole('link', { name: line(other.text) }).waitFor();
    await page.getByRole('button', { name: 'Write something' }).click();
    await page.getByRole('textbox', { name: 'Own words' }).fill('What follows rests on one ministry.');

    await page.getByRole('button', { name: 'Move part 3: Alt with up or down' }).focus();
    await page.keyboard.press('Alt+ArrowUp');
    await page.locator('[data-part="1"] textarea').waitFor();
    await page.keyboard.press('Alt+ArrowUp');
    await page.locator('[data-part="0"] textarea').waitFor();

    const id = page.url().match(/briefs\/(\d+)/)[1];
    await page.waitForFunction(
      async (id) =>
        (await (await fetch(`/api/v1/briefs/${id}`)).json()).parts[0]?.text === 'What follows rests on one ministry.',
      id,
    );
    const kept = await table.api(`/briefs/${id}`);
    assert.deepEqual(
      kept.parts.map((part) => part.kind),
      ['text', 'claim', 'claim'],
    );

    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Page', exact: true }).click(),
    ]);
    const text = await (await fetch(download.url())).text();
    assert.match(text, /What follows rests on one ministry/);
    assert.ok(text.includes('Eritrea'));
    assert.match(text, /\[1\]|id="n1"|href="#n/);
    const preview = page.frameLocator('iframe[title="Preview"]');
    await preview.getByText('What follows rests on one ministry').first().waitFor();
    await settled(page);
    assert.deepEqual(
      table.troubles.filter((one) => !/sandbox/i.test(one)),
      [],
    );

    await table.go(page, '/briefs');
    await page.getByRole('button', { name: 'Remove the brief Rockets on the Red Sea' }).click();
    await page.getByRole('button', { name: 'Remove', exact: true }).click();
    await page.getByText('There is no brief yet').waitFor();
  });

  it('comes in every format that the program says it has', async () => {
    const { brief_formats: formats = ['html', 'markdown', 'docx'] } = await table.api('/case');
    const made = await table.api('/briefs', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        title: 'Formats',
        parts: [{ kind: 'claim', claim: found.contested.id, with: ['sides'] }],
      }),
    });
    const page = await table.open(`/briefs/${made.id}`);
    for (const format of formats) {
      const link = page.locator(`a[href*="format=${format}"]`);
      const answer = await fetch(new URL(await link.getAttribute('href'), table.address));
      assert.equal(answer.status, 200, format);
      assert.ok((await answer.arrayBuffer()).byteLength > 500, format);
    }
  });
});
