import { readFileSync } from 'node:fs'
import { WaveSpeed } from 'wavespeed'

const client = new WaveSpeed()
const audio = await client.upload(new Blob([readFileSync('tune.mp3')]), { filename: 'tune.mp3' })
const prediction = await client.run('stability-ai/stable-audio-3/audio-to-audio', {
  audio,
  prompt: 'warm lo-fi tape',
  duration: 1,
})
console.log(prediction.outputs[0])
