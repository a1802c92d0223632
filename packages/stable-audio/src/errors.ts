/** Every error this package can raise: its code, and the sentence a caller reads. */
export const STABLE_AUDIO_ERRORS = {
  option_out_of_range: 'An option is out of range: {detail}.',
  checkpoint_not_found: 'The checkpoint cannot be opened: {detail}.',
  checkpoint_damaged: 'The checkpoint file is damaged or is not a .safetensors file: {detail}.',
  checkpoint_unsupported: 'This checkpoint cannot be run: {detail}.',
  tensor_missing: 'The checkpoint lacks a tensor that its configuration asks for: {detail}.',
  tensor_misshapen: 'A tensor of the checkpoint has another shape than its configuration says: {detail}.',
  tokenizer_invalid: 'The tokenizer of the checkpoint cannot be used: {detail}.',
  lora_invalid: 'The LoRA file cannot be used: {detail}.',
  provider_unavailable: 'The execution provider cannot be used: {detail}.',
  precision_unavailable: 'The precision cannot be used: {detail}.',
  session_failed: 'ONNX Runtime refused the graph or failed while it ran: {detail}.',
  model_closed: 'The model was closed: {detail}.',
  non_finite_latents: 'The model returned values that are not finite: {detail}.',
  download_refused: 'The checkpoint may not be downloaded: {detail}.',
  download_failed: 'The download failed: {detail}.',
  licence_not_accepted: 'The licence of the checkpoint has not been accepted: {detail}.',
} as const

export type StableAudioErrorCode = keyof typeof STABLE_AUDIO_ERRORS

export class StableAudioError extends Error {
  readonly code: StableAudioErrorCode

  constructor(code: StableAudioErrorCode, detail: string, options?: { cause?: unknown }) {
    super(fill(STABLE_AUDIO_ERRORS[code], { detail }), options)
    this.name = 'StableAudioError'
    this.code = code
  }
}

/** A sentence of a table, with values in place of its `{names}`. */
export const fill = (template: string, values: Readonly<Record<string, string | number>>): string =>
  template.replace(/\{(\w+)\}/g, (blank, name: string) => String(values[name] ?? blank))
