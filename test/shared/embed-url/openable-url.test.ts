import { expect, it } from 'vitest';
import { openableUrl } from '../../../shared/embed-url/openable-url.ts';

it.each(['https://acme.embed.localhost:4200/embed/login?payload=a', 'https://localhost/embed/login'])(
  'makes %s open on this machine, which has no HTTPS',
  (url) => {
    expect(openableUrl(url)).toBe(url.replace('https', 'http'));
  },
);

it.each([
  'https://acme.embed.example.com/embed/login?payload=https://localhost/',
  'https://acme.localhost.example.com/embed/login',
  'https://notlocalhost/embed/login',
  'https://example.com/.localhost/embed/login',
])('leaves %s as it is', (url) => {
  expect(openableUrl(url)).toBe(url);
});
