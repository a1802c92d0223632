import { type KeyboardEvent, type PointerEvent, useRef } from 'react'
import { classes } from '../ui/classes.ts'

interface HandleProps {
  readonly label: string
  readonly valueText: string
  readonly value: number
  readonly min: number
  readonly max: number
  /** 0 … 1 of the lane's width. */
  readonly place: number
  /** Ink where it is not an edit. */
  readonly look?: keyof typeof LOOKS
  readonly onBegin: () => void
  readonly onMove: (seconds: number) => void
  readonly onDelete?: (() => void) | undefined
  /** How much time a pixel is, asked when a drag begins. */
  readonly secondsPerPixel: () => number
  /** -1 where dragging to the left makes the value larger. */
  readonly direction?: 1 | -1
}

const LOOKS = { accent: 'before:bg-accent after:bg-accent', ink: 'before:bg-ink after:bg-ink' } as const
const STEP = 0.1
const LARGE_STEP = 1
/** Pressing alone moves nothing, and is nothing to undo. */
const DEAD_PIXELS = 2

/** One edge on the waveform: dragged, or moved by the arrow keys (with Shift by whole seconds). */
export function Handle(props: HandleProps) {
  const { label, valueText, value, min, max, place, look = 'accent', onBegin, onMove, onDelete } = props
  const { secondsPerPixel, direction = 1 } = props
  const drag = useRef({ x: 0, value: 0, perPixel: 0, moved: false })
  const pressed = (event: KeyboardEvent): void => {
    const step = (event.shiftKey ? LARGE_STEP : STEP) * direction
    const to = { ArrowLeft: value - step, ArrowRight: value + step, Home: min, End: max }[event.key]
    if (to !== undefined) {
      // A key that is held down is one step to undo.
      if (!event.repeat) onBegin()
      onMove(to)
    } else if (onDelete && (event.key === 'Delete' || event.key === 'Backspace')) onDelete()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const down = (event: PointerEvent<HTMLDivElement>): void => {
    event.stopPropagation()
    event.currentTarget.setPointerCapture(event.pointerId)
    event.currentTarget.focus()
    drag.current = { x: event.clientX, value, perPixel: secondsPerPixel(), moved: false }
  }
  const move = (event: PointerEvent<HTMLDivElement>): void => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return
    const { x, value: from, perPixel, moved } = drag.current
    if (!moved) {
      if (Math.abs(event.clientX - x) < DEAD_PIXELS) return
      drag.current.moved = true
      onBegin()
    }
    onMove(from + direction * (event.clientX - x) * perPixel)
  }
  return (
    <div
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-valuemin={min}
      aria-valuemax={max}
      aria-valuenow={value}
      aria-valuetext={valueText}
      onKeyDown={pressed}
      onPointerDown={down}
      onPointerMove={move}
      className={classes(
        'absolute inset-y-0 z-10 -ml-2 w-4 pointer-coarse:-ml-4 pointer-coarse:w-8 cursor-ew-resize touch-none before:absolute before:inset-y-0 before:left-1/2 before:-ml-px before:w-0.5',
        'after:absolute after:top-1/2 after:left-1/2 after:-mt-3 after:-ml-1 after:h-6 after:w-2 after:rounded',
        LOOKS[look],
      )}
      style={{ left: `${place * 100}%` }}
    />
  )
}
