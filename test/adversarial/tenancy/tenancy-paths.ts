import type { Operation } from '../../../shared/contract/operations.ts';
import type { Random } from '../harness/random.ts';

/** Spellings of an ID that two parts of a system may read differently. */
const idSpellings: readonly ((id: string, random: Random) => string)[] = [
  (id) => id,
  (id, random) => encodeOne(id, random),
  (id, random) => encodeOne(id, random).replace('%', '%25'),
  (id) => [...id].map((sign) => `%${sign.charCodeAt(0).toString(16)}`).join(''),
  (id) => id.toUpperCase(),
  (id) => id.replace('a', '\uff41').replace('o', '\u043e'),
  (id) => `${id}\u0301`.normalize('NFC'),
  (id) => encodeURIComponent(id.replace('a', 'а')),
  (id, random) =>
    id + random.pick(['.', '/', '%2f', '%00', ';x', '%20', '+', '#', '?', '\\', '%5c', '.json', '*']),
  (id, random) => random.pick(['.', '/', './', '%2e/', '%20', '*', '']) + id,
  (id) => `${id}/${id}`,
  () => '__proto__',
  () => '*',
];

/** Ways from an allowed path to a forbidden one. */
const detours: readonly ((own: string, other: string, random: Random) => string)[] = [
  (_, other) => other,
  (_, other) => other,
  (_, other) => other,
  (own, other) => own.replace(/(\/organizations\/[^/]*).*/, `$1/embed/..%2f..%2f..${other}`),
  (own, other) => `${own}/../../../../..${other}`,
  (own, other) => `${own}/%2e%2e/%2e%2e/%2e%2e/%2e%2e/%2e%2e${other}`,
  (own, other) => `${own}/..%2f..%2f..%2f..%2f..${other.replaceAll('/', '%2f')}`,
  (own, other) => `${own}%3f${other}`,
  (own, other) => `${own}?path=${other}`,
  (own, other) => `${own}${other}`,
  (own, other) => own.replace(/\/embed\/.*/, `/embed/x/../..${other.replace('/organizations', '')}`),
  (_, other) => `/${other}`,
  (_, other) => `${other}/`,
  (_, other) => other.replace('/embed/', '//embed/'),
  (_, other) => other.replace('/embed/', '/./embed/'),
  (_, other) => other.replaceAll('/', '\\'),
  (_, other) => other.replaceAll('/', '%2f').replace('%2f', '/'),
  (_, other) => `/x/..${other}`,
  (_, other) => `/$default${other}`,
  (_, other, random) =>
    other.replace(/[a-z]/g, (letter) => (random.chance(0.1) ? letter.toUpperCase() : letter)),
];

/** A path to another organization, from a principal who may use the paths of their own. */
export function devious(
  { path }: Operation,
  { own, other, secretId }: { own: string; other: string; secretId: string },
  random: Random,
): string {
  const fill = (organizationId: string): string => fillPath(path, { organizationId, secretId });
  return random.pick(detours)(fill(own), fill(random.pick(idSpellings)(other, random)), random);
}

/** The canonical path of an operation. */
export const fillPath = (path: string, parameters: Readonly<Record<string, string>>): string =>
  path.replace(/\{(\w+)\}/g, (_, name: string) => parameters[name] ?? '');

function encodeOne(id: string, random: Random): string {
  const index = random.below(id.length);
  return `${id.slice(0, index)}%${id.charCodeAt(index).toString(16)}${id.slice(index + 1)}`;
}
