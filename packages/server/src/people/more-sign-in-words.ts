import type {SignInWords} from './sign-in-words.js';

const ar: SignInWords = {
  title: 'دعوة',
  invited: 'أنت مدعو إلى',
  hello: 'هذه الدعوة من أجل',
  openText: 'تعمل مرة واحدة. بعدها يعرفك هذا الجهاز: ما تتعلمه يُسجَّل باسمك.',
  shared: 'هل يستخدم آخرون هذا الجهاز أيضًا؟ سجّل الخروج عندما تنتهي: الزر في أعلى الحرم.',
  before: 'شخص آخر مسجَّل الدخول هنا، وسيُسجَّل خروجه:',
  enter: 'دخول',
  in: 'لقد دخلت',
  campus: 'إلى الحرم',
  desk: 'فتح الإدارة',
  closed: 'لا تفتح هذه الدعوة شيئًا',
  accepted:
    'سبق استخدامها. ما زلت مسجَّل الدخول على الجهاز الذي استخدمتها عليه. لجهاز آخر، أو إن لم تكن أنت من استخدمها، اطلب دعوة جديدة ممن دعاك.',
  expired: 'انتهت مدتها. اطلب دعوة جديدة ممن دعاك.',
  revoked: 'سُحبت هذه الدعوة. اطلب دعوة جديدة ممن دعاك.',
  invalid: 'العنوان غير مكتمل. انسخ الرابط كاملًا، أو اطلب دعوة جديدة ممن دعاك.',
  failed: 'تعذّر سؤال الخادم، أو أن هذا المتصفح لا يحفظ شيئًا لهذه الصفحة. اخرج من التصفح الخاص وافتح الرابط مرة أخرى.',
  noScript: 'تحتاج هذه الصفحة إلى JavaScript: بدونها لا يمكن حفظ شيء على هذا الجهاز.',
  notIn: 'لم يُسجَّل دخول أحد',
  notInText:
    'استغرق ذلك وقتًا طويلًا، أو بدأ في متصفح آخر، أو انقطع. سجّل الدخول مرة أخرى؛ وإن فشل مجددًا، فأرِ شركتك السطر أدناه.',
  issuerSilent: 'لا يستجيب تسجيل الدخول في شركتك الآن. حاول مرة أخرى بعد دقيقة.',
  again: 'تسجيل الدخول مرة أخرى',
  signIn: 'تسجيل الدخول',
  byInvitation: 'افتح رابط دعوتك. وإن سبق استخدامه، فاطلب دعوة جديدة ممن دعاك.',
};

const ca: SignInWords = {
  title: 'Invitació',
  invited: 'T’han convidat a',
  hello: 'Aquesta invitació és per a',
  openText: 'Serveix un sol cop. Després aquest dispositiu et reconeix: el que aprenguis es registra al teu nom.',
  shared:
    'Hi ha altres persones que fan servir aquest dispositiu? Tanca la sessió quan acabis: el botó és a la part superior del campus.',
  before: 'Aquí hi ha una altra sessió oberta, que es tancarà:',
  enter: 'Entra',
  in: 'Ja ets dins',
  campus: 'Ves al campus',
  desk: 'Obre la gestió',
  closed: 'Aquesta invitació no obre res',
  accepted:
    'Ja s’ha fet servir. Al dispositiu on la vas fer servir encara tens la sessió oberta. Per a un altre dispositiu, o si no vas ser tu, demana’n una de nova a qui et va convidar.',
  expired: 'Ha caducat. Demana’n una de nova a qui et va convidar.',
  revoked: 'S’ha retirat. Demana’n una de nova a qui et va convidar.',
  invalid: 'L’adreça no és completa. Copia l’enllaç sencer o demana’n una de nova a qui et va convidar.',
  failed:
    'No s’ha pogut preguntar al servidor, o aquest navegador no desa res d’aquesta pàgina. Surt de la navegació privada i torna a obrir l’enllaç.',
  noScript: 'Aquesta pàgina necessita JavaScript: sense ell no es podria desar res en aquest dispositiu.',
  notIn: 'No s’ha iniciat la sessió',
  notInText:
    'Ha trigat massa, s’ha començat en un altre navegador o s’ha interromput. Torna a iniciar la sessió; si falla un altre cop, ensenya a la teva empresa la línia de sota.',
  issuerSilent: 'L’inici de sessió de la teva empresa no respon ara mateix. Torna-ho a provar d’aquí a un minut.',
  again: 'Torna a iniciar la sessió',
  signIn: 'Inicia la sessió',
  byInvitation: 'Obre l’enllaç de la teva invitació. Si ja s’ha fet servir, demana’n una de nova a qui et va convidar.',
};

