// A whole concern decided with the keyboard: looked at, corrected, rejected, joined, noted, taken back; and each stands in the log.
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { desk, settled } from './desk.mjs';

let table;
before(async () => {
  table = await desk();
});

const decisions = async () => (await table.api('/decisions?limit=100')).decisions;
const told = (page, words) => page.locator('p.told', { hasText: words }).waitFor();

async function take(page, why) {
  await page.getByRole('textbox', { name: 'Why' }).fill(why);
  await page.keyboard.press('Control+Enter');
}

describe('reviewing with the keyboard', () => {
  it('accepts a claim with a reason, and takes it back', async () => {
    const page = await table.open('/review');
    const queue = page.getByRole('navigation', { name: 'What to look at' });
    const first = await queue.locator('[aria-current="true"] .text').innerText();
    await page.keyboard.press('j');
    assert.notEqual(await queue.locator('[aria-current="true"] .text').innerText(), first);
    await page.keyboard.press('k');
    assert.equal(await queue.locator('[aria-current="true"] .text').innerText(), first);

    await page.keyboard.press('a');
    await page.getByRole('textbox', { name: 'Why' }).waitFor();
    await page.keyboard.press('Control+Enter');
    await page.getByText('A decision needs a reason').waitFor();
    await take(page, 'both sides are quoted as they stand in the documents');
    await told(page, 'is taken down: accept');
    const [made] = await decisions();
    assert.equal(made.what, 'accept');
    assert.equal(made.why, 'both sides are quoted as they stand in the documents');
    await queue.locator('.text', { hasText: first }).waitFor({ state: 'detached' });

    await page.keyboard.press('u');
    await told(page, 'is taken back');
    await queue.locator('.text', { hasText: first }).waitFor();
    assert.equal((await decisions()).find((one) => one.number === made.number).undone_by, made.number + 1);
    assert.deepEqual(table.troubles, []);
  });

  it('corrects what a statement is, in the words of the log', async () => {
    const page = await table.open('/review');
    await page.locator('.targets li').nth(1).waitFor();
    await page.keyboard.press('J');
    await page.keyboard.press('c');
    await page.getByRole('button', { name: 'Act', exact: true }).click();
    await page.getByRole('combobox', { name: 'Act' }).selectOption('warn');
    await take(page, 'the words warn, and allege nothing');
    await told(page, 'is taken down: act is warn');
    const [made] = await decisions();
    assert.match(made.subject, /^doc-[0-9a-f]+\/s/);
    assert.equal(made.what, 'act is warn');
  });

  it('moves the ends of a statement’s words by words', async () => {
    const page = await table.open('/review');
    await page.locator('.targets li').nth(1).waitFor();
    await page.keyboard.press('J');
    await page.keyboard.press('c');
    await page.getByRole('button', { name: 'Words', exact: true }).click();
    const before = await page.locator('#content-words mark').innerText();
    await page.getByRole('button', { name: 'later' }).first().click();
    const after = await page.locator('#content-words mark').innerText();
    assert.ok(after.length < before.length && before.endsWith(after));
    await take(page, 'the first word is not theirs');
    await told(page, 'is taken down: content is');
  });

  it('joins a claim with another, links a denial, and leaves a note', async () => {
    const page = await table.open('/review');
    await page.locator('.targets li').nth(1).waitFor();
    await page.keyboard.press('m');
    await page.getByRole('searchbox', { name: 'The same as' }).fill('rockets');
    await page.getByRole('radio').nth(0).waitFor();
    await page.locator('form fieldset input[type=radio]').first().check();
    await take(page, 'the same act told twice');
    await told(page, 'is taken down: same as p');
    await page.keyboard.press('u');
    await told(page, 'is taken back');

    await table.go(page, '/review');
    await page.locator('.targets li').nth(1).waitFor();
    await page.keyboard.press('J');
    await page.keyboard.press('d');
    await page.locator('form fieldset input[type=radio]').first().check();
    await take(page, 'it answers this claim');
    await told(page, 'is taken down: denies p');

    await table.go(page, '/review');
    await page.locator('.targets li').nth(1).waitFor();
    await page.keyboard.press('n');
    await take(page, 'ask the ministry for the list of names');
    await told(page, 'is taken down: note');
    await table.go(page, '/decisions');
    await page.getByText('ask the ministry for the list of names').waitFor();
  });

  it('says which key does what, and leaves the dialog with Escape', async () => {
    const page = await table.open('/review');
    await page.keyboard.press('?');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await settled(page);
  });
});
