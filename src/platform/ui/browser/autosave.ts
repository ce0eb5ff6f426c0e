import { draftsOf } from './drafts.ts';

/** So long after the last key the form is saved. */
const STILL = 1_500;
/** So long after a failed attempt it is tried again. */
const AGAIN = 10_000;

/** Saves each form marked `data-autosave` while one writes in it. What could not be saved stays in the form, and in this window. */
export function saveWhileWriting(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>('form[data-autosave]')) watch(form);
}

function watch(form: HTMLFormElement): void {
  const drafts = draftsOf(form);
  const version = form.querySelector<HTMLInputElement>('input[name="version"]');
  const status = form.querySelector<HTMLElement>('[data-autosave-status]');
  if (version === null) return;
  // The page that answered holds what was typed, with what is in its way: it is decided there.
  if (status === null) {
    drafts.forget();
    return;
  }
  const say = (what: string, time = '') => {
    status.textContent = (status.getAttribute(`data-${what}`) ?? '').replace('{time}', time);
    status.classList.toggle('trouble', what !== 'on' && what !== 'saving' && what !== 'saved');
  };
  let timer: ReturnType<typeof setTimeout> | undefined;
  let busy = false;
  // Once somebody else has changed it, or it is wrong, nothing is saved by itself any more: a person must look first.
  let stopped = false;
  let saved = fieldsOf(form);

  const later = (wait: number) => {
    clearTimeout(timer);
    timer = setTimeout(save, wait);
  };
  const save = async (leaving = false): Promise<void> => {
    clearTimeout(timer);
    const typed = fieldsOf(form);
    if (stopped || busy || typed === saved) return;
    busy = true;
    say('saving');
    const answer = await send(form, leaving);
    busy = false;
    if (answer.what === 'saved') {
      saved = typed;
      version.value = String(answer.version);
      if (fieldsOf(form) === typed) drafts.forget();
      else drafts.keep();
      say('saved', new Date().toLocaleTimeString(document.documentElement.lang, { hour: '2-digit', minute: '2-digit' }));
      if (fieldsOf(form) !== typed) later(STILL);
      return;
    }
    drafts.keep();
    say(answer.what);
    stopped = answer.what === 'changed' || answer.what === 'wrong';
    if (answer.what === 'offline') later(AGAIN);
  };

  say('on');
  if (drafts.restore()) {
    say('restored');
    later(STILL);
  }
  form.addEventListener('input', () => {
    drafts.keep();
    if (!stopped) later(STILL);
  });
  // Sent by its button: the page that answers says what became of it, and what was typed is kept until then.
  form.addEventListener('submit', () => {
    clearTimeout(timer);
    stopped = true;
  });
  window.addEventListener('online', () => void save());
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') void save(true);
  });
}

type Answer =
  | { readonly what: 'saved'; readonly version: number }
  | { readonly what: 'offline' | 'signed-out' | 'changed' | 'wrong' };

/** Sends the form as its button would, asking for the new version instead of a page. */
async function send(form: HTMLFormElement, leaving: boolean): Promise<Answer> {
  const body = new URLSearchParams(fieldsOf(form));
  const version = form.querySelector<HTMLInputElement>('input[name="version"]');
  const token = form.querySelector<HTMLInputElement>('input[name="_csrf"]');
  body.set('version', version?.value ?? '');
  body.set('_csrf', token?.value ?? '');
  body.set('autosave', 'yes');
  try {
    const response = await fetch(form.action, { method: 'POST', body, keepalive: leaving, redirect: 'error' });
    if (response.ok) return { what: 'saved', version: ((await response.json()) as { version: number }).version };
    if (response.status === 409) return { what: 'changed' };
    if (response.status === 403 || response.status === 404) return { what: 'signed-out' };
    return { what: response.status >= 500 ? 'offline' : 'wrong' };
  } catch {
    return { what: 'offline' };
  }
}

/** What is typed, in one text: everything but the fields of the form itself. */
function fieldsOf(form: HTMLFormElement): string {
  const fields = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (name !== '_csrf' && name !== 'version') fields.set(name, String(value));
  return fields.toString();
}
