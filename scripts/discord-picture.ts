/**
 * What a user sees in Discord, as a page to look at: the messages that the adapter renders, drawn as Discord draws them.
 *
 *   node scripts/discord-picture.ts > /tmp/discord.html
 *   chromium --headless=new --screenshot=docs/images/discord.png --window-size=760,2300 /tmp/discord.html
 *
 * and the picture's colours reduced to 48, which makes it small
 */
import type { Components } from '../adapters/discord/render/components.ts';
import { renderTurn, type Turned, takeComparison, takeTurn } from '../adapters/discord/turn.ts';
import { LexSea } from '../src/ask.ts';

const STYLE = `
body { margin: 0; padding: 16px 20px 24px; background: #313338; color: #dbdee1; font: 15px/1.4 "Noto Sans", sans-serif; width: 720px; }
.message { display: grid; grid-template-columns: 40px 1fr; gap: 0 14px; margin-bottom: 20px; }
.face { width: 40px; height: 40px; border-radius: 50%; background: #2f6f9f; color: #fff; font-weight: 700; text-align: center; line-height: 40px; }
.name { font-weight: 600; color: #f2f3f5; } .app { background: #5865f2; color: #fff; border-radius: 4px; padding: 1px 5px; font-size: 10px; margin-left: 5px; }
.used { color: #949ba4; font-size: 13px; margin: 0 0 2px 54px; }
.alone { color: #949ba4; font-size: 12px; margin-top: 4px; }
.container { background: #2b2d31; border: 1px solid #3f4147; border-left: 4px solid var(--bar); border-radius: 8px; padding: 12px 14px; max-width: 600px; margin-top: 4px; }
.container > div + div { margin-top: 8px; } hr { border: 0; border-top: 1px solid #3f4147; margin: 10px 0; }
.quote { border-left: 4px solid #4e5058; padding-left: 10px; } small { color: #949ba4; font-size: 12px; display: block; } li { margin: 2px 0; } ul { margin: 0; padding-left: 20px; }
a { color: #00a8fc; text-decoration: none; } .row { margin-top: 8px; display: flex; gap: 8px; flex-wrap: wrap; max-width: 610px; }
button { background: #4e5058; color: #fff; border: 0; border-radius: 4px; padding: 6px 14px; font: inherit; font-size: 14px; } .primary { background: #5865f2; } .off { opacity: .5; }
.select { background: #1e1f22; border-radius: 4px; padding: 8px 12px; color: #949ba4; width: 400px; display: flex; justify-content: space-between; }
b { color: #f2f3f5; }`;

interface Part {
  type: number;
  content?: string;
  components?: Part[];
  accessory?: Part;
  accent_color?: number;
  label?: string;
  style?: number;
  disabled?: boolean;
  placeholder?: string;
}

function draw(part: Part): string {
  const inner = (part.components ?? []).map(draw).join('');
  if (part.type === 17)
    return `<div class="container" style="--bar: #${(part.accent_color ?? 0).toString(16).padStart(6, '0')}">${inner}</div>`;
  if (part.type === 10) return `<div>${(part.content ?? '').split('\n').map(lineOf).join('').replaceAll('</ul><ul>', '')}</div>`;
  if (part.type === 14) return '<hr>';
  if (part.type === 1) return `<div class="row">${inner}</div>`;
  if (part.type === 2)
    return `<button class="${part.style === 1 ? 'primary' : ''} ${part.disabled ? 'off' : ''}">${html(part.label ?? '')}</button>`;
  if (part.type === 3) return `<div class="select"><span>${html(part.placeholder ?? '')}</span><span>⌄</span></div>`;
  return '';
}

function lineOf(line: string): string {
  if (line.startsWith('> ')) return `<div class="quote">${inline(line.slice(2))}</div>`;
  if (line.startsWith('-# ')) return `<small>${inline(line.slice(3))}</small>`;
  if (line.startsWith('- ')) return `<ul><li>${inline(line.slice(2))}</li></ul>`;
  return `<div>${inline(line)}</div>`;
}

/** The markup that the renderer writes; what it has escaped is text. */
function inline(text: string): string {
  return html(text)
    .replace(/\\(.)/gu, (_, character: string) => `&#${character.codePointAt(0)};`)
    .replace(/\[\[(\d+)\]\]\(([^)]*)\)/g, '<a>[$1]</a>')
    .replace(/\*\*(.+?)\*\*/g, '<b>$1</b>')
    .replace(/\*(\(.+?\))\*/g, '<i>$1</i>');
}

function html(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

function message(used: string, components: Components, alone: boolean): string {
  const only = alone ? '<div class="alone">👁 Only you can see this · <a>Dismiss message</a></div>' : '';
  const body = (components as unknown as Part[]).map(draw).join('');
  return `<div class="used">↱ ${html(used)}</div><div class="message"><div class="face">L</div><div><span class="name">LexSEA</span><span class="app">APP</span>${body}${only}</div></div>`;
}

const lexsea = await LexSea.open();
const shown = (turned: Turned, isPrivate: boolean): Components =>
  renderTurn({ lexsea }, turned, { locale: 'en-US', private: isPrivate, thread: !isPrivate }).at(-1) ?? [];
const messages = [
  message('ana used /ask', shown(takeTurn({ lexsea }, { text: 'How fast must a data breach be notified in Thailand?' }), true), true),
  message('ben used /compare', shown(takeComparison({ lexsea }, 'data-protection-penalties', ['SG', 'MY', 'TH', 'VN']), false), false),
  message('@LexSEA', shown(takeTurn({ lexsea }, { text: 'is the ASEAN Cybercrime Convention in force' }), false), false),
];
process.stdout.write(
  `<!doctype html><meta charset="utf-8"><title>LexSEA in Discord</title><style>${STYLE}</style><body>${messages.join('')}</body>\n`,
);
lexsea.close();
