import { readFile } from 'node:fs/promises'
import { PLAN_KEYS } from '@retimbre/restyle'
import { Type } from 'typebox'
import { readFields } from '../api/wavespeed/fields.ts'
import type { PlanOverride } from '../engines/port.ts'
import { ServerError } from '../errors.ts'
import { plan } from '../models/plan.ts'
import { UsageError } from './command-line.ts'

/**
 * The plan in a file, as the API takes it for the input `plan`.
 * @throws UsageError that names the file, and the key where one is wrong
 */
export async function readPlanFile(path: string): Promise<PlanOverride> {
  const keys = parsed(await textOf(path))
  if (keys === undefined) {
    throw unusable(path, 'it must be a JSON object of numbers by key, such as {"wet": 0.4, "tempo": -0.3}')
  }
  const foreign = Object.keys(keys).find((key) => !Object.hasOwn(PLAN_KEYS, key))
  if (foreign !== undefined) {
    throw unusable(path, `there is no key "${foreign}". The keys are ${Object.keys(PLAN_KEYS).join(', ')}`)
  }
  try {
    return { ...(readFields(Type.Object({ plan }), { plan: keys }).known.plan as PlanOverride | undefined) }
  } catch (error) {
    if (error instanceof ServerError) throw unusable(path, error.message.replace('field "plan.', 'key "'))
    throw error
  }
}

async function textOf(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (cause) {
    throw new UsageError(`There is no file "${path}" that the plan could be read from.`, { cause })
  }
}

/** `undefined` for what is no JSON object. Editors of some systems begin a file with a mark that JSON does not know. */
function parsed(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text.replace(/^\ufeff/, ''))
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined
  } catch {
    return undefined
  }
}

const unusable = (path: string, why: string): UsageError =>
  new UsageError(`The plan in "${path}" cannot be used: ${why}.`)
