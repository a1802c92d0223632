import type { ProseByLanguage } from './prose.ts'

export const music: ProseByLanguage = {
  en: {
    what: [
      'You write what the music should be. You get a new piece of 1 to 120 seconds.',
      'It starts from words alone. To change a clip you have, use Transform.',
    ],
    limits: [
      'It needs a Stable Audio 3 checkpoint. The embedded engine makes nothing from words alone.',
      'Prompts are cut after 256 tokens, which is far more than a sentence.',
      'Nobody has listened to the published weights here: what is proven is that the numbers equal those of the reference code, on small checkpoints.',
    ],
    why: [
      'It runs on this server. No other service is asked.',
      'The same inputs with the same seed, on the same checkpoint, give the same file.',
      'Fine-tuned checkpoints and LoRA files of your own can be used.',
    ],
    steps: [
      'Have a checkpoint installed; the Models page shows the command.',
      'Write the style, the instruments, the mood and the tempo.',
      'Set the duration.',
      'Leave the steps at 8 for a distilled checkpoint; a base checkpoint needs about 50.',
      'Leave the guidance at 1 for a distilled checkpoint; a base checkpoint is made for about 7.',
      'Press Generate, and follow the steps.',
      'Listen, and keep the seed of what you like.',
      'Change one word at a time with that seed.',
    ],
    prompts: [
      'slow bossa nova, nylon guitar, brushed drums, late evening, 92 BPM',
      'minimal techno, deep kick, dry hi-hats, 126 BPM',
      'solo piano, intimate, felt hammers, sparse',
      'string quartet, tense, short bows, D minor',
    ],
    uses: [
      'Beds for a video or a podcast.',
      'Loops and ideas to build on.',
      'A first version of a cue, to talk about.',
    ],
    tips: [
      'Say the tempo as a number of BPM.',
      'Several results at once each take the next seed.',
      'The negative prompt acts where the guidance is not 1, and on base checkpoints above all.',
      'Send a result on to Transform or Extend to go on with it.',
    ],
  },
  tr: {
    what: [
      'Müziğin nasıl olmasını istediğinizi yazarsınız; 1 ile 120 saniye arasında yeni bir parça gelir.',
      'Yalnız sözcüklerden yola çıkar. Elinizdeki bir klibi değiştirmek için Dönüştür’ü kullanın.',
    ],
    limits: [
      'Bir Stable Audio 3 model dosyası gerekir. Yerleşik motor yalnız sözcüklerden ses üretmez.',
      'İstem 256 belirteçten (token) sonra kesilir; bu, bir cümleden çok daha uzundur.',
      'Yayımlanan ağırlıkları burada kimse dinlemedi. Kanıtlanan, küçük model dosyalarında sayıların referans kodunkiyle eşit olduğudur.',
    ],
    why: [
      'Bu sunucuda çalışır; başka bir hizmete sorulmaz.',
      'Aynı model dosyasında aynı girdiler aynı tohumla aynı dosyayı verir.',
      'Kendi ince ayarlı model dosyalarınız ve LoRA dosyalarınız kullanılabilir.',
    ],
    steps: [
      'Bir model dosyası kurulu olsun; komutu Modeller sayfası gösterir.',
      'Tarzı, çalgıları, havayı ve tempoyu yazın.',
      'Süreyi seçin.',
      'Damıtılmış model dosyasında adımları 8’de bırakın; temel (base) model dosyası yaklaşık 50 ister.',
      'Damıtılmış model dosyasında yönlendirme 1 kalsın; temel model dosyası yaklaşık 7 için yapılmıştır.',
      'Üret düğmesine basın ve adımları izleyin.',
      'Dinleyin, beğendiğinizin tohumunu saklayın.',
      'O tohumla her seferinde tek bir sözcüğü değiştirin.',
    ],
    prompts: [
      'slow bossa nova, nylon guitar, brushed drums, late evening, 92 BPM',
      'minimal techno, deep kick, dry hi-hats, 126 BPM',
      'solo piano, intimate, felt hammers, sparse',
      'string quartet, tense, short bows, D minor',
    ],
    uses: [
      'Video ya da podcast altına müzik.',
      'Üzerine kurulacak döngüler ve fikirler.',
      'Üzerinde konuşmak için bir müziğin ilk hâli.',
    ],
    tips: [
      'Tempoyu BPM sayısıyla söyleyin.',
      'Birden çok sonuç istendiğinde her biri bir sonraki tohumu alır.',
      'Olumsuz istem, yönlendirme 1’den farklıyken, en çok da temel model dosyalarında etki eder.',
      'Devam etmek için sonucu Dönüştür’e ya da Uzat’a gönderin.',
    ],
  },
}
