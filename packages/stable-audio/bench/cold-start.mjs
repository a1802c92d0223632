/**
 * A process as a user starts it, from the built package: words in, three steps, seconds on stdout as JSON. JavaScript,
 * because a TypeScript loader would be measured with it.
 */

import { argv, stdout } from 'node:process'
import { StableAudio } from '@retimbre/stable-audio'

const [, , folder, derivedFolder] = argv
const opened = performance.now()
const model = await StableAudio.open(folder, { derivedFolder, freeBetweenStages: false })
const steps = []
const items = [{ prompt: 'warm analog synth, slow house beat, tape hiss', seed: 1 }]
for await (const event of model.generate({ items, durationSeconds: 5, steps: 3 })) {
  if (event.type === 'progress' && event.stage === 'step') steps.push(performance.now())
}
await model.close()
const [first, ...later] = steps
const step = Math.min(...later.map((at, index) => at - steps[index]))
// performance.now() counts from the start of the process.
stdout.write(
  JSON.stringify({
    processToFirstStepSeconds: (first - step) / 1000,
    openToFirstStepSeconds: (first - step - opened) / 1000,
  }),
)
