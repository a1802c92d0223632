import { ArrowLeftRight, LoaderCircle, Pause, Play, Redo2, Repeat, Scan, Undo2, ZoomIn, ZoomOut } from 'lucide-react'
import { useEffect, useRef } from 'react'
import type { Undo } from '../editing/use-edit-steps.ts'
import { useFormats } from '../i18n/format.ts'
import { useTexts } from '../i18n/texts.ts'
import { Button, IconButton } from '../ui/button.tsx'
import { Hint } from '../ui/hint.tsx'
import type { Deck, DeckState, Side } from './deck.ts'
import { DESK_TEXTS } from './desk-texts.ts'
import type { Span } from './timeline.ts'

interface TransportProps {
  readonly deck: Deck
  readonly state: DeckState
  /** From where to where there is something to hear. */
  readonly heard: Span
  readonly sides: Readonly<Record<Side, boolean>>
  readonly matched: boolean
  readonly spectrogram: boolean
  readonly edit: Undo | undefined
  readonly onLoop: () => void
  readonly onMatched: () => void
  readonly onSpectrogram: () => void
  readonly onZoom: (factor: number) => void
  readonly onZoomAll: () => void
}

const ZOOM = 2

/** Everything that is pressed while listening. */
export function Transport(props: TransportProps) {
  const { deck, state, heard, sides, matched, spectrogram, edit } = props
  const t = useTexts(DESK_TEXTS)
  const { playing, loading } = state
  return (
    <div className="flex flex-wrap items-center gap-x-2 gap-y-1.5">
      <Button look="primary" className="w-24" onClick={() => deck.toggle()} aria-label={playing ? t.pause : t.play}>
        {loading ? <LoaderCircle className="animate-spin" /> : playing ? <Pause /> : <Play />}
        {loading ? t.loading : playing ? t.pause : t.play}
      </Button>
      <Clock {...{ deck, heard }} />
      {sides.source && sides.result && <Heard deck={deck} heard={state.heard} />}
      <IconButton label={t.loopHint} aria-pressed={state.loop !== undefined} onClick={props.onLoop}>
        <Repeat />
      </IconButton>
      {sides.source && sides.result && (
        <Hint text={t.matchedHint}>
          <Button look="quiet" aria-pressed={matched} className="aria-pressed:text-ink" onClick={props.onMatched}>
            {matched ? '=' : '≠'} {t.matched}
          </Button>
        </Hint>
      )}
      <span className="ml-auto flex items-center">
        {edit && (
          <>
            <IconButton label={t.undo} disabled={!edit.undo} onClick={edit.undo}>
              <Undo2 />
            </IconButton>
            <IconButton label={t.redo} disabled={!edit.redo} onClick={edit.redo}>
              <Redo2 />
            </IconButton>
          </>
        )}
        <Button
          look="quiet"
          aria-pressed={spectrogram}
          className="aria-pressed:bg-raised aria-pressed:text-ink"
          onClick={props.onSpectrogram}
        >
          {t.spectrogram}
        </Button>
        <IconButton label={t.zoomIn} onClick={() => props.onZoom(ZOOM)}>
          <ZoomIn />
        </IconButton>
        <IconButton label={t.zoomOut} onClick={() => props.onZoom(1 / ZOOM)}>
          <ZoomOut />
        </IconButton>
        <IconButton label={t.zoomAll} onClick={props.onZoomAll}>
          <Scan />
        </IconButton>
      </span>
    </div>
  )
}

/** Source or result, with the key that swaps them. */
function Heard({ deck, heard }: { readonly deck: Deck; readonly heard: Side }) {
  const t = useTexts(DESK_TEXTS)
  const side = (which: Side, selected: string) => (
    <button
      type="button"
      aria-pressed={heard === which}
      onClick={() => deck.swap(which)}
      className={`h-full px-2.5 ${heard === which ? selected : 'text-dim hover:text-ink'}`}
    >
      {t[which]}
    </button>
  )
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring a border and a legend of its own
    <div
      role="group"
      aria-label={t.hearing}
      className="flex h-8 items-center overflow-hidden rounded-md border border-line"
    >
      {side('source', 'bg-before text-ground font-semibold')}
      <IconButton label={`${t.swap} (X)`} className="size-7" onClick={() => deck.swap()}>
        <ArrowLeftRight />
      </IconButton>
      {side('result', 'bg-after text-on-accent font-semibold')}
    </div>
  )
}

function Clock({ deck, heard: { start, end } }: Pick<TransportProps, 'deck' | 'heard'>) {
  const { clock } = useFormats()
  const text = useRef<HTMLSpanElement>(null)
  useEffect(() => {
    let frame = 0
    const show = (): void => {
      if (text.current) text.current.textContent = clock(Math.max(start, deck.position()), 1)
      cancelAnimationFrame(frame)
      if (deck.state().playing) frame = requestAnimationFrame(show)
    }
    show()
    const stop = deck.subscribe(show)
    return () => {
      stop()
      cancelAnimationFrame(frame)
    }
  }, [deck, clock, start])
  return (
    <span className="min-w-24 text-dim">
      <span ref={text} className="text-ink" /> / {clock(end, 1)}
    </span>
  )
}
