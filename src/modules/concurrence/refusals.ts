import { notFound, Refusal } from '../../platform/refusal.ts';

type Failure = { readonly code?: unknown; readonly detail?: unknown; readonly message?: unknown };

/** What the functions of the database refuse, said so that a person can mend it. Anything else is passed on as it is. */
export async function sayingWhy<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw refusalOf(error as Failure) ?? error;
  }
}

function refusalOf({ code, detail, message }: Failure): Refusal | undefined {
  const said = typeof message === 'string' ? message : '';
  switch (code) {
    case 'P0002':
      return notFound();
    case '42501':
      return new Refusal(
        403,
        said.startsWith('only its own speaker') ? 'concurrence.only-its-speaker' : 'concurrence.only-who-proposed',
      );
    case '55000':
      return new Refusal(409, 'concurrence.closed');
    case '23505':
      return new Refusal(409, 'concurrence.open-already');
    case '22023':
      return new Refusal(422, 'concurrence.no-zone', {}, 'zone');
    case '22008':
      return new Refusal(422, 'concurrence.too-far', {}, 'deadline');
    // Only where it says which words; as a failure between transactions the code is for the site to answer.
    case '40001':
      return detail === 'other words' ? new Refusal(409, 'concurrence.other-words') : undefined;
    case '23514':
      if (said.startsWith('too early for'))
        return new Refusal(422, 'concurrence.too-early', { party: String(detail) }, 'deadline');
      if (said.startsWith('too early')) return new Refusal(422, 'concurrence.past', {}, 'deadline');
      if (said.startsWith('not later')) return new Refusal(422, 'concurrence.not-later', {}, 'deadline');
      if (said.startsWith('there are not two seats')) return new Refusal(409, 'concurrence.no-seats');
      if (said.startsWith('not an act')) return new Refusal(422, 'concurrence.no-act', {}, 'act');
      if (
        said.startsWith('not all of this') ||
        said.startsWith('this plan is adopted') ||
        said.startsWith('nothing of this kind')
      )
        return new Refusal(409, 'concurrence.not-to-be-put');
      return undefined;
    default:
      return undefined;
  }
}
