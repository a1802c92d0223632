import type { PhraseBook } from '../phrase-book.ts'

const LIMIT = 'the checkpoint "{name}" makes results of up to {seconds} seconds'
const TURKISH_LIMIT = '“{name}” model dosyası en çok {seconds} saniyelik sonuç üretir'

/** What is wrong with an input: as the form says it beside the input, and as a sentence of its own. */
export const INPUTS: PhraseBook = {
  'field "{field}" {fault}': '“{field}” {fault}',
  'fields "{field}" and "{other}" {fault}': '“{field}” ve “{other}” {fault}',

  'is required': 'boş bırakılamaz',
  'is not known: "{field}" takes the keys that the model\'s schema names':
    'bilinmiyor: “{field}” yalnız modelin şemasındaki anahtarları alır',
  'must be one of [{names}]': 'şunlardan biri olmalı: {names}',
  'must be a number': 'bir sayı olmalı',
  'must be a number of at least {minimum}': 'en az {minimum} olan bir sayı olmalı',
  'must be a number of at most {maximum}': 'en fazla {maximum} olan bir sayı olmalı',
  'must be a number between {minimum} and {maximum}': '{minimum} ile {maximum} arasında bir sayı olmalı',
  'must be an integer': 'bir tam sayı olmalı',
  'must be an integer of at least {minimum}': 'en az {minimum} olan bir tam sayı olmalı',
  'must be an integer of at most {maximum}': 'en fazla {maximum} olan bir tam sayı olmalı',
  'must be an integer between {minimum} and {maximum}': '{minimum} ile {maximum} arasında bir tam sayı olmalı',
  'must be true or false': 'true ya da false olmalı',
  'must be an object': 'bir nesne olmalı',
  'must be a list': 'bir liste olmalı',
  'must be a list of at most {most} items': 'en fazla {most} öğelik bir liste olmalı',
  'must be text': 'bir metin olmalı',
  'must be text of at most {most} characters': 'en fazla {most} karakterlik bir metin olmalı',
  'must hold letters that can be seen': 'görünür harfler içermeli',
  'must be a time, such as 2026-07-01T12:00:00Z or 1782907200000':
    'bir zaman olmalı, örneğin 2026-07-01T12:00:00Z ya da 1782907200000',
  'must be the id of an event of this server': 'bu sunucunun bir olayının kimliği olmalı',
  'must be in dollars, with six decimals at most': 'en fazla altı ondalıklı bir dolar tutarı olmalı',
  'must not be 0': '0 olamaz',
  'does not fit {format}: it takes [{names}]': '{format} biçimine uymuyor: olabilecekler {names}',
  'does not fit {format}: only wav and flac have one':
    '{format} biçimine uymuyor: yalnız wav ve flac dosyalarının bit derinliği vardır',

  'must be an http or https URL, or a data: URL with audio in base64':
    'bir http ya da https adresi ya da base64 ses taşıyan bir data: adresi olmalı',
  'names a file that is not on this server: never uploaded, or removed since':
    'bu sunucuda olmayan bir dosyayı gösteriyor: hiç yüklenmemiş ya da sonradan silinmiş',
  'must be in base64 and of an audio type when it is a data: URL':
    'bir data: adresiyse base64 olmalı ve bir ses türü belirtmeli',
  'is not valid base64': 'geçerli bir base64 değil',
  'holds no audio': 'ses içermiyor',
  'must be at most {limit} when it is a data: URL; upload it instead':
    'bir data: adresiyse en fazla {limit} olabilir; bunun yerine yükleyin',

  'is given twice': 'iki kez verilmiş',
  'must be a LoRA that is installed here: there is none': 'burada kurulu bir LoRA olmalı; hiç kurulu LoRA yok',
  'must be a LoRA that is installed here: one of [{names}]': 'burada kurulu bir LoRA olmalı, şunlardan biri: {names}',
  'must be a checkpoint that is installed here for this model: there is none; {install}':
    'burada bu model için kurulu bir model dosyası olmalı; hiç yok: {install}',
  'must be a checkpoint that is installed here for this model: one of [{names}]':
    'burada bu model için kurulu bir model dosyası olmalı, şunlardan biri: {names}',
  'must be a checkpoint that is installed here for this model: one of [{names}]; {install}':
    'burada bu model için kurulu bir model dosyası olmalı, şunlardan biri: {names}; öteki için {install}',
  [`must be at most {seconds}: ${LIMIT}`]: `en fazla {seconds} olabilir: ${TURKISH_LIMIT}`,

  'must be greater than "{field}"': '“{field}” değerinden büyük olmalı',
  'must be greater than its "{field}"': 'kendi başlangıcından büyük olmalı',
  'must not be before "{field}"': '“{field}” değerinden önce olamaz',
  'cannot be combined with a webhook': 'bir webhook ile birlikte kullanılamaz',

  'must not both be 0': 'aynı anda 0 olamaz',
  'must add up to at most {most}': 'toplamı en fazla {most} olabilir',
  'must be at most {most} days apart': 'arasında en fazla {most} gün olabilir',
  [`leave no room for the clip: ${LIMIT}`]: `klibe yer bırakmıyor: ${TURKISH_LIMIT}`,

  'header "Idempotency-Key" must be 1 to 255 visible ASCII characters':
    '“Idempotency-Key” başlığı 1–255 görünür ASCII karakterden oluşmalı',
  'the Idempotency-Key must have at most {most} characters': 'Idempotency-Key en fazla {most} karakter olabilir',
  'the clip of this prediction is not on this server any more: submit its inputs with a new one':
    'bu işin klibi artık sunucuda değil: girdileri yeni bir kliple gönderin',
  [`the stretch to be made anew begins beyond the longest clip: ${LIMIT}`]: `yenilenecek bölüm, en uzun klibin de ötesinde başlıyor: ${TURKISH_LIMIT}`,
}
