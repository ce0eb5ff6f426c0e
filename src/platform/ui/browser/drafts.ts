export type Drafts = {
  /** Keeps what is typed, until it is saved or the window closes. */
  keep(): void;
  forget(): void;
  /** Puts back what was kept, where that was not saved. @returns whether anything was put back */
  restore(): boolean;
};

type Kept = { readonly version: string; readonly fields: Readonly<Record<string, string>> };

/**
 * What was typed into a form and not saved yet, kept in this window alone: for whoever wrote it (the text of `data-autosave`), until signing out.
 * It comes back with the version that it was written on, so that it never replaces unseen what somebody wrote meanwhile.
 */
export function draftsOf(form: HTMLFormElement): Drafts {
  const place = `entente:draft:${form.getAttribute('data-autosave')}:${new URL(form.action).pathname}`;
  const version = form.querySelector<HTMLInputElement>('input[name="version"]');
  return {
    keep: () => {
      const fields = Object.fromEntries(inputsOf(form).map((input) => [input.name, input.value] as const));
      const kept: Kept = { version: version?.value ?? '', fields };
      attempt(() => sessionStorage.setItem(place, JSON.stringify(kept)));
    },
    forget: () => attempt(() => sessionStorage.removeItem(place)),
    restore: () => {
      const kept = attempt(() => JSON.parse(sessionStorage.getItem(place) ?? 'null') as Kept | null);
      const changed = inputsOf(form).filter((input) => tidy(kept?.fields[input.name] ?? input.value) !== tidy(input.value));
      if (!kept || changed.length === 0) {
        attempt(() => sessionStorage.removeItem(place));
        return false;
      }
      for (const input of changed) input.value = kept.fields[input.name] ?? '';
      if (version) version.value = kept.version;
      const fold = form.closest('details');
      if (fold) fold.open = true;
      return true;
    },
  };
}

type Input = HTMLInputElement | HTMLTextAreaElement;

const inputsOf = (form: HTMLFormElement): Input[] =>
  [...form.elements].filter(
    (each): each is Input => each instanceof HTMLTextAreaElement || (each instanceof HTMLInputElement && each.type !== 'hidden'),
  );

// Space is tidied when it is saved: it is no difference.
const tidy = (text: string) => text.replace(/\s+/g, ' ').trim();

// A window without storage forgets; the form itself still holds what is typed.
function attempt<Value>(work: () => Value): Value | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
