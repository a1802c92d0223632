import { spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { decode } from '@retimbre/media'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { download, type Reachable } from '../api.ts'
import { API_KEY } from '../service.ts'
import { bytesOf, CHROMIUM, NARROW, openPage } from './browser.ts'
import { fillIn, resultOf } from './desk.ts'
import { sharedBrowser, sharedService } from './shared.ts'

let service: Reachable
let browser: Browser

describe.skipIf(CHROMIUM === undefined)('the page, from the first visit on', () => {
  beforeAll(async () => {
    service = sharedService()
    browser = await sharedBrowser()
  })
  afterAll(() => browser?.close())

  test('a stranger signs in by a key, and a wrong one is refused with a reason', async () => {
    const { page, complaints } = await openPage(browser, service, '/', { signedIn: false })
    const box = page.getByLabel('API key', { exact: true })
    await box.fill('wsk_nobody-knows-this-key-0123456789abcdef')
    await box.press('Enter')
    await page.getByRole('alert').filter({ hasText: 'does not know the key' }).waitFor()
    await box.fill(API_KEY)
    await box.press('Enter')
    await page.getByRole('button', { name: 'Generate' }).waitFor()
    // The refusal is the browser's own line; nothing else may be complained about.
    expect(complaints.filter((complaint) => !complaint.includes('401'))).toEqual([])
    expect(page.url()).not.toContain(API_KEY)
    await page.context().close()
  })

  test('the example clip is transformed, heard of while it is made, and downloaded', async () => {
    const { page, complaints } = await openPage(browser, service)
    await fillIn(page, 'dark and spacious', '3')
    await page.getByRole('button', { name: 'Generate' }).click()
    await resultOf(page)
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page
        .getByRole('link', { name: /download/i })
        .first()
        .click(),
    ])
    const { audio } = await decode(await bytesOf(file))
    expect(audio.left.length).toBe(3 * 44_100)

    await page.reload()
    await resultOf(page)
    expect(await page.getByRole('textbox', { name: 'Prompt', exact: true }).inputValue()).toBe('dark and spacious')
    expect(complaints).toEqual([])
    await page.context().close()
  })

  test('a run that is under way is found again by a reload, and can be cancelled', async () => {
    const { page } = await openPage(browser, service)
    await fillIn(page, 'huge cathedral, slow, metallic, orchestral', '120')
    await page.getByRole('button', { name: 'Generate' }).click()
    await page.getByRole('progressbar').first().waitFor()
    await page.reload()
    await page.getByRole('progressbar').first().waitFor()
    await page
      .getByRole('button', { name: /^cancel/i })
      .first()
      .click()
    await page.getByText('Cancelled.').first().waitFor()
    await page.context().close()
  })

  test('what is missing, and what the server refuses, is said where it is', async () => {
    const { page } = await openPage(browser, service)
    await page.getByRole('button', { name: 'Generate' }).click()
    await page.locator('[aria-invalid="true"]').first().waitFor()
    await page.route('**/api/v3/stability-ai/**', (route) => route.abort('connectionrefused'))
    await fillIn(page, 'warm', '2')
    await page.getByRole('button', { name: 'Generate' }).click()
    await page.getByText('The server does not answer').first().waitFor()
    await page.context().close()
  })

  test('everything is said in Turkish, and the choice is kept', async () => {
    const { page, complaints } = await openPage(browser, service, '/', { locale: 'tr-TR' })
    await page.getByRole('button', { name: 'Üret' }).waitFor()
    expect(await page.locator('html').getAttribute('lang')).toBe('tr')
    await page.getByRole('combobox', { name: 'Dil' }).selectOption('en')
    await page.reload()
    await page.getByRole('button', { name: 'Generate' }).waitFor()
    expect(complaints).toEqual([])
    await page.context().close()
  })

  test('every page fits a narrow screen', async () => {
    const { page, complaints } = await openPage(browser, service, '/', { viewport: NARROW })
    for (const path of ['/play/audio-to-audio', '/play/audio-inpainting', '/history', '/models', '/keys', '/billing']) {
      await page.goto(service.url + path)
      await page.getByRole('heading').first().waitFor()
      const width = await page.evaluate(() => document.documentElement.scrollWidth)
      expect(width, path).toBeLessThanOrEqual(NARROW.width)
    }
    expect(complaints).toEqual([])
    await page.context().close()
  })

  test.each(['cURL', 'JavaScript', 'Python'])('the %s code of the page runs as it is pasted', async (language) => {
    if (language === 'Python' && !(await hasPython())) {
      console.warn('The Python SDK is not installed here: its sample is not run')
      return
    }
    const { page } = await openPage(browser, service)
    await fillIn(page, 'it\'s "underwater" $HOME `x` \\ ğüş', '2')
    await page.getByRole('tab', { name: 'Code' }).click()
    await page.getByRole('tab', { name: language }).click()
    const code = await page.locator('pre').first().innerText()
    await page.context().close()
    const output = await pasted(language, code)
    const { audio } = await decode(await download(output.trim().split('\n')[0] ?? ''))
    expect(audio.left.length).toBe(2 * 44_100)
  })
})

const COMMANDS: Readonly<Record<string, readonly [string, string]>> = {
  cURL: ['sh', 'sample.sh'],
  JavaScript: [process.execPath, 'sample.mjs'],
  Python: ['python3', 'sample.py'],
}

const hasPython = (): Promise<boolean> =>
  new Promise((resolve) => {
    const asked = spawn('python3', ['-c', 'import wavespeed'], { stdio: 'ignore' })
    asked.on('error', () => resolve(false))
    asked.on('close', (status) => resolve(status === 0))
  })

/** In a folder below this one, so that `import 'wavespeed'` finds the client of this repository. */
async function pasted(language: string, code: string): Promise<string> {
  const [program, name] = COMMANDS[language] ?? ['', '']
  const folder = await mkdtemp(join(import.meta.dirname, '.sample-'))
  try {
    await writeFile(join(folder, name), code)
    const run = spawn(program, [name], { cwd: folder, env: { ...process.env, RETIMBRE_KEY: API_KEY } })
    const parts: Buffer[] = []
    const errors: Buffer[] = []
    run.stdout.on('data', (part: Buffer) => parts.push(part))
    run.stderr.on('data', (part: Buffer) => errors.push(part))
    const status = await new Promise((resolve) => run.on('close', resolve))
    if (status !== 0) throw new Error(`${language}: ${Buffer.concat(errors).toString()}`)
    return Buffer.concat(parts).toString()
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
