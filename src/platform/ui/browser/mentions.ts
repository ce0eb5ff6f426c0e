/** So long after the last key names are asked for, in milliseconds. */
const STILL = 150;

type Person = { readonly name: string; readonly about: string };

/**
 * Completes a name while one types it behind an @, in each field marked `data-people`: that is the address at which names are asked for. Without
 * a script the whole name is typed, or somebody is chosen from the list below.
 */
export function completeNames(): void {
  for (const [at, around] of [...document.querySelectorAll<HTMLElement>('[data-people]')].entries()) {
    const field = around.querySelector('textarea');
    if (field) complete(around, field, `names-${at}`);
  }
}

function complete(around: HTMLElement, field: HTMLTextAreaElement, id: string): void {
  const list = document.createElement('ul');
  Object.assign(list, { id, className: 'suggestions', hidden: true });
  list.setAttribute('role', 'listbox');
  list.setAttribute('aria-label', field.labels?.[0]?.textContent ?? '');
  const status = document.createElement('p');
  status.className = 'unseen';
  status.setAttribute('role', 'status');
  around.append(list, status);
  field.setAttribute('aria-autocomplete', 'list');
  field.setAttribute('aria-controls', id);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let asked = 0;
  let chosen = 0;

  const close = () => {
    asked += 1;
    list.hidden = true;
    list.replaceChildren();
    status.textContent = '';
    field.removeAttribute('aria-activedescendant');
  };
  const mark = (at: number) => {
    chosen = (at + list.children.length) % list.children.length;
    for (const [each, option] of [...list.children].entries()) option.setAttribute('aria-selected', String(each === chosen));
    field.setAttribute('aria-activedescendant', list.children[chosen]?.id ?? '');
  };
  const take = (name: string) => {
    const begun = begunName(field);
    if (begun === undefined) return close();
    const start = field.selectionStart - begun.length;
    field.setRangeText(`${name} `, start, field.selectionStart, 'end');
    close();
    field.focus();
  };
  const show = (people: readonly Person[]) => {
    if (people.length === 0) return close();
    list.replaceChildren(
      ...people.map(({ name, about }, at) => {
        const option = document.createElement('li');
        option.id = `${id}-${at}`;
        option.setAttribute('role', 'option');
        option.textContent = about === '' ? name : `${name} · ${about}`;
        // Before the field loses the focus.
        option.addEventListener('pointerdown', (event) => {
          event.preventDefault();
          take(name);
        });
        option.dataset.name = name;
        return option;
      }),
    );
    list.hidden = false;
    const phrase = people.length === 1 ? around.dataset.one : around.dataset.other?.replace('7', String(people.length));
    status.textContent = phrase ?? '';
    mark(0);
  };
  const ask = async () => {
    const begun = begunName(field);
    if (begun === undefined || begun === '') return close();
    asked += 1;
    const mine = asked;
    const address = new URL(around.dataset.people ?? '', location.href);
    const wall = field.form?.querySelector<HTMLInputElement>('input[name="wall"]:checked')?.value;
    if (wall !== undefined) address.searchParams.set('wall', wall);
    address.searchParams.set('q', begun);
    const people = await fetch(address, { headers: { accept: 'application/json' } })
      .then((response) => (response.ok ? (response.json() as Promise<Person[]>) : []))
      .catch(() => []);
    if (mine === asked) show(people);
  };

  field.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(() => void ask(), STILL);
  });
  field.addEventListener('blur', close);
  field.addEventListener('keydown', (event) => {
    if (list.hidden) return;
    if (event.key === 'ArrowDown') mark(chosen + 1);
    else if (event.key === 'ArrowUp') mark(chosen - 1);
    else if (event.key === 'Enter' || event.key === 'Tab')
      take((list.children[chosen] as HTMLElement | undefined)?.dataset.name ?? '');
    else if (event.key === 'Escape') close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
}

/** What is typed of a name behind the last @ before the caret; undefined where none is begun. */
function begunName(field: HTMLTextAreaElement): string | undefined {
  return /(?:^|[^\p{L}\p{N}])@(\p{L}[\p{L}\p{M}'’. -]{0,40})$/u.exec(field.value.slice(0, field.selectionStart))?.[1];
}
