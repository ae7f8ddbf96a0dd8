import { describe, expect, it } from '@jest/globals';
import { honorificKey, isLettersBehind, leadingHonorific } from './leading-honorific.js';

describe('what stands before a name', () => {
  it.each([
    ['S.E. Mme Awa Témoin', 'S.E. Mme', 'Awa Témoin'],
    ['H.E. Mr. MUESTRA PRUEBA, Juan', 'H.E. Mr.', 'MUESTRA PRUEBA, Juan'],
    ['HE Mr Juan Muestra', 'HE Mr', 'Juan Muestra'],
    ['Prof. Dr. Dr. h.c. Ute Muster', 'Prof. Dr. Dr. h.c.', 'Ute Muster'],
    ['Sra. Dña. Rosa Caso', 'Sra. Dña.', 'Rosa Caso'],
    ['Mtra. Luz Modelo', 'Mtra.', 'Luz Modelo'],
    ['Г-жа Образцова Вера', 'Г-жа', 'Образцова Вера'],
    ['د. كريم العينة', 'د.', 'كريم العينة'],
    ['M. Paul Témoin', 'M.', 'Paul Témoin'],
    ['Sri Contohwati', 'Sri', 'Contohwati'],
  ])('is found in %s', (typed, honorific, name) => {
    expect(leadingHonorific(typed)).toEqual({ honorific, name });
  });

  it.each([
    'Drew Mistry-Sample',
    'He Wei',
    'Se Jong',
    'M. K. Sample',
    'Ute',
    'Dr',
    '',
    'hc Sample',
    'Na Eun-bi',
    'Paul M. Sample',
  ])('is not found in %j', (typed) => expect(leadingHonorific(typed)).toBeNull());

  it('is one form with and without dots, case and accents', () => {
    expect(honorificKey('Sra. Dña.')).toBe(honorificKey('SRA DNA'));
    expect(honorificKey('Prof. Dr.')).not.toBe(honorificKey('Dr.'));
  });
});

describe('what stands behind a name', () => {
  it.each(['OBE', 'PhD', 'Ph.D.', 'Jr.', 'III', 'KCMG OBE'])('may be %s', (word) => {
    expect(isLettersBehind(word)).toBe(true);
  });
  it.each(['Kim', 'Ana', '', 'OBE Kim'])('is not %j', (word) => {
    expect(isLettersBehind(word)).toBe(false);
  });
});
