/** Invented people. Given and family names combine within one script, so that a name reads as a name. */
const SCRIPTS: readonly { readonly given: string; readonly family: string; readonly country: string }[] = [
  {
    given:
      'Alice Bram Clara Dermot Elspeth Fergus Greta Hugo Imogen Jonas Kirsten Lorcan Maeve Nils Orla Piers',
    family:
      'Abernathy Brackenbury Castellane Drummond Eriksholm Fairweather Goldsworthy Hathersage Ingleby Jorvik Kestrel Lindqvist',
    country: 'GB',
  },
  {
    given: 'Amélie Benoît Chloé Édouard Françoise Gaël Hélène Irène Joël Léa Noémie Océane',
    family: 'Beauvallon Clairefontaine Deschênes Évrard Fontvieille Grandpré Hautecœur Lavallière',
    country: 'FR',
  },
  {
    given: 'Adaeze Babajide Chinwe Ebele Folake Ikenna Kofi Nneka Oluwaseun Tunde Yewande Zainab',
    family: 'Adeyemi-Cole Bankolewood Chukwuhill Ezekwesibrook Okaforlands Oyelaranvale',
    country: 'NG',
  },
  {
    given: 'أمينة باسل جمانة خليل ديمة رشيد سلمى طارق فادي ليلى',
    family: 'البستاني الحكيم الرفاعي الشامي القدسي المرواني',
    country: 'JO',
  },
  {
    given: 'Анна Борис Вера Глеб Дарья Егор Зоя Кирилл Лидия Матвей',
    family: 'Берёзов Вересков Громыхин Долинский Журавкин Заречный',
    country: 'KZ',
  },
  {
    given: 'Αλέξης Βασιλική Γιώργος Δήμητρα Ελένη Θεόδωρος Ιωάννα Κώστας',
    family: 'Ανεμοδουράς Βουνάκης Γαλανόπουλος Θαλασσινός Κυματίδης',
    country: 'GR',
  },
  { given: '明 芳 伟 静 磊 娜 强 洋', family: '欧阳 上官 司徒 诸葛 东方 皇甫', country: 'CN' },
  {
    given: 'अनिता भास्कर चित्रा दीपक गौरी हरीश कमला मोहन',
    family: 'अम्बरवाल बनराज चंद्रशेखरन दीपनगर गिरिवासी',
    country: 'IN',
  },
  {
    given: 'ნინო გიორგი თამარ ლევან მარიამ ზურაბ',
    family: 'მთისშვილი წყაროძე ველაძე ტყემალაძე',
    country: 'GE',
  },
  { given: '서연 민준 지우 도윤 하은 예준', family: '남궁 황보 제갈 선우 독고', country: 'KR' },
];

const ORGANISATIONS =
  'Northlight Institute,Harbour Trade Association,Meridian Telecom,Open Waters Foundation,Lakeside University,Granite Bank,Blue Heron Networks,Civic Compass,Orchard Software,Tidewater Insurance,Silverbirch Press,Aldermoor College'.split(
    ',',
  );

const PEOPLE = SCRIPTS.flatMap(({ given, family, country }) =>
  given
    .split(' ')
    .flatMap((first) => family.split(' ').map((last) => ({ name: `${first} ${last}`, country }))),
);

export interface Invented {
  readonly name: string;
  readonly email: string;
  readonly organisation: string;
  readonly country: string;
}

/** The `index`-th person. Neighbours differ in script; names come again after some hundreds, with a number to tell them apart. */
export function inventPerson(index: number): Invented {
  // A stride without a common divisor visits everybody before it repeats.
  const { name, country } = pick(PEOPLE, index * 389);
  const round = Math.floor(index / PEOPLE.length);
  return {
    name: round === 0 ? name : `${name} ${roman(round)}`,
    email: `nominee.${index}@nominees.example`,
    organisation: pick(ORGANISATIONS, index * 7 + round),
    country,
  };
}

const pick = <T>(list: readonly T[], index: number): T => list[index % list.length]!;

/** Letters instead of digits: two of them are enough for 676 rounds. */
const roman = (round: number): string =>
  String.fromCharCode(65 + (Math.floor(round / 26) % 26)) + String.fromCharCode(65 + (round % 26));
