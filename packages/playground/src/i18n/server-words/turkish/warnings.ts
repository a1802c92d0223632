import type { PhraseBook } from '../phrase-book.ts'

/** What the service and Stable Audio 3 tell beside a result. */
export const WARNINGS: PhraseBook = {
  'The source file is damaged in places; what could not be read is missing from the sound.':
    'Kaynak dosya yer yer hasarlı; okunamayan kısımlar seste eksik.',
  'The source is {seconds} s long; from there on the result is silence.':
    'Kaynak {seconds} saniye; sonuç oradan sonra sessiz.',
  'The source is {seconds} s long; from there on the result started from silence.':
    'Kaynak {seconds} saniye; sonuç oradan sonra sessizlikten üretildi.',
  'At an init noise level of 0 nothing is changed: this is the source itself, and no engine has touched it.':
    'Değişim gücü 0 iken hiçbir şey değişmez: bu, kaynağın kendisidir; ona hiçbir motor dokunmadı.',
  'All {count} results are the same, since nothing was changed.':
    'Hiçbir şey değişmediği için {count} sonucun hepsi aynı.',
  'This was made by "{maker}". When it was submitted, "{expected}" was to make it; what is installed has changed.':
    'Bunu “{maker}” yaptı. Gönderildiğinde “{expected}” yapacaktı; o arada kurulu olanlar değişti.',
  'The result with seed {first} was unusable ({reason}), so seed {second} was used.':
    '{first} tohumuyla çıkan sonuç kullanılamazdı ({reason}); bu yüzden {second} tohumu kullanıldı.',
  'The result is white noise from beginning to end. If that is not what you asked for, try another seed or other words.':
    'Sonuç baştan sona beyaz gürültü. İstediğiniz bu değilse başka bir tohum ya da başka sözler deneyin.',
  'The result was {decibels} dB too loud and was turned down by as much.':
    'Sonuç {decibels} dB fazla yüksekti, o kadar kısıldı.',
  'The embedded engine is no diffusion model; it has no use for {knobs}.':
    'Yerleşik motor bir difüzyon modeli değil; şunlar işine yaramaz: {knobs}.',
  checkpoint: 'model dosyası',
  schedule: 'gürültü eğrisi',
  sampler: 'örnekleyici',
  loras: 'LoRA’lar',

  'Guidance {scale}: the checkpoint "{name}" is distilled and was made for guidance 1. Other values double the time and push the result away from what it was trained to make; on a base checkpoint they strengthen the prompt.':
    'Yönlendirme {scale}: “{name}” damıtılmış bir model dosyası, yönlendirme 1 için yapıldı. Başka değerler süreyi ikiye katlar ve sonucu modelin öğrendiğinden uzaklaştırır; temel bir model dosyasında ise istemi güçlendirir.',
  'The negative prompt has little effect on the distilled checkpoint "{name}"; base checkpoints were made for it.':
    'Olumsuz istem, damıtılmış “{name}” model dosyasında pek etki etmez; temel model dosyaları bunun için yapılmıştır.',
  '{steps} steps: the distilled checkpoint "{name}" was made for {best}. More take longer and rarely sound better.':
    '{steps} adım: damıtılmış “{name}” model dosyası {best} adım için yapıldı. Fazlası daha uzun sürer, nadiren daha iyi duyulur.',
  'The sampler "{sampler}": the distilled checkpoint "{name}" was trained for "pingpong".':
    'Örnekleyici “{sampler}”: damıtılmış “{name}” model dosyası “pingpong” için eğitildi.',
  '{steps} steps are few for the base checkpoint "{name}": it was made for about 50.':
    '{steps} adım, temel “{name}” model dosyası için az: yaklaşık 50 adım için yapıldı.',
  'Guidance 1 is none: the base checkpoint "{name}" follows the prompt best at about 7.':
    'Yönlendirme 1, yönlendirme yok demektir: temel “{name}” model dosyası isteme en iyi 7 dolayında uyar.',
  'The sampler "pingpong" is for distilled checkpoints; "{name}" is made for "euler".':
    '“pingpong” örnekleyicisi damıtılmış model dosyaları içindir; “{name}” ise “euler” için yapılmıştır.',
  'The negative prompt had no effect: at guidance 1 a model does not look at it.':
    'Olumsuz istemin etkisi olmadı: yönlendirme 1 iken model ona bakmaz.',
  'The checkpoint "{best}" is not installed, so "{name}" made this; it takes clips of up to {seconds} s.':
    '“{best}” model dosyası kurulu olmadığı için bunu “{name}” yaptı; en çok {seconds} saniyelik klip alır.',
  'The plan had no effect: it steers the embedded signal processing, and Stable Audio 3 follows words alone.':
    'Planın etkisi olmadı: plan yerleşik sinyal işlemeyi yönetir, Stable Audio 3 ise yalnız sözleri izler.',
}
