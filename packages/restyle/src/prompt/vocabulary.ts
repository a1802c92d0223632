/** Words that carry no wish of their own and are not reported as ignored. */
const FILLER = new Set(
  `a an the this that these those it its and or of in on to into onto for from by at as like some very track song music
  audio clip sound sounds sounding sounded sample recording piece version mix make makes making turn transform convert
  change give me my your his her their our please want would should could can is are was were be been have has had more
  feel feeling feels style styled mood tone kind type remix rework restyle reimagine create using use used uses so that
  while through over under up down out off all overall into then than but also still just only full something anything
  thing things where which who whose original source input playing play journey being about around there here them they
  you let lets get got set go goes i im id if when how what same such one bit little lot lots too much many now even
  loop loops hear need needs
  between among across during after before within inside outside each every any other another
  bir ve veya ile için bu şarkıyı şarkı parça parçayı müzik müziği yap yapın dönüştür olsun olan gibi daha de da ama sesi`.split(
    /\s+/,
  ),
)

export const isFiller = (word: string): boolean => FILLER.has(word) || word.length <= 2 || /^[\d.%]+$/.test(word)

/** These hold a list together. */
export const isJoin = (word: string): boolean => ['and', 'or', 'nor', '&', 've', 'veya'].includes(word)

/** These carry a removal on to whatever follows, adjectives too: "no harsh or brittle sounds". */
export const isAlternative = (word: string): boolean => ['or', 'nor', 'veya'].includes(word)

/** These end what a modifier covers. */
export const isTurn = (word: string): boolean =>
  ['but', 'yet', 'however', 'with', 'while', 'though', 'instead', 'ama', 'fakat'].includes(word)

/** "no drums from the original": the removal means the clip, not what is added. */
export const isSourceWord = (word: string): boolean => ['original', 'source', 'input'].includes(word)

/** After a negation these turn "remove" into "a little less": "not very bright", "without too much reverb". */
export const isDegree = (word: string): boolean => DEGREES.has(word)

const DEGREES = new Set([
  ...[
    'too',
    'too much',
    'too many',
    'way too',
    'far too',
    'so',
    'so much',
    'very',
    'overly',
    'excessive',
    'excessively',
  ],
  ...['really', 'that', 'çok', 'çok fazla', 'fazla', 'aşırı'],
])
