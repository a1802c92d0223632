import type { PhraseBook } from '../phrase-book.ts'

/** What is installed, what could be, and how. */
export const MODELS: PhraseBook = {
  'run "{command}"': '“{command}” komutunu çalıştırın',
  'it is none of the published ones: install it with "retimbre pull {name} --from FOLDER"':
    'yayımlananlardan biri değil: “retimbre pull {name} --from KLASÖR” ile kurun',
  'run "retimbre pull small-music", or put back the embedded engine that comes with this server.':
    '“retimbre pull small-music” komutunu çalıştırın ya da sunucuyla gelen yerleşik motoru geri koyun.',
  'run "retimbre pull small-music".': '“retimbre pull small-music” komutunu çalıştırın.',
  'run "retimbre pull small-sfx".': '“retimbre pull small-sfx” komutunu çalıştırın.',
  'run "retimbre pull medium" (clips of up to 380 s), or "retimbre pull small-music" (up to 120 s).':
    '“retimbre pull medium” (380 saniyeye kadar klipler) ya da “retimbre pull small-music” (120 saniyeye kadar) komutunu çalıştırın.',
  'run "retimbre pull medium" (results of up to 380 s), or "retimbre pull small-music" (up to 120 s).':
    '“retimbre pull medium” (380 saniyeye kadar sonuçlar) ya da “retimbre pull small-music” (120 saniyeye kadar) komutunu çalıştırın.',

  'Reworks the source by signal processing that follows the words of the prompt. It is not a diffusion model, and it makes nothing from words alone.':
    'Kaynağı, istemdeki sözleri izleyen sinyal işlemeyle yeniden biçimler. Difüzyon modeli değildir; yalnız sözlerden bir şey üretmez.',
  'Stable Audio 3, a diffusion model, run from its published weights. It makes new audio from words, from a clip, or into the gaps of one.':
    'Stable Audio 3: yayımlanmış ağırlıklarla çalışan bir difüzyon modeli. Sözlerden, bir klipten ya da bir klibin boşluklarına yeni ses üretir.',
  'A folder that RETIMBRE_CHECKPOINT names.': 'RETIMBRE_CHECKPOINT’in gösterdiği bir klasör.',
  'Installed from a folder; not the published files.': 'Bir klasörden kuruldu; yayımlanan dosyalar değil.',
}
