/** What dragging on the waveform changes; seconds. */
export type EditMode =
  | {
      readonly kind: 'inpainting'
      readonly regions: readonly { readonly start: number; readonly end: number }[]
      readonly onChange: (regions: readonly { readonly start: number; readonly end: number }[]) => void
    }
  | {
      readonly kind: 'outpainting'
      readonly before: number
      readonly after: number
      readonly longestSeconds: number
      readonly onChange: (seconds: { readonly before: number; readonly after: number }) => void
    }
