import type { Span } from '../listening/timeline.ts'
import type { EditMode } from './edit-mode.ts'
import { ExtensionLayer } from './extension-layer.tsx'
import { RegionLayer } from './region-layer.tsx'
import { useEditSteps } from './use-edit-steps.ts'

/** What the hand can change on the waveform of the source. */
export function EditLayer(props: {
  readonly edit: EditMode | undefined
  readonly view: Span
  readonly clipSeconds: number
  readonly onBegin: () => void
  readonly secondsPerPixel: () => number
}) {
  const { edit, clipSeconds, ...rest } = props
  if (!edit || clipSeconds === 0) return null
  return edit.kind === 'inpainting' ? (
    <RegionLayer {...rest} clipSeconds={clipSeconds} regions={edit.regions} onChange={edit.onChange} />
  ) : (
    <ExtensionLayer {...rest} {...edit} clipSeconds={clipSeconds} />
  )
}

/** Undo for whichever edit the model has. */
export function useEdit(edit: EditMode | undefined) {
  const value =
    edit && (edit.kind === 'inpainting' ? { regions: edit.regions } : { before: edit.before, after: edit.after })
  const steps = useEditSteps(value, (to) => {
    if (edit?.kind === 'inpainting' && to && 'regions' in to) edit.onChange(to.regions ?? [])
    if (edit?.kind === 'outpainting' && to && 'before' in to) edit.onChange(to as { before: number; after: number })
  })
  return edit && steps
}
