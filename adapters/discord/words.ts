/** The words of buttons, menus and small messages, in Discord's locales of the region. The law itself is not translated. */

const ENGLISH = {
  sources: 'Sources',
  compare: 'Compare',
  csv: 'Table as CSV',
  share: 'Share',
  thread: 'Open a thread',
  right: 'Right',
  wrong: 'Wrong',
  official: 'Official text',
  followUps: 'Ask next …',
  shared: 'Shared by {name}',
  thanks: 'Thank you. What is kept is your vote and the ids of the provisions, not the question.',
  page: 'Page {page} of {pages}',
  part: 'Part {part} of {parts}',
  read: 'The message is long: its first {count} characters, quoted above, were read.',
  wait: 'That was fast. Ask again in {seconds} s.',
  nothingToRead: 'There is no text in that message to look up.',
  noQuestion: 'What is the question? As in: breach notification deadline in Thailand?',
  gone: 'This can no longer be worked out from the message. Please ask the question again with /ask.',
  failed: 'Something went wrong here and was noted. Please try again in a moment.',
  threadOpened: 'Ask on in {thread}.',
  threadThere: 'There is a thread on this answer already.',
  threadGreeting: 'Ask on here: mention me or reply to me. “And in Viet Nam?” is understood.',
  threadGreetingOpen: 'Ask on here. “And in Viet Nam?” is understood.',
  mayNot: 'You may not write in this channel, so I will not for you.',
  missing: 'I may not do that in this channel. Someone who manages the server can give me: {permissions}.',
} as const;

export type WordId = keyof typeof ENGLISH;
type Words = Readonly<Record<WordId, string>>;

/** Only what is known well is translated; the rest stays English. */
const TRANSLATED: Record<string, Partial<Words>> = {
  id: {
    sources: 'Sumber',
    compare: 'Bandingkan',
    csv: 'Tabel (CSV)',
    share: 'Bagikan',
    thread: 'Buka utas',
    right: 'Benar',
    wrong: 'Salah',
    official: 'Teks resmi',
    followUps: 'Tanyakan berikutnya …',
    shared: 'Dibagikan oleh {name}',
    page: 'Halaman {page} dari {pages}',
    part: 'Bagian {part} dari {parts}',
    wait: 'Terlalu cepat. Silakan tanya lagi dalam {seconds} detik.',
    noQuestion: 'Apa pertanyaannya?',
  },
  th: {
    sources: 'แหล่งที่มา',
    compare: 'เปรียบเทียบ',
    csv: 'ตาราง (CSV)',
    share: 'แชร์',
    thread: 'เปิดเธรด',
    right: 'ถูกต้อง',
    wrong: 'ไม่ถูกต้อง',
    official: 'ตัวบททางการ',
    followUps: 'ถามต่อ …',
    shared: 'แชร์โดย {name}',
    page: 'หน้า {page} จาก {pages}',
    part: 'ส่วนที่ {part} จาก {parts}',
    wait: 'เร็วเกินไป โปรดถามอีกครั้งใน {seconds} วินาที',
    noQuestion: 'คำถามคืออะไร',
  },
  vi: {
    sources: 'Nguồn',
    compare: 'So sánh',
    csv: 'Bảng (CSV)',
    share: 'Chia sẻ',
    thread: 'Mở chủ đề',
    right: 'Đúng',
    wrong: 'Sai',
    official: 'Văn bản chính thức',
    followUps: 'Hỏi tiếp …',
    shared: 'Chia sẻ bởi {name}',
    page: 'Trang {page} / {pages}',
    part: 'Phần {part} / {parts}',
    wait: 'Nhanh quá. Vui lòng hỏi lại sau {seconds} giây.',
    noQuestion: 'Câu hỏi là gì?',
  },
  'zh-CN': {
    sources: '来源',
    compare: '比较',
    csv: '表格 (CSV)',
    share: '分享',
    thread: '创建子区',
    right: '正确',
    wrong: '错误',
    official: '官方文本',
    followUps: '继续提问 …',
    shared: '由 {name} 分享',
    page: '第 {page} 页，共 {pages} 页',
    part: '第 {part} 部分，共 {parts} 部分',
    wait: '太快了，请在 {seconds} 秒后再问。',
    noQuestion: '请问您的问题是什么？',
  },
};

/** A word or sentence of ours in a locale of Discord, in English where we have no other; `{name}` is filled in. */
export function say(locale: string, id: WordId, values: Readonly<Record<string, string | number>> = {}): string {
  const words = Object.hasOwn(TRANSLATED, locale) ? TRANSLATED[locale] : undefined;
  return (words?.[id] ?? ENGLISH[id]).replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}
