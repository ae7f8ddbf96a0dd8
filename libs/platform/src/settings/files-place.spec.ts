import { describe, expect, it } from '@jest/globals';
import { filesPlaceOf, isFilesPlace } from './files-place.js';

describe('Where files are kept', () => {
  it('is beside the other data where nothing is said', () => {
    expect(filesPlaceOf(undefined, '/data')).toEqual({ directory: '/data/files' });
  });

  it('is the directory that is named', () => {
    expect(isFilesPlace('/srv/files')).toBe(true);
    expect(filesPlaceOf('/srv/files', '/data')).toEqual({ directory: '/srv/files' });
  });

  it('is a bucket, with what its key says decoded', () => {
    const text = 's3://KEY:se%2Fcret@s3.example/plenary-files?region=eu-west-2';
    expect(isFilesPlace(text)).toBe(true);
    expect(filesPlaceOf(text, '/data')).toEqual({
      bucket: {
        origin: 'https://s3.example',
        name: 'plenary-files',
        region: 'eu-west-2',
        accessKeyId: 'KEY',
        secretAccessKey: 'se/cret',
      },
    });
    expect(filesPlaceOf('s3+http://KEY:S@127.0.0.1:9000/files', '/data')).toMatchObject({
      bucket: { origin: 'http://127.0.0.1:9000', region: 'us-east-1' },
    });
  });

  it('is neither another kind of address, nor a bucket without key, secret or name', () => {
    for (const text of [
      'https://s3.example/files',
      's3://s3.example/files',
      's3://KEY:S@s3.example',
      's3://KEY:S@s3.example/a/b',
    ])
      expect([text, isFilesPlace(text)]).toEqual([text, false]);
  });
});
