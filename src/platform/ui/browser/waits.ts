const EACH = 2_000;

/**
 * A page on which something goes on by itself is fetched again while one looks at it, and shown anew once what it waits for has changed. Without this
 * script a link on the page does so.
 */
export function lookAgain(): void {
  const waits = document.querySelector('[data-waits]');
  if (waits === null) return;
  waits.querySelector('[data-waits-said]')?.removeAttribute('hidden');
  const now = waits.getAttribute('data-waits') ?? '';
  const timer = setInterval(async () => {
    if (document.hidden) return;
    const page = await fetch(location.href).then(
      (response) => (response.ok ? response.text() : undefined),
      () => undefined,
    );
    if (page === undefined || page.includes(`data-waits="${now}"`)) return;
    clearInterval(timer);
    location.reload();
  }, EACH);
}
