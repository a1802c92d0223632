import { useState } from 'react'
import type { ModelName } from '../catalogue/catalogue.ts'
import type { Outline } from '../clips/outline.ts'
import { EditLayer, useEdit } from '../editing/edit-layer.tsx'
import type { EditMode } from '../editing/edit-mode.ts'
import { marginsOf } from '../editing/margins.ts'
import { hasOwnRegions } from '../editing/own-regions.ts'
import { withRegion } from '../editing/regions.ts'
import { useTexts } from '../i18n/texts.ts'
import { type SourceClip, useDesk } from '../play/desk.ts'
import { Notice, Panel } from '../ui/panel.tsx'
import type { ResultClip } from './clips.ts'
import { DESK_TEXTS } from './desk-texts.ts'
import { Lane } from './lane.tsx'
import { LaneLabel, PickResult } from './lane-label.tsx'
import { LoopBar } from './loop-bar.tsx'
import { matchedGains } from './loudness-match.ts'
import { placementOf } from './placement.ts'
import { ResultActions } from './result-actions.tsx'
import { lengthOf, type Span } from './timeline.ts'
import { Transport } from './transport.tsx'
import { useDeck } from './use-deck.ts'
import { useDeskKeys } from './use-desk-keys.ts'
import { useFollow } from './use-follow.ts'
import { useLoop } from './use-loop.ts'
import { type KnownOutline, useOutlines } from './use-outlines.ts'
import { useSecondsBefore } from './use-seconds-before.ts'
import { useView, type View } from './use-view.ts'

interface ListeningDeskProps {
  readonly model: ModelName
  readonly source?: SourceClip
  readonly results: readonly ResultClip[]
  /** Address of the result that is compared with the source; the first when absent. */
  readonly selected?: string
  readonly onSelect: (url: string) => void
  readonly onUseAsSource: (clip: SourceClip) => void
  readonly onKeepSeed: (seed: number) => void
  readonly edit?: EditMode
}

