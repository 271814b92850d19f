import { readFileSync } from 'node:fs';
import { Marked } from 'marked';
import type { Plugin } from 'vite';

const pages = ['protocol', 'rotation', 'audit-trail', 'operations', 'troubleshooting'] as const;

/** A page of the documentation that comes with the admin page. */
export type DocsPage = (typeof pages)[number];

/** Adds the documentation that help links to. It has no script, so the page's content security policy allows it. */
export const docsPages = (): Plugin => ({
  name: 'docs-pages',
  generateBundle() {
    this.emitFile({ type: 'asset', fileName: 'docs/docs.css', source: css });
    for (const page of pages) {
      const markdown = readFileSync(new URL(`../docs/${page}.md`, import.meta.url), 'utf8');
      this.emitFile({ type: 'asset', fileName: `docs/${page}.html`, source: toHtml(markdown) });
    }
  },
});

/** The fragment of a heading, as GitHub makes it. */
export const slug = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/<[^>]+>|[^\p{L}\p{N}_ -]/gu, '')
    .replaceAll(' ', '-');

const marked = new Marked({
  renderer: {
    heading({ tokens, depth, text }) {
      return `<h${depth} id="${slug(text)}">${this.parser.parseInline(tokens)}</h${depth}>\n`;
    },
    link({ href, tokens }) {
      const text = this.parser.parseInline(tokens);
      const [, page = '', fragment = ''] = /^([\w-]+)\.md(#.*)?$/.exec(href) ?? [];
      if (pages.some((known) => known === page)) return `<a href="${page}.html${fragment}">${text}</a>`;
      // The rest of the repository is not here.
      return /^(?:https:|#)/.test(href) ? `<a href="${href}">${text}</a>` : text;
    },
  },
});

const toHtml = (markdown: string): string => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="robots" content="noindex">
<title>${/^# (.+)$/m.exec(markdown)?.[1]}</title>
<link rel="stylesheet" href="docs.css">
<main>
${marked.parse(markdown, { async: false })}</main>
</html>
`;

const css = `:root { color-scheme: light dark; font: 16px/1.6 system-ui, sans-serif; }
main { margin: 0 auto; max-width: 46rem; overflow-wrap: anywhere; padding: 1.5rem 1rem 4rem; }
h1, h2, h3 { line-height: 1.25; margin: 2rem 0 0.5rem; }
pre { background: #8882; border-radius: 0.5rem; overflow-x: auto; padding: 0.75rem; }
code { font-size: 0.9em; }
table { border-collapse: collapse; width: 100%; }
th, td { border-top: 1px solid #8885; padding: 0.4rem 0.5rem 0.4rem 0; text-align: left; vertical-align: top; }
`;
