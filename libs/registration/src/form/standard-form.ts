import { type z } from 'zod';
import { type Question, type question, type RegistrationForm, registrationForm } from './question.js';

type Given = Omit<z.input<typeof question>, 'key' | 'kind' | 'label'>;
type Words = readonly [en: string, fr: string];

const both = ([en, fr]: Words): { en: string; fr: string } => ({ en, fr });
const ask = (
  key: string,
  kind: Question['kind'],
  label: Words,
  more: Given = {},
): z.input<typeof question> => ({
  key,
  kind,
  label: both(label),
  ...more,
});
const choose = (...values: readonly (readonly [value: string, ...label: Words])[]) =>
  values.map(([value, ...label]) => ({ value, label: both(label) }));

const HOST = ['HOST_OFFICER', 'HOST_APPROVER'] as const;
/** What the desk at the door and the letters for a visa need. */
const GUARDED: Given = { isGuarded: true, isRequired: true, readers: [...HOST], keptDays: 30 };
const LOGISTICS: Given = { readers: [...HOST], keptDays: 30 };

/**
 * The questions of a conference that has not chosen its own: what real documents, badges, doors and kitchens need, and no more.
 * Personal questions that serve no purpose of the conference (religion, sex) are not among them.
 */
export const STANDARD_FORM: RegistrationForm = registrationForm.parse({
  pages: [
    {
      key: 'names',
      title: both(['Your name', 'Votre nom']),
      questions: [
        ask(
          'passportName',
          'PASSPORT_NAME',
          ['Your name as in your passport', 'Votre nom tel qu’il figure sur le passeport'],
          {
            ...GUARDED,
            hint: both([
              'If you have one name, write it in either field.',
              'Si vous n’avez qu’un seul nom, écrivez-le dans l’un des deux champs.',
            ]),
          },
        ),
        ask('badgeName', 'TEXT', ['Your name for the badge', 'Votre nom pour le badge'], {
          isRequired: true,
          readers: [...HOST],
          mostSigns: 100,
          autocomplete: 'name',
        }),
        ask('salutation', 'TEXT', ['How letters should address you', 'La formule d’appel des lettres'], {
          readers: [...HOST],
          mostSigns: 100,
          hint: both(['For example: Your Excellency', 'Par exemple : Excellence']),
        }),
      ],
    },
    {
      key: 'birth',
      title: both(['Birth and nationality', 'Naissance et nationalité']),
      questions: [
        ask('nationalities', 'COUNTRIES', ['Your nationalities', 'Vos nationalités'], {
          readers: [...HOST],
          hint: both([
            'Countries or territories; leave it empty if you have none.',
            'Pays ou territoires ; laissez vide si vous n’en avez aucune.',
          ]),
        }),
        ask('birthDate', 'PARTIAL_DATE', ['Your date of birth', 'Votre date de naissance'], {
          ...GUARDED,
          autocomplete: 'bday',
        }),
        ask('birthPlace', 'TEXT', ['Your place of birth', 'Votre lieu de naissance'], {
          ...GUARDED,
          mostSigns: 100,
        }),
      ],
    },
    {
      key: 'document',
      title: both(['Your travel document', 'Votre document de voyage']),
      questions: [
        ask(
          'document',
          'DOCUMENT',
          ['The document with which you travel', 'Le document avec lequel vous voyagez'],
          GUARDED,
        ),
        ask(
          'needsVisaLetter',
          'YES_NO',
          ['Do you need a letter for a visa?', 'Avez-vous besoin d’une lettre pour un visa ?'],
          {
            ...LOGISTICS,
            isRequired: true,
          },
        ),
        ask(
          'visaWhere',
          'TEXT',
          ['The consulate at which you apply', 'Le consulat auquel vous vous adressez'],
          {
            ...LOGISTICS,
            mostSigns: 200,
            conditions: [{ question: 'needsVisaLetter', is: 'ONE_OF', values: ['yes'] }],
          },
        ),
      ],
    },
    {
      key: 'photograph',
      title: both(['Your photograph', 'Votre photographie']),
      questions: [
        ask('photo', 'PHOTO', ['A photograph for the badge', 'Une photographie pour le badge'], GUARDED),
      ],
    },
    {
      key: 'travel',
      title: both(['Arrival and stay', 'Arrivée et séjour']),
      questions: [
        ask('comesBy', 'CHOICE', ['How you arrive', 'Comment vous arrivez'], {
          ...LOGISTICS,
          choices: choose(
            ['air', 'By air', 'En avion'],
            ['rail', 'By rail', 'En train'],
            ['road', 'By road', 'Par la route'],
            ['local', 'I am there already', 'Je suis déjà sur place'],
          ),
        }),
        ask('arrivesAt', 'MOMENT', ['When you arrive', 'Quand vous arrivez'], {
          ...LOGISTICS,
          conditions: [{ question: 'comesBy', is: 'ONE_OF', values: ['air', 'rail', 'road'] }],
        }),
        ask('flight', 'TEXT', ['The number of your flight', 'Le numéro de votre vol'], {
          ...LOGISTICS,
          mostSigns: 20,
          conditions: [{ question: 'comesBy', is: 'ONE_OF', values: ['air'] }],
        }),
        ask('hotel', 'TEXT', ['Where you stay', 'Où vous logez'], {
          ...LOGISTICS,
          mostSigns: 200,
          conditions: [{ question: 'comesBy', is: 'ONE_OF', values: ['air', 'rail', 'road'] }],
        }),
      ],
    },
    {
      key: 'needs',
      title: both(['What you need', 'Vos besoins']),
      questions: [
        ask('languages', 'CHOICES', ['Languages that you follow', 'Les langues que vous suivez'], {
          readers: [...HOST],
          choices: choose(
            ['en', 'English', 'Anglais'],
            ['fr', 'French', 'Français'],
            ['es', 'Spanish', 'Espagnol'],
            ['ru', 'Russian', 'Russe'],
            ['ar', 'Arabic', 'Arabe'],
            ['zh', 'Chinese', 'Chinois'],
            ['sign', 'A sign language', 'Une langue des signes'],
          ),
        }),
        ask('diet', 'TEXT', ['What you do not eat', 'Ce que vous ne mangez pas'], {
          ...LOGISTICS,
          isPrivate: true,
          mostSigns: 200,
        }),
        ask(
          'needsAccess',
          'YES_NO',
          ['Do you need help with access?', 'Avez-vous besoin d’une aide à l’accessibilité ?'],
          {
            ...LOGISTICS,
            isPrivate: true,
            isRequired: true,
          },
        ),
        ask('accessNeeds', 'PROSE', ['What would help you', 'Ce qui vous aiderait'], {
          ...LOGISTICS,
          isPrivate: true,
          mostSigns: 1_000,
          conditions: [{ question: 'needsAccess', is: 'ONE_OF', values: ['yes'] }],
        }),
        ask('emergencyName', 'TEXT', ['Whom to tell in an emergency', 'Qui prévenir en cas d’urgence'], {
          ...LOGISTICS,
          mostSigns: 100,
        }),
        ask('emergencyPhone', 'PHONE', ['Their telephone number', 'Son numéro de téléphone'], {
          ...LOGISTICS,
          conditions: [{ question: 'emergencyName', is: 'ANSWERED' }],
        }),
      ],
    },
    {
      key: 'consent',
      title: both(['Who may see that you come', 'Qui peut savoir que vous venez']),
      questions: [
        ask(
          'isListed',
          'CHOICE',
          [
            'Who may see your name on the list of participants?',
            'Qui peut voir votre nom sur la liste des participants ?',
          ],
          {
            isRequired: true,
            readers: [...HOST],
            choices: choose(
              ['nobody', 'Nobody', 'Personne'],
              ['participants', 'Other participants', 'Les autres participants'],
              ['public', 'Everybody', 'Tout le monde'],
            ),
          },
        ),
        ask('isPhotographed', 'YES_NO', ['May you be photographed?', 'Peut-on vous photographier ?'], {
          isRequired: true,
          readers: [...HOST],
        }),
      ],
    },
  ],
});
