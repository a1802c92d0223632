/**
 * Plays the source and a result at the same time, one of them heard: both are decoded and scheduled by the sample on one
 * audio clock, so that changing between them is a cross-fade at the very same moment, and a loop has no gap.
 */

import { ownAddress } from '../api/own-address.ts'
import { soundBegins } from '../ui/one-sound.ts'
import { firstStretch, nextStretch, partOf, positionAt, type Stretch } from './schedule.ts'
import type { Span } from './timeline.ts'

export type Side = 'source' | 'result'

export interface Track {
  readonly url: string
  readonly gain: number
  /** Where on the time line it begins; negative where time was added before the source. */
  readonly startsAt: number
}

export type Tracks = Readonly<Partial<Record<Side, Track>>>

export interface DeckState {
  readonly playing: boolean
  /** Fetching and decoding, before the first sound. */
  readonly loading: boolean
  readonly heard: Side
  readonly loop: Span | undefined
  /** What could not be fetched or decoded; the other is heard all the same. */
  readonly failed: readonly Side[]
}

const SIDES = ['source', 'result'] as const
/** Short enough to be instant, long enough not to click. */
const FADE_SECONDS = 0.01
/** Ahead of the clock, so that both clips begin on the same sample. */
const LEAD_SECONDS = 0.04
/** A sound that begins in the middle of a clip rises this fast, so that it does not click. */
const RISE_SECONDS = 0.005
/** How far ahead the next rounds of a loop are scheduled: browsers look after a hidden page once a second. */
const AHEAD_SECONDS = 1.5
const LOOK_EVERY_MS = 150
/** Shorter rounds are a tone, and would be scheduled by the thousand. */
const SHORTEST_LOOP_SECONDS = 0.05
/** Decoded clips that are kept: two minutes of stereo are 46 MB. */
const MAX_DECODED = 4

export class Deck {
  #state: DeckState = { playing: false, loading: false, heard: 'result', loop: undefined, failed: [] }
  readonly #listeners = new Set<() => void>()
  #tracks: Tracks = {}
  #context: AudioContext | undefined
  readonly #decoded = new Map<string, Promise<AudioBuffer>>()
  #gains: Partial<Record<Side, GainNode>> = {}
  /** What each gain was last set to: browsers do not agree on what an automated one says of itself. */
  #levels: Partial<Record<Side, number>> = {}
  #nodes: AudioBufferSourceNode[] = []
  #stretches: Stretch[] = []
  #buffers: Partial<Record<Side, AudioBuffer>> = {}
  /** Absent at the beginning, wherever that is. */
  #position: number | undefined
  #timer: ReturnType<typeof setInterval> | undefined
  /** Raised by everything that makes an earlier wait for a clip pointless. */
  #turn = 0
  readonly #stopForOthers = (): void => this.pause()

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  readonly state = (): DeckState => this.#state

  /** Seconds on the time line. */
  position(): number {
    const context = this.#context
    const playing = this.#state.playing && context ? positionAt(this.#stretches, context.currentTime) : undefined
    return playing ?? this.#position ?? this.#first(SIDES.filter((side) => this.#tracks[side]))
  }

