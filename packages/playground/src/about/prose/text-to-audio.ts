import type { ProseByLanguage } from './prose.ts'

export const textToAudio: ProseByLanguage = {
  en: {
    what: [
      'You describe a sound or a scene. You get it as a clip of 1 to 120 seconds.',
      'It starts from words alone, and is meant for effects and surroundings. For pieces of music there is Music.',
    ],
    limits: [
      'It needs a Stable Audio 3 checkpoint, best small-sfx. The embedded engine makes nothing from words alone.',
      'Prompts are cut after 256 tokens.',
      'Nobody has listened to the published weights here: what is proven is that the numbers equal those of the reference code, on small checkpoints.',
    ],
    why: [
      'It runs on this server. No other service is asked.',
      'The same inputs with the same seed, on the same checkpoint, give the same file.',
      'Results come as MP3, WAV, FLAC, Ogg, Opus, M4A or AAC.',
    ],
    steps: [
      'Have a checkpoint installed; the Models page shows the command.',
      'Write what is heard, where, and how close.',
      'Set the duration to that of the sound: short for a hit, long for a scene.',
      'Leave the steps at 8 for a distilled checkpoint.',
      'Ask for several results if you want a choice.',
      'Press Generate.',
      'Listen, and keep the seed of what you like.',
      'Send it on to Transform, or download it.',
    ],
    prompts: [
      'heavy wooden door closing in a stone hall, close',
      'steady rain on a tin roof, distant thunder',
      'small mechanical clock, dry, close microphone',
      'busy street market, wide stereo, midday',
    ],
    uses: ['Effects for games and films.', 'Surroundings under dialogue.', 'Raw material for sound design.'],
    tips: [
      'Name the source, the material and the room.',
      'Several results at once each take the next seed.',
      'Prefer WAV or FLAC for what you will edit further.',
    ],
  },
  tr: {
    what: [
      'Bir sesi ya da sahneyi anlatırsınız; 1 ile 120 saniye arasında bir klip olarak gelir.',
      'Yalnız sözcüklerden yola çıkar, efektler ve ortam sesleri içindir. Müzik parçaları için Müzik var.',
    ],
    limits: [
      'Bir Stable Audio 3 model dosyası gerekir, en uygunu small-sfx. Yerleşik motor yalnız sözcüklerden ses üretmez.',
      'İstem 256 belirteçten (token) sonra kesilir.',
      'Yayımlanan ağırlıkları burada kimse dinlemedi. Kanıtlanan, küçük model dosyalarında sayıların referans kodunkiyle eşit olduğudur.',
    ],
    why: [
      'Bu sunucuda çalışır; başka bir hizmete sorulmaz.',
      'Aynı model dosyasında aynı girdiler aynı tohumla aynı dosyayı verir.',
      'Sonuçlar MP3, WAV, FLAC, Ogg, Opus, M4A ya da AAC olarak gelir.',
    ],
    steps: [
      'Bir model dosyası kurulu olsun; komutu Modeller sayfası gösterir.',
      'Ne duyulduğunu, nerede ve ne kadar yakından olduğunu yazın.',
      'Süreyi sese göre seçin: vuruş için kısa, sahne için uzun.',
      'Damıtılmış model dosyasında adımları 8’de bırakın.',
      'Seçenek istiyorsanız birkaç sonuç isteyin.',
      'Üret düğmesine basın.',
      'Dinleyin, beğendiğinizin tohumunu saklayın.',
      'Dönüştür’e gönderin ya da indirin.',
    ],
    prompts: [
      'heavy wooden door closing in a stone hall, close',
      'steady rain on a tin roof, distant thunder',
      'small mechanical clock, dry, close microphone',
      'busy street market, wide stereo, midday',
    ],
    uses: ['Oyun ve film efektleri.', 'Konuşmanın altına ortam sesi.', 'Ses tasarımı için ham malzeme.'],
    tips: [
      'Kaynağı, malzemeyi ve mekânı söyleyin.',
      'Birden çok sonuç istendiğinde her biri bir sonraki tohumu alır.',
      'Üzerinde çalışacaklarınız için WAV ya da FLAC seçin.',
    ],
  },
}
