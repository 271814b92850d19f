import type { SettingsRecord } from '../../../shared/contract/records.ts';
import { maxSessionLengthHours } from '../../../shared/organizations/session-length.ts';
import type { SettingsChanges } from '../api/embed-api.ts';

/** The settings as form input. */
export type SettingsFields = {
  sessionLengthHours: string;
  frameAncestors: string[];
  acceptsV0: boolean;
  /** `YYYY-MM-DD` */
  until: string;
  /** Comma-separated parameter names. */
  parameterSets: string[];
  acceptsBranch: boolean;
  /** One name per line. */
  customClaims: string;
  strictClaims: boolean;
};

/** The validation error of a field as a sentence that starts with the label; empty if the field is valid. */
export type ErrorOf = (field: string, label: string) => string;

export const toFields = ({
  sessionLengthHours,
  frameAncestors: [...frameAncestors],
  acceptV0,
  redeemParameterSets,
  customClaims,
  strictClaims,
}: SettingsRecord): SettingsFields => ({
  sessionLengthHours: `${sessionLengthHours}`,
  frameAncestors: [...frameAncestors],
  acceptsV0: acceptV0 !== null,
  until: acceptV0?.until.slice(0, 10) ?? '',
  parameterSets: acceptV0?.parameterSets.map((names) => names.join(', ')) ?? [],
  acceptsBranch: redeemParameterSets.length > 0,
  customClaims: customClaims.join('\n'),
  strictClaims,
});

/** Only the settings that changed, so that another admin's concurrent changes are kept. */
export function changesOf(fields: SettingsFields, saved: SettingsRecord): SettingsChanges {
  const before = toFields(saved);
  const frameAncestors = fields.frameAncestors.map((origin) => origin.trim()).filter(Boolean);
  const acceptV0 = toAcceptV0(fields);
  const customClaims = toNames(fields.customClaims);
  return {
    ...(fields.sessionLengthHours === before.sessionLengthHours
      ? {}
      : { sessionLengthHours: Number(fields.sessionLengthHours) }),
    ...(isSame(frameAncestors, before.frameAncestors) ? {} : { frameAncestors }),
    ...(isSame(acceptV0, toAcceptV0(before)) ? {} : { acceptV0 }),
    ...(fields.acceptsBranch === before.acceptsBranch
      ? {}
      : { redeemParameterSets: fields.acceptsBranch ? [['branch']] : null }),
    ...(isSame(customClaims, toNames(before.customClaims)) ? {} : { customClaims }),
    ...(fields.strictClaims === before.strictClaims ? {} : { strictClaims: fields.strictClaims }),
  };
}

const toAcceptV0 = ({ acceptsV0, until, parameterSets }: SettingsFields): SettingsRecord['acceptV0'] =>
  acceptsV0 ? { until, parameterSets: parameterSets.map(toNames) } : null;

/** Parses names separated by commas or line breaks. */
export const toNames = (text: string): string[] =>
  text
    .split(/[,\n]/)
    .map((name) => name.trim())
    .filter(Boolean);

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** The validation error of the session length, if any. */
export const sessionLengthError = (text: string): string | undefined =>
  /^\d+$/.test(text) && Number(text) >= 1 && Number(text) <= maxSessionLengthHours
    ? undefined
    : `Enter a whole number from 1 to ${maxSessionLengthHours}.`;
