import { writeFile } from 'node:fs/promises';
import { openApiDocument } from './document.ts';
import { reference } from './reference.ts';

/** `npm run openapi`: writes the OpenAPI document, and the API reference made from it. */
const docs = new URL('../docs/', import.meta.url);
const json = `${JSON.stringify(openApiDocument(), null, 2)}\n`;
await writeFile(new URL('openapi.json', docs), json);
await writeFile(new URL('api.md', docs), reference(json));
