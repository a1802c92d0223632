import { Download, Pause, Play } from 'lucide-react'
import { useFormats } from '../../i18n/format.ts'
import { useTexts } from '../../i18n/texts.ts'
import { IconButton, LinkButton } from '../../ui/button.tsx'
import { Hint } from '../../ui/hint.tsx'
import { seek, toggle, usePlaying } from './playing.ts'
import { HISTORY_TEXTS } from './texts.ts'
import { useInSight } from './use-in-sight.ts'
import { SLICES, useOutline } from './use-outline.ts'

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
  const { data: outline } = useOutline(url, inSight)
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
      <Outline url={url} name={name} {...(outline ?? { path: '', durationSeconds: 0 })} seconds={playing?.seconds} />
      <span className="w-18 shrink-0 text-right text-xs whitespace-nowrap text-dim">
        {playing?.state === 'failed'
          ? t.unplayable
          : outline && `${playing ? `${clock(playing.seconds)} / ` : ''}${clock(outline.durationSeconds)}`}
      </span>
      <Hint text={t.download}>
        <LinkButton look="quiet" className="size-8 px-0" href={url} download={fileName} aria-label={t.downloadOf(name)}>
          <Download />
        </LinkButton>
      </Hint>
    </div>
  )
}

interface OutlineProps {
  readonly url: string
  readonly name: string
  readonly path: string
  readonly durationSeconds: number
  readonly seconds: number | undefined
}

/** The clip drawn twice, the heard part over the whole; an unseen slider over it takes hands and keys. */
function Outline({ url, name, path, durationSeconds, seconds }: OutlineProps) {
  const t = useTexts(HISTORY_TEXTS)
  const { clock } = useFormats()
  const heard = durationSeconds > 0 && seconds !== undefined ? seconds / durationSeconds : 0
  return (
    <div className="relative h-9 min-w-0 flex-1 rounded has-[:focus-visible]:outline-2 has-[:focus-visible]:outline-before">
      <Drawing path={path} className="text-dim/55" />
      <div className="absolute inset-0 overflow-hidden" style={{ clipPath: `inset(0 ${100 - heard * 100}% 0 0)` }}>
        <Drawing path={path} className="text-after" />
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

const Drawing = ({ path, className }: { readonly path: string; readonly className: string }) => (
  <svg
    aria-hidden="true"
    viewBox={`0 0 ${SLICES} 2`}
    preserveAspectRatio="none"
    className={`absolute inset-0 size-full ${className}`}
  >
    <path
      d={path || `M0 1h${SLICES}`}
      fill="none"
      stroke="currentColor"
      strokeWidth={path ? 2 : 1}
      strokeLinecap="round"
      vectorEffect="non-scaling-stroke"
    />
  </svg>
)
