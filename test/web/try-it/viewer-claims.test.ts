import { expect, it } from 'vitest';
import { parseAdditional, viewerClaims } from '../../../web/src/try-it/viewer-claims.ts';

const fields = { contentPath: '/a', externalId: 'ada', name: 'Ada' };

it("adds additional claims without overriding the form's own fields", () => {
  expect(viewerClaims({ ...fields, additional: '{"theme": "dawn", "name": "Eve"}' })).toEqual({
    ...fields,
    theme: 'dawn',
  });
});

it.each(['', '  \n'])('accepts blank input: %j', (text) => {
  expect(parseAdditional(text)).toEqual({ claims: {} });
});

it.each(['[]', 'null', '"text"', '{"a"'])("rejects JSON that isn't an object: %s", (text) => {
  expect(parseAdditional(text).error).toBe('Enter a JSON object.');
});
