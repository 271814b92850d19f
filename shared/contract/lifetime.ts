import * as v from 'valibot';
import { maxLifetimeSeconds } from '../embed-url/verify-login-url.ts';

const message = `must be a whole number of seconds from 1 to ${maxLifetimeSeconds}`;

/** How long a URL is valid, in seconds: at most 7 days. */
export const lifetime = v.pipe(
  v.number(message),
  v.integer(message),
  v.minValue(1, message),
  v.maxValue(maxLifetimeSeconds, message),
);
