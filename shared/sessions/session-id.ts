/** Whether a text is a well-formed session id. */
export const isSessionId = (text: string): boolean => /^[ns]\.[A-Za-z0-9]{32}$/.test(text);

/** Whether a text is a well-formed id of a session of 2-step SSO. */
export const isPendingSessionId = (text: string): boolean => isSessionId(text) && text.startsWith('s.');

/** The id of the session that a URL creates: there can only be one, so the URL works only once. */
export const sessionIdOfNonce = (nonce: string): string => `n.${nonce}`;
