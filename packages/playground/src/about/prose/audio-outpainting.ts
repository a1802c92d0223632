import type { ProseByLanguage } from './prose.ts'

export const audioOutpainting: ProseByLanguage = {
  en: {
    what: [
      'You give a clip and say how it should go on. It is continued after its end, before its beginning, or both.',
      'The clip itself can stay sample for sample, cross-faded where the new part begins. That is the default.',
    ],
    limits: [
      'It needs a Stable Audio 3 checkpoint: medium for results of up to 380 s, small-music for up to 120 s.',
      'Memory and speed of the medium checkpoint have not been measured on a CPU.',
      'Nobody has listened to the published weights here: what is proven is that the numbers equal those of the reference code, on small checkpoints.',
    ],
    why: [
      'Both sides in one request.',
      'The clip in the middle is not worn by the model.',
      'The same inputs with the same seed, on the same checkpoint, give the same file.',
    ],
    steps: [
      'Drop the clip onto the page.',
      'Drag its edges outward on the waveform, or set the seconds before and after.',
      'Write how it should go on.',
      'Leave the kept part at “audio” to keep its very samples.',
      'Leave the steps at 8 for a distilled checkpoint.',
      'Press Generate.',
      'Listen across the seam.',
      'Take the result as the next source to go on from there.',
    ],
    prompts: [
      'the groove goes on, then ends on a long chord',
      'a slow fade into rain',
      'a quiet intro that builds towards the beat',
      'the same choir, one more verse',
    ],
    uses: [
      'An intro or an ending for a loop.',
      'Making a bed as long as the picture.',
      'Continuing a sketch to hear where it could lead.',
    ],
    tips: [
      'Cut the clip where something ends, and the seam is easier.',
      'Describe what is already there as well as what should come.',
      'Several short extensions, one after the other, let you choose at each.',
    ],
  },
  tr: {
    what: [
      'Bir klip verir, nasıl devam etmesini istediğinizi yazarsınız. Sonundan sonra, başından önce ya da iki yanda uzatılır.',
      'Klibin kendisi, yeni kısmın başladığı yerde çapraz geçişle, örneği örneğine kalabilir. Varsayılan budur.',
    ],
    limits: [
      'Bir Stable Audio 3 model dosyası gerekir: 380 sn’ye kadar sonuçlar için medium, 120 sn’ye kadar small-music.',
      'Medium model dosyasının bellek ihtiyacı ve hızı işlemcide ölçülmedi.',
      'Yayımlanan ağırlıkları burada kimse dinlemedi. Kanıtlanan, küçük model dosyalarında sayıların referans kodunkiyle eşit olduğudur.',
    ],
    why: [
      'Tek istekte iki yan birden.',
      'Ortadaki klip modelden geçip yıpranmaz.',
      'Aynı model dosyasında aynı girdiler aynı tohumla aynı dosyayı verir.',
    ],
    steps: [
      'Klibi sayfaya bırakın.',
      'Dalga biçiminde kenarlarını dışarı sürükleyin ya da önceki ve sonraki saniyeleri yazın.',
      'Nasıl devam etmesini istediğinizi yazın.',
      'Kendi örneklerinin kalması için korunan kısmı “audio”da bırakın.',
      'Damıtılmış model dosyasında adımları 8’de bırakın.',
      'Üret düğmesine basın.',
      'Ek yerini dinleyin.',
      'Oradan devam etmek için sonucu bir sonraki kaynak yapın.',
    ],
    prompts: [
      'the groove goes on, then ends on a long chord',
      'a slow fade into rain',
      'a quiet intro that builds towards the beat',
      'the same choir, one more verse',
    ],
    uses: [
      'Bir döngüye giriş ya da bitiş yapmak.',
      'Müziği görüntü kadar uzatmak.',
      'Nereye varabileceğini duymak için bir taslağı sürdürmek.',
    ],
    tips: [
      'Klibi bir şeyin bittiği yerde kesin; ek yeri kolaylaşır.',
      'Gelmesini istediğiniz kadar, var olanı da anlatın.',
      'Art arda kısa uzatmalar her adımda seçmenizi sağlar.',
    ],
  },
}
