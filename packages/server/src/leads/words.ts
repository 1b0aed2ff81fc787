interface LeadWords {
  subject: string;
  item: string;
  action: string;
  name: string;
  email: string;
  company: string;
  phone: string;
  language: string;
  consent: string;
}

const words: Readonly<Record<string, LeadWords>> = {
  en: {
    subject: 'Somebody asks about a product',
    item: 'Product',
    action: 'What for',
    name: 'Name',
    email: 'Mail',
    company: 'Company',
    phone: 'Telephone',
    language: 'Language',
    consent: 'Agreed to',
  },
  es: {
    subject: 'Alguien pregunta por un producto',
    item: 'Producto',
    action: 'Qué pide',
    name: 'Nombre',
    email: 'Correo',
    company: 'Empresa',
    phone: 'Teléfono',
    language: 'Idioma',
    consent: 'Ha aceptado',
  },
  fr: {
    subject: 'Quelqu’un s’intéresse à un produit',
    item: 'Produit',
    action: 'Demande',
    name: 'Nom',
    email: 'E-mail',
    company: 'Entreprise',
    phone: 'Téléphone',
    language: 'Langue',
    consent: 'A accepté',
  },
  ar: {
    subject: 'شخص يسأل عن منتج',
    item: 'المنتج',
    action: 'الطلب',
    name: 'الاسم',
    email: 'البريد',
    company: 'الشركة',
    phone: 'الهاتف',
    language: 'اللغة',
    consent: 'وافق على',
  },
};

/** The words of a mail; English where there are none of a language. */
export function leadWords(language: string): LeadWords {
  return words[language.split('-')[0]!.toLowerCase()] ?? words['en']!;
}
