/** Legal forms of organisations, by which two names never differ. */
export const LEGAL_FORMS: ReadonlySet<string> = new Set(
  `ltd limited llc llp lp plc inc incorporated corp corporation co company gmbh mbh ag kg kgaa ug ev sa sas sarl srl sl spa
   sapa bv nv vof oy oyj ab as asa aps ks pty pte sdn bhd kk kft zrt doo dd ooo oao zao pao ao tov sia uab eood ood jsc pjsc cjsc
   association foundation stiftung verein`.split(/\s+/),
);

/** Legal forms of several words, or with points between the letters, as one word. */
export const SPELLED_FORMS: readonly (readonly [RegExp, string])[] = [
  [/\band (co|company|sons)\b/g, 'company'],
  [/\bs a r l\b/g, 'sarl'],
  [/\bs a s\b/g, 'sas'],
  [/\bs p a\b/g, 'spa'],
  [/\bs r l\b/g, 'srl'],
  [/\bs a\b/g, 'sa'],
  [/\bl l c\b/g, 'llc'],
  [/\be v\b/g, 'ev'],
  [/\bb v\b/g, 'bv'],
  [/\bn v\b/g, 'nv'],
  [/\bgesellschaft mit beschrankter haftung\b/g, 'gmbh'],
  [/\bsociete anonyme\b/g, 'sa'],
  [/\bpublic limited company\b/g, 'plc'],
  [/\blimited liability company\b/g, 'llc'],
];

export const NUMBER_WORDS: ReadonlyMap<string, string> = new Map(
  'one two three four five six seven eight nine ten eleven twelve'
    .split(' ')
    .map((word, index): [string, string] => [word, String(index + 1)])
    .concat([
      ['first', '1'],
      ['second', '2'],
      ['third', '3'],
      ['1st', '1'],
      ['2nd', '2'],
      ['3rd', '3'],
    ]),
);
