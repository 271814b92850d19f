/** Whether a text is a nonce: 32 letters and digits. */
export const isNonce = (text: string): boolean => /^[A-Za-z0-9]{32}$/.test(text);
