import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dateOf } from '../../src/question/dates.ts';
import type { Question } from '../../src/question/question.ts';
import { understand } from '../../src/question/understand.ts';
import { LONGEST_QUESTION } from '../../src/text/normalise.ts';
import { index } from '../shipped.ts';
import { anyString, longStrings } from '../strings.ts';

const read = (text: string): Question => understand(index, text);
const list = (words: string): string[] => words.split(' ').filter((word) => word !== '');

describe('the places of a question', () => {
  test.each([
    // by name, city, people, code
    ['breach notification in Brunei', 'BN'],
    ['Bandar Seri Begawan', 'BN'],
    ['a Bruneian company', 'BN'],
    ['hacking in Cambodia', 'KH'],
    ['Phnom Penh', 'KH'],
    ['Khmer law', 'KH'],
    ['Kemboja', 'KH'],
    ['do I need a DPO in Jakarta', 'ID'],
    ['Surabaya', 'ID'],
    ['the Indonesian police', 'ID'],
    ['Lao PDR', 'LA'],
    ['Vientiane', 'LA'],
    ['ສປປ ລາວ', 'LA'],
    ['Malaysian law', 'MY'],
    ['Kuala Lumpur', 'MY'],
    ['the law of Kuching', 'MY'],
    ['Burma', 'MM'],
    ['Burmese law', 'MM'],
    ['Yangon', 'MM'],
    ['can they jail me for scanning a server in Manila', 'PH'],
    ['a Filipino hacker', 'PH'],
    ['Cebu hackers', 'PH'],
    ['Pilipinas', 'PH'],
    ['a Singaporean company', 'SG'],
    ['breach notification SG', 'SG'],
    ['新加坡', 'SG'],
    ['Thai law', 'TH'],
    ['Chiang Mai', 'TH'],
    ['ประเทศไทย', 'TH'],
    ['East Timor', 'TL'],
    ['Timorese', 'TL'],
    ['Dili', 'TL'],
    ['Saigon fines', 'VN'],
    ['Vietnamese law', 'VN'],
    ['Việt Nam', 'VN'],
    // several, and the region
    ['hacking in Saigon and Bangkok', 'VN TH'],
    ['SG vs MY breach notification', 'SG MY'],
    ['sg vs ph', 'SG PH'],
    ['breach notification, ID and MY', 'ID MY'],
    ['extradition from Thailand to Singapore', 'TH SG'],
    ['compare breach notification across ASEAN', 'ASEAN'],
    // what a law or a body belongs to, where no place is named
    ['RA 10175', 'PH'],
    ['UU PDP', 'ID'],
    ['POFMA', 'SG'],
    ['BSSN', 'ID'],
    ['ThaiCERT', 'TH'],
    ['ASEAN MLAT', 'ASEAN'],
    // a place inside a name is none
    ['Hanoi Convention', 'UN'],
    ['is Hanoi Convention binding on Thailand', 'TH'],
    ['Budapest Convention', 'INTL'],
    ['ASEAN-Singapore Cybersecurity Centre of Excellence', 'ASEAN'],
    // none
    ['my ID was stolen', ''],
    ['the law in Germany', ''],
    ['', ''],
  ])('%j -> %s', (text, places) => {
    expect(read(text).places).toEqual(list(places));
  });

  test('are those that the user chose, whatever the question says', () => {
    expect(understand(index, 'hacking in Thailand', { in: ['SG', 'MY'] }).places).toEqual(['SG', 'MY']);
    expect(understand(index, 'hacking in Thailand', { in: [] }).places).toEqual(['TH']);
  });

  test.each([
    ['ano ang parusa sa hacking', 'PH'],
    ['โทษของการแฮก', 'TH'],
    ['mức phạt tấn công mạng', 'VN'],
    ['តើការលួចចូលកុំព្យូទ័រមានទោសអ្វី', 'KH'],
    ['ໂທດຂອງການແຮັກ', 'LA'],
    ['ဟက်ကင်းအတွက် ပြစ်ဒဏ်', 'MM'],
    ['黑客会被判多少年', ''],
    ['what is hacking', ''],
    ['hukuman menggodam komputer Malaysia', ''],
  ])('the language of %j hints at %s where nothing is named', (text, hinted) => {
    expect(read(text).hintedPlaces).toEqual(list(hinted));
  });

  test('outside ASEAN are kept apart', () => {
    expect(read('the law in Germany')).toMatchObject({ places: [], outside: ['DE'] });
  });
});

