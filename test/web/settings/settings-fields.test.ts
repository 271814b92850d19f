import { describe, expect, it } from 'vitest';
import { changesOf, sessionLengthError, toFields } from '../../../web/src/settings/settings-fields.ts';

const saved = {
  sessionLengthHours: 24,
  frameAncestors: ['https://a.example'],
  acceptV0: null,
  redeemParameterSets: [],
  customClaims: [],
  strictClaims: false,
  v0Logins: [],
};
const accepting = { ...saved, acceptV0: { until: '2027-01-31T00:00:00Z', parameterSets: [['theme'], []] } };

const strict = { ...saved, customClaims: ['department', 'costCenter'], strictClaims: true };

const branching = { ...saved, redeemParameterSets: [['branch']] };

describe('changesOf', () => {
  it.each([saved, accepting, strict, branching])('omits unchanged settings', (settings) => {
    expect(changesOf(toFields(settings), settings)).toEqual({});
  });

  it('returns only changed settings', () => {
    const fields = { ...toFields(saved), sessionLengthHours: '8' };
    expect(changesOf(fields, saved)).toEqual({ sessionLengthHours: 8 });
  });

  it('omits blank origins', () => {
    const fields = { ...toFields(saved), frameAncestors: [' https://b.example ', ''] };
    expect(changesOf(fields, saved)).toEqual({ frameAncestors: ['https://b.example'] });
  });

  it('parses sets of names, including an empty set', () => {
    const fields = { ...toFields(saved), acceptsV0: true, until: '2027-01-31' };
    expect(changesOf({ ...fields, parameterSets: ['theme, userAttributes', ''] }, saved)).toEqual({
      acceptV0: { until: '2027-01-31', parameterSets: [['theme', 'userAttributes'], []] },
    });
  });

  it('parses names of custom claims, one per line', () => {
    const fields = { ...toFields(saved), customClaims: 'department\n\n costCenter ', strictClaims: true };
    expect(changesOf(fields, saved)).toEqual({
      customClaims: ['department', 'costCenter'],
      strictClaims: true,
    });
  });

  it('lists branch for redeem URLs, and clears the list with null', () => {
    expect(changesOf({ ...toFields(saved), acceptsBranch: true }, saved)).toEqual({
      redeemParameterSets: [['branch']],
    });
    expect(changesOf({ ...toFields(branching), acceptsBranch: false }, branching)).toEqual({
      redeemParameterSets: null,
    });
  });

  it('clears acceptV0 with null', () => {
    expect(changesOf({ ...toFields(accepting), acceptsV0: false }, accepting)).toEqual({ acceptV0: null });
  });
});

describe('sessionLengthError', () => {
  it.each(['1', '576'])('accepts %s', (text) => expect(sessionLengthError(text)).toBeUndefined());
  it.each(['0', '577', '1.5', '', '-1', '1e2'])('rejects %j', (text) => {
    expect(sessionLengthError(text)).toBe('Enter a whole number from 1 to 576.');
  });
});
