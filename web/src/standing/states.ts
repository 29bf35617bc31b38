// Names of states by their three letters (ISO 3166-1 alpha-3), as the reader's language has them.
import codes from 'i18n-iso-countries/codes.json';

const two = new Map((codes as [string, string, string, string][]).map(([short, long]) => [long, short]));
const names = new Intl.DisplayNames('en', { type: 'region' });

/** The name of a state, or the code where it is no state's. */
export function stateName(code: string): string {
  const short = two.get(code);
  return (short && names.of(short)) || code;
}

/** The name of who an actor's id means, where the id tells: `state:ERI`. */
export function actorName(id: string): string {
  const [kind, rest = ''] = [id.slice(0, id.indexOf(':')), id.slice(id.indexOf(':') + 1)];
  return kind === 'state' ? stateName(rest) : rest.replaceAll('-', ' ');
}
