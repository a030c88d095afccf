// The one module every page loads. Small islands are here; the map and the charts come only where a page shows one.
import './live-parts';
import './press-hold';
import './here-button';
import './pile-code';
import './code-scanner';
import './pass-key';
import './reconnect';
import './rail';
import './offline';
import { whenShown } from './when-shown';

whenShown('city-map', () => import('./city-map'));
whenShown('siting-map', () => import('./siting-map'));
whenShown('census-map', () => import('./census-map'));
whenShown('door-chart', () => import('./door-chart'));

document.addEventListener('click', (event) => {
  if (event.target instanceof Element && event.target.closest('[data-print]')) {
    window.print();
  }
});

// A select that filters a list sends its form by itself; without script the form's own button does.
document.addEventListener('change', (event) => {
  if (event.target instanceof Element && event.target.matches('[data-submit]')) {
    event.target.closest('form')?.requestSubmit();
  }
});

// Only the page that says "no network" is kept by the worker: a kept price or a kept pile state would lie.
if ('serviceWorker' in navigator && window.isSecureContext) {
  navigator.serviceWorker.register('/sw.js').catch(() => undefined);
}
