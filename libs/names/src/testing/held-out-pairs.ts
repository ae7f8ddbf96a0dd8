import { numbers, typist } from './invented-names.js';
import { type LabelledPair } from './labelled-pairs.js';

/**
 * Pairs that nothing was tuned on: made by rules of their own, from ways in which offices write names (the tables of passports,
 * of libraries and of French consulates for Cyrillic, pinyin and Wade-Giles, what keyboards without accents leave, what forms
 * turn round), and from families and colleagues whose names have much in common. Whoever tunes on them makes others.
 */

type Table = Readonly<Record<string, string>>;
const letters = (cyrillic: string, latin: string): Table =>
  Object.fromEntries([...cyrillic].map((letter, index) => [letter, latin.split(' ')[index] ?? '']));
const ALPHABET = 'абвгдеёжзийклмнопрстуфхцчшщыэюя';
const CYRILLIC: readonly Table[] = [
  letters(ALPHABET, 'a b v g d e e zh z i i k l m n o p r s t u f kh ts ch sh shch y e iu ia'),
  letters(ALPHABET, 'a b v g d e yo zh z i y k l m n o p r s t u f kh ts ch sh shch y e yu ya'),
  letters(ALPHABET, 'a b v g d e io j z i i k l m n o p r s t ou f kh ts tch ch chtch y e iou ia'),
  letters(ALPHABET, 'a b w g d e jo sch s i j k l m n o p r s t u f ch z tsch sch schtsch y e ju ja'),
];
const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
const inLatin = (name: string, table: Table): string =>
  name
    .split(' ')
    .map((word) => capital([...word.toLowerCase()].map((letter) => table[letter] ?? '').join('')))
    .join(' ');

const list = (text: string): string[] => text.split(',');
const RUSSIAN_GIVEN = list(
  'Сергей,Наталия,Дмитрий,Юлия,Евгений,Татьяна,Михаил,Ксения,Алексей,Людмила,Григорий,Жанна',
);
const RUSSIAN_FAMILY = list(
  'Тыквенский,Щербинцев,Хвощевой,Жучкин,Чашечкин,Цветиков,Юзовкин,Яблочный,Ёлкинцев,Мыльников',
);
const RUSSIAN_FATHERS = list('Петрович,Андреевич,Николаевич,Васильевич');
const WESTERN_GIVEN = list(
  'Catherine,William,Elizabeth,Thomas,Margaret,Richard,Edward,Susanna,Anthony,Victoria,Francisco,Ignacio,Giuseppe,Heinrich,Charlotte,Benjamin,Frederick,Rebecca',
);
const SHORT_FORMS: Table = {
  Catherine: 'Kate',
  William: 'Bill',
  Elizabeth: 'Liz',
  Thomas: 'Tom',
  Margaret: 'Peggy',
  Richard: 'Dick',
  Edward: 'Ted',
  Anthony: 'Tony',
  Victoria: 'Vicky',
  Francisco: 'Paco',
  Ignacio: 'Nacho',
  Giuseppe: 'Beppe',
  Benjamin: 'Ben',
  Frederick: 'Fred',
  Rebecca: 'Becky',
};
const WESTERN_FAMILY = list(
  'Quillfeather,Barrowmere,Thistlewick,Vandermolen,Casagrotta,Ramonteja,Feldwinkel,Osterkamp,Duvallonges,Penhallow,Grimsditch,Lathbury,Montcastel,Zielinkow,Haverstraw,Kollmannsegg',
);
const SECOND_GIVEN = list('Ann,Louise,James,Maria,Peter,Paul,Henry,Rose');
const ACCENTED = list(
  'Jürgen Großmühle|Juergen Grossmuehle,Søren Bækgård|Soren Baekgaard,Łukasz Żółtek|Lukasz Zoltek,Íñigo Peñarrúa|Inigo Penarrua,Zoë Lefèvremont|Zoe Lefevremont,Ștefan Țăranescu|Stefan Taranescu,Dvořák Špičkovec|Dvorak Spickovec,Gökçe Yağızeli|Gokce Yagizeli,Åsa Öbergström|Asa Obergstrom,Đorđe Čavčić|Djordje Cavcic',
);
const HAN = list(
  '陈伟强|Chen Weiqiang,刘晓燕|Liu Xiaoyan,赵建国|Zhao Jianguo,孙丽华|Sun Lihua,周志明|Zhou Zhiming,吴秀英|Wu Xiuying,郑海涛|Zheng Haitao,何文静|He Wenjing',
);
const WADE_GILES = list(
  'Zhang Xiaoping|Chang Hsiao-ping,Zhou Jianguo|Chou Chien-kuo,Xu Zhimin|Hsu Chih-min,Cai Guoqiang|Tsai Kuo-chiang',
);
const ARABIC = list(
  'عمر الخياط|Omar Al-Khayyat,يوسف منصور|Youssef Mansour,فاطمة الزهراني|Fatima Alzahrani,طارق حداد|Tariq Haddad,سلمى بركات|Salma Barakat,إبراهيم نجار|Ibrahim Najjar,حسين القاسم|Hussein Al Qasim,عائشة رمضان|Aisha Ramadan',
);
const ARABIC_LATIN = list(
  'Hussein Mansour|Husain Mansur,Youssef Haddad|Yusuf Hadad,Mohammed Najjar|Mohamad Najar,Khalid Barakat|Khaled Barakaat,Abdul Rahman Qasim|Abdurrahman Kassem,Nour Eddine Ramadan|Noureddine Ramadhan,Omar Khayyat|Umar Khayat,Jamal Zahrani|Gamal Zahrany,Saeed Mubarak|Said Moubarak,Aisha Suleiman|Aicha Souleymane',
);
/** Given names of two people that differ by a letter or two. */
const NEAR_GIVEN = list(
  'Daniel|Daniela,Christian|Christina,Marta|Maria,Julian|Juliana,Simon|Simone,Martin|Marvin,Erik|Erika,Carl|Carla,Joan|John,Jean|Dean,Andrea|Andreas,Paul|Paula',
);

