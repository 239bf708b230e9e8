/** What commands, options and countries are called in Discord's locales of the region. A locale that is left out sees English. */
import type { LocalizationMap } from 'discord.js';
import { MEMBER_STATES } from '../../../src/corpus/member-states.ts';

interface Named {
  name: string;
  name_localizations: LocalizationMap;
  description: string;
  description_localizations: LocalizationMap;
}

/** A name and a description with their translations, as Discord wants them. */
function named(name: string, names: LocalizationMap, description: string, descriptions: LocalizationMap): Named {
  return { name, name_localizations: names, description, description_localizations: descriptions };
}

export const NAMES = {
  ask: named(
    'ask',
    { id: 'tanya', th: 'ถาม', vi: 'hỏi', 'zh-CN': '提问' },
    'Ask about cybersecurity, cybercrime or data protection law in ASEAN',
    {
      id: 'Tanyakan hukum keamanan siber, kejahatan siber, atau pelindungan data di ASEAN',
      th: 'ถามเกี่ยวกับกฎหมายความมั่นคงปลอดภัยไซเบอร์ อาชญากรรมไซเบอร์ หรือการคุ้มครองข้อมูลในอาเซียน',
      vi: 'Hỏi về pháp luật an ninh mạng, tội phạm mạng hoặc bảo vệ dữ liệu trong ASEAN',
      'zh-CN': '询问东盟的网络安全、网络犯罪或数据保护法律',
    },
  ),
  question: named(
    'question',
    { id: 'pertanyaan', th: 'คำถาม', vi: 'câu-hỏi', 'zh-CN': '问题' },
    'As in: breach notification deadline in Thailand?',
    {
      id: 'Misalnya: batas waktu pemberitahuan pelanggaran data di Indonesia?',
      th: 'เช่น ต้องแจ้งเหตุข้อมูลรั่วไหลภายในกี่ชั่วโมง',
      vi: 'Ví dụ: thời hạn thông báo vi phạm dữ liệu ở Việt Nam?',
      'zh-CN': '例如：新加坡数据泄露的通知期限是多久？',
    },
  ),
  country: named('country', { id: 'negara', th: 'ประเทศ', vi: 'quốc-gia', 'zh-CN': '国家' }, 'Only the law of this country, or of ASEAN', {
    id: 'Hanya hukum negara ini, atau ASEAN',
    th: 'เฉพาะกฎหมายของประเทศนี้ หรือของอาเซียน',
    vi: 'Chỉ pháp luật của quốc gia này, hoặc của ASEAN',
    'zh-CN': '仅限该国或东盟的法律',
  }),
  compare: named(
    'compare',
    { id: 'bandingkan', th: 'เปรียบเทียบ', vi: 'so-sánh', 'zh-CN': '比较' },
    'Compare a topic over the member states of ASEAN',
    {
      id: 'Bandingkan satu topik antara negara anggota ASEAN',
      th: 'เปรียบเทียบหัวข้อหนึ่งระหว่างประเทศสมาชิกอาเซียน',
      vi: 'So sánh một chủ đề giữa các quốc gia thành viên ASEAN',
      'zh-CN': '比较东盟成员国在某一主题上的法律',
    },
  ),
  topic: named(
    'topic',
    { id: 'topik', th: 'หัวข้อ', vi: 'chủ-đề', 'zh-CN': '主题' },
    'As in: data breach notification, data localisation, hacking',
    {
      id: 'Topik hukum, misalnya: data breach notification',
      th: 'หัวข้อกฎหมาย เช่น data breach notification',
      vi: 'Chủ đề pháp luật, ví dụ: data breach notification',
      'zh-CN': '法律主题，例如：data breach notification',
      'en-US': 'As in: data breach notification, data localization, hacking',
    },
  ),
  countries: named(
    'countries',
    { id: 'negara', th: 'ประเทศ', vi: 'quốc-gia', 'zh-CN': '国家' },
    'Only these, as in SG, MY, TH; all eleven if left out',
    {
      id: 'Hanya negara ini, misalnya SG, MY, TH; semua bila dikosongkan',
      th: 'เฉพาะประเทศเหล่านี้ เช่น SG, MY, TH หากเว้นว่างจะแสดงทั้งหมด',
      vi: 'Chỉ các quốc gia này, ví dụ SG, MY, TH; để trống là tất cả',
      'zh-CN': '仅限这些国家，例如 SG, MY, TH；留空则为全部',
    },
  ),
  law: named('law', { id: 'hukum', th: 'กฎหมาย', vi: 'luật', 'zh-CN': '法律' }, 'Show a law, or one provision of it', {
    id: 'Tampilkan suatu undang-undang atau satu pasalnya',
    th: 'แสดงกฎหมายหรือมาตราหนึ่งของกฎหมาย',
    vi: 'Xem một văn bản luật hoặc một điều của nó',
    'zh-CN': '显示一部法律或其中一条',
  }),
  whichLaw: named('law', { id: 'hukum', th: 'กฎหมาย', vi: 'luật', 'zh-CN': '法律' }, 'The law, as in: PDPA Singapore', {
    id: 'Nama undang-undang',
    th: 'ชื่อกฎหมาย',
    vi: 'Tên văn bản luật',
    'zh-CN': '法律名称',
  }),
  provision: named('provision', { id: 'pasal', th: 'มาตรา', vi: 'điều', 'zh-CN': '条款' }, 'The section or article, as in: s 26D', {
    id: 'Pasal, misalnya: s 26D',
    th: 'มาตรา เช่น s 37',
    vi: 'Điều, ví dụ: art 8',
    'zh-CN': '条款，例如：s 26D',
  }),
  norm: named(
    'norm',
    { id: 'norma', th: 'บรรทัดฐาน', vi: 'chuẩn-mực', 'zh-CN': '规范' },
    'A norm of responsible State behaviour in cyberspace',
    {
      id: 'Norma perilaku negara yang bertanggung jawab di ruang siber',
      th: 'บรรทัดฐานพฤติกรรมที่มีความรับผิดชอบของรัฐในไซเบอร์สเปซ',
      vi: 'Chuẩn mực hành xử có trách nhiệm của quốc gia trong không gian mạng',
      'zh-CN': '网络空间负责任国家行为规范',
      'en-US': 'A norm of responsible State behavior in cyberspace',
    },
  ),
  whichNorm: named('norm', { id: 'norma', th: 'บรรทัดฐาน', vi: 'chuẩn-mực', 'zh-CN': '规范' }, 'The norm, as in: (f)', {
    id: 'Normanya, misalnya: (f)',
    th: 'บรรทัดฐาน เช่น (f)',
    vi: 'Chuẩn mực, ví dụ: (f)',
    'zh-CN': '规范，例如：(f)',
  }),
  body: named(
    'body',
    { id: 'lembaga', th: 'หน่วยงาน', vi: 'cơ-quan', 'zh-CN': '机构' },
    'An institution: what it does and how it is reached',
    {
      id: 'Suatu lembaga: tugasnya dan cara menghubunginya',
      th: 'หน่วยงาน: หน้าที่และวิธีติดต่อ',
      vi: 'Một cơ quan: nhiệm vụ và cách liên hệ',
      'zh-CN': '机构：职责及联系方式',
    },
  ),
  whichBody: named('body', { id: 'lembaga', th: 'หน่วยงาน', vi: 'cơ-quan', 'zh-CN': '机构' }, 'The institution, as in: PDPC, ASEANAPOL', {
    id: 'Nama lembaga',
    th: 'ชื่อหน่วยงาน',
    vi: 'Tên cơ quan',
    'zh-CN': '机构名称',
  }),
  settings: named(
    'settings',
    { id: 'pengaturan', th: 'ตั้งค่า', vi: 'cài-đặt', 'zh-CN': '设置' },
    'What LexSEA does in this server and its channels',
    {
      id: 'Pengaturan LexSEA di server ini dan kanalnya',
      th: 'การตั้งค่า LexSEA ในเซิร์ฟเวอร์และช่องนี้',
      vi: 'Cài đặt LexSEA trong máy chủ này và các kênh',
      'zh-CN': '本服务器及其频道的 LexSEA 设置',
    },
  ),
  show: named('show', { id: 'lihat', th: 'แสดง', vi: 'xem', 'zh-CN': '查看' }, 'What is set here', {
    id: 'Lihat pengaturan di sini',
    th: 'ดูการตั้งค่าที่นี่',
    vi: 'Xem cài đặt ở đây',
    'zh-CN': '查看此处的设置',
  }),
  server: named('server', { id: 'server', th: 'เซิร์ฟเวอร์', vi: 'máy-chủ', 'zh-CN': '服务器' }, 'For the whole server', {
    id: 'Untuk seluruh server',
    th: 'สำหรับทั้งเซิร์ฟเวอร์',
    vi: 'Cho toàn bộ máy chủ',
    'zh-CN': '用于整个服务器',
  }),
  channel: named('channel', { id: 'kanal', th: 'ช่อง', vi: 'kênh', 'zh-CN': '频道' }, 'For one channel, over what the server has', {
    id: 'Untuk satu kanal, mengesampingkan pengaturan server',
    th: 'สำหรับช่องหนึ่ง แทนการตั้งค่าของเซิร์ฟเวอร์',
    vi: 'Cho một kênh, thay cho cài đặt của máy chủ',
    'zh-CN': '用于单个频道，优先于服务器设置',
  }),
  whichChannel: named('channel', { id: 'kanal', th: 'ช่อง', vi: 'kênh', 'zh-CN': '频道' }, 'The channel; this one if left out', {
    id: 'Kanalnya; kanal ini bila dikosongkan',
    th: 'ช่อง หากเว้นว่างคือช่องนี้',
    vi: 'Kênh; để trống là kênh này',
    'zh-CN': '频道；留空则为当前频道',
  }),
  home: named('country', { id: 'negara', th: 'ประเทศ', vi: 'quốc-gia', 'zh-CN': '国家' }, 'Taken where a question names no country', {
    id: 'Dipakai bila pertanyaan tidak menyebut negara',
    th: 'ใช้เมื่อคำถามไม่ได้ระบุประเทศ',
    vi: 'Dùng khi câu hỏi không nêu quốc gia',
    'zh-CN': '问题未提及国家时采用',
  }),
  answers: named('answers', { id: 'jawaban', th: 'คำตอบ', vi: 'câu-trả-lời', 'zh-CN': '回答' }, 'Who sees the answer to a command', {
    id: 'Siapa yang melihat jawaban perintah',
    th: 'ใครเห็นคำตอบของคำสั่ง',
    vi: 'Ai thấy câu trả lời của lệnh',
    'zh-CN': '谁能看到命令的回答',
  }),
  cooldown: named(
    'cooldown',
    { id: 'jeda', th: 'เวลารอ', vi: 'thời-gian-chờ', 'zh-CN': '冷却时间' },
    'Seconds between two questions of one person',
    {
      id: 'Detik antara dua pertanyaan dari satu orang',
      th: 'จำนวนวินาทีระหว่างสองคำถามของคนหนึ่ง',
      vi: 'Số giây giữa hai câu hỏi của một người',
      'zh-CN': '同一人两次提问之间的秒数',
    },
  ),
  forum: named(
    'forum',
    { id: 'forum', th: 'ฟอรัม', vi: 'diễn-đàn', 'zh-CN': '论坛' },
    'First answer to a new post of a forum channel, where it is sure',
    {
      id: 'Jawaban pertama untuk kiriman forum baru, bila yakin',
      th: 'ตอบโพสต์ใหม่ในฟอรัมเป็นคำตอบแรก เมื่อมั่นใจ',
      vi: 'Trả lời đầu tiên cho bài viết mới trong diễn đàn, khi chắc chắn',
      'zh-CN': '在有把握时，对论坛新帖给出首个回答',
    },
  ),
  updates: named(
    'updates',
    { id: 'pembaruan', th: 'อัปเดต', vi: 'cập-nhật', 'zh-CN': '更新' },
    'Tell a channel when the law that LexSEA holds changes',
    {
      id: 'Beri tahu kanal bila hukum yang dimuat LexSEA berubah',
      th: 'แจ้งช่องเมื่อกฎหมายที่ LexSEA มีเปลี่ยนแปลง',
      vi: 'Báo cho kênh khi luật mà LexSEA có thay đổi',
      'zh-CN': 'LexSEA 收录的法律有变化时通知频道',
    },
  ),
  tell: named(
    'tell',
    { id: 'beri-tahu', th: 'แจ้ง', vi: 'báo', 'zh-CN': '通知' },
    'Whether the channel is told, in one message per update',
    {
      id: 'Apakah kanal diberi tahu, satu pesan per pembaruan',
      th: 'แจ้งช่องหรือไม่ หนึ่งข้อความต่อการอัปเดต',
      vi: 'Có báo cho kênh không, một tin nhắn mỗi lần cập nhật',
      'zh-CN': '是否通知频道，每次更新一条消息',
    },
  ),
  followedCountries: named(
    'countries',
    { id: 'negara', th: 'ประเทศ', vi: 'quốc-gia', 'zh-CN': '国家' },
    'Only of these, as in: SG, Thailand, ASEAN',
    {
      id: 'Hanya negara ini, misalnya: ID, Thailand, ASEAN',
      th: 'เฉพาะประเทศเหล่านี้ เช่น TH, Singapore, ASEAN',
      vi: 'Chỉ các nước này, ví dụ: VN, Thailand, ASEAN',
      'zh-CN': '仅限这些国家，例如：SG, Thailand, ASEAN',
    },
  ),
  followedTopics: named(
    'topics',
    { id: 'topik', th: 'หัวข้อ', vi: 'chủ-đề', 'zh-CN': '主题' },
    'Only on these, as in: breach-notification, hacking',
    {
      id: 'Hanya topik ini, misalnya: breach-notification, hacking',
      th: 'เฉพาะหัวข้อเหล่านี้ เช่น breach-notification, hacking',
      vi: 'Chỉ các chủ đề này, ví dụ: breach-notification, hacking',
      'zh-CN': '仅限这些主题，例如：breach-notification, hacking',
    },
  ),
  reset: named(
    'reset',
    { id: 'atur-ulang', th: 'รีเซ็ต', vi: 'đặt-lại', 'zh-CN': '重置' },
    'Forget what is set at this level before the rest is set',
    {
      id: 'Hapus pengaturan di tingkat ini terlebih dahulu',
      th: 'ล้างการตั้งค่าระดับนี้ก่อน',
      vi: 'Xóa cài đặt ở cấp này trước',
      'zh-CN': '先清除此级别的设置',
    },
  ),
  help: named('help', { id: 'bantuan', th: 'ช่วยเหลือ', vi: 'trợ-giúp', 'zh-CN': '帮助' }, 'How to ask, and what LexSEA does not do', {
    id: 'Cara bertanya, dan apa yang tidak dilakukan LexSEA',
    th: 'วิธีถาม และสิ่งที่ LexSEA ไม่ทำ',
    vi: 'Cách hỏi, và những gì LexSEA không làm',
    'zh-CN': '如何提问，以及 LexSEA 不做什么',
  }),
} as const;

