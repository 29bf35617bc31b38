// What a note in the margin says of an entry: who or what, what of it, and how it was found.
import type { Annotation } from '../api/contract';
import { say, word } from '../messages';

export interface Note {
  strong: string;
  rest: string;
  how: string;
}

/** The interface puts an entry in words of its own (“decline comment: Eritrea”); here they are those of the pages. */
export function note({ kind, label, detail }: Pick<Annotation, 'kind' | 'label' | 'detail'>): Note {
  const how = detail ?? '';
  switch (kind) {
    case 'statement': {
      const cut = label.indexOf(': ');
      const act = cut < 0 ? label : label.slice(0, cut);
      const speakers = cut < 0 ? '' : label.slice(cut + 2);
      return { strong: speakers || say('document.nobody'), rest: word(act.replaceAll(' ', '_')), how };
    }
    case 'event':
      return { strong: word(label.replaceAll(' ', '_')), rest: word(how.split(', found by ')[0]), how };
    case 'toll': {
      const [effect = '', ...scope] = how.split(' ');
      return { strong: word(effect), rest: word(scope.join('_')), how: label };
    }
    default:
      return { strong: how || label, rest: '', how: label };
  }
}
