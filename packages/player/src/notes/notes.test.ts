import {expect} from '@esm-bundle/chai';
import {dropNote, putNote, readNotes, toMarkdown, toVtt} from './notes.js';

const note = (id: string, time: number, text = id) => ({id, time, text});
const clock = (seconds: number) => `0:${String(seconds).padStart(2, '0')}`;

describe('notes', () => {
  it('stand in the order of the film, whenever they were written', () => {
    const notes = [note('b', 20), note('a', 5)].reduce(putNote, []);
    expect(putNote(notes, note('c', 10)).map(({id}) => id)).to.deep.equal(['a', 'c', 'b']);
  });

  it('of one id are one: the last', () => {
    const notes = putNote([note('a', 5), note('b', 6)], note('a', 9, 'other'));
    expect(notes).to.deep.equal([note('b', 6), note('a', 9, 'other')]);
    expect(dropNote(notes, 'b')).to.deep.equal([note('a', 9, 'other')]);
  });

  it('are read back without what is none', () => {
    const kept = [
      note('a', 5),
      null,
      'x',
      {id: 'b'},
      note('', 1),
      note('c', -1),
      note('d', NaN),
      note('e', 1, '  '),
      {...note('f', 2), text: 7},
      note('a', 8),
      {...note('g', 3), more: 1},
    ];
    expect(readNotes(kept)).to.deep.equal([note('g', 3), note('a', 5)]);
    for (const value of [null, undefined, {}, 'notes', 7]) expect(readNotes(value)).to.deep.equal([]);
  });

  it('that somebody else wrote without end are cut', () => {
    const [read] = readNotes([note('a', 1, 'x'.repeat(1e6))]);
    expect(read!.text.length).to.be.below(1e5);
    expect(readNotes(Array.from({length: 1e5}, (_, at) => note(String(at), at))).length).to.be.below(1e4);
  });

  it('go out as Markdown', () => {
    expect(toMarkdown([note('a', 5, 'One'), note('b', 12, 'Two\n\nlines ')], 'Notes: The\nchair', clock)).to.equal(
      '# Notes: The chair\n\n- **0:05** One\n- **0:12** Two\n  lines\n',
    );
  });

  it('go out as WebVTT that every reader takes, whatever was written', async () => {
    const text = toVtt([
      note('a', 1.25, 'A --> <b>&amp;\n\nB'),
      note('b', 3, 'Two'),
      note('c', 3, 'Three'),
      note('d', 3725.5, 'Four'),
    ]);
    expect(text).to.equal(`WEBVTT

00:00:01.250 --> 00:00:03.000
A --&gt; &lt;b&gt;&amp;amp;
B

00:00:03.000 --> 00:00:08.000
Two

00:00:03.000 --> 00:00:08.000
Three

01:02:05.500 --> 01:02:10.500
Four
`);
    const video = document.createElement('video');
    const track = document.createElement('track');
    track.src = URL.createObjectURL(new Blob([text], {type: 'text/vtt'}));
    video.append(track);
    const loaded = new Promise((resolve, reject) => {
      track.onload = resolve;
      track.onerror = reject;
    });
    track.track.mode = 'hidden';
    await loaded;
    expect([...(track.track.cues ?? [])].map((cue) => (cue as VTTCue).getCueAsHTML().textContent)).to.deep.equal([
      'A --> <b>&amp;\nB',
      'Two',
      'Three',
      'Four',
    ]);
  });

  it('that are none make empty files', () => {
    expect([toMarkdown([], 'Notes', clock), toVtt([])]).to.deep.equal(['# Notes\n\n\n', 'WEBVTT\n']);
  });
});
