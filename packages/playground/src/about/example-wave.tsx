import { useEffect, useRef } from 'react'
import type { Outline } from '../clips/outline.ts'
import { SmallOutline } from '../clips/small-outline.tsx'
import { classes } from '../ui/classes.ts'
import type { BeforeAfter } from './use-before-after.ts'

interface ExampleWaveProps {
  /** Absent until the server has drawn it. */
  readonly outline: Outline | undefined
  readonly player: BeforeAfter
  readonly label: string
}

/** A small waveform to see how far it is and to jump in it. */
export function ExampleWave({ outline, player, label }: ExampleWaveProps) {
  const range = useRef<HTMLInputElement>(null)
  const heard = useRef<HTMLDivElement>(null)
  const { playing, place, side } = player
  // After every change, and at every frame while it plays; none of that is React's.
  useEffect(() => {
    const show = (): void => {
      if (range.current) range.current.value = `${place()}`
      if (heard.current) heard.current.style.clipPath = `inset(0 ${(1 - place()) * 100}% 0 0)`
    }
    show()
    if (!playing) return
    let frame = requestAnimationFrame(function next() {
      show()
      frame = requestAnimationFrame(next)
    })
    return () => cancelAnimationFrame(frame)
  })
  return (
    <div className="relative h-12 rounded has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-before">
      <SmallOutline outline={outline} className="text-dim/40" />
      <div ref={heard} className={classes('absolute inset-0', side === 'before' ? 'text-before' : 'text-after')}>
        <SmallOutline outline={outline} />
      </div>
      <input
        ref={range}
        type="range"
        aria-label={label}
        min={0}
        max={1}
        step={0.02}
        defaultValue={0}
        onChange={(event) => player.seek(Number(event.target.value))}
        className="absolute inset-0 size-full cursor-pointer opacity-0"
      />
    </div>
  )
}
