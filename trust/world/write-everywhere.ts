import type { DemonstrationSite } from '../../src/fixtures/demonstration-site.ts';
import type { Actor } from './actors.ts';

const PLAN = '/asean-canada/plans/2007-10';
const LINES = ['A.2.4.5', 'A.2.4', 'A', 'P.2007-08.1', 'B.1.2'];

/** Notes of every side, by the form of the page, so that whatever an act leaves behind is there too. */
export async function writeNotes(site: DemonstrationSite, actors: readonly Actor[]): Promise<void> {
  for (const [login, role] of [
    ['catherine.lavoie', 'speaker'],
    ['nguyen.minh.ha', 'speaker'],
    ['nguyen.minh.ha', 'focal-point'],
    ['rafael.villareal', 'focal-point'],
  ] as const) {
    const browser = await site.as(login, role);
    for (const reference of LINES) {
      const said = {
        lineToTake: `${login} says`,
        background: 'Behind it',
        nextStep: 'Next',
        whose: 'somebody',
        due: '2031-12-24',
      };
      for (let version = 0; version < 4; version += 1) {
        const answer = await browser.post(`${PLAN}/lines/${reference}/note`, { ...said, version: String(version) });
        if (answer.status === 303) break;
        if (answer.status !== 409) throw new Error(`${login} may not write a note on ${reference}: ${answer.status}`);
      }
    }
  }
  if (actors.length === 0) throw new Error('nobody is signed in');
}
