/** Records from the microphone, with the level and the time while it does. */

import { useEffect, useRef, useState } from 'react'

export interface Recording {
  readonly seconds: number
  /** 0 … 1: the peak of the last moment. */
  readonly level: number
}

export interface RecorderState {
  readonly recording: Recording | undefined
  /** Why there is no microphone. */
  readonly problem: 'denied' | 'none' | 'unsupported' | undefined
  start(): void
  /** Hands over what was recorded. */
  finish(): void
  drop(): void
}

/** Longest clip that a model takes; a recorder that was forgotten must not fill the memory. */
const MAX_SECONDS = 380
/** Fifteen times a second: quick enough for an eye, few enough for a page. */
const LEVEL_MS = 66
const PEAK_SAMPLES = 2048

/** In the order in which they are wanted; Safari has only the last. */
const TYPES = { 'audio/webm;codecs=opus': 'webm', 'audio/ogg;codecs=opus': 'ogg', 'audio/mp4': 'm4a' } as const
type RecordedType = keyof typeof TYPES

interface Session {
  readonly recorder: MediaRecorder
  readonly end: (keep: boolean) => void
}

export function useRecorder(onRecorded: (file: File) => void): RecorderState {
  const [recording, setRecording] = useState<Recording>()
  const [problem, setProblem] = useState<RecorderState['problem']>()
  const session = useRef<Session>(undefined)
  const starting = useRef(false)
  const gone = useRef(false)
  useEffect(() => {
    gone.current = false
    return () => {
      gone.current = true
      session.current?.end(false)
    }
  }, [])

  const start = async (): Promise<void> => {
    if (starting.current || session.current) return
    setProblem(undefined)
    const type = supportedType()
    if (type === undefined) return setProblem('unsupported')
    starting.current = true
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ audio: PLAIN_SOUND })
      // Whoever left while the browser asked for leave must not be listened to.
      if (gone.current) return letGo(stream)
      session.current = begin(stream, type, {
        onTick: setRecording,
        onEnd: (file) => {
          session.current = undefined
          setRecording(undefined)
          if (file) onRecorded(file)
        },
      })
    } catch (error) {
      setProblem(error instanceof DOMException && error.name === 'NotAllowedError' ? 'denied' : 'none')
    } finally {
      starting.current = false
    }
  }
  return {
    ...{ recording, problem },
    start: () => void start(),
    finish: () => session.current?.end(true),
    drop: () => session.current?.end(false),
  }
}

/** What helps on the telephone harms music. */
const PLAIN_SOUND = { echoCancellation: false, noiseSuppression: false, autoGainControl: false } as const

const supportedType = (): RecordedType | undefined =>
  typeof MediaRecorder === 'undefined' || navigator.mediaDevices === undefined
    ? undefined
    : (Object.keys(TYPES) as RecordedType[]).find((type) => MediaRecorder.isTypeSupported(type))

interface Hearers {
  readonly onTick: (recording: Recording) => void
  readonly onEnd: (file: File | undefined) => void
}

function letGo(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop()
}

function begin(stream: MediaStream, type: RecordedType, hearers: Hearers): Session {
  try {
    return record(stream, type, hearers)
  } catch (error) {
    letGo(stream)
    throw error
  }
}

function record(stream: MediaStream, type: RecordedType, { onTick, onEnd }: Hearers): Session {
  const context = new AudioContext()
  const analyser = new AnalyserNode(context, { fftSize: PEAK_SAMPLES })
  context.createMediaStreamSource(stream).connect(analyser)
  const samples = new Float32Array(PEAK_SAMPLES)
  const recorder = new MediaRecorder(stream, { mimeType: type, audioBitsPerSecond: 256_000 })
  const pieces: Blob[] = []
  const startedAt = performance.now()
  // A microphone that is unplugged ends the recording by itself; what there is of it is kept.
  let kept = true
  const end = (keep: boolean): void => {
    kept = keep
    if (recorder.state !== 'inactive') recorder.stop()
  }
  const timer = setInterval(() => {
    analyser.getFloatTimeDomainData(samples)
    const seconds = (performance.now() - startedAt) / 1000
    onTick({ seconds, level: samples.reduce((peak, sample) => Math.max(peak, Math.abs(sample)), 0) })
    if (seconds > MAX_SECONDS) end(true)
  }, LEVEL_MS)
  recorder.ondataavailable = ({ data }) => pieces.push(data)
  recorder.onstop = () => {
    clearInterval(timer)
    letGo(stream)
    void context.close()
    const plainType = type.split(';')[0] ?? type
    onEnd(kept ? new File(pieces, `recording-${clockName(new Date())}.${TYPES[type]}`, { type: plainType }) : undefined)
  }
  recorder.start()
  onTick({ seconds: 0, level: 0 })
  return { recorder, end }
}

/** `2026-11-25-154102`: sorts, and is good in every file system. */
const clockName = (now: Date): string => now.toISOString().slice(0, 19).replace('T', '-').replaceAll(':', '')
