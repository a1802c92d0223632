import { JobError } from '../../errors.ts'

/** What the library threw, as what becomes of the job. Told by name, so that the library need not be loaded. */
export function explained(error: unknown): unknown {
  if (!(error instanceof Error && error.name === 'StableAudioError' && 'code' in error)) return error
  const options = { cause: error }
  switch (error.code) {
    case 'option_out_of_range':
      return new JobError('render_failed', { reason: error.message }, options)
    case 'lora_invalid':
      // The library's sentence names a path of this machine.
      return new JobError(
        'render_failed',
        { reason: 'a LoRA that was asked for does not fit the checkpoint.' },
        options,
      )
    case 'non_finite_latents':
      return new JobError('output_rejected', { reason: 'it holds values that are not numbers' }, options)
    case 'session_failed':
      // Trouble of one render, such as too little memory; nobody's to mend but ours.
      return error
    default:
      return new JobError('engine_unusable', {}, options)
  }
}
