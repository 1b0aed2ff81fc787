// Who is signed in here, in the head of the campus; the chat asks in their name.
import {ask, forget, keep, kept, server} from './keep.js';

const words = {
  en: {out: 'Sign out', in: 'Sign in', over: 'Your sign-in here is over. What you did is kept on this device.'},
  es: {
    out: 'Cerrar sesión',
    in: 'Iniciar sesión',
    over: 'Tu sesión aquí ha terminado. Lo que has hecho se guarda en este dispositivo.',
  },
  fr: {
    out: 'Se déconnecter',
    in: 'Se connecter',
    over: 'Votre session est terminée ici. Ce que vous avez fait est gardé sur cet appareil.',
  },
  ca: {
    out: 'Tanca la sessió',
    in: 'Inicia la sessió',
    over: 'La teva sessió aquí s’ha acabat. El que has fet es desa en aquest dispositiu.',
  },
  de: {
    out: 'Abmelden',
    in: 'Anmelden',
    over: 'Sie sind hier nicht mehr angemeldet. Was Sie getan haben, bleibt auf diesem Gerät.',
  },
  eu: {
    out: 'Itxi saioa',
    in: 'Hasi saioa',
    over: 'Zure saioa amaitu da hemen. Egin duzuna gailu honetan gordetzen da.',
  },
  gl: {
    out: 'Pechar a sesión',
    in: 'Iniciar a sesión',
    over: 'A túa sesión aquí rematou. O que fixeches gárdase neste dispositivo.',
  },
  it: {
    out: 'Esci',
    in: 'Accedi',
    over: 'La tua sessione qui è terminata. Ciò che hai fatto resta su questo dispositivo.',
  },
  pt: {
    out: 'Terminar sessão',
    in: 'Iniciar sessão',
    over: 'A sua sessão aqui terminou. O que fez fica guardado neste dispositivo.',
  },
  ar: {out: 'تسجيل الخروج', in: 'تسجيل الدخول', over: 'انتهت جلستك هنا. ما أنجزته محفوظ على هذا الجهاز.'},
};
const languages = [document.documentElement.lang, ...navigator.languages].map((tag) => tag.split('-')[0]);
const said = words[languages.find((tag) => tag in words) ?? 'en'];

const chat = document.querySelector('uggla-chat');
if (chat)
  chat.authorization = async () => {
    const answer = await kept();
    return answer && `Bearer ${answer.token}`;
  };

const place = document.createElement('p');
place.slot = 'header';
place.setAttribute('role', 'status');

async function show() {
  const answer = await kept();
  const person = answer?.actor;
  place.replaceChildren();
  if (answer) {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = said.out;
    button.addEventListener('click', () => void forget().then(() => location.assign(`${server}/signin/out`)));
    place.append(`${person.name ?? ''} `, button);
  } else {
    const link = document.createElement('a');
    const here = `${location.pathname}${location.search}${location.hash}`;
    link.href = `${server}/signin?${new URLSearchParams({return: here})}`;
    link.textContent = said.in;
    place.append(link);
  }
}

/**
 * Whoever comes back within a month stays in: their token is renewed when half of its time is gone. Not one for which others
 * vouch, who must be asked again.
 */
async function renew() {
  const answer = await kept();
  if (!answer) return;
  const {iat, exp, vouched} = JSON.parse(atob(answer.token.split('.')[1].replaceAll('-', '+').replaceAll('_', '/')));
  if (vouched || exp - Date.now() / 1000 > (exp - iat) / 2) return;
  await ask('/v1/tokens', {}, {authorization: `Bearer ${answer.token}`}).then(keep, () => undefined);
}

addEventListener('uggla-error', (event) => {
  if (event.error?.code !== 'records-unauthorized') return;
  void show().then(() => place.prepend(`${said.over} `));
});
document.querySelector('uggla-campus')?.append(place);
await renew().catch(() => undefined);
await show();
