import { type BodyCode, type ConstituencyCode } from './london-2011.js';

/**
 * How far a nomination goes in the demonstration. What follows a release by itself (screening, mail, a place offered to
 * the reserve) is left to the worker, as in earnest.
 */
export type Fate =
  | 'DRAFT'
  | 'SUBMITTED'
  | 'RETURNED'
  | 'RECOMMENDED'
  | 'RECOMMENDED_AGAINST'
  | 'DECIDED'
  | 'DECIDED_AGAINST'
  | 'APPROVED'
  | 'CONFIRMED'
  | 'DECLINED'
  | 'RESERVED'
  | 'REJECTED'
  | 'WITHDRAWN'
  | 'LAPSED';

/** Somebody invented who is nominated. */
export interface SamplePerson {
  readonly body: BodyCode;
  readonly constituency: ConstituencyCode;
  readonly fate: Fate;
  readonly name: string;
  /** In Latin letters, where the name is in others. */
  readonly badgeName?: string;
  readonly email: string;
  readonly organisation: string;
  readonly country: string;
  readonly language: string;
  readonly honorific?: string;
  readonly jobTitle?: string;
  readonly capacity?: 'SPEAKER' | 'OBSERVER' | 'PRESS';
}

type Row = readonly [
  fate: Fate,
  name: string,
  email: string,
  organisation: string,
  country: string,
  language: string,
  more?: Pick<SamplePerson, 'honorific' | 'jobTitle' | 'capacity'> & { readonly isIncomplete?: true },
];

// The names are those that their languages use when nobody in particular is meant (Mustermann, Untel, 张三, فلان), or say
// outright that they are examples: nobody can take one of them for a participant.
const BUSINESS_OF_ICC: readonly Row[] = [
  [
    'CONFIRMED',
    'Erika Mustermann',
    'erika.mustermann@beispiel.example',
    'Beispiel AG',
    'DE',
    'de',
    { jobTitle: 'Chief Security Officer', capacity: 'SPEAKER' },
  ],
  [
    'CONFIRMED',
    'Jean Untel',
    'jean.untel@quelconque.example',
    'Société Quelconque',
    'FR',
    'fr',
    { honorific: 'M.' },
  ],
  ['DECLINED', 'Mario Rossi', 'mario.rossi@esempio.example', 'Esempio S.p.A.', 'IT', 'it'],
  ['APPROVED', '张三', 'zhang.san@shili.example', '示例科技有限公司', 'CN', 'zh', { jobTitle: '总经理' }],
  ['APPROVED', '山田太郎', 'taro.yamada@rei.example', '見本電機株式会社', 'JP', 'ja'],
  ['APPROVED', 'Fulano de Tal', 'fulano@ejemplo.example', 'Ejemplo y Compañía', 'ES', 'es'],
  ['APPROVED', '홍길동', 'gildong.hong@yesi.example', '예시전자', 'KR', 'ko'],
  ['RESERVED', 'Jan Kowalski', 'jan.kowalski@przyklad.example', 'Przykład Sp. z o.o.', 'PL', 'pl'],
  ['RESERVED', 'Matti Meikäläinen', 'matti@esimerkki.example', 'Esimerkki Oy', 'FI', 'fi'],
  ['RESERVED', 'Janez Novak', 'janez.novak@zgled.example', 'Zgled d.o.o.', 'SI', 'sl'],
  ['RESERVED', 'Ivan Horvat', 'ivan.horvat@primjer.example', 'Primjer d.d.', 'HR', 'hr'],
  ['RESERVED', 'Ion Popescu', 'ion.popescu@exemplu.example', 'Exemplu SA', 'RO', 'ro'],
  ['REJECTED', 'Ola Nordmann', 'ola.nordmann@eksempel.example', 'Eksempel AS', 'NO', 'nb'],
  ['DECIDED', 'Иван Примеров', 'ivan.primerov@primer.example', 'ООО «Образец»', 'RU', 'ru'],
  ['DECIDED', 'Sarı Çizmeli Mehmet Ağa', 'mehmet.aga@ornek.example', 'Örnek A.Ş.', 'TR', 'tr'],
  ['DECIDED', 'סתם ישראלי', 'stam@dugma.example', 'דוגמה בע״מ', 'IL', 'he'],
  ['DECIDED_AGAINST', 'Joe Bloggs', 'joe.bloggs@sample.example', 'Sample & Sons', 'GB', 'en'],
  [
    'RECOMMENDED',
    'فلان الفلاني',
    'fulan@mithal.example',
    'شركة المثال',
    'AE',
    'ar',
    { jobTitle: 'المدير التنفيذي' },
  ],
  ['RECOMMENDED', 'Kari Normann-Eksempel', 'kari@eksempel.example', 'Eksempel AS', 'NO', 'nb'],
  [
    'RECOMMENDED_AGAINST',
    'Nomen Nescio',
    'nomen@nescio.example',
    'Nescio BV',
    'NL',
    'nl',
    { isIncomplete: true },
  ],
  ['SUBMITTED', 'अमुक कुमार', 'amuk@udaharan.example', 'उदाहरण उद्योग', 'IN', 'hi'],
  ['SUBMITTED', 'Τάδε Παραδειγματόπουλος', 'tade@paradeigma.example', 'Παράδειγμα Α.Ε.', 'GR', 'el'],
  ['SUBMITTED', 'Иван Примеров', 'i.primerov@primer.example', 'Образец', 'RU', 'ru'],
  ['RETURNED', 'Jón Dæmisson', 'jon@daemi.example', 'Dæmi hf.', 'IS', 'is'],
  ['WITHDRAWN', 'Jan Modaal', 'jan.modaal@voorbeeld.example', 'Voorbeeld NV', 'NL', 'nl'],
  ['LAPSED', 'Vardenis Pavardenis', 'vardenis@pavyzdys.example', 'UAB Pavyzdys', 'LT', 'lt'],
  [
    'DRAFT',
    'สมชาย ตัวอย่าง',
    'somchai@tuayang.example',
    'บริษัท ตัวอย่าง จำกัด',
    'TH',
    'th',
    { isIncomplete: true },
  ],
  ['DRAFT', 'Nguyễn Văn A', 'nguyenvana@vidu.example', 'Công ty Ví Dụ', 'VN', 'vi', { jobTitle: 'Giám đốc' }],
];

