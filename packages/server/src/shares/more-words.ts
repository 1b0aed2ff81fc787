import type {ShareWords} from './words.js';

const ar: ShareWords = {
  title: 'شورك معك شيء',
  text: 'يفتح هذا الرابط فيديوهات ومستندات اختيرت لك.',
  password: 'كلمة المرور',
  passwordText: 'أعطاك كلمة المرور من أرسل إليك الرابط.',
  open: 'فتح',
  wrong: 'كلمة المرور ليست صحيحة. حاول مرة أخرى.',
  often: 'محاولات كثيرة جدًا. انتظر دقيقة.',
  closed: 'لا يفتح هذا الرابط شيئًا',
  'share-expired': 'انتهت مدته. اطلب رابطًا جديدًا ممن أرسله إليك.',
  'share-revoked': 'سُحب هذا الرابط. اطلب رابطًا جديدًا ممن أرسله إليك.',
  'share-early': 'لم تبدأ مدته بعد. عُد لاحقًا.',
  'share-elsewhere': 'يخص مجموعة منتجات أخرى. اطلب رابطًا جديدًا ممن أرسله إليك.',
  'token-invalid': 'العنوان غير مكتمل. انسخ الرابط كاملًا، أو اطلب رابطًا جديدًا ممن أرسله إليك.',
  forWhom: 'أُعِدّ من أجل',
  until: 'مفتوح حتى',
};

const ca: ShareWords = {
  title: 'Han compartit una cosa amb tu',
  text: 'Aquest enllaç obre vídeos i documents triats per a tu.',
  password: 'Contrasenya',
  passwordText: 'Qui t’ha enviat l’enllaç t’ha donat una contrasenya.',
  open: 'Obre',
  wrong: 'Aquesta no és la contrasenya. Torna-ho a provar.',
  often: 'Massa intents. Espera un minut.',
  closed: 'Aquest enllaç no obre res',
  'share-expired': 'Ha caducat. Demana’n un de nou a qui te’l va enviar.',
  'share-revoked': 'S’ha retirat. Demana’n un de nou a qui te’l va enviar.',
  'share-early': 'Encara no ha començat. Torna més tard.',
  'share-elsewhere': 'És d’un altre catàleg. Demana’n un de nou a qui te’l va enviar.',
  'token-invalid': 'L’adreça no és completa. Copia l’enllaç sencer o demana’n un de nou a qui te’l va enviar.',
  forWhom: 'Preparat per a',
  until: 'Obert fins al',
};

const de: ShareWords = {
  title: 'Es wurde etwas mit Ihnen geteilt',
  text: 'Dieser Link öffnet Filme und Dokumente, die für Sie ausgewählt wurden.',
  password: 'Passwort',
  passwordText: 'Wer Ihnen den Link geschickt hat, hat Ihnen ein Passwort genannt.',
  open: 'Öffnen',
  wrong: 'Das ist nicht das Passwort. Bitte versuchen Sie es noch einmal.',
  often: 'Zu viele Versuche. Bitte warten Sie eine Minute.',
  closed: 'Dieser Link öffnet nichts',
  'share-expired': 'Er ist abgelaufen. Bitten Sie um einen neuen, wo Sie ihn herhaben.',
  'share-revoked': 'Er wurde zurückgezogen. Bitten Sie um einen neuen, wo Sie ihn herhaben.',
  'share-early': 'Er gilt noch nicht. Bitte kommen Sie später wieder.',
  'share-elsewhere': 'Er gehört zu einem anderen Katalog. Bitten Sie um einen neuen, wo Sie ihn herhaben.',
  'token-invalid':
    'Die Adresse ist nicht vollständig. Kopieren Sie den ganzen Link, oder bitten Sie um einen neuen, wo Sie ihn herhaben.',
  forWhom: 'Zusammengestellt für',
  until: 'Offen bis',
};

const eu: ShareWords = {
  title: 'Zerbait partekatu dute zurekin',
  text: 'Esteka honek zuretzat aukeratutako bideoak eta dokumentuak irekitzen ditu.',
  password: 'Pasahitza',
  passwordText: 'Esteka bidali dizunak pasahitz bat eman dizu.',
  open: 'Ireki',
  wrong: 'Hori ez da pasahitza. Saiatu berriro.',
  often: 'Saiakera gehiegi. Itxaron minutu bat.',
  closed: 'Esteka honek ez du ezer irekitzen',
  'share-expired': 'Iraungi da. Eskatu berri bat bidali zizunari.',
  'share-revoked': 'Kendu egin dute. Eskatu berri bat bidali zizunari.',
  'share-early': 'Oraindik ez da hasi. Itzuli geroago.',
  'share-elsewhere': 'Beste katalogo batekoa da. Eskatu berri bat bidali zizunari.',
  'token-invalid': 'Helbidea ez dago osorik. Kopiatu esteka osoa, edo eskatu berri bat bidali zizunari.',
  forWhom: 'Norentzat:',
  until: 'Noiz arte:',
};

