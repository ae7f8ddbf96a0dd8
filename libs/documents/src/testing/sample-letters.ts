import { type JsonValue } from '../compile/missing-signs.js';
import { LEAST_CODE_MM, type QrCode } from '../qr-code.js';

/** What stands in every one of them, to be read whole from the left. */
export const FIXED = {
  number: 'LCC-2027-000042',
  passport: 'AB 1234567',
  dates: '1–2',
  bracketed: '(2027)',
  address: 'https://plenary.example/v/LCC-2027-000042',
} as const;

interface SampleLetter {
  readonly name: string;
  readonly title: string;
  /** `{name}`, `{number}`, `{passport}` and `{dates}` stand for what is put in. */
  readonly text: string;
  readonly items: readonly { readonly head: string; readonly points: readonly string[] }[];
}

/** One letter in six languages; its people are invented. */
export const SAMPLE_LETTERS: Readonly<Record<string, SampleLetter>> = {
  en: {
    name: 'Olive Specimen',
    title: 'Letter of invitation',
    text: 'To {name}: you are invited to the conference “Open Networks (2027)”, from {dates} November 2027. Letter {number}, version 2, passport {passport}.',
    items: [{ head: 'Please bring', points: ['this letter', 'your passport'] }],
  },
  fr: {
    name: 'Élodie Façon-Œuvre',
    title: 'Lettre d’invitation',
    text: 'À {name} : vous êtes invitée à la conférence « Open Networks (2027) », du {dates} novembre 2027. Lettre {number}, version 2, passeport {passport}.',
    items: [{ head: 'Veuillez apporter', points: ['cette lettre', 'votre passeport'] }],
  },
  ar: {
    name: 'ياسمين النموذجي',
    title: 'رسالة دعوة',
    text: 'إلى {name}: يسرنا دعوتكم إلى مؤتمر «Open Networks (2027)» في {dates} تشرين الثاني/نوفمبر 2027. الرسالة {number}، الإصدار 2، جواز السفر {passport}.',
    items: [{ head: 'يرجى إحضار', points: ['هذه الرسالة', 'جواز السفر'] }],
  },
  zh: {
    name: '李样本',
    title: '邀请函',
    text: '{name}：诚邀您出席“Open Networks (2027)”会议，时间为2027年11月{dates}日。函件编号 {number}，第 2 版，护照 {passport}。',
    items: [{ head: '请携带', points: ['本邀请函', '您的护照'] }],
  },
  ru: {
    name: 'Ольга Образцова',
    title: 'Письмо-приглашение',
    text: '{name}: приглашаем Вас на конференцию «Open Networks (2027)» {dates} ноября 2027 года. Письмо {number}, версия 2, паспорт {passport}.',
    items: [{ head: 'Возьмите с собой', points: ['это письмо', 'паспорт'] }],
  },
  hi: {
    name: 'प्रिया उदाहरण',
    title: 'निमंत्रण पत्र',
    text: '{name}: आपको “Open Networks (2027)” सम्मेलन में {dates} नवंबर 2027 को आमंत्रित किया जाता है। पत्र {number}, संस्करण 2, पासपोर्ट {passport}।',
    items: [{ head: 'कृपया साथ लाएँ', points: ['यह पत्र', 'आपका पासपोर्ट'] }],
  },
};

/** What `testing/letter.typ` reads, for one of the languages. */
export function letterData(language: string, code: QrCode): { readonly [key: string]: JsonValue } {
  const letter = SAMPLE_LETTERS[language];
  if (letter === undefined) throw new Error(`There is no sample in ${language}`);
  const { text, title, name, items } = letter;
  const runs = text.split(/(\{\w+\})/).map((part): JsonValue => {
    const key = /^\{(\w+)\}$/.exec(part)?.[1];
    if (key === undefined) return part;
    if (key === 'name') return { typed: { text: name, isFromRight: language === 'ar' } };
    return { fixed: FIXED[key as keyof typeof FIXED] };
  });
  const { number, address } = FIXED;
  return {
    language,
    title,
    author: 'Sample Conference',
    paragraphs: [runs],
    items: items.map(({ head, points }) => ({ head, points })),
    number,
    address,
    code,
    codeWidth: LEAST_CODE_MM,
  };
}
