import type { ProseByLanguage } from './prose.ts'

export const audioToAudio: ProseByLanguage = {
  en: {
    what: [
      'You give a clip and a sentence. You get the clip back, transformed the way the sentence says.',
      'The strength (init noise level) decides how far the result may go: 0 keeps the source, 1 moves furthest from it.',
    ],
    limits: [
      'The embedded engine cannot invent a performance: even at strength 1 the chords, the tempo and the key of the source remain.',
      'It reads words, not meaning. What it ignored is listed with every result.',
      'Removing voices or drums reduces them; traces remain, and the result says so.',
      'Nobody has yet judged the results in a blind listening test.',
    ],
    why: [
      'It works on a fresh machine: the embedded engine needs no model files.',
      'The same inputs with the same seed give the same file.',
      'Each result names the engine that made it, and the embedded one also says which words it understood.',
      'With the embedded engine you can take its plan into your own hands: less reverb, no pad, another tempo.',
    ],
    steps: [
      'Drop a clip onto the page, record one, or take the example.',
      'Write what the result should sound like. English and Turkish words are understood.',
      'Set the duration of the result, from 1 to 120 seconds.',
      'Set the strength. Begin at 0.9; go down to stay closer to the source.',
      'Under the further settings, name what to avoid, and a seed if you want to be able to repeat it.',
      'Press Generate. The queue, the stage and the time that is left are shown as it works.',
      'Compare the source and the result by ear: both play at the same loudness and the same moment.',
      'Download it, send it on as the next source, or change a setting and run it once more.',
    ],
    prompts: [
      'downtown dusk neo soul, pocket groove',
      'warm lo-fi hip hop beat, dusty vinyl, 82 BPM, slightly muffled',
      'dark cinematic ambient, distant metallic textures, slow and spacious',
      'driving warehouse techno, aggressive, 130 BPM',
      'muffled, as if playing underwater',
      'an old telephone call, no reverb',
    ],
    uses: [
      'Turning a sketch or a loop into another style, in its own key and tempo.',
      'Putting a voice or an instrument into another space: a hall, a telephone, under water.',
      'Making several variations of one sound for a game or a film.',
      'Trying a request here before it goes into code.',
    ],
    tips: [
      'Name sounds, styles, places and numbers: “dark”, “bossa nova”, “in a cathedral”, “90 BPM”, “in D minor”.',
      'Negate in plain words: “no drums”, “less reverb”. The negative prompt does the same.',
      '“Very” and “slightly” count: they change how strongly a word acts.',
      'Look at what was understood after the first run. Replace the words that were ignored.',
      'Run a ladder of strengths to find how far is far enough, then keep the seed.',
      'With the embedded engine, steps are refinement passes of the tone; little changes above 16.',
    ],
  },
  tr: {
    what: [
      'Bir klip ve bir cümle verirsiniz; klip, cümlenin söylediği gibi dönüşmüş olarak geri gelir.',
      'Değişim gücü (init noise level) sonucun ne kadar uzaklaşabileceğini belirler: 0 kaynağı korur, 1 ondan en çok uzaklaşır.',
    ],
    limits: [
      'Yerleşik motor yeni bir icra uyduramaz: değişim gücü 1 iken bile kaynağın akorları, temposu ve tonu kalır.',
      'Anlamı değil sözcükleri okur. Yok saydıkları her sonuçta listelenir.',
      'Vokali ya da davulu çıkarmak onları azaltır; izleri kalır ve sonuç bunu söyler.',
      'Sonuçlar henüz kör bir dinleme testinde değerlendirilmedi.',
    ],
    why: [
      'Yeni kurulmuş bir makinede çalışır: yerleşik motor model dosyası istemez.',
      'Aynı girdiler aynı tohumla (seed) aynı dosyayı verir.',
      'Her sonuç onu hangi motorun yaptığını yazar; yerleşik motor hangi sözcükleri anladığını da söyler.',
      'Yerleşik motorda planı elinize alabilirsiniz: daha az reverb, pad yok, başka bir tempo.',
    ],
    steps: [
      'Sayfaya bir klip bırakın, kaydedin ya da örneği alın.',
      'Sonucun nasıl duyulmasını istediğinizi yazın. Türkçe ve İngilizce sözcükler anlaşılır.',
      'Sonucun süresini seçin: 1 ile 120 saniye arası.',
      'Değişim gücünü ayarlayın. 0,9 ile başlayın; kaynağa yakın kalmak için düşürün.',
      'Diğer ayarlarda kaçınılacakları ve tekrarlayabilmek istiyorsanız bir tohum yazın.',
      'Üret düğmesine basın. Kuyruk, aşama ve kalan süre çalışırken görünür.',
      'Kaynakla sonucu kulağınızla karşılaştırın: ikisi de aynı ses yüksekliğinde ve aynı anda çalar.',
      'İndirin, bir sonraki kaynak yapın ya da bir ayarı değiştirip yeniden çalıştırın.',
    ],
    prompts: [
      'karanlık sinematik ambient, uzak metalik dokular, yavaş ve geniş',
      'sıcak lo-fi hip hop, plak çıtırtısı, 82 BPM',
      'su altında, boğuk',
      'downtown dusk neo soul, pocket groove',
      'driving warehouse techno, aggressive, 130 BPM',
      'an old telephone call, no reverb',
    ],
    uses: [
      'Bir taslağı ya da döngüyü kendi tonunda ve temposunda başka bir tarza çevirmek.',
      'Bir sesi ya da çalgıyı başka bir mekâna koymak: salon, telefon, su altı.',
      'Bir oyun veya film için aynı sesten birkaç çeşitleme çıkarmak.',
      'Bir isteği koda dökmeden önce burada denemek.',
    ],
    tips: [
      'Tını, tarz, mekân ve sayı söyleyin: “karanlık”, “bossa nova”, “katedralde”, “90 BPM”. Ton için İngilizcesini yazın: “in D minor”.',
      'İstemediğinizi düz sözcüklerle yazın: “davulsuz”, “vokal yok”, “daha az reverb”. Olumsuz istem de aynı işi görür.',
      '“Çok” ve “biraz” sayılır: bir sözcüğün ne kadar etki edeceğini değiştirir.',
      'İlk çalıştırmadan sonra nelerin anlaşıldığına bakın; yok sayılan sözcükleri değiştirin.',
      'Ne kadarının yeteceğini bulmak için güç merdiveni çalıştırın, sonra tohumu saklayın.',
      'Yerleşik motorda adımlar tonu iyileştiren geçişlerdir; 16’dan sonra pek bir şey değişmez.',
    ],
  },
}
