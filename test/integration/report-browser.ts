import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import type { CallQueue } from '../../src/prioritise/index.ts';
import { readRankOutput, reportHtml } from '../../src/report/index.ts';
import { rankedDirectory } from '../report/ranked-day.ts';

const CHROMIUM = process.env['PAYRHYTHM_CHROMIUM'] ?? '/usr/bin/chromium';

/** Starts the system's Chromium; a machine without it fails, with what to do. */
export async function launchChromium(): Promise<Browser> {
  if (!existsSync(CHROMIUM))
    throw new Error(
      `the page is tested in Chromium, which is not at ${CHROMIUM}: apt-get install chromium, or name it in PAYRHYTHM_CHROMIUM`,
    );
  // Containers run tests as root, which Chromium's sandbox refuses.
  return chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
}

/** A page open in the browser, with everything it complained about. */
export interface OpenPage {
  readonly page: Page;
  /** Errors and warnings of the console, exceptions, and everything the page asked the network for. */
  readonly complaints: string[];
}

/** Writes the page of a queue and opens it from the disk, the network off. */
export async function openReport(
  browser: Browser,
  queue: CallQueue,
  options: BrowserContextOptions = {},
): Promise<OpenPage> {
  const directory = rankedDirectory(queue);
  const file = join(directory, 'page.html');
  writeFileSync(file, await reportHtml(await readRankOutput(directory)));
  const context = await browser.newContext({
    offline: true,
    locale: 'en-GB',
    viewport: { width: 1280, height: 800 },
    ...options,
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('request', (request) => {
    if (!request.url().startsWith('file://')) complaints.push(`asked for ${request.url()}`);
  });
  page.on('dialog', (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  await page.goto(pathToFileURL(file).href);
  await page.waitForSelector('.body .row, .nothing');
  return { page, complaints };
}
