import { type InvitationLevel, type LetterLanguage } from '../domain/organisation-invitation.js';
import { type SeatRole } from '../domain/seats.js';

/** What stands in place of one of these is put there whole, and never bent: no text relies on the gender or case of a name. */
export type Placeholder = 'host' | 'party' | 'conference' | 'city' | 'dates' | 'level' | 'day' | 'today';

interface LetterTexts {
  readonly title: string;
  /** To the government of a state; `party` is "the Government of …". */
  readonly toGovernment: string;
  /** To an organisation, or to a government where the form of its name is not needed. */
  readonly toOrganisation: string;
  readonly level: string;
  readonly seats: string;
  readonly replyBy: string;
  /** Place and day of the letter itself. */
  readonly dateline: string;
  readonly closing: string;
  readonly numberLabel: string;
  readonly verify: string;
  readonly draft: string;
  /** What Intl writes dates by. */
  readonly locale: string;
  readonly levels: Readonly<Record<InvitationLevel, string>>;
  readonly roles: Readonly<Record<SeatRole, string>>;
}

/** The letter in the six languages of the United Nations. English, French and Spanish name the Government; the others address it above. */
export const LETTER_TEXTS: Readonly<Record<LetterLanguage, LetterTexts>> = {
  en: {
    title: 'Invitation',
    toGovernment:
      '{host} presents its compliments and would be honoured if {party} took part in {conference}, to be held in {city}, {dates}.',
    toOrganisation:
      '{host} presents its compliments and would be honoured if your organisation took part in {conference}, to be held in {city}, {dates}.',
    level: 'The invitation is at the level of: {level}.',
    seats: 'Seats are offered to your delegation as follows:',
    replyBy: 'Please reply by {day}, end of the day in {city}.',
    dateline: '{city}, {today}',
    closing: 'Please accept the assurances of our highest consideration.',
    numberLabel: 'No.',
    verify: 'Whether this letter is genuine can be checked by the code, or by its number at this address:',
    draft: 'Draft: not issued',
    locale: 'en-GB',
    levels: {
      HEAD_OF_STATE: 'Head of State or Government',
      MINISTER: 'Minister',
      SENIOR_OFFICIAL: 'senior official',
      OBSERVER: 'observer',
    },
    roles: {
      HEAD: 'Head of delegation',
      DELEGATE: 'Delegates',
      ADVISER: 'Advisers',
      INTERPRETER: 'Interpreters',
      SECURITY: 'Security',
      PRESS: 'Press',
      SPOUSE: 'Spouses',
    },
  },
  fr: {
    title: 'Invitation',
    toGovernment:
      '{host} présente ses compliments et aurait l’honneur de compter {party} parmi les participants à l’événement suivant : {conference}, {city}, {dates}.',
    toOrganisation:
      '{host} présente ses compliments et aurait l’honneur de compter votre organisation parmi les participants à l’événement suivant : {conference}, {city}, {dates}.',
    level: 'L’invitation s’entend au niveau suivant : {level}.',
    seats: 'Les places suivantes sont offertes à votre délégation :',
    replyBy: 'Votre réponse est attendue jusqu’au {day}, fin de la journée à {city}.',
    dateline: '{city}, le {today}',
    closing: 'Veuillez agréer les assurances de notre très haute considération.',
    numberLabel: 'N°',
    verify: 'L’authenticité de cette lettre se vérifie par le code, ou par son numéro à cette adresse :',
    draft: 'Projet : non délivré',
    locale: 'fr',
    levels: {
      HEAD_OF_STATE: 'chef d’État ou de gouvernement',
      MINISTER: 'ministre',
      SENIOR_OFFICIAL: 'haut fonctionnaire',
      OBSERVER: 'observateur',
    },
    roles: {
      HEAD: 'Chef de délégation',
      DELEGATE: 'Délégués',
      ADVISER: 'Conseillers',
      INTERPRETER: 'Interprètes',
      SECURITY: 'Sécurité',
      PRESS: 'Presse',
      SPOUSE: 'Conjoints',
    },
  },
  es: {
    title: 'Invitación',
    toGovernment:
      'Con un atento saludo de {host}, sería un honor que {party} participara en el siguiente acto: {conference}, {city}, {dates}.',
    toOrganisation:
      'Con un atento saludo de {host}, sería un honor que su organización participara en el siguiente acto: {conference}, {city}, {dates}.',
    level: 'La invitación se cursa al siguiente nivel: {level}.',
    seats: 'Se ofrecen a su delegación los siguientes puestos:',
    replyBy: 'Se ruega responder hasta el {day}, fin del día en {city}.',
    dateline: '{city}, {today}',
    closing: 'Le rogamos acepte las seguridades de nuestra más alta consideración.',
    numberLabel: 'N.º',
    verify: 'La autenticidad de esta carta se comprueba con el código, o con su número en esta dirección:',
    draft: 'Borrador: no emitido',
    locale: 'es',
    levels: {
      HEAD_OF_STATE: 'jefe o jefa de Estado o de Gobierno',
      MINISTER: 'ministro o ministra',
      SENIOR_OFFICIAL: 'alto funcionario o alta funcionaria',
      OBSERVER: 'observador u observadora',
    },
    roles: {
      HEAD: 'Jefatura de delegación',
      DELEGATE: 'Delegados',
      ADVISER: 'Asesores',
      INTERPRETER: 'Intérpretes',
      SECURITY: 'Seguridad',
      PRESS: 'Prensa',
      SPOUSE: 'Cónyuges',
    },
  },
  ru: {
    title: 'Приглашение',
    toGovernment:
      'Свидетельствуем своё уважение и имеем честь пригласить вас принять участие в мероприятии: {conference}, {city}, {dates}. Организатор: {host}.',
    toOrganisation:
      'Свидетельствуем своё уважение и имеем честь пригласить вас принять участие в мероприятии: {conference}, {city}, {dates}. Организатор: {host}.',
    level: 'Уровень приглашения: {level}.',
    seats: 'Вашей делегации предлагаются места:',
    replyBy: 'Просим ответить до конца этого дня по местному времени ({city}): {day}.',
    dateline: '{city}, {today}',
    closing: 'Примите уверения в нашем самом высоком уважении.',
    numberLabel: '№',
    verify: 'Подлинность письма проверяется по коду или по номеру на странице:',
    draft: 'Проект: не выдано',
    locale: 'ru',
    levels: {
      HEAD_OF_STATE: 'глава государства или правительства',
      MINISTER: 'министр',
      SENIOR_OFFICIAL: 'высокопоставленное должностное лицо',
      OBSERVER: 'наблюдатель',
    },
    roles: {
      HEAD: 'Глава делегации',
      DELEGATE: 'Делегаты',
      ADVISER: 'Советники',
      INTERPRETER: 'Переводчики',
      SECURITY: 'Охрана',
      PRESS: 'Пресса',
      SPOUSE: 'Супруги',
    },
  },
  ar: {
    title: 'دعوة',
    toGovernment:
      'نهديكم أطيب التحيات، ويشرفنا دعوتكم إلى المشاركة في: {conference}، {city}، {dates}. الجهة المضيفة: {host}.',
    toOrganisation:
      'نهديكم أطيب التحيات، ويشرفنا دعوتكم إلى المشاركة في: {conference}، {city}، {dates}. الجهة المضيفة: {host}.',
    level: 'مستوى الدعوة: {level}.',
    seats: 'المقاعد المعروضة على وفدكم:',
    replyBy: 'يرجى الرد حتى نهاية هذا اليوم بالتوقيت المحلي ({city}): {day}.',
    dateline: '{city}، {today}',
    closing: 'وتفضلوا بقبول فائق الاحترام والتقدير.',
    numberLabel: 'الرقم',
    verify: 'يمكن التحقق من صحة هذه الرسالة بالرمز، أو برقمها في هذا العنوان:',
    draft: 'مسودة: لم تصدر',
    locale: 'ar-u-nu-latn',
    levels: {
      HEAD_OF_STATE: 'رئيس الدولة أو الحكومة',
      MINISTER: 'وزير',
      SENIOR_OFFICIAL: 'مسؤول رفيع المستوى',
      OBSERVER: 'مراقب',
    },
    roles: {
      HEAD: 'رئاسة الوفد',
      DELEGATE: 'المندوبون',
      ADVISER: 'المستشارون',
      INTERPRETER: 'المترجمون الشفويون',
      SECURITY: 'الأمن',
      PRESS: 'الصحافة',
      SPOUSE: 'الأزواج',
    },
  },
  zh: {
    title: '邀请函',
    toGovernment: '谨致问候，并诚邀贵方出席：{conference}，{city}，{dates}。主办方：{host}。',
    toOrganisation: '谨致问候，并诚邀贵方出席：{conference}，{city}，{dates}。主办方：{host}。',
    level: '邀请级别：{level}。',
    seats: '为贵方代表团提供的席位：',
    replyBy: '请于当地时间（{city}）该日结束前答复：{day}。',
    dateline: '{city}，{today}',
    closing: '顺致最崇高的敬意。',
    numberLabel: '编号',
    verify: '本函真伪可通过二维码，或在以下网址凭编号查验：',
    draft: '草稿：未签发',
    locale: 'zh',
    levels: {
      HEAD_OF_STATE: '国家元首或政府首脑',
      MINISTER: '部长',
      SENIOR_OFFICIAL: '高级官员',
      OBSERVER: '观察员',
    },
    roles: {
      HEAD: '代表团团长',
      DELEGATE: '代表',
      ADVISER: '顾问',
      INTERPRETER: '口译员',
      SECURITY: '安保人员',
      PRESS: '新闻人员',
      SPOUSE: '配偶',
    },
  },
};
