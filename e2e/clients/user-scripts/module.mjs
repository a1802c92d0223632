import wavespeed from 'wavespeed'

const audio = await wavespeed.upload('tune.mp3')
const { outputs } = await wavespeed.run('stability-ai/stable-audio-3/audio-to-audio', {
  audio,
  prompt: 'warm lo-fi tape',
  duration: 1,
})
console.log(outputs[0])