describe('the laws of a question', () => {
  test.each([
    ['Computer Misuse Act of Brunei', 'bn-computer-misuse-act-2000'],
    ['Brunei PDPO', 'bn-personal-data-protection-order-2025'],
    ['Cambodia Criminal Code', 'kh-criminal-code-2009'],
    ['Sub-Decree 252', 'kh-sub-decree-252-personal-identification-data-2021'],
    ['Prakas 170', 'kh-prakas-170-2018'],
    ['UU ITE', 'id-electronic-information-and-transactions-law-2008'],
    ['UU PDP', 'id-personal-data-protection-law-2022'],
    ['UU 27/2022', 'id-personal-data-protection-law-2022'],
    ['Lao cybercrime law', 'la-law-on-prevention-and-combating-cyber-crime-2015'],
    ['Act 854', 'my-cyber-security-act-2024'],
    ['Act 563', 'my-computer-crimes-act-1997'],
    ["Malaysia's CMA 1998", 'my-communications-and-multimedia-act-1998'],
    ['section 233 CMA', 'my-communications-and-multimedia-act-1998'],
    ['Myanmar Cybersecurity Law', 'mm-cybersecurity-law-2025'],
    ['Electronic Transactions Law Myanmar', 'mm-electronic-transactions-law-2004'],
    ['RA 10175', 'ph-cybercrime-prevention-act-2012'],
    ['Republic Act No. 10175', 'ph-cybercrime-prevention-act-2012'],
    ['RA 10173', 'ph-data-privacy-act-2012'],
    ['PDPA Singapore', 'sg-personal-data-protection-act-2012'],
    ['CMA Singapore', 'sg-computer-misuse-act-1993'],
    ['Cybersecurity Act SG', 'sg-cybersecurity-act-2018'],
    ['Cybersecurity Act 2018', 'sg-cybersecurity-act-2018'],
    ['PDPA Thailand', 'th-personal-data-protection-act-2019'],
    ['มาตรา 37 PDPA', 'th-personal-data-protection-act-2019'],
    ['พ.ร.บ. คอมพิวเตอร์', 'th-computer-crime-act-2007'],
    ['Timor-Leste penal code', 'tl-penal-code-2009'],
    ['Decree-Law 12/2024', 'tl-decree-law-12-2024-electronic-commerce'],
    ['Law No. 24/2018/QH14', 'vn-law-on-cybersecurity-2018'],
    ['Law No. 116/2025/QH15', 'vn-law-on-cybersecurity-2025'],
    ['Nghị định 53/2022/NĐ-CP', 'vn-decree-53-2022'],
    ['Luật Bảo vệ dữ liệu cá nhân', 'vn-law-on-personal-data-protection-2025'],
    ['Luật An ninh mạng', 'vn-law-on-cybersecurity-2018 vn-law-on-cybersecurity-2025'],
    ['Hanoi Convention', 'un-convention-against-cybercrime-2024'],
    ['Budapest Convention', 'intl-convention-on-cybercrime-2001'],
    ['ASEAN Charter', 'asean-charter-2007'],
    ['GDPR', 'intl-eu-gdpr-2016'],
    ['hacking in Thailand', ''],
  ])('%j -> %s', (text, instruments) => {
    expect(read(text).instruments).toEqual(list(instruments));
  });

  test.each([
    ['Cybersecurity Act', 'bn-cybersecurity-order-2023 my-cyber-security-act-2024 sg-cybersecurity-act-2018 th-cybersecurity-act-2019'],
    ['PDPA', 'my-personal-data-protection-act-2010 sg-personal-data-protection-act-2012 th-personal-data-protection-act-2019'],
    ['Computer Misuse Act', 'bn-computer-misuse-act-2000 sg-computer-misuse-act-1993'],
  ])('%j is ambiguous', (text, instruments) => {
    expect(read(text)).toMatchObject({ instruments: [], places: [], ambiguous: { ids: list(instruments) } });
  });
});

describe('the bodies of a question', () => {
  test.each([
    ['BruCERT', 'bn-brucert'],
    ['CamCERT', 'kh-camcert'],
    ['Komdigi', 'id-komdigi'],
    ['Kominfo', 'id-komdigi'],
    ['LaoCERT', 'la-laocert'],
    ['NACSA', 'my-nacsa'],
    ['mmCERT', 'mm-mmcert'],
    ['the National Privacy Commission', 'ph-npc'],
    ['CSA Singapore', 'sg-csa'],
    ['PDPC Singapore', 'sg-pdpc'],
    ['PDPC Thailand', 'th-pdpc'],
    ['PNTL', 'tl-pntl'],
    ['VNCERT', 'vn-vncert-cc'],
    ['AMCC', 'asean-amcc'],
    ['ADGMIN', 'asean-adgmin'],
    ['Interpol', 'intl-interpol'],
    ['the ASEANAPOL in Vietnam', 'aseanapol'],
    ['PDPC', ''],
    ['UU PDP', ''],
  ])('%j -> %s', (text, institutions) => {
    expect(read(text).institutions).toEqual(list(institutions));
  });

  test.each([
    ['what is ASEANPOL', 'ASEANPOL', 'aseanapol'],
    ['ASEAN Police Services', 'ASEAN Police Services', 'aseanapol'],
  ])('%j says %s for %s', (text, said, institution) => {
    expect(read(text)).toMatchObject({ misnomers: [{ said, institution }], institutions: [institution] });
  });
});

