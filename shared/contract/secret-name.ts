import * as v from 'valibot';

/** A secret's name: 1 to 100 characters of any language, no control characters; trimmed. */
export const secretNameSchema = v.pipe(
  v.string('must be a string'),
  v.trim(),
  v.check((name) => name !== '', 'must not be blank'),
  v.check((name) => [...name].length <= 100, 'must have at most 100 characters'),
  v.check((name) => name.isWellFormed() && !/\p{Cc}/u.test(name), 'must have no control characters'),
);
