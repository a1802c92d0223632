import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { UsageError } from './command-line.ts'
import { readPlanFile } from './plan-file.ts'

async function fileOf(text: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'retimbre-plan-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const path = join(folder, 'plan.json')
  await writeFile(path, text)
  return path
}

test.each([
  ['{"wet": 0.4, "tempo": -0.3, "drive": 0}', { wet: 0.4, tempo: -0.3, drive: 0 }],
  ['\ufeff{"wet": 0.4}\r\n', { wet: 0.4 }],
  ['{}', {}],
])('%j is the plan %j', async (text, plan) => {
  expect(await readPlanFile(await fileOf(text))).toEqual(plan)
})

test.each([
  ['wet: 0.4', /plan\.json" cannot be used: it must be a JSON object of numbers by key, such as {"wet"/],
  ['[0.4]', /it must be a JSON object/],
  ['null', /it must be a JSON object/],
  ['', /it must be a JSON object/],
  ['{"reverb": 1}', /there is no key "reverb"\. The keys are tilt, sub, .*wet/],
  ['{"__proto__": 1}', /there is no key "__proto__"/],
  ['{"wet": 0.9}', /key "wet" must be a number between 0 and 0\.85\.$/],
  ['{"wet": "much"}', /key "wet" must be a number/],
])('a file with %j is refused with a sentence that helps', async (text, words) => {
  const path = await fileOf(text)
  await expect(readPlanFile(path)).rejects.toThrow(UsageError)
  await expect(readPlanFile(path)).rejects.toThrow(words)
})

test('a file that is not there, or a folder, is named', async () => {
  await expect(readPlanFile('nowhere.json')).rejects.toThrow('There is no file "nowhere.json"')
  await expect(readPlanFile(tmpdir())).rejects.toThrow(UsageError)
})
