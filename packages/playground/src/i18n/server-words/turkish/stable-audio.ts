import type { PhraseBook } from '../phrase-book.ts'

/** What the library of Stable Audio 3 says of an option, or of a model that it opened. */
export const STABLE_AUDIO: PhraseBook = {
  '{name} is "{value}"; it must be one of {choices}': '{name} “{value}”; şunlardan biri olmalı: {choices}',
  '{name} is {value}; it must be {from} to {to}': '{name} {value}; {from} ile {to} arasında olmalı',
  '{name} is {value}; it must be a whole number from {from} to {to}':
    '{name} {value}; {from} ile {to} arasında bir tam sayı olmalı',
  '{name} is {value}; it must be a whole number of {from} or more':
    '{name} {value}; en az {from} olan bir tam sayı olmalı',
  '{name} is {value}, and must be {from} or more': '{name} {value}; en az {from} olmalı',
  '{name} is {value}; it must be more than 0': '{name} {value}; 0’dan büyük olmalı',
  '{name} is {value}; it must be more than 0 and at most 1': '{name} {value}; 0’dan büyük, en fazla 1 olmalı',
  'items must hold at least one prompt': 'en az bir istem gerekiyor',
  'loraStrengths names "{name}"; loaded are: {names}': 'loraStrengths “{name}” diyor; yüklü olanlar: {names}',
  'the strength of "{name}" is {value}': '“{name}” için güç {value}',
  '{name} has {left} samples on the left and {right} on the right': '{name}: solda {left}, sağda {right} örnek var',
  '{name} has no samples': '{name} hiç örnek içermiyor',
  '{name} is not finite: sample {at} of the {side} channel is {value}':
    '{name} sonlu değil: {side} kanalının {at}. örneği {value}',
  left: 'sol',
  right: 'sağ',
  'durationSeconds is {value}; this checkpoint makes at least one sample, 1/{rate} s, and at most {seconds} s':
    'süre {value} saniye; bu model dosyası en az bir örnek (1/{rate} saniye), en çok {seconds} saniye üretir',
  'regions is empty; name at least one between 0 and {seconds} s':
    'bölüm verilmemiş; 0 ile {seconds} saniye arasında en az bir bölüm gerekli',
  'region {place} is {start} s to {end} s, and must begin before it ends, between 0 and {seconds} s':
    '{place}. bölüm {start}–{end} saniye; bitmeden başlamalı ve 0 ile {seconds} saniye arasında olmalı',
  'the clip to be lengthened is empty': 'uzatılacak klip boş',
  'beforeSeconds and afterSeconds are 0; one must be more': 'öncesi de sonrası da 0; biri daha büyük olmalı',
  'the lengthened clip is {total} s; this checkpoint makes at most {longest} s, so at most {room} s can be added':
    'uzatılan klip {total} saniye; bu model dosyası en çok {longest} saniye üretir, en fazla {room} saniye eklenebilir',

  '{provider} is not available ({reason}); the CPU is used instead':
    '{provider} kullanılamıyor ({reason}); yerine işlemci kullanılıyor',
  'the LoRA "{name}" changes {matrices} matrices; {ignored} of its layers or keys fit nothing in this checkpoint and are ignored':
    '“{name}” LoRA’sı {matrices} matrisi değiştiriyor; {ignored} katmanı ya da anahtarı bu model dosyasında hiçbir şeye uymadığı için yok sayıldı',
}
