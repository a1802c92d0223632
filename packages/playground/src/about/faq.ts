/** What people ask of every model. */

import type { ModelName, Server } from '../catalogue/catalogue.ts'
import type { Language } from '../i18n/language.ts'

export interface FaqFacts {
  readonly model: ModelName
  readonly title: string
  /** As people write it. */
  readonly price: string
  readonly required: readonly string[]
  readonly optional: readonly string[]
  readonly billing: Server['billing']
  readonly retentionDays: number
}

export interface Question {
  readonly question: string
  readonly answer: string
}

export const faq = (language: Language, facts: FaqFacts): readonly Question[] => FAQ[language](facts)

const list = (names: readonly string[]): string => names.join(', ')

const FAQ: Readonly<Record<Language, (facts: FaqFacts) => readonly Question[]>> = {
  en: ({ model, title, price, required, optional, billing, retentionDays }) => [
    {
      question: `What is ${title}?`,
      answer:
        model === 'audio-to-audio'
          ? 'The WaveSpeed API of Stable Audio 3 audio-to-audio, served by Retimbre on this machine. Without a Stable Audio 3 checkpoint an embedded engine of signal processing does the work, and every result says so.'
          : 'The WaveSpeed API of a Stable Audio 3 model, served by Retimbre on this machine. It needs a checkpoint of Stable Audio 3.',
    },
    {
      question: 'How do I call it from code?',
      answer:
        'Submit a POST, then ask for the task until it is completed, or send "enable_sync_mode": true and wait. The Code tab has the request of the form as cURL, JavaScript and Python. The official WaveSpeed clients work as they are once they have the address of this server.',
    },
    {
      question: 'What does a run cost?',
      answer:
        billing === 'off'
          ? `Nothing: billing is off on this server. Prices are shown all the same, ${price} a run, whatever its length, its steps and the number of results.`
          : `${price}, whatever its length, its steps and the number of results. Only what completes is paid: the price is reserved at submit and given back when the task fails or is cancelled.`,
    },
    {
      question: 'What are the inputs?',
      answer: `Required: ${list(required)}. Optional: ${list(optional)}. The table above has types, defaults and ranges.`,
    },
    {
      question: 'How do I get started?',
      answer:
        'Fill in the form and press Generate; for code, make a key on the Keys page. To have Stable Audio 3 itself, install a checkpoint: the Models page shows the command for each.',
    },
    {
      question: 'How long are my files kept?',
      answer: `Predictions, results and uploads are removed after ${retentionDays === 1 ? 'a day' : `${retentionDays} days`}. Download what you want to keep.`,
    },
    {
      question: 'May I use the results commercially?',
      answer:
        'Retimbre itself is under Apache-2.0. Weights of Stable Audio 3 belong to Stability AI and are under the Stability AI Community License; their text encoder is under the Gemma Terms of Use. Read those conditions first: they say what you may do with what you make. You also need the rights to the clip you start from.',
    },
  ],
  tr: ({ model, title, price, required, optional, billing, retentionDays }) => [
    {
      question: `${title} nedir?`,
      answer:
        model === 'audio-to-audio'
          ? 'Stable Audio 3 audio-to-audio modelinin WaveSpeed API’si; bu makinede Retimbre sunar. Stable Audio 3 model dosyası yoksa işi, sinyal işlemeyle çalışan yerleşik bir motor yapar ve her sonuç bunu belirtir.'
          : 'Bir Stable Audio 3 modelinin WaveSpeed API’si; bu makinede Retimbre sunar. Bir Stable Audio 3 model dosyası gerekir.',
    },
    {
      question: 'Koddan nasıl çağırırım?',
      answer:
        'İsteği POST ile gönderin, sonra tamamlanana dek görevin durumunu sorun; ya da "enable_sync_mode": true gönderip bekleyin. Kod sekmesinde formdaki istek cURL, JavaScript ve Python olarak hazırdır. Resmî WaveSpeed istemcileri, bu sunucunun adresi verilince olduğu gibi çalışır.',
    },
    {
      question: 'Bir çalıştırma kaça mal olur?',
      answer:
        billing === 'off'
          ? `Hiçbir şeye: bu sunucuda ücretlendirme kapalı. Fiyatlar yine de görünür: çalıştırma başına ${price}; süre, adım ve sonuç sayısı fark etmez.`
          : `${price}; süre, adım ve sonuç sayısı fark etmez. Yalnız tamamlanan ödenir: ücret gönderirken ayrılır, görev başarısız olur ya da iptal edilirse geri verilir.`,
    },
    {
      question: 'Girdiler nelerdir?',
      answer: `Zorunlu: ${list(required)}. İsteğe bağlı: ${list(optional)}. Türleri, varsayılanları ve aralıkları yukarıdaki tabloda.`,
    },
    {
      question: 'Nasıl başlarım?',
      answer:
        'Formu doldurup Üret düğmesine basın; kod için Anahtarlar sayfasından bir anahtar alın. Stable Audio 3’ün kendisi için bir model dosyası kurun: her birinin komutu Modeller sayfasında.',
    },
    {
      question: 'Dosyalarım ne kadar saklanır?',
      answer: `Sonuçlar, yüklemeler ve kayıtları ${retentionDays} gün sonra silinir. Saklamak istediklerinizi indirin.`,
    },
    {
      question: 'Sonuçları ticari olarak kullanabilir miyim?',
      answer:
        'Retimbre Apache-2.0 lisanslıdır. Stable Audio 3 ağırlıkları Stability AI’ındır ve Stability AI Community License altındadır; metin kodlayıcısı Gemma Terms of Use’a bağlıdır. Önce bu koşulları okuyun: ürettiklerinizle ne yapabileceğinizi onlar belirler. Yola çıktığınız klibin haklarına da sahip olmalısınız.',
    },
  ],
}
