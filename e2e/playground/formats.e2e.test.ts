import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Reachable } from '../api.ts'
import { bytesOf, CHROMIUM, openPage, type WatchedPage } from './browser.ts'
import { fillIn, resultOf } from './desk.ts'
import { sharedBrowser, sharedService } from './shared.ts'

const SECONDS = 2
/** A small machine with others on it starts the codecs within this. */
const CONVERTED_MS = 60_000

let service: Reachable
let browser: Browser
let watched: WatchedPage
let page: Page

const menuButton = () => page.getByRole('button', { name: 'Other format' })

describe.skipIf(CHROMIUM === undefined)('a result in another format', () => {
  beforeAll(async () => {
    service = sharedService()
    browser = await sharedBrowser()
    watched = await openPage(browser, service)
    page = watched.page
    await fillIn(page, 'dark and spacious', String(SECONDS))
    await page.getByRole('button', { name: 'Generate' }).click()
    await resultOf(page)
  })
  afterAll(() => browser?.close())

  test('is chosen with the keyboard, converted, and saved: a FLAC of as many samples', async () => {
    await menuButton().focus()
    await page.keyboard.press('Enter')
    await page.getByText('Converted from the MP3.').waitFor()
    for (const choice of ['WAV 16', 'WAV 24', 'WAV 32', 'FLAC 16']) {
      await page.locator('[role="menuitem"]:focus', { hasText: choice }).waitFor()
      if (choice !== 'FLAC 16') await page.keyboard.press('ArrowDown')
    }
    const [download] = await Promise.all([
      page.waitForEvent('download', { timeout: CONVERTED_MS }),
      page.keyboard.press(' '),
    ])
    expect(download.suggestedFilename()).toMatch(/\.flac$/)
    expect(flacFacts(await bytesOf(download))).toEqual({
      ...{ sampleRateHz: 44_100, channels: 2, bitDepth: 16, sampleCount: SECONDS * 44_100 },
    })
    await page.getByRole('menu').waitFor({ state: 'hidden' })
    // Space chose, and did not play.
    expect(await page.getByRole('button', { name: 'Play', exact: true }).isVisible()).toBe(true)
    expect(await menuButton().evaluate((button) => button === document.activeElement)).toBe(true)
  })

  test('is made again where the format lost something, and then need not be', async () => {
    const results = () => page.getByRole('button', { name: /^\d+ · / }).count()
    const before = await results()
    await menuButton().click()
    await page
      .getByRole('group', { name: 'Make again with the same seed' })
      .getByRole('menuitem', { name: 'WAV' })
      .click()
    await expect.poll(results, { timeout: 60_000 }).toBe(before + 1)
    await page.getByRole('button', { name: /^\d+ · /, pressed: false }).click()
    await expect
      .poll(() => page.getByRole('link', { name: 'Download' }).getAttribute('href'))
      .toMatch(/\.wav\?download=1$/)
    await menuButton().click()
    expect(await page.getByRole('menu').getByRole('group').count()).toBe(1)
    const [download] = await Promise.all([
      page.waitForEvent('download', { timeout: CONVERTED_MS }),
      page.getByRole('menuitem', { name: 'FLAC 24 bit' }).click(),
    ])
    expect(flacFacts(await bytesOf(download))).toMatchObject({
      bitDepth: 24,
      sampleCount: SECONDS * 44_100,
    })
    expect(watched.complaints).toEqual([])
  })

  test('is told of while it is being made, and so is what went wrong', async () => {
    let answer = (): void => {}
    const asked = new Promise<void>((resolve) => {
      answer = resolve
    })
    const body = {
      code: 503,
      error_code: 'CONVERSIONS_BUSY',
      message: 'Too many results are being converted.',
      data: null,
    }
    await page.route('**/outputs/*/download*', async (route) => {
      await asked
      await route.fulfill({ status: 503, json: body })
    })
    await menuButton().click()
    await page.getByRole('menuitem', { name: 'Opus' }).click()
    await page.getByRole('status').filter({ hasText: 'Converting to Opus' }).waitFor()
    answer()
    await page.getByRole('alert').filter({ hasText: 'Too many results' }).waitFor()
    expect(await page.getByText('Converting to Opus').count()).toBe(0)
  })
})

/** What the first block of a FLAC says (RFC 9639, section 8.2). */
function flacFacts(file: Buffer) {
  if (file.toString('latin1', 0, 4) !== 'fLaC') throw new Error('no FLAC')
  const facts = file.readBigUInt64BE(18)
  return {
    sampleRateHz: Number(facts >> 44n),
    channels: Number((facts >> 41n) & 7n) + 1,
    bitDepth: Number((facts >> 36n) & 31n) + 1,
    sampleCount: Number(facts & 0xf_ffff_ffffn),
  }
}
