import { defineTexts } from '../../i18n/texts.ts'

export const MODELS_TEXTS = defineTexts({
  en: {
    title: 'Models',
    lead: 'What makes the sound here, and what could be installed beside it.',
    served: 'What this server can do now',
    notServed: 'Not yet',
    open: 'Open',
    openNamed: (name: string) => `Open ${name}`,
    embedded: 'embedded engine',
    stableAudio: 'Stable Audio 3',
    on: (checkpoint: string) => `on ${checkpoint}`,
    others: (names: string) => `A request may name ${names}.`,
    needs: 'Needs a checkpoint. Run this on the machine of the server:',
    needsOther: 'or',
    checkpoints: 'Checkpoints of Stable Audio 3',
    checkpointsLead: 'Trained weights, published by Stability AI. Installed ones are used from the next request on.',
    installed: 'Installed',
    incomplete: 'Incomplete',
    installable: 'Can be installed',
    inUse: 'in use',
    beginHere: 'begin with this one',
    size: 'Download',
    sizeHere: 'On disk',
    longest: 'Longest clip',
    longestUnknown: 'unknown',
    licence: 'Licence',
    goOn: 'A file is missing or was cut short. The same command goes on where it stopped:',
    goOnOwn: 'A file is missing or was cut short. Copy it again from where it came.',
    base: 'For fine-tuning: checkpoints before distillation',
    none: 'Nothing is installed, and nothing can be listed.',
    gate: 'Before the first download',
    gate1:
      'The weights are not ours: they are under the licences named above, and the command asks you to accept them.',
    gate2:
      'Hugging Face gives them only to accounts that agreed: open the page of the checkpoint there, sign in, press “Agree and access repository”, and put a read token into HF_TOKEN.',
    gate3:
      'Stopped in any way, the same command goes on from there. About 1.2 GB of each is a text encoder that all share.',
    gate4: 'To remove one, delete its folder in the Hugging Face cache; nothing is removed by itself.',
    engine: 'The embedded engine',
    engine1:
      'It comes with the server and needs no weights: signal processing and a small procedural arranger that follow 345 descriptors, genres and scenes in English and Turkish, many times faster than real time on one core.',
    engine2:
      'It is not Stable Audio 3 and never says it is. It cannot invent a performance: chords, tempo and key of your clip remain. Voices and drums are reduced, not removed. It reads words, not meaning, and lists with every result what it ignored.',
    engine3:
      'Every result names the engine that made it. Once a checkpoint is installed, Stable Audio 3 takes over “Transform” too.',
    'small-music': 'Music up to two minutes in eight steps; the one to begin with.',
    'small-music-base': 'Music before distillation: about fifty steps, answers to guidance, the one to fine-tune.',
    'small-sfx': 'Sound effects and scenes up to two minutes in eight steps.',
    'small-sfx-base':
      'Sound effects before distillation: about fifty steps, answers to guidance, the one to fine-tune.',
    medium: 'Music and sound up to six minutes in eight steps; better, and about four times the work.',
    'medium-base':
      'The medium checkpoint before distillation: about fifty steps, answers to guidance, the one to fine-tune.',
  },
  tr: {
    title: 'Modeller',
    lead: 'Burada sesi neyin ürettiği ve yanına nelerin kurulabileceği.',
    served: 'Bu sunucunun şu an yapabildikleri',
    notServed: 'Henüz değil',
    open: 'Aç',
    openNamed: (name) => `Aç: ${name}`,
    embedded: 'yerleşik motor',
    stableAudio: 'Stable Audio 3',
    on: (checkpoint) => `${checkpoint} ile`,
    others: (names) => `İstekte şunlar da seçilebilir: ${names}.`,
    needs: 'Bir checkpoint gerekir. Sunucunun çalıştığı makinede şunu çalıştırın:',
    needsOther: 'ya da',
    checkpoints: 'Stable Audio 3 checkpoint’leri',
    checkpointsLead:
      'Stability AI’ın yayımladığı eğitilmiş ağırlıklar. Kurulanlar bir sonraki istekten itibaren kullanılır.',
    installed: 'Kurulu',
    incomplete: 'Eksik',
    installable: 'Kurulabilir',
    inUse: 'kullanımda',
    beginHere: 'bununla başlayın',
    size: 'İndirme',
    sizeHere: 'Diskte',
    longest: 'En uzun ses',
    longestUnknown: 'bilinmiyor',
    licence: 'Lisans',
    goOn: 'Bir dosya eksik ya da yarım kalmış. Aynı komut kaldığı yerden sürdürür:',
    goOnOwn: 'Bir dosya eksik ya da yarım kalmış. Geldiği yerden yeniden kopyalayın.',
    base: 'İnce ayar için: damıtma öncesi checkpoint’ler',
    none: 'Hiçbir şey kurulu değil, listelenecek bir şey de yok.',
    gate: 'İlk indirmeden önce',
    gate1: 'Ağırlıklar bizim değil: yukarıda adı geçen lisanslara bağlıdır, komut bunları kabul etmenizi ister.',
    gate2:
      'Hugging Face onları yalnız koşulları kabul eden hesaplara verir: checkpoint’in oradaki sayfasını açın, giriş yapın, “Agree and access repository” düğmesine basın ve okuma yetkili bir belirteci HF_TOKEN değişkenine koyun.',
    gate3:
      'Ne olursa olsun yarım kalırsa aynı komut kaldığı yerden sürdürür. Her birinin yaklaşık 1,2 GB’ı hepsinin paylaştığı metin kodlayıcıdır.',
    gate4: 'Kaldırmak için Hugging Face önbelleğindeki klasörünü silin; hiçbir şey kendiliğinden silinmez.',
    engine: 'Yerleşik motor',
    engine1:
      'Sunucuyla birlikte gelir, ağırlık istemez: Türkçe ve İngilizce 345 niteleme, tarz ve sahneyi izleyen sinyal işleme ve küçük bir düzenleyici. Tek çekirdekte gerçek zamandan kat kat hızlıdır.',
    engine2:
      'Stable Audio 3 değildir ve öyleymiş gibi davranmaz. Yeni bir icra üretemez: sesinizin akorları, temposu ve tonu kalır. Vokal ve davul azalır, tümüyle kalkmaz. Anlamı değil sözcükleri okur; neyi dikkate almadığını her sonuçta listeler.',
    engine3:
      'Her sonuç, onu hangi motorun yaptığını söyler. Bir checkpoint kurulunca “Dönüştür”ü de Stable Audio 3 devralır.',
    'small-music': 'Sekiz adımda iki dakikaya kadar müzik; başlamak için en uygunu.',
    'small-music-base': 'Damıtma öncesi müzik: yaklaşık elli adım, yönlendirmeye yanıt verir, ince ayar bunda yapılır.',
    'small-sfx': 'Sekiz adımda iki dakikaya kadar ses efektleri ve sahneler.',
    'small-sfx-base':
      'Damıtma öncesi ses efektleri: yaklaşık elli adım, yönlendirmeye yanıt verir, ince ayar bunda yapılır.',
    medium: 'Sekiz adımda altı dakikaya kadar müzik ve ses; daha iyi, yaklaşık dört kat fazla iş.',
    'medium-base': 'Damıtma öncesi orta boy: yaklaşık elli adım, yönlendirmeye yanıt verir, ince ayar bunda yapılır.',
  },
})
