import {expect} from '@open-wc/testing';
import {formatLength, formatTime, speakTime} from './time.js';

describe('formatTime', () => {
  it('shows hours only where there are any', () => {
    expect([0, 5, 65, 3599, 3723].map((seconds) => formatTime(seconds))).to.deep.equal(['0:00', '0:05', '1:05', '59:59', '1:02:03']);
    expect(formatTime(65, 4000)).to.equal('0:01:05');
  });

  it('shows nonsense as zero', () => {
    expect([Number.NaN, -3, Infinity].map((seconds) => formatTime(seconds))).to.deep.equal(['0:00', '0:00', '0:00']);
  });
});

describe('speakTime', () => {
  it('says it in words of the language', () => {
    expect(speakTime(63, 'en')).to.match(/1 minute,? 3 seconds/);
    expect(speakTime(3661, 'es')).to.match(/1 hora.*1 minuto.*1 segundo/);
    expect(speakTime(0, 'es')).to.equal('0 segundos');
  });
});

describe('formatLength', () => {
  it('is short', () => {
    expect(formatLength(45, 'es')).to.match(/45\s?s/);
    expect(formatLength(180, 'es')).to.match(/3\s?min/);
    expect(formatLength(4800, 'en')).to.match(/1\s?hr 20\s?min/);
  });
});
