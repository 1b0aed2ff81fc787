/** The words of documents to accept in English. */
export const en = {
  documentVersion: (version: string) => `Version ${version}`,
  fingerprint: 'Fingerprint (SHA-256)',
  checked: 'The document is exactly the one that was published.',
  unchecked: 'This page has no secure connection (https), so the document’s fingerprint could not be checked here.',
  loadingDocument: 'Loading the document…',
  readFirst: 'Read the document to its end first.',
  acceptText: (title: string, version: string) => `I have read “${title}”, version ${version}.`,
  agreeText: (title: string, version: string) => `I have read “${title}”, version ${version}, and I accept it.`,
  yourName: 'Your first and last name',
  nameNeeded: 'Write your first and last name.',
  accept: 'I accept',
  acknowledge: 'I have read it',
  acceptedBy: (name: string, date: string) => `${name} accepted it on ${date}`,
  acceptedOther: (version: string) => `You accepted version ${version}. This one is new.`,
  acceptedBefore: (date: string) => `You accepted it on ${date}. It is time to accept it again.`,
};