/** Source and results over each other on one time line, one of them heard. */
export function ListeningDesk(props: ListeningDeskProps) {
  const { source, results, onSelect, onUseAsSource, onKeepSeed, edit } = props
  const t = useTexts(DESK_TEXTS)
  const picked = results.find(({ url }) => url === props.selected) ?? results[0]
  const known = useOutlines([...(source ? [source.url] : []), ...results.map(({ url }) => url)])
  const outlineOf = (clip: { readonly url: string } | undefined): Outline | undefined =>
    clip && known.get(clip.url)?.outline
  const [matched, setMatched] = useState(true)
  const [spectrogram, setSpectrogram] = useState(false)

  const clipSeconds = outlineOf(source)?.durationSeconds ?? 0
  const secondsBefore = useSecondsBefore(props.model)
  const { heard, whole } = placementOf({
    ...{ clipSeconds, margin: marginsOf(edit, clipSeconds) },
    results: results.map((clip) => ({
      before: secondsBefore(clip),
      seconds: outlineOf(clip)?.durationSeconds ?? 0,
    })),
  })
  const loudness = (clip: { readonly url: string } | undefined) => outlineOf(clip)?.loudnessLufs
  const gains = matched ? matchedGains(loudness(source), loudness(picked)) : { source: 1, result: 1 }
  const { deck, state } = useDeck({
    ...(source && { source: { url: source.url, gain: gains.source, startsAt: 0 } }),
    ...(picked && { result: { url: picked.url, gain: gains.result, startsAt: -secondsBefore(picked) } }),
  })
  const timeline = useView(whole)
  const { view } = timeline
  useFollow(deck, timeline)
  const loop = useLoop(deck, state, source?.url, heard)
  const steps = useEdit(edit)
  useDeskKeys({ deck, loop, timeline, heard, steps, results: results.map(({ url }) => url), onSelect })
  const ownRegions = hasOwnRegions(useDesk(props.model).input)

  const drawRegion = (span: Span): void => {
    if (edit?.kind !== 'inpainting') {
      loop.select(span)
      return
    }
    // Where the clip ends is not known before it is drawn; nothing may be cut off by that.
    if (clipSeconds === 0) return
    const regions = withRegion(ownRegions ? edit.regions : [], span, clipSeconds)
    if (JSON.stringify(regions) === JSON.stringify(edit.regions)) return
    steps?.begin()
    edit.onChange(regions)
  }
  const laneOf = (clip: { readonly url: string }) => ({
    ...{ deck, view, spectrogram, url: clip.url, outline: outlineOf(clip), loop: loop.shown },
    note: noteOf(known.get(clip.url), t),
    onSeek: (seconds: number) => deck.seek(seconds),
    onZoom: timeline.zoom,
    onPan: timeline.pan,
  })

  return (
    <Panel aria-label={t.title} className="grid gap-3">
      <Transport
        {...{ deck, state, matched, spectrogram, heard }}
        sides={{ source: source !== undefined, result: picked !== undefined }}
        edit={steps}
        onLoop={loop.toggle}
        onMatched={() => setMatched(!matched)}
        onSpectrogram={() => setSpectrogram(!spectrogram)}
        onZoom={(factor) => timeline.zoom(factor, deck.position())}
        onZoomAll={timeline.showAll}
      />
      {state.failed.map((side) => (
        <Notice key={side} tone="bad">
          {side === 'source' ? t.failedSource : t.failedResult}
        </Notice>
      ))}
      {edit && source && <p className="text-dim text-xs">{edit.kind === 'inpainting' ? t.drawRegions : t.dragEdges}</p>}
      <LoopBar
        {...{ view, whole, selection: loop.selection }}
        onSelect={loop.select}
        onSeek={(seconds) => deck.seek(seconds)}
        onZoom={timeline.zoom}
      />
      {source && (
        <Lane
          {...laneOf(source)}
          side="before"
          startsAt={0}
          heard={state.heard === 'source' || picked === undefined}
          tall
          onDrawn={drawRegion}
          label={<LaneLabel colour="before" name={`${t.source}: ${source.name}`} outline={outlineOf(source)} />}
        >
          {(secondsPerPixel) => (
            <EditLayer {...{ edit, view, clipSeconds, secondsPerPixel }} onBegin={() => steps?.begin()} />
          )}
        </Lane>
      )}
      {results.map((clip, index) => (
        <Lane
          key={clip.url}
          {...laneOf(clip)}
          side="after"
          startsAt={-secondsBefore(clip)}
          heard={clip === picked && (state.heard === 'result' || source === undefined)}
          tall={clip === picked}
          onDrawn={loop.select}
          label={
            <PickResult
              name={`${index + 1} · ${clip.label ?? clip.name}`}
              picked={clip === picked}
              outline={outlineOf(clip)}
              onPick={() => {
                onSelect(clip.url)
                deck.swap('result')
              }}
            />
          }
        />
      ))}
      {timeline.zoomedIn && <Scroll {...timeline} />}
      {picked && <ResultActions clip={picked} {...{ onUseAsSource, onKeepSeed }} />}
      <details className="text-dim text-xs">
        <summary>{t.keys}</summary>
        {t.keysText}
      </details>
    </Panel>
  )
}

/** Moves a zoomed view over the whole. */
function Scroll({ view, whole, show }: View) {
  const t = useTexts(DESK_TEXTS)
  return (
    <input
      type="range"
      aria-label={t.scroll}
      className="w-full accent-accent"
      min={whole.start}
      max={whole.end - lengthOf(view)}
      step={0.01}
      value={view.start}
      onChange={(event) => show(Number(event.target.value))}
    />
  )
}

function noteOf(known: KnownOutline | undefined, t: { readonly drawing: string; readonly undrawable: string }) {
  if (known?.outline) return undefined
  return known?.error ? t.undrawable : t.drawing
}
