/** Bytes of a file: a list of 100,000 people has 5 to 15 MB. */
export const MOST_BYTES = 32 * 1024 * 1024;
/** Bytes of all parts of an archive, unpacked: by its directory, and counted while unpacking. */
export const MOST_UNPACKED_BYTES = 200 * 1024 * 1024;
/** Unpacked bytes to packed ones; workbooks that people made are at 5 to 50. */
export const MOST_RATIO = 200;
/** Parts that an archive may have. */
export const MOST_ENTRIES = 2_000;
/** Rows with something in them, in one sheet. */
export const MOST_ROWS = 200_000;
/** Columns with something in them. */
export const MOST_COLUMNS = 500;
/** Sheets of one file. */
export const MOST_SHEETS = 200;
/** UTF-16 units of a cell that are carried on: what a spreadsheet program can hold in one. */
export const LONGEST_CELL = 32_767;
/** UTF-16 units that are kept of a longer cell. */
export const KEPT_OF_LONG_CELL = 100;
/** UTF-16 units of one cell, or between two tags of its XML, beyond which the file is refused. */
export const LARGEST_CELL = 4 * 1024 * 1024;
/** Entries of a list in `told`. */
export const MOST_TOLD = 1_000;
/** Bytes round the first letters beyond ASCII at which the encoding is guessed. */
export const GUESSED_BYTES = 64 * 1024;
/** Milliseconds that reading may take, up to the first row, and each batch of rows after it. */
export const MOST_MILLISECONDS = 30_000;
/** Milliseconds that the process which reads waits for whoever takes the rows. */
export const MOST_IDLE_MILLISECONDS = 300_000;
/** Megabytes of heap of the process that reads. */
export const MOST_HEAP_MB = 220;
/** Rows that come over at once. */
export const ROWS_AT_ONCE = 500;
