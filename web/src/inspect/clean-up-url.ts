/** What was pasted, as the URL to inspect. */
export type CleanedUrl = {
  url: string;
  /** Where the URL was found in the pasted text, if it was not all of it. */
  source?: string;
  /** What was wrong with the URL and was corrected. The URL as pasted may not open. */
  corrections: string[];
};

/** Finds the URL in pasted text and corrects what copying commonly breaks. */
export function cleanUpUrl(pasted: string): CleanedUrl {
  const { text, source } = extract(pasted.trim());
  const corrections: string[] = [];
  let url = text;
  for (const { correct, correction } of steps) {
    const corrected = correct(url);
    if (corrected !== url) corrections.push(correction);
    url = corrected;
  }
  return { url, corrections, ...(source === undefined ? {} : { source }) };
}

/** Whether the text is a secret key, which must not be pasted here. */
export const isSecretKey = (pasted: string): boolean =>
  /^esk_[A-Za-z0-9]{28}$/.test(pasted.replace(/\s/g, ''));

const quoted = /^(["'`<(“‘])(.*?)(["'`>)”’])$/s;

function extract(text: string): { text: string; source?: string } {
  const attribute = /<\w+\b[^>]*?\b(?:src|href)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))/s.exec(text);
  if (attribute !== null) {
    const value = attribute[1] ?? attribute[2] ?? attribute[3] ?? text;
    // In an attribute, &amp; is right.
    return { text: decodeAmpersands(value), source: 'the HTML' };
  }
  if (/^\$?\s*curl\s/.test(text)) {
    const argument = /"(https?:[^"]*)"|'(https?:[^']*)'|(https?:\S*)/s.exec(text);
    const value = argument?.[1] ?? argument?.[2] ?? argument?.[3];
    if (value !== undefined) return { text: value, source: 'the curl command' };
  }
  const inQuotes = quoted.exec(text)?.[2];
  return inQuotes === undefined ? { text } : { text: inQuotes, source: 'the quotation marks' };
}

type Step = { correct: (url: string) => string; correction: string };

const steps: readonly Step[] = [
  { correct: (url) => url.replace(/\s+/g, ''), correction: 'Removed line breaks and spaces.' },
  { correct: decodeAmpersands, correction: 'Replaced the HTML entity for & (such as &amp;) with &.' },
  {
    correct: (url) => (isEncodedTwice(url) ? url.replaceAll('%25', '%') : url),
    correction: 'Decoded the query once: it was percent-encoded twice.',
  },
  {
    // The whole query was encoded as if it were one value.
    correct: (url) => url.replace(/(?:%3F|\?)(?:payload|contentPath|sessionId)%3D.*$/i, decoded),
    correction: 'Decoded the query: its separators were percent-encoded.',
  },
  {
    correct: (url) => url.replace(/[.,;:!?)>'"”’…]+$/, ''),
    correction: 'Removed punctuation from the end.',
  },
];

/**
 * Whether a query was percent-encoded twice: every `%` was encoded, and so was every slash. A `%25` in another query is
 * part of a value.
 */
function isEncodedTwice(url: string): boolean {
  const [, query = ''] = /\?(.*)$/s.exec(url) ?? [];
  return /%25[0-9A-F]{2}/i.test(query) && !/%(?!25[0-9A-F]{2})|\//i.test(query);
}

function decodeAmpersands(text: string): string {
  return text.replace(/&(?:amp|#38|#x26);/gi, '&');
}

function decoded(query: string): string {
  try {
    return decodeURIComponent(query);
  } catch {
    return query;
  }
}
