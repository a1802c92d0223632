import type { PhraseBook } from '../phrase-book.ts'

/** What is wrong with a clip on another server, or with a receiver of webhooks. */
export const SOURCES: PhraseBook = {
  'the server there does not give access to it.': 'oradaki sunucu erişime izin vermiyor.',
  'there is no such file.': 'böyle bir dosya yok.',
  'the server there gets too many requests.': 'oradaki sunucu çok fazla istek alıyor.',
  'the server there has a problem of its own.': 'oradaki sunucuda bir sorun var.',
  'the server there answered with status {status}.': 'oradaki sunucu {status} durum koduyla yanıt verdi.',
  'the server there is too slow.': 'oradaki sunucu çok yavaş.',
  'its host name is not known.': 'ana makine adı bilinmiyor.',
  'the certificate of the server there is not valid.': 'oradaki sunucunun sertifikası geçerli değil.',
  'the transfer broke off.': 'aktarım yarıda kesildi.',
  'the server there does not answer in proper HTTP.': 'oradaki sunucu düzgün bir HTTP yanıtı vermiyor.',
  'the server there cannot be reached.': 'oradaki sunucuya ulaşılamıyor.',
  'it redirects to nowhere.': 'yönlendirmesi hiçbir yere çıkmıyor.',
  'it redirects too often.': 'çok fazla yönlendiriyor.',
  'it is sent compressed.': 'sıkıştırılmış olarak gönderiliyor.',
  'the file is empty.': 'dosya boş.',
  'it leads to a web page, not to an audio file.': 'bir ses dosyasına değil, bir web sayfasına çıkıyor.',
  'it is larger than the allowed {limit} MiB.': 'izin verilen {limit} MiB sınırından büyük.',
  'the file is no longer on this server.': 'dosya artık bu sunucuda değil.',

  'it is not a URL.': 'bu bir adres (URL) değil.',
  'it must begin with https://. The operator can allow plain http with RETIMBRE_ALLOW_WEBHOOK_HOSTS.':
    'https:// ile başlamalı. Sunucuyu işleten kişi RETIMBRE_ALLOW_WEBHOOK_HOSTS ile düz http’ye izin verebilir.',
  'it must not contain a user name or a password. Verify the signature instead.':
    'kullanıcı adı ya da parola içermemeli. Bunun yerine imzayı doğrulayın.',
  'this server does not call that port.': 'bu sunucu o bağlantı noktasını aramıyor.',
  'it points to a private address. The operator can allow it with RETIMBRE_ALLOW_WEBHOOK_HOSTS.':
    'özel bir adrese gidiyor. Sunucuyu işleten kişi RETIMBRE_ALLOW_WEBHOOK_HOSTS ile buna izin verebilir.',
  'it is longer than {most} characters.': '{most} karakterden uzun.',
  'The receiver did not answer in time.': 'Alıcı zamanında yanıt vermedi.',
  'Redirects are not followed.': 'Yönlendirmeler izlenmez.',
  'The receiver answered with {status}.': 'Alıcı {status} ile yanıt verdi.',
  'The webhook URL points to an address this server does not call.':
    'Webhook adresi, bu sunucunun aramadığı bir yere gidiyor.',
}
