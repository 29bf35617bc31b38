// A captured page that is full of scripts is shown in its frame, and nothing of it runs or reaches anything.
import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { desk } from './desk.mjs';

let table;
const reached = [];
const trap = http.createServer((request, response) => {
  reached.push(request.url);
  response.end('reached');
});

before(async () => {
  await new Promise((done) => trap.listen(0, '127.0.0.1', done));
  const out = `http://127.0.0.1:${trap.address().port}`;
  const page = join(mkdtempSync(join(tmpdir(), 'onrecord-hostile-')), 'hostile.html');
  writeFileSync(
    page,
    `<!doctype html><html><head><title>Port authority denies seizure of cargo</title>
<script>document.title='ran';parent.postMessage('ran','*');fetch('${out}/script');top.location='${out}/top'</script>
<meta http-equiv="refresh" content="0;url=${out}/refresh"><base href="${out}/"><link rel="stylesheet" href="${out}/style.css"></head>
<body onload="fetch('${out}/load')"><article><h1>Port authority denies seizure of cargo</h1>
<p>The port authority of Massawa denied on Tuesday that it had seized crates of rockets from the Tansy Dawn. Its director, Selam Kidane, said the ship carried fertiliser. <img src="${out}/image.png" onerror="fetch('${out}/error')"></p>
<p>She said that inspectors had boarded the vessel on 3 November 2025 and had found nothing that was not in the papers.</p>
<a href="javascript:fetch('${out}/link')">more</a><form action="${out}/form"><button autofocus onfocus="fetch('${out}/focus')">send</button></form>
<iframe src="${out}/frame"></iframe><object data="${out}/object"></object><svg onload="fetch('${out}/svg')"></svg><video src="${out}/video" autoplay></video></article></body></html>`,
  );
  table = await desk({ documents: [page] });
});
after(() => trap.close());

describe('a captured page full of scripts', () => {
  it('is shown in the frame, and nothing runs', async () => {
    const { documents } = await table.api('/documents');
    const hostile = documents.find((one) => /Port authority/.test(one.title));
    const page = await table.open('/');
    let messages = 0;
    await page.exposeFunction('messaged', () => (messages += 1));
    await page.addInitScript(() => window.addEventListener('message', () => window.messaged?.()));
    await table.go(page, `/documents/${hostile.id}?tab=original`);
    const frame = page.frameLocator('iframe');
    await frame.getByText('Selam Kidane').first().waitFor();
    await page.waitForTimeout(1500);
    assert.equal(messages, 0);
    assert.deepEqual(reached, []);
    assert.ok(page.url().startsWith(table.address));
  });

  it('runs nothing either when its address is opened by itself', async () => {
    const { documents } = await table.api('/documents');
    const hostile = documents.find((one) => /Port authority/.test(one.title));
    const answer = await fetch(`${table.address}/api/v1/documents/${hostile.id}/original`);
    assert.match(answer.headers.get('content-security-policy'), /^sandbox; default-src 'none'/);
    assert.equal(answer.headers.get('x-content-type-options'), 'nosniff');
    const page = await table.open('/');
    await page.goto(`${table.address}/api/v1/documents/${hostile.id}/original`).catch(() => undefined);
    await page.waitForTimeout(1000);
    assert.deepEqual(reached, []);
  });

  it('is shown as text with its words and no markup on the document’s page', async () => {
    const { documents } = await table.api('/documents');
    const hostile = documents.find((one) => /Port authority/.test(one.title));
    const page = await table.open(`/documents/${hostile.id}`);
    await page.locator('.text', { hasText: 'Selam Kidane' }).waitFor();
    assert.equal(await page.locator('.text script, .text iframe, .text img').count(), 0);
    assert.deepEqual(reached, []);
  });
});
