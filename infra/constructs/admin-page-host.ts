type WithEmbedDomain = { embedDomain: string };

/** The admin page's address. `admin` is reserved: it can never be an organization. */
export const adminPageHost = ({ embedDomain }: WithEmbedDomain): string => `admin.${embedDomain}`;
export const adminPageOrigin = (page: WithEmbedDomain): string => `https://${adminPageHost(page)}`;