const de: SignInWords = {
  title: 'Einladung',
  invited: 'Sie sind eingeladen:',
  hello: 'Diese Einladung ist für',
  openText: 'Sie gilt einmal. Danach kennt Sie dieses Gerät: Was Sie lernen, wird unter Ihrem Namen festgehalten.',
  shared:
    'Benutzen auch andere dieses Gerät? Melden Sie sich ab, wenn Sie fertig sind: Der Knopf steht oben auf dem Campus.',
  before: 'Hier ist noch jemand angemeldet und wird abgemeldet:',
  enter: 'Eintreten',
  in: 'Sie sind angemeldet',
  campus: 'Zum Campus',
  desk: 'Verwaltung öffnen',
  closed: 'Diese Einladung öffnet nichts',
  accepted:
    'Sie wurde schon benutzt. Auf dem Gerät, auf dem Sie sie benutzt haben, sind Sie noch angemeldet. Für ein anderes Gerät, oder wenn Sie es nicht waren, bitten Sie um eine neue, wo Sie sie herhaben.',
  expired: 'Sie ist abgelaufen. Bitten Sie um eine neue, wo Sie sie herhaben.',
  revoked: 'Sie wurde zurückgezogen. Bitten Sie um eine neue, wo Sie sie herhaben.',
  invalid:
    'Die Adresse ist nicht vollständig. Kopieren Sie den ganzen Link, oder bitten Sie um eine neue Einladung, wo Sie sie herhaben.',
  failed:
    'Der Server war nicht zu erreichen, oder dieser Browser behält nichts von dieser Seite. Verlassen Sie das private Fenster und öffnen Sie den Link noch einmal.',
  noScript: 'Diese Seite braucht JavaScript: Ohne es ließe sich auf diesem Gerät nichts behalten.',
  notIn: 'Niemand wurde angemeldet',
  notInText:
    'Es hat zu lange gedauert, wurde in einem anderen Browser begonnen oder abgebrochen. Melden Sie sich noch einmal an; scheitert es wieder, zeigen Sie Ihrer Firma die Zeile unten.',
  issuerSilent: 'Die Anmeldung Ihrer Firma antwortet gerade nicht. Versuchen Sie es in einer Minute noch einmal.',
  again: 'Noch einmal anmelden',
  signIn: 'Anmelden',
  byInvitation:
    'Öffnen Sie den Link Ihrer Einladung. Wurde er schon benutzt, bitten Sie um einen neuen, wo Sie ihn herhaben.',
};

const eu: SignInWords = {
  title: 'Gonbidapena',
  invited: 'Gonbidatuta zaude hona:',
  hello: 'Gonbidapen hau norentzat den:',
  openText: 'Behin bakarrik balio du. Gero gailu honek ezagutzen zaitu: ikasten duzuna zure izenean erregistratzen da.',
  shared: 'Beste inork ere erabiltzen du gailu hau? Itxi saioa amaitzean: botoia campusaren goiko aldean dago.',
  before: 'Hemen beste saio bat dago irekita, eta itxi egingo da:',
  enter: 'Sartu',
  in: 'Barruan zaude',
  campus: 'Joan campusera',
  desk: 'Ireki kudeaketa',
  closed: 'Gonbidapen honek ez du ezer irekitzen',
  accepted:
    'Erabilita dago. Erabili zenuen gailuan saioa irekita duzu oraindik. Beste gailu baterako, edo zu izan ez bazinen, eskatu berri bat gonbidatu zintuenari.',
  expired: 'Iraungi da. Eskatu berri bat gonbidatu zintuenari.',
  revoked: 'Kendu egin dute. Eskatu berri bat gonbidatu zintuenari.',
  invalid: 'Helbidea ez dago osorik. Kopiatu esteka osoa, edo eskatu berri bat gonbidatu zintuenari.',
  failed:
    'Ezin izan zaio zerbitzariari galdetu, edo nabigatzaile honek ez du orri honetako ezer gordetzen. Irten nabigazio pribatutik eta ireki esteka berriro.',
  noScript: 'Orri honek JavaScript behar du: hori gabe ezin da ezer gorde gailu honetan.',
  notIn: 'Ez da saiorik hasi',
  notInText:
    'Gehiegi iraun du, beste nabigatzaile batean hasi da edo eten egin da. Hasi saioa berriro; berriz huts egiten badu, erakutsi zure enpresari beheko lerroa.',
  issuerSilent: 'Zure enpresaren saio-hasierak ez du erantzuten une honetan. Saiatu berriro minutu bat barru.',
  again: 'Hasi saioa berriro',
  signIn: 'Hasi saioa',
  byInvitation: 'Ireki zure gonbidapenaren esteka. Erabilita badago, eskatu berri bat gonbidatu zintuenari.',
};

