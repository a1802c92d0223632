/**
 * What each block costs, in milliseconds of processor time per second of stereo audio: the best of several runs over a
 * programme with beats, pauses and a quiet end. Run: npx tsx --conditions=source packages/restyle/bench/dsp.ts [seconds] [runs]
 */
import { integratedLoudness } from '@retimbre/media'
import { addBed, BED_KINDS } from '../src/dsp/beds.ts'
import { filterStereo, lowPass } from '../src/dsp/biquad.ts'
import { chorus, flanger } from '../src/dsp/chorus.ts'
import { compress } from '../src/dsp/compressor.ts'
import { crush } from '../src/dsp/crusher.ts'
import { addEchoes } from '../src/dsp/delay.ts'
import { setDistance } from '../src/dsp/distance.ts'
import { deHarsh, deMud } from '../src/dsp/dynamic-band.ts'
import { edgeFadesFor, fadeEdges } from '../src/dsp/edge-fades.ts'
import { granulate } from '../src/dsp/grains.ts'
import { limit } from '../src/dsp/limiter.ts'
import { master } from '../src/dsp/master.ts'
import { phaser } from '../src/dsp/phaser.ts'
import { pump } from '../src/dsp/pump.ts'
import { resonate } from '../src/dsp/resonators.ts'
import { blendReverb, reverberate } from '../src/dsp/reverb.ts'
import { reverse } from '../src/dsp/reversal.ts'
import { ringModulate } from '../src/dsp/ring-modulator.ts'
import { sanitise } from '../src/dsp/sanitise.ts'
import { saturate } from '../src/dsp/saturate.ts'
import { rms, SAMPLE_RATE_HZ, type StereoAudio, scale, silence } from '../src/dsp/stereo.ts'
import { boundSide } from '../src/dsp/stereo-bounds.ts'
import { stutter } from '../src/dsp/stutter.ts'
import { cutSections, toneSections } from '../src/dsp/tone.ts'
import { autoPan, rhythmicGate, tremolo } from '../src/dsp/tremolo.ts'
import { truePeakOf } from '../src/dsp/true-peak.ts'
import { setWidth } from '../src/dsp/width.ts'
import { wowFlutter } from '../src/dsp/wow-flutter.ts'
import { Random } from '../src/random.ts'

const durationSeconds = Number(process.argv[2] ?? 20)
const runs = Number(process.argv[3] ?? 5)
const length = Math.round(durationSeconds * SAMPLE_RATE_HZ)
const beatSeconds = Array.from({ length: Math.floor(2 * durationSeconds) }, (_, beat) => beat / 2)
const programme = makeProgramme()
const work = silence(length)
const second = silence(length)
const seed = 1
const referenceRms = 0.1
const tone = { tilt: -1.6, sub: 5.6, bass: 4.5, lomid: 1, mid: -1, pres: -1.5, brill: -2.8, air: -6.5 }
const room = { t60Seconds: 2.8, brightness: 0, size: 0.7, preDelayMs: 20, seed }

