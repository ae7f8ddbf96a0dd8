import { randomUUID } from 'node:crypto';
import { type Person, type Product } from '../support/product.js';

export interface FileAnswer {
  readonly status: number;
  readonly id: string | undefined;
  readonly code: string | undefined;
  readonly fileProblem: string | undefined;
  readonly message: string | undefined;
}

/** Sends a file as a program does, with a token. */
export function loadFile(
  product: Product,
  person: Person,
  bytes: Uint8Array,
  input: Readonly<Record<string, unknown>> = {},
): Promise<FileAnswer> {
  return sendFile(product.url, { authorization: `Bearer ${product.tokenOf(person)}` }, bytes, {
    idempotencyKey: randomUUID(),
    bodyId: product.world.icc,
    ...input,
  });
}

export async function sendFile(
  url: string,
  headers: Readonly<Record<string, string>>,
  bytes: Uint8Array,
  input: Readonly<Record<string, unknown>>,
): Promise<FileAnswer> {
  const response = await fetch(`${url}/import-lists`, {
    method: 'POST',
    headers: {
      'content-type': 'application/octet-stream',
      'plenary-input': encodeURIComponent(JSON.stringify(input)),
      ...headers,
    },
    body: bytes,
  });
  const body = (await response.json()) as {
    importList?: { id: string };
    errors?: { message: string; extensions: { code: string; fileProblem?: string } }[];
  };
  const [error] = body.errors ?? [];
  return {
    status: response.status,
    id: body.importList?.id,
    code: error?.extensions.code,
    fileProblem: error?.extensions.fileProblem,
    message: error?.message,
  };
}

export interface Counts {
  readonly toDraft: number;
  readonly toUpdate: number;
  readonly toLeave: number;
  readonly toAsk: number;
}

export interface ListState {
  readonly state: string;
  readonly version: number;
  readonly hasRows: boolean;
  readonly toDo: number;
  readonly done: number;
  readonly drafted: number;
  readonly updated: number;
  readonly refused: number;
  readonly undone: number;
}

const STATE =
  'query ($id: ID!) { importList(id: $id) { state version hasRows toDo done drafted updated refused undone } }';

export async function stateOf(product: Product, person: Person, id: string): Promise<ListState> {
  const { importList } = await product.as(person).data<{ importList: ListState }>(STATE, { id });
  return importList;
}

export interface Preview {
  readonly counts: Counts;
  readonly columns: readonly { readonly letter: string; readonly field: string | null }[];
  readonly questions: readonly {
    readonly about: string;
    readonly items: readonly {
      readonly item: string;
      readonly shown: string;
      readonly isAnswered: boolean;
      readonly rowCount: number;
      readonly choices: readonly { readonly choice: string | null }[];
    }[];
  }[];
}

const PREVIEW = `query ($id: ID!) { importPreview(listId: $id) { counts { toDraft toUpdate toLeave toAsk } columns { letter field }
  questions { about items { item shown isAnswered rowCount choices { choice } } } } }`;

export async function previewOf(product: Product, person: Person, id: string): Promise<Preview> {
  const { importPreview } = await product.as(person).data<{ importPreview: Preview }>(PREVIEW, { id });
  return importPreview;
}

export interface Row {
  readonly row: number;
  readonly outcome: string;
  readonly result: string | null;
  readonly nominationId: string | null;
  readonly changes: readonly object[];
  readonly problems: readonly object[];
  readonly refusal: { readonly code: string } | null;
}

const ROWS = `query ($id: ID!, $filter: ImportRowFilter, $after: String) { importRows(listId: $id, filter: $filter, first: 100, after: $after) {
  nodes { row outcome result nominationId changes { field from to } problems { cell kind stops } refusal { code } }
  pageInfo { hasNextPage endCursor } } }`;

/** All rows, page by page. */
export async function rowsOf(product: Product, person: Person, id: string, filter?: object): Promise<Row[]> {
  const rows: Row[] = [];
  for (let after: string | null = null; ;) {
    const {
      importRows,
    }: { importRows: { nodes: Row[]; pageInfo: { hasNextPage: boolean; endCursor: string } } } = await product
      .as(person)
      .data(ROWS, { id, filter, after });
    rows.push(...importRows.nodes);
    if (!importRows.pageInfo.hasNextPage) return rows;
    after = importRows.pageInfo.endCursor;
  }
}

export interface Acted {
  readonly errors: readonly {
    readonly code: string;
    readonly message: string;
    readonly counts?: Counts | null;
    readonly rows?: readonly number[] | null;
  }[];
}

const EXTRAS: Readonly<Record<string, string>> = {
  applyImportList: 'counts { toDraft toUpdate toLeave toAsk }',
  undoImportList: 'rows',
};

/** With the version that the list has now, unless another one is said. */
export async function actOnList(
  product: Product,
  person: Person,
  act: 'sayOfImportList' | 'applyImportList' | 'undoImportList' | 'abandonImportList',
  id: string,
  input: Readonly<Record<string, unknown>>,
): Promise<Acted> {
  const type = `${act.charAt(0).toUpperCase()}${act.slice(1)}Input`;
  const version = input.version ?? (await stateOf(product, person, id)).version;
  const answer = await product
    .as(person)
    .data<Record<string, Acted>>(
      `mutation ($id: ID!, $input: ${type}!) { ${act}(id: $id, input: $input) { errors { code message ${EXTRAS[act] ?? ''} } } }`,
      { id, input: { idempotencyKey: randomUUID(), version, ...input } },
    );
  return answer[act] ?? { errors: [] };
}
