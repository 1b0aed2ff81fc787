// Chromium first: the same rules, in script that is the same in all engines; question-view.test.ts tries what is shown.
import {expect} from '@esm-bundle/chai';
import type {Question, UgglaError} from '@uggla/protocol';
import {fixtureSite} from '@uggla/testing';
import {sample, sampleAnswers} from '../testing/support.test.js';
import {makeGrader} from './make-grader.js';

const course = sample();
const question = {id: 'two', type: 'truefalse', text: 'Stand up every hour'} as Question;
const ask = {item: 'test', question, response: true};

describe('makeGrader', () => {
  it('judges by the published answers where no server takes the records', async () => {
    const site = await fixtureSite({files: {'right.json': sampleAnswers(course)}});
    const grade = makeGrader({...course, answers: 'right.json'}, site.url('course.json'), undefined, '');
    expect(await grade(ask)).to.include({right: true, evaluatedBy: 'client'});
    expect(await site.requests('v1/grade')).to.have.length(0);
  });

  it('asks for no answers before there is something to judge', async () => {
    const site = await fixtureSite({files: {'answers.json': sampleAnswers(course)}});
    makeGrader(course, site.url('course.json'), undefined, '');
    expect(await site.requests('answers.json')).to.have.length(0);
  });

  it('looks beside the course when it names no answers, and says when there are none', async () => {
    const site = await fixtureSite({rules: [{match: 'answers.json', status: 404}]});
    const {answers: _, ...unnamed} = course;
    const error = await makeGrader(
      unnamed,
      site.url('course.json'),
      undefined,
      '',
    )(ask).catch((caught: UgglaError) => caught);
    expect(error).to.include({code: 'answers-unavailable'});
    expect(await site.requests('answers.json')).to.have.length(1);
  });

  it('fetches answers from no address that is none', async () => {
    const error = await makeGrader(
      {...course, answers: 'javascript:alert(1)'},
      location.href,
      undefined,
      '',
    )(ask).catch((caught: UgglaError) => caught);
    expect(error).to.include({code: 'answers-unavailable'});
  });
});
