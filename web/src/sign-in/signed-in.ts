export type Credentials = { accessKeyId: string; secretAccessKey: string; sessionToken?: string };

/** The signed-in user. Credentials are kept in memory only. */
export type SignedIn = {
  name: string;
  /** The organization that the user manages, if any. */
  organizationId: string | undefined;
  /** Can look at everything but keys, and change nothing. Only a hint for the page: IAM decides about each request. */
  isReadOnly: boolean;
  /** Called before each request, so that temporary credentials can be renewed. */
  credentials: () => Promise<Credentials>;
  /** Ends the session everywhere; the browser may leave the page meanwhile. */
  signOut: () => Promise<void>;
};
