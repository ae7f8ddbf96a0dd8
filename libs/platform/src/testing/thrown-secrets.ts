import { GraphQLError } from 'graphql';

/** A person's name and password, as a library or a mistake of ours may put them into an error. */
export const SECRET = 'Zacharias Secretperson, password hunter2-Secretperson';

const SQL = `INSERT INTO nominations.person (name) VALUES ('Zacharias Secretperson')`;

const failing = (): never => {
  throw new Error(`"${SECRET}"`);
};

/** All kinds of what may be thrown. */
export const THROWN: Readonly<Record<string, () => unknown>> = {
  'an error': () => new Error(`"${SECRET}"`),
  'an error of PostgreSQL': () =>
    Object.assign(new Error(`syntax error in ${SQL}`), { code: '42601', detail: SQL, hint: SECRET }),
  'an error with a place of its own': () =>
    Object.assign(new TypeError(`"${SECRET}"`), {
      path: ['Zacharias', 'Secretperson'],
      locations: [{ line: 77, column: 77 }],
    }),
  'an error with a code, a status and extensions': () =>
    Object.assign(new Error(`"${SECRET}"`), {
      code: 'ERR_SECRET',
      status: 404,
      statusCode: 404,
      headers: { 'x-person': SECRET },
      extensions: { code: 'NOT_FOUND', person: SECRET, http: { status: 404 } },
    }),
  'an error with nodes and positions that are none': () =>
    Object.assign(new Error(`"${SECRET}"`), { nodes: [null, SECRET], source: SECRET, positions: ['x'] }),
  'an error of GraphQL': () =>
    new GraphQLError(SECRET, { extensions: { code: 'NOT_FOUND', person: SECRET } }),
  'an error of GraphQL with a place': () => new GraphQLError(SECRET, { path: ['Zacharias', 0] }),
  'an error that looks like one of arguments': () => new GraphQLError(`Argument "${SECRET}"`),
  'an error with a cause': () =>
    new Error(`"${SECRET}"`, { cause: new AggregateError([new Error(SECRET)], `"${SECRET}"`) }),
  'an error whose message throws': () => Object.defineProperty(new Error(), 'message', { get: failing }),
  'an error all of which throws': () =>
    new Proxy(new Error(), { get: failing, has: failing, getPrototypeOf: failing }),
  'a text': () => SECRET,
  'an object': () => ({ message: SECRET, statusCode: 404, expose: true, toString: failing, toJSON: failing }),
  'an object without a prototype': () => Object.assign(Object.create(null) as object, { message: SECRET }),
  null: () => null,
  nothing: () => undefined,
};

/** What must be neither in an answer nor in a log. */
export const TRACES = /Zacharias|Secretperson|hunter2|INSERT INTO/;
