/** `node --import …/send-home.mjs script.mjs`: what the script asks of the hosted service, it asks of SERVICE_URL. */

const HOSTED = 'https://api.wavespeed.ai'
const { SERVICE_URL = '' } = process.env
const ask = globalThis.fetch

globalThis.fetch = (input, init) => {
  const url = String(input instanceof Request ? input.url : input)
  return ask(url.startsWith(`${HOSTED}/`) ? SERVICE_URL + url.slice(HOSTED.length) : input, init)
}
