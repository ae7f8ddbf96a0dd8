export const FORMATS = ['XLSX', 'CSV'] as const;
export type Format = (typeof FORMATS)[number];
/** Of lists: a PDF too, for a board. */
export const LIST_FORMATS = [...FORMATS, 'PDF'] as const;
export type ListFormat = (typeof LIST_FORMATS)[number];

/** What is asked of the service, as `docs/api/exports.md` has it. */
export interface ExportRequest {
  readonly list: string;
  readonly conferenceId: string;
  readonly format: ListFormat;
  readonly language: 'en' | 'fr';
  readonly columns: readonly string[];
  readonly filter?: object;
  readonly orderBy?: object;
}

/** A list as a page shows it. */
export interface ExportedList {
  /** What the service calls the list */
  readonly list: string;
  /** The name of the file, without its ending */
  readonly name: string;
  /** How many rows the list shows; undefined where the file is of something else. */
  readonly count?: number;
  readonly filter?: object;
  readonly orderBy?: object;
  /** Where the file is of use as one kind alone */
  readonly onlyAs?: Format;
}

/** What the file says of itself. */
export interface Summary {
  readonly rows: number;
  readonly guarded: number;
  readonly cut: number;
  readonly sheets: number;
}

/** Why there is no file. */
export type ExportFailure =
  | 'signed-out'
  | 'offline'
  | 'broken-off'
  | 'fault'
  /** What the service says of it: what is asked for cannot be made. */
  | { readonly refused: string };

/** In which language a file has its headings: that of the page, English where there is none. */
export const languageOfPage = (): 'en' | 'fr' =>
  document.documentElement.lang.startsWith('fr') ? 'fr' : 'en';

/** A list as a file; see {@link fetchFile}. */
export const download = (request: ExportRequest, name: string): Promise<Summary | ExportFailure> =>
  fetchFile('/exports', request, name, request.format);

/**
 * Asks for a file and hands it to the browser's downloads. A form brings file and summary together: one that was broken off is no
 * form, so a part of a list is never saved as all of it. @throws nothing
 */
export async function fetchFile(
  address: string,
  request: object,
  name: string,
  format: ListFormat,
): Promise<Summary | ExportFailure> {
  let answer: Response;
  try {
    answer = await fetch(address, {
      method: 'POST',
      credentials: 'same-origin',
      headers: { 'content-type': 'application/json', accept: 'multipart/form-data' },
      body: JSON.stringify(request),
    });
  } catch {
    return 'offline';
  }
  if (!answer.ok) return failureOf(answer);
  try {
    const form = await answer.formData();
    const [file, summary] = [form.get('file'), form.get('summary')];
    if (file === null || typeof file === 'string' || typeof summary !== 'string') return 'broken-off';
    // Several documents come in one archive.
    const ending = file.type === 'application/zip' ? 'zip' : format.toLowerCase();
    save(file, `${name}.${ending}`);
    return JSON.parse(summary) as Summary;
  } catch {
    return 'broken-off';
  }
}

async function failureOf(answer: Response): Promise<ExportFailure> {
  if (answer.status === 401) return 'signed-out';
  try {
    const { errors } = (await answer.json()) as {
      errors?: readonly { message: string; extensions?: { code?: string } }[];
    };
    const [first] = errors ?? [];
    return first?.extensions?.code === 'INVALID_INPUT' ? { refused: first.message } : 'fault';
  } catch {
    return 'fault';
  }
}

/** Hands a file to the browser's downloads; what no file may be called becomes a space. */
export function save(file: Blob, name: string): void {
  const link = document.createElement('a');
  const address = URL.createObjectURL(file);
  link.href = address;
  link.download = name.replace(/["*/:<>?\\|]+/g, ' ');
  document.body.append(link);
  link.click();
  link.remove();
  // Some browsers begin to read it in the next turn alone.
  setTimeout(() => {
    URL.revokeObjectURL(address);
  }, 60_000);
}
