import { homedir } from 'node:os'
import { join } from 'node:path'
import { type EngineSettings, PRECISIONS, PROVIDERS } from './engines/settings.ts'

/** What an operator can set; read once at start, from the environment. */
export interface Settings {
  readonly host: string
  readonly port: number
  readonly dataFolder: string
  /** The first key, for scripts; a key is generated and shown when absent. */
  readonly apiKey: string | undefined
  /** How the world reaches this server, e.g. `https://audio.example.org`; links are made from it. */
  readonly publicUrl: string | undefined
  /** Hosts a source URL may name although they are private, e.g. `nas.local` or `192.168.1.7:8000`. */
  readonly allowedSourceHosts: readonly string[]
  /** Hosts that webhooks may go to although they are private or take plain http, in the same form. */
  readonly allowedWebhookHosts: readonly string[]
  /** Off: prices are shown and nothing is charged. */
  readonly billing: boolean
  readonly startingCreditMicrodollars: number
  /** What every account but the owner's begins with, unless its maker says otherwise. */
  readonly newAccountCreditMicrodollars: number
  /** How many jobs of one account may run at once, where the account says nothing else; 0 for any number. */
  readonly concurrency: number
  /** How many submits a key may make a minute, where key and account say nothing else; 0 for any number. */
  readonly submitsPerMinute: number
  /** Answers a submit without credit as the hosted service once did: HTTP 200, the code 400 inside, and no data. */
  readonly creditErrorUnder200: boolean
  /** Whether the catalogue can be read without a key, under the paths of the hosted service's web site. */
  readonly webCatalogue: boolean
  readonly maxUploadBytes: number
  /** What an account may upload within any 24 hours, inline clips included; 0 for no limit. */
  readonly uploadQuotaBytes: number
  /** How long predictions, results and uploads are kept; clients rely on a day at least. */
  readonly retentionDays: number
  /** How long a sync submit holds its answer. */
  readonly syncSeconds: number
  readonly logLevel: string
  /** Who may read `/metrics`: nobody, this machine, or whoever has an admin's key. */
  readonly metrics: 'off' | 'loopback' | 'key'
  readonly engine: EngineSettings
}

export class SettingsError extends Error {
  override readonly name = 'SettingsError'
}

const MEBIBYTE = 1024 * 1024

/** @throws SettingsError naming the variable and what it takes */
export function readSettings(environment: Readonly<Record<string, string | undefined>>): Settings {
  const text = (name: string): string | undefined => environment[name]?.trim() || undefined
  const dataFolder = text('RETIMBRE_DATA') ?? join(homedir(), '.retimbre')
  return {
    host: text('HOST') ?? '127.0.0.1',
    port: wholeNumber('PORT', text('PORT') ?? '8787', 0, 65_535),
    dataFolder,
    apiKey: apiKey(text('RETIMBRE_API_KEY')),
    publicUrl: publicUrl(text('RETIMBRE_PUBLIC_URL')),
    allowedSourceHosts: hosts(text('RETIMBRE_ALLOW_SOURCE_HOSTS')),
    allowedWebhookHosts: hosts(text('RETIMBRE_ALLOW_WEBHOOK_HOSTS')),
    billing: choice('RETIMBRE_BILLING', text('RETIMBRE_BILLING') ?? 'off', ['on', 'off']) === 'on',
    startingCreditMicrodollars:
      wholeNumber('RETIMBRE_STARTING_CREDIT', text('RETIMBRE_STARTING_CREDIT') ?? '1000', 0, 1_000_000) * 1_000_000,
    newAccountCreditMicrodollars:
      wholeNumber('RETIMBRE_NEW_ACCOUNT_CREDIT', text('RETIMBRE_NEW_ACCOUNT_CREDIT') ?? '1', 0, 1_000_000) * 1_000_000,
    concurrency: wholeNumber('RETIMBRE_CONCURRENCY', text('RETIMBRE_CONCURRENCY') ?? '0', 0, 1_000_000),
    submitsPerMinute: wholeNumber(
      'RETIMBRE_SUBMITS_PER_MINUTE',
      text('RETIMBRE_SUBMITS_PER_MINUTE') ?? '600',
      0,
      1_000_000,
    ),
    creditErrorUnder200:
      choice('RETIMBRE_CREDIT_ERROR', text('RETIMBRE_CREDIT_ERROR') ?? '402', ['402', '200']) === '200',
    webCatalogue: choice('RETIMBRE_WEB_CATALOGUE', text('RETIMBRE_WEB_CATALOGUE') ?? 'on', ['on', 'off']) === 'on',
    maxUploadBytes: wholeNumber('RETIMBRE_MAX_UPLOAD_MB', text('RETIMBRE_MAX_UPLOAD_MB') ?? '200', 1, 2048) * MEBIBYTE,
    uploadQuotaBytes:
      wholeNumber('RETIMBRE_UPLOAD_QUOTA_MB', text('RETIMBRE_UPLOAD_QUOTA_MB') ?? '20480', 0, 1_048_576) * MEBIBYTE,
    retentionDays: wholeNumber('RETIMBRE_RETENTION_DAYS', text('RETIMBRE_RETENTION_DAYS') ?? '7', 1, 3650),
    // 120 is the documented limit of the API; a proxy in front may cut answers sooner, and nothing here runs an hour.
    syncSeconds: wholeNumber('RETIMBRE_SYNC_SECONDS', text('RETIMBRE_SYNC_SECONDS') ?? '120', 1, 3600),
    logLevel: choice('RETIMBRE_LOG', text('RETIMBRE_LOG') ?? 'info', ['debug', 'info', 'warn', 'error', 'silent']),
    metrics: choice('RETIMBRE_METRICS', text('RETIMBRE_METRICS') ?? 'loopback', ['off', 'loopback', 'key']),
    engine: engineSettings(text, dataFolder),
  }
}

