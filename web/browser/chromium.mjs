// Starts the Chromium of this machine, headless and silent towards the network.
import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';

const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** The browser to use: what ONRECORD_CHROMIUM names, or the first that is installed. */
export function executable() {
  const named = process.env.ONRECORD_CHROMIUM;
  const found = named ?? PLACES.find((place) => existsSync(place));
  if (!found)
    throw new Error(
      'no Chromium or Chrome found: install it (Debian: apt install chromium), or name it in ONRECORD_CHROMIUM',
    );
  return found;
}

export function launch() {
  return chromium.launch({
    executablePath: executable(),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--font-render-hinting=none',
    ],
  });
}
