/** The words of the comparison in English; loaded with it. The other languages have the same keys. */
export const compareEn = {
  choose: (most: string) => `Choose up to ${most} products`,
  chosen: (count: string, most: string) => `${count} of ${most} chosen`,
  mark: 'Compare',
  show: 'Compare',
  stop: 'Cancel',
  title: 'Comparison',
  property: 'Property',
  price: 'Price',
  stock: 'Availability',
  category: 'Category',
  brand: 'Brand',
  reference: 'Reference',
  documents: 'Documents',
  see: 'See product',
  remove: (title: string) => `Take ${title} out of the comparison`,
  none: 'Not stated',
};

/** What every language of the comparison has to have. */
export type CompareTerms = typeof compareEn;
