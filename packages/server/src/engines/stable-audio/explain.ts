import { JobError } from '../../errors.ts'

/** Codes of the library whose sentence is the caller's to read: they speak of the request, not of this machine. */
const CALLERS_MATTER: ReadonlySet<string> = new Set(['option_out_of_range', 'lora_invalid'])

/** Trouble of one render, which the next may not have. */
const PASSING: ReadonlySet<string> = new Set(['session_failed'])

/** What the library threw, as what becomes of the job. Told by name, so that the library need not be loaded. */
export function explained(error: unknown): unknown {
  if (!(error instanceof Error && error.name === 'StableAudioError' && 'code' in error)) return error
  const code = String(error.code)
  if (CALLERS_MATTER.has(code)) return new JobError('render_failed', { reason: error.message }, { cause: error })
  if (code === 'non_finite_latents') {
    return new JobError('output_rejected', { reason: 'it holds values that are not numbers' }, { cause: error })
  }
  return PASSING.has(code) ? error : new JobError('engine_unusable', {}, { cause: error })
}