  /** What is to be compared. While playing, a new clip comes in where the old one was. */
  setTracks(tracks: Tracks): void {
    const same = SIDES.every((side) => tracks[side]?.url === this.#tracks[side]?.url)
    const moved = SIDES.some((side) => tracks[side]?.startsAt !== this.#tracks[side]?.startsAt)
    const arrived = tracks.result !== undefined && this.#tracks.result === undefined
    this.#tracks = tracks
    const heard = arrived || !tracks.source ? 'result' : tracks[this.#state.heard] ? this.#state.heard : 'source'
    this.#change({ heard, ...(!same && { failed: [] }) })
    this.#level()
    if ((!same || moved) && (this.#state.playing || this.#state.loading)) void this.play()
  }

  toggle(): void {
    if (this.#state.playing || this.#state.loading) this.pause()
    else void this.play()
  }

  /** Resolves once it sounds; a clip that cannot be had is told in the state. */
  async play(): Promise<void> {
    const turn = ++this.#turn
    soundBegins(this.#stopForOthers)
    this.#context ??= new AudioContext({ latencyHint: 'interactive' })
    const context = this.#context
    this.#change({ loading: true, failed: [] })
    try {
      const [buffers] = await Promise.all([this.#load(), context.resume()])
      if (turn !== this.#turn) return
      const position = this.position()
      this.#silence()
      this.#buffers = buffers
      const first = this.#first(SIDES.filter((side) => buffers[side]))
      const failed = SIDES.filter((side) => this.#tracks[side] && !buffers[side])
      const heard = SIDES.find((side) => buffers[side] && failed.includes(this.#state.heard)) ?? this.#state.heard
      this.#change({ failed, heard })
      const playing = Object.keys(buffers).length > 0
      if (playing) this.#begin(position >= this.#total() ? first : Math.max(position, first))
      this.#change({ playing, loading: false })
    } catch {
      if (turn === this.#turn)
        this.#change({ loading: false, playing: false, failed: SIDES.filter((side) => this.#tracks[side]) })
    }
  }

  pause(): void {
    this.#turn++
    if (this.#state.playing) this.#position = this.position()
    this.#silence()
    this.#change({ playing: false, loading: false })
  }

  seek(seconds: number): void {
    this.#position = seconds
    this.#tell()
    if (!this.#state.playing) return
    const loop = this.#state.loop
    if (loop && (seconds < loop.start || seconds >= loop.end)) this.#change({ loop: undefined })
    this.#silence()
    this.#begin(seconds)
  }

  /** Changes between source and result at the same moment. */
  swap(to: Side = this.#state.heard === 'source' ? 'result' : 'source'): void {
    if (!this.#tracks[to] || this.#state.failed.includes(to)) return
    this.#change({ heard: to })
    this.#level()
  }

  setLoop(wanted: Span | undefined): void {
    const loop = wanted && { ...wanted, end: Math.max(wanted.end, wanted.start + SHORTEST_LOOP_SECONDS) }
    const position = this.position()
    if (!this.#state.playing) {
      if (loop) this.#position = loop.start
      this.#change({ loop })
      return
    }
    this.#change({ loop })
    this.#silence()
    this.#begin(position)
  }

  /** The decoded samples of a clip, at the rate of this machine's sound. @throws when it cannot be fetched or decoded */
  decoded(url: string): Promise<AudioBuffer> {
    this.#context ??= new AudioContext({ latencyHint: 'interactive' })
    const context = this.#context
    const known = this.#decoded.get(url)
    if (known) return known
    const decoding = fetch(ownAddress(url))
      .then((response) => (response.ok ? response.arrayBuffer() : Promise.reject(new Error(`HTTP ${response.status}`))))
      .then((bytes) => context.decodeAudioData(bytes))
    this.#decoded.set(url, decoding)
    decoding.catch(() => this.#decoded.delete(url))
    for (const old of this.#decoded.keys()) {
      if (this.#decoded.size <= MAX_DECODED) break
      if (SIDES.every((side) => this.#tracks[side]?.url !== old) && old !== url) this.#decoded.delete(old)
    }
    return decoding
  }

  close(): void {
    this.pause()
    void this.#context?.close()
    this.#context = undefined
    this.#decoded.clear()
  }

  async #load(): Promise<Partial<Record<Side, AudioBuffer>>> {
    const loaded = SIDES.map(async (side) => {
      const track = this.#tracks[side]
      const buffer = track && (await this.decoded(track.url).catch(() => undefined))
      return buffer && ([side, buffer] as const)
    })
    return Object.fromEntries((await Promise.all(loaded)).filter((each) => each !== undefined))
  }

  /** Where the first of these clips begins; before it there is only silence. */
  #first(sides: readonly Side[]): number {
    return sides.length === 0 ? 0 : Math.min(...sides.map((side) => this.#tracks[side]?.startsAt ?? 0))
  }

  #total(): number {
    const ends = SIDES.map((side) => (this.#tracks[side]?.startsAt ?? 0) + (this.#buffers[side]?.duration ?? 0))
    return Math.max(...ends)
  }

  #begin(position: number): void {
    const context = this.#context
    if (!context) return
    const when = context.currentTime + LEAD_SECONDS
    for (const side of SIDES) {
      const gain = context.createGain()
      gain.connect(context.destination)
      gain.gain.value = 0
      gain.gain.setValueAtTime(0, when)
      gain.gain.linearRampToValueAtTime(this.#gainOf(side), when + RISE_SECONDS)
      this.#gains[side] = gain
      this.#levels[side] = this.#gainOf(side)
    }
    this.#sound(firstStretch(when, position, this.#total(), this.#state.loop))
    this.#timer = setInterval(() => this.#lookAhead(), LOOK_EVERY_MS)
    this.#lookAhead()
  }

  #sound(stretch: Stretch): void {
    const now = this.#context?.currentTime ?? 0
    this.#stretches = [...this.#stretches.filter(({ when, length }) => when + length > now), stretch]
    for (const side of SIDES) {
      const [track, buffer, gain] = [this.#tracks[side], this.#buffers[side], this.#gains[side]]
      const part = track && buffer && partOf(stretch, track.startsAt, buffer.duration)
      if (!part || !gain || !this.#context || !buffer) continue
      const node = this.#context.createBufferSource()
      node.buffer = buffer
      node.connect(gain)
      node.start(part.when, part.from, part.length)
      this.#nodes.push(node)
      node.onended = () => {
        this.#nodes = this.#nodes.filter((each) => each !== node)
      }
    }
  }

  #lookAhead(): void {
    const now = this.#context?.currentTime ?? 0
    let last = this.#stretches.at(-1)
    while (last && last.when + last.length < now + AHEAD_SECONDS) {
      const next = nextStretch(last, this.#state.loop)
      if (next) this.#sound(next)
      else if (now >= last.when + last.length) this.#rewind()
      last = next
    }
  }

  #rewind(): void {
    this.pause()
    this.#position = undefined
    this.#tell()
  }

  #silence(): void {
    clearInterval(this.#timer)
    const [nodes, gains] = [this.#nodes, Object.values(this.#gains)]
    const now = this.#context?.currentTime ?? 0
    for (const { gain } of gains) {
      gain.cancelScheduledValues(now)
      gain.setTargetAtTime(0, now, FADE_SECONDS / 3)
    }
    for (const node of nodes) node.stop(now + FADE_SECONDS * 2)
    this.#nodes = []
    this.#gains = {}
    this.#stretches = []
  }

  #gainOf(side: Side): number {
    return side === this.#state.heard ? (this.#tracks[side]?.gain ?? 1) : 0
  }

  /** An equal-power cross-fade to what is to be heard. */
  #level(): void {
    const now = this.#context?.currentTime ?? 0
    for (const side of SIDES) {
      const gain = this.#gains[side]?.gain
      if (!gain) continue
      const [from, to] = [this.#levels[side] ?? 0, this.#gainOf(side)]
      if (from === to) continue
      this.#levels[side] = to
      const curve = Float32Array.from({ length: 16 }, (_, i) => Math.sqrt(from ** 2 + (to ** 2 - from ** 2) * (i / 15)))
      gain.cancelScheduledValues(now)
      gain.setValueCurveAtTime(curve, now, FADE_SECONDS)
    }
  }

  #change(change: Partial<DeckState>): void {
    this.#state = { ...this.#state, ...change }
    this.#tell()
  }

  #tell(): void {
    for (const listener of this.#listeners) listener()
  }
}
