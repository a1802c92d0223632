/** Debian's chromium, or whichever Chrome is installed, through playwright-core; nothing is downloaded. */

import { existsSync } from 'node:fs'
import { buffer } from 'node:stream/consumers'
import {
  type Browser,
  type BrowserContextOptions,
  type BrowserServer,
  chromium,
  type Download,
  type Page,
} from 'playwright-core'
import type { Reachable } from '../api.ts'
import { API_KEY } from '../service.ts'

const PLACES = [
  process.env.RETIMBRE_CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/** `undefined` where no browser is installed: its tests are skipped, and say so. */
export const CHROMIUM = PLACES.find((path): path is string => path !== undefined && existsSync(path))

const LAUNCH = {
  ...(CHROMIUM && { executablePath: CHROMIUM }),
  args: [
    ...['--no-sandbox', '--disable-quic', '--no-first-run', '--disable-background-networking'],
    ...['--disable-component-update', '--disable-sync', '--autoplay-policy=no-user-gesture-required'],
    ...['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'],
  ],
}

export const launchBrowser = (): Promise<Browser> => chromium.launch(LAUNCH)

/** A browser that several processes drive: see `shared.setup.ts`. */
export const serveBrowser = (): Promise<BrowserServer> => chromium.launchServer({ ...LAUNCH, host: '127.0.0.1' })

/** What the page saved, which the browser may have done elsewhere. */
export const bytesOf = async (download: Download): Promise<Buffer> => buffer(await download.createReadStream())

/** A loaded machine starts a page in seconds. */
const PATIENCE_MS = 15_000

export const WIDE = { width: 1280, height: 900 }
export const NARROW = { width: 390, height: 844 }

/** A page of its own profile, and whatever it complains about: script errors, refused by the policy, failed requests. */
export interface WatchedPage {
  readonly page: Page
  readonly complaints: string[]
}

/** @param path where to begin, with the key of the tests behind the "#" unless `signedIn` is false */
export async function openPage(
  browser: Browser,
  service: Reachable,
  path = '/',
  { signedIn = true, ...options }: BrowserContextOptions & { readonly signedIn?: boolean } = {},
): Promise<WatchedPage> {
  const context = await browser.newContext({ viewport: WIDE, locale: 'en-GB', ...options })
  const page = await context.newPage()
  page.setDefaultTimeout(PATIENCE_MS)
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(`script error: ${error.message}`))
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(`console: ${message.text()}`)
  })
  await page.goto(`${service.url}${path}${signedIn ? `#key=${API_KEY}` : ''}`)
  return { page, complaints }
}
