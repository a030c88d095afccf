/**
 * The page that says "no network" ([data-offline]) stands at the address that was asked for: as soon as the server answers again it is asked anew.
 * Never by a reload, which would send a form a second time.
 */
const every = 5_000;

async function ask(): Promise<void> {
  try {
    await fetch('/favicon.svg', { cache: 'no-store' });
    window.location.replace(window.location.href);
  } catch {
    // Still dark.
  }
}

if (document.querySelector('[data-offline]') && window.location.pathname !== '/offline') {
  window.setInterval(() => void ask(), every);
  window.addEventListener('online', () => void ask());
}
