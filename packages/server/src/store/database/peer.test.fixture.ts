/** A process that commits one row, leaves a transaction half done, says so, and waits to be killed. */

import { connectDatabase } from './database.ts'
import { processEndpoint } from './endpoints.ts'

const { kysely, transaction } = connectDatabase(processEndpoint(process))
const row = (id: string) => ({ id, name: id, created_at: new Date(0) })

await kysely.insertInto('accounts').values(row('committed')).execute()
await transaction(async (inside) => {
  await inside.insertInto('accounts').values(row('half')).execute()
  process.send?.('half done')
  await new Promise(() => {})
})
