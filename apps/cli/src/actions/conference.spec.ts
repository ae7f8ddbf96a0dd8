import { Readable } from 'node:stream';
import { afterEach, describe, expect, it } from '@jest/globals';
import { type Product } from '../product.js';
import { createConference } from './conference.js';

const nothing = () => Promise.reject<Product>(new Error('nothing is to be loaded'));
const stdin = Object.getOwnPropertyDescriptor(process, 'stdin');

afterEach(() => {
  if (stdin) Object.defineProperty(process, 'stdin', stdin);
});

describe('plenary conference create', () => {
  it('reads standard input where the file is "-", and says so of what is wrong in it', async () => {
    Object.defineProperty(process, 'stdin', {
      value: Readable.from(['{"slug":', '"London 2011"}']),
      configurable: true,
    });
    await expect(createConference(nothing, '-')).rejects.toThrow(/^standard input [\s\S]*\n {2}slug:? /);
  });

  it('names a file that is not there, or cannot be read', async () => {
    await expect(createConference(nothing, '/nowhere/conference.json')).rejects.toThrow(
      /^There is no file \/nowhere\/conference\.json\.$/,
    );
    await expect(createConference(nothing, '/')).rejects.toThrow(/^\/ cannot be read \(EISDIR\)\.$/);
  });
});
