import type { ServerResponse } from 'node:http';
import {
  type EmbedIdentity,
  type EmbedIdentityOptions,
  embedIdentity,
} from '../../packages/origin/src/index.ts';
import { dashboard, dashboardScriptHash } from './dashboard.ts';
import { viewerNotes } from './notes.ts';

// In your application: import { embedIdentity } from '@embed-secrets/origin';

/**
 * A sample of an embedded application that does what the README in this folder lists. The origin package
 * verifies every request and adds the headers that embedding needs.
 */
export function originHandler(options: EmbedIdentityOptions) {
  const respondToNote = viewerNotes();
  return embedIdentity(options).node(async (request, response, identity) => {
    const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
    if (path === '/note') return await respondToNote(request, response, identity);
    if (path === '/events') return stream(response, identity);
    if (!mayView(identity, path)) return respond(response, 403, 'This session shows other content.\n');
    response.writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': `default-src 'none'; style-src 'unsafe-inline'; connect-src 'self'; script-src ${dashboardScriptHash()}`,
    });
    const { payload, claims, sessionExpiresAt, sessionExpiresInSeconds } = identity;
    const session = {
      expiresAt: sessionExpiresAt.toISOString(),
      expiresInSeconds: sessionExpiresInSeconds,
    };
    response.end(
      dashboard(request.url ?? '/', { ...payload, claims }, { note: respondToNote.of(identity), session }),
    );
  });
}

/**
 * Whether the viewer may view a page. The content path is only where a session starts: what a viewer may see is
 * the application's decision. This one restricts a viewer of single content to that content.
 */
const mayView = ({ claims: { mode, contentPath } }: EmbedIdentity, path: string): boolean =>
  mode !== 'SINGLE_CONTENT' || path === contentPath.split(/[?#]/, 1)[0];

/**
 * A stream lives no longer than the identity that opened it, 60 seconds. The browser then connects again, and
 * the edge verifies the session again. Close WebSockets in the same way.
 */
function stream(response: ServerResponse, { expiresAt }: EmbedIdentity): void {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  response.write('data: connected\n\n');
  const timeout = setTimeout(() => response.end(), expiresAt.getTime() - Date.now());
  response.on('close', () => clearTimeout(timeout));
}

const respond = (response: ServerResponse, status: number, text: string): void =>
  void response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(text);
