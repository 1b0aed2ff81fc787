// Who is signed in here, in the head of the campus; the chat asks in their name.
import {words} from './account-words.js';
import {ask, forget, keep, kept, server} from './keep.js';

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
    const name = document.createElement('bdi');
    name.textContent = person.name ?? '';
    place.append(name, ' ', button);
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