const fr: SignInWords = {
  title: 'Invitation',
  invited: 'Vous êtes invité à rejoindre',
  hello: 'Cette invitation est pour',
  openText:
    'Elle ne sert qu’une fois. Ensuite, cet appareil vous reconnaît : ce que vous apprenez est enregistré à votre nom.',
  shared:
    'D’autres personnes utilisent-elles cet appareil ? Déconnectez-vous à la fin : le bouton est en haut du campus.',
  before: 'Une autre personne est connectée ici et sera déconnectée :',
  enter: 'Entrer',
  in: 'Vous êtes connecté',
  campus: 'Aller au campus',
  desk: 'Ouvrir la gestion',
  closed: 'Cette invitation n’ouvre rien',
  accepted:
    'Elle a déjà servi. Vous êtes toujours connecté sur l’appareil où vous l’avez utilisée. Pour un autre appareil, ou si ce n’était pas vous, demandez-en une nouvelle à la personne qui vous a invité.',
  expired: 'Elle a expiré. Demandez-en une nouvelle à la personne qui vous a invité.',
  revoked: 'Elle a été retirée. Demandez-en une nouvelle à la personne qui vous a invité.',
  invalid:
    'L’adresse est incomplète. Copiez le lien entier, ou demandez une nouvelle invitation à la personne qui vous a invité.',
  failed:
    'Le serveur n’a pas pu être interrogé, ou ce navigateur ne garde rien pour cette page. Quittez la navigation privée et ouvrez de nouveau le lien.',
  noScript: 'Cette page a besoin de JavaScript : sans lui, rien ne pourrait être gardé sur cet appareil.',
  notIn: 'La connexion n’a pas abouti',
  notInText:
    'Elle a pris trop de temps, a commencé dans un autre navigateur ou a été interrompue. Reconnectez-vous ; en cas de nouvel échec, montrez à votre entreprise la ligne ci-dessous.',
  issuerSilent: 'La connexion de votre entreprise ne répond pas pour le moment. Réessayez dans une minute.',
  again: 'Se connecter de nouveau',
  signIn: 'Se connecter',
  byInvitation:
    'Ouvrez le lien de votre invitation. S’il a déjà servi, demandez-en un nouveau à la personne qui vous a invité.',
};

const gl: SignInWords = {
  title: 'Invitación',
  invited: 'Convidáronte a',
  hello: 'Esta invitación é para',
  openText: 'Serve unha soa vez. Despois este dispositivo recoñécete: o que aprendas rexístrase ao teu nome.',
  shared:
    'Hai outras persoas que usan este dispositivo? Pecha a sesión ao rematar: o botón está na parte superior do campus.',
  before: 'Hai outra sesión aberta aquí, que se pechará:',
  enter: 'Entrar',
  in: 'Xa estás dentro',
  campus: 'Ir ao campus',
  desk: 'Abrir a xestión',
  closed: 'Esta invitación non abre nada',
  accepted:
    'Xa se usou. No dispositivo en que a usaches segues coa sesión aberta. Para outro dispositivo, ou se non fuches ti, pídelle unha nova a quen te convidou.',
  expired: 'Caducou. Pídelle unha nova a quen te convidou.',
  revoked: 'Retirouse. Pídelle unha nova a quen te convidou.',
  invalid: 'O enderezo non está completo. Copia a ligazón enteira ou pídelle unha nova a quen te convidou.',
  failed:
    'Non se puido preguntar ao servidor, ou este navegador non garda nada desta páxina. Sae da navegación privada e abre de novo a ligazón.',
  noScript: 'Esta páxina precisa JavaScript: sen el non se podería gardar nada neste dispositivo.',
  notIn: 'Non se iniciou a sesión',
  notInText:
    'Tardou de máis, comezouse noutro navegador ou interrompeuse. Inicia a sesión de novo; se volve fallar, amósalle á túa empresa a liña de abaixo.',
  issuerSilent: 'O inicio de sesión da túa empresa non responde neste momento. Téntao de novo dentro dun minuto.',
  again: 'Iniciar a sesión de novo',
  signIn: 'Iniciar a sesión',
  byInvitation: 'Abre a ligazón da túa invitación. Se xa se usou, pídelle unha nova a quen te convidou.',
};

