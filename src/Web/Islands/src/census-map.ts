import type { Map as GlMap, ExpressionSpecification, GeoJSONSource, LayerSpecification, MapGeoJSONFeature, StyleSpecification } from 'maplibre-gl';
import './census-map.css';
import { MapFrame } from './map-frame';
import { baseLayers } from './map-style';
import { nothing } from './plan-layers';
import { calm, token } from './tokens';

/** Up to this zoom communities are one circle each, or one for several, with how many vehicles are left out. */
const farUpTo = 12;
const counts: readonly string[] = ['far', 'place-counted'];

/** Which layers of the map belong to which switch of the page. */
const switches: Record<string, readonly string[]> = {
  communities: ['homes', 'homes-edge', 'homes-dot', 'far', 'far-number'],
  stations: ['standing'],
  sites: ['place', 'place-counted', 'place-number'],
  gates: ['gate', 'gate-name'],
};

/** What a switch of the page calls the features it shows. */
const layerOf: Record<string, string> = { communities: 'community', stations: 'station', sites: 'site', gates: 'gate' };

/**
 * <census-map base data layers page>: communities coloured by what is missing near them, first-batch scenarios with a thick edge, public stations,
 * candidate sites, gates. From afar communities and sites are counted, so that a whole city can be read. It shows exactly what it was given; the
 * table of the page says the same in words.
 */
class CensusMap extends MapFrame {
  static readonly observedAttributes = ['layers', 'data'];

  private given: GeoJSON.FeatureCollection = nothing;

  attributeChangedCallback(name: string): void {
    if (!this.map) {
      return;
    }
    if (name === 'data') {
      void this.read();
    }
    this.choose();
  }

  protected begin(map: GlMap): void {
    map.on('style.load', () => this.choose());
    map.once('idle', () => this.setAttribute('state', 'ready'));
    const shown = ['homes', 'homes-dot', 'standing', 'place', 'gate'];
    for (const layer of shown) {
      map.on('click', layer, (event) => {
        // From afar a count lies above what it counts.
        if (map.queryRenderedFeatures(event.point, { layers: counts.filter((count) => map.getLayer(count)) }).length === 0) {
          this.show(event.features?.[0]);
        }
      });
    }
    for (const layer of counts) {
      map.on('click', layer, (event) => void this.nearer(layer, event.features?.[0]));
    }
    this.pointAt(map, [...shown, ...counts]);
    map.getCanvas().addEventListener('keydown', (event) => {
      if (event.key === 'Enter') {
        // The same key would press what the card puts the focus on.
        event.preventDefault();
        this.open();
      }
    });
    void this.read();
  }

  private async read(): Promise<void> {
    const answer = await fetch(this.address('data')).catch(() => undefined);
    if (!answer?.ok) {
      this.setAttribute('state', 'failed');
      return;
    }
    this.given = (await answer.json()) as GeoJSON.FeatureCollection;
    this.fill();
    this.fit();
  }

  private fill(): void {
    const map = this.map;
    if (!map?.getSource('census')) {
      map?.once('styledata', () => this.fill());
      return;
    }
    map.getSource<GeoJSONSource>('census')?.setData(this.given);
    map.getSource<GeoJSONSource>('far')?.setData(this.centres());
    map.getSource<GeoJSONSource>('places')?.setData(this.of('site'));
  }

  private of(layer: string): GeoJSON.FeatureCollection {
    return { type: 'FeatureCollection', features: this.given.features.filter((f) => f.properties?.['layer'] === layer) };
  }

  /** Every community as the point its walks are reckoned for. */
  private centres(): GeoJSON.FeatureCollection {
    return {
      type: 'FeatureCollection',
      features: this.of('community').features.map((f) => ({ type: 'Feature', properties: f.properties, geometry: { type: 'Point', coordinates: [Number(f.properties?.['lon']), Number(f.properties?.['lat'])] } })),
    };
  }

