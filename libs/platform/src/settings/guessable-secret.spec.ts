import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { isGuessable } from './guessable-secret.js';

describe('a secret', () => {
  it.each([
    'changeme-changeme-changeme-changeme',
    'passwordpasswordpasswordpassword',
    'Password123Password123Password123',
    'abcdefghabcdefghabcdefghabcdefgh',
    'aB1-aB1-aB1-aB1-aB1-aB1-aB1-aB1-aB1-',
    'abcdefghijklmnopqrstuvwxyz0123456789',
    'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz',
    'qwertyuiopasdfghjklzxcvbnm1234567890',
    '12345678901234567890123456789012',
    '31415926535897932384626433832795028841971',
    'plenary-secret-of-the-conference-2027',
    'Plenary-Production-Secret-Password-1',
    'correct-horse-battery-staple-and-more',
    'x'.repeat(40),
    'xY1'.repeat(12),
    '--------------------------------------',
    '0123456789abcdef0123456789abcdef',
    'aB3dE6gH9jK2mN5pQ8sT1vW4yZ7bC0eF',
    'Z9y8X7w6V5u4T3s2R1q0P9o8N7m6L5k4',
  ])('can be guessed: %s', (secret) => {
    expect(isGuessable(secret)).toBe(true);
  });

  // Random ones, and always the same, so that the test cannot fail by chance.
  const random = (index: number): Buffer => createHash('sha512').update(`sample ${index}`).digest();
  const samples = Array.from({ length: 2_000 }, (_, index) => random(index));

  it.each([
    ['openssl rand -base64 48', (bytes: Buffer) => bytes.subarray(0, 48).toString('base64')],
    ['openssl rand -base64 24', (bytes: Buffer) => bytes.subarray(0, 24).toString('base64')],
    ['openssl rand -hex 24', (bytes: Buffer) => bytes.subarray(0, 24).toString('hex')],
    ['openssl rand -hex 16', (bytes: Buffer) => bytes.subarray(0, 16).toString('hex')],
    ['openssl rand -hex 32', (bytes: Buffer) => bytes.subarray(0, 32).toString('hex')],
    ['a random UUID without its hyphens', (bytes: Buffer) => bytes.subarray(16, 32).toString('hex')],
  ])('of %s cannot', (_source, write) => {
    expect(samples.map((bytes) => write(bytes)).filter(isGuessable)).toEqual([]);
  });
});
