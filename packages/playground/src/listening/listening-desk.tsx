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
import { ResultActions } from './result-actions.tsx'
import { useShortcuts } from './shortcuts.ts'
import { lengthOf, type Span } from './timeline.ts'
import { Transport } from './transport.tsx'
import { useDeck } from './use-deck.ts'
import { useFollow } from './use-follow.ts'
import { useOutlines } from './use-outlines.ts'
import { useSecondsBefore } from './use-seconds-before.ts'
import { useView } from './use-view.ts'

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
  const [selection, setSelection] = useState<Span>()

  const clipSeconds = outlineOf(source)?.durationSeconds ?? 0
  const secondsBefore = useSecondsBefore(props.model)
  const margin = marginsOf(edit, clipSeconds)
  /** Where the source begins; results that add time before it begin earlier. */
  const startsAt = Math.max(margin.before, ...results.map(secondsBefore))
  const ends = results.map((clip) => startsAt - secondsBefore(clip) + (outlineOf(clip)?.durationSeconds ?? 0))
  const totalSeconds = Math.max(1, startsAt + clipSeconds + margin.after, ...ends)

  const loudness = (clip: { readonly url: string } | undefined) => outlineOf(clip)?.loudnessLufs
  const gains = matched ? matchedGains(loudness(source), loudness(picked)) : { source: 1, result: 1 }
  const { deck, state } = useDeck({
    ...(source && { source: { url: source.url, gain: gains.source, startsAt } }),
    ...(picked && { result: { url: picked.url, gain: gains.result, startsAt: startsAt - secondsBefore(picked) } }),
  })
  const timeline = useView(totalSeconds)
  const steps = useEdit(edit)
  const ownRegions = hasOwnRegions(useDesk(props.model).input)
  const { view } = timeline
  useFollow(deck, view, totalSeconds, timeline.show)

  const select = (span: Span | undefined): void => {
    setSelection(span)
    deck.setLoop(span)
  }
  const toggleLoop = (): void => deck.setLoop(state.loop ? undefined : (selection ?? { start: 0, end: totalSeconds }))
  const loopEdge = (edge: keyof Span): void => {
    const span = { ...(selection ?? { start: 0, end: totalSeconds }), [edge]: deck.position() }
    if (lengthOf(span) > 0) select(span)
  }
  useShortcuts({
    ' ': () => deck.toggle(),
    x: () => deck.swap(),
    l: toggleLoop,
    '[': () => loopEdge('start'),
    ']': () => loopEdge('end'),
    escape: () => select(undefined),
    arrowleft: () => deck.seek(deck.position() - 1),
    arrowright: () => deck.seek(Math.min(totalSeconds, deck.position() + 1)),
    home: () => deck.seek(0),
    '+': () => timeline.zoom(2, deck.position()),
    '-': () => timeline.zoom(0.5, deck.position()),
    'Ctrl+z': steps?.undo,
    'Ctrl+Shift+z': steps?.redo,
    ...Object.fromEntries(results.slice(0, 9).map(({ url }, index) => [`${index + 1}`, () => onSelect(url)])),
  })

  const laneOf = (clip: { readonly url: string }) => ({
    ...{ deck, view, spectrogram, url: clip.url, outline: outlineOf(clip), loop: state.loop ?? selection },
    note: noteOf(known.get(clip.url), t),
    onSeek: (seconds: number) => deck.seek(seconds),
    onZoom: timeline.zoom,
    onPan: timeline.pan,
  })
  const drawRegion = (span: Span): void => {
    if (edit?.kind !== 'inpainting') {
      select(span)
      return
    }
    // Where the clip ends is not known before it is drawn; nothing may be cut off by that.
    if (clipSeconds === 0) return
    const regions = withRegion(ownRegions ? edit.regions : [], span, clipSeconds)
    if (JSON.stringify(regions) === JSON.stringify(edit.regions)) return
    steps?.begin()
    edit.onChange(regions)
  }

  return (
    <Panel aria-label={t.title} className="grid gap-3">
      <Transport
        {...{ deck, state, matched, spectrogram }}
        heard={{
          start: Math.min(...(source ? [startsAt] : []), ...results.map((clip) => startsAt - secondsBefore(clip))),
          end: Math.max(startsAt + clipSeconds, ...ends),
        }}
        zero={startsAt}
        sides={{ source: source !== undefined, result: picked !== undefined }}
        edit={steps}
        onLoop={toggleLoop}
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
        {...{ view, totalSeconds, selection, startsAt }}
        onSelect={select}
        onSeek={(seconds) => deck.seek(seconds)}
        onZoom={timeline.zoom}
      />
      {source && (
        <Lane
          {...laneOf(source)}
          side="before"
          startsAt={startsAt}
          heard={state.heard === 'source' || picked === undefined}
          tall
          onDrawn={drawRegion}
          label={<LaneLabel colour="before" name={`${t.source}: ${source.name}`} outline={outlineOf(source)} />}
        >
          {(secondsPerPixel) => (
            <EditLayer {...{ edit, view, clipSeconds, startsAt, secondsPerPixel }} onBegin={() => steps?.begin()} />
          )}
        </Lane>
      )}
      {results.map((clip, index) => (
        <Lane
          key={clip.url}
          {...laneOf(clip)}
          side="after"
          startsAt={startsAt - secondsBefore(clip)}
          heard={clip === picked && (state.heard === 'result' || source === undefined)}
          tall={clip === picked}
          onDrawn={select}
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
      {timeline.zoomedIn && (
        <input
          type="range"
          aria-label={t.scroll}
          className="w-full accent-accent"
          min={0}
          max={totalSeconds - lengthOf(view)}
          step={0.01}
          value={view.start}
          onChange={(event) => timeline.show(Number(event.target.value))}
        />
      )}
      {picked && <ResultActions clip={picked} {...{ deck, onUseAsSource, onKeepSeed }} />}
      <details className="text-dim text-xs">
        <summary>{t.keys}</summary>
        {t.keysText}
      </details>
    </Panel>
  )
}

function noteOf(
  known: { readonly outline: unknown; readonly error: unknown } | undefined,
  t: { drawing: string; undrawable: string },
) {
  if (known?.outline) return undefined
  return known?.error ? t.undrawable : t.drawing
}
