// Answers a quiz as a person does: by the words on the screen.
import {seen} from './browser.mjs';

/**
 * @param {import('puppeteer-core').Page} page
 * @param {Record<string, unknown>} answers - question id → label, labels, text, number, order of labels, or left label → right label.
 */
export async function answerQuiz(page, answers) {
  for (const [question, answer] of Object.entries(answers)) {
    const fieldset = await seen(page, `body >>> fieldset[data-question="${question}"]`);
    const type = await fieldset.evaluate((element) => element.dataset.type);
    await answerOne(fieldset, type, answer);
  }
  const submit = await seen(page, 'body >>> [part~="submit"]');
  await submit.evaluate((button) => button.click());
}

async function answerOne(fieldset, type, answer) {
  switch (type) {
    case 'single':
    case 'multiple':
    case 'truefalse':
      for (const label of [answer].flat()) {
        await fieldset.evaluate((element, wanted) => {
          const choice = [...element.querySelectorAll('label')].find(({textContent}) => textContent.includes(wanted));
          if (!choice) throw new Error(`no choice "${wanted}" in ${element.textContent}`);
          choice.click();
        }, label);
      }
      return;
    case 'fill':
    case 'numeric': {
      const input = await fieldset.waitForSelector('input');
      await input.type(String(answer));
      return;
    }
    case 'order':
      await fieldset.evaluate(async (element, wanted) => {
        const rows = () => [...element.querySelectorAll('li')];
        for (const [to, label] of wanted.entries()) {
          for (let from = rows().findIndex(({textContent}) => textContent.includes(label)); from > to; from--) {
            rows()[from].querySelector('button').click();
            await new Promise((resolve) => setTimeout(resolve, 50));
          }
        }
        // An order that is right by chance still has to be given: there and back.
        rows()[0].querySelectorAll('button')[1].click();
        await new Promise((resolve) => setTimeout(resolve, 50));
        rows()[1].querySelector('button').click();
        await new Promise((resolve) => setTimeout(resolve, 50));
      }, answer);
      return;
    case 'match':
      await fieldset.evaluate((element, pairs) => {
        for (const [left, right] of Object.entries(pairs)) {
          const row = [...element.querySelectorAll('.row')].find(({textContent}) => textContent.includes(left));
          const select = row.querySelector('select');
          select.value = [...select.options].find(({textContent}) => textContent.includes(right)).value;
          select.dispatchEvent(new Event('change', {bubbles: true}));
        }
      }, answer);
      return;
    default:
      throw new Error(`a ${type} question`);
  }
}
