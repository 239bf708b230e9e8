/** The window behind the button "Sources": every provision that an answer rests on, with its standing and its address. */
import type { types } from '@slack/bolt';
import type { Citation } from '../../../src/answer/answer.ts';
import { nameOf, standingOf } from '../../presentation/labels.ts';
import { plain } from './fields.ts';
import { type Inline, link, paragraphs, pieces, small, text } from './rich-text.ts';

/** Slack takes 100 blocks in a view. */
const MOST_SOURCES = 95;
const SOURCE = { text: 2_600, json: 8_000 };

/** The sources of an answer on a day. `ids` that the corpus no longer holds are said to be gone. */
export function sourcesModal(citations: readonly Citation[], gone: number, day: string): types.ModalView {
  const blocks: types.KnownBlock[] = citations.slice(0, MOST_SOURCES).map((citation) => paragraphs(pieces(lineOf(citation), SOURCE)));
  const notes = [
    ...(citations.length > MOST_SOURCES ? [`The first ${MOST_SOURCES} of ${citations.length} sources.`] : []),
    ...(gone > 0 ? [`${gone} of the sources are no longer in the corpus; ask again.`] : []),
    `The law as of ${day}. "checked" says against what the digest was checked.`,
  ];
  return { type: 'modal', callback_id: 'sources', title: plain('Sources'), close: plain('Close'), blocks: [...blocks, small(notes)] };
}

function lineOf(citation: Citation): Inline[] {
  const { n, url, heading, jurisdiction } = citation;
  return [
    link(`[${n}] ${nameOf(citation)}`.slice(0, 1_000), url, { bold: true }),
    text(heading ? `\n${heading}` : ''),
    text(`\n${[jurisdiction, standingOf(citation)].join(' · ')}`, { italic: true }),
  ];
}