const fr: ShareWords = {
  title: 'Un partage vous attend',
  text: 'Ce lien ouvre des vidéos et des documents choisis pour vous.',
  password: 'Mot de passe',
  passwordText: 'La personne qui vous a envoyé le lien vous a donné un mot de passe.',
  open: 'Ouvrir',
  wrong: 'Ce n’est pas le mot de passe. Veuillez réessayer.',
  often: 'Trop d’essais. Veuillez attendre une minute.',
  closed: 'Ce lien n’ouvre rien',
  'share-expired': 'Il a expiré. Demandez-en un nouveau à la personne qui vous l’a envoyé.',
  'share-revoked': 'Il a été retiré. Demandez-en un nouveau à la personne qui vous l’a envoyé.',
  'share-early': 'Il n’est pas encore valable. Revenez plus tard.',
  'share-elsewhere': 'Il appartient à un autre catalogue. Demandez-en un nouveau à la personne qui vous l’a envoyé.',
  'token-invalid':
    'L’adresse est incomplète. Copiez le lien entier, ou demandez-en un nouveau à la personne qui vous l’a envoyé.',
  forWhom: 'Préparé pour',
  until: 'Ouvert jusqu’au',
};

const gl: ShareWords = {
  title: 'Compartiron algo contigo',
  text: 'Esta ligazón abre vídeos e documentos escollidos para ti.',
  password: 'Contrasinal',
  passwordText: 'Quen che enviou a ligazón deuche un contrasinal.',
  open: 'Abrir',
  wrong: 'Ese non é o contrasinal. Téntao de novo.',
  often: 'Demasiados intentos. Agarda un minuto.',
  closed: 'Esta ligazón non abre nada',
  'share-expired': 'Caducou. Pídelle unha nova a quen cha enviou.',
  'share-revoked': 'Retirouse. Pídelle unha nova a quen cha enviou.',
  'share-early': 'Aínda non comezou. Volve máis tarde.',
  'share-elsewhere': 'É doutro catálogo. Pídelle unha nova a quen cha enviou.',
  'token-invalid': 'O enderezo non está completo. Copia a ligazón enteira ou pídelle unha nova a quen cha enviou.',
  forWhom: 'Preparado para',
  until: 'Aberto ata o',
};

const it: ShareWords = {
  title: 'Hanno condiviso qualcosa con te',
  text: 'Questo link apre video e documenti scelti per te.',
  password: 'Password',
  passwordText: 'Chi ti ha inviato il link ti ha dato una password.',
  open: 'Apri',
  wrong: 'Non è la password giusta. Riprova.',
  often: 'Troppi tentativi. Aspetta un minuto.',
  closed: 'Questo link non apre nulla',
  'share-expired': 'È scaduto. Chiedine uno nuovo a chi te l’ha inviato.',
  'share-revoked': 'È stato ritirato. Chiedine uno nuovo a chi te l’ha inviato.',
  'share-early': 'Non è ancora valido. Torna più tardi.',
  'share-elsewhere': 'È di un altro catalogo. Chiedine uno nuovo a chi te l’ha inviato.',
  'token-invalid': 'L’indirizzo non è completo. Copia il link intero o chiedine uno nuovo a chi te l’ha inviato.',
  forWhom: 'Preparato per',
  until: 'Aperto fino al',
};

const pt: ShareWords = {
  title: 'Partilharam algo consigo',
  text: 'Esta ligação abre vídeos e documentos escolhidos para si.',
  password: 'Palavra-passe',
  passwordText: 'Quem lhe enviou a ligação deu-lhe uma palavra-passe.',
  open: 'Abrir',
  wrong: 'Não é essa a palavra-passe. Tente de novo.',
  often: 'Demasiadas tentativas. Espere um minuto.',
  closed: 'Esta ligação não abre nada',
  'share-expired': 'Expirou. Peça uma nova a quem lha enviou.',
  'share-revoked': 'Foi retirada. Peça uma nova a quem lha enviou.',
  'share-early': 'Ainda não começou. Volte mais tarde.',
  'share-elsewhere': 'É de outro catálogo. Peça uma nova a quem lha enviou.',
  'token-invalid': 'O endereço não está completo. Copie a ligação inteira ou peça uma nova a quem lha enviou.',
  forWhom: 'Preparado para',
  until: 'Aberto até',
};

/** The words of share links in the languages that every family speaks beyond English and Spanish. */
export const moreShareWords = {ar, ca, de, eu, fr, gl, it, pt};
