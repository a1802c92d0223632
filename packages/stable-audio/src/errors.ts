/** Every error this package can raise: its code, and the sentence a caller reads. */
const STABLE_AUDIO_ERRORS = {
  option_out_of_range: (detail: string) => `An option is out of range: ${detail}.`,
  checkpoint_not_found: (detail: string) => `The checkpoint cannot be opened: ${detail}.`,
  checkpoint_damaged: (detail: string) => `The checkpoint file is damaged or is not a .safetensors file: ${detail}.`,
  checkpoint_unsupported: (detail: string) => `This checkpoint cannot be run: ${detail}.`,
  tensor_missing: (detail: string) => `The checkpoint lacks a tensor that its configuration asks for: ${detail}.`,
  tensor_misshapen: (detail: string) =>
    `A tensor of the checkpoint has another shape than its configuration says: ${detail}.`,
  tokenizer_invalid: (detail: string) => `The tokenizer of the checkpoint cannot be used: ${detail}.`,
  lora_invalid: (detail: string) => `The LoRA file cannot be used: ${detail}.`,
  provider_unavailable: (detail: string) => `The execution provider cannot be used: ${detail}.`,
  precision_unavailable: (detail: string) => `The precision cannot be used: ${detail}.`,
  session_failed: (detail: string) => `ONNX Runtime refused the graph or failed while it ran: ${detail}.`,
  model_closed: (detail: string) => `The model was closed: ${detail}.`,
  non_finite_latents: (detail: string) => `The model returned values that are not finite: ${detail}.`,
  download_refused: (detail: string) => `The checkpoint may not be downloaded: ${detail}.`,
  download_failed: (detail: string) => `The download failed: ${detail}.`,
  licence_not_accepted: (detail: string) => `The licence of the checkpoint has not been accepted: ${detail}.`,
} as const

export type StableAudioErrorCode = keyof typeof STABLE_AUDIO_ERRORS

export class StableAudioError extends Error {
  readonly code: StableAudioErrorCode

  constructor(code: StableAudioErrorCode, detail: string, options?: { cause?: unknown }) {
    super(STABLE_AUDIO_ERRORS[code](detail), options)
    this.name = 'StableAudioError'
    this.code = code
  }
}
