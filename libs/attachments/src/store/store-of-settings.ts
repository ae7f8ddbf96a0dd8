import { type Settings } from '#libs/platform';
import { DirectoryStore } from './directory-store.js';
import { type FileStore } from './file-store.js';
import { S3Store } from './s3-store.js';

/** The store that the settings name. Nothing is looked at or made before the first file. */
export const storeOf = ({ files: { place } }: Pick<Settings, 'files'>): FileStore =>
  'directory' in place ? new DirectoryStore(place.directory) : new S3Store(place.bucket);
