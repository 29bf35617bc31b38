// What the tests of the pages share: a served copy of the case, a browser that reports what goes wrong in it, and settled pages.
import { after } from 'node:test';
import { join } from 'node:path';
import { rmSync } from 'node:fs';
import { launch } from '../chromium.mjs';
import { folder, makeCase, serve } from '../serving.mjs';

const ends = [];
after(async () => {
  for (const end of ends) await end();
});

/** Serves a case of these documents ('dossier' is the example); everything ends with the test file. */
export async function desk({ documents = ['dossier'], prepare = () => undefined, parameters = [] } = {}) {
  const place = folder();
  const file = join(place, 'affair.case');
  makeCase(file, documents);
  await prepare(file);
  const served = await serve(file, parameters);
  const browser = await launch();
  const troubles = [];
  ends.push(async () => {
    await browser.close();
    await served.stop();
    rmSync(place, { recursive: true, force: true });
  });

  /** A page of a fresh session. What its console complains of is gathered in `troubles`. */
  async function open(path = '/', options = {}) {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    page.on('pageerror', (error) => troubles.push(`${page.url()}: ${error.message}`));
    page.on('console', (message) => {
      if (message.type() === 'error') troubles.push(`${page.url()}: ${message.text()}`);
    });
    await go(page, path);
    return page;
  }

  async function go(page, path) {
    await page.goto(served.address + path);
    await settled(page);
  }

  const api = async (path, init) => (await fetch(`${served.address}/api/v1${path}`, init)).json();
  return { open, go, api, file, address: served.address, troubles, served };
}

/** Once nothing is loading any more. */
export async function settled(page) {
  await page.waitForSelector('h1');
  await page
    .waitForFunction(() => !document.querySelector('.waiting, [aria-busy="true"]'))
    .catch(() => Promise.reject(new Error(`${page.url()} goes on loading`)));
}

/** A claim's words as the pages set them. */
export const line = (text) => text.charAt(0).toUpperCase() + text.slice(1);

/** The ids that tests begin from: the first claim that is contested, and the first document. */
export async function subjects(api) {
  const { claims } = await api('/claims?limit=100');
  const { documents } = await api('/documents?limit=100');
  const contested = claims.find((one) => one.status === 'contested' && one.event_type === 'arms_transfer');
  return { claims, documents, contested };
}

/** Every page of a case, with the words by which one knows that it shows the right thing. */
export function everyPage({ contested, documents, actor }) {
  const report = documents.find((one) => one.member_kind === 'same_briefing') ?? documents[0];
  return [
    ['/', 'Claims', 'Contested'],
    [`/claims/${contested.id}`, line(contested.text), 'Nobody here is said|Asserted'],
    ['/documents', 'Documents', documents[0].title],
    [`/documents/${documents[0].id}`, documents[0].title, 'Statements'],
    [`/documents/${documents[0].id}?tab=original`, documents[0].title, 'SHA-256'],
    [`/documents/${documents[0].id}?tab=lineage`, documents[0].title, 'origin'],
    [`/documents/${report.id}?tab=compare`, report.title, 'departure|Choose a document'],
    ['/timeline', 'Timeline', 'November 2025'],
    ['/map', 'Map', 'Places'],
    ['/tolls', 'Tolls', 'killed'],
    ['/positions', 'Positions', 'Eritrea'],
    ['/origins', 'Origins', 'origins in this case'],
    ['/actors', 'Actors', 'Eritrea'],
    [`/actors/${encodeURIComponent(actor.id)}`, actor.name, 'Said'],
    ['/provisions', 'Provisions', 'S/RES/'],
    ['/search?q=rockets', 'Search', 'hits'],
    ['/review', 'Review', 'Decide about'],
    ['/decisions', 'Decisions', 'Nobody has decided'],
    ['/briefs', 'Briefs', 'no brief yet'],
    ['/add', 'Add documents', 'Files'],
    ['/audit', 'Audit log', ''],
    ['/nowhere', 'There is no such page', 'Claims'],
  ];
}
