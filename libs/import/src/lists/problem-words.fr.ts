/** What is so of a cell and how to mend it, as `PROBLEMS` says it in English. */
export const PROBLEM_WORDS_FR = {
  NAME_MISSING: 'Il n’y a pas de nom. Saisissez-le comme la personne l’écrit.',
  NAME_DIFFERS: 'La candidature que vous avez porte un autre nom. Gardez-le, ou prenez celui du fichier.',
  CONSTITUENCY_MISSING: 'Il n’y a pas de groupe. Saisissez-en un.',
  COUNTRY_UNKNOWN: 'Ce n’est aucun pays d’aujourd’hui. Saisissez-en un, ou laissez vide.',
  EMAIL_INVALID: 'Ce n’est pas une adresse électronique. Saisissez-en une, ou laissez vide.',
  EMAIL_TWO: 'La cellule contient plusieurs adresses. N’en laissez qu’une.',
  EMAIL_LINK_DIFFERS:
    'La cellule montre une adresse, et son lien mène à une autre. Saisissez l’une des deux.',
  EMAIL_OF_ANOTHER:
    'Le nom dans la cellule de l’adresse est celui d’une autre personne. Vérifiez avant de soumettre.',
  EMAIL_TAKEN_OUT: 'L’adresse a été extraite d’une cellule qui contenait davantage.',
  CHARACTERS_REMOVED: 'Des caractères invisibles ont été retirés.',
  TOO_LONG: '{limit} caractères au plus ; la cellule en a {characters}. Raccourcissez.',
  VALUE_REFUSED: 'Cette valeur n’est pas acceptée. Saisissez-en une autre, ou laissez vide.',
  FORMULA_WITHOUT_VALUE:
    'La formule n’a pas de valeur enregistrée. Saisissez la valeur, ou enregistrez le fichier dans un tableur et rechargez-le.',
  ERROR_VALUE:
    'La cellule contient {mark}, la marque d’une formule qui a échoué. Saisissez la valeur, ou laissez vide.',
  NUMBER_SPOILED: 'Un tableur a arrondi ce nombre. Saisissez-le de nouveau là où il le faut.',
  CELL_WITHOUT_HEADING: 'Un texte se trouve sous aucun titre ; il n’est pas utilisé.',
  SAME_IN_FILE: 'La ligne {sameAs} a la même adresse et d’autres précisions. Laquelle est juste ?',
  NOT_CHANGEABLE:
    'La candidature que vous avez ne peut plus être modifiée par une liste ; elle reste telle quelle.',
} as const satisfies Readonly<Record<string, string>>;