const blocks: Readonly<Record<string, (audio: StereoAudio) => void>> = {
  sanitise,
  'stutter 0.5': (audio) => stutter(audio, { amount: 0.5, beatSeconds, seed }),
  'reverse 0.5': (audio) => reverse(audio, { amount: 0.5, beatSeconds, seed }),
  'granulate 0.7': (audio) => granulate(audio, { amount: 0.7, seed }),
  'resonate metal (9 modes)': (audio) => resonate(audio, { kind: 'metal', rootPitchClass: 9, minor: true, seed }),
  chorus: (audio) => chorus(audio, { amount: 0.5, seed }),
  flanger: (audio) => flanger(audio, { amount: 0.5, seed }),
  phaser: (audio) => phaser(audio, { amount: 0.5, seed }),
  ringModulate: (audio) => ringModulate(audio, { amount: 0.3, carrierHz: 90 }),
  tremolo: (audio) => tremolo(audio, { depth: 0.5, rateHz: 5 }),
  autoPan: (audio) => autoPan(audio, { depth: 0.5, rateHz: 0.2 }),
  rhythmicGate: (audio) => rhythmicGate(audio, { depth: 0.5, rateHz: 8 }),
  pump: (audio) => pump(audio, { amount: 0.6, kickSeconds: beatSeconds }),
  'saturate 0.4': (audio) => saturate(audio, { amount: 0.4, referenceRms }),
  'saturate 0.9 (hard knee)': (audio) => saturate(audio, { amount: 0.9, referenceRms }),
  setDistance: (audio) => setDistance(audio, 0.6),
  wowFlutter: (audio) => wowFlutter(audio, { amount: 0.4, seed }),
  addEchoes: (audio) => addEchoes(audio, second, { amount: 0.5, seconds: 0.375, feedback: 0.5 }),
  reverberate: (audio) => exhaust(reverberate(audio, { ...room, shimmer: 0 })),
  'reverberate with shimmer': (audio) => exhaust(reverberate(audio, { ...room, shimmer: 0.5 })),
  blendReverb: (audio) => blendReverb(audio, second, 0.5, referenceRms),
  'tone (tilt and 7 bands, 11 sections)': (audio) => filterStereo(audio, toneSections(tone)),
  'cuts (4 sections)': (audio) => filterStereo(audio, cutSections(120, 6000)),
  deHarsh: (audio) => deHarsh(audio, 0.6),
  deMud: (audio) => deMud(audio, 0.6),
  crush: (audio) => crush(audio, { bitLoss: 0.6, rateLoss: 0.4 }),
  compress: (audio) => compress(audio, { amount: 0.5, referenceRms }),
  'setWidth 0.7': (audio) => setWidth(audio, { width: 0.7, seed }),
  'setWidth −1': (audio) => setWidth(audio, { width: -1, seed }),
  boundSide,
  fadeEdges: (audio) => fadeEdges(audio, edgeFadesFor(durationSeconds)),
  'limit (6 dB over)': (audio) => {
    scale(audio, 2.5)
    limit(audio, 0.87)
  },
  integratedLoudness: (audio) => {
    integratedLoudness(audio)
  },
  truePeakOf: (audio) => {
    truePeakOf(audio)
  },
  master: (audio) => exhaust(master(audio)),
}
for (const kind of BED_KINDS)
  measure(`bed ${kind}`, (audio) => addBed(audio, { kind, amount: 0.5, referenceRms, seed }))
for (const [name, block] of Object.entries(blocks)) measure(name, block)

function measure(name: string, block: (audio: StereoAudio) => void): void {
  let best = Number.POSITIVE_INFINITY
  for (let run = 0; run < runs; run++) {
    work.left.set(programme.left)
    work.right.set(programme.right)
    second.left.set(programme.right)
    second.right.set(programme.left)
    const before = process.cpuUsage()
    block(work)
    const { user, system } = process.cpuUsage(before)
    best = Math.min(best, (user + system) / 1000)
  }
  console.log(`${name.padEnd(40)} ${(best / durationSeconds).toFixed(2).padStart(7)} ms/s`)
}

function exhaust(steps: Generator<unknown>): void {
  while (!steps.next().done);
}

/** Noise with a beat at 120 BPM over a chord, different on both sides, that falls silent for the last tenth. */
function makeProgramme(): StereoAudio {
  const audio = silence(length)
  const random = new Random(1, 'bench')
  for (const samples of [audio.left, audio.right])
    for (let i = 0; i < 0.9 * length; i++) {
      const sinceBeat = i % 22_050
      const seconds = i / SAMPLE_RATE_HZ
      const chord = Math.sin(2 * Math.PI * 220 * seconds) + Math.sin(2 * Math.PI * 277.2 * seconds)
      samples[i] = 0.05 * chord + 0.6 * random.signed() * Math.exp(-sinceBeat / 3000) + 0.02 * random.signed()
    }
  filterStereo(audio, [lowPass(9000, 0.7)])
  scale(audio, 0.1 / rms(audio))
  return audio
}
