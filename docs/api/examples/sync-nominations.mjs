// node sync-nominations.mjs people.csv state.json [--shrink]
//
// Brings the nominations of your body in line with a file, and reads what has changed since the last run. Run it each night; when it is
// killed or the network fails, run it again: nothing happens twice.
import { randomUUID } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { parse } from 'csv-parse/sync';

const [file, stateFile, flag] = process.argv.slice(2);
const { PLENARY_URL: url, PLENARY_TOKEN: token, PLENARY_CONFERENCE: slug } = process.env;
if (!stateFile || !URL.canParse(url) || !token || !slug) {
  console.error(
    'Name the file of people and that of state; set PLENARY_URL, PLENARY_TOKEN and PLENARY_CONFERENCE.',
  );
  process.exit(2);
}

/** One request, sent again until it is answered: with the same key it happens once. */
async function ask(query, variables) {
  const body = JSON.stringify({ query, variables });
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  for (let wait = 1; ; wait = Math.min(wait * 2, 60)) {
    const response = await fetch(`${url}/graphql`, { method: 'POST', headers, body }).catch(() => undefined);
    // An answer that is cut off says as little as none: nobody knows whether it was done.
    const answer = await response?.json().catch(() => undefined);
    const isPassing = [undefined, 200, 429, 502, 503, 504].includes(response?.status);
    if (answer?.errors !== undefined && response.status !== 429 && response.status < 502)
      throw Object.assign(new Error(JSON.stringify(answer.errors)), {
        code: answer.errors[0].extensions?.code,
      });
    if (answer?.data !== undefined) return answer.data;
    if (!isPassing) throw new Error(`${url}/graphql answers ${response.status}`);
    console.error(`No answer (${response?.status ?? 'no connection'}); the same again in a while`);
    await pause(1000 * Number(response?.headers.get('retry-after') ?? wait));
  }
}

/** One act. What is refused is told, and the others go on. */
async function act(name, row, variables) {
  const Name = name[0].toUpperCase() + name.slice(1);
  const [declared, given] = 'id' in variables ? ['$id: ID!, ', 'id: $id, '] : ['', ''];
  const data = await ask(
    `mutation (${declared}$input: ${Name}Input!) { ${name}(${given}input: $input) {
      nomination { version } errors { code message path } } }`,
    { ...variables, input: { idempotencyKey: randomUUID(), ...variables.input } },
  );
  const { nomination, errors } = data[name];
  if (errors.length > 0)
    refuse(`${name} ${row}: ${errors.map(({ code, message }) => `${code} ${message}`).join(' ')}`);
  else counts[name] += 1;
  return nomination;
}

function refuse(why) {
  console.error(why);
  counts.refused += 1;
}

/** A draft is changed; with the host facts are corrected, each by its own act; what is over stays as it is. */
async function bringInLine(row, { id, version, constituency, person, availableActions }, wanted) {
  const changed = Object.entries(wanted.person).filter(([field, value]) => person[field] !== value);
  const isMoved = wanted.constituencyId !== constituency.id;
  if (availableActions.includes('UPDATE')) {
    const moved = isMoved ? { constituencyId: wanted.constituencyId } : {};
    const input = { version, ...moved, person: Object.fromEntries(changed) };
    if (isMoved || changed.length > 0) await act('updateNomination', row, { id, input });
  } else if (availableActions.includes('CORRECT')) {
    const { email, ...facts } = Object.fromEntries(changed);
    const isOther = Object.keys(facts).length > 0;
    const corrected = isOther ? await act('correctPerson', row, { id, input: { version, ...facts } }) : null;
    const input = { version: corrected?.version ?? version, email };
    if (email) await act('correctEmail', row, { id, input });
    if (isMoved) refuse(`${row}: is with the host for another constituency. Ask the host to return it`);
  }
}

/** As Plenary keeps a text: in Unicode's form NFC, without spaces around it; one without a letter is none. */
const kept = (text) => text.normalize('NFC').trim() || null;
/** The domain of an address is kept in small letters. */
const keptAddress = (text) => kept(text)?.replace(/@[^@]*$/, (domain) => domain.toLowerCase()) ?? null;

/** Every entry of a list, page by page. */
async function* all(query, variables, read) {
  for (let after = null; ;) {
    const { nodes, pageInfo } = read(await ask(query, { ...variables, after }));
    yield* nodes;
    if (!pageInfo.hasNextPage) return;
    after = pageInfo.endCursor;
  }
}

