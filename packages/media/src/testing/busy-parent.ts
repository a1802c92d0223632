import { join } from 'node:path'
import { withJobFolder } from '../child/job-folder.ts'
import { childModule } from '../child/module.ts'
import { planarPaths, writePlanar } from '../child/planar-files.ts'
import type { EncodeJob } from '../child/protocol.ts'
import { spawnLimited } from '../child/spawn.ts'
import { stereoChord } from './tones.ts'

/** A parent whose child has minutes of encoding to do; it says so and waits to be killed. */
await withJobFolder(async (folder) => {
  const sampleCount = 44_100 * 60
  const paths = planarPaths(folder)
  await writePlanar(stereoChord(sampleCount), paths)
  const child = spawnLimited(childModule('../child/main', import.meta.url), folder, {
    maxMemoryBytes: 2 ** 31,
    maxCpuSeconds: 60,
    niceness: 0,
  })
  const job: EncodeJob = {
    kind: 'encode',
    ...paths,
    sampleCount,
    outputPath: join(folder, 'output.ogg'),
    maxOutputBytes: 2 ** 30,
    format: 'ogg',
    sampleFormat: 's16',
    dither: true,
    tags: {},
  }
  child.send(job)
  process.send?.({ childPid: child.pid })
  await new Promise(() => setInterval(() => undefined, 1000))
})
