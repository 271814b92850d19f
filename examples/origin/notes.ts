import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import type { EmbedIdentity } from '../../packages/origin/src/index.ts';

const maxBytes = 4000;
const maxUsers = 1000;

/**
 * One note per viewer, in memory: `GET /note`, `PUT /note`. Keyed by `userKey`, since two organizations can use
 * the same `sub`.
 */
export function viewerNotes() {
  const notes = new Map<string, string>();
  const of = ({ userKey }: EmbedIdentity): string => notes.get(userKey) ?? '';

  const respondToNote = async (
    request: IncomingMessage,
    response: ServerResponse,
    identity: EmbedIdentity,
  ): Promise<void> => {
    if (request.method === 'PUT') {
      if (Number(request.headers['content-length'] ?? maxBytes + 1) > maxBytes) return respond(response, 413);
      if (notes.size >= maxUsers) notes.clear();
      notes.set(identity.userKey, await text(request));
      return respond(response, 204);
    }
    if (request.method !== 'GET') return respond(response, 405);
    return respond(response, 200, of(identity));
  };
  return Object.assign(respondToNote, { of });
}

const respond = (response: ServerResponse, status: number, body = ''): void =>
  void response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(body);
