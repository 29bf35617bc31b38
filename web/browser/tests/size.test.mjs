// What the first page loads: under 200 kB of script, compressed, and nothing from outside.
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { desk } from './desk.mjs';

let table;
before(async () => {
  table = await desk();
});

describe('the first page', () => {
  it('loads less than 200 kB of script, and all of it from the program', async () => {
    const page = await table.open('/');
    const scripts = new Set();
    const outside = [];
    const fresh = await page.context().browser().newContext();
    const first = await fresh.newPage();
    first.on('request', (request) => {
      if (request.resourceType() === 'script') scripts.add(request.url());
      if (!request.url().startsWith(table.address) && !request.url().startsWith('data:')) outside.push(request.url());
    });
    await first.goto(table.address);
    await first.locator('ul.list > li').first().waitFor();
    let bytes = 0;
    for (const url of scripts) bytes += gzipSync(Buffer.from(await (await fetch(url)).arrayBuffer())).length;
    console.log(`${scripts.size} scripts, ${bytes} bytes compressed`);
    assert.ok(bytes > 10_000 && bytes < 200_000, `${bytes} bytes`);
    assert.deepEqual(outside, []);
  });
});
