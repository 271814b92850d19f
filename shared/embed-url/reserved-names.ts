/** Options of signers and of generate-url, which a caller could mistake for claims: no claim has such a name. */
export const optionNames: readonly string[] = [
  'secretKey',
  'secretId',
  'host',
  'customClaims',
  'expiresIn',
  'now',
];

/** Claims that the signer sets itself. */
export const signerClaimNames: readonly string[] = ['loginUrl', 'nonce', 'exp'];
