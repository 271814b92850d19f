import { expect, it } from 'vitest';
import { parseFurther, viewerClaims } from '../../../web/src/try-it/viewer-claims.ts';

const fields = { contentPath: '/a', externalId: 'ada', name: 'Ada' };

it('adds further parameters, which do not replace the fields of the form', () => {
  expect(viewerClaims({ ...fields, further: '{"theme": "dawn", "name": "Eve"}' })).toEqual({
    ...fields,
    theme: 'dawn',
  });
});

it.each(['', '  \n'])('takes nothing for no further parameters: %j', (text) => {
  expect(parseFurther(text)).toEqual({ claims: {} });
});

it.each(['[]', 'null', '"text"', '{"a"'])('says that this is no object: %s', (text) => {
  expect(parseFurther(text).error).toBe('This is not a JSON object yet.');
});
