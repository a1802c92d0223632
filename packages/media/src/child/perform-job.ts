import { AV_LOG_QUIET } from 'node-av/constants'
import { Log } from 'node-av/lib'
import { decodeFile } from './decode-file.ts'
import { encodeFile } from './encode-file.ts'
import { probeFile } from './probe-file.ts'
import type { DecodeResult, EncodeResult, MediaJob, ProbeResult } from './protocol.ts'

Log.setLevel(AV_LOG_QUIET)

export async function performJob(job: MediaJob): Promise<ProbeResult | DecodeResult | EncodeResult> {
  switch (job.kind) {
    case 'probe':
      return { info: await probeFile(job.inputPath) }
    case 'decode':
      return decodeFile(job)
    case 'encode':
      return encodeFile(job)
  }
}
