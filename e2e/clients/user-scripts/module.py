import wavespeed

audio = wavespeed.upload("tune.mp3")
output = wavespeed.run(
    "stability-ai/stable-audio-3/audio-to-audio",
    {"audio": audio, "prompt": "warm lo-fi tape", "duration": 1},
)
print(output["outputs"][0])
