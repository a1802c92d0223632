import type { PhraseBook } from '../phrase-book.ts'

/** What the codecs say of a file. */
export const CLIPS: PhraseBook = {
  'The file is empty. Send a file that holds sound.': 'Dosya boş. İçinde ses olan bir dosya gönderin.',
  'The file is not in a known audio format. Send mp3, wav, flac, ogg, opus, m4a, aac, aiff, webm or mp4.':
    'Dosya bilinen bir ses biçiminde değil. mp3, wav, flac, ogg, opus, m4a, aac, aiff, webm ya da mp4 gönderin.',
  'The file holds no sound track. Send an audio file, or a video that has sound.':
    'Dosyada ses izi yok. Bir ses dosyası ya da sesli bir video gönderin.',
  'The file is damaged and no sound could be read from it. Export it again and send the new file.':
    'Dosya hasarlı, içinden ses okunamadı. Yeniden dışa aktarıp yeni dosyayı gönderin.',
  'The file is valid but holds no sound at all. Send a clip that plays for a moment.':
    'Dosya geçerli ama içinde hiç ses yok. Bir an olsun çalan bir klip gönderin.',
  'The clip plays for too long. Cut it shorter and send it again.': 'Klip çok uzun. Kısaltıp yeniden gönderin.',
  'The file is too large. Send a shorter clip or a compressed format.':
    'Dosya çok büyük. Daha kısa bir klip ya da sıkıştırılmış bir biçim gönderin.',
  'The finished file would be too large. Choose a shorter clip or a compressed output format.':
    'Sonuç dosyası çok büyük olurdu. Daha kısa bir klip ya da sıkıştırılmış bir çıktı biçimi seçin.',
  'The sample rate or the number of channels is out of range. Send 1 to 8 channels at 4 to 384 kHz.':
    'Örnekleme hızı ya da kanal sayısı aralık dışında. 4–384 kHz’de 1–8 kanal gönderin.',
  'The file could not be opened. Check that it exists and send it again.':
    'Dosya açılamadı. Var olduğunu denetleyip yeniden gönderin.',
  'The audio decoder gave up on this file. Export it again, if possible in another format.':
    'Ses çözücü bu dosyayla başa çıkamadı. Yeniden, olursa başka bir biçimde dışa aktarın.',
  'Working on this file took more time or memory than is allowed. Send a shorter or simpler file.':
    'Bu dosya izin verilenden çok zaman ya da bellek istedi. Daha kısa ya da daha basit bir dosya gönderin.',
  'The work was cancelled before it was done.': 'İş bitmeden iptal edildi.',
  'The sound to be saved is not valid: it is empty, uneven, or holds values that are not numbers.':
    'Kaydedilecek ses geçerli değil: boş, kanalları eşit değil ya da sayı olmayan değerler içeriyor.',
  'The settings are not known or out of range. Check the format, the bitrate and the limits.':
    'Ayarlar bilinmiyor ya da aralık dışında. Biçimi, bit hızını ve sınırları denetleyin.',
  'The finished sound could not be saved in this format. Try another one.':
    'Sonuç bu biçimde kaydedilemedi. Başka bir biçim deneyin.',
  'The audio codecs could not be started on this machine. Install the packages again and restart.':
    'Ses kodekleri bu makinede başlatılamadı. Paketleri yeniden kurup sunucuyu yeniden başlatın.',
}
