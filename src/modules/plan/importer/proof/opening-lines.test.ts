import { describe, expect, it } from 'vitest';
import { importText } from '../index.ts';

const LINES = `
I. TRADE AND INVESTMENT

1. Trade facilitation
1.1 Hold regular meetings of customs authorities.
1.2 Exchange information on sanitary measures.

II. ENVIRONMENT

2. Biodiversity
2.1 Support a strategy for biodiversity.
`;

describe('the lines between the title and the first part', () => {
  it.each([
    ['JOINT PROGRAMME\nOF THE ANDEAN COMMUNITY AND THE REPUBLIC OF KOREA\n2013 - 2016\n', /KOREA 2013 - 2016$/, '2013', '2016'],
    ['PLAN D’ACTION\nDE LA CONFÉDÉRATION SUISSE ET DU SÉNÉGAL\n2021-2024\n', /SÉNÉGAL 2021-2024$/, '2021', '2024'],
    ['Second Work Pr0gramme\nlNDlA and her partners\n(2011–13)\n', /\(2011–13\)$/, '2011', '2013'],
    ['Plan of Action 2016-2019\n\nAdopted at Apia, Samoa, on 9 September 2015\n', /^Plan of Action 2016-2019$/, '2016', '2019'],
    ['Plan d’action 2021-2024\n\nSigné à Dakar, le 14 octobre 2020\n', /^Plan d’action 2021-2024$/, '2021', '2024'],
    ['Plan d’action 2021-2024\n\nDakar, le 14 octobre 2020\n', /^Plan d’action 2021-2024$/, '2021', '2024'],
  ])('%j hold no part', (opening, title, start, end) => {
    const draft = importText(opening + LINES);
    expect(draft.nodes.filter(({ parent }) => parent === null).map(({ id }) => id)).toEqual(['I', 'II']);
    expect(draft.title).toMatch(title);
    expect(draft.period).toEqual({ start, end });
  });

  it('are a heading where they name what stands below', () => {
    const draft = importText(
      `Plan of Action 2016-2019\n\nMeeting of Ministers, 9 September 2015\n1. Hold a workshop.\n2. Share data.\n`,
    );
    expect(draft.nodes[0]?.text).toBe('Meeting of Ministers, 9 September 2015');
  });
});
