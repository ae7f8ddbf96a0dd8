/** Names of people as they are written, and some that nobody bears. Each is to arrive as it was typed, in NFC. */
export const NAMES: readonly string[] = [
  // Right to left, with digits and Latin letters inside.
  'عائشة مثال',
  'דוגמה בן־דוד',
  'نمونه‌ای (ABC 123)',
  'محمد Sample المثال 2030',
  // Joiners and marks that combine.
  'क्ष‍त्र उदाहरण',
  'உதாரணம் ஸ்ரீ',
  'Ngô Thị Ñañez-O’Connor'.normalize('NFD'),
  'Z̈ö S̱ämple',
  'ตัวอย่าง ใจดี',
  // Beyond the basic plane, and wide.
  '𠮷野家 例',
  '例 太郎（れい）',
  '홍길동',
  '👩🏽‍🚀 Sample',
  // One name alone, short, long.
  'Mononymous',
  'Ø',
  'ü'.repeat(200),
  'Ab '.repeat(66).trim(),
  // Letters that fold in surprising ways, or look like others.
  'Işıl İnönü',
  'ẞtraße ǅ ﬁ',
  'Аnа Ѕаmрlе',
  // Apostrophes, commas, quotes, brackets.
  "O'Exemplar-D’Arcy, Jr.",
  '"Ana" <eve@evil.example>',
  'Ana (comment) \\ back',
  'Ana; Eve: list, of; people',
  // What mail and markup are made of.
  'Ana <b>bold</b> & <script>alert(1)</script>',
  'Ana &amp; &#39;Eve&lt;',
  'Ana {{constructor}} ((link)) ${7*7} <%= 7 %>',
  '[Ana](https://evil.example) **bold** _x_',
  'https://evil.example/?a=b&c=d',
  'J. R. R. Sample',
  '=?utf-8?B?RXZl?= =?utf-8?Q?=45ve?=',
  'Ana=20Eve =3D =',
  '.',
  '. Ana',
  '> Ana',
  '- Ana',
  '--=_boundary',
  'From Ana',
  'BEGIN:VCALENDAR END:VEVENT',
  'Ana\\nSUMMARY:Eve\\, \\; x',
  '+1', // Or a formula.
  '=cmd|A1',
  'null',
  'undefined',
  'NaN',
  // Marks of direction that stand alone, a soft hyphen and a space that does not break.
  'Ana‎ Sample‏',
  'Ana\u00ad\u00a0Sample',
];
