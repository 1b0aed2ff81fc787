import type {TermsLike} from '@uggla/core/localize.js';
import type {PlayerTerms} from './en.js';

/** Arabic counts in six ways. */
const plural = new Intl.PluralRules('ar');
const MATCHES: Partial<Record<Intl.LDMLPluralRule, string>> = {
  zero: 'لا نتائج',
  one: 'نتيجة واحدة',
  two: 'نتيجتان',
  few: '# نتائج',
  many: '# نتيجة',
};

/** The player's words in Arabic. */
export const terms: TermsLike<PlayerTerms> = {
  player: 'مشغّل الفيديو',
  audioPlayer: 'مشغّل الصوت',
  play: 'تشغيل',
  pause: 'إيقاف مؤقت',
  replay: 'التشغيل مرة أخرى',
  next: 'التالي',
  previous: 'السابق',
  mute: 'كتم الصوت',
  unmute: 'تشغيل الصوت',
  volume: 'مستوى الصوت',
  seek: 'الموضع',
  position: (now, total) => `${now} من ${total}`,
  live: 'مباشر',
  captions: 'الترجمة المصاحبة',
  captionsOn: 'الترجمة المصاحبة مفعّلة',
  captionsNowOff: 'الترجمة المصاحبة متوقفة',
  settings: 'الإعدادات',
  speedNow: (rate) => `السرعة ${rate}`,
  fullscreen: 'ملء الشاشة',
  exitFullscreen: 'إنهاء ملء الشاشة',
  pip: 'صورة داخل صورة',
  loading: 'جارٍ التحميل…',
  retry: 'إعادة المحاولة',
  chapters: 'الفصول',
  noChapters: 'لا فصول هنا.',
  transcript: 'النص المكتوب',
  noTranscript: 'لا نص مكتوبًا هنا.',
  searchTranscript: 'البحث في النص المكتوب',
  matches: (count) => MATCHES[plural.select(count)]?.replace('#', String(count)) ?? `${count} نتيجة`,
  noMatches: 'لا نتائج',
  errorTitle: 'تعذّر التشغيل',
  errorStalledTitle: 'الاتصال بطيء',
  errorUnavailable: 'الملف غير موجود، أو أن خادمه لا يستجيب.',
  errorOffline: 'لا اتصال بالشبكة.',
  errorForbidden: 'الوصول مرفوض. ربما انتهت صلاحية الإذن: أعد فتح الصفحة.',
  errorUnsupported: 'هذا المتصفح لا يشغّل هذا النوع من الملفات.',
  errorUndecodable: 'الملف تالف.',
  errorInvalid: 'في وصف هذا المحتوى خطأ.',
  errorEngine: 'تعذّر تحميل جزء من المشغّل.',
  errorStalled: 'لم يصل شيء منذ فترة. سيستمر التشغيل تلقائيًا حالما يمكن.',
  errorUnknown: 'حدث أمر غير متوقع.',
};
