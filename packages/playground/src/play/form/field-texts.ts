/** Labels and help of the inputs in languages other than the schema's own English, by the input's name. */

import { type Language, useLanguage } from '../../i18n/language.ts'

interface FieldText {
  readonly title: string
  readonly help: string
}

const TURKISH: Readonly<Record<string, FieldText>> = {
  audio: { title: 'Kaynak klip', help: 'Dönüştürülecek klip.' },
  prompt: { title: 'İstem', help: 'Sonuç nasıl duyulsun?' },
  duration: { title: 'Süre', help: 'Sonucun saniye olarak uzunluğu.' },
  init_noise_level: {
    title: 'Değişim gücü',
    help: 'Sonuç kaynaktan ne kadar uzaklaşabilir: 0 yakın kalır, 1 en çok değiştirir.',
  },
  negative_prompt: {
    title: 'Olumsuz istem',
    help: 'Nelerden kaçınılsın? Yönlendirme 1’den farklıyken, en çok da temel (base) modellerde etkilidir.',
  },
  num_inference_steps: {
    title: 'Adım sayısı',
    help: 'İyileştirme adımları; çoğu daha uzun sürer. Damıtılmış modellere 8, temel modellere 50 kadar adım gerekir.',
  },
  guidance_scale: {
    title: 'Yönlendirme',
    help: 'Sonuç isteme ne kadar sıkı uysun? Temel modellerde 7 dolayı iyidir; damıtılmışlar 1 için yapılmıştır.',
  },
  output_format: { title: 'Çıktı biçimi', help: 'Sonuç dosyasının biçimi.' },
  seed: {
    title: 'Tohum',
    help: 'Aynı girdiler aynı tohumla aynı sonucu verir; boş bırakılırsa rastgele çekilir.',
  },
  batch_size: {
    title: 'Sonuç sayısı',
    help: 'Kaç sonuç üretilsin? Her biri bir sonraki tohumla; fiyat hepsi içindir.',
  },
  model: { title: 'Model dosyası', help: 'Sonucu hangi kurulu model üretsin? Boş bırakılırsa en uygunu seçilir.' },
  schedule: {
    title: 'Gürültü eğrisi',
    help: '“monotone” (varsayılan) başlangıç gürültüsünü hiç aşmaz; “upstream” yayımlanan koddaki gibi bir kez aşar.',
  },
  sampler: {
    title: 'Örnekleyici',
    help: 'Adımların nasıl atılacağı; boşsa modelinki. “rk4” her adımda modele dört kez sorar.',
  },
  loras: { title: 'LoRA’lar', help: 'Modele eklenecek ince ayarlar.' },
  regions: { title: 'Yenilenecek bölümler', help: 'Dalga biçimi üzerinde sürükleyin ya da saniyeleri yazın.' },
  extend_seconds_before: { title: 'Öncesine ekle', help: 'Klibin başından önce kaç saniye eklensin?' },
  extend_seconds_after: { title: 'Sonrasına ekle', help: 'Klibin sonundan sonra kaç saniye eklensin?' },
  paste: {
    title: 'Korunan bölüm',
    help: '“audio”: kendi örnekleri, kenarlarda geçişli; “latent”: kodekten geçmiş; “none”: model yeniden üretir.',
  },
  mask_start_seconds: { title: 'Bölüm başı', help: 'Yeni bölümün başladığı saniye.' },
  mask_end_seconds: { title: 'Bölüm sonu', help: 'Yeni bölümün bittiği saniye; en fazla klibin sonuna dek.' },
  plan: { title: 'Plan', help: 'İstemden anlaşılan işlemlerin elle değiştirilmiş değerleri.' },
}

/** Where this page edits an input in another way than its schema expects. */
const ENGLISH: Readonly<Record<string, FieldText>> = {
  audio: { title: 'Source clip', help: 'The clip to transform.' },
  regions: { title: 'Stretches to make anew', help: 'Drag on the waveform, or type the seconds.' },
}

const TEXTS: Readonly<Record<Language, Readonly<Record<string, FieldText>>>> = { en: ENGLISH, tr: TURKISH }

/** @returns what a field is called; an input that nobody has translated yet keeps the words of the schema */
export function fieldText(language: Language, field: FieldText & { readonly name: string }): FieldText {
  return TEXTS[language][field.name] ?? { title: field.title, help: field.help }
}

export function useFieldText(): (field: FieldText & { readonly name: string }) => FieldText {
  const language = useLanguage()
  return (field) => fieldText(language, field)
}
