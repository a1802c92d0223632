import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { DEFAULT_LIMITS, type MediaLimits } from '../limits.ts'
import { compiledPackage } from '../testing/compiled-package.ts'
import { childPids, isRunning, jobFolders } from '../testing/leftovers.ts'
import { usePrivateTempFolder } from '../testing/private-temp-folder.ts'
import { stereoChord } from '../testing/tones.ts'
import { wavFile } from '../testing/wav-file.ts'
import { withJobFolder } from './job-folder.ts'
import { planarPaths, writePlanar } from './planar-files.ts'
import { runJob } from './run-job.ts'

usePrivateTempFolder()

const { decode } = await compiledPackage()

/** Ten minutes of Vorbis are many seconds of work for any machine. */
const LONG_SAMPLES = 600 * 44_100
const SECOND = stereoChord(44_100)

/** Starts to encode, waits until the encoder has begun to write, and says how the work ended and whose it was. */
function interruptedEncode(limits: MediaLimits, controller: AbortController, whenBusy: () => void) {
  return withJobFolder(async (folder) => {
    const long = new Float32Array(LONG_SAMPLES)
    for (let start = 0; start < LONG_SAMPLES; start += 44_100) long.set(SECOND.left, start)
    const paths = planarPaths(folder)
    await writePlanar({ left: long, right: long }, paths)
    const outputPath = join(folder, 'output.ogg')
    const job = {
      kind: 'encode',
      ...paths,
      sampleCount: LONG_SAMPLES,
      outputPath,
      maxOutputBytes: 2 ** 30,
      format: 'ogg',
      sampleFormat: 's16',
      dither: true,
      tags: {},
    } as const
    const ended = runJob(job, folder, limits, controller.signal).then(
      () => 'done',
      (error) => error.code,
    )
    await vi.waitFor(() => expect(existsSync(outputPath)).toBe(true), { timeout: 20_000, interval: 5 })
    const pids = childPids() ?? []
    whenBusy()
    return { code: await ended, running: pids.filter(isRunning), pids }
  })
}

test('a busy child is gone as soon as the promise of an aborted job settles', async () => {
  const controller = new AbortController()
  const end = await interruptedEncode(DEFAULT_LIMITS, controller, () => controller.abort())
  expect(end).toMatchObject({ code: 'cancelled', running: [] })
  if (process.platform === 'linux') expect(end.pids).toHaveLength(1)
  expect(jobFolders()).toEqual([])
})

test('a busy child is gone as soon as the wall clock has ended its job', async () => {
  const end = await interruptedEncode({ ...DEFAULT_LIMITS, maxSeconds: 4 }, new AbortController(), () => undefined)
  expect(end).toMatchObject({ code: 'limit_exceeded', running: [] })
  if (process.platform === 'linux') expect(end.pids).toHaveLength(1)
  expect(jobFolders()).toEqual([])
})

test.runIf(process.platform === 'linux').each([64, 90, 96])(
  'a child with %i MiB, too little for Node or the codecs, is told to be over its limit',
  async (mebibytes) => {
    const bytes = wavFile({ sampleRateHz: 44_100, channels: [SECOND.left], word: 's16' })
    const decoding = decode(bytes, { limits: { maxMemoryBytes: mebibytes * 2 ** 20, maxSeconds: 20 } })
    await expect(decoding).rejects.toMatchObject({
      code: 'limit_exceeded',
      detail: expect.not.stringMatching(/SIGKILL/),
    })
  },
)
