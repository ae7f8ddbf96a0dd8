import { randomUUID } from 'node:crypto';
import { type Request } from 'autocannon';
import { type Bench, type BenchResult } from './bench.js';
import { benchDatabase } from './stage/database.js';
import { sequencesPerSecond } from './stage/load.js';
import { inventPerson } from './stage/names.js';
import { type BenchProcess, startApiProcess, startReference } from './stage/processes.js';
import { type Seed } from './stage/seed.js';
import { inTurns, median } from './stage/statistics.js';

const PART_OF_STOCK = 0.8;
const PART_WITH_REFERENCE = 0.95;
const WARM_UP_SECONDS = 3;
const SECONDS = 5;
const JSON_HEADERS = { 'content-type': 'application/json' };

const CREATE = `mutation Create($input: CreateNominationInput!) {
  createNomination(input: $input) { nomination { id state version } errors { code message } }
}`;
const SUBMIT = `mutation Submit($id: ID!, $input: SubmitNominationInput!) {
  submitNomination(id: $id, input: $input) { nomination { id state } errors { code message } }
}`;
const CREATE_STOCK = `mutation Create($input: CreateNominationInput!) { createNomination(input: $input) { id state } }`;

let made = 0;

/** The four quotas of the bench take turns, as bodies do that work side by side. */
function nextPlace({ world, tokens }: Seed): { input: object; token: string } {
  const index = made++;
  const isLargest = index % 2 === 0;
  return {
    token: isLargest ? tokens.iccCoordinator : tokens.chCoordinator,
    input: {
      conferenceId: world.conferenceId,
      bodyId: isLargest ? world.icc : world.chathamHouse,
      constituencyId: index % 4 < 2 ? world.business : world.academia,
      capacity: 'DELEGATE',
      // Nobody has been nominated with this address.
      person: { ...inventPerson(index), email: `new.${index}@nominees.example` },
      justification: 'Known for patient work on the questions of the conference.',
    },
  };
}

/** What one connection remembers between its two requests. */
interface Turn {
  token?: string;
  id?: string;
}

interface Plenary {
  readonly seed: Seed;
  /** Drafted and submitted by one request, as importers do, or by one after the other, as people do. */
  readonly isAtOnce: boolean;
  /** With the body's own key. */
  readonly isReferenced?: boolean;
}

function plenaryRequests({ seed, isAtOnce, isReferenced = false }: Plenary): Request[] {
  const body = (query: string, variables: object): string => JSON.stringify({ query, variables });
  const headers = (token = ''): Record<string, string> => ({
    ...JSON_HEADERS,
    authorization: `Bearer ${token}`,
  });
  const create: Request = {
    method: 'POST',
    path: '/graphql',
    setupRequest: (request, context) => {
      const { input, token } = nextPlace(seed);
      Object.assign(context, { token });
      const own = isReferenced ? { externalReference: randomUUID() } : {};
      const variables = {
        input: { ...input, ...own, isSubmitted: isAtOnce, idempotencyKey: randomUUID() },
      };
      return { ...request, headers: headers(token), body: body(CREATE, variables) };
    },
    onResponse: (_status, text, context) => {
      const { id, state } = nominationOf(text, 'createNomination');
      requireState(state, isAtOnce ? 'SUBMITTED' : 'DRAFT');
      Object.assign(context, { id });
    },
  };
  const submit: Request = {
    method: 'POST',
    path: '/graphql',
    setupRequest: (request, context) => {
      const { id, token } = context as Turn;
      const variables = { id, input: { idempotencyKey: randomUUID(), version: 1 } };
      return { ...request, headers: headers(token), body: body(SUBMIT, variables) };
    },
    onResponse: (_status, text) => requireState(nominationOf(text, 'submitNomination').state, 'SUBMITTED'),
  };
  return isAtOnce ? [create] : [create, submit];
}

function requireState(state: string, wanted: string): void {
  if (state !== wanted) throw new Error(`It is ${state}, not ${wanted}`);
}

function nominationOf(text: string, field: string): { id: string; state: string } {
  const { data } = JSON.parse(text) as {
    data?: Record<string, { nomination: { id: string; state: string } | null }>;
  };
  const nomination = data?.[field]?.nomination;
  if (nomination === null || nomination === undefined) throw new Error(text);
  return nomination;
}

export function stockRequests(seed: Seed): Request[] {
  return [
    {
      method: 'POST',
      path: '/graphql',
      headers: JSON_HEADERS,
      setupRequest: (request) => ({
        ...request,
        body: JSON.stringify({ query: CREATE_STOCK, variables: { input: nextPlace(seed).input } }),
      }),
      onResponse: (_status, text) => {
        if (!text.includes('"state":"DRAFT"')) throw new Error(text);
      },
    },
  ];
}

async function measure(plenary: BenchProcess, stock: BenchProcess, seed: Seed): Promise<BenchResult[]> {
  const write = {
    atOnce: (seconds: number) =>
      sequencesPerSecond(plenary.url, plenaryRequests({ seed, isAtOnce: true }), seconds),
    oneAfterTheOther: (seconds: number) =>
      sequencesPerSecond(plenary.url, plenaryRequests({ seed, isAtOnce: false }), seconds),
    referenced: (seconds: number) =>
      sequencesPerSecond(plenary.url, plenaryRequests({ seed, isAtOnce: true, isReferenced: true }), seconds),
    stock: (seconds: number) => sequencesPerSecond(stock.url, stockRequests(seed), seconds),
  };
  for (const one of Object.values(write)) await one(WARM_UP_SECONDS);
  const samples = await inTurns({
    atOnce: () => write.atOnce(SECONDS),
    oneAfterTheOther: () => write.oneAfterTheOther(SECONDS),
    referenced: () => write.referenced(SECONDS),
    stock: () => write.stock(SECONDS),
  });
  const result = (name: string, ours: number[]): BenchResult => {
    const ratio = median(ours) / median(samples.stock);
    return {
      name,
      value: median(ours),
      unit: 'nominations/s',
      against: `stock, two bare rows: ${median(samples.stock).toFixed(0)}/s`,
      ratio,
      goal: `>= ${PART_OF_STOCK}`,
      met: ratio >= PART_OF_STOCK,
      samples: ours,
    };
  };
  const withReference = median(samples.referenced) / median(samples.atOnce);
  return [
    {
      ...result('create and submit with an externalReference', samples.referenced),
      against: `without: ${median(samples.atOnce).toFixed(0)}/s`,
      ratio: withReference,
      goal: `>= ${PART_WITH_REFERENCE}`,
      met: withReference >= PART_WITH_REFERENCE,
    },
    result('create and submit, one request', samples.atOnce),
    result('create and submit, two requests', samples.oneAfterTheOther),
  ];
}

async function run(): Promise<BenchResult[]> {
  const database = await benchDatabase();
  const { world } = database.seed;
  const plenary = await startApiProcess(database);
  const stock = await startReference('stock/main.js', {
    BENCH_DATABASE_URL: database.superuserUrl,
    BENCH_BODY_ID: world.icc,
    BENCH_USER_ID: world.people.iccCoordinator.userId,
  });
  return measure(plenary, stock, database.seed);
}

export const benches: Bench[] = [{ name: 'writes', run }];
