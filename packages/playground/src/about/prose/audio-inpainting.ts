import type { ProseByLanguage } from './prose.ts'

export const audioInpainting: ProseByLanguage = {
  en: {
    what: [
      'You mark one or several stretches of a clip and say what should be there. They are made anew; the rest stays as it was.',
      'The kept part can be the very samples of the source, cross-faded at the edges. That is the default.',
    ],
    limits: [
      'It needs a Stable Audio 3 checkpoint: medium for clips of up to 380 s, small-music for up to 120 s.',
      'Memory and speed of the medium checkpoint have not been measured on a CPU.',
      'Nobody has listened to the published weights here: what is proven is that the numbers equal those of the reference code, on small checkpoints.',
    ],
    why: [
      'Up to 32 stretches in one request.',
      'What is kept is kept sample for sample, so nothing outside the stretches is worn by the model.',
      'The same inputs with the same seed, on the same checkpoint, give the same file.',
    ],
    steps: [
      'Drop the clip onto the page.',
      'Drag over the waveform to mark what should be made anew. Mark more than one if you like.',
      'Write what should be heard in the gaps.',
      'Leave the kept part at “audio” to keep its very samples.',
      'Leave the steps at 8 for a distilled checkpoint.',
      'Press Generate.',
      'Listen across the edges, by looping around them.',
      'Move an edge and run it once more, with the same seed or another.',
    ],
    prompts: [
      'the guitar goes on without the cough',
      'a short drum fill, then the beat goes on',
      'quiet room tone',
      'a bar of solo piano in the same key',
    ],
    uses: [
      'Taking out a cough, a click or a wrong note.',
      'Replacing a bar by another idea.',
      'Filling a gap between two takes.',
    ],
    tips: [
      'Let a stretch begin and end a little before and after the fault, best between two notes.',
      'Describe the whole sound and not only the gap, so that it fits in.',
      'Try several seeds; each gives another filling.',
    ],
  },
  tr: {
    what: [
      'Klibin bir ya da birkaç bölümünü işaretler, orada ne olması gerektiğini yazarsınız. Oralar yeniden yapılır, gerisi olduğu gibi kalır.',
      'Korunan kısım, kenarları çapraz geçişli olarak kaynağın kendi örnekleri olabilir. Varsayılan budur.',
    ],
    limits: [
      'Bir Stable Audio 3 model dosyası gerekir: 380 sn’ye kadar klipler için medium, 120 sn’ye kadar small-music.',
      'Medium model dosyasının bellek ihtiyacı ve hızı işlemcide ölçülmedi.',
      'Yayımlanan ağırlıkları burada kimse dinlemedi. Kanıtlanan, küçük model dosyalarında sayıların referans kodunkiyle eşit olduğudur.',
    ],
    why: [
      'Tek istekte 32’ye kadar bölüm.',
      'Korunan kısım örneği örneğine korunur; bölümlerin dışında hiçbir şey modelden geçip yıpranmaz.',
      'Aynı model dosyasında aynı girdiler aynı tohumla aynı dosyayı verir.',
    ],
    steps: [
      'Klibi sayfaya bırakın.',
      'Yeniden yapılacak yeri işaretlemek için dalga biçiminin üzerinde sürükleyin. Birden çok yer işaretleyebilirsiniz.',
      'Boşluklarda ne duyulması gerektiğini yazın.',
      'Kendi örneklerinin kalması için korunan kısmı “audio”da bırakın.',
      'Damıtılmış model dosyasında adımları 8’de bırakın.',
      'Üret düğmesine basın.',
      'Kenarları, çevrelerinde döngü kurarak dinleyin.',
      'Bir kenarı kaydırıp aynı ya da başka bir tohumla yeniden çalıştırın.',
    ],
    prompts: [
      'the guitar goes on without the cough',
      'a short drum fill, then the beat goes on',
      'quiet room tone',
      'a bar of solo piano in the same key',
    ],
    uses: [
      'Öksürük, tıkırtı ya da yanlış notayı çıkarmak.',
      'Bir ölçünün yerine başka bir fikir koymak.',
      'İki kayıt arasındaki boşluğu doldurmak.',
    ],
    tips: [
      'Bölüm hatadan biraz önce başlayıp biraz sonra bitsin; en iyisi iki notanın arası.',
      'Yalnız boşluğu değil bütün sesi anlatın ki yerine otursun.',
      'Birkaç tohum deneyin; her biri boşluğu başka türlü doldurur.',
    ],
  },
}
