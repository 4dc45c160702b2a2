import { placesOf } from './collate'

interface Asked {
  texts: (string | null)[]
  language: string
}

onmessage = ({ data: { texts, language } }: MessageEvent<Asked>) => {
  const places = placesOf(texts, language)
  postMessage(places, { transfer: [places.buffer] })
}