const it: SignInWords = {
  title: 'Invito',
  invited: 'Hai ricevuto un invito per',
  hello: 'Questo invito è per',
  openText: 'Vale una volta sola. Poi questo dispositivo ti riconosce: ciò che impari viene registrato a tuo nome.',
  shared:
    'Anche altre persone usano questo dispositivo? Esci quando hai finito: il pulsante è nella parte alta del campus.',
  before: 'Qui è aperta la sessione di un’altra persona, che verrà chiusa:',
  enter: 'Entra',
  in: 'Hai effettuato l’accesso',
  campus: 'Vai al campus',
  desk: 'Apri la gestione',
  closed: 'Questo invito non apre nulla',
  accepted:
    'È già stato usato. Sul dispositivo su cui l’hai usato la tua sessione è ancora aperta. Per un altro dispositivo, o se non sei stato tu, chiedine uno nuovo a chi ti ha invitato.',
  expired: 'È scaduto. Chiedine uno nuovo a chi ti ha invitato.',
  revoked: 'È stato ritirato. Chiedine uno nuovo a chi ti ha invitato.',
  invalid: 'L’indirizzo non è completo. Copia il link intero o chiedine uno nuovo a chi ti ha invitato.',
  failed:
    'Non è stato possibile interrogare il server, oppure questo browser non conserva nulla di questa pagina. Esci dalla navigazione privata e apri di nuovo il link.',
  noScript: 'Questa pagina ha bisogno di JavaScript: senza, non si potrebbe conservare nulla su questo dispositivo.',
  notIn: 'L’accesso non è riuscito',
  notInText:
    'Ci è voluto troppo tempo, è iniziato in un altro browser o è stato interrotto. Accedi di nuovo; se non riesce ancora, mostra alla tua azienda la riga qui sotto.',
  issuerSilent: 'L’accesso della tua azienda in questo momento non risponde. Riprova fra un minuto.',
  again: 'Accedi di nuovo',
  signIn: 'Accedi',
  byInvitation: 'Apri il link del tuo invito. Se è già stato usato, chiedine uno nuovo a chi ti ha invitato.',
};

const pt: SignInWords = {
  title: 'Convite',
  invited: 'Recebeu um convite para',
  hello: 'Este convite é para',
  openText: 'Serve uma só vez. Depois este dispositivo reconhece-o: o que aprender fica registado em seu nome.',
  shared: 'Outras pessoas também usam este dispositivo? Termine a sessão no fim: o botão está no topo do campus.',
  before: 'Há outra sessão aberta aqui, que será terminada:',
  enter: 'Entrar',
  in: 'Já está dentro',
  campus: 'Ir para o campus',
  desk: 'Abrir a gestão',
  closed: 'Este convite não abre nada',
  accepted:
    'Já foi usado. No dispositivo em que o usou continua com a sessão iniciada. Para outro dispositivo, ou se não foi você, peça um novo a quem o convidou.',
  expired: 'Expirou. Peça um novo a quem o convidou.',
  revoked: 'Foi retirado. Peça um novo a quem o convidou.',
  invalid: 'O endereço não está completo. Copie a ligação inteira ou peça um convite novo a quem o convidou.',
  failed:
    'Não foi possível perguntar ao servidor, ou este navegador não guarda nada desta página. Saia da navegação privada e abra de novo a ligação.',
  noScript: 'Esta página precisa de JavaScript: sem ele nada se poderia guardar neste dispositivo.',
  notIn: 'A sessão não foi iniciada',
  notInText:
    'Demorou demasiado, começou noutro navegador ou foi interrompida. Inicie sessão de novo; se voltar a falhar, mostre à sua empresa a linha abaixo.',
  issuerSilent: 'O início de sessão da sua empresa não responde neste momento. Tente de novo dentro de um minuto.',
  again: 'Iniciar sessão de novo',
  signIn: 'Iniciar sessão',
  byInvitation: 'Abra a ligação do seu convite. Se já foi usada, peça uma nova a quem o convidou.',
};

/** What people read who come in, in the languages that every family speaks beyond English and Spanish. */
export const moreSignInWords = {ar, ca, de, eu, fr, gl, it, pt};
