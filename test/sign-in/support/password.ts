/** Of every user that the tests create. */
export const password = 'Correct-horse-1';
