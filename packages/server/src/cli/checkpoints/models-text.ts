import { PUBLISHED_CHECKPOINTS } from '@retimbre/stable-audio'
import type { CheckpointEntry } from '../../checkpoints/checkpoint-entries.ts'
import { textTable } from '../text-table.ts'
import type { ServedModel } from './models-served.ts'

export interface ModelsReport {
  readonly cacheFolder: string
  readonly checkpoints: readonly CheckpointEntry[]
  readonly models: readonly ServedModel[]
}

/** The same facts as the JSON, for a person. */
export function modelsText({ cacheFolder, checkpoints, models }: ModelsReport): string {
  const inUse = new Set(models.flatMap(({ checkpoint }) => checkpoint ?? []))
  const next = nextToInstall(checkpoints)
  return [
    `Checkpoints (cache: ${cacheFolder})\n\n`,
    textTable([HEADINGS, ...checkpoints.map((entry) => cellsOf(entry, inUse.has(entry.name)))]),
    foldersOf(checkpoints),
    '\nModels of the service\n\n',
    textTable(models.map((model) => [model.model, servedBy(model)])),
    licencesOf(checkpoints),
    next === undefined ? '' : `\nInstall one: retimbre pull ${next}\n`,
  ].join('')
}

/** What was begun comes first; base checkpoints are for those who know that they want one. */
function nextToInstall(checkpoints: readonly CheckpointEntry[]): string | undefined {
  const begun = checkpoints.find(({ state }) => state === 'incomplete')
  const distilled = checkpoints.find(({ state, name }) => state === 'installable' && !name.endsWith('-base'))
  return (begun ?? distilled)?.name
}

const HEADINGS: readonly string[] = ['NAME', 'STATE', 'SIZE', 'LONGEST', 'WHAT IT IS']

function cellsOf(entry: CheckpointEntry, inUse: boolean): readonly string[] {
  const { name, state, sizeBytes, longestSeconds, description } = entry
  const longest = longestSeconds === undefined ? '' : `${longestSeconds} s`
  return [name, inUse && state === 'installed' ? 'in use' : state, gigabytes(sizeBytes), longest, description]
}

const gigabytes = (bytes: number): string => `${(bytes / 1e9).toFixed(2)} GB`

function foldersOf(checkpoints: readonly CheckpointEntry[]): string {
  const rows = checkpoints.flatMap(({ name, folder }) => (folder === undefined ? [] : [[name, folder]]))
  return rows.length === 0 ? '' : `\nFolders\n\n${textTable(rows)}`
}

function servedBy({ engine, checkpoint, others, install }: ServedModel): string {
  if (engine === undefined) return `not served: ${install}`
  const instead = others.length > 0 ? `; a request may name ${others.join(', ')}` : ''
  return `${engine}${checkpoint === undefined ? '' : ` on ${checkpoint}`}${instead}`
}

/** Each licence once, with its address where one is published. */
function licencesOf(checkpoints: readonly CheckpointEntry[]): string {
  const published = checkpoints.some(({ name }) => PUBLISHED_CHECKPOINTS.some((each) => each.name === name))
  const licences = published ? (PUBLISHED_CHECKPOINTS[0]?.licences ?? []) : []
  const rows = licences.map(({ name, url }) => [name, url])
  return rows.length === 0 ? '' : `\nLicences of the published checkpoints\n\n${textTable(rows)}`
}
