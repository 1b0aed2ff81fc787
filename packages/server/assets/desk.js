// The server writes times in UTC, since it does not know where the reader is. The browser does.
const format = new Intl.DateTimeFormat(document.documentElement.lang, {dateStyle: 'medium', timeStyle: 'short'});

for (const time of document.querySelectorAll('time[datetime]')) {
  const date = new Date(time.dateTime);
  if (Number.isNaN(date.getTime())) continue;
  time.title = time.textContent;
  time.textContent = format.format(date);
}

for (const button of document.querySelectorAll('button[data-copy]')) {
  button.addEventListener('click', async () => {
    const {copy, done} = button.dataset;
    try {
      await navigator.clipboard.writeText(copy);
      button.textContent = done;
    } catch {
      button.previousElementSibling?.select(); // no permission: then the person copies it
    }
  });
}
