import { Download, Pause, Play } from 'lucide-react'
import { ownAddress } from '../../api/own-address.ts'
import type { Outline } from '../../clips/outline.ts'
import { SmallOutline, useSmallOutline } from '../../clips/small-outline.tsx'
import { useFormats } from '../../i18n/format.ts'
import { useTexts } from '../../i18n/texts.ts'
import { IconButton, LinkButton } from '../../ui/button.tsx'
import { Hint } from '../../ui/hint.tsx'
import { seek, toggle, usePlaying } from './playing.ts'
import { HISTORY_TEXTS } from './texts.ts'
import { useInSight } from './use-in-sight.ts'

interface ResultPlayerProps {
  readonly url: string
  /** For screen readers, e.g. "Result 2". */
  readonly name: string
  readonly fileName: string
}

/** A result to hear at once: play, where it is, and the file. */
export function ResultPlayer({ url, name, fileName }: ResultPlayerProps) {
  const t = useTexts(HISTORY_TEXTS)
  const { clock } = useFormats()
  const [element, inSight] = useInSight<HTMLDivElement>()
  const { data: outline } = useSmallOutline(url, inSight)
  const playing = usePlaying(url)
  const sounds = playing?.state === 'playing' || playing?.state === 'loading'
  return (
    <div ref={element} className="flex min-w-0 items-center gap-1.5">
      <IconButton
        look="plain"
        className="shrink-0 rounded-full!"
        label={`${sounds ? t.pause : t.play}: ${name}`}
        onClick={() => toggle(url)}
      >
        {sounds ? <Pause /> : <Play />}
      </IconButton>
      <Place {...{ url, name, outline }} seconds={playing?.seconds} />
      <span className="w-18 shrink-0 text-right text-xs whitespace-nowrap text-dim">
        {playing?.state === 'failed'
          ? t.unplayable
          : outline && `${playing ? `${clock(playing.seconds)} / ` : ''}${clock(outline.durationSeconds)}`}
      </span>
      <Hint text={t.download}>
        <LinkButton
          look="quiet"
          className="size-8 px-0"
          href={ownAddress(url)}
          download={fileName}
          aria-label={t.downloadOf(name)}
        >
          <Download />
        </LinkButton>
      </Hint>
    </div>
  )
}

interface PlaceProps {
  readonly url: string
  readonly name: string
  readonly outline: Outline | undefined
  readonly seconds: number | undefined
}

/** The clip drawn twice, the heard part over the whole; an unseen slider over it takes hands and keys. */
function Place({ url, name, outline, seconds }: PlaceProps) {
  const t = useTexts(HISTORY_TEXTS)
  const { clock } = useFormats()
  const durationSeconds = outline?.durationSeconds ?? 0
  const heard = durationSeconds > 0 && seconds !== undefined ? seconds / durationSeconds : 0
  return (
    <div className="relative h-9 min-w-0 flex-1 rounded has-[:focus-visible]:outline-2 has-[:focus-visible]:outline-before">
      <SmallOutline outline={outline} className="text-dim/55" />
      <div className="absolute inset-0 overflow-hidden" style={{ clipPath: `inset(0 ${100 - heard * 100}% 0 0)` }}>
        <SmallOutline outline={outline} className="text-after" />
      </div>
      <input
        type="range"
        aria-label={t.placeOf(name)}
        aria-valuetext={clock(seconds ?? 0)}
        className="absolute inset-0 size-full cursor-pointer opacity-0"
        min={0}
        max={durationSeconds || 1}
        step={0.1}
        disabled={durationSeconds === 0}
        value={seconds ?? 0}
        onChange={(event) => seek(url, Number(event.target.value))}
      />
    </div>
  )
}
