/** The words of activities in frames in English; they come with their code. */
export const en = {
  ownWindow: 'This activity opens in a window of its own.',
  start: 'Open the activity',
  blocked: 'The browser opened no window. Use this link:',
  opened: 'The activity is open in another window. What you do there counts here.',
  over: 'The activity is over.',
  elsewhere: 'The activity was opened again somewhere else.',
  again: 'Open it again',
  into: 'OK leads into this activity. The arrows walk in it, and Back leads out of it.',
  intoForeign: 'OK leads into this page of another site. It then has all the keys; Back leads out of it.',
};