type Draw = (below: number) => number;
type Maker = (next: Draw) => readonly [string, string];
const oneOf = <T>(items: readonly T[], next: Draw): T => items[next(items.length)]!;
const two = <T>(items: readonly T[], next: Draw): readonly [T, T] => {
  const first = next(items.length);
  return [items[first]!, items[(first + 1 + next(items.length - 1)) % items.length]!];
};
const given =
  (pairs: readonly string[]): Maker =>
  (next) => {
    const [one = '', other = ''] = oneOf(pairs, next).split('|');
    return [one, other];
  };
const western = (next: Draw): readonly [string, string] => [
  oneOf(WESTERN_GIVEN, next),
  oneOf(WESTERN_FAMILY, next),
];
const russian = (next: Draw): readonly [string, string] => [
  oneOf(RUSSIAN_GIVEN, next),
  oneOf(RUSSIAN_FAMILY, next),
];

const mistype = typist();
const ONE_PERSON: Readonly<Record<string, Maker>> = {
  'two tables': (next) => {
    const name = russian(next).join(' ');
    const [one, other] = two(CYRILLIC, next);
    return [inLatin(name, one), inLatin(name, other)];
  },
  'cyrillic and a table': (next) => {
    const [first, family] = russian(next);
    return [
      `${first} ${oneOf(RUSSIAN_FATHERS, next)} ${family}`,
      inLatin(`${first} ${family}`, oneOf(CYRILLIC, next)),
    ];
  },
  'short form': (next) => {
    const first = oneOf(Object.keys(SHORT_FORMS), next);
    const family = oneOf(WESTERN_FAMILY, next);
    return [`${first} ${family}`, `${SHORT_FORMS[first]} ${family}`];
  },
  initial: (next) => {
    const [first, family] = western(next);
    return [`${first} ${family}`, `${first.charAt(0)}. ${family}`];
  },
  'second name': (next) => {
    const [first, family] = western(next);
    return [`${first} ${family}`, `${first} ${oneOf(SECOND_GIVEN, next)} ${family}`];
  },
  'two families': (next) => {
    const [first, family] = western(next);
    return [`${first} ${family}`, `${first} ${family}-${oneOf(WESTERN_FAMILY, next)}`];
  },
  'typing error': (next) => {
    const [first, family] = western(next);
    return [
      `${first} ${family}`,
      next(2) === 0 ? `${mistype(first)} ${family}` : `${first} ${mistype(family)}`,
    ];
  },
  'turned round': (next) => {
    const [first, family] = western(next);
    return [`${first} ${family}`, `${family.toUpperCase()}, ${first} ${oneOf(SECOND_GIVEN, next)}`];
  },
  'title and typing error': (next) => {
    const [first, family] = western(next);
    return [`Prof. Dr. ${first} ${family}`, `${first} ${mistype(family)}`];
  },
  accents: given(ACCENTED),
  'han and pinyin': given(HAN),
  'pinyin and wade-giles': given(WADE_GILES),
  'arabic and latin': given(ARABIC),
  'two latin forms of arabic': given(ARABIC_LATIN),
};