const counts = {
  createNomination: 0,
  updateNomination: 0,
  correctPerson: 0,
  correctEmail: 0,
  withdrawNomination: 0,
  refused: 0,
  changes: 0,
};
const people = parse(readFileSync(file), { columns: true, bom: true });
// A column that is not there would empty the field of everybody.
const lacking = ['id', 'name', 'email', 'organisation', 'constituency'].filter((column) =>
  people.some((row) => row[column] === undefined),
);
if (lacking.length > 0) {
  console.error(`The file has no column ${lacking.join(', ')}. Nothing was done.`);
  process.exit(2);
}
const rows = new Map(people.map((row) => [row.id, row]));
const { conference, viewer } = await ask(
  `query ($slug: String!) { conference(slug: $slug) { id constituencies { id code } } viewer { apiToken { body { id } } grants { body { id } } } }`,
  { slug },
);
if (conference === null) {
  console.error(`There is no conference "${slug}" for this token.`);
  process.exit(1);
}
const conferenceId = conference.id;
// A token of the body says which; a person's says it by the person's roles.
const bodyId = (viewer.apiToken.body ?? viewer.grants[0].body).id;
const constituencies = new Map(conference.constituencies.map(({ code, id }) => [code, id]));

// What is there already is found by your own key, so no file of ids can be lost.
const there = new Map();
for await (const nomination of all(
  `query ($conferenceId: ID!, $after: String) { nominations(conferenceId: $conferenceId, first: 100, after: $after) {
    nodes { id version state externalReference availableActions constituency { id } person { name email organisation } } pageInfo { hasNextPage endCursor } } }`,
  { conferenceId },
  (data) => data.nominations,
))
  if (nomination.externalReference !== null) there.set(nomination.externalReference, nomination);

const living = [...there.values()].filter(({ availableActions }) => availableActions.includes('WITHDRAW'));
const gone = living.filter(({ externalReference }) => !rows.has(externalReference));
if (gone.length > living.length / 10 && flag !== '--shrink') {
  console.error(`The file has ${rows.size} people and would withdraw ${gone.length} of ${living.length}.`);
  console.error('Nothing was done. If that is meant, run it again with --shrink.');
  process.exit(2);
}

for (const [id, row] of rows) {
  const known = there.get(id);
  const constituencyId = constituencies.get(row.constituency);
  const person = {
    name: kept(row.name) ?? '',
    email: keptAddress(row.email),
    organisation: kept(row.organisation),
  };
  if (known?.state === 'WITHDRAWN')
    refuse(`${id}: was withdrawn. Give the row an id of its own, and the person is nominated anew`);
  else if (constituencyId === undefined)
    refuse(
      `${id}: there is no constituency "${row.constituency}", but ${[...constituencies.keys()].join(', ')}`,
    );
  else if (known === undefined)
    await act('createNomination', id, {
      input: { conferenceId, bodyId, constituencyId, externalReference: id, person },
    });
  else await bringInLine(id, known, { constituencyId, person });
}
for (const { id, version, externalReference } of gone)
  await act('withdrawNomination', externalReference, { id, input: { version } });

// What has changed, from where the last run ended. The cursor is kept together with what was made of the page.
let state = { cursor: null, changes: 0, states: {} };
try {
  state = JSON.parse(readFileSync(stateFile, 'utf8'));
} catch (error) {
  if (error.code !== 'ENOENT') throw error;
}
const changesBehind = (after) =>
  ask(
    `query ($conferenceId: ID!, $after: String) { changes(conferenceId: $conferenceId, first: 100, after: $after) {
      nodes { kind externalReference nomination { state } } pageInfo { hasNextPage endCursor } } }`,
    { conferenceId, after },
  );
for (let hasNextPage = true; hasNextPage;) {
  const { changes } = await changesBehind(state.cursor).catch((error) => {
    if (error.code !== 'CURSOR_EXPIRED') throw error;
    console.error('The cursor holds no more: all changes are read anew, which does no harm');
    return changesBehind(null);
  });
  for (const { externalReference, nomination } of changes.nodes)
    if (externalReference !== null && nomination !== null) state.states[externalReference] = nomination.state;
  state.cursor = changes.pageInfo.endCursor ?? state.cursor;
  state.changes += changes.nodes.length;
  counts.changes += changes.nodes.length;
  writeFileSync(`${stateFile}.new`, JSON.stringify(state));
  renameSync(`${stateFile}.new`, stateFile);
  ({ hasNextPage } = changes.pageInfo);
}
console.log(JSON.stringify(counts));
