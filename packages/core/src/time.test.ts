import {expect} from '@open-wc/testing';
import {formatLength, formatTime, numberFormat, speakTime} from './time.js';

describe('formatTime', () => {
  it('shows hours only where there are any', () => {
    expect([0, 5, 65, 3599, 3723].map((seconds) => formatTime(seconds))).to.deep.equal([
      '0:00',
      '0:05',
      '1:05',
      '59:59',
      '1:02:03',
    ]);
    expect(formatTime(65, 4000)).to.equal('0:01:05');
  });

  it('shows nonsense as zero', () => {
    expect([Number.NaN, -3, Infinity].map((seconds) => formatTime(seconds))).to.deep.equal(['0:00', '0:00', '0:00']);
  });
});

describe('formatTime at the edges', () => {
  it('goes down to the second that is running, and never over it', () => {
    expect([0.999, 59.999, 3599.999].map((seconds) => formatTime(seconds))).to.deep.equal(['0:00', '0:59', '59:59']);
  });

  it('keeps one width for a media of hours, and grows past a day', () => {
    expect([0, 59, 3600, 86_400, 360_000].map((seconds) => formatTime(seconds, 360_000))).to.deep.equal([
      '0:00:00',
      '0:00:59',
      '1:00:00',
      '24:00:00',
      '100:00:00',
    ]);
    expect(formatTime(5, Infinity)).to.equal('0:05');
    expect(formatTime(5, Number.NaN)).to.equal('0:05');
  });
});

describe('speakTime', () => {
  it('leaves out what is nothing, and says no fraction', () => {
    expect(speakTime(3600, 'en')).to.equal('1 hour');
    expect(speakTime(3601.9, 'en')).to.match(/^1 hour,? 1 second$/);
    expect(speakTime(120, 'es')).to.equal('2 minutos');
    for (const nonsense of [Number.NaN, Infinity, -5]) expect(speakTime(nonsense, 'en')).to.equal('0 seconds');
  });

  it('says it in words of the language', () => {
    expect(speakTime(63, 'en')).to.match(/1 minute,? 3 seconds/);
    expect(speakTime(3661, 'es')).to.match(/1 hora.*1 minuto.*1 segundo/);
    expect(speakTime(0, 'es')).to.equal('0 segundos');
  });
});

describe('what is kept of how numbers are written', () => {
  it('mixes up neither languages nor units', () => {
    for (let time = 0; time < 2; time++) {
      expect([
        numberFormat('en').format(1234.5),
        numberFormat('de').format(1234.5),
        numberFormat('en', {style: 'percent'}).format(0.5),
      ]).to.deep.equal(['1,234.5', '1.234,5', '50%']);
    }
  });
});

describe('formatLength', () => {
  it('is short', () => {
    expect(formatLength(45, 'es')).to.match(/45\s?s/);
    expect(formatLength(180, 'es')).to.match(/3\s?min/);
    expect(formatLength(4800, 'en')).to.match(/1\s?hr 20\s?min/);
  });

  it('is a minute from the second that rounds to one', () => {
    expect(formatLength(59.4, 'en')).to.match(/^59\s?sec$/);
    expect(formatLength(59.6, 'en')).to.match(/^1\s?min$/);
    expect(formatLength(3599.6, 'en')).to.match(/^1\s?hr$/);
    expect(formatLength(3600, 'es')).to.match(/^1\s?h$/);
  });

  it('is nothing for nonsense', () => {
    for (const nonsense of [Number.NaN, Infinity, -5]) expect(formatLength(nonsense, 'en')).to.match(/^0\s?sec$/);
  });
});
