import { useCallback, useEffect, useRef, useState } from 'react'
import { soundBegins } from '../ui/one-sound.ts'

export type Side = 'before' | 'after'

interface BeforeAfterClips {
  /** `undefined`: there was none. */
  readonly before: string | undefined
  readonly after: string
  readonly volumes: Readonly<Record<Side, number>>
}

export interface BeforeAfter {
  readonly side: Side
  readonly playing: boolean
  /** Something went wrong with the file of this side. */
  readonly broken: boolean
  toggle(): void
  /** Goes on at the same moment of the other clip. */
  choose(side: Side): void
  /** @param fraction  0 … 1 */
  seek(fraction: number): void
  /** 0 … 1, to be asked for at every frame. */
  place(): number
}

/** Two clips that are one to the listener: the source and what was made of it. Nothing is loaded before it is played. */
export function useBeforeAfter({ before, after, volumes }: BeforeAfterClips): BeforeAfter {
  const [side, setSide] = useState<Side>('after')
  const [playing, setPlaying] = useState(false)
  const [broken, setBroken] = useState(false)
  const players = useRef<Partial<Record<Side, HTMLAudioElement>>>({})
  const urls = { before: before ?? after, after }

  const stop = useCallback((): void => {
    for (const player of Object.values(players.current)) player.pause()
    setPlaying(false)
  }, [])
  useEffect(() => stop, [stop])

  const playerOf = (each: Side): HTMLAudioElement => {
    players.current[each] ??= newPlayer(urls[each], stop, () => setBroken(true))
    const player = players.current[each]
    player.volume = volumes[each]
    return player
  }
  const play = (each: Side): void => {
    soundBegins(stop)
    setBroken(false)
    setPlaying(true)
    void playerOf(each)
      .play()
      // A play that is paused before it began is refused, which is what was wanted.
      .catch((error: unknown) => {
        if (error instanceof DOMException && error.name === 'AbortError') return
        stop()
        setBroken(true)
      })
  }
  return {
    side,
    playing,
    broken,
    toggle: () => (playing ? stop() : play(side)),
    choose(next) {
      const from = players.current[side]
      setSide(next)
      if (from !== undefined && next !== side) playerOf(next).currentTime = from.currentTime
      from?.pause()
      if (playing) play(next)
    },
    seek(fraction) {
      const player = playerOf(side)
      const go = (): void => {
        player.currentTime = fraction * player.duration
      }
      if (Number.isFinite(player.duration)) go()
      else player.addEventListener('loadedmetadata', go, { once: true })
    },
    place() {
      const { currentTime = 0, duration = 0 } = players.current[side] ?? {}
      return duration > 0 ? currentTime / duration : 0
    },
  }
}

function newPlayer(url: string, onEnd: () => void, onError: () => void): HTMLAudioElement {
  const player = new Audio(url)
  player.addEventListener('ended', onEnd)
  player.addEventListener('error', () => {
    onEnd()
    onError()
  })
  return player
}
