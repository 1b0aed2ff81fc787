// Who is signed in here, in the head of the campus; the chat asks in their name.
import {words} from './account-words.js';
import {ask, forget, keep, kept, server} from './keep.js';

const campus = document.querySelector('uggla-campus');

/** The words in the language that was chosen here, else in the page's. */
function said() {
  const languages = [campus?.lang ?? '', document.documentElement.lang, ...navigator.languages];
  return words[languages.map((tag) => tag.split('-')[0]).find((tag) => tag in words) ?? 'en'];
}

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
    button.textContent = said().out;
    button.addEventListener('click', () => void forget().then(() => location.assign(`${server}/signin/out`)));
    const name = document.createElement('bdi');
    name.textContent = person.name ?? '';
    place.append(name, ' ', button);
  } else {
    const link = document.createElement('a');
    // Where they are, and in which language, changes until they go.
    const aim = () => {
      const here = `${location.pathname}${location.search}${location.hash}`;
      const chosen = campus?.lang ? {lang: campus.lang} : {};
      link.href = `${server}/signin?${new URLSearchParams({return: here, ...chosen})}`;
    };
    aim();
    link.addEventListener('click', aim);
    link.textContent = said().in;
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
  void show().then(() => place.prepend(`${said().over} `));
});
if (campus) {
  campus.append(place);
  new MutationObserver(() => void show()).observe(campus, {attributeFilter: ['lang']});
}
await renew().catch(() => undefined);
await show();
