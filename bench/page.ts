/**
 * How quick the page is in an installed Chromium, on loopback: from navigation until Generate can be pressed, with an empty
 * and a filled cache, and from letting go of a control of the plan until its render of a 20 s clip is on the desk.
 */

import { cpus } from 'node:os'
import type { Browser, Page } from 'playwright-core'
import { CHROMIUM, launchBrowser, openPage } from '../e2e/playground/browser.ts'
import { fillIn, resultOf } from '../e2e/playground/desk.ts'
import { API_KEY, dataFolder, type Service, startService } from '../e2e/service.ts'

const ROUNDS = 7
const CLIP_SECONDS = '20'
// 3 s: whoever listens before the next change gives the page time to draw the result.
const LISTEN_MS = 3_000

const median = (values: readonly number[]): string => {
  const sorted = values.toSorted((a, b) => a - b)
  return `${(sorted[Math.floor(sorted.length / 2)] ?? Number.NaN).toFixed(2)} s`
}

const seconds = async (work: () => Promise<unknown>): Promise<number> => {
  const begun = performance.now()
  await work()
  return (performance.now() - begun) / 1000
}

const interactive = (page: Page): Promise<void> => page.getByRole('button', { name: 'Generate' }).waitFor()

async function firstLoads(browser: Browser, service: Service): Promise<readonly [number[], number[]]> {
  const [empty, filled]: [number[], number[]] = [[], []]
  for (let round = 0; round < ROUNDS; round++) {
    // The key is taken in a visit of its own, the profile is fresh all the same.
    const { page } = await openPage(browser, service)
    await interactive(page)
    filled.push(
      await seconds(async () => {
        await page.reload()
        await interactive(page)
      }),
    )
    await page.context().close()
    const fresh = await browser.newContext({ locale: 'en-GB' })
    const tab = await fresh.newPage()
    empty.push(
      await seconds(async () => {
        await tab.goto(`${service.url}/#key=${API_KEY}`)
        await interactive(tab)
      }),
    )
    await fresh.close()
  }
  return [empty, filled]
}

/** Each change of one control of the plan, until there is one result more. */
async function planChanges(browser: Browser, service: Service): Promise<readonly number[]> {
  const { page } = await openPage(browser, service)
  await fillIn(page, 'dark and spacious', CLIP_SECONDS)
  await page.getByRole('button', { name: 'Generate' }).click()
  await resultOf(page)
  const thumb = page.getByRole('slider', { name: /reverb/i }).first()
  // The track that the thumb runs on.
  const track = thumb.locator('xpath=ancestor::*[@data-orientation][1]')
  const times: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    await page.waitForTimeout(LISTEN_MS)
    const address = await page.getByRole('link', { name: 'Download' }).getAttribute('href')
    await track.scrollIntoViewIfNeeded()
    const box = await track.boundingBox()
    if (!box) throw new Error('there is no slider to pull at')
    const [x, y] = [box.x + (box.width * (round + 1)) / (ROUNDS + 1), box.y + box.height / 2]
    await page.mouse.move(x, y)
    await page.mouse.down()
    await page.mouse.move(x + 3, y, { steps: 2 })
    times.push(
      await seconds(async () => {
        await page.mouse.up()
        await page.waitForFunction((before) => {
          const link = document.querySelector('a[download]')
          return link !== null && link.getAttribute('href') !== before
        }, address)
      }),
    )
  }
  return times
}

if (CHROMIUM === undefined) process.exit(1)
const data = dataFolder()
const [service, browser] = await Promise.all([startService(data.path), launchBrowser()])
try {
  const [empty, filled] = await firstLoads(browser, service)
  const changes = await planChanges(browser, service)
  console.log(
    `Node ${process.version}, Chromium ${browser.version()}, ${cpus()[0]?.model.trim()}, ${cpus().length} cores`,
  )
  const rows = [
    ['', 'median', 'slowest'],
    ['---', '--:', '--:'],
    ['navigation to Generate, empty cache', median(empty), `${Math.max(...empty).toFixed(2)} s`],
    ['navigation to Generate, filled cache', median(filled), `${Math.max(...filled).toFixed(2)} s`],
    [
      `letting go of a control of the plan to the new result, ${CLIP_SECONDS} s clip`,
      median(changes),
      `${Math.max(...changes).toFixed(2)} s`,
    ],
  ]
  for (const row of rows) console.log(`| ${row.join(' | ')} |`)
} finally {
  await browser.close()
  await service.stop()
  data.remove()
}
