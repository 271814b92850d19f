/** What the checker expects of a secret. It follows the contract and doesn't use the code under test. */
export type SecretModel = {
  deleted: boolean;
  /** Marked as retired, independent of any clock. */
  retired: boolean;
  retiresAt: number;
  disabled: boolean;
  /** The end of a temporary disablement. */
  disabledUntil: number;
  limits: keyof typeof limitsOf;
  replaced: boolean;
};

/** What viewers request: a new session, a page below the content path, a page elsewhere. */
export type Ask = 'login' | 'session' | 'session elsewhere';

export const limitsOf = {
  none: {},
  dashboards: { paths: ['/dashboards'] },
  elsewhere: { paths: ['/reports'] },
  'short URLs': { maxExpiresInSeconds: 600 },
} as const;

const allowedWith: Readonly<Record<SecretModel['limits'], readonly Ask[]>> = {
  none: ['login', 'session', 'session elsewhere'],
  dashboards: ['login', 'session'],
  elsewhere: [],
  // Logins are signed for an hour.
  'short URLs': ['session', 'session elsewhere'],
};

export const newSecret = (limits: SecretModel['limits'] = 'none'): SecretModel => ({
  deleted: false,
  retired: false,
  retiresAt: Number.POSITIVE_INFINITY,
  disabled: false,
  disabledUntil: Number.POSITIVE_INFINITY,
  limits,
  replaced: false,
});

export const isRetired = ({ retired, retiresAt }: SecretModel, now: number): boolean =>
  retired || now >= retiresAt;

export const isDisabled = ({ disabled, disabledUntil }: SecretModel, now: number): boolean =>
  disabled && now < disabledUntil;

export const isAllowed = (model: SecretModel, ask: Ask, now: number): boolean =>
  !model.deleted &&
  !isRetired(model, now) &&
  !isDisabled(model, now) &&
  allowedWith[model.limits].includes(ask);
