const maxLength = 100;

/** A name for the secret that replaces another one: “Production 2” after “Production”, then “Production 3”. */
export function successorName(name: string): string {
  const [, base = name, number = '1'] = /^(.*\S) (\d{1,6})$/.exec(name) ?? [];
  const suffix = ` ${Number(number) + 1}`;
  return `${[...base].slice(0, maxLength - suffix.length).join('')}${suffix}`;
}
