import { describe, expect, it } from 'vitest';
import {
  isKnownClaim,
  optionalClaimNames,
  requiredClaimNames,
  viewerClaimFaults,
} from '../../../shared/embed-url/claim-rules.ts';
import { isIdentityTooLarge } from '../../../shared/embed-url/claims.ts';
import { optionNames, signerClaimNames } from '../../../shared/embed-url/reserved-names.ts';

const viewer = { contentPath: '/d/1', externalId: 'user-1', name: 'Ada' };
const faultsOf = (claims: object) => viewerClaimFaults({ ...viewer, ...claims });

describe('a claim', () => {
  const roles = ['MANAGER', 'EDITOR', 'VIEWER', 'NO_ACCESS'];
  it.each([
    ['entityFolderContentRole', roles],
    ['entityFolderGroupContentRole', roles],
    ['mode', ['APPLICATION', 'SINGLE_CONTENT']],
    ['prefersDark', ['true', 'false', 'system']],
  ])('%s is one of its values', (name, values) => {
    for (const value of values) expect(faultsOf({ [name]: value })).toEqual([]);
    for (const value of ['', 'viewer', `${values[0]} `, values, true, null]) {
      expect(faultsOf({ [name]: value })).toEqual([{ field: name, problem: 'invalid' }]);
    }
  });

  it.each([
    ['groups', ['a', 1]],
    ['groups', [1, 'a']],
    ['groups', [null]],
    ['uiSettings', { a: true, b: 'true' }],
    ['modelRoles', { a: 'b', c: 1 }],
    ['userAttributes', { a: ['b', null] }],
    ['userAttributes', { a: [1, ['b']] }],
    ['userAttributes', { a: 'b', c: {} }],
  ])('%s is refused if only some of its values are valid: %j', (name, value) => {
    expect(faultsOf({ [name]: value })).toEqual([{ field: name, problem: 'invalid' }]);
  });

  it('is optional or required, and each known one is either', () => {
    expect(requiredClaimNames).toEqual(['contentPath', 'externalId', 'name', 'loginUrl', 'nonce', 'exp']);
    expect(optionalClaimNames).toEqual([...optionalClaimNames].sort());
    expect(optionalClaimNames.filter((name) => requiredClaimNames.includes(name))).toEqual([]);
    for (const name of [...requiredClaimNames, ...optionalClaimNames]) expect(isKnownClaim(name)).toBe(true);
    for (const name of ['', 'toString', '__proto__', 'secretKey']) expect(isKnownClaim(name)).toBe(false);
  });

  it('isn’t named like an option, nor set by a caller if the signer sets it', () => {
    expect(optionNames).toEqual(['secretKey', 'secretId', 'host', 'customClaims', 'expiresIn', 'now']);
    expect(signerClaimNames).toEqual(['loginUrl', 'nonce', 'exp']);
  });
});

describe('the content path and its filter', () => {
  const fault = [{ field: 'contentPath', problem: 'location' }];
  it('fit into a Location together', () => {
    expect(faultsOf({ contentPath: `/${'a'.repeat(7899)}` })).toEqual([]);
    expect(faultsOf({ contentPath: `/${'a'.repeat(7900)}` })).toEqual(fault);
    expect(faultsOf({ contentPath: `/${'a'.repeat(7890)}`, filterSearchParam: 'a=123456' })).toEqual([]);
    expect(faultsOf({ contentPath: `/${'a'.repeat(7890)}`, filterSearchParam: 'a=1234567' })).toEqual(fault);
    // Percent-encoded, each of these takes 9 characters.
    expect(faultsOf({ contentPath: `/${'漢'.repeat(877)}` })).toEqual([]);
    expect(faultsOf({ contentPath: `/${'漢'.repeat(878)}` })).toEqual(fault);
    expect(faultsOf({ filterSearchParam: '漢'.repeat(878) })).toEqual(fault);
  });
});

it('the bytes of an identity are those of its header, not of its text', () => {
  const isTooLarge = (externalId: string) => isIdentityTooLarge({ ...viewer, externalId });
  expect(isTooLarge('a'.repeat(255))).toBe(false);
  expect(isTooLarge('é'.repeat(255))).toBe(false);
  expect(isTooLarge('\u0000'.repeat(255))).toBe(true);
});
