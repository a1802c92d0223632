import { Client } from 'wavespeed'

const client = new Client()
const audio = await client.upload('tune.mp3')
const { outputs } = await client.run('stability-ai/stable-audio-3/audio-to-audio', {
  audio,
  prompt: 'warm lo-fi tape',
  duration: 1,
})
console.log(outputs[0])
