// Starts `onrecord serve` on a case for the browser tests and pictures. A program that was built without its pages
// gets those of web/dist set before it, so that pages can be looked at without building the program again.
import { spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync } from 'node:fs';
import http from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const DIST = join(ROOT, 'web', 'dist');

/** The program to test: what ONRECORD_BINARY names. */
export function binary() {
  const named = process.env.ONRECORD_BINARY;
  if (!named) throw new Error('name the program to test in ONRECORD_BINARY (cargo build --package onrecord)');
  return named;
}

export function folder() {
  return mkdtempSync(join(tmpdir(), 'onrecord-pages-'));
}

/** Runs the program to its end; what it printed. */
export function run(parameters, input) {
  const done = spawnSync(binary(), parameters, { input, encoding: 'utf8' });
  if (done.status !== 0) throw new Error(`onrecord ${parameters.join(' ')} ended with ${done.status}: ${done.stderr}`);
  return done.stdout;
}

/** A case of these documents, made anew or copied from one that was made before. */
export function makeCase(file, documents) {
  const made = process.env.ONRECORD_TEST_CASE;
  if (made)
    for (const ending of ['', '-wal', '-shm']) if (existsSync(made + ending)) cpSync(made + ending, file + ending);
  const more = made ? documents.filter((one) => one !== 'dossier') : documents;
  const paths = more.map((one) => (one === 'dossier' ? join(ROOT, 'examples', 'dossier') : one));
  if (paths.length) run(['add', '--quiet', '--case', file, ...paths]);
}

/** Serves the case; gives the address of the pages and how to stop. */
export async function serve(file, parameters = []) {
  const port = await freePort();
  const child = spawn(binary(), ['serve', '--case', file, '--listen', `127.0.0.1:${port}`, ...parameters], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, USER: 'analyst' },
  });
  let printed = '';
  child.stdout.on('data', (text) => (printed += text));
  child.stderr.on('data', (text) => (printed += text));
  const address = `http://127.0.0.1:${port}`;
  for (let waited = 0; ; waited += 1) {
    if (child.exitCode !== null) throw new Error(`onrecord serve ended with ${child.exitCode}: ${printed}`);
    try {
      if ((await fetch(`${address}/api/v1/health`)).ok) break;
    } catch {
      // It does not listen yet.
    }
    if (waited > 600) throw new Error(`onrecord serve does not answer: ${printed}`);
    await new Promise((done) => setTimeout(done, 100));
  }
  const bare = !(await (await fetch(address)).text()).includes('id="pages"');
  const front = bare ? await before(port) : null;
  return {
    address: front ? front.address : address,
    printed: () => printed,
    stop: async () => {
      front?.stop();
      child.kill();
      await new Promise((done) => (child.exitCode === null ? child.once('exit', done) : done()));
    },
  };
}

async function freePort() {
  const server = http.createServer();
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address();
  await new Promise((done) => server.close(done));
  return port;
}

const TYPES = {
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.html': 'text/html',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
  '.woff2': 'font/woff2',
};
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; frame-src 'self'; font-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/** The pages of web/dist before the interface of a program that has none. */
async function before(port) {
  const server = http.createServer((request, response) => {
    if (request.url.startsWith('/api/')) {
      const forward = http.request(
        {
          host: '127.0.0.1',
          port,
          path: request.url,
          method: request.method,
          headers: {
            ...request.headers,
            host: `127.0.0.1:${port}`,
            ...(request.headers.origin ? { origin: `http://127.0.0.1:${port}` } : {}),
          },
        },
        (answer) => {
          response.writeHead(answer.statusCode, answer.headers);
          answer.pipe(response);
        },
      );
      forward.on('error', () => response.destroy());
      response.on('close', () => forward.destroy());
      request.pipe(forward);
      return;
    }
    let path = join(DIST, normalize(request.url.split('?')[0]));
    if (!path.startsWith(DIST) || !extname(path) || !existsSync(path)) path = join(DIST, 'index.html');
    response.writeHead(200, {
      'content-type': TYPES[extname(path)] ?? 'application/octet-stream',
      'content-security-policy': POLICY,
    });
    response.end(readFileSync(path));
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  return {
    address: `http://127.0.0.1:${server.address().port}`,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
