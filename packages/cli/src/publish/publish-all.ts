import type {AuthoredCampus} from '../authored/model.js';
import {knowFull} from '../media/ffmpeg.js';
import {publishMedia, type MadeMedia} from '../media/make.js';
import type {StreamMaker} from '../media/make-streams.js';
import type {Probe} from '../media/probe.js';
import type {Publishing} from './assets-of.js';
import {publishBrandStyles} from './brand.js';
import {publishCampus, type MadeCampus} from './campus.js';
import {publishCourse, stageCourse, type MadeCourse} from './course.js';
import {publishFeeds} from './feeds.js';
import {publishGuide, type MadeGuide} from './guide.js';
import {publishH5pPlayer} from './h5p-player.js';
import {publishOffline} from './offline.js';
import {publishFinder} from './pages/finder.js';
import {publishIndex, publishItemPages} from './pages/pages.js';
import {publishRadio} from './pages/radio.js';
import {publishPortfolio} from './portfolio.js';
import {publishSearch} from './search.js';
import {broughtBy, publishElements, publishSchemas, publishSitemap, publishStyles, readElements} from './site.js';

/** Stages the whole campus, as far as its films are made. */
export async function stageAll(
  publishing: Publishing,
  source: AuthoredCampus,
  probes: ReadonlyMap<string, Probe>,
  makers: ReadonlyMap<string, StreamMaker>,
): Promise<MadeCampus> {
  const {problems} = publishing;
  const media = new Map<string, MadeMedia>();
  for (const film of source.media) {
    const probe = probes.get(film.id);
    const maker = makers.get(film.id);
    maker?.keep();
    if (!probe || (maker && !maker.playable)) continue; // told, or not made yet
    try {
      media.set(film.id, await publishMedia(publishing, film, probe, await maker?.streams()));
    } catch (caught) {
      if (knowFull(caught) !== caught) throw caught;
      problems.caught(caught, 'media-unreadable', {file: film.file.name});
    }
  }
  const courses: MadeCourse[] = [];
  for (const one of source.courses) {
    try {
      courses.push(await publishCourse(publishing, one, media, source.id));
    } catch (caught) {
      problems.caught(caught, 'course-invalid', {file: one.origin.file});
    }
  }
  const guides: MadeGuide[] = [];
  for (const one of source.guides) {
    try {
      guides.push(await publishGuide(publishing, one, media, source.id));
    } catch (caught) {
      problems.caught(caught, 'guide-invalid', {file: one.origin.file});
    }
  }
  const made = {courses, guides, products: await publishPortfolio(publishing, source, media)};
  const search = await publishSearch(publishing, made);
  for (const one of courses) stageCourse(publishing, one, search);
  const feeds = await publishFeeds(publishing, source, courses);
  const campus = await publishCampus(publishing, source, made, {search: search.files, feeds});
  const finder = publishFinder(publishing, source, campus, guides);
  const radio = publishRadio(publishing, source, campus, courses);
  const elements = await readElements().catch((caught: unknown) => {
    problems.caught(caught, 'elements-not-built');
    return undefined;
  });
  publishIndex(publishing, source, campus, {
    finder: finder[0],
    radio: radio[0],
    early: elements && broughtBy(elements, 'uggla.js'),
  });
  const fonts = await publishBrandStyles(publishing, source);
  const pages = publishItemPages(publishing, source, campus, {...made, font: fonts.early});
  publishSitemap(publishing, source, [...pages, ...finder, ...radio]);
  publishStyles(publishing);
  publishSchemas(publishing);
  if (elements) {
    publishElements(publishing, elements);
    await publishOffline(publishing, source, elements, fonts.files).catch((caught: unknown) =>
      problems.caught(caught, 'elements-not-built'),
    );
  }
  await publishH5pPlayer(
    publishing,
    courses.map(({course}) => course),
  );
  return {campus, ...made};
}
