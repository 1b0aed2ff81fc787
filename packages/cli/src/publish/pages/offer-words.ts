/** What a product's page says of prices: what something costs now, and what it costs then in place of what it cost before. */
interface OfferWords {
  now(before: string, now: string): string;
  /** @param before - Empty where it was not more. */
  then(when: string, price: string, before: string): string;
  from(date: string): string;
  until(date: string): string;
}

const isGiven = (before: string, words: string) => (before === '' ? '' : words);

/** A date never stands after a word that would bend with it. */
export const offerWords = {
  en: {
    now: (before, now) => `Before: ${before}, now: ${now}`,
    then: (when, price, before) => `${when}: ${price}${isGiven(before, ` instead of ${before}`)}`,
    from: (date) => `From ${date}`,
    until: (date) => `Until ${date}`,
  },
  es: {
    now: (before, now) => `Antes: ${before}, ahora: ${now}`,
    then: (when, price, before) => `${when}: ${price}${isGiven(before, ` en lugar de ${before}`)}`,
    from: (date) => `Desde el ${date}`,
    until: (date) => `Hasta el ${date}`,
  },
  ar: {
    now: (before, now) => `سابقًا: ${before}، الآن: ${now}`,
    then: (when, price, before) => `${when}: ${price}${isGiven(before, ` بدلاً من ${before}`)}`,
    from: (date) => `من ${date}`,
    until: (date) => `حتى ${date}`,
  },
  ca: {
    now: (before, now) => `Abans: ${before}, ara: ${now}`,
    then: (when, price, before) => `${when}: ${price}${isGiven(before, ` en lloc de ${before}`)}`,
    from: (date) => `Des del dia ${date}`,
    until: (date) => `Fins al dia ${date}`,
  },
  de: {
    now: (before, now) => `Vorher: ${before}, jetzt: ${now}`,
    then: (when, price, before) => `${when}: ${price}${isGiven(before, ` statt ${before}`)}`,
    from: (date) => `Ab ${date}`,
    until: (date) => `Bis ${date}`,
  },
  eu: {
    now: (before, now) => `Lehen: ${before}, orain: ${now}`,
    then: (when, price, before) => `${when}: ${price}${isGiven(before, ` (lehen: ${before})`)}`,
    from: (date) => `Noiztik: ${date}`,
    until: (date) => `Noiz arte: ${date}`,
  },
  fr: {
    now: (before, now) => `Avant : ${before}, maintenant : ${now}`,
    then: (when, price, before) => `${when} : ${price}${isGiven(before, ` au lieu de ${before}`)}`,
    from: (date) => `À partir du ${date}`,
    until: (date) => `Jusqu’au ${date}`,
  },
  gl: {
    now: (before, now) => `Antes: ${before}, agora: ${now}`,
    then: (when, price, before) => `${when}: ${price}${isGiven(before, ` en lugar de ${before}`)}`,
    from: (date) => `Desde o ${date}`,
    until: (date) => `Ata o ${date}`,
  },
  it: {
    now: (before, now) => `Prima: ${before}, ora: ${now}`,
    then: (when, price, before) => `${when}: ${price}${isGiven(before, ` invece di ${before}`)}`,
    from: (date) => `Dal giorno ${date}`,
    until: (date) => `Fino al giorno ${date}`,
  },
  pt: {
    now: (before, now) => `Antes: ${before}, agora: ${now}`,
    then: (when, price, before) => `${when}: ${price}${isGiven(before, ` em vez de ${before}`)}`,
    from: (date) => `A partir de ${date}`,
    until: (date) => `Até ${date}`,
  },
} satisfies Record<string, OfferWords>;
