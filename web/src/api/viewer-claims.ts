/** The claims of a viewer in a generated URL. The API validates further members. */
export type ViewerClaims = {
  contentPath: string;
  externalId: string;
  name: string;
  [additional: string]: unknown;
};
