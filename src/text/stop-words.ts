/**
 * Small words, in the languages of the region that are written with spaces, folded. They say nothing about the matter,
 * so they are left out of the index; and they show which language a question is in.
 */
const LISTS = {
  en: `a an the and or but if then than so as of in on at to for from by with without about into over under up down out off
    is are was were be been being am do does did doing done have has had having will would shall should can could may might must
    i me my mine we us our ours you your yours he him his she her hers it its they them their theirs this that these those there here
    what which who whom whose when where why how all any some each every both either neither no not nor only own same such too very just
    also again please hi hello hey ok okay pls plz u ur im ive id dont doesnt didnt cant wont isnt arent
    tell give show me know want need get got gotta let like actually really exactly still yet even ever now one
    im gonna wanna lah leh meh hor`,
  id: `yang di ke dari dan atau untuk dengan pada dalam adalah ialah itu ini apa apakah siapa berapa bagaimana kapan mana dimana
    bisa boleh dapat akan sudah telah tidak bukan saya aku kami kita anda kamu dia mereka oleh sebagai juga jika kalau kalo
    agar supaya tentang terhadap antara bagi para sebuah suatu tersebut yg dgn utk tdk gak ga nggak bgt dong sih ya nya kah
    ada secara atas serta maupun seperti adakah bila bilakah siapakah mesti perlu kena gimana harus buat udah sdh blm belum deh akhirnya
    tp jg org aja lagi kok kan bener katanya itukah nak kat je tak awak korang mcm tu ni ye sahaja saja pun lah`,
  tl: `ang ng sa na mga ay at ni si kay kung ba po opo ko mo ka siya sila kami tayo nila namin natin ito iyan yan iyon yun
    ano sino saan kailan paano bakit ilan pwede puwede dapat may meron wala hindi di lang din rin naman pa pero para dahil ako yung kasi nang pag kapag lahat ating ninyo niya
    san saan ganun diba huhu ilang magkano`,
  vi: `la cua va co khong cho tai trong o voi cac nhung mot duoc bi phai thi ma nay do khi nao gi ai bao nhieu the
    toi ban chung ta ho se da dang rang neu hay hoac ve den tu ra vao lam sao`,
  pt: `o a os as um uma uns umas de do da dos das em no na nos nas por pelo pela para com sem que quem qual quais quando onde como
    e ou mas se ser esta sao foi nao ao aos`,
  th: `ไหม มั้ย ครับ ค่ะ คะ ที่ และ ได้ มี ใน ของ เป็น ว่า จะ ต้อง หรือ ถ้า ให้ แล้ว กับ จาก โดย อะไร ไร อย่างไร ยังไง นี้ นั้น ผม ฉัน เรา`,
  zh: `的 了 吗 是 在 我 要 会 被 什么 怎么 可以 里 呢 吧 和 与 或 有 没有 我们 你 他 她 这 那 个 多少 哪 哪个 哪些`,
  tet: `iha ba no ne'e nia sira hau ita ami saida se'e bele tenke mak husi ho sei la ka oinsa`,
} as const;

/** Words that tell a language from its nearest relatives, whether or not they are small. */
const TELLING: Record<string, string> = {
  en: `the what which who how is are does law act under must penalty breach data and of in for can my`,
  id: `apakah berapa gimana bagaimana yg gak nggak tidak uu undang pasal pidana denda perusahaan kalau bisa siber pelanggaran pelindungan pribadi pelaporan kebocoran insiden penipuan uang akun hukuman batas waktu lapor melapor kemana dipenjara didenda peretas pencurian sanksi peraturan`,
  ms: `adakah bolehkah seksyen akta berapakah siapakah syarikat kena manakah sekiranya pihak kesalahan hukuman perlindungan tempoh boleh ialah jenayah bilakah polis notis kebocoran pelanggaran peribadi hukuman lapor laporan kat duit penggodam godam menggodam kesalahan didenda dipenjarakan siasatan mangsa`,
  fil: `ang ng mga sa ano ba po kung bawal pwede puwede paano sino ilang batas saan kasi yung ko ako`,
  vi: `khong duoc phap luat bao nhieu phai nguoi cua nghi dinh dieu bi phat lieu mang the nao quy dinh theo co`,
  pt: `que qual lei pena crime artigo dados timor nao uma por quanto quais do da de`,
  tet: `iha saida ne'e lei oinsa tenke bele hau ita sira hira se mak husi ka`,
};

export const STOP_WORDS: ReadonlySet<string> = new Set(Object.values(LISTS).flatMap((list) => list.split(/\s+/)));

/** Word -> the languages that it speaks for, with a weight. */
export const LANGUAGE_WORDS: ReadonlyMap<string, readonly (readonly [string, number])[]> = languageWords();

function languageWords(): Map<string, [string, number][]> {
  const words = new Map<string, [string, number][]>();
  const add = (word: string, language: string, weight: number): void => {
    const list = words.get(word);
    if (list) list.push([language, weight]);
    else words.set(word, [[language, weight]]);
  };
  for (const [language, list] of Object.entries(LISTS)) {
    for (const word of new Set(list.split(/\s+/))) {
      if (language === 'id') add(word, 'ms', 0.9);
      add(word, language === 'tl' ? 'fil' : language, 1);
    }
  }
  for (const [language, list] of Object.entries(TELLING)) for (const word of new Set(list.split(/\s+/))) add(word, language, 1);
  return words;
}
