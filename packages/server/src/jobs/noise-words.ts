/**
 * Beginnings of words for sounds that are noise, in the languages that the page is used in. Whoever writes one of them
 * may want nothing else, and then noise is no fault.
 */
const NOISE_WORDS = [
  // English, Turkish, German, French.
  ...['nois', 'static', 'hiss', 'rain', 'waterfall', 'wind', 'applause', 'surf', 'spray', 'steam', 'crackl'],
  ...['gürültü', 'cızırtı', 'parazit', 'yağmur', 'şelale', 'rüzgar', 'rüzgâr', 'alkış', 'hışırtı', 'buhar'],
  ...['rausch', 'regen', 'zisch', 'wasserfall', 'wind', 'beifall', 'dampf'],
  ...['bruit', 'pluie', 'souffle', 'grésil', 'vent', 'cascade', 'vapeur'],
  // Spanish and Portuguese, Italian, Polish.
  ...['ruido', 'estátic', 'lluvia', 'siseo', 'viento', 'aplauso', 'ruído', 'chuva', 'vento', 'vapor'],
  ...['rumore', 'pioggia', 'fruscio', 'szum', 'deszcz', 'wiatr'],
  // Russian and Ukrainian, Hindi, Vietnamese, Indonesian, Arabic.
  ...['шум', 'дожд', 'дощ', 'шипени', 'ветер', 'вітер', 'शोर', 'बारिश'],
  ...['tiếng ồn', 'mưa', 'bising', 'derau', 'hujan', 'ضوضاء', 'ضجيج', 'مطر'],
]

/** Where words stand without spaces between them: Japanese, Korean, Chinese. */
const UNSPACED_NOISE_WORDS = ['ノイズ', '雑音', '雨', '風', '소음', '노이즈', '빗소리', '바람', '噪', '风']

const WORD_BEGINNING = new RegExp(`(?<![\\p{L}\\p{M}])(?:${NOISE_WORDS.join('|')})`, 'iu')
const ANYWHERE = new RegExp(UNSPACED_NOISE_WORDS.join('|'), 'u')

/** Whether the words of a prompt may ask for noise. */
export function asksForNoise(prompt: string): boolean {
  const words = prompt.normalize('NFC')
  return WORD_BEGINNING.test(words) || ANYWHERE.test(words)
}
