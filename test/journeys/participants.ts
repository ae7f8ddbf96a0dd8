const HONORIFICS = ['H.E. Mr', 'Mr', 'Ms', 'S.E. M.', 'Mme', 'Sr', 'Sra', 'Dr', 'NA'];
const COUNTRIES = [
  'Algeria',
  'Brazil',
  'Côte d’Ivoire',
  'France',
  'Germany',
  'India',
  'Japan',
  'Kenya',
  'Mexico',
  'United Kingdom',
  'Viet Nam',
];
const TITLES = ['Head of Delegation', 'Director, Climate Division', 'Premier secrétaire', 'Asesor', 'NA'];
const BODIES = [
  'Ministry of Environment',
  'Ministère des Affaires étrangères',
  'Embajada',
  'Permanent Mission',
  'NA',
];

const LETTERS = 'bcdfghjklmnprstvz';
const VOWELS = 'aeiou';
/** A name of its own for each number, in letters alone. */
function familyOf(number: number): string {
  let name = '';
  for (let rest = number + 17; rest > 0; rest = Math.floor(rest / (LETTERS.length * VOWELS.length))) {
    const at = rest % (LETTERS.length * VOWELS.length);
    name += (LETTERS[Math.floor(at / VOWELS.length)] ?? '') + (VOWELS[at % VOWELS.length] ?? '');
  }
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/**
 * A list of participants as a secretariat publishes one: delegation, honorific, name, job title, affiliation, NA for nothing, no
 * addresses. All people are invented.
 */
export function participants(people: number): string {
  const rows = Array.from({ length: people }, (_unused, at) =>
    [
      COUNTRIES[at % COUNTRIES.length],
      HONORIFICS[at % HONORIFICS.length],
      `Sample ${familyOf(at)}`,
      `"${TITLES[at % TITLES.length] ?? ''}"`,
      BODIES[at % BODIES.length],
    ].join(','),
  );
  return `Delegation,Honorific,Person_Name,Job_Title,Affiliation\n${rows.join('\n')}\n`;
}
