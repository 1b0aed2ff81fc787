import {expect} from '@open-wc/testing';
import {remoteKey} from './remote-keys.js';

describe('a key of a remote control', () => {
  for (const [set, key, keyCode, asks] of [
    ['any set', 'ArrowUp', 38, 'up'],
    ['any set', 'Enter', 13, 'ok'],
    ['a keyboard', 'Escape', 27, 'back'],
    ['Android TV', 'GoBack', 0, 'back'],
    ['Tizen', 'XF86Back', 10009, 'back'],
    ['Tizen, when it does not name it', 'Unidentified', 10009, 'back'],
    ['webOS', 'GoBack', 461, 'back'],
    ['webOS, when it does not name it', '', 461, 'back'],
    ['Tizen', 'MediaPlayPause', 10252, 'playPause'],
    ['webOS, when it does not name it', 'Unidentified', 415, 'play'],
    ['webOS, when it does not name it', 'Unidentified', 19, 'pause'],
    ['any set', 'MediaStop', 413, 'pause'],
    ['any set', 'MediaFastForward', 417, 'forward'],
    ['webOS, when it does not name it', 'Unidentified', 412, 'rewind'],
    ['any set', 'MediaTrackNext', 0, 'next'],
  ] as const) {
    it(`of ${set}, ${key || 'nameless'} ${keyCode}, asks for ${asks}`, () => {
      expect(remoteKey({key, keyCode})).to.equal(asks);
    });
  }

  it('is no letter, digit, nor a name that every object has', () => {
    for (const key of ['a', '1', 'toString', 'constructor', 'Tab', ''])
      expect(remoteKey({key, keyCode: 0}), key).to.equal(undefined);
  });
});
