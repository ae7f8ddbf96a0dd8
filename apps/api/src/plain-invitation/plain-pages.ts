import { withFirstOfMonth } from '#libs/kernel';
import { escape, hidden, isolated, paragraph } from './html.js';
import { LANGUAGES, type Language, WORDS, type Words } from './plain-words.js';

export const PLAIN_PATH = '/invitation/plain';
export const STYLE_PATH = '/invitation/plain.css';
export const pathIn = (language: Language): string => `${PLAIN_PATH}/${language}`;
export const LONGEST_REASON = 1_000;

type State = 'PENDING' | 'CONFIRMED' | 'DECLINED' | 'LAPSED' | 'CANCELLED';
export type Wish = 'confirm' | 'decline';

/** What the API says about an invitation to whoever has its token. */
export interface Invitation {
  readonly state: State;
  readonly personName: string;
  readonly honorific: string | null;
  readonly capacity: keyof Words['capacities'];
  readonly nominatedBy: string;
  readonly respondBy: string;
  readonly changeableUntil: string | null;
  readonly calendar: string | null;
  readonly conference: {
    readonly name: string;
    readonly venue: string;
    readonly city: string;
    readonly startsOn: string;
    readonly endsOn: string;
    readonly timeZone: string;
  };
}

/** What every page knows. */
export interface Setting {
  readonly language: Language;
  /** Whom people write to who have a question; null: the organisation that nominated them. */
  readonly contact: string | null;
}

export interface Shown extends Setting {
  readonly invitation: Invitation;
  readonly token: string;
  readonly problem?: string;
  /** What the person has entered before. */
  readonly answer?: Wish | undefined;
  readonly reason?: string;
}

/** Where the code of the mail is typed: the token behind the `#` of a link is sent to nobody. */
export function askForCode(
  setting: Setting,
  problem?: { readonly title: string; readonly text: string },
): string {
  const words = WORDS[setting.language];
  return page(setting, {
    title: problem?.title ?? words.title,
    main: `${problem === undefined ? '' : paragraph(problem.text)}
<form method="post" action="${pathIn(setting.language)}" autocomplete="off">
<p id="how">${escape(words.codeHow)}</p>
<p><label for="token">${escape(words.code)}</label>
<input type="text" id="token" name="token" required maxlength="300" spellcheck="false" autocapitalize="characters" autocomplete="off" aria-describedby="how" dir="ltr"></p>
<button>${escape(words.read)}</button>
</form>
${whomToAsk(setting)}`,
  });
}

/** Where nothing can be shown for now. @param reference by which the log has what happened. */
export function sayProblem(setting: Setting, problem: string, reference?: string): string {
  const words = WORDS[setting.language];
  const told = reference === undefined ? '' : paragraph(words.reference(reference));
  return page(setting, { title: words.problem, main: paragraph(problem) + told + whomToAsk(setting) });
}

/** The invitation, and the form that answers it as long as it can be answered. */
export function showInvitation(shown: Shown): string {
  const words = WORDS[shown.language];
  const { invitation, problem, token } = shown;
  const { conference, state, honorific, personName, nominatedBy, changeableUntil } = invitation;
  const name = [honorific, personName].filter(Boolean).join(' ');
  const isOpen = changeableUntil !== null;
  const settled = state === 'DECLINED' && isOpen ? words.declinedOpen : words.over[state];
  return page(shown, {
    title: words.title,
    again: { token },
    main: `${problem === undefined ? '' : `<div class="problem" role="alert">${paragraph(problem)}</div>`}
<p>${words.lead(isolated(name), isolated(conference.name), isolated(nominatedBy))}</p>
${facts(shown)}
${state === 'PENDING' ? chooseForm(shown) : paragraph(settled)}
${calendarForm(shown)}
${state === 'CONFIRMED' || state === 'DECLINED' ? changeForm(shown, state) : ''}
${whomToAsk(shown)}`,
  });
}

/** What the answer brings with it, to be read before it is sent; `key` makes it happen once. */
export function checkAnswer(shown: Shown & { readonly answer: Wish }, key: string): string {
  const words = WORDS[shown.language];
  const { answer, token, reason = '', invitation } = shown;
  const isChange = invitation.state !== 'PENDING';
  const entered = { token, answer, reason };
  return page(shown, {
    title: words.check,
    again: { ...entered, step: 'check' },
    main: `<p>${isolated(invitation.conference.name)}</p>
<div class="inset">${paragraph(words.about[isChange ? 'change' : 'first'][answer])}</div>
<form method="post" action="${pathIn(shown.language)}" autocomplete="off">
${hidden({ ...entered, key })}
<button name="step" value="send">${escape(words.sendNow[answer])}</button>
<button class="second" name="step" value="read">${escape(words.goBack[isChange ? answer : 'choose'])}</button>
</form>`,
  });
}

/** That the answer was taken, and what follows. */
export function thank(shown: Shown): string {
  const words = WORDS[shown.language];
  const { state, conference, changeableUntil } = shown.invitation;
  if (state !== 'CONFIRMED' && state !== 'DECLINED') return showInvitation(shown);
  return page(shown, {
    title: words.thanks[state],
    again: { token: shown.token },
    main: `<p>${isolated(conference.name)}</p>
<h2>${escape(words.next)}</h2>
${paragraph(words.nextText[state])}
${changeableUntil === null ? '' : paragraph(words.change[state].text(moment(shown, changeableUntil)))}
${calendarForm(shown)}
${whomToAsk(shown)}`,
  });
}

