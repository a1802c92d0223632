import type { House } from '../../house.ts'
import type { NewPrediction } from '../../jobs/prediction.ts'
import { openQueue } from '../../jobs/queue.ts'
import { newPrediction, TEST_MODEL } from '../../testing/new-prediction.test.fixture.ts'
import type { Receiver } from './receiver.test.fixture.ts'

export const SERVER_URL = 'https://audio.example.net'

/** A job whose owner wants to be told, submitted and not yet begun. */
export async function submitFor(
  house: House,
  { url, destination }: Pick<Receiver, 'url' | 'destination'>,
  changes: Partial<NewPrediction> = {},
): Promise<string> {
  const webhook = { url, destination, serverUrl: SERVER_URL }
  const { id } = await house.predictions.submit(await newPrediction(house, { webhook, ...changes }))
  return id
}

/** Completes the job that waits; there must be no other. */
export async function complete(house: House, id: string): Promise<void> {
  const queue = openQueue(house.database)
  const job = await queue.claim('worker', id, [TEST_MODEL])
  if (job?.lease.predictionId !== id) throw new Error('another job was waiting')
  await queue.complete(job.lease, {
    outputs: [`outputs/${id}/0.wav`],
    ...{ engine: 'test', engineVersion: '1', warnings: [], report: {}, inferenceMs: 0, stageMs: {} },
  })
}

/** Submitted and completed: its report is due. */
export async function completedFor(house: House, receiver: Pick<Receiver, 'url' | 'destination'>): Promise<string> {
  const id = await submitFor(house, receiver)
  await complete(house, id)
  return id
}
