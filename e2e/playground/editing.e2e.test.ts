import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { prediction } from '../api.ts'
import { type DataFolder, preparedDataFolder, type Service, startService } from '../service.ts'
import { writeTinyCheckpoint } from '../tiny-checkpoint.ts'
import { CHROMIUM, openPage } from './browser.ts'
import { resultOf } from './desk.ts'
import { sharedBrowser } from './shared.ts'

let data: DataFolder
let service: Service
let browser: Browser

describe.skipIf(CHROMIUM === undefined)('editing on the waveform', () => {
  beforeAll(async () => {
    data = await preparedDataFolder()
    const checkpoint = await writeTinyCheckpoint(join(data.path, 'stable-audio-3-small-music'), 'small')
    const settings = { RETIMBRE_CHECKPOINT: checkpoint, RETIMBRE_THREADS: '2' }
    ;[service, browser] = await Promise.all([startService(data.path, settings), sharedBrowser()])
  })
  afterAll(async () => {
    await browser?.close()
    await service?.stop()
    data?.remove()
  })

  test('a region that is drawn over the source is what is made anew; it can be taken back', async () => {
    const { page, complaints } = await openPage(browser, service, '/play/audio-inpainting')
    await begin(page)
    await draw(page, 0.2, 0.4)
    const start = page.getByRole('slider', { name: /^Region \d+ start$/ }).first()
    await expect.poll(async () => Number(await start.getAttribute('aria-valuenow'))).toBeCloseTo(9.6 * 0.2, 0)
    await draw(page, 0.6, 0.7)
    await expect.poll(() => page.getByRole('slider', { name: /^Region \d+ start$/ }).count()).toBe(2)
    await page.getByRole('button', { name: 'Undo the edit' }).click()
    await expect.poll(() => page.getByRole('slider', { name: /^Region \d+ start$/ }).count()).toBe(1)
    await start.press('ArrowRight')
    const edge = Number(await start.getAttribute('aria-valuenow'))

    const { regions } = (await generated(page)) as { regions: { start_seconds: number; end_seconds: number }[] }
    expect(regions).toHaveLength(1)
    expect(regions[0]?.start_seconds).toBeCloseTo(edge, 2)
    expect(regions[0]?.end_seconds).toBeCloseTo(9.6 * 0.4, 0)
    expect(complaints).toEqual([])
    await page.context().close()
  })

  test('an edge that is moved outward adds time to the clip', async () => {
    const { page, complaints } = await openPage(browser, service, '/play/audio-outpainting')
    await begin(page)
    const before = page.getByRole('slider', { name: 'Seconds added before' })
    await before.waitFor()
    const box = await before.boundingBox()
    if (!box) throw new Error('there is no edge to drag')
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
    await page.mouse.move(x, y)
    await page.mouse.down()
    await page.mouse.move(x - 60, y, { steps: 4 })
    await page.mouse.up()
    await expect.poll(async () => Number(await before.getAttribute('aria-valuenow'))).toBeGreaterThan(0.3)
    const input = await generated(page)
    expect(input.extend_seconds_before).toBeGreaterThan(0.3)
    expect(complaints).toEqual([])
    await page.context().close()
  })
})

async function begin(page: Page): Promise<void> {
  await page.getByRole('textbox', { name: 'Prompt', exact: true }).fill('warm rhodes piano')
  await page.getByRole('button', { name: 'Example clip' }).click()
  await page.locator('canvas').first().waitFor({ timeout: 30_000 })
}

/** Between two places of the source's waveform, 0 … 1 of its width. */
async function draw(page: Page, from: number, to: number): Promise<void> {
  const box = await page.locator('canvas').first().boundingBox()
  if (!box) throw new Error('the source has no waveform')
  const y = box.y + box.height * 0.8
  await page.mouse.move(box.x + box.width * from, y)
  await page.mouse.down()
  await page.mouse.move(box.x + box.width * to, y, { steps: 5 })
  await page.mouse.up()
}

/** Generates, and returns the inputs that the server took. */
async function generated(page: Page): Promise<Record<string, unknown>> {
  const answered = page.waitForResponse((response) => /stable-audio-3\/audio-/.test(response.url()))
  await page.getByRole('button', { name: 'Generate' }).click()
  const { data: task } = (await (await answered).json()) as { data: { id: string } }
  await resultOf(page)
  return (await prediction(service, task.id)).input
}
