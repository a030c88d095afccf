import { Map as GlMap, NavigationControl, setWorkerUrl, type StyleSpecification } from 'maplibre-gl';
import 'maplibre-gl/dist/maplibre-gl.css';
import './city-map.css';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import { calm, onSchemeChange } from './tokens';

setWorkerUrl(workerUrl);

/**
 * What every map of the city shares: one life (made, redrawn when day turns to night, removed), our origin only, no turning, words from
 * `text-*` attributes. Where the browser draws no maps, `state` becomes `failed` and the page's own tables and lists do the work alone.
 */
export abstract class MapFrame extends HTMLElement {
  protected map?: GlMap;
  private forget?: () => void;

  /** What the map draws, in the colours of this moment. */
  protected abstract drawing(): StyleSpecification;

  /** Called once, when the map exists and nothing is drawn yet. */
  protected abstract begin(map: GlMap): void;

  connectedCallback(): void {
    const holder = document.createElement('div');
    holder.className = 'city-map-canvas';
    this.append(holder);
    try {
      const map = this.frame(holder);
      this.begin(map);
      this.map = map;
    } catch {
      holder.remove();
      this.setAttribute('state', 'failed');
      return;
    }
    this.forget = onSchemeChange(() => this.map?.setStyle(this.drawing(), { diff: false }));
  }

  disconnectedCallback(): void {
    this.forget?.();
    this.map?.remove();
    this.map = undefined;
  }

  protected address(name: string): string {
    return new URL(this.getAttribute(name) ?? '', window.location.href).href;
  }

  protected number(name: string, otherwise: number): number {
    const text = this.getAttribute(name);
    return text ? Number(text) : otherwise;
  }

  protected text(name: string): string {
    return this.getAttribute(`text-${name}`) ?? '';
  }

  /** A hand over the features of these layers, because a click opens them. */
  protected pointAt(map: GlMap, layers: readonly string[]): void {
    for (const layer of layers) {
      map.on('mouseenter', layer, () => (map.getCanvas().style.cursor = 'pointer'));
      map.on('mouseleave', layer, () => (map.getCanvas().style.cursor = ''));
    }
  }

  private frame(holder: HTMLElement): GlMap {
    const map = new GlMap({
      container: holder,
      style: this.drawing(),
      center: [this.number('lon', 114.89), this.number('lat', 30.39)],
      zoom: this.number('zoom', 12),
      minZoom: 7,
      maxZoom: 19,
      attributionControl: false,
      // What is on the screen is on paper as well.
      canvasContextAttributes: { preserveDrawingBuffer: true },
      dragRotate: false,
      pitchWithRotate: false,
      touchPitch: false,
      fadeDuration: calm() ? 0 : 150,
      localIdeographFontFamily: getComputedStyle(this).fontFamily,
      locale: { 'NavigationControl.ZoomIn': this.text('zoom-in'), 'NavigationControl.ZoomOut': this.text('zoom-out'), 'Map.Title': this.text('title') },
    });
    map.touchZoomRotate.disableRotation();
    map.keyboard.disableRotation();
    map.addControl(new NavigationControl({ showCompass: false }), 'top-right');
    return map;
  }
}
