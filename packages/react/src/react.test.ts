import {expect} from '@open-wc/testing';
import {fixtureSite, waitUntil} from '@uggla/testing';
import {createElement, createRef, StrictMode} from 'react';
import {createRoot, type Root} from 'react-dom/client';
import {UgglaChat, UgglaPlayer, type UgglaPlayerElement} from './index.js';

describe('React wrappers', () => {
  let place: HTMLElement;
  let root: Root;
  beforeEach(() => {
    place = document.body.appendChild(document.createElement('div'));
    root = createRoot(place);
  });
  afterEach(() => {
    root.unmount();
    place.remove();
  });

  it('sets properties, hears events and gives the element to a ref', async () => {
    const site = await fixtureSite();
    const ref = createRef<UgglaPlayerElement>();
    let durations = 0;
    const show = (playbackRate: number) =>
      root.render(
        createElement(
          StrictMode,
          null,
          createElement(UgglaPlayer, {
            ref,
            src: site.url('fixtures/media/short.mp4'),
            loading: 'eager',
            muted: true,
            playbackRate,
            onLoadedMetadata: () => durations++,
          }),
        ),
      );
    show(1);
    await waitUntil(() => durations > 0, 'loadedmetadata never came', {timeout: 15_000});
    expect(ref.current).to.equal(place.querySelector('uggla-player'));
    expect(ref.current!.duration).to.be.closeTo(2, 0.5);
    show(1.5);
    await waitUntil(() => ref.current!.playbackRate === 1.5, 'the property never came');
  });

  it('tells of a failure through a listener', async () => {
    const site = await fixtureSite();
    const codes: string[] = [];
    root.render(
      createElement(UgglaPlayer, {
        src: site.url('no-such/media.json'),
        loading: 'eager',
        onUgglaError: ({error}) => codes.push(error.code),
      }),
    );
    await waitUntil(() => codes.length > 0, 'uggla-error never came', {timeout: 15_000});
    expect(codes[0]).to.match(/^[a-z]+(-[a-z]+)+$/);
  });

  it('gives objects and functions as properties', async () => {
    const authorization = () => 'Bearer of-the-test';
    root.render(createElement(UgglaChat, {endpoint: '/nowhere/v1', authorization}));
    await waitUntil(() => place.querySelector('uggla-chat') !== null);
    expect(place.querySelector('uggla-chat')!.authorization).to.equal(authorization);
  });
});
