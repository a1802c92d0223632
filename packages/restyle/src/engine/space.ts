import { filterStereo } from '../dsp/biquad.ts'
import { addEchoes } from '../dsp/delay.ts'
import { blendReverb, reverberate } from '../dsp/reverb.ts'
import { add, type StereoAudio } from '../dsp/stereo.ts'
import { cutSections } from '../dsp/tone.ts'
import { clamp } from '../dsp/units.ts'
import { wowFlutter } from '../dsp/wow-flutter.ts'
import type { Plan } from '../prompt/plan-keys.ts'
import { type Buses, REFERENCE_RMS } from './buses.ts'
import { settingEntry } from './depth.ts'
import type { Intent } from './intent.ts'

const NEGLIGIBLE_WET = 0.015
const NEGLIGIBLE_ECHO = 0.02
/** How much of drums and bass reaches the room: more would blur the beat and boom. */
const DRUMS_TO_ROOM = 0.24
const BASS_TO_ROOM = 0.06
/** What enters a room: rumble and fizz would be smeared into mud and hiss. */
const SEND_LOW_HZ = 150
const SEND_HIGH_HZ = 14_000

export interface Room {
  /** 0 … 0.9 */
  readonly wet: number
  readonly t60Seconds: number
}

/** No room rings shorter: who asks for less asks for none. */
const SHORTEST_T60_SECONDS = 0.15
/** A reverb time asks for a room that is heard. */
const WET_OF_ASKED_TIME = 0.35
/** "no reverb" is −1, "dry" −0.6, "intimate" −0.25: from here on the room is not only to be small, it is to be gone. */
const DENIED_WET = -0.5

/** The room that a plan asks for; distance brings some of its own, and a reverb time in numbers is heard or, at 0, silenced. */
export function roomOf(plan: Plan, { reading, avoided }: Intent, noiseLevel: number): Room {
  const asked = reading.settings.reverbSeconds
  const wet = clamp(plan.wet + 0.25 * plan.dist, 0, 0.9)
  if (asked === undefined) return { wet, t60Seconds: clamp(0.6 * 2 ** plan.rt, SHORTEST_T60_SECONDS, 10) }
  if (asked <= SHORTEST_T60_SECONDS) return { wet: 0, t60Seconds: SHORTEST_T60_SECONDS }
  const denied = (reading.deltas.wet ?? 0) + (avoided.deltas.wet ?? 0) <= DENIED_WET
  return { wet: denied ? wet : Math.max(wet, WET_OF_ASKED_TIME * settingEntry(noiseLevel)), t60Seconds: asked }
}

/** Mixes the buses into one, adds wow, echoes and the room. The buses' buffers are used up; the result is the tonal one's. */
export function* placeInSpace(
  buses: Buses,
  request: { readonly plan: Plan; readonly room: Room; readonly beatSeconds: number; readonly seed: number },
): Generator<void, StereoAudio> {
  const { plan, room, beatSeconds, seed } = request
  const mix = buses.tonal
  const send = room.wet > NEGLIGIBLE_WET || plan.echo > NEGLIGIBLE_ECHO ? roomSend(buses) : null
  for (const bus of ['bass', 'drums'] as const) {
    const audio = buses[bus]
    if (audio !== null) add(mix, audio)
    buses[bus] = null
  }
  yield
  if (plan.wow > 0.01) {
    wowFlutter(mix, { amount: plan.wow, seed })
    yield
  }
  if (send === null) return mix
  if (plan.echo > NEGLIGIBLE_ECHO) {
    addEchoes(mix, send, echoSettings(plan, beatSeconds))
    yield
  }
  if (room.wet <= NEGLIGIBLE_WET) return mix
  filterStereo(send, cutSections(SEND_LOW_HZ, SEND_HIGH_HZ))
  yield* reverberate(send, {
    t60Seconds: room.t60Seconds,
    brightness: clamp(plan.damp + clamp(plan.tilt / 8, -0.4, 0.3), -1, 1),
    size: clamp(0.25 + 0.22 * plan.rt, 0.1, 1.6),
    preDelayMs: 8 + plan.pre + 10 * Math.max(0, plan.rt),
    shimmer: plan.shim,
    seed,
  })
  blendReverb(mix, send, room.wet, REFERENCE_RMS)
  return mix
}

function roomSend({ tonal, drums, bass }: Buses): StereoAudio {
  const send = { left: tonal.left.slice(), right: tonal.right.slice() }
  if (drums !== null) add(send, drums, DRUMS_TO_ROOM)
  if (bass !== null) add(send, bass, BASS_TO_ROOM)
  return send
}

/** Dotted eighths; dotted quarters when beats are short. */
function echoSettings(plan: Plan, beatSeconds: number) {
  return {
    amount: plan.echo,
    seconds: beatSeconds * (beatSeconds < 0.4 ? 1.5 : 0.75),
    feedback: clamp(0.38 + plan.fb + 0.25 * plan.echo, 0.1, 0.82),
  }
}