const ACADEMIA_OF_CH: readonly Row[] = [
  [
    'CONFIRMED',
    'Jane Doe-Example',
    'jane.doe@university.example',
    'University of Example',
    'US',
    'en',
    { honorific: 'Professor', capacity: 'SPEAKER' },
  ],
  ['CONFIRMED', '李四', 'li.si@daxue.example', '示例大学', 'CN', 'zh', { honorific: '教授' }],
  [
    'APPROVED',
    'Max Mustermann',
    'max.mustermann@hochschule.example',
    'Musterhochschule',
    'DE',
    'de',
    { honorific: 'Dr.' },
  ],
  ['APPROVED', 'نمونه ایرانی', 'nemune@daneshgah.example', 'دانشگاه نمونه', 'IR', 'fa'],
  ['APPROVED', 'Անուն Օրինակյան', 'anun@orinak.example', 'Օրինակի համալսարան', 'AM', 'hy'],
  ['RESERVED', 'ნიმუში მაგალითაშვილი', 'nimushi@magaliti.example', 'მაგალითის უნივერსიტეტი', 'GE', 'ka'],
  ['RESERVED', 'Juan dela Cruz', 'juan.delacruz@halimbawa.example', 'Pamantasang Halimbawa', 'PH', 'fil'],
  ['REJECTED', 'Medel Svensson', 'medel@exempel.example', 'Exempelhögskolan', 'SE', 'sv'],
  ['DECIDED', 'নমুনা রহমান', 'namuna@udaharon.example', 'উদাহরণ বিশ্ববিদ্যালয়', 'BD', 'bn'],
  ['RECOMMENDED', 'மாதிரி எடுத்துக்காட்டு', 'maathiri@palkalai.example', 'மாதிரிப் பல்கலைக்கழகம்', 'IN', 'ta'],
  ['SUBMITTED', 'Erika Mustermann', 'erika.mustermann@beispiel.example', 'Beispiel AG', 'DE', 'de'],
  ['RETURNED', 'Тарас Прикладенко', 'taras@pryklad.example', 'Прикладний університет', 'UA', 'uk'],
  ['DRAFT', 'Ádám Példa', 'adam@pelda.example', 'Példa Egyetem', 'HU', 'hu', { isIncomplete: true }],
];