/** The name of the command on a message. */
export const LOOK_UP = {
  name: 'Look this up',
  name_localizations: { id: 'Cari ini', th: 'ค้นข้อความนี้', vi: 'Tra cứu nội dung này', 'zh-CN': '查询此内容' },
} as const;

/** Choices for who sees an answer. */
export const AUDIENCES = [
  {
    name: 'everybody in the channel',
    value: 'public',
    name_localizations: { id: 'semua orang di kanal', th: 'ทุกคนในช่อง', vi: 'mọi người trong kênh', 'zh-CN': '频道中的所有人' },
  },
  {
    name: 'only who asked',
    value: 'private',
    name_localizations: { id: 'hanya yang bertanya', th: 'เฉพาะผู้ถาม', vi: 'chỉ người hỏi', 'zh-CN': '仅提问者' },
  },
];

/** Locales whose names of the countries are taken from the runtime (CLDR). */
const COUNTRY_LOCALES = { id: 'id', th: 'th', vi: 'vi', 'zh-CN': 'zh-Hans' } as const;
const ENGLISH = new Intl.DisplayNames(['en'], { type: 'region' });
/** Where the name that the state uses is another than CLDR's. */
const OWN_ENGLISH: Record<string, string> = { BN: 'Brunei Darussalam', LA: 'Lao PDR', MM: 'Myanmar', VN: 'Viet Nam' };

/** The member states and ASEAN as choices of an option, with their names in each locale. */
export const COUNTRIES = [
  ...MEMBER_STATES.map((code) => ({
    name: OWN_ENGLISH[code] ?? ENGLISH.of(code) ?? code,
    value: code as string,
    name_localizations: Object.fromEntries(
      Object.entries(COUNTRY_LOCALES).map(([locale, language]) => [
        locale,
        new Intl.DisplayNames([language], { type: 'region' }).of(code)?.replace(/\s*\(.*\)$/, '') ?? code,
      ]),
    ) as LocalizationMap,
  })),
  { name: 'ASEAN', value: 'ASEAN', name_localizations: { th: 'อาเซียน', 'zh-CN': '东盟' } as LocalizationMap },
];
