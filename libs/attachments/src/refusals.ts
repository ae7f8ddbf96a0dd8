import { Refusal } from '#libs/kernel';

/**
 * Why a file is refused, and how to mend it. The kind is the key under which a page has the sentence in other languages; `{name}` stands
 * for a figure of the refusal.
 */
export const FILE_REFUSALS = {
  EMPTY: 'The file is empty. Choose the file again, or another copy of it.',
  TOO_LARGE: 'The file has more than {limit} MB, which is the most. Save it smaller, or in parts.',
  NOT_TAKEN: 'This is neither a PDF nor a picture. Save it as PDF, JPEG or PNG.',
  NOT_A_PICTURE: 'This is not a picture. Choose a JPEG or PNG.',
  OTHER_PICTURE: 'This kind of picture is not taken, whatever its name says. Save it as JPEG or PNG.',
  HEIC: 'This HEIC picture cannot be read. Save it as JPEG, or have the telephone take pictures as “most compatible”.',
  PICTURE_CUT_OFF: 'This picture is not whole. Choose the file again, or another copy of it.',
  TOO_MANY_PIXELS:
    'The picture has {width} × {height} pixels; at most {limit} million in all are taken. Save it smaller.',
  TOO_FEW_PIXELS:
    'The picture has {width} × {height} pixels; a photograph has at least {leastWidth} × {leastHeight}. Choose a larger one.',
  NOT_A_PDF: 'This is not a PDF. Choose the document as PDF.',
  PDF_CUT_OFF: 'This is not a whole PDF. Save it again, and choose that.',
  NEEDS_PASSWORD: 'The PDF needs a password to be opened. Save a copy without it.',
  HOLDS_SCRIPT: 'The PDF holds a script or starts a program. Print it to a new PDF, and choose that.',
  HOLDS_FILE: 'The PDF holds another file. Print it to a new PDF, and send the other file by itself.',
  TOO_MUCH_WORK: 'The file asks for more work than a document can need. Save it anew, and choose that.',
  TOO_MANY_FILES:
    'There are {limit} files already, which is the most. Delete one that is no longer needed, or put several into one PDF.',
  NO_ROOM:
    'Together the files would have more than {limit} MB, which is the most. Save them smaller, or delete one that is no longer needed.',
  INFECTED: 'The virus scanner has found something in the file. It was not kept.',
} as const satisfies Readonly<Record<string, string>>;

export type FileProblem = keyof typeof FILE_REFUSALS;

/** Figures of a refusal: limits, and what was found. No content of the file: messages may end in a log. */
export type FileFigures = Readonly<Record<string, number>>;

/** FILE_REFUSED, with what is wrong as `fileProblem`; its words have the figures in them, in English. */
export function fileRefused(fileProblem: FileProblem, figures: FileFigures = {}): Refusal {
  const words = FILE_REFUSALS[fileProblem].replace(/\{(\w+)\}/g, (_all, name: string) =>
    (figures[name] ?? 0).toLocaleString('en-GB'),
  );
  return new Refusal('FILE_REFUSED', words, ['file'], { fileProblem, ...figures });
}
