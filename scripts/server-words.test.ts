/** What the server says is said in Turkish by the page: every template of every package, and what real code makes of them. */

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { MEDIA_ERROR_CODES, MediaError } from '../packages/media/src/errors.ts'
import { TURKISH, turkish } from '../packages/playground/src/i18n/server-words/turkish/turkish.ts'
import { LAYERS } from '../packages/restyle/src/arranger/layer.ts'
import { WARNINGS as RESTYLE_WARNINGS } from '../packages/restyle/src/engine/warnings.ts'
import { RESTYLE_ERRORS, RESTYLE_FAULTS } from '../packages/restyle/src/errors.ts'
import { readFields } from '../packages/server/src/api/wavespeed/fields.ts'
import { DESCRIPTIONS } from '../packages/server/src/checkpoints/checkpoint-entries.ts'
import type { RenderRequest } from '../packages/server/src/engines/port.ts'
import { IGNORED, openEngine as openRestyle } from '../packages/server/src/engines/restyle.ts'
import { adviceOn } from '../packages/server/src/engines/stable-audio/advice.ts'
import type { Checkpoint } from '../packages/server/src/engines/stable-audio/checkpoints.ts'
import { DESCRIPTION } from '../packages/server/src/engines/stable-audio/engine.ts'
import { JOB_ERROR_CODES, JobError, SERVER_ERROR_CODES, ServerError } from '../packages/server/src/errors.ts'
import { FIELD_FAULTS, PAIR_FAULTS, REQUEST_FAULTS } from '../packages/server/src/input-faults.ts'
import { gateOutput } from '../packages/server/src/jobs/output-gate.ts'
import { MODELS } from '../packages/server/src/models/catalogue.ts'
import { REASONS } from '../packages/server/src/reasons.ts'
import { asJobError } from '../packages/server/src/sources/unreachable.ts'
import { WARNINGS } from '../packages/server/src/warnings.ts'
import { readWebhookUrl } from '../packages/server/src/webhooks/webhook-url.ts'
import { STABLE_AUDIO_ERRORS } from '../packages/stable-audio/src/errors.ts'
import { MODEL_WARNINGS } from '../packages/stable-audio/src/model-warnings.ts'
import { OPTION_FAULTS } from '../packages/stable-audio/src/option-faults.ts'

/** Leaves every `{name}` of a template as it is. */
const BLANKS: Readonly<Record<string, string>> = new Proxy({}, { get: (_, name) => `{${String(name)}}` })

const { lexicon_invalid: _, ...restyleErrors } = RESTYLE_ERRORS

const SAID = {
  answers: SERVER_ERROR_CODES.map((code) => new ServerError(code, BLANKS).message),
  failures: JOB_ERROR_CODES.map((code) => new JobError(code, BLANKS).message),
  reasons: Object.values(REASONS),
  warnings: Object.values(WARNINGS),
  'input faults': [FIELD_FAULTS, PAIR_FAULTS, REQUEST_FAULTS].flatMap((table) => Object.values(table)),
  'sentences of input faults': ['field "{field}" {fault}', 'fields "{field}" and "{other}" {fault}'],
  'what to install': MODELS.map(({ install }) => install),
  'what serves here': [(await openRestyle().capabilities()).description, DESCRIPTION, ...Object.values(DESCRIPTIONS)],
  'what the embedded engine has no use for': IGNORED,
  codecs: MEDIA_ERROR_CODES.map((code) => new MediaError(code).message),
  'the embedded engine': [restyleErrors, RESTYLE_FAULTS, RESTYLE_WARNINGS].flatMap((table) => Object.values(table)),
  'its added parts': Object.keys(LAYERS),
  // Of its errors, the others never reach a caller.
  'Stable Audio 3': [
    STABLE_AUDIO_ERRORS.option_out_of_range,
    ...[OPTION_FAULTS, MODEL_WARNINGS].flatMap(Object.values),
  ],
  sides: ['left', 'right'],
} satisfies Record<string, readonly string[]>

/** All but those that are nothing but another sentence. */
const TEMPLATES = [...new Set<string>(Object.values(SAID).flat())].filter((template) => !/^\{\w+\}$/.test(template))

const blanksOf = (template: string): readonly string[] => [...new Set(template.match(/\{\w+\}/g))].sort()

test.each(TEMPLATES)('in Turkish: %s', (template) => {
  const translation = TURKISH[template]
  expect(translation, 'add it to packages/playground/src/i18n/server-words/turkish').toBeDefined()
  expect(blanksOf(translation ?? '').filter((blank) => !blanksOf(template).includes(blank))).toEqual([])
  expect(blanksOf(template).filter((blank) => !translation?.includes(blank) && !UNSAID.has(blank + template))).toEqual(
    [],
  )
})

/** In Turkish the beginning of a stretch needs no name of an input. */
const UNSAID = new Set([`{field}${FIELD_FAULTS.greater_than_its}`])

test('nothing is translated that nobody says any more', () => {
  expect(Object.keys(TURKISH).filter((template) => !TEMPLATES.includes(template))).toEqual([])
})

