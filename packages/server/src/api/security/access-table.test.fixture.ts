/** What belongs to the account that is looked at; each row of the table names what of it an address stands for. */
export interface Belongings {
  readonly accountId: string
  readonly predictionId: string
  /** A prediction that has ended and is to be reported to a webhook. */
  readonly deliveryId: string
  readonly keyId: string
  readonly fileKey: string
}

/** Who may use a route, and what its own account gets there. */
export type Access =
  /** No key is asked for. */
  | { readonly kind: 'open' }
  /** Of the caller's own account, whoever that is. */
  | { readonly kind: 'account'; readonly status: number; readonly question?: Question }
  /** Of one thing, which to every other account does not exist. */
  | { readonly kind: 'thing'; readonly what: Thing; readonly status: number; readonly question?: Question }
  /** Of admins; to others there is nothing. */
  | { readonly kind: 'admin'; readonly what?: 'accountId' | 'keyId'; readonly question?: Question }
  /** A stream of one thing, as `thing`; it does not end, so its own account is left to the tests of streams. */
  | { readonly kind: 'stream'; readonly what?: Thing }

type Thing = 'predictionId' | 'deliveryId' | 'keyId'

/** What is sent: with a body that asks for another's things where a body can. */
interface Question {
  readonly body?: (victim: Belongings) => object
  readonly query?: (victim: Belongings) => string
}

const open: Access = { kind: 'open' }
const admin = (what?: 'accountId' | 'keyId', body?: object): Access => ({
  kind: 'admin',
  ...(what && { what }),
  ...(body && { question: { body: () => body } }),
})
const account = (status = 200, question: Question = {}): Access => ({ kind: 'account', status, question })
const prediction = (status = 200): Access => ({ kind: 'thing', what: 'predictionId', status })

const askForBills: Question = {
  body: ({ predictionId, keyId }) => ({ prediction_uuids: [predictionId], access_key_uuid: keyId }),
  query: ({ predictionId, keyId }) =>
    `prediction_uuids=${encodeURIComponent(JSON.stringify([predictionId]))}&access_key_uuid=${keyId}`,
}

const askForFile: Question = {
  query: ({ fileKey }) => `url=${encodeURIComponent(`http://127.0.0.1/files/${fileKey}`)}`,
}

/** Every route of the server. A new one that is not here fails the test: say who may use it. */
export const ACCESS: Readonly<Record<string, Access>> = {
  'GET /': open,
  'GET /play': open,
  'GET /play/*': open,
  'GET /models': open,
  'GET /models/*': open,
  'GET /history': open,
  'GET /predictions': open,
  'GET /keys': open,
  'GET /accesskey': open,
  'GET /billing': open,
  'GET /top-up': open,
  'GET /dashboard': open,
  'GET /assets/*': open,
  'GET /healthz': open,
  'GET /readyz': open,
  'GET /metrics': open,
  'GET /openapi.json': open,
  'GET /reference': open,
  'GET /files/*': open,
  'HEAD /files/*': open,
  'PUT /uploads/put/:id': open,
  'GET /center/default/api/v1/model_product/search': open,
  'GET /center/default/api/v1/model_product/type_statistics': open,
  'GET /center/default/api/v1/model_product/detail/*': open,
  'POST /center/default/api/v1/model_product/calculate': open,

  'GET /api/v3/predictions/:id': prediction(),
  'GET /api/v3/predictions/:id/result': prediction(),
  'GET /api/v2/predictions/:id': prediction(),
  'GET /api/v2/predictions/:id/result': prediction(),
  'DELETE /api/v3/predictions/:id': prediction(),
  'POST /api/v3/predictions/:id/cancel': prediction(),
  'POST /api/v2/predictions/:id/cancel': prediction(),
  // What the test submits has words alone, which are not enough for audio to audio.
  'POST /api/v3/predictions/:id/rerun': prediction(400),
  // What the test submits has no result yet.
  'GET /api/v3/predictions/:id/outputs/:index/download': prediction(404),
  'POST /api/v3/predictions/:id/events/ticket': prediction(),
  'GET /api/v3/predictions/:id/events': { kind: 'stream', what: 'predictionId' },
  'GET /api/v3/events': { kind: 'stream' },
  'GET /api/v3/predictions': account(),
  'POST /api/v3/predictions': account(),
  'POST /api/v3/predictions/delete': account(200, { body: ({ predictionId }) => ({ ids: [predictionId] }) }),

  // Past the gate, an empty question is refused for what it lacks.
  'POST /api/v3/*': account(400, { body: () => ({}) }),
  'POST /api/v2/*': account(400, { body: () => ({}) }),
  'POST /api/v3/model/price': account(400, { body: () => ({}) }),
  'POST /api/v3/model/pricing': account(400, { body: () => ({}) }),
  'POST /api/v3/media/uploads': account(400, { body: () => ({}) }),
  'POST /api/v3/media/upload/binary': account(415),
  'POST /api/v2/media/upload/binary': account(415),
  'POST /api/v3/upload': account(415),
  'GET /api/v3/media/peaks': account(404, askForFile),
  'GET /api/v3/media/spectrogram': account(404, askForFile),
  'GET /api/v3/models': account(),
  'GET /api/v3/catalogue': account(),

  'GET /api/v3/balance': account(),
  'GET /api/v3/account/balance': account(),
  'POST /api/v3/billings/search': account(200, askForBills),
  'GET /api/v3/account/billings': account(200, askForBills),
  'POST /api/v3/user/usage_stats': account(),
  'GET /api/v3/account/usage': account(),

  'GET /api/v3/keys': account(),
  'POST /api/v3/keys': account(200, { body: () => ({ name: 'another' }) }),
  'DELETE /api/v3/keys/:id': { kind: 'thing', what: 'keyId', status: 200 },

  'GET /api/v3/webhook/secret': account(),
  'POST /api/v3/webhook/secret/rotate': account(),
  'GET /api/v3/webhook/deliveries': account(404, { query: ({ predictionId }) => `prediction_id=${predictionId}` }),
  'POST /api/v3/webhook/deliveries/:id/redeliver': { kind: 'thing', what: 'deliveryId', status: 200 },

  'GET /api/v3/admin/accounts': admin(),
  'POST /api/v3/admin/accounts': admin(undefined, { name: 'made by the matrix' }),
  'GET /api/v3/admin/accounts/:id': admin('accountId'),
  'POST /api/v3/admin/accounts/:id/top-up': admin('accountId', { amount: 1 }),
  'GET /api/v3/admin/accounts/:id/top-ups': admin('accountId'),
  'POST /api/v3/admin/accounts/:id/suspend': admin('accountId'),
  'POST /api/v3/admin/accounts/:id/resume': admin('accountId'),
  'POST /api/v3/admin/accounts/:id/limits': admin('accountId', { concurrency: 1 }),
  'GET /api/v3/admin/accounts/:id/keys': admin('accountId'),
  'POST /api/v3/admin/accounts/:id/keys': admin('accountId', { name: 'another' }),
  'GET /api/v3/admin/keys': admin(),
  'DELETE /api/v3/admin/keys/:id': admin('keyId'),
  'POST /api/v3/admin/keys/:id/limits': admin('keyId', { concurrency: 1 }),
}
