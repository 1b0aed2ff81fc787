/** The words of a product's link in English; loaded with it. The other languages have the same keys. */
export const linkEn = {
  title: 'Link to this product',
  code: 'QR code of the link',
  address: 'Link',
  copy: 'Copy link',
  copied: 'Copied.',
  notCopied: 'The browser did not let it be copied. It is selected: copy it by hand.',
  save: 'Save QR code',
  fromHere: (time: string) => `Start the video at ${time}`,
};

/** What every language of the link has to have. */
export type LinkTerms = typeof linkEn;
