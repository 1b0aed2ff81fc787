/** The words of cmi5 lessons in English; they come with their code. */
export const en = {
  ownWindow: 'This activity opens in a window of its own.',
  start: 'Open the activity',
  blocked: 'The browser opened no window. Use this link:',
  opened: 'The activity is open in another window. What you do there counts here.',
  over: 'The activity is over.',
  elsewhere: 'The activity was opened again somewhere else.',
  again: 'Open it again',
};
