import type { PhraseBook } from '../phrase-book.ts'

/** What the service answers in place of what was asked for. */
export const ANSWERS: PhraseBook = {
  'The webhook URL cannot be used: {reason}': 'Webhook adresi kullanılamıyor: {reason}',
  'Missing or unknown API key. Send it as "Authorization: Bearer <key>".':
    'API anahtarı eksik ya da bilinmiyor. “Authorization: Bearer <anahtar>” olarak gönderin.',
  'Insufficient credits. Please top up.': 'Bakiye bu iş için yetmiyor. Yönetici bakiye ekleyebilir.',
  'This server does not answer under that host name. Set RETIMBRE_PUBLIC_URL to allow it.':
    'Sunucu bu ana makine adına yanıt vermiyor. İzin vermek için RETIMBRE_PUBLIC_URL ayarlanmalı.',
  'This account is suspended. Ask whoever runs this server.': 'Bu hesap askıya alınmış. Sunucuyu işleten kişiye sorun.',
  'This upload address is unknown or has expired. Ask for a new one.':
    'Bu yükleme adresi bilinmiyor ya da süresi dolmuş. Yeni bir adres isteyin.',
  'There is nothing at this address.': 'Bu adreste bir şey yok.',
  'Prediction not found': 'Bu iş bulunamadı',
  'This prediction has no such result: it has not completed, or made fewer.':
    'Bu işin böyle bir sonucu yok: iş tamamlanmamış ya da daha az sonuç üretmiş.',
  'The file of this result is no longer on this server. Run the prediction again with the same seed.':
    'Bu sonucun dosyası artık sunucuda değil. İşi aynı tohumla yeniden çalıştırın.',
  'Webhook delivery not found': 'Bu webhook gönderimi bulunamadı',
  'There is no model under that id. GET /api/v3/models lists what this server offers.':
    'Bu kimlikte bir model yok. Sunucunun sunduğu modelleri GET /api/v3/models listeler.',
  'The model "{model}" needs a checkpoint that is not installed here; {install}':
    '“{model}” modeli burada kurulu olmayan bir model dosyası gerektiriyor; {install}',
  'This Idempotency-Key came with another request before. Use a new key for a new request.':
    'Bu Idempotency-Key daha önce başka bir istekle geldi. Yeni istek için yeni bir anahtar kullanın.',
  'Account not found': 'Hesap bulunamadı',
  'API key not found': 'API anahtarı bulunamadı',
  'Another account has that name already.': 'Bu adda başka bir hesap zaten var.',
  "The owner's account cannot be suspended: somebody must be able to let others in again.":
    'Sahibin hesabı askıya alınamaz: ötekileri yeniden içeri alabilecek biri kalmalı.',
  "This is the account's only key, and without it nobody could come in. Create another one first.":
    'Bu, hesabın tek anahtarı; o olmadan kimse giremez. Önce bir başkasını oluşturun.',
  'This key is set in RETIMBRE_API_KEY and would open again at the next start. Change it there.':
    'Bu anahtar RETIMBRE_API_KEY içinde ayarlı; bir sonraki başlatmada yeniden geçerli olurdu. Orada değiştirin.',
  'The account has {limit} keys, which is as many as it may have. Revoke one first.':
    'Hesabın {limit} anahtarı var, daha fazlası olamaz. Önce birini iptal edin.',
  'A top-up of this account with another amount or note has that reference already. Nothing was moved.':
    'Bu hesaba başka tutar ya da notla yapılmış bir yükleme aynı referansı taşıyor. Bakiye değişmedi.',
  'The account has less than that to give back. Nothing was moved.':
    'Hesaptaki bakiye geri almak için yetmiyor. Bakiye değişmedi.',
  'This webhook was tried {attempts} times and is not sent again. Fetch the prediction instead.':
    'Bu webhook {attempts} kez denendi ve bir daha gönderilmeyecek. Bunun yerine işin sonucunu sorgulayın.',
  'A file was already uploaded to this address. Ask for a new one.':
    'Bu adrese daha önce bir dosya yüklenmiş. Yeni bir adres isteyin.',
  'The file is larger than the allowed {limit}.': 'Dosya izin verilen {limit} sınırından büyük.',
  'The request body is larger than the allowed {limit}.': 'İstek gövdesi izin verilenden büyük: en fazla {limit}.',
  'The uploaded bytes do not have the size that was declared. Ask for a new upload address.':
    'Yüklenen dosya bildirilen boyutta değil. Yeni bir yükleme adresi isteyin.',
  'This address takes {expected}.': 'Bu adresin beklediği: {expected}.',
  'This file cannot be drawn: {reason}': 'Bu dosyanın dalga biçimi çizilemiyor: {reason}',
  'This result cannot be converted: {reason}': 'Bu sonuç başka biçime dönüştürülemiyor: {reason}',
  'Too many results are being converted at this moment. Please try again in a few seconds.':
    'Şu anda çok sayıda sonuç dönüştürülüyor. Birkaç saniye sonra yeniden deneyin.',
  'Too many clips are being drawn at this moment. Please try again in a few seconds.':
    'Şu anda çok sayıda klip çiziliyor. Birkaç saniye sonra yeniden deneyin.',
  'This key has {limit} event streams open already. Close one, or follow all tasks at /api/v3/events.':
    'Bu anahtarın {limit} olay akışı zaten açık. Birini kapatın ya da tüm işleri /api/v3/events adresinden izleyin.',
  'The requested range lies outside the file.': 'İstenen aralık dosyanın dışında.',
  'Too many submits in a short time. Please try again in {seconds} s. Nothing was charged.':
    'Kısa sürede çok fazla istek gönderildi. {seconds} saniye sonra yeniden deneyin. Ücret alınmadı.',
  'Upload quota exceeded': 'Yükleme kotası doldu',
  'Something went wrong on the server. Nothing was charged; please try again.':
    'Sunucuda bir hata oldu. Ücret alınmadı; yeniden deneyin.',
  'Not ready: {checks}.': 'Hazır değil: {checks}.',
  'The server is starting or stopping. Please try again in a moment.':
    'Sunucu açılıyor ya da kapanıyor. Birazdan yeniden deneyin.',

  'The request body must be a JSON object.': 'İstek gövdesi bir JSON nesnesi olmalı.',
  'The request could not be understood.': 'İstek anlaşılamadı.',
  'The caller hung up.': 'İsteği gönderen bağlantıyı kesti.',
  'The multipart form could not be read.': 'Çok parçalı form okunamadı.',
  'The form needs one part named "file" with a file name.': 'Formda “file” adlı, dosya adı taşıyan bir parça olmalı.',
  'The upload ended before it was complete.': 'Yükleme tamamlanmadan kesildi.',
  'a JSON body, with Content-Type: application/json': 'Content-Type: application/json ile bir JSON gövdesi',
  'a multipart/form-data body with one part named "file"': '“file” adlı tek parçalı bir multipart/form-data gövdesi',
  '{size}; upload the audio first, and send its URL': '{size}; sesi önce yükleyip adresini gönderin',
}