const TWO_PEOPLE: Readonly<Record<string, Maker>> = {
  'same given name': (next) => {
    const [one, other] = two(WESTERN_FAMILY, next);
    const first = oneOf(WESTERN_GIVEN, next);
    return [`${first} ${one}`, `${first} ${other}`];
  },
  'same given names': (next) => {
    const [one, other] = two(WESTERN_FAMILY, next);
    const names = `${oneOf(WESTERN_GIVEN, next)} ${oneOf(SECOND_GIVEN, next)}`;
    return [`${names} ${one}`, `${names} ${other}`];
  },
  'same family': (next) => {
    const [one, other] = two(WESTERN_GIVEN, next);
    const family = oneOf(WESTERN_FAMILY, next);
    return [`${one} ${family}`, `${other} ${family}`];
  },
  'same family in cyrillic': (next) => {
    const [one, other] = two(RUSSIAN_GIVEN, next);
    const family = oneOf(RUSSIAN_FAMILY, next);
    return [`${one} ${family}`, inLatin(`${other} ${family}`, oneOf(CYRILLIC, next))];
  },
  'near given names': (next) => {
    const [one, other] = given(NEAR_GIVEN)(next);
    const family = oneOf(WESTERN_FAMILY, next);
    return [`${one} ${family}`, `${other} ${family}`];
  },
  'another initial': (next) => {
    const [one, other] = two(WESTERN_GIVEN, next);
    const family = oneOf(WESTERN_FAMILY, next);
    return [`${one} ${family}`, `${other.charAt(0) === one.charAt(0) ? 'X' : other.charAt(0)}. ${family}`];
  },
  'same father': (next) => {
    const [one, other] = two(RUSSIAN_FAMILY, next);
    const names = `${oneOf(RUSSIAN_GIVEN, next)} ${oneOf(RUSSIAN_FATHERS, next)}`;
    return [`${names} ${one}`, `${names} ${other}`];
  },
  'other characters': (next) => {
    const [one, other] = two(HAN, next);
    return [one.split('|')[0] ?? '', other.split('|')[0] ?? ''];
  },
  'nothing in common': (next) => [western(next).join(' '), inLatin(russian(next).join(' '), CYRILLIC[0]!)],
};

const OF_EACH_ONE = 12;
const OF_EACH_TWO = 24;

/** A few hundred pairs, each once, the same in each run. */
export function heldOutPairs(): LabelledPair[] {
  const next = numbers(1_964);
  const make = (makers: Readonly<Record<string, Maker>>, isSame: boolean, count: number): LabelledPair[] =>
    Object.entries(makers).flatMap(([kind, maker]) =>
      Array.from({ length: count }, () => maker(next)).map(([one, other]) => ({ isSame, kind, one, other })),
    );
  const all = [...make(ONE_PERSON, true, OF_EACH_ONE), ...make(TWO_PEOPLE, false, OF_EACH_TWO)];
  return [...new Map(all.map((pair) => [`${pair.one}|${pair.other}`, pair])).values()];
}
