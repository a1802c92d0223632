/**
 * Words for sounds that are noise, in the languages that the page is used in. Whoever writes one of them may want nothing
 * else, and then noise is no fault. They are matched as whole words: "wind" is noise and "window" is not. Where a language
 * bends its words, a `~` stands for any ending; such stems begin no word for anything else.
 */
const NOISE_WORDS = [
  // English.
  ...['noise', 'noises', 'noisy', 'static', 'hiss~', 'rain', 'rains', 'raining', 'rainy', 'rainfall', 'rainstorm~'],
  ...['raindrop~', 'downpour', 'drizzle', 'hail', 'hailstorm', 'snowstorm', 'blizzard', 'waterfall~', 'rapids'],
  ...[
    'wind',
    'winds',
    'windy',
    'breeze',
    'gale',
    'hurricane',
    'tornado',
    'storm',
    'stormy',
    'sandstorm',
    'thunderstorm~',
  ],
  ...['applause', 'clapping', 'surf', 'ocean', 'seashore', 'waves', 'spray~', 'steam', 'steaming', 'crackl~'],
  ...[
    'snow on tv',
    'snow on the tv',
    'tv snow',
    'television snow',
    'detuned radio',
    'untuned radio',
    'shower',
    'showers',
    'showering',
  ],
  ...[
    'fry',
    'frying',
    'sizzl~',
    'fizz',
    'fizzing',
    'fizzy',

    'jet engine',

    'turbine~',
    'rocket',
    'airplane',
  ],
  ...['aeroplane', 'airplane cabin', 'dryer', 'hairdryer', 'hair drier', 'hairdrier', 'blow drier', 'vacuum'],
  ...['vacuums', 'vacuuming', 'hoover', 'air conditioner~', 'air conditioning', 'aircon', 'fan', 'fans', 'ventilat~'],
  ...['exhaust', 'air compressor', 'leaf blower', 'blower', 'faucet', 'tap water', 'running water', 'pressure washer'],
  ...['sandpaper', 'sanding', 'flamethrower', 'blowtorch', 'gas leak', 'leaking gas', 'whoosh~', 'swoosh~', 'shush~'],
  // Turkish.
  ...['gürültü~', 'cızırtı~', 'cızırda~', 'parazit~', 'karıncalan~', 'karlı ekran', 'yağmur~', 'sağanak~', 'dolu yağ~'],
  ...['şelale~', 'çağlayan~', 'rüzgar~', 'rüzgâr~', 'fırtına~', 'alkış~', 'hışırtı~', 'hışırda~', 'fısırtı~', 'buhar~'],
  ...['duş', 'duşta', 'duşun', 'duşu', 'duş sesi', 'dalgalar~', 'dalgası', 'deniz dalga~', 'okyanus~'],
  ...['elektrikli süpürge~', 'süpürge~', 'klima', 'klimanın', 'kliması', 'vantilatör~', 'saç kurutma~', 'fön makinesi'],
  ...['kızartma~', 'kızaran', 'jet motoru~', 'uçak motoru~', 'uçak kabin~', 'musluk~', 'akan su'],
  // German.
  ...['rausch', 'rauschen~', 'rauschend~', 'geräusch~', 'regen', 'regens', 'regnet', 'regentropfen', 'zisch~', 'wind'],
  ...['winde', 'windes', 'sturm', 'wasserfall~', 'wasserfäll~', 'beifall', 'applaus', 'dampf', 'dusche~', 'brandung'],
  ...[
    'meeresrauschen',
    'wellen',
    'föhn~',
    'haartrockner~',
    'staubsauger~',
    'klimaanlage~',
    'ventilator~',
    'triebwerk~',
  ],
  ...['düsentriebwerk~', 'bratpfanne', 'brutzel~', 'lüfter~'],
  // French.
  ...['bruit', 'bruits', 'pluie', 'pluies', 'souffle', 'grésil~', 'vent', 'vents', 'cascade', 'cascades', 'vapeur'],
  ...[
    'applaudissement~',
    'douche',
    'vagues',
    'océan',
    'friture',
    'aspirateur~',
    'climatis~',
    'sèche-cheveux',
    'réacteur~',
  ],
  // Spanish and Portuguese.
  ...['ruido', 'ruidos', 'estática', 'lluvia', 'lluvias', 'siseo', 'viento', 'vientos', 'aplausos', 'ruído', 'ruídos'],
  ...['chuva', 'chuvas', 'vento', 'ventos', 'vapor', 'ducha', 'chuveiro', 'olas', 'ondas do mar', 'océano', 'oceano'],
  ...[
    'aspiradora',
    'aspirador',
    'aire acondicionado',
    'ar condicionado',
    'secador',
    'ventilador',
    'fritura',
    'cascada',
  ],
  // Italian.
  ...['rumore', 'rumori', 'pioggia', 'fruscio', 'doccia', 'aspirapolvere', 'condizionatore', 'asciugacapelli'],
  ...['cascata', 'applauso', 'applausi', 'frittura', 'vapore'],
  // Polish.
  ...['szum~', 'deszcz~', 'wiatr~', 'prysznic~', 'odkurzacz~', 'klimatyzat~', 'suszark~', 'wodospad~', 'oklask~'],
  // Russian and Ukrainian.
  ...['шум', 'шума', 'шуму', 'шумом', 'шуме', 'шумы', 'шумн~', 'дожд~', 'дощ', 'дощу', 'дощем', 'шипени~', 'шипі~'],
  ...['ветер', 'ветра', 'ветром', 'вітер', 'вітру', 'душ', 'волны', 'волн', 'хвилі', 'пылесос~', 'пилосос~'],
  ...[
    'кондиционер~',
    'кондиціонер~',
    'фен',
    'вентилятор~',
    'водопад~',
    'водоспад~',
    'помехи',
    'аплодисмент~',
    'турбин~',
  ],
  // Hindi, Vietnamese, Indonesian, Arabic.
  ...['शोर', 'बारिश', 'हवा', 'tiếng ồn', 'mưa', 'tiếng gió', 'gió', 'sóng biển', 'vòi sen', 'máy hút bụi', 'máy lạnh'],
  ...['bising', 'derau', 'hujan', 'angin', 'ombak', 'air terjun', 'pengering rambut', 'penyedot debu'],
  ...['ضوضاء', 'الضوضاء', 'ضجيج', 'الضجيج', 'مطر', 'المطر', 'أمطار', 'ريح', 'رياح', 'الرياح', 'أمواج', 'شلال'],
]

