// Opens an invitation: the link's token stands behind its #, so that only this script and the server see it.
import {ask, keep, kept, server} from './keep.js';

const show = (name) => {
  for (const part of document.querySelectorAll('[data-part]')) part.hidden = part.dataset.part !== name;
};
const fill = (name, text) => {
  for (const place of document.querySelectorAll(`[data-fill="${name}"]`)) place.textContent = text;
};
const ends = {
  'invitation-expired': 'expired',
  'invitation-used': 'accepted',
  'invitation-revoked': 'revoked',
  'invitation-unknown': 'invalid',
  'token-invalid': 'invalid',
};
const fail = (error) => show(ends[error.code] ?? 'failed');

async function look() {
  const invitation = location.hash.slice(1);
  if (invitation === '') return show('invalid');
  const seen = await ask('/v1/invitations/lookup', {invitation});
  if (seen.state !== 'open') return show(seen.state);
  const before = await kept();
  fill('name', seen.name ?? '');
  fill('campus', seen.campus || location.host);
  fill('before', before?.actor.name ?? before?.actor.account?.name ?? '');
  document.querySelector('[data-if="name"]').hidden = !seen.name;
  document.querySelector('[data-if="before"]').hidden = !before;
  show('open');
  document.querySelector('#enter').addEventListener('click', () => void enter(invitation).catch(fail), {once: true});
}

async function enter(invitation) {
  const answer = await ask('/v1/tokens', {invitation});
  await keep(answer);
  if (answer.role === 'learner') return location.replace(`${server}/`);
  history.replaceState(null, '', location.pathname); // it is used up
  document.querySelector('#desk [name="token"]').value = answer.token;
  show('in');
}

addEventListener('hashchange', () => location.reload());
look().catch(fail);
