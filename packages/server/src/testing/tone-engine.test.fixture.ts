import { existsSync, writeFileSync } from 'node:fs'
import { setImmediate } from 'node:timers/promises'
import { SAMPLE_RATE_HZ } from '@retimbre/media'
import type { Engine, RenderEvent, RenderRequest, RenderTask } from '../engines/port.ts'
import { JobError } from '../errors.ts'
import { resultSeconds, sourceOf } from '../jobs/render-task.ts'
import { TEST_MODEL } from './new-prediction.test.fixture.ts'

/**
 * A small real engine for the tests of everything around engines: the source, or a 440 Hz tone, at half its level. Some
 * prompts make it behave as engines do on a bad day: `wait for <path>` renders until that file exists and leaves its
 * process id in `<path>.pid`, `crash` kills the process, `refuse` says why it cannot, `trip` throws what nobody foresaw,
 * `silence` returns nothing but zeros (`silence at first`: for seeds under 100), and `hang` stops listening to anybody.
 */
export const openEngine = (): Engine => ({
  async capabilities() {
    return { engine: 'test-tone', version: '1', description: 'Half the level of the source.', models: [TEST_MODEL] }
  },

  async *render(request: RenderRequest, signal: AbortSignal): AsyncGenerator<RenderEvent, void> {
    const [, gateFile] = /^wait for (.*)$/.exec(request.prompt) ?? []
    if (gateFile) writeFileSync(`${gateFile}.pid`, String(process.pid))
    yield { type: 'progress', stage: 'tone', fraction: 0.25 }
    while (gateFile && !existsSync(gateFile)) {
      await setImmediate()
      signal.throwIfAborted()
    }
    if (request.prompt === 'crash') process.kill(process.pid, 'SIGKILL')
    if (request.prompt === 'refuse') throw new JobError('render_failed', { reason: 'this prompt is beyond it.' })
    if (request.prompt === 'trip') throw new Error('ENOENT: /srv/secret-model/weights.bin')
    while (request.prompt === 'hang') Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1000)
    yield { type: 'progress', stage: 'tone', fraction: 0.75 }
    const audio = tone(request.task, isSilent(request) ? () => 0 : sampleOf(request.task))
    yield {
      type: 'rendered',
      audio,
      engine: 'test-tone',
      engineVersion: '1',
      warnings: [],
      report: { pid: process.pid, environment: Object.keys(process.env) },
    }
  },
})

function isSilent({ prompt, seed }: RenderRequest): boolean {
  return prompt === 'silence' || (prompt === 'silence at first' && seed < 100)
}

function sampleOf(task: RenderTask): (index: number) => number {
  const source = sourceOf(task)
  if (source) return (index) => (source.left[index] ?? 0) / 2
  return (index) => Math.sin((2 * Math.PI * 440 * index) / SAMPLE_RATE_HZ) / 2
}

function tone(task: RenderTask, sample: (index: number) => number) {
  const length = Math.round(resultSeconds(task) * SAMPLE_RATE_HZ)
  const left = Float32Array.from({ length }, (_, index) => sample(index))
  return { left, right: left.slice() }
}
