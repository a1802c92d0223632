import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { finished, type Reachable, type WirePrediction } from '../api.ts'
import { MODEL } from '../service.ts'
import { CHROMIUM, openPage, type WatchedPage } from './browser.ts'
import { fillIn, resultOf } from './desk.ts'
import { sharedBrowser, sharedService } from './shared.ts'

let service: Reachable
let browser: Browser
let watched: WatchedPage
let page: Page
/** The runs that the page asked for, also those of which it was not told. */
const submits: string[] = []
/** Whether the page is told. */
let answers = true

const RENDERED = { timeout: 60_000 }

describe.skipIf(CHROMIUM === undefined)('a plan edited by hand', () => {
  beforeAll(async () => {
    service = sharedService()
    browser = await sharedBrowser()
    watched = await openPage(browser, service)
    page = watched.page
    await page.route(`**/${MODEL}`, async (route) => {
      const response = await route.fetch()
      submits.push(((await response.json()) as { data: WirePrediction }).data.id)
      // A page that is reloaded meanwhile hears nothing of it.
      if (answers) await route.fulfill({ response }).catch(() => undefined)
    })
    await fillIn(page, 'dark and spacious', '2')
    await page.getByRole('button', { name: 'Generate' }).click()
    await resultOf(page)
  })
  afterAll(() => browser?.close())

  const results = (): Promise<(string | null)[]> =>
    page.getByRole('button', { name: /^\d+ · / }).evaluateAll((all) => all.map(({ textContent }) => textContent))
  const reverb = () => page.getByRole('slider', { name: 'Reverb', exact: true })
  const set = async (key: 'Home' | 'End'): Promise<void> => {
    await reverb().focus()
    await page.keyboard.press(key)
  }
  const isSettled = () => page.getByText('Rendering your change').isHidden()
  /** Until a run has ended and its result is the one to listen to. */
  const heard = async (id = 'none'): Promise<void> => {
    const { status, outputs } = await finished(service, id)
    expect(status).toBe('completed')
    const { pathname } = new URL(outputs[0] ?? '')
    const link = page.getByRole('link', { name: 'Download' })
    await expect.poll(() => link.getAttribute('href'), RENDERED).toContain(pathname)
    await expect.poll(isSettled).toBe(true)
  }

  test('an edit after a reload takes the place of the one before it, as it would have done without', async () => {
    await set('End')
    await expect.poll(results, RENDERED).toHaveLength(2)
    await page.reload()
    await resultOf(page)
    await expect.poll(results).toHaveLength(2)
    const before = submits.length
    await set('Home')
    await expect.poll(() => submits.length).toBe(before + 1)
    await heard(submits.at(-1))
    expect(await results()).toHaveLength(2)
    expect(await reverb().getAttribute('aria-valuenow')).toBe('0')
  })

  test('an edit that a reload interrupts is rendered all the same, whether or not it had been sent', async () => {
    for (const sent of [false, true]) {
      const before = submits.length
      await set(sent ? 'Home' : 'End')
      const wanted = await reverb().getAttribute('aria-valuenow')
      if (sent) await expect.poll(() => submits.length).toBe(before + 1)
      await page.reload()
      await expect.poll(() => reverb().getAttribute('aria-valuenow')).toBe(wanted)
      await expect.poll(() => submits.length).toBeGreaterThan(before)
      await heard(submits.at(-1))
      expect(await reverb().getAttribute('aria-valuenow')).toBe(wanted)
      expect(await results()).toHaveLength(2)
    }
  })

  test('an edit that is on its way to the server while the page is reloaded is one run', async () => {
    const before = submits.length
    answers = false
    await set('End')
    await expect.poll(() => submits.length).toBe(before + 1)
    answers = true
    await page.reload()
    await expect.poll(() => submits.length).toBe(before + 2)
    expect(submits.at(-1)).toBe(submits.at(-2))
    await heard(submits.at(-1))
    expect(await results()).toHaveLength(2)
  })

  test('nothing of all this was complained about', () => expect(watched.complaints).toEqual([]))
})
