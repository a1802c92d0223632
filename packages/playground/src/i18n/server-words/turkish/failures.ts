import type { PhraseBook } from '../phrase-book.ts'

/** Why a run failed. */
export const FAILURES: PhraseBook = {
  'Could not fetch the audio from the given URL: {reason}': 'Ses, verilen adresten alınamadı: {reason}',
  'The inputs do not fit the clip: {reason}.': 'Girdiler klibe uymuyor: {reason}.',
  'The audio URL points to an address this server does not fetch from.':
    'Ses adresi, bu sunucunun dosya almadığı bir yere gidiyor.',
  'The engine could not render this request: {reason}': 'Motor bu isteği işleyemedi: {reason}',
  'The engine returned unusable audio ({reason}), so nothing was charged.':
    'Motor kullanılamaz bir ses üretti ({reason}); bu yüzden ücret alınmadı.',
  'The task was given up after {attempts} attempts because its worker stopped each time.':
    'İşlemi yürüten süreç her seferinde durduğu için işten {attempts} denemeden sonra vazgeçildi.',
  'The task was given up because the server went down {restarts} times in the middle of it.':
    'Sunucu iş sürerken {restarts} kez kapandığı için işten vazgeçildi.',
  'The engine stopped while it worked on this task.': 'Motor bu iş üzerinde çalışırken durdu.',
  'Cancelled by the owner.': 'Sahibi iptal etti.',
  'The task ran for longer than the {minutes} minutes a task may take. Nothing was charged.':
    'İş, bir işe tanınan {minutes} dakikadan uzun sürdü. Ücret alınmadı.',
  'The checkpoint or the processor that this server is set up with cannot be used. The reason is in its log, and "retimbre doctor" finds it too.':
    'Sunucuda ayarlı model dosyası ya da işlemci kullanılamıyor. Nedeni sunucunun günlüğünde; “retimbre doctor” da bulur.',
  'The checkpoint "{checkpoint}" is not installed on this server any more; {install}. Nothing was charged.':
    '“{checkpoint}” model dosyası artık bu sunucuda kurulu değil; {install}. Ücret alınmadı.',
  'The LoRA "{name}" cannot be used: {reason}. Nothing was charged.':
    '“{name}” LoRA’sı kullanılamıyor: {reason}. Ücret alınmadı.',
  'No engine on this server can serve this model now.': 'Bu sunucudaki hiçbir motor şu anda bu modeli sunamıyor.',
  'Internal error while generating audio.': 'Ses üretilirken sunucuda bir hata oldu.',
  'The result could not be stored. Nothing was charged.': 'Sonuç kaydedilemedi. Ücret alınmadı.',

  'a stretch to be made anew begins at {start} s, and the clip is {clip} s long':
    'yenilenecek bir bölüm {start}. saniyede başlıyor, oysa klip {clip} saniye',
  'the result would be {seconds} s long, and the checkpoint "{name}" makes up to {longest} s':
    'sonuç {seconds} saniye olurdu, “{name}” model dosyası ise en çok {longest} saniye üretir',
  'it needs a source clip.': 'bir kaynak klip gerekiyor.',
  'it ended without a result.': 'sonuç vermeden bitti.',
  'it does not fit the checkpoint, or its file is no LoRA': 'model dosyasına uymuyor ya da bir LoRA dosyası değil',
  'its file cannot be read, or is damaged': 'dosyası okunamıyor ya da hasarlı',

  'the length is not the one that was asked for': 'istenen uzunlukta değil',
  'it holds values that are not numbers': 'sayı olmayan değerler içeriyor',
  'it is silent': 'ses yok',
  'a stretch of it is silent': 'bir bölümünde ses yok',
  'it is white noise': 'yalnızca beyaz gürültü',
  'a stretch of it is white noise': 'bir bölümü yalnızca beyaz gürültü',
}
