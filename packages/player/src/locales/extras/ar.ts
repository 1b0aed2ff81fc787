import type {TermsLike} from '@uggla/core/localize.js';
import type {ExtraTerms} from './en.js';

/** Arabic counts in six ways. */
const plural = new Intl.PluralRules('ar');
const MATCHES: Partial<Record<Intl.LDMLPluralRule, string>> = {
  zero: 'لا نتائج',
  one: 'نتيجة واحدة',
  two: 'نتيجتان',
  few: '# نتائج',
  many: '# نتيجة',
};

/** The words of cues, notes, transcripts and lists of chapters in Arabic. */
export const terms: TermsLike<ExtraTerms> = {
  filmStopped: (name) => `توقف الفيديو: ${name}`,
  question: 'سؤال',
  note: 'ملاحظة',
  hotspot: 'المزيد عن هذا',
  offer: 'عرض',
  goOn: 'متابعة',
  dismiss: (name) => `إغلاق: ${name}`,
  notes: 'الملاحظات',
  writeNote: 'اكتب ملاحظة',
  noteAt: (time) => `ملاحظة عند ${time}`,
  addNote: (time) => `إضافة عند ${time}`,
  noNotes: 'لا توجد ملاحظات بعد.',
  goTo: (time) => `الانتقال إلى ${time}`,
  edit: 'تعديل',
  save: 'حفظ',
  cancel: 'إلغاء',
  remove: 'حذف',
  removed: 'حُذفت الملاحظة.',
  undo: 'تراجع',
  added: (time) => `أُضيفت ملاحظة عند ${time}`,
  saved: 'حُفظت الملاحظة.',
  exportNotes: 'تصدير',
  asText: 'نص (Markdown)',
  asVtt: 'WebVTT',
  notKept: 'هذا المتصفح لا يحفظ الملاحظات: صدّرها قبل المغادرة.',
  heading: (title) => `ملاحظات: ${title}`,
  searchTranscript: 'البحث في النص المكتوب',
  matches: (count) => MATCHES[plural.select(count)]?.replace('#', String(count)) ?? `${count} نتيجة`,
  noMatches: 'لا نتائج',
  noTranscript: 'لا نص مكتوبًا هنا.',
  noChapters: 'لا فصول هنا.',
};
