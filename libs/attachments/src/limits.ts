/** Bytes of a file, a picture or a document. */
export const MOST_BYTES = 10 * 1024 * 1024;
/** Pixels of a picture: 50 million. */
export const MOST_PIXELS = 50_000_000;
/** Pixels of a photograph of a person, at least. */
export const LEAST_PHOTOGRAPH = { width: 240, height: 300 } as const;
/** Quality of the JPEG that is kept, of 100. */
export const QUALITY = 90;
/** Milliseconds that a file may be looked at. */
export const MOST_MILLISECONDS = 20_000;
/** Megabytes of heap of the process that looks. */
export const MOST_HEAP_MB = 256;
/** Megabytes that the process may have in all: a picture of MOST_PIXELS has 150 as it is decoded, one of HEIC 200. */
export const MOST_MEMORY_MB = 900;
/** Files of one side on one subject. */
export const MOST_FILES = 10;
/** Bytes of all of them. */
export const MOST_BYTES_OF_SUBJECT = 50 * 1024 * 1024;
