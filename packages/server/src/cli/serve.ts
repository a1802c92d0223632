import { isIP } from 'node:net'
import { parseArgs } from 'node:util'
import ipaddr from 'ipaddr.js'
import { createLog } from '../api/log.ts'
import { buildServer } from '../api/server.ts'
import { systemClock } from '../clock.ts'
import { type House, openHouse } from '../house.ts'
import { systemRandom } from '../ids.ts'
import { readSettings, type Settings, SettingsError } from '../settings.ts'
import { welcome } from './welcome.ts'

const OPTIONS = { host: { type: 'string' }, port: { type: 'string' }, data: { type: 'string' } } as const

/** Runs until SIGINT or SIGTERM, then ends in order: no new requests, the current job handed back, the database closed. */
export async function serve(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: OPTIONS })
  const settings = readSettings({
    ...process.env,
    ...(values.host !== undefined && { HOST: values.host }),
    ...(values.port !== undefined && { PORT: values.port }),
    ...(values.data !== undefined && { RETIMBRE_DATA: values.data }),
  })
  const log = createLog(settings.logLevel)
  const tools = { clock: systemClock, random: systemRandom, log }
  process.stdout.write(`Starting Retimbre (data in ${settings.dataFolder}) …\n`)
  const house = await openHouse(settings, tools)
  try {
    refuseStrangers(settings, house)
    const app = buildServer(house, settings, tools)
    const address = await app.listen({ host: settings.host, port: settings.port })
    house.startWorker()
    process.stdout.write(welcome({ address: settings.publicUrl ?? address, key: house.firstKey.key }))
    await stopSignal()
    process.stdout.write('Stopping: a running job goes back to the queue …\n')
    await app.close()
  } finally {
    await house.close()
  }
  return 0
}

/** Beyond this machine, only people who were given a key may come in; nobody was given the generated one on purpose. */
function refuseStrangers({ host }: Settings, { firstKey }: House): void {
  if (isLoopback(host) || !firstKey.onlyGenerated) return
  throw new SettingsError(
    `HOST is ${host}, which others can reach, but the only key is the one generated at the first start. ` +
      'Set RETIMBRE_API_KEY to a key of your own (20 or more letters, digits, "_" or "-"), or leave HOST out.',
  )
}

function isLoopback(host: string): boolean {
  if (host === 'localhost') return true
  return isIP(host) !== 0 && ipaddr.process(host).range() === 'loopback'
}

function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGINT', () => resolve())
    process.once('SIGTERM', () => resolve())
  })
}
