/**
 * The npm scope of the packages. The publisher has to own it on npm: anyone else who registered it could
 * publish code that reads customers' keys. Nothing has been published under it.
 */
export const scope = '@embed-secrets';
