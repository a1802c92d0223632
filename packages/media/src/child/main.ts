import { rmSync } from 'node:fs'
import { basename } from 'node:path'
import { MediaError } from '../errors.ts'
import { JOB_FOLDER_PREFIX } from './job-folder.ts'
import { saysOutOfMemory } from './memory-words.ts'
import { type ChildReply, type MediaJob, READY } from './protocol.ts'

/**
 * Entry of the disposable child: loads the codecs, receives one job, does it, answers, ends. This is the only process that
 * loads them.
 */
process.once('message', (job: MediaJob) => {
  void answer(job)
})

process.once('disconnect', abandon)
// The parent may have gone while this process was still starting.
if (!process.connected) abandon()

const codecs = loadCodecs()
codecs.then(
  () => tell(READY),
  // The job will be told.
  () => {},
)

/** The parent is gone (a normal end goes through `process.exit` below): leave nothing behind. */
function abandon(): void {
  if (basename(process.cwd()).startsWith(JOB_FOLDER_PREFIX)) rmSync(process.cwd(), { recursive: true, force: true })
  // SIGKILL, because a codec thread that is still busy would hold up an orderly exit.
  process.kill(process.pid, 'SIGKILL')
}

async function answer(job: MediaJob): Promise<void> {
  const reply = await perform(job)
  tell(reply, () => process.exit(0))
}

/** A parent that is gone shows first as a message that cannot be sent, or as a closed channel; which, differs by Node. */
function tell(reply: ChildReply<unknown> | typeof READY, told: () => void = () => {}): void {
  process.send?.(reply, undefined, undefined, (error) => (error ? abandon() : told()))
}

async function perform(job: MediaJob): Promise<ChildReply<unknown>> {
  try {
    const { performJob } = await codecs
    return { ok: true, result: await performJob(job) }
  } catch (error) {
    if (error instanceof MediaError) return { ok: false, code: error.code, detail: error.detail }
    const code = job.kind === 'encode' ? 'encoder_failed' : 'decoder_crashed'
    return { ok: false, code, detail: String(error) }
  }
}

async function loadCodecs() {
  try {
    return await import('./perform-job.ts')
  } catch (error) {
    // A library that does not fit under the memory limit is there all the same: installing it again would not help.
    const code = saysOutOfMemory(String(error)) ? 'limit_exceeded' : 'codecs_unavailable'
    throw new MediaError(code, String(error))
  }
}
