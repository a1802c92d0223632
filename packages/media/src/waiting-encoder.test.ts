import { expect, test, vi } from 'vitest'
import { compiledPackage } from './testing/compiled-package.ts'
import { childPids, isRunning, jobFolders } from './testing/leftovers.ts'
import { usePrivateTempFolder } from './testing/private-temp-folder.ts'
import { stereoChord } from './testing/tones.ts'

usePrivateTempFolder()

const { encode, prepareEncoder } = await compiledPackage()

const CLIP = stereoChord(44_100)
const FORMAT = { format: 'mp3' } as const

/** Of the one child that there is; none where the system does not tell. */
const waitingChild = (): Promise<number | undefined> =>
  vi.waitFor(
    () => {
      const pids = childPids()
      if (pids === undefined) return undefined
      expect(pids).toHaveLength(1)
      return pids[0]
    },
    { timeout: 10_000, interval: 5 },
  )

test('an encoder in waiting makes the same bytes, and is gone afterwards', async () => {
  const encoder = prepareEncoder()
  const pid = await waitingChild()
  const bytes = await encoder.encode(CLIP, FORMAT)
  expect(pid === undefined || isRunning(pid)).toBe(pid === undefined)
  await encoder.dismiss()
  expect(jobFolders()).toEqual([])
  expect(bytes).toEqual(await encode(CLIP, FORMAT))
})

test('one that nothing was given to is gone once it is dismissed', async () => {
  const encoder = prepareEncoder()
  const pid = await waitingChild()
  await encoder.dismiss()
  expect(pid !== undefined && isRunning(pid)).toBe(false)
  expect(jobFolders()).toEqual([])
})

test.runIf(process.platform === 'linux')('one that the system ends while it waits is replaced', async () => {
  const encoder = prepareEncoder()
  const pid = (await waitingChild()) ?? 0
  process.kill(pid, 'SIGKILL')
  await vi.waitFor(() => expect(isRunning(pid)).toBe(false), { timeout: 10_000, interval: 5 })
  const bytes = await encoder.encode(CLIP, FORMAT)
  await encoder.dismiss()
  expect(bytes.byteLength).toBeGreaterThan(1000)
  expect(jobFolders()).toEqual([])
})

test('its clock begins with its job', async () => {
  const encoder = prepareEncoder({ maxSeconds: 3 })
  await new Promise((resolve) => setTimeout(resolve, 3_200))
  expect((await encoder.encode(CLIP, FORMAT)).byteLength).toBeGreaterThan(1000)
  await encoder.dismiss()
})

test('an abort ends it', async () => {
  const encoder = prepareEncoder()
  await expect(encoder.encode(CLIP, { ...FORMAT, signal: AbortSignal.abort() })).rejects.toMatchObject({
    code: 'cancelled',
  })
  await encoder.dismiss()
  expect(jobFolders()).toEqual([])
})

test('options and sound are checked as ever', async () => {
  const encoder = prepareEncoder()
  await expect(encoder.encode(CLIP, { format: 'wma' as 'mp3' })).rejects.toMatchObject({ code: 'invalid_options' })
  await encoder.dismiss()
  expect(() => prepareEncoder({ maxSeconds: 0 })).toThrow(expect.objectContaining({ code: 'invalid_options' }))
})
