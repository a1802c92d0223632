import type { PhraseBook } from '../phrase-book.ts'

/** What the embedded engine says. */
export const RESTYLE: PhraseBook = {
  'No word of the prompt was understood: only length, level and the strength setting acted.':
    'İstemdeki hiçbir sözcük anlaşılmadı: yalnız uzunluk, ses düzeyi ve güç ayarı etki etti.',
  'The source is silent: there is nothing to restyle, and what was added stays at its own level.':
    'Kaynak sessiz: dönüştürülecek bir şey yok, eklenenler kendi düzeyinde kalır.',
  'The source has no clear tempo: {bpm} BPM applies to the added parts alone.':
    'Kaynağın temposu belirgin değil: {bpm} BPM yalnız eklenen partilere uygulanır.',
  'The source has no clear key: the requested key applies to the added parts alone.':
    'Kaynağın tonu belirgin değil: istenen ton yalnız eklenen partilere uygulanır.',
  "The source's beats are not clear enough to play along with; left out: {layers}.":
    'Kaynağın vuruşları eşlik edilecek kadar belirgin değil; eklenmeyenler: {layers}.',
  'Vocals are reduced, not removed: without a separation model they cannot be taken out of a mix.':
    'Vokaller azaltılır, tümüyle kaldırılmaz: bir ayırma modeli olmadan miksin içinden çıkarılamazlar.',
  "The source's drums are reduced, not removed: traces of them remain.":
    'Kaynağın davulları azaltılır, tümüyle kaldırılmaz: izleri kalır.',
  'At strength 0 the source comes back as it is: the prompt was not applied.':
    'Güç 0 iken kaynak olduğu gibi döner: istem uygulanmadı.',
  "Even at full strength the source's chords, tempo and key remain: this engine transforms, it does not compose anew.":
    'Tam güçte bile kaynağın akorları, temposu ve tonu kalır: bu motor dönüştürür, yeniden bestelemez.',
  'Almost nothing is left of the clip: too little to be brought to −14 LUFS.':
    'Klipten neredeyse hiçbir şey kalmadı: −14 LUFS’a getirilemeyecek kadar az.',
  'The result is quieter than −14 LUFS: it is too sparse to be brought there without squashing its peaks.':
    'Sonuç −14 LUFS’tan kısık: tepeleri ezilmeden oraya getirilemeyecek kadar seyrek.',
  drums: 'davul',
  bass: 'bas hattı',
  pad: 'pad',
  strings: 'yaylılar',
  choir: 'koro',
  brass: 'bakır nefesliler',
  keys: 'tuşlular',
  pluck: 'mızraplılar',
  bell: 'çanlar',
  lead: 'solo ses',
  drone: 'dem sesi',
  hits: 'vuruşlar',

  'An option is out of range: {detail}.': 'Bir ayar aralık dışında: {detail}.',
  'The plan cannot be executed: {detail}.': 'Plan uygulanamıyor: {detail}.',
  'The source cannot be restyled: {detail}.': 'Kaynak dönüştürülemiyor: {detail}.',
  'prompt must be a text': 'istem bir metin olmalı',
  '{name} must be a number from {min} to {max}': '{name}, {min} ile {max} arasında bir sayı olmalı',
  '{name} must be a whole number from {min} to {max}': '{name}, {min} ile {max} arasında bir tam sayı olmalı',
  'there is no key "{key}"': '“{key}” diye bir anahtar yok',
  '"{key}" must be a number from {min} to {max}': '“{key}”, {min} ile {max} arasında bir sayı olmalı',
  'it has no samples': 'hiç örnek içermiyor',
  'its channels differ in length': 'kanalları eşit uzunlukta değil',
}