/** Where words stand without spaces between them: Japanese, Korean, Chinese. */
const UNSPACED_NOISE_WORDS = [
  ...[
    'ノイズ',
    '雑音',
    '雨',
    '砂嵐',
    'シャワー',
    '掃除機',
    'ドライヤー',
    'エアコン',
    '換気扇',
    '波の音',
    '波音',
    '滝',
    '拍手',
  ],
  ...['소음', '노이즈', '빗소리', '바람', '샤워', '파도', '청소기', '에어컨', '드라이어', '폭포', '박수'],
  ...['噪', '淋浴', '海浪', '波浪', '吸尘器', '吹风机', '空调', '瀑布', '鼓掌', '掌声', '沙沙', '电视雪花', '喷气'],
]

/**
 * Wind, in Chinese and Japanese. Behind a word the same sign means "in the style of", as in 中国风 and ジャズ風, and it
 * begins the words for style, organ, flavour, scenery, custom and vogue.
 */
const WIND_SIGN = '(?:(?<![\\p{sc=Han}\\p{sc=Katakana}ー])|(?<=[的大狂微海寒暴强強刮台冷]))[风風](?![格琴味景情光俗流])'

const patternOf = (word: string): string => (word.endsWith('~') ? word.slice(0, -1) : `${word}(?![\\p{L}\\p{M}])`)

const WHOLE_WORD = new RegExp(`(?<![\\p{L}\\p{M}])(?:${NOISE_WORDS.map(patternOf).join('|')})`, 'iu')
const ANYWHERE = new RegExp([...UNSPACED_NOISE_WORDS, WIND_SIGN].join('|'), 'u')

/** Whether the words of a prompt may ask for noise. */
export function asksForNoise(prompt: string): boolean {
  const words = prompt.normalize('NFC')
  // The capitals of Turkish: "I" is that of "ı".
  const variants = [words, words.toLocaleLowerCase('tr')]
  return variants.some((variant) => WHOLE_WORD.test(variant)) || ANYWHERE.test(words)
}
