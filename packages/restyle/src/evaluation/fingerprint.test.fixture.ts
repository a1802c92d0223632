/** Run as a program: renders the song with the options given as JSON and prints the fingerprint of the result. */
import { type RestyleOptions, restyle } from '../index.ts'
import { fingerprint } from './bits.test.fixture.ts'
import { song } from './song.test.fixture.ts'

const options = JSON.parse(process.argv[2]) as RestyleOptions
const render = restyle(song(options.durationSeconds ?? 4).mix, options)
let step = render.next()
while (!step.done) step = render.next()
process.stdout.write(`${fingerprint(step.value.audio)}\n`)
