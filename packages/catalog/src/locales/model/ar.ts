import type {TermsLike} from '@uggla/core/localize.js';
import type {ModelTerms} from './en.js';

/** The words of a product's model in Arabic. */
export const terms: TermsLike<ModelTerms> = {
  open: 'شاهده بالأبعاد الثلاثة',
  loading: 'النموذج ثلاثي الأبعاد في الطريق…',
  model: (title) => `نموذج ثلاثي الأبعاد: ${title}`,
  keys: 'اسحبه أو استخدم مفاتيح الأسهم لتدويره؛ يقرّبه + ويبعده −.',
  turnLeft: 'أدِر إلى اليسار',
  turnRight: 'أدِر إلى اليمين',
  turnUp: 'أدِر إلى الأعلى',
  turnDown: 'أدِر إلى الأسفل',
  closer: 'أقرب',
  away: 'أبعد',
  reset: 'كما في البداية',
  close: 'أغلق النموذج ثلاثي الأبعاد',
  place: (around, above, size) => `مُدار ${around}، من ارتفاع ${above}، الحجم ${size}`,
  failed: 'تعذّر عرض النموذج ثلاثي الأبعاد.',
  missing: 'لا يعرض هذا المتصفح النماذج ثلاثية الأبعاد: تقنية WebGL معطّلة أو غير موجودة.',
  retry: 'حاول مرة أخرى',
};
