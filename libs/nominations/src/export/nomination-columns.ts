import { columnsOf, EXTRA, OF_HOST } from '#libs/export';
import { type NominationView } from '../queries/nomination-view.js';
import { CAPACITY_WORDS, STAGE_WORDS, STATE_WORDS } from './words.js';

const column = columnsOf<NominationView>();

/** Headings are those that an import of the same file reads as the same fields; what no import takes in reads as none of them. */
export const NOMINATION_COLUMNS = [
  column('reference', 'text', 'Plenary no.', 'N° Plenary', (row) => row.reference),
  column('externalReference', 'text', 'Our reference', 'Notre référence', (row) => row.externalReference),
  column('honorific', 'text', 'Form of address', 'Civilité', ({ person }) => person.honorific),
  column('name', 'text', 'Name', 'Nom', ({ person }) => person.name),
  column('badgeName', 'text', 'Badge name', 'Nom sur le badge', ({ person }) => person.badgeName),
  column('jobTitle', 'text', 'Job title', 'Fonction', ({ person }) => person.jobTitle),
  column('organisation', 'text', 'Organisation', 'Organisation', ({ person }) => person.organisation),
  column('country', 'country', 'Country', 'Pays', ({ person }) => person.country),
  column('email', 'text', 'Email', 'Courriel', ({ person }) => person.email),
  column('language', 'text', 'Language', 'Langue', ({ person }) => person.language),
  column('body', 'text', 'Nominated by', 'Proposé par', ({ body }) => body.name),
  column('constituency', 'text', 'Constituency', 'Collège', ({ constituency }) => constituency.name),
  column('capacity', 'text', 'Capacity', 'En qualité de', ({ capacity }) => CAPACITY_WORDS[capacity]),
  column('rank', 'number', 'Rank', 'Rang', (row) => row.rank),
  column('state', 'text', 'Status', 'Statut', ({ state }) => STATE_WORDS[state]),
  column('submittedAt', 'instant', 'Submitted', 'Soumise', (row) => row.submittedAt),
  column('justification', 'text', 'Justification', 'Justification', (row) => row.justification),
  column('createdAt', 'instant', 'Created', 'Créée', (row) => row.createdAt, EXTRA),
  column('updatedAt', 'instant', 'Last changed', 'Dernière modification', (row) => row.updatedAt, EXTRA),
  column('returnQuestion', 'text', 'Question asked', 'Question posée', (row) => row.returnQuestion, EXTRA),
  column('answerDueAt', 'instant', 'Answer due', 'Réponse attendue', (row) => row.answerDueAt, EXTRA),
  column('stage', 'text', 'Stage', 'Étape', ({ stage }) => stage && STAGE_WORDS[stage], OF_HOST),
  column('dueAt', 'instant', 'Due', 'Échéance', (row) => row.dueAt, OF_HOST),
];
