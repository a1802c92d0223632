import type { Static } from 'typebox'
import type { Settings } from '../../settings.ts'
import { VERSION } from '../../version.ts'
import type { Catalogue } from './schemas.ts'

/** What a caller has to know of how this server is set up, and nothing of the machine that it runs on. */
export const catalogueServer = (settings: Settings): Static<typeof Catalogue>['server'] => ({
  version: VERSION,
  billing: settings.billing ? 'on' : 'off',
  retention_days: settings.retentionDays,
  max_upload_bytes: settings.maxUploadBytes,
})
