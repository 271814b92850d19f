import * as v from 'valibot';
import type { ErrorCode } from './errors.ts';
import { strictObject } from './strict-object.ts';

/**
 * What an operation takes and returns, as schemas: handlers parse requests with them, tests check responses with
 * them, and documentation is generated from them.
 */
export type OperationContract = {
  /** The parameters of the path. A malformed one is a 404. */
  parameters: v.GenericSchema;
  /** The parameters of the query string. An unknown one is a 400. */
  query: v.GenericSchema;
  /** The JSON body. No body counts as `{}`. */
  body: v.GenericSchema;
  /** If the body is optional, the response without one is 204. */
  response: { status: 200 | 201 | 204; body: v.GenericSchema };
  /** The errors that this operation returns besides those in `commonErrorCodes`. */
  errors: readonly ErrorCode[];
};

export const noParameters = strictObject({});
export const noQuery = strictObject({});
export const noBody = strictObject({});
export const noContent = { status: 204, body: v.void() } as const;
