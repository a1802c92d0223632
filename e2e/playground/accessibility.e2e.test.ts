import { createRequire } from 'node:module'
import { gzipSync } from 'node:zlib'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Reachable } from '../api.ts'
import { CHROMIUM, openPage } from './browser.ts'
import { fillIn, resultOf } from './desk.ts'
import { sharedBrowser, sharedService } from './shared.ts'

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js')
const MOST_SCRIPT_BYTES = 300_000

let service: Reachable
let browser: Browser

describe.skipIf(CHROMIUM === undefined)('the page for everybody', () => {
  beforeAll(async () => {
    service = sharedService()
    browser = await sharedBrowser()
  })
  afterAll(() => browser?.close())

  test.each([
    ['/history', 'light', 'en-GB'],
    ['/keys', 'dark', 'tr-TR'],
    ['/billing', 'light', 'tr-TR'],
    ['/models', 'dark', 'en-GB'],
    ['/play/audio-inpainting', 'light', 'en-GB'],
    ['/play/music', 'dark', 'tr-TR'],
  ] as const)('axe finds nothing wrong with %s, %s, %s', async (path, colorScheme, locale) => {
    const { page } = await openPage(browser, service, path, { colorScheme, locale, bypassCSP: true })
    await page.getByRole('heading').first().waitFor()
    expect(await faults(page)).toEqual([])
    await page.context().close()
  })

  test('axe finds nothing wrong with sign-in, nor with a desk that has a result', async () => {
    const stranger = await openPage(browser, service, '/', { signedIn: false, bypassCSP: true, colorScheme: 'dark' })
    await stranger.page.getByRole('heading').first().waitFor()
    expect(await faults(stranger.page)).toEqual([])
    await stranger.page.context().close()

    const { page } = await openPage(browser, service, '/', { bypassCSP: true, colorScheme: 'light' })
    await fillIn(page, 'dark and spacious', '2')
    await page.getByRole('button', { name: 'Generate' }).click()
    await resultOf(page)
    await page.getByRole('heading', { name: 'What was understood' }).waitFor()
    expect(await faults(page)).toEqual([])
    await page.getByRole('button', { name: 'Other format' }).click()
    await page.getByRole('menu').waitFor()
    expect(await faults(page)).toEqual([])
    await page.context().close()
  })

  test('the main job can be done with the keyboard alone', async () => {
    const { page } = await openPage(browser, service)
    const prompt = page.getByRole('textbox', { name: 'Prompt', exact: true })
    await prompt.waitFor()
    await tabTo(page, 'Example clip')
    await page.keyboard.press('Enter')
    await prompt.focus()
    await page.keyboard.type('dark and spacious')
    await page.keyboard.press('Control+Enter')
    await resultOf(page)
    expect(await page.locator('[aria-live="polite"], [role="status"]').count()).toBeGreaterThan(0)
    await page.context().close()
  })

  test('the first load is light: under 300 kB of compressed script', async () => {
    const { page } = await openPage(browser, service)
    await page.getByRole('button', { name: 'Generate' }).waitFor()
    const scripts = await page.evaluate(() =>
      performance
        .getEntriesByType('resource')
        .map(({ name }) => name)
        .filter((name) => name.endsWith('.js')),
    )
    const bytes = await Promise.all(
      scripts.map(async (url) => gzipSync(Buffer.from(await (await fetch(url)).arrayBuffer())).length),
    )
    expect(scripts.length).toBeGreaterThan(0)
    expect(bytes.reduce((sum, each) => sum + each, 0)).toBeLessThan(MOST_SCRIPT_BYTES)
    await page.context().close()
  })
})

/** What axe has to say, as short sentences. */
async function faults(page: Page): Promise<readonly string[]> {
  await page.addScriptTag({ path: AXE })
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: typeof import('axe-core') }
    const { violations } = await axe.run()
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`)
  })
}

const MOST_TABS = 60

async function tabTo(page: Page, name: string): Promise<void> {
  for (let i = 0; i < MOST_TABS; i++) {
    await page.keyboard.press('Tab')
    const text = await page.evaluate(() => document.activeElement?.textContent?.trim())
    if (text === name) return
  }
  throw new Error(`"${name}" cannot be reached with the Tab key`)
}