/**
 * What goes to a caller without being in a table: literals where a reason, a detail or a warning is expected. The command
 * line is left out: it speaks to whoever runs the server.
 */
const UNLISTED =
  /\b(?:invalid|unreachable|rejected)\(\s*['"`]|new (?:ServerError|JobError)\([^)]*\{[^}]*: ['"`]|\b(?:reason|detail) = ['"`]\w|\b(?:warnings|advice)\.push\(\s*['"`]/g

test('the server says nothing that is in none of its tables', () => {
  const source = fileURLToPath(new URL('../packages/server/src', import.meta.url))
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter(
    (file) => file.endsWith('.ts') && !file.includes('.test.') && !file.startsWith('cli'),
  )
  expect(files.length).toBeGreaterThan(100)
  const found = files.flatMap((file) =>
    [...readFileSync(join(source, file), 'utf8').matchAll(UNLISTED)].map(([text]) => `${file}: ${text}`),
  )
  expect(found).toEqual([])
})

const messageOf = (work: () => unknown): string => {
  try {
    work()
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
  throw new Error('nothing was refused')
}

const inputs = (id: string) => MODELS.find((model) => model.id.endsWith(id)) ?? MODELS[0]
const refused = (id: string, input: object): string => {
  const model = inputs(id)
  return messageOf(() => {
    const { known } = readFields(model.inputs, { audio: 'https://example.org/a.wav', prompt: 'x', ...input })
    const conflict = model.conflict?.(known)
    throw new Error(conflict ?? 'nothing was refused')
  })
}

const TASK = { kind: 'words', durationSeconds: 1 } as const
const channel = (value: number) => new Float32Array(44_100).fill(value)
const gated = (value: number) =>
  gateOutput({ left: channel(value), right: channel(value) }, { task: TASK, prompt: 'x', model: 'music' })

const advice = (request: Partial<RenderRequest>, checkpoint: Partial<Checkpoint>): readonly string[] =>
  adviceOn(
    { task: TASK, guidanceScale: 1, negativePrompt: '', numInferenceSteps: 8, ...request } as RenderRequest,
    { name: 'small-music', distilled: true, ...checkpoint } as Checkpoint,
  )

describe('what real code says, with its values', () => {
  test.each([
    [refused('audio-to-audio', { prompt: '' }), '“İstem” boş bırakılamaz'],
    [refused('audio-to-audio', { duration: 200 }), '“Süre” 1 ile 120 arasında bir sayı olmalı'],
    [refused('audio-to-audio', { seed: -1 }), '“Tohum” 0 ile 4.294.967.295 arasında bir tam sayı olmalı'],
    [
      refused('audio-to-audio', { output_format: 'wma' }),
      '“Çıktı biçimi” şunlardan biri olmalı: mp3 wav flac ogg opus m4a aac',
    ],
    [
      refused('audio-to-audio', { loras: [{ path: 'tape', scale: 9 }] }),
      '“1. LoRA’nın gücü” -4 ile 4 arasında bir sayı olmalı',
    ],
    [
      refused('audio-inpainting', { regions: [{ start_seconds: 3, end_seconds: 2 }] }),
      '“1. bölümün sonu” kendi başlangıcından büyük olmalı',
    ],
    [
      refused('audio-outpainting', { extend_seconds_after: 0 }),
      '“Öncesine ekle” ve “Sonrasına ekle” aynı anda 0 olamaz',
    ],
    [messageOf(() => gated(0)), 'Motor kullanılamaz bir ses üretti (ses yok); bu yüzden ücret alınmadı.'],
    [gated(2).warnings[0], 'Sonuç 6,0 dB fazla yüksekti, o kadar kısıldı.'],
    [
      advice({ guidanceScale: 7.5 }, {})[0],
      expect.stringMatching(/^Yönlendirme 7,5: “small-music” damıtılmış bir model dosyası/),
    ],
    [
      advice({}, { name: 'drums', distilled: false })[0],
      '8 adım, temel “drums” model dosyası için az: yaklaşık 50 adım için yapıldı.',
    ],
    [
      asJobError(Object.assign(new Error('x'), { code: 'ENOTFOUND' })).message,
      'Ses, verilen adresten alınamadı: ana makine adı bilinmiyor.',
    ],
    [
      new JobError('source_undecodable', { reason: new MediaError('not_audio').message }).message,
      expect.stringMatching(/^Dosya bilinen bir ses biçiminde değil\./),
    ],
    [
      messageOf(() => readWebhookUrl('ftp://example.org', () => false)),
      expect.stringMatching(/^Webhook adresi kullanılamıyor: https:\/\/ ile başlamalı\./),
    ],
    [
      new ServerError('model_not_installed', { model: 'a/music', install: inputs('/music').install }).message,
      '“a/music” modeli burada kurulu olmayan bir model dosyası gerektiriyor; “retimbre pull small-music” komutunu çalıştırın.',
    ],
    ['The server there is too slow.', 'Oradaki sunucu çok yavaş.'],
  ])('%s', (sentence, expected) => {
    expect(turkish(sentence ?? '')).toEqual(expected)
  })
})
