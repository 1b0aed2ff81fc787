/** The words of an open product in English; loaded with its view. The other languages have the same keys. */
export const productEn = {
  details: 'Details',
  reference: 'Reference',
  brand: 'Brand',
  documents: 'Documents',
  link: 'Link and QR code',
  pictures: 'Pictures',
  picture: (at: string, total: string) => `Picture ${at} of ${total}`,
  related: 'You may also need',
  unnamed: 'Nobody has said which product is shown here (attribute “item”).',
  leadName: 'Name',
  leadEmail: 'Email',
  leadCompany: 'Company (optional)',
  leadPhone: 'Telephone (optional)',
  leadMessage: 'Message (optional)',
  leadConsent: 'I agree that my details are used to answer this request.',
  leadSend: 'Send',
  leadCancel: 'Cancel',
  leadSending: 'Sending…',
  leadSent: 'Sent. Thank you: you will have an answer soon.',
  leadKept: 'You are offline. It is kept on this device, and sent as soon as there is a connection.',
  leadFailed: 'This could not be sent. What you wrote is still here: please try again.',
};

/** What every language of an open product has to have. */
export type ProductTerms = typeof productEn;
