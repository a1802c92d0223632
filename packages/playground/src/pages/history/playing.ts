/** The one clip that the history plays: a single audio element, so a second one stops the first. */

import { useSyncExternalStore } from 'react'
import { ownAddress } from '../../api/own-address.ts'

interface Playing {
  readonly url: string
  readonly state: 'loading' | 'playing' | 'paused' | 'failed'
  readonly seconds: number
}

let audio: HTMLAudioElement | undefined
let playing: Playing | undefined
const listeners = new Set<() => void>()

function tell(next: Playing | undefined): void {
  playing = next
  for (const listener of listeners) listener()
}

function element(): HTMLAudioElement {
  if (audio) return audio
  const made = new Audio()
  const is = (state: Playing['state']) => (): void => {
    if (playing) tell({ ...playing, state, seconds: made.currentTime })
  }
  made.addEventListener('playing', is('playing'))
  made.addEventListener('pause', is('paused'))
  made.addEventListener('error', is('failed'))
  made.addEventListener('timeupdate', () => playing && tell({ ...playing, seconds: made.currentTime }))
  made.addEventListener('ended', () => {
    made.currentTime = 0
    if (playing) tell({ ...playing, state: 'paused', seconds: 0 })
  })
  audio = made
  return made
}

/** @param atSeconds  where to begin; else where it was left */
function play(url: string, atSeconds?: number): void {
  const player = element()
  if (playing?.url !== url || playing.state === 'failed') {
    player.src = ownAddress(url)
    tell({ url, state: 'loading', seconds: atSeconds ?? 0 })
  }
  if (atSeconds !== undefined) player.currentTime = atSeconds
  // A refusal is heard as an "error"; being stopped at once is none.
  player.play().catch(() => undefined)
}

const pause = (): void => audio?.pause()

export function toggle(url: string): void {
  if (playing?.url === url && (playing.state === 'playing' || playing.state === 'loading')) pause()
  else play(url)
}

/** Moves to a place of the clip; another than the present one is played from there. */
export function seek(url: string, seconds: number): void {
  if (playing?.url !== url) {
    play(url, seconds)
    return
  }
  element().currentTime = seconds
  tell({ ...playing, seconds })
}

/** Puts the clip away, as when its page is left or it was deleted. */
export function silence(url?: string): void {
  if (url !== undefined && playing?.url !== url) return
  audio?.pause()
  audio?.removeAttribute('src')
  tell(undefined)
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** `undefined` unless it is this one. */
export const usePlaying = (url: string): Playing | undefined =>
  useSyncExternalStore(subscribe, () => (playing?.url === url ? playing : undefined))
