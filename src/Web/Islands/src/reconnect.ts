/**
 * The note a staff page shows while its circuit is gone (#components-reconnect-modal; the framework sets its classes). A server that came
 * back without the circuit has the page loaded anew; one that stayed away is asked again when somebody looks.
 */
const note = document.getElementById('components-reconnect-modal');
note?.addEventListener('components-reconnect-state-changed', (event) => {
  const state = (event as CustomEvent<{ state: string }>).detail.state;
  if (state === 'rejected') {
    window.location.reload();
  } else if (state === 'failed') {
    const again = (): void => {
      if (document.visibilityState === 'visible') {
        window.location.reload();
      }
    };
    document.addEventListener('visibilitychange', again, { once: true });
    window.addEventListener('online', again, { once: true });
  }
});
note?.querySelector('button')?.addEventListener('click', () => window.location.reload());
