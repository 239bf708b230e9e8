/** The sources of an answer in full: each with its status, how it was checked, and a button that opens the official text. */
import { type APIButtonComponent, type APIComponentInContainer, ButtonStyle, ComponentType } from 'discord.js';
import type { Citation } from '../../../src/answer/answer.ts';
import { nameOf, standingOf } from '../../presentation/labels.ts';
import { say } from '../words.ts';
import { COLOURS, type Components, container, textOf } from './components.ts';
import { escaped, safeUrl } from './escape.ts';
import { cut, LONGEST_BUTTON_LABEL, LONGEST_URL_OF_BUTTON } from './limits.ts';
import { piecesOf } from './pieces.ts';

/** A container takes ten components, and all texts of a message 4,000 characters: seven of at most 560 are safe. */
const IN_ONE_MESSAGE = 7;
const LONGEST_NAME = 300;
const LONGEST_HEADING = 150;
const LONGEST_DETAILS = 90;

/** The messages of a list of sources, seven to a message; none for no citations. */
export function renderSources(citations: readonly Citation[], locale: string): Components[] {
  const messages: Components[] = [];
  for (let n = 0; n < citations.length; n += IN_ONE_MESSAGE)
    messages.push([
      container(
        COLOURS.answer,
        citations.slice(n, n + IN_ONE_MESSAGE).map((citation) => sourceOf(citation, locale)),
      ),
    ]);
  return messages;
}

function sourceOf(citation: Citation, locale: string): APIComponentInContainer {
  const name = piecesOf(nameOf(citation), LONGEST_NAME)[0] ?? '';
  const heading = citation.heading ? `\n${escaped(piecesOf(citation.heading, LONGEST_HEADING)[0] ?? '')}` : '';
  const text = textOf(
    `**\\[${citation.n}\\]** ${escaped(name)}${heading}\n-# ${escaped(piecesOf(`${citation.jurisdiction} · ${standingOf(citation)}`, LONGEST_DETAILS)[0] ?? '')}`,
  );
  const open = linkButton(say(locale, 'official'), citation.url);
  return open ? { type: ComponentType.Section, components: [text], accessory: open } : text;
}

/** A button that opens an address; null for what is no address that a button may open. */
export function linkButton(label: string, url: string | null): APIButtonComponent | null {
  const safe = safeUrl(url);
  if (safe === null || safe.length > LONGEST_URL_OF_BUTTON) return null;
  return { type: ComponentType.Button, style: ButtonStyle.Link, label: cut(label, LONGEST_BUTTON_LABEL), url: safe };
}
