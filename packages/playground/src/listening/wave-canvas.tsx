import { useEffect, useRef } from 'react'
import { type Outline, rangeBetween } from '../clips/outline.ts'
import { momentAt, type Span } from './timeline.ts'

interface WaveCanvasProps {
  readonly outline: Outline
  readonly view: Span
  /** Where on the time line the clip begins. */
  readonly startsAt: number
  readonly colour: 'before' | 'after'
  readonly dimmed: boolean
}

/** The waveform of what is in view, drawn anew at every change of size, theme or view; as fine as the screen. */
export function WaveCanvas({ outline, view, startsAt, colour, dimmed }: WaveCanvasProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    const element = canvas.current
    if (!element) return
    const draw = (): void => drawWave(element, { outline, view, startsAt, colour })
    const size = new ResizeObserver(draw)
    size.observe(element)
    const theme = new MutationObserver(draw)
    theme.observe(document.documentElement, { attributeFilter: ['data-theme'] })
    return () => {
      size.disconnect()
      theme.disconnect()
    }
  }, [outline, view, startsAt, colour])
  return <canvas ref={canvas} aria-hidden className={`absolute inset-0 size-full ${dimmed ? 'opacity-45' : ''}`} />
}

function drawWave(
  canvas: HTMLCanvasElement,
  { outline, view, startsAt, colour }: Omit<WaveCanvasProps, 'dimmed'>,
): void {
  const scale = window.devicePixelRatio
  canvas.width = Math.round(canvas.clientWidth * scale)
  canvas.height = Math.round(canvas.clientHeight * scale)
  const paint = canvas.getContext('2d')
  if (!paint) return
  const { width, height } = canvas
  const middle = height / 2
  paint.fillStyle = getComputedStyle(canvas).getPropertyValue(`--${colour}`)
  for (let x = 0; x < width; x++) {
    const from = momentAt(view, x / width) - startsAt
    const to = momentAt(view, (x + 1) / width) - startsAt
    if (to <= 0 || from >= outline.durationSeconds) continue
    const [low, high] = rangeBetween(outline, from, to)
    // A silent moment stays visible as a line.
    const top = middle - Math.max(high * middle, scale / 2)
    paint.fillRect(x, top, 1, middle - low * middle + scale / 2 - top)
  }
}
