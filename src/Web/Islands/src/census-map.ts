import type { Map as GlMap, ExpressionSpecification, GeoJSONSource, LayerSpecification, MapGeoJSONFeature, StyleSpecification } from 'maplibre-gl';
import './census-map.css';
import { MapFrame } from './map-frame';
import { baseLayers } from './map-style';
import { token } from './tokens';

/** Which layers of the map belong to which switch of the page. */
const switches: Record<string, readonly string[]> = {
  communities: ['homes', 'homes-edge', 'homes-dot'],
  stations: ['standing'],
  sites: ['place'],
  gates: ['gate', 'gate-name'],
};

/**
 * <census-map base data layers page fit>: communities coloured by what is missing near them, first-batch scenarios with a thick edge, public stations,
 * candidate sites, gates. The table of the page says the same in words. With `fit` the map shows exactly what it was given.
 */
class CensusMap extends MapFrame {
  static readonly observedAttributes = ['layers', 'data'];

  attributeChangedCallback(name: string): void {
    const map = this.map;
    if (!map) {
      return;
    }
    if (name === 'data') {
      map.getSource<GeoJSONSource>('census')?.setData(this.address('data'));
    }
    this.choose();
  }

  protected begin(map: GlMap): void {
    map.on('style.load', () => this.choose());
    map.once('idle', () => {
      this.setAttribute('state', 'ready');
      void this.fit();
    });
    const shown = ['homes', 'homes-dot', 'standing', 'place', 'gate'];
    for (const layer of shown) {
      map.on('click', layer, (event) => this.show(event.features?.[0]));
    }
    this.pointAt(map, shown);
  }

  private async fit(): Promise<void> {
    if (!this.hasAttribute('fit')) {
      return;
    }
    const data = await this.map?.getSource<GeoJSONSource>('census')?.getData();
    const points: number[][] = [];
    const gather = (value: unknown): void => {
      if (Array.isArray(value)) {
        if (typeof value[0] === 'number') {
          points.push(value as number[]);
        } else {
          value.forEach(gather);
        }
      }
    };
    if (data?.type === 'FeatureCollection') {
      data.features.forEach((feature) => 'coordinates' in feature.geometry && gather(feature.geometry.coordinates));
    }
    if (points.length > 1) {
      const [lons, lats] = [points.map((p) => p[0]!), points.map((p) => p[1]!)];
      this.map?.fitBounds([Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)], { padding: 40, animate: false, maxZoom: 16 });
    }
  }

  private choose(): void {
    const wanted = (this.getAttribute('layers') ?? '').split(' ');
    for (const [name, layers] of Object.entries(switches)) {
      for (const layer of layers) {
        if (this.map?.getLayer(layer)) {
          this.map.setLayoutProperty(layer, 'visibility', wanted.includes(name) ? 'visible' : 'none');
        }
      }
    }
  }

  protected drawing(): StyleSpecification {
    const font = getComputedStyle(this).fontFamily;
    return {
      version: 8,
      sources: { base: { type: 'geojson', data: this.address('base') }, census: { type: 'geojson', data: this.address('data') } },
      layers: [{ id: 'land', type: 'background', paint: { 'background-color': token('map-land') } }, ...baseLayers(font), ...censusLayers(font)],
    };
  }

  /** A card with the feature's words; a community's leads to its page. */
  private show(feature: MapGeoJSONFeature | undefined): void {
    this.querySelector('.city-map-card')?.remove();
    if (!feature) {
      return;
    }
    const { id, layer, name, detail } = feature.properties as { id: string; layer: string; name: string; detail: string };
    const page = layer === 'community' ? this.getAttribute('page') : null;
    const card = document.createElement(page ? 'a' : 'div');
    card.className = 'city-map-card';
    if (card instanceof HTMLAnchorElement) {
      card.href = `${page}${encodeURIComponent(id)}`;
    }
    for (const [style, words] of [['strong', name], ['muted', detail], ['go-word', page ? this.text('open') : '']] as const) {
      if (words) {
        const line = document.createElement('span');
        line.className = style;
        line.textContent = words;
        card.append(line);
      }
    }
    this.append(card);
    if (page) {
      card.focus({ preventScroll: true });
    }
  }
}

function censusLayers(font: string): LayerSpecification[] {
  const is = (layer: string): ExpressionSpecification => ['==', ['get', 'layer'], layer];
  const area: ExpressionSpecification = ['all', is('community'), ['==', ['geometry-type'], 'Polygon']];
  const dot: ExpressionSpecification = ['all', is('community'), ['==', ['geometry-type'], 'Point']];
  const colour: ExpressionSpecification = ['match', ['get', 'mark'], 'first', token('stop'), 'gap', token('soon-fill'), 'enough', token('go'), token('line-strong')];
  const edge: ExpressionSpecification = ['case', ['==', ['get', 'mark'], 'first'], 3, 1.5];
  return [
    { id: 'homes', type: 'fill', source: 'census', filter: area, paint: { 'fill-color': colour, 'fill-opacity': 0.45 } },
    { id: 'homes-edge', type: 'line', source: 'census', filter: area, paint: { 'line-color': colour, 'line-width': edge } },
    { id: 'homes-dot', type: 'circle', source: 'census', filter: dot, paint: { 'circle-color': colour, 'circle-opacity': 0.6, 'circle-radius': 9, 'circle-stroke-color': colour, 'circle-stroke-width': edge } },
    { id: 'place', type: 'circle', source: 'census', filter: is('site'), paint: { 'circle-radius': ['interpolate', ['linear'], ['zoom'], 11, 3, 16, 8], 'circle-color': token('card'), 'circle-stroke-color': token('ink'), 'circle-stroke-width': 2 } },
    { id: 'standing', type: 'circle', source: 'census', filter: is('station'), paint: { 'circle-radius': ['interpolate', ['linear'], ['zoom'], 11, 4, 16, 9], 'circle-color': token('info-soft'), 'circle-stroke-color': token('info'), 'circle-stroke-width': 2.5 } },
    { id: 'gate', type: 'circle', source: 'census', filter: is('gate'), paint: { 'circle-radius': 6, 'circle-color': token('ink'), 'circle-stroke-color': token('card'), 'circle-stroke-width': 2 } },
    {
      id: 'gate-name', type: 'symbol', source: 'census', filter: is('gate'),
      layout: { 'text-field': ['get', 'name'], 'text-font': [font], 'text-size': 12, 'text-anchor': 'top', 'text-offset': [0, 0.8], 'text-optional': true },
      paint: { 'text-color': token('ink'), 'text-halo-color': token('map-land'), 'text-halo-width': 2 },
    },
  ];
}

customElements.define('census-map', CensusMap);
