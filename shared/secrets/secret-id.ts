/** Whether a text is a well-formed secret id: a ULID. */
export const isSecretId = (text: string): boolean => /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/.test(text);
