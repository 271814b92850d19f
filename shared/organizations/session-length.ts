/** The longest session that an organization can have. */
export const maxSessionLengthHours = 576;
