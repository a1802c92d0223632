import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { encode } from '@retimbre/media'
import { afterEach, expect, test } from 'vitest'
import { balance, finished, submit, uploadClip } from './api.ts'
import { tune } from './clip.ts'
import { type DataFolder, dataFolder, type Service, startService, until } from './service.ts'

/** A program in a view of the file system of its own, which goes with it; root or not. */
const OWN_MOUNTS = ['unshare', '--user', '--map-root-user', '--mount']
const MOUNT = 'mount -t tmpfs -o size="$0" tmpfs "$1" && shift && exec "$@"'

const CAN_MOUNT = spawnSync('unshare', [...OWN_MOUNTS.slice(1), 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt']).status === 0
if (!CAN_MOUNT)
  console.warn('this system mounts no small disk for us (unshare, tmpfs): the tests of a full disk are skipped')

const PRICE = 0.024

let data: DataFolder
let service: Service

afterEach(async () => {
  await service.kill()
  data.remove()
})

/** A service whose data folder has a small disk of its own at `name`. */
async function startOnSmallDisk(name: string, size: string): Promise<void> {
  data = dataFolder()
  const mountPoint = join(data.path, name)
  mkdirSync(mountPoint)
  const environment = { RETIMBRE_BILLING: 'on', RETIMBRE_STARTING_CREDIT: '100' }
  service = await startService(data.path, environment, [...OWN_MOUNTS, 'sh', '-c', MOUNT, size, mountPoint])
}

/** A path as the service sees it. */
const inside = (...path: readonly string[]): string => join(`/proc/${service.pid}/root`, data.path, ...path)

/** Takes all the room there is. Returns how to give it back. */
function fillDisk(name: string): () => void {
  const fillers: string[] = []
  for (let size = 2 ** 20; size >= 1; ) {
    const filler = inside(name, `filler-${fillers.length}`)
    fillers.push(filler)
    try {
      writeFileSync(filler, Buffer.alloc(size))
    } catch {
      size = Math.floor(size / 16)
    }
  }
  return () => {
    for (const filler of fillers) rmSync(filler, { force: true })
  }
}

test.runIf(CAN_MOUNT)(
  'no room for results: the job fails with a code and is refunded, nothing half written stays',
  async () => {
    await startOnSmallDisk('files', '4m')
    const clip = await encode(tune(1), { format: 'wav' })
    const inputs = { audio: await uploadClip(service, clip, 'tune.wav'), prompt: 'warm', duration: 1 }
    const before = await balance(service)
    const free = fillDisk('files')

    const failed = await finished(service, (await submit(service, inputs)).id)
    expect(failed).toMatchObject({ status: 'failed', code: 5000, outputs: [] })
    expect(failed.error).toContain('could not be stored')
    expect(await balance(service)).toBe(before)
    await expect(uploadClip(service, clip, 'tune.wav')).rejects.toThrow(/^upload: 5/)
    expect(readdirSync(inside('files', '.incoming'))).toEqual([])
    expect(readdirSync(inside('files')).includes('outputs') ? readdirSync(inside('files', 'outputs')) : []).toEqual([])

    free()
    expect(await finished(service, (await submit(service, inputs)).id)).toMatchObject({ status: 'completed' })
    expect(before - (await balance(service))).toBeCloseTo(PRICE, 6)
  },
)

test.runIf(CAN_MOUNT)(
  'no room in the database: a submit answers 5xx and costs nothing; with room again all goes on',
  async () => {
    await startOnSmallDisk('database', '160m')
    const audio = await uploadClip(service, await encode(tune(1), { format: 'wav' }), 'tune.wav')
    const before = await balance(service)
    const free = fillDisk('database')

    const accepted: string[] = []
    const refusal = await until(async () => {
      try {
        accepted.push((await submit(service, { audio, prompt: 'warm '.repeat(200), duration: 1 })).id)
        return undefined
      } catch (error) {
        return String(error)
      }
    }, 1)
    expect(refusal).toMatch(/^Error: 5\d\d: /)
    free()
    const { id } = await until(() => submit(service, { audio, prompt: 'warm', duration: 1 }).catch(() => undefined))
    const ends = await Promise.all([...accepted, id].map((each) => finished(service, each)))
    const completed = ends.filter(({ status }) => status === 'completed')
    expect(completed.at(-1)?.id).toBe(id)
    expect(before - (await balance(service))).toBeCloseTo(completed.length * PRICE, 6)
  },
)