describe('pinpoints, intents, languages, topics and days', () => {
  test.each([
    ['s 3 of the Computer Misuse Act', 's 3'],
    ['Pasal 30 UU ITE', 'art 30'],
    ['มาตรา 37 PDPA', 's 37'],
    ['Điều 8 Luật An ninh mạng', 'art 8'],
    ['section 4(a)(1) of RA 10175', 's 4.a.1'],
    ['norm (f)', 'norm f'],
    ['RA 10175', ''],
  ])('%j points at %s', (text, expected) => {
    expect(
      read(text)
        .pinpoints.map(({ unit, number, subs }) => `${unit} ${[number, ...subs].join('.')}`)
        .join(' '),
    ).toBe(expected);
  });

  test.each([
    ['within how many hours must a breach be reported in Indonesia', 'time-limit'],
    ['breach notification deadline Thailand', 'time-limit'],
    ['what is the penalty for hacking in Thailand', 'penalty'],
    ['โทษของการแฮก', 'penalty'],
    ['pena por acesso ilegítimo em Timor-Leste', 'penalty'],
    ['who regulates data protection in Indonesia', 'who'],
    ['who do I contact about an incident in Singapore', 'contact'],
    ['compare breach notification across ASEAN', 'compare'],
    ['which ASEAN states lack a data protection law', 'list'],
    ['which ASEAN states lack a data protection law', 'lack'],
    ['define personal data in the Philippines', 'define'],
    ['is the Malaysian cybercrime bill in force', 'status'],
    ['what changed in the Singapore Cybersecurity Act in 2024', 'change'],
    ['is Vietnam party to the Budapest Convention', 'party'],
    ['extradition from Thailand to Singapore', 'cooperation'],
    ['text of article 32 ITE law', 'text-of'],
    ['and in Thailand?', 'follow-up'],
    ['can they jail me', 'yes-no'],
  ] as const)('%j asks for %s', (text, intent) => {
    expect(read(text).intents).toContain(intent);
  });

  test.each([
    ['what is the penalty for hacking', 'en'],
    ['berapa jam batas waktu lapor kebocoran data di Indonesia', 'id'],
    ['berapakah hukuman menggodam komputer di Malaysia', 'ms'],
    ['โทษของการแฮก', 'th'],
    ['mức phạt tấn công mạng', 'vi'],
    ['ano ang parusa sa hacking', 'fil'],
    ['តើការលួចចូលកុំព្យូទ័រមានទោសអ្វី', 'km'],
    ['ໂທດຂອງການແຮັກ', 'lo'],
    ['ဟက်ကင်းအတွက် ပြစ်ဒဏ်', 'my'],
    ['黑客会被判多少年', 'zh'],
    ['pena por acesso ilegítimo em Timor-Leste', 'pt'],
  ])('%j is in %s', (text, language) => {
    expect(read(text).language).toBe(language);
  });

  test.each([
    ['what is the penalty for hacking in Thailand', 'illegal-access'],
    ['โทษของการแฮก', 'illegal-access'],
    ['compare breach notification across ASEAN', 'breach-notification'],
    ['do I need a DPO in Jakarta', 'data-protection-officer'],
    ['what is critical information infrastructure', 'critical-infrastructure'],
    ['extradition from Thailand to Singapore', 'extradition'],
    ['norm (f)', 'norms'],
  ])('%j names the topic %s', (text, topic) => {
    expect(read(text).namedTopics).toContain(topic);
  });

  test.each(['fines in 2023', 'fines as of 1 March 2025', 'โทษ ปี 2566', 'fines'])('the day of %j is that of dateOf', (text) => {
    expect(read(text).date).toBe(dateOf(text));
  });

  test.each([
    ['Thailand and Laos', true],
    ['SG vs MY', true],
    ['Laos, Malaysia, Brunei', true],
    ['from Thailand to Singapore', false],
    ['Thailand', false],
  ])('the places of %j stand together: %s', (text, together) => {
    expect(read(text).placesTogether).toBe(together);
  });
});

describe('any string', () => {
  test('is understood, the same each time, as plain data of bounded length', () => {
    fc.assert(
      fc.property(anyString, (text) => {
        const question = read(text);
        expect(read(text)).toEqual(question);
        expect(question.text.length).toBeLessThanOrEqual(LONGEST_QUESTION);
        expect(question.text).not.toMatch(/\p{Cc}/u);
        for (const weight of question.terms.values()) expect(weight > 0 && weight <= 1).toBe(true);
        for (const id of question.instruments) expect(index.instrument(id)).toBeDefined();
        for (const id of question.institutions) expect(index.institution(id)).toBeDefined();
      }),
    );
  });

  test.each(longStrings)('of 100,000 units of %s is understood', (_, text) => {
    expect(read(text).text.length).toBeLessThanOrEqual(LONGEST_QUESTION);
  });
});
