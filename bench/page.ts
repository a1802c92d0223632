/**
 * How quick the page is in an installed Chromium, on loopback: from navigation until Generate can be pressed, with an empty
 * and a filled cache, and from a change of the plan until its render of a 20 s clip is on the desk.
 */

import { cpus } from 'node:os'
import type { Browser, Page } from 'playwright-core'
import { CHROMIUM, launchBrowser, openPage } from '../e2e/playground/browser.ts'
import { fillIn, resultOf } from '../e2e/playground/desk.ts'
import { API_KEY, dataFolder, type Service, startService } from '../e2e/service.ts'

const ROUNDS = 7
const CLIP_SECONDS = '20'

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
  const slider = page.getByRole('slider', { name: /reverb/i }).first()
  const times: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const address = await page.getByRole('link', { name: 'Download' }).getAttribute('href')
    await slider.focus()
    times.push(
      await seconds(async () => {
        await page.keyboard.press('ArrowRight')
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
      `a control of the plan to the new result, ${CLIP_SECONDS} s clip`,
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
