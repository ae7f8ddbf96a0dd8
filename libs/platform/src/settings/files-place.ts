import { join, resolve } from 'node:path';

/** Where the bytes of files are kept: an absolute directory, or a bucket of a server that speaks S3. */
export type FilesPlace =
  | { readonly directory: string }
  | {
      readonly bucket: {
        readonly origin: string;
        readonly name: string;
        readonly region: string;
        readonly accessKeyId: string;
        readonly secretAccessKey: string;
      };
    };

const BUCKET = /^s3(\+http)?:/;

/** Whether a setting names a directory, or a bucket with key, secret and name. */
export function isFilesPlace(text: string): boolean {
  if (!BUCKET.test(text)) return !/^[a-z][a-z\d+.-]+:\/\//i.test(text);
  const url = parsed(text);
  return (
    url !== undefined &&
    url.username !== '' &&
    url.password !== '' &&
    /^\/[a-z\d][a-z\d.-]{1,62}$/.test(url.pathname)
  );
}

/** What a setting that `isFilesPlace` has taken says; without one it is the directory `files` of the data. */
export function filesPlaceOf(text: string | undefined, dataDir: string): FilesPlace {
  const url = text !== undefined && BUCKET.test(text) ? parsed(text) : undefined;
  if (url === undefined) return { directory: text === undefined ? join(dataDir, 'files') : resolve(text) };
  return {
    bucket: {
      origin: url.origin,
      name: url.pathname.slice(1),
      region: url.searchParams.get('region') ?? 'us-east-1',
      accessKeyId: decodeURIComponent(url.username),
      secretAccessKey: decodeURIComponent(url.password),
    },
  };
}

/** With the scheme that it is spoken to by: only those have an origin. */
function parsed(text: string): URL | undefined {
  const address = text.replace(BUCKET, (_all, plain?: string) => (plain === undefined ? 'https:' : 'http:'));
  return URL.canParse(address) ? new URL(address) : undefined;
}
