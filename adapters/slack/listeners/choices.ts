/** What forms let one choose from, by name. */

import { MEMBER_STATES } from '../../../src/corpus/member-states.ts';
import type { CorpusIndex } from '../../../src/index/corpus-index.ts';
import { placeName } from '../../presentation/labels.ts';
import type { Choice } from '../render/fields.ts';

/** The member states and ASEAN. */
export function placeChoices(index: CorpusIndex): Choice[] {
  return [...MEMBER_STATES, 'ASEAN'].map((place) => ({ value: place, label: placeName(index, place) }));
}

/** The topics; Slack takes a hundred. */
export function topicChoices(index: CorpusIndex): Choice[] {
  return index.topics.slice(0, 100).map(({ id, label }) => ({ value: id, label }));
}

/** Questions to begin with, that fit a country. */
export function examples(index: CorpusIndex, country: string | undefined, most: number): string[] {
  const compared = index.topics.filter(({ comparison }) => comparison);
  const common = ['breach-notification', 'illegal-access', 'incident-reporting', 'data-localisation'];
  const topics = [...compared.filter(({ id }) => common.includes(id)), ...compared.filter(({ id }) => !common.includes(id))];
  const here = country && country !== 'ASEAN' ? placeName(index, country) : null;
  return topics.slice(0, most).map(({ label }, n) => {
    if (n === 1 || !here) return index.phrase('suggest-compare', 'en').replace('{topic}', label);
    return index.phrase('suggest-topic-place', 'en').replace('{topic}', label).replace('{place}', here);
  });
}
