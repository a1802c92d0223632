import type { FastifyInstance } from 'fastify'
import { isLoopbackName } from '../api/addresses/loopback.ts'
import { createLog } from '../api/log.ts'
import { buildServer } from '../api/server.ts'
import { systemClock } from '../clock.ts'
import { type House, openHouse } from '../house.ts'
import { randomToken, systemRandom } from '../ids.ts'
import { readSettings, type Settings, SettingsError } from '../settings.ts'
import { announceServer, localAddress, withdrawServer } from './admin/running-server.ts'
import { readCommandLine } from './command-line.ts'
import { welcome } from './welcome.ts'

const OPTIONS = { host: { type: 'string' }, port: { type: 'string' }, data: { type: 'string' } } as const

// 3 s: who stops a service waits for it; what takes longer than a status or a submit is a transfer that can be repeated.
const CLOSE_GRACE_MS = 3_000

/** Runs until SIGINT or SIGTERM, then ends in order: no new requests, the current job handed back, the database closed. */
export async function serve(args: readonly string[]): Promise<number> {
  const { values } = readCommandLine({ args: [...args], options: OPTIONS })
  const settings = readSettings({
    ...process.env,
    ...(values.host !== undefined && { HOST: values.host }),
    ...(values.port !== undefined && { PORT: values.port }),
    ...(values.data !== undefined && { RETIMBRE_DATA: values.data }),
  })
  const log = createLog(settings.logLevel)
  const localAdminToken = randomToken(systemRandom, 32)
  const tools = { clock: systemClock, random: systemRandom, log, localAdminToken }
  process.stdout.write(`Starting Retimbre (data in ${settings.dataFolder}) …\n`)
  const house = await openHouse(settings, tools)
  try {
    refuseStrangers(settings, house)
    const app = buildServer(house, settings, tools)
    const address = await app.listen({ host: settings.host, port: settings.port })
    const [bound] = app.addresses()
    if (typeof bound === 'object') {
      await announceServer(settings.dataFolder, { address: localAddress(bound), adminToken: localAdminToken })
    }
    const worker = house.startWorker()
    const deliverer = await house.startWebhooks()
    const generatedKey = settings.apiKey === undefined ? house.firstKey.key : undefined
    process.stdout.write(welcome({ address: settings.publicUrl ?? address, generatedKey }))
    const loss = await Promise.race([stopSignal(), house.lost])
    if (loss) log.error({ err: loss }, 'the server ends, because it cannot work without its database')
    else process.stdout.write('Stopping: a running job goes back to the queue …\n')
    await Promise.all([closeSoon(app), worker.stop(), deliverer.stop()])
    return loss ? 1 : 0
  } finally {
    await withdrawServer(settings.dataFolder)
    await house.close()
  }
}

/** Requests under way may end; one that goes on, such as a slow upload, is cut off. */
async function closeSoon(app: FastifyInstance): Promise<void> {
  const patience = setTimeout(() => app.server.closeAllConnections(), CLOSE_GRACE_MS)
  await app.close()
  clearTimeout(patience)
}

/** Beyond this machine, only people who were given a key may come in; nobody was given the generated one on purpose. */
function refuseStrangers({ host }: Settings, { firstKey }: House): void {
  if (isLoopbackName(host) || !firstKey.onlyGenerated) return
  throw new SettingsError(
    `HOST is ${host}, which others can reach, but the only key is the one generated at the first start. ` +
      'Set RETIMBRE_API_KEY to a key of your own (20 or more letters, digits, "_" or "-"), or leave HOST out.',
  )
}

function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGINT', () => resolve())
    process.once('SIGTERM', () => resolve())
  })
}
