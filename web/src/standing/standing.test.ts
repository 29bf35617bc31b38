import { describe, expect, it } from 'vitest';
import { rangeInWords } from './days';
import { lanes } from './lanes';
import { note } from './note';
import { nice, plot } from './plot';
import { bySpeaker, shape, side, uncounted } from './shape';
import { around, paragraph } from './snippet';
import { actorName } from './states';
import { strip } from './strip';
import type { OriginNode, TimelineEntry, TollSeries } from '../api/contract';

const origins = (count: number) => ({ count, explanation: '' });

describe('the standing at a glance', () => {
  it('tells one origin from several, and neither from a claim that nobody asserts', () => {
    expect(shape({ status: 'uncontested', asserting: origins(1) })).toBe('single_origin');
    expect(shape({ status: 'uncontested', asserting: origins(2) })).toBe('corroborated');
    expect(shape({ status: 'uncontested', asserting: origins(0) })).toBe('unasserted');
  });

  it('keeps what weighing says of denial and retraction, however many origins there are', () => {
    expect(shape({ status: 'contested', asserting: origins(9) })).toBe('contested');
    expect(shape({ status: 'retracted', asserting: origins(2) })).toBe('retracted');
  });

  it('puts disputed evidence and silence on neither side', () => {
    expect(side('disputes_evidence')).toBe('neither');
    expect(side('declines')).toBe('neither');
    expect(side('suggests')).toBe('neither');
    expect(side('partly_denies')).toBe('denied');
  });

  it('joins what the same speakers say, in the order in which they first spoke', () => {
    const said = (id: string, date: string) => ({ speakers: [{ id }], date });
    const groups = bySpeaker([said('late', '2025-11-09'), said('early', '2025-11-02'), said('late', '2025-11-05')]);
    expect(groups.map((group) => group.map((one) => one.speakers[0]?.id))).toEqual([['early'], ['late', 'late']]);
  });
});

describe('days in words', () => {
  it('are as exact as the words were and no more', () => {
    expect(rangeInWords({ earliest: '2025-11-04', latest: '2025-11-04', precision: 'day' })).toBe('4 November 2025');
    expect(rangeInWords({ earliest: '2025-10-01', latest: '2025-10-31', precision: 'month' })).toBe('October 2025');
    expect(rangeInWords({ earliest: '2006-01-01', latest: '2006-12-31', precision: 'year' })).toBe('2006');
    expect(rangeInWords({ earliest: '2007-01-01', latest: null, precision: 'year' })).toBe('since 1 January 2007');
    expect(rangeInWords(null)).toBe('');
  });
});

describe('words of a hit', () => {
  it('are marked in the snippet, signs that mean something to a pattern among them', () => {
    const pieces = around({
      snippet: 'paid (in full) to Nampo',
      spans: [
        { start: 0, end: 1, exact: '(in full)' },
        { start: 0, end: 1, exact: 'Nampo' },
      ],
    });
    expect(pieces.filter((piece) => piece.hit).map((piece) => piece.text)).toEqual(['(in full)', 'Nampo']);
    expect(pieces.map((piece) => piece.text).join('')).toBe('paid (in full) to Nampo');
  });

  it('keep only the context of their own paragraph', () => {
    expect(paragraph({ before: 'A headline\n\nHe said ', exact: 'it was\nfalse', after: ' again.\n\nMore' })).toEqual({
      before: 'He said ',
      exact: 'it was false',
      after: ' again.',
    });
  });
});

