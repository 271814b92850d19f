export type Credentials = { accessKeyId: string; secretAccessKey: string; sessionToken?: string };

/** The signed-in user. Credentials are kept in memory only: a reload signs the user out. */
export type SignedIn = {
  name: string;
  /** The organization that the user manages, if any. */
  organizationId: string | undefined;
  /** Called before each request, so that temporary credentials can be renewed. */
  credentials: () => Promise<Credentials>;
};
