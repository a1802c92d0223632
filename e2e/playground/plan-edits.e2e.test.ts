import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type DataFolder, preparedDataFolder, type Service, startService } from '../service.ts'
import { CHROMIUM, launchBrowser, openPage, type WatchedPage } from './browser.ts'
import { fillIn, resultOf } from './desk.ts'

let data: DataFolder
let service: Service
let browser: Browser
let watched: WatchedPage
let page: Page

const RENDERED = { timeout: 60_000 }

describe.skipIf(CHROMIUM === undefined)('a plan edited by hand', () => {
  beforeAll(async () => {
    data = await preparedDataFolder()
    ;[service, browser] = await Promise.all([startService(data.path), launchBrowser()])
    watched = await openPage(browser, service)
    page = watched.page
    await fillIn(page, 'dark and spacious', '2')
    await page.getByRole('button', { name: 'Generate' }).click()
    await resultOf(page)
  })
  afterAll(async () => {
    await browser?.close()
    await service?.stop()
    data?.remove()
  })

  const results = (): Promise<(string | null)[]> =>
    page.getByRole('button', { name: /^\d+ · / }).evaluateAll((all) => all.map(({ textContent }) => textContent))
  const reverb = () => page.getByRole('slider', { name: 'Reverb', exact: true })
  const set = async (key: 'Home' | 'End'): Promise<void> => {
    await reverb().focus()
    await page.keyboard.press(key)
  }
  const isSettled = () => page.getByText('Rendering your change').isHidden()

  test('an edit after a reload takes the place of the one before it, as it would have done without', async () => {
    await set('End')
    await expect.poll(results, RENDERED).toHaveLength(2)
    await page.reload()
    await resultOf(page)
    await expect.poll(results).toHaveLength(2)
    await set('Home')
    await page.getByText('Rendering your change').waitFor()
    await expect.poll(isSettled, RENDERED).toBe(true)
    expect(await results()).toHaveLength(2)
    expect(await reverb().getAttribute('aria-valuenow')).toBe('0')
  })

  test('an edit that a reload interrupts is rendered all the same, whether or not it had been sent', async () => {
    for (const sent of [false, true]) {
      const submitted = sent ? page.waitForResponse((each) => each.url().endsWith('/audio-to-audio')) : undefined
      await set(sent ? 'End' : 'Home')
      await page.keyboard.press(sent ? 'ArrowLeft' : 'ArrowRight')
      await submitted
      const wanted = await reverb().getAttribute('aria-valuenow')
      await page.reload()
      await page.getByText('Rendering your change').waitFor()
      expect(await reverb().getAttribute('aria-valuenow')).toBe(wanted)
      await expect.poll(isSettled, RENDERED).toBe(true)
      expect(await reverb().getAttribute('aria-valuenow')).toBe(wanted)
      expect(await results()).toHaveLength(2)
    }
  })

  test('nothing of all this was complained about', () => expect(watched.complaints).toEqual([]))
})