function engineSettings(text: (name: string) => string | undefined, dataFolder: string): EngineSettings {
  const threads = text('RETIMBRE_THREADS')
  return {
    modelsCache: modelsCache(text),
    checkpointFolders: list(text('RETIMBRE_CHECKPOINT')),
    loraFolder: text('RETIMBRE_LORAS') ?? join(dataFolder, 'loras'),
    derivedFolder: join(dataFolder, 'derived'),
    precision: choice('RETIMBRE_PRECISION', text('RETIMBRE_PRECISION') ?? 'fp32', PRECISIONS),
    provider: choice('RETIMBRE_PROVIDER', text('RETIMBRE_PROVIDER') ?? 'cpu', PROVIDERS),
    threads: threads === undefined ? undefined : wholeNumber('RETIMBRE_THREADS', threads, 1, 1024),
  }
}

/** Where the tools of the hub look too, in their order, so that what is there already is used. */
function modelsCache(text: (name: string) => string | undefined): string {
  const chosen = text('RETIMBRE_MODELS_CACHE') ?? text('HF_HUB_CACHE') ?? text('HUGGINGFACE_HUB_CACHE')
  if (chosen !== undefined) return chosen
  return join(text('HF_HOME') ?? join(text('XDG_CACHE_HOME') ?? join(homedir(), '.cache'), 'huggingface'), 'hub')
}

function wholeNumber(name: string, value: string, min: number, max: number): number {
  const number = Number(value)
  if (!Number.isInteger(number) || number < min || number > max) {
    throw new SettingsError(`${name} must be a whole number from ${min} to ${max}, not "${value}".`)
  }
  return number
}

function choice<Choice extends string>(name: string, value: string, choices: readonly Choice[]): Choice {
  const chosen = choices.find((one) => one === value)
  if (chosen === undefined) throw new SettingsError(`${name} must be one of ${choices.join(', ')}, not "${value}".`)
  return chosen
}

function apiKey(value: string | undefined): string | undefined {
  if (value !== undefined && !/^[A-Za-z0-9_-]{20,200}$/.test(value)) {
    throw new SettingsError('RETIMBRE_API_KEY must be 20 to 200 letters, digits, "_" or "-".')
  }
  return value
}

function publicUrl(value: string | undefined): string | undefined {
  if (value === undefined) return undefined
  if (!URL.canParse(value) || !/^https?:$/.test(new URL(value).protocol)) {
    throw new SettingsError(`RETIMBRE_PUBLIC_URL must be an http or https address, not "${value}".`)
  }
  return value.replace(/\/+$/, '')
}

function hosts(value: string | undefined): readonly string[] {
  return list(value).map((host) => host.toLowerCase())
}

function list(value: string | undefined): readonly string[] {
  return (value ?? '')
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
}
