import { notFound, Refusal } from '../../platform/refusal.ts';
import './text.ts';

const BY_CONSTRAINT: Readonly<Record<string, string>> = {
  one_side: 'directory.circle-one-side',
  known_to_all: 'directory.circle-known-to-all',
};

/** Runs an act on a circle, and says what the database refuses of it in words. Hidden, absent and not one's own to mind are one answer. */
export async function refuseForCircle(act: () => Promise<unknown>): Promise<void> {
  try {
    await act();
  } catch (error) {
    const { code, constraint } = error as { code?: unknown; constraint?: string };
    if (code === 'P0002') throw notFound();
    if (code === '55000') throw new Refusal(409, 'directory.circle-is-closed', {}, 'member');
    const key = code === '23514' ? BY_CONSTRAINT[constraint ?? ''] : undefined;
    if (key !== undefined) throw new Refusal(409, key, {}, 'member');
    throw error;
  }
}