describe('drawings', () => {
  const node = (id: string, lineage: string, kind: OriginNode['kind'], published: string | null): OriginNode => ({
    id,
    lineage,
    kind,
    published,
    label: id,
    title: id,
    publisher: null,
  });

  it('fold the copies of an origin, and count those that are folded', () => {
    const nodes = [
      node('D1', 'a', 'original', '2025-11-05'),
      node('D2', 'a', 'reprint', '2025-11-06'),
      node('D3', 'a', 'reprint', '2025-11-06'),
      node('D4', 'b', 'original', '2025-11-07'),
    ];
    const edges = [{ from: 'D1', to: 'D2', kind: 'reprint' as const, overlap: 1, explanation: '' }];
    const folded = lanes(nodes, edges, { width: 900, unfolded: false });
    expect(folded.nodes.map((one) => one.id)).toEqual(['D1', 'D4']);
    expect(folded.folded).toMatchObject([{ lane: 'a', n: 2 }]);
    expect(folded.edges).toEqual([]);
    const open = lanes(nodes, edges, { width: 900, unfolded: true });
    expect(open.nodes).toHaveLength(4);
    expect(open.edges).toHaveLength(1);
    const places = open.nodes.map((one) => `${Math.round(one.x)}/${one.y}`);
    expect(new Set(places).size).toBe(4);
  });

  it('do not let one old date press all others together', () => {
    const entry = (earliest: string): TimelineEntry => ({
      date: { earliest, latest: earliest, precision: 'day' },
      claim: { id: earliest } as TimelineEntry['claim'],
    });
    const drawn = strip(['2007-01-01', '2025-11-01', '2025-11-02', '2025-11-04', '2025-11-09'].map(entry), 1000);
    const first = drawn.marks.find((mark) => mark.entry.claim.id === '2025-11-01');
    const last = drawn.marks.find((mark) => mark.entry.claim.id === '2025-11-09');
    expect((last?.x ?? 0) - (first?.x ?? 0)).toBeGreaterThan(500);
  });

  it('put higher figures higher, and keep those set aside apart', () => {
    const point = (low: number, date: string, set_aside?: string) => ({
      toll: { document: date, entry: String(low) },
      low,
      high: low,
      bound: 'exact',
      date,
      sources: [],
      lineage: '',
      anchor: { document: '', span: { start: 0, end: 0, exact: '' } },
      set_aside,
    });
    const series: TollSeries = {
      id: '',
      effect: 'killed',
      population: '',
      scope: 'incident',
      about: '',
      points: [point(11, '2025-11-04'), point(41, '2025-11-05', 'taken back'), point(26, '2025-11-12')],
      summary: { low: 11, best: 26, high: 26, rule: '' },
    };
    const drawn = plot(series, 700);
    const [low, aside, high] = drawn.points;
    expect(high!.y).toBeLessThan(low!.y);
    expect(aside!.aside).toBe(true);
    expect(drawn.y.at(-1)!.value).toBeGreaterThanOrEqual(41);
    expect(nice(13)).toBe(20);
  });
});

describe('names of states', () => {
  it('are told by their letters, and others by their ids', () => {
    expect(actorName('state:PRK')).toBe('North Korea');
    expect(actorName('person:selam-kidane')).toBe('selam kidane');
    expect(actorName('state:XXX')).toBe('XXX');
  });
});

describe('a rejection that does not count', () => {
  const claim = {
    origins_denying: {
      explanation: 'no origin in the set; Vdovin (Russia) only in blanket, of an act of others, and not counted',
    },
  };

  it('is one in blanket by somebody whom weighing names so', () => {
    expect(uncounted({ blanket: true, speakers: [{ name: 'Vdovin (Russia)' }] }, claim)).toBe(true);
  });

  it('is no denial by the accused, in blanket or not', () => {
    expect(uncounted({ blanket: true, speakers: [{ name: 'Eritrea' }] }, claim)).toBe(false);
    expect(uncounted({ blanket: false, speakers: [{ name: 'Vdovin (Russia)' }] }, claim)).toBe(false);
    expect(
      uncounted(
        { blanket: true, speakers: [{ name: 'Eritrea' }] },
        { origins_denying: { explanation: 'one origin: Eritrea' } },
      ),
    ).toBe(false);
  });
});

describe('a note in the margin', () => {
  it('says who and what in the pages’ words, and how it was found', () => {
    expect(note({ kind: 'statement', label: 'decline comment: Eritrea', detail: 'indirect speech' })).toEqual({
      strong: 'Eritrea',
      rest: 'declined to comment',
      how: 'indirect speech',
    });
    expect(note({ kind: 'event', label: 'arms transfer', detail: 'alleged, found by event.word' })).toMatchObject({
      strong: 'Arms transfer',
      rest: 'alleged',
    });
    expect(note({ kind: 'toll', label: 'figure of people', detail: 'killed incident' })).toMatchObject({
      strong: 'killed',
      rest: 'one incident',
    });
    expect(note({ kind: 'citation', label: 'provision named', detail: '' }).strong).toBe('provision named');
  });
});
