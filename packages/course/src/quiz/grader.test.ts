// Chromium first: the same rules, in script that is the same in all engines; question-view.test.ts tries what is shown.
import {expect} from '@esm-bundle/chai';
import type {Question, UgglaError} from '@uggla/protocol';
import {fixtureSite} from '@uggla/testing';
import {clientGrader, serverGrader} from './grader.js';

const question: Question = {id: 'q', type: 'truefalse', text: 'True?'};
const given = {item: 'test', question, response: true};
const file = {
  course: 'c',
  version: '1',
  answers: {'test/q': {value: true, feedback: {right: 'Yes.'}}, '/own': {value: false}},
};

describe('clientGrader', () => {
  it('judges by the published answers, loaded once', async () => {
    let loads = 0;
    const grade = clientGrader(async () => (loads++, file));
    expect(await grade(given)).to.deep.equal({right: true, score: 1, feedback: 'Yes.', evaluatedBy: 'client'});
    expect((await grade({...given, response: false})).right).to.equal(false);
    expect(loads).to.equal(1);
  });

  it('finds the answers of the course itself', async () => {
    const grade = clientGrader(async () => file);
    expect((await grade({item: 'film', from: '', question: {...question, id: 'own'}, response: false})).right).to.equal(
      true,
    );
  });

  it('tells of an answer that is missing, and asks for the file again after it failed', async () => {
    let fails = true;
    const grade = clientGrader(async () => {
      if (fails) throw new Error('away');
      return file;
    });
    expect(await grade(given).catch((error: Error) => error.message)).to.equal('away');
    fails = false;
    expect((await grade(given)).right).to.equal(true);
    const missing = await grade({...given, item: 'other'}).catch((error: UgglaError) => error.code);
    expect(missing).to.equal('answer-missing');
  });
});

describe('serverGrader', () => {
  const grader = (url: string) =>
    serverGrader('https://acme.example/c', url, async () => ({authorization: 'Bearer t'}));

  it('asks the server, with the attempt', async () => {
    const site = await fixtureSite({
      rules: [
        {
          match: 'grade',
          body: {
            right: false,
            score: 0.5,
            evaluatedBy: 'server',
            feedback: {en: 'Nearly.'},
            attempt: {id: 'a', number: 1, answered: 1, total: 1, score: 0.5, passed: false},
          },
        },
      ],
    });
    const verdict = await grader(site.url('grade'))({...given, from: 'quiz', attempt: 'a'});
    expect(verdict).to.deep.include({right: false, score: 0.5, evaluatedBy: 'server'});
    expect(verdict.attempt?.passed).to.equal(false);
    const [request] = await site.requests('grade');
    expect(JSON.parse(request!.body)).to.deep.equal({
      course: 'https://acme.example/c',
      item: 'test',
      question: 'q',
      response: true,
      attempt: 'a',
    });
  });

  it('tells why the server refused, or that it could not be reached', async () => {
    const site = await fixtureSite({
      rules: [
        {match: 'used', status: 409, body: {code: 'attempts-used-up', title: 'all 3 attempts are used up'}},
        {match: 'broken', status: 502, body: '<html>'},
        {match: 'gone', reset: true},
      ],
    });
    const code = (path: string) => grader(site.url(path))(given).catch((error: UgglaError) => error.code);
    expect(await code('used')).to.equal('attempts-used-up');
    expect(await code('broken')).to.equal('grade-unavailable');
    expect(await code('gone')).to.equal('grade-unavailable');
  });
});