  /** Shows all that the page's filter lets through, of the layers that are on. */
  private fit(): void {
    const wanted = (this.getAttribute('layers') ?? '').split(' ').map((name) => layerOf[name]);
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
    // Stations are the same whatever the filter says: they do not hold the map back.
    const main = wanted.find((layer) => layer !== undefined && layer !== 'station') ?? 'station';
    const shown = this.of(main).features.length > 0 ? this.of(main).features : this.given.features;
    shown.forEach((feature) => 'coordinates' in feature.geometry && gather(feature.geometry.coordinates));
    if (points.length > 0) {
      const [lons, lats] = [points.map((p) => p[0]!), points.map((p) => p[1]!)];
      this.map?.fitBounds([Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)], { padding: 40, animate: false, maxZoom: 16 });
    }
  }

  private async nearer(layer: string, feature: MapGeoJSONFeature | undefined): Promise<void> {
    const map = this.map;
    if (!map || !feature) {
      return;
    }
    const source = map.getSource<GeoJSONSource>(layer === 'far' ? 'far' : 'places');
    const cluster = feature.properties['cluster_id'] as number | undefined;
    const zoom = cluster === undefined ? farUpTo + 1 : ((await source?.getClusterExpansionZoom(cluster)) ?? farUpTo + 1);
    map.easeTo({ center: (feature.geometry as GeoJSON.Point).coordinates as [number, number], zoom: Math.max(zoom, map.getZoom() + 1), duration: calm() ? 0 : 200 });
  }

  /** What Enter opens: the feature nearest to the middle of the map. */
  private open(): void {
    const map = this.map;
    if (!map) {
      return;
    }
    const { width, height } = map.getCanvas().getBoundingClientRect();
    const layers = [...counts, 'place', 'standing', 'gate', 'homes-dot', 'homes'].filter((layer) => map.getLayer(layer));
    // What lies in the middle; where nothing does, the next ring outwards.
    const found = [40, 120, 240, Math.max(width, height)].flatMap((reach) => map.queryRenderedFeatures([[width / 2 - reach, height / 2 - reach], [width / 2 + reach, height / 2 + reach]], { layers }).slice(0, 1))[0];
    void (found && counts.includes(found.layer.id) ? this.nearer(found.layer.id, found) : this.show(found));
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
      sources: {
        base: { type: 'geojson', data: this.address('base') },
        census: { type: 'geojson', data: this.given },
        far: { type: 'geojson', data: this.centres(), cluster: true, clusterRadius: 30, clusterMaxZoom: farUpTo, clusterProperties: { left: ['+', ['get', 'left']], first: ['+', ['case', ['==', ['get', 'mark'], 'first'], 1, 0]] } },
        places: { type: 'geojson', data: this.of('site'), cluster: true, clusterRadius: 30, clusterMaxZoom: 13 },
      },
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
    {
      id: 'far', type: 'circle', source: 'far', maxzoom: farUpTo + 0.5,
      paint: {
        'circle-color': token('card'),
        'circle-opacity': 0.85,
        'circle-radius': ['interpolate', ['linear'], ['sqrt', ['get', 'left']], 0, 7, 10, 13, 60, 24],
        'circle-stroke-color': ['case', ['has', 'point_count'], ['case', ['>', ['get', 'first'], 0], token('stop'), ['>', ['get', 'left'], 0], token('soon-fill'), token('go')], colour],
        'circle-stroke-width': 3,
      },
    },
    { id: 'far-number', type: 'symbol', source: 'far', maxzoom: farUpTo + 0.5, layout: { 'text-field': ['number-format', ['round', ['get', 'left']], { 'max-fraction-digits': 0 }], 'text-font': [font], 'text-size': 12, 'text-allow-overlap': true }, paint: { 'text-color': token('ink') } },
    { id: 'standing', type: 'circle', source: 'census', filter: is('station'), minzoom: 11, paint: { 'circle-radius': ['interpolate', ['linear'], ['zoom'], 11, 2.5, 16, 9], 'circle-color': token('info-soft'), 'circle-stroke-color': token('info'), 'circle-stroke-width': ['interpolate', ['linear'], ['zoom'], 11, 1.5, 15, 2.5] } },
    { id: 'place', type: 'circle', source: 'places', filter: ['!', ['has', 'point_count']], paint: { 'circle-radius': ['interpolate', ['linear'], ['zoom'], 11, 4, 16, 8], 'circle-color': token('card'), 'circle-stroke-color': token('ink'), 'circle-stroke-width': 2 } },
    { id: 'place-counted', type: 'circle', source: 'places', filter: ['has', 'point_count'], paint: { 'circle-radius': ['step', ['get', 'point_count'], 13, 10, 16, 100, 20], 'circle-color': token('card'), 'circle-stroke-color': token('ink'), 'circle-stroke-width': 2 } },
    { id: 'place-number', type: 'symbol', source: 'places', filter: ['has', 'point_count'], layout: { 'text-field': ['to-string', ['get', 'point_count']], 'text-font': [font], 'text-size': 12, 'text-allow-overlap': true }, paint: { 'text-color': token('ink') } },
    { id: 'gate', type: 'circle', source: 'census', filter: is('gate'), paint: { 'circle-radius': 6, 'circle-color': token('ink'), 'circle-stroke-color': token('card'), 'circle-stroke-width': 2 } },
    {
      id: 'gate-name', type: 'symbol', source: 'census', filter: is('gate'),
      layout: { 'text-field': ['get', 'name'], 'text-font': [font], 'text-size': 12, 'text-anchor': 'top', 'text-offset': [0, 0.8], 'text-optional': true },
      paint: { 'text-color': token('ink'), 'text-halo-color': token('map-land'), 'text-halo-width': 2 },
    },
  ];
}

customElements.define('census-map', CensusMap);
