/** Whether a text is a well-formed cursor of the audit trail: the id of the last event of a page. */
export const isEventCursor = (text: string): boolean => /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/.test(text);
