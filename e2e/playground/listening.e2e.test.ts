import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Reachable } from '../api.ts'
import { CHROMIUM, openPage, type WatchedPage } from './browser.ts'
import { fillIn, resultOf } from './desk.ts'
import { sharedBrowser, sharedService } from './shared.ts'

let service: Reachable
let browser: Browser
let watched: WatchedPage
let page: Page

describe.skipIf(CHROMIUM === undefined)('the listening desk', () => {
  beforeAll(async () => {
    service = sharedService()
    browser = await sharedBrowser()
    watched = await openPage(browser, service)
    page = watched.page
    await fillIn(page, 'dark and spacious', '8')
    await page.getByRole('button', { name: 'Generate' }).click()
    await resultOf(page)
  })
  afterAll(() => browser?.close())

  test('waveforms come from the server: nothing is decoded in the page before something is played', async () => {
    const fetched = (): Promise<string[]> =>
      page.evaluate(() =>
        (performance.getEntriesByType('resource') as PerformanceResourceTiming[])
          .filter(({ initiatorType }) => initiatorType === 'fetch')
          .map(({ name }) => new URL(name).pathname),
      )
    const drawn = (): Promise<boolean[]> =>
      page.locator('canvas').evaluateAll((all) =>
        all.map((each) => {
          const { width, height } = each as HTMLCanvasElement
          const copy = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true })
          copy?.drawImage(each as HTMLCanvasElement, 0, 0)
          return copy?.getImageData(0, 0, width, height).data.some((value) => value > 0) ?? false
        }),
      )
    await expect.poll(drawn, { timeout: 30_000 }).toEqual([true, true])
    expect(await fetched()).toContain('/api/v3/media/peaks')
    expect((await fetched()).filter((path) => path.startsWith('/files/'))).toEqual([])
  })

  test('Space plays, X swaps at the same moment, and Space pauses', async () => {
    const pressed = (name: string) => page.getByRole('button', { name, exact: true }).getAttribute('aria-pressed')
    await page.locator('body').click({ position: { x: 5, y: 5 } })
    await page.keyboard.press('Space')
    await page.getByRole('button', { name: 'Pause' }).waitFor()
    await expect.poll(() => position(page)).toBeGreaterThan(0.5)
    expect(await pressed('Result')).toBe('true')
    const before = await position(page)
    await page.keyboard.press('x')
    expect(await pressed('Source')).toBe('true')
    const after = await position(page)
    expect(after).toBeGreaterThanOrEqual(before)
    expect(after - before).toBeLessThan(3)
    await page.keyboard.press('Space')
    await page.getByRole('button', { name: 'Play', exact: true }).waitFor()
    const rested = await position(page)
    expect(rested).toBeGreaterThan(0)
    expect(await position(page)).toBe(rested)
  })

  test('a stretch that is drawn with the pointer is looped', async () => {
    const box = await page.locator('canvas').nth(1).boundingBox()
    if (!box) throw new Error('the result has no waveform')
    await drag(page, box.x + box.width * 0.5, box.x + box.width * 0.6, box.y + box.height / 2)
    await page.keyboard.press('Space')
    await page.getByRole('button', { name: 'Pause' }).waitFor()
    const seen: number[] = []
    await expect
      .poll(
        async () => {
          seen.push(await position(page))
          return seen.some((moment, index) => moment < (seen[index - 1] ?? 0) - 0.2)
        },
        { timeout: 10_000, interval: 60 },
      )
      .toBe(true)
    // The time line is as long as the source, 9.6 s.
    expect(Math.min(...seen)).toBeGreaterThan(4.6)
    expect(Math.max(...seen)).toBeLessThan(5.9)
    await page.keyboard.press('Space')
    await page.keyboard.press('Escape')
  })

  test('the spectrogram is shown, zoom shows a part, and keys do nothing while somebody writes', async () => {
    await page.getByRole('button', { name: 'Spectrogram' }).click()
    await page.locator('img[src^="blob:"]').first().waitFor({ timeout: 30_000 })
    await page.getByRole('button', { name: 'Look closer' }).click()
    await page.getByRole('slider', { name: 'Part of the clip in view' }).waitFor()
    await page.getByRole('button', { name: 'Show all' }).click()
    await page.getByRole('textbox', { name: 'Prompt', exact: true }).press('x')
    expect(await page.getByRole('textbox', { name: 'Prompt', exact: true }).inputValue()).toContain('x')
    expect(await page.getByRole('button', { name: 'Play', exact: true }).isVisible()).toBe(true)
  })

  test('a ladder makes four results to pick from', async () => {
    await fillIn(page, 'dark and spacious', '2')
    await page.getByRole('button', { name: 'Ladder' }).click()
    for (const level of ['0.3', '0.5', '0.7', '0.9']) {
      await page
        .getByRole('button', { name: new RegExp(`strength ${level}`) })
        .first()
        .waitFor({ timeout: 60_000 })
    }
    await page.locator('body').click({ position: { x: 5, y: 5 } })
    await page.keyboard.press('2')
    await expect.poll(() => page.locator('button[aria-pressed="true"]').filter({ hasText: /^2 · / }).count()).toBe(1)
  })

  test('a control of the plan that is set by hand renders the clip anew', async () => {
    const sliders = page.getByRole('slider', { name: /reverb/i })
    const links = () => page.getByRole('button', { name: /^\d+ · / }).count()
    const before = await links()
    await sliders.first().focus()
    await page.keyboard.press('End')
    await expect.poll(links, { timeout: 60_000 }).toBe(before + 1)
  })

  test('nothing of all this was complained about', () => expect(watched.complaints).toEqual([]))
})

/** Where the playhead stands, as the clock beside Play shows it. */
async function position(page: Page): Promise<number> {
  const text = await page
    .getByText(/^\d+:\d\d\.\d \/ /)
    .first()
    .innerText()
  const [minutes = 0, seconds = 0] = text.split('/')[0]?.split(':').map(Number) ?? []
  return minutes * 60 + seconds
}

async function drag(page: Page, from: number, to: number, y: number): Promise<void> {
  await page.mouse.move(from, y)
  await page.mouse.down()
  await page.mouse.move((from + to) / 2, y)
  await page.mouse.move(to, y)
  await page.mouse.up()
}
