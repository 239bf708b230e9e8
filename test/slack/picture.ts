/**
 * What a user sees in Slack, as a page of HTML: the blocks of a few answers, drawn as Slack draws them. The picture in
 * docs/ is made of it:
 *
 *   node_modules/.bin/node test/slack/picture.ts > /tmp/slack.html
 *   chromium --headless --no-sandbox --hide-scrollbars --window-size=1180,1130 --screenshot=/tmp/slack.png /tmp/slack.html
 *
 * and then its colours reduced to 64, by any tool that writes PNGs with a palette, to docs/images/slack.png.
 */
import { answerMessages } from '../../adapters/slack/render/answer.ts';
import { inThread, typical } from './typical.ts';

type Json = Record<string, unknown>;

const NAMES: Record<string, string> = {
  BN: 'Brunei Darussalam',
  KH: 'Cambodia',
  ID: 'Indonesia',
  LA: 'Laos',
  MY: 'Malaysia',
  MM: 'Myanmar',
  PH: 'Philippines',
  SG: 'Singapore',
  TH: 'Thailand',
  TL: 'Timor-Leste',
  VN: 'Viet Nam',
};
const options = {
  ...inThread,
  placeName: (code: string) => NAMES[code] ?? code,
};

const COMPARE = { topic: 'breach-notification', suggestion: 'Compare Data breach notification across ASEAN' };

const STYLE = `
body{margin:0;background:#fff;font:15px/1.46 "Lato","Noto Sans",sans-serif;color:#1d1c1d;display:flex}
main{width:590px;padding:14px 20px;border-right:1px solid #ddd;box-sizing:border-box}
h1{font-size:16px;margin:0 0 12px;border-bottom:1px solid #eee;padding-bottom:8px}
article{display:flex;gap:10px;margin-bottom:14px}
.face{flex:0 0 36px;height:36px;border-radius:6px;background:#1f3a5f;color:#fff;font-weight:700;text-align:center;line-height:36px}
.face.person{background:#8d6e63}
.name{font-weight:900}.name small{font-weight:400;color:#616061;margin-left:6px}.app{background:#eee;color:#616061;font-size:10px;padding:1px 3px;border-radius:2px;margin-left:5px}
ul{margin:4px 0 8px;padding-left:22px}p{margin:0 0 6px;white-space:pre-wrap}
a{color:#1264a3;text-decoration:none}.context{color:#616061;font-size:12px;margin:4px 0}
button{font:700 13px "Noto Sans",sans-serif;background:#fff;border:1px solid #bbb;border-radius:4px;padding:4px 10px;margin:3px 6px 3px 0;color:#1d1c1d}
.feedback{border:0;color:#616061;font-weight:400;padding-left:0}
table{border-collapse:collapse;font-size:12.5px;margin:6px 0}td{border:1px solid #ddd;padding:3px 7px;vertical-align:top}
.mention{background:#e8f5fa;color:#1264a3;border-radius:3px;padding:0 2px}`;

const html = (text: unknown): string =>
  String(text ?? '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
const list = (value: unknown): Json[] => (Array.isArray(value) ? (value as Json[]) : []);

function inline(each: Json): string {
  const style = (each.style ?? {}) as Json;
  let shown = html(each.text);
  if (style.bold) shown = `<b>${shown}</b>`;
  if (style.italic) shown = `<i>${shown}</i>`;
  return each.type === 'link' ? `<a>${shown}</a>` : shown;
}

function block(each: Json): string {
  switch (each.type) {
    case 'rich_text':
      return list(each.elements)
        .map((part) =>
          part.type === 'rich_text_list'
            ? `<ul>${list(part.elements)
                .map((line) => `<li>${list(line.elements).map(inline).join('')}</li>`)
                .join('')}</ul>`
            : `<p>${list(part.elements).map(inline).join('').trimEnd()}</p>`,
        )
        .join('');
    case 'context':
      return `<div class="context">${list(each.elements)
        .map((part) => html(part.text))
        .join('<br>')}</div>`;
    case 'actions':
      return `<div>${list(each.elements)
        .map((part) => `<button>${html((part.text as Json).text)}</button>`)
        .join('')}</div>`;
    case 'context_actions':
      return '<div><button class="feedback">👍&nbsp; Right</button><button class="feedback">👎&nbsp; Wrong</button></div>';
    case 'table':
      return `<table>${(each.rows as Json[][])
        .map(
          (row) =>
            `<tr>${row
              .map(
                (cell) =>
                  `<td>${list(cell.elements)
                    .map((part) => list(part.elements).map(inline).join(''))
                    .join('')}</td>`,
              )
              .join('')}</tr>`,
        )
        .join('')}</table>`;
    default:
      return '';
  }
}

function message(name: string, body: string, app = false): string {
  return `<article><div class="face${app ? '' : ' person'}">${name[0]}</div><div><div class="name">${name}${app ? '<span class="app">APP</span>' : ''}<small>10:24</small></div>${body}</div></article>`;
}

function answered(kind: string): string {
  const answer = typical.find(([each]) => each === kind)?.[1];
  return answer
    ? answerMessages(answer, { ...options, compare: answer.kind === 'answer' ? COMPARE : null })
        .map(({ blocks }) => message('LexSEA', (blocks as unknown as Json[]).map(block).join(''), true))
        .join('')
    : '';
}

const question = (text: string) => message('Ana', `<p><span class="mention">@LexSEA</span> ${html(text)}</p>`);
process.stdout.write(`<!doctype html><meta charset="utf-8"><style>${STYLE}</style>
<main><h1>Thread &nbsp;<small># compliance</small></h1>${question('How fast must a data breach be notified in Thailand?')}${answered('deadline')}</main>
<main><h1>Thread &nbsp;<small># compliance</small></h1>${question('compare breach notification across ASEAN')}${answered('comparison')}</main>\n`);
