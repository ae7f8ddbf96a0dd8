/** The door of registration: what a person is asked, what is missing, and what real documents hold. Pure; no Nest, no TypeORM. */
export {
  type Answers,
  completenessOf,
  isAnswered,
  missingPages,
  type PageCompleteness,
  questionsFor,
  type Participant,
} from './form/completeness.js';
export { type FormProblem, formProblems } from './form/form-problems.js';
export {
  type Condition,
  type Question,
  QUESTION_KINDS,
  type QuestionKind,
  type RegistrationForm,
  registrationForm,
} from './form/question.js';
export { STANDARD_FORM } from './form/standard-form.js';
export { type CodeMeaning, type Designation, meaningOfDocumentCode } from './people/issuing-states.js';
export {
  ageOn,
  type BirthProblem,
  birthProblem,
  machineReadableDate,
  type PartialDate,
  partialDateWords,
  readPartialDate,
  writePartialDate,
} from './people/partial-date.js';
export { mayBeNameOfLine, passportLine, type PassportName } from './people/passport-name.js';
export {
  DOCUMENT_KINDS,
  type DocumentKind,
  documentNumber,
  type DocumentProblem,
  type DocumentWarning,
  judgeDocument,
  type TravelDocument,
} from './people/travel-document.js';
