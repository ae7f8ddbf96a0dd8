import Fastify, { type FastifyRequest } from 'fastify';
import pg from 'pg';
import { type Viewer } from '../stage/page-query.js';
import { referenceActions } from './reference-actions.js';

/**
 * The floor: a Fastify route, one prepared statement, JSON. No GraphQL, no row-level security, no sign-in; the least
 * that answers the question.
 */
const { PORT, BENCH_DATABASE_URL, BENCH_BODY_ID } = process.env;

interface Row {
  id: string;
  reference: string;
  state: string;
  capacity: string;
  rank: number | null;
  stage: string | null;
  person_id: string;
  name: string;
  organisation: string | null;
  country: string | null;
  body_id: string;
  code: string;
  body_name: string;
}

const COLUMNS = `n.id, n.reference, n.capacity, n.rank, p.id AS person_id, p.name, p.organisation, p.country,
  b.id AS body_id, b.code, b.name AS body_name`;
const JOINS = `FROM nominations.nomination n JOIN nominations.person p ON p.id = n.person_id
  JOIN conference.body b ON b.id = n.body_id`;
const REST = 'AND n.id > $2 ORDER BY n.id LIMIT $3';
const STATEMENTS: Record<Viewer, string> = {
  partner: `SELECT ${COLUMNS}, n.state, NULL AS stage ${JOINS} WHERE n.body_id = $1 ${REST}`,
  host: `SELECT ${COLUMNS}, CASE WHEN r.decision_id IS NULL THEN n.state ELSE 'DECIDED' END AS state, r.stage
    ${JOINS} LEFT JOIN approvals.open_review r ON r.subject_id = n.id WHERE n.conference_id = $1 ${REST}`,
};
const FIRST = '00000000-0000-0000-0000-000000000000';

const pool = new pg.Pool({ connectionString: BENCH_DATABASE_URL, max: 20 });
const app = Fastify();

type PageRequest = FastifyRequest<{
  Querystring: { conferenceId: string; first: string; after?: string };
  Headers: { 'x-viewer'?: Viewer };
}>;

app.get('/', async () => ({}));
app.get('/nominations', async (request: PageRequest) => {
  const { conferenceId, first, after = FIRST } = request.query;
  const viewer = request.headers['x-viewer'] ?? 'partner';
  const scope = viewer === 'host' ? conferenceId : BENCH_BODY_ID;
  const size = Number(first);
  const { rows } = await pool.query<Row>({
    name: viewer,
    text: STATEMENTS[viewer],
    values: [scope, after, size + 1],
  });
  const nodes = rows.slice(0, size).map((row) => toNode(row, viewer));
  return { nodes, pageInfo: { hasNextPage: rows.length > size, endCursor: nodes.at(-1)?.id ?? null } };
});
await app.listen({ port: Number(PORT), host: '127.0.0.1' });
process.once('SIGTERM', () => process.exit(0));

function toNode(row: Row, viewer: Viewer) {
  return {
    id: row.id,
    reference: row.reference,
    state: row.state,
    capacity: row.capacity,
    rank: row.rank,
    person: { id: row.person_id, name: row.name, organisation: row.organisation, country: row.country },
    body: { id: row.body_id, code: row.code, name: row.body_name },
    availableActions: referenceActions(viewer, row.state, row.stage),
  };
}
