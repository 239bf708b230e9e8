/** App Home: what the corpus covers, how to ask, the reader's own country, what changed in the law. */
import type { types } from '@slack/bolt';
import { type Choice, header, menu, plain } from './fields.ts';
import { bullets, link, paragraphs, small, text } from './rich-text.ts';

export interface HomeContent {
  /** Provisions of each jurisdiction, in the order in which they are shown. */
  coverage: readonly { name: string; provisions: number }[];
  /** What came into force, was adopted or ended, the latest first. */
  changes: readonly { date: string; what: string; title: string; place: string; url: string | null }[];
  places: readonly Choice[];
  country: string | undefined;
  examples: readonly string[];
}

const BAR = 24;

export function homeView({ coverage, changes, places, country, examples }: HomeContent): types.HomeView {
  return {
    type: 'home',
    blocks: [
      header('LexSEA'),
      paragraphs([
        [text('The law of cybersecurity, cybercrime and data protection in ASEAN, every sentence with the provision that it rests on.')],
      ]),
      header('How to ask'),
      bullets([
        [text('In the Messages tab here, or in the assistant pane: just ask.')],
        [text('In a channel: mention @LexSEA, and the answer comes in the thread.')],
        [
          text('Anywhere: '),
          text('/lexsea', { code: true }),
          text(' and the question; only you see the answer. '),
          text('/lexsea help', { code: true }),
          text(' says more.'),
        ],
        [text('On somebody’s message: More actions, then "Look this up".')],
      ]),
      ...(examples.length > 0 ? [small(examples.map((example) => `For example: ${example}`))] : []),
      header('Your country'),
      {
        type: 'section',
        block_id: 'home_country',
        text: plain('Taken where a question of yours names no country and the channel has none.'),
        accessory: menu('home_country', places, country ?? places[0]?.value, 'Choose'),
      },
      header('What the corpus covers'),
      picture(coverage),
      ...(changes.length > 0
        ? [
            header('Recent changes of the law'),
            bullets(
              changes.map(({ date, what, title, place, url }) => [
                text(`${date} `, { bold: true }),
                text(`${what}: `),
                link(title, url),
                text(` (${place})`),
              ]),
            ),
          ]
        : []),
      small(['General information, not legal advice. Questions are answered and then forgotten: none is stored or logged.']),
    ],
  };
}

/** Bars, in a script of one width. */
function picture(coverage: HomeContent['coverage']): types.RichTextBlock {
  const most = Math.max(1, ...coverage.map(({ provisions }) => provisions));
  const width = Math.max(...coverage.map(({ name }) => name.length));
  const lines = coverage.map(({ name, provisions }) => {
    const bar = '█'.repeat(Math.max(1, Math.round((provisions / most) * BAR)));
    return `${name.padEnd(width)}  ${bar} ${provisions}`;
  });
  return {
    type: 'rich_text',
    elements: [{ type: 'rich_text_preformatted', elements: [{ type: 'text', text: lines.join('\n') }], border: 0 }],
  };
}
