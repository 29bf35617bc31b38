// With accounts: nobody reads without a name, and each role is refused what it may not do, on the pages and behind them.
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { run } from '../serving.mjs';
import { desk, settled } from './desk.mjs';

const PASSWORD = 'a long enough pass phrase';
let table;
before(async () => {
  table = await desk({
    prepare: (file) => {
      for (const role of ['reader', 'reviewer', 'editor', 'administrator'])
        run(['user', 'add', `the ${role}`, '--role', role, '--case', file], `${PASSWORD}\n`);
    },
  });
});

async function enter(role, path = '/') {
  const page = await table.open(path);
  await page.waitForURL(/sign-in/);
  await page.getByLabel('Name').fill(`the ${role}`);
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
  await settled(page);
  return page;
}
const behind = (page, method, path, body) =>
  page.evaluate(
    async ([method, path, body]) => {
      const token = document.cookie.match(/onrecord_csrf=([^;]+)/)?.[1] ?? '';
      const answer = await fetch(`/api/v1${path}`, {
        method,
        headers: { 'content-type': 'application/json', 'X-CSRF-Token': decodeURIComponent(token) },
        body: JSON.stringify(body),
      });
      return answer.status;
    },
    [method, path, body],
  );

describe('accounts', () => {
  it('let nobody read without a name, and say what was wrong', async () => {
    const page = await table.open('/tolls');
    await page.waitForURL(/sign-in\?back=/);
    await page.getByLabel('Name').fill('the reader');
    await page.getByLabel('Password').fill('not the one');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.locator('.trouble').waitFor();
    assert.equal((await fetch(`${table.address}/api/v1/claims`)).status, 401);
  });

  it('lead back to the page that was wanted', async () => {
    const page = await enter('reader', '/tolls');
    await page.getByRole('heading', { level: 1, name: 'Tolls' }).waitFor();
  });

  it('give a reader nothing to decide, to add, to write or to govern', async () => {
    const page = await enter('reader', '/review');
    await page.getByText('Decisions are taken by reviewers').waitFor();
    assert.equal(await page.getByRole('group', { name: 'Decide', exact: true }).count(), 0);
    await page.keyboard.press('a');
    assert.equal(await page.getByRole('textbox', { name: 'Why' }).count(), 0);
    const links = page.getByRole('navigation', { name: 'Pages' });
    for (const name of ['Add documents', 'Users', 'Audit log'])
      assert.equal(await links.getByRole('link', { name }).count(), 0, name);
    assert.equal(await behind(page, 'POST', '/decisions', { subject: 'state:ERI', what: 'accept', why: 'no' }), 403);
    assert.equal(await behind(page, 'POST', '/briefs', { title: 'no', parts: [] }), 403);
    assert.equal(await behind(page, 'POST', '/users', { name: 'x', role: 'administrator', password: PASSWORD }), 403);
  });

  it('let a reviewer decide and an editor write, and no more', async () => {
    const reviewer = await enter('reviewer', '/review');
    await reviewer.getByRole('group', { name: 'Decide', exact: true }).waitFor();
    assert.equal(await behind(reviewer, 'POST', '/briefs', { title: 'no', parts: [] }), 403);
    const editor = await enter('editor', '/briefs');
    await editor.getByRole('textbox', { name: 'A new brief' }).waitFor();
    assert.equal(await behind(editor, 'POST', '/users', { name: 'x', role: 'reader', password: PASSWORD }), 403);
  });

  it('are governed by an administrator, whose doings stand in the audit log', async () => {
    const page = await enter('administrator', '/users');
    await page.getByRole('cell', { name: /the editor/ }).waitFor();
    await page.getByRole('textbox', { name: 'Name' }).fill('newcomer');
    await page.getByLabel('Password').fill(PASSWORD);
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByRole('cell', { name: 'newcomer', exact: true }).waitFor();
    await table.go(page, '/audit');
    await page.getByRole('cell', { name: 'the administrator' }).first().waitFor();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.waitForURL(/sign-in/);
  });

  it('make a token whose secret is shown once, and revoke it', async () => {
    const page = await enter('reviewer', '/tokens');
    await page.getByLabel('What it is for').fill('nightly copy');
    await page.getByRole('button', { name: 'Make it' }).click();
    const secret = await page.locator('.made code').innerText();
    const asked = () =>
      fetch(`${table.address}/api/v1/claims?limit=1`, { headers: { authorization: `Bearer ${secret}` } }).then(
        (answer) => answer.status,
      );
    assert.equal(await asked(), 200);
    await page.getByRole('button', { name: 'Revoke nightly copy' }).click();
    await page.getByText('You have no tokens').waitFor();
    assert.equal(await asked(), 401);
  });
});
