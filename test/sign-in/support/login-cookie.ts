import type { ServerResponse } from 'node:http';
import { type FrontRequest, submitForm } from './aws-front.ts';
import { password } from './password.ts';

/**
 * The cookie that identifies a signed-in user to Cognito's sign-in pages. The emulator doesn't set one, so this
 * implements the documented behavior: https://docs.aws.amazon.com/cognito/latest/developerguide/authorization-endpoint.html (`prompt`)
 */
export const loginCookie = {
  /** After a sign-in: the response's cookie. */
  of: (username: string): string =>
    `cognito=${username}; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=3600`,
  /** After a sign-out. */
  none: 'cognito=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0',
};

/** Responds to a request with `prompt=none`: a code for whom the cookie names, else `login_required`. */
export async function authorizeSilently(
  endpoint: string,
  { message }: FrontRequest,
  parameters: URLSearchParams,
  response: ServerResponse,
): Promise<void> {
  const username = /(?:^|; )cognito=([^;]+)/.exec(message.headers.cookie ?? '')?.[1];
  const location = username === undefined ? refusal(parameters) : await logIn(endpoint, parameters, username);
  response.writeHead(302, { location }).end();
}

function refusal(parameters: URLSearchParams): string {
  const back = new URL(parameters.get('redirect_uri') ?? '');
  back.search = `${new URLSearchParams({ error: 'login_required', state: parameters.get('state') ?? '' })}`;
  return back.href;
}

/** Fills the emulator's two forms. Returns where it redirects to. */
async function logIn(endpoint: string, parameters: URLSearchParams, username: string): Promise<string> {
  const first = await submitForm(endpoint, '/login', {
    ...Object.fromEntries(parameters),
    auth_flow: 'USER_AUTH',
    username,
  });
  const token = /name="ua_token" value="([^"]+)"/.exec(first.text)?.[1] ?? '';
  const { headers } = await submitForm(endpoint, '/login', { ua_token: token, password });
  return headers.get('location') ?? '';
}