function facts(shown: Shown): string {
  const words = WORDS[shown.language];
  const { conference, state, capacity, respondBy } = shown.invitation;
  const rows: readonly (readonly [string, string])[] = [
    [words.dates, escape(days(shown.language, conference.startsOn, conference.endsOn))],
    [words.venue, isolated(`${conference.venue}, ${conference.city}`)],
    [words.capacity, escape(words.capacities[capacity])],
    [
      words.answer,
      escape(state === 'PENDING' ? words.answerBy(moment(shown, respondBy)) : words.states[state]),
    ],
  ];
  return `<dl>\n${rows.map(([term, value]) => `<dt>${escape(term)}</dt><dd>${value}</dd>`).join('\n')}\n</dl>`;
}

function chooseForm(shown: Shown): string {
  const words = WORDS[shown.language];
  const choice = (wish: Wish, label: string): string =>
    `<label class="choice"><input type="radio" name="answer" value="${wish}"${shown.answer === wish ? ' checked' : ''}> ${escape(label)}</label>`;
  return toCheck(
    shown,
    `<fieldset><legend>${escape(words.question)}</legend>
${choice('confirm', words.yes)}
${choice('decline', words.no)}
</fieldset>
${reasonField(shown)}`,
  );
}

function changeForm(shown: Shown, from: 'CONFIRMED' | 'DECLINED'): string {
  const words = WORDS[shown.language];
  const { changeableUntil } = shown.invitation;
  if (changeableUntil === null) return '';
  const { title, text } = words.change[from];
  const wish: Wish = from === 'CONFIRMED' ? 'decline' : 'confirm';
  return `<h2>${escape(title)}</h2>
${paragraph(text(moment(shown, changeableUntil)))}
${toCheck(shown, `${hidden({ answer: wish })}\n${wish === 'decline' ? reasonField(shown) : ''}`)}`;
}

const toCheck = ({ language, token }: Shown, fields: string): string =>
  `<form method="post" action="${pathIn(language)}" autocomplete="off">
${hidden({ token })}
${fields}
<button name="step" value="check">${escape(WORDS[language].continue)}</button>
</form>`;

function reasonField({ language, reason = '' }: Shown): string {
  const words = WORDS[language];
  return `<p><label for="reason">${escape(words.reason)}</label>
<span class="hint" id="reason-hint">${escape(words.reasonHint)}</span>
<textarea id="reason" name="reason" maxlength="${LONGEST_REASON}" rows="3" dir="auto" aria-describedby="reason-hint">${escape(reason)}</textarea></p>`;
}

/** The file comes as the answer to a form, so that no address carries the secret of the link. */
function calendarForm({ language, token, invitation }: Shown): string {
  const words = WORDS[language];
  if (invitation.calendar === null) return '';
  return `<h2>${escape(words.calendar)}</h2>
<form method="post" action="${pathIn(language)}" autocomplete="off">
${hidden({ token })}
<button class="second" name="step" value="calendar">${escape(words.calendarFile)}</button>
</form>`;
}

function whomToAsk({ language, contact }: Setting): string {
  const words = WORDS[language];
  return `<h2>${escape(words.contact)}</h2>
${contact === null ? paragraph(words.noContact) : `<p>${escape(words.writeTo(contact))}</p>`}`;
}

interface Content {
  readonly title: string;
  readonly main: string;
  /** What shows the same page in the other language; absent: its address alone. */
  readonly again?: Readonly<Record<string, string>>;
}

function page({ language }: Setting, { title, main, again }: Content): string {
  const other = LANGUAGES.find((one) => one !== language) ?? language;
  const label = escape(WORDS[language].otherLanguage);
  const change =
    again === undefined
      ? `<a href="${pathIn(other)}" lang="${other}" hreflang="${other}">${label}</a>`
      : `<form method="post" action="${pathIn(other)}">${hidden(again)}<button lang="${other}">${label}</button></form>`;
  return `<!doctype html>
<html lang="${language}" dir="ltr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escape(title)} – Plenary</title>
<link rel="stylesheet" href="${STYLE_PATH}">
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
</head>
<body>
<header><div><span>Plenary</span>${change}</div></header>
<main>
<h1>${escape(title)}</h1>
${main}
</main>
</body>
</html>
`;
}

const FORMATS = { en: 'en-GB', fr: 'fr-FR' } as const;

function days(language: Language, first: string, last: string): string {
  const format = new Intl.DateTimeFormat(FORMATS[language], { dateStyle: 'long', timeZone: 'UTC' });
  return withFirstOfMonth(
    language,
    format.formatRange(new Date(`${first}T12:00:00Z`), new Date(`${last}T12:00:00Z`)),
  );
}

/** A moment as people at the conference's place read it, its time zone named. */
const moment = ({ language, invitation }: Shown, at: string): string =>
  withFirstOfMonth(
    language,
    new Intl.DateTimeFormat(FORMATS[language], {
      weekday: 'long',
      day: 'numeric',
      month: 'long',
      year: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
      timeZone: invitation.conference.timeZone,
      timeZoneName: 'short',
    })
      .format(new Date(at))
      .replace(/UTC[+-]0$/, 'UTC'),
  );
