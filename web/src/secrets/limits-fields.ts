import type { ApiFailure } from '../api/api-failure.ts';
import type { SecretLimits } from '../api/embed-api.ts';

/** Limits as an admin edits them: one path or host per line. */
export type LimitsFields = { paths: string; hosts: string; seconds: string };

export const toLimitsFields = ({ paths, hosts, maxExpiresInSeconds }: SecretLimits = {}): LimitsFields => ({
  paths: paths?.join('\n') ?? '',
  hosts: hosts?.join('\n') ?? '',
  seconds: maxExpiresInSeconds?.toString() ?? '',
});

/** The limits to send. Text that isn't a number becomes NaN, which JSON sends as null: the API rejects it. */
export function toLimits({ paths, hosts, seconds }: LimitsFields): SecretLimits {
  const lists = { paths: toLines(paths), hosts: toLines(hosts) };
  return {
    ...(lists.paths.length === 0 ? {} : { paths: lists.paths }),
    ...(lists.hosts.length === 0 ? {} : { hosts: lists.hosts }),
    ...(seconds.trim() === '' ? {} : { maxExpiresInSeconds: Number(seconds) }),
  };
}

const toLines = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

export type LimitsErrors = Record<keyof LimitsFields | 'all', string>;

/**
 * The API's errors about limits, by field.
 *
 * @param options.prefix of the members' names in the request: `limits.`, or nothing
 * @param options.whole the name of the object that holds them
 */
export function limitsErrors(
  failure: ApiFailure | undefined,
  fields: LimitsFields,
  { prefix, whole }: { prefix: string; whole: string },
): LimitsErrors {
  const limits = toLimits(fields);
  const errorsOf = (list: 'paths' | 'hosts'): string => {
    const name = `${prefix}${list}`;
    const messages = (failure?.fieldErrors ?? []).flatMap(({ field, message }) => {
      if (field === name) return [`The list ${message}.`];
      if (!field.startsWith(`${name}.`)) return [];
      return [`“${limits[list]?.[Number(field.slice(name.length + 1))]}” ${message}.`];
    });
    return messages.join(' ');
  };
  return {
    paths: errorsOf('paths'),
    hosts: errorsOf('hosts'),
    seconds: failure?.fieldMessage(`${prefix}maxExpiresInSeconds`, 'It') ?? '',
    all: failure?.fieldMessage(whole, 'The limits') ?? '',
  };
}

export const hasErrors = (errors: LimitsErrors): boolean => Object.values(errors).some((text) => text !== '');
