/** A generated URL with what it shows to whom. */
export type Preview = {
  url: string;
  name: string;
  contentPath: string;
  /** The secret that signed the URL. */
  secretId: string | undefined;
  /** The organization's setting, if it could be read. */
  frameAncestors: readonly string[];
};