const CIVIL_SOCIETY_OF_CH: readonly Row[] = [
  ['APPROVED', 'አበበ ምሳሌ', 'abebe@misale.example', 'የምሳሌ ማኅበር', 'ET', 'am'],
  ['APPROVED', 'Wanjiku Mfano', 'wanjiku@mfano.example', 'Shirika la Mfano', 'KE', 'sw'],
  ['DECIDED', 'Zé Ninguém', 'ze@exemplo.example', 'Instituto Exemplo', 'BR', 'pt', { capacity: 'OBSERVER' }],
  [
    'RECOMMENDED',
    'Juan Pérez Ejemplo',
    'juan@fundacion.example',
    'Fundación Ejemplo',
    'MX',
    'es',
    { capacity: 'PRESS' },
  ],
  ['SUBMITTED', 'උදාහරණ පෙරේරා', 'udaharana@perera.example', 'උදාහරණ පදනම', 'LK', 'si'],
];

const OF_WILTON_PARK: readonly Row[] = [
  [
    'APPROVED',
    'Anders Någon',
    'anders@nagon.example',
    'Någon Institutet',
    'SE',
    'sv',
    { capacity: 'OBSERVER' },
  ],
  ['SUBMITTED', 'Pera Perić', 'pera@primer.example', 'Институт Пример', 'RS', 'sr', { isIncomplete: true }],
  ['DRAFT', 'Maija Meikäläinen', 'maija@esimerkki.example', 'Esimerkkisäätiö', 'FI', 'fi'],
];

/** For those who are given none; a few are left without, so that the screening finds something. */
const JOB_TITLES: Readonly<Record<ConstituencyCode, readonly string[]>> = {
  ACADEMIA: ['Professor of Computer Science', 'Head of Department', 'Research Fellow'],
  BUSINESS: ['Head of Networks', 'Chief Technology Officer', 'Director of Public Policy'],
  CIVIL_SOCIETY: ['Executive Director', 'Programme Manager', 'Policy Adviser'],
};

const jobTitleOf = (constituency: ConstituencyCode, index: number): string | undefined => {
  const titles = JOB_TITLES[constituency];
  return titles[index % titles.length];
};

/** How they write their names in Latin letters, for the badge. */
const BADGE_NAMES: Readonly<Record<string, string>> = {
  张三: 'Zhang San',
  山田太郎: 'Yamada Taro',
  홍길동: 'Hong Gildong',
  'Иван Примеров': 'Ivan Primerov',
  'סתם ישראלי': 'Stam Yisraeli',
  'فلان الفلاني': 'Fulan al-Fulani',
  'अमुक कुमार': 'Amuk Kumar',
  'Τάδε Παραδειγματόπουλος': 'Tade Paradeigmatopoulos',
  'สมชาย ตัวอย่าง': 'Somchai Tuayang',
  李四: 'Li Si',
  'نمونه ایرانی': 'Nemune Irani',
  'Անուն Օրինակյան': 'Anun Orinakyan',
  'ნიმუში მაგალითაშვილი': 'Nimushi Magalitashvili',
  'নমুনা রহমান': 'Namuna Rahman',
  'மாதிரி எடுத்துக்காட்டு': 'Maathiri Eduththukkattu',
  'Тарас Прикладенко': 'Taras Prykladenko',
  'አበበ ምሳሌ': 'Abebe Misale',
  'උදාහරණ පෙරේරා': 'Udaharana Perera',
};

const rows = (body: BodyCode, constituency: ConstituencyCode, list: readonly Row[]): SamplePerson[] =>
  list.map(([fate, name, email, organisation, country, language, { isIncomplete, ...more } = {}], index) => ({
    body,
    constituency,
    fate,
    name,
    ...(BADGE_NAMES[name] === undefined ? {} : { badgeName: BADGE_NAMES[name] }),
    email,
    organisation,
    country,
    language,
    ...(isIncomplete === true ? {} : { jobTitle: jobTitleOf(constituency, index) }),
    ...more,
  }));

export const PEOPLE: readonly SamplePerson[] = [
  ...rows('ICC', 'BUSINESS', BUSINESS_OF_ICC),
  ...rows('CH', 'ACADEMIA', ACADEMIA_OF_CH),
  ...rows('CH', 'CIVIL_SOCIETY', CIVIL_SOCIETY_OF_CH),
  ...rows('WP', 'ACADEMIA', OF_WILTON_PARK),
];

/** Whom the host looks out for; one of them is nominated. */
export const WATCH_LIST = [
  { name: 'Nomen Nescio', note: 'Invented: shows what a finding looks like' },
  { name: 'Vasya Pupkin', note: 'Invented: nobody of this name is nominated' },
] as const;
