import type { ExpressionSpecification, LayerSpecification, SourceSpecification, StyleSpecification } from 'maplibre-gl';
import { token } from './tokens';

interface StyleWishes {
  base: string;
  stations: string;
  tiles?: string;
  attribution?: string;
  home?: [number, number];
  radius: number;
  radiusText: string;
  font: string;
}

/**
 * Our own vector layers: land, water, green, communities, streets, and the stations above. Without a `glyphs` address every label,
 * Chinese, Latin or figure, is drawn from the fonts of the device.
 */
export function cityStyle(wishes: StyleWishes): StyleSpecification {
  const sources: Record<string, SourceSpecification> = {
    stations: {
      type: 'geojson',
      data: wishes.stations,
      cluster: true,
      clusterRadius: 44,
      clusterMaxZoom: 14,
      clusterProperties: { free: ['+', ['get', 'free']], total: ['+', ['get', 'total']] },
    },
  };
  const layers: LayerSpecification[] = [{ id: 'land', type: 'background', paint: { 'background-color': token('map-land') } }];

  if (wishes.tiles) {
    sources['tiles'] = { type: 'raster', tiles: [wishes.tiles], tileSize: 256, attribution: wishes.attribution };
    layers.push({ id: 'tiles', type: 'raster', source: 'tiles' });
  } else {
    sources['base'] = { type: 'geojson', data: wishes.base };
    layers.push(...baseLayers(wishes.font));
  }

  if (wishes.home) {
    sources['home'] = { type: 'geojson', data: ringAround(wishes.home, wishes.radius) };
    layers.push(...homeLayers(wishes));
  }

  layers.push(...stationLayers(wishes.font));
  return { version: 8, sources, layers };
}

const isLayer = (...names: string[]): ExpressionSpecification => ['in', ['get', 'layer'], ['literal', names]];
const growing = (at11: number, at17: number): ExpressionSpecification => ['interpolate', ['exponential', 1.5], ['zoom'], 11, at11, 17, at17];

/** Land, water, green, communities and streets from the source `base`. */
export function baseLayers(font: string): LayerSpecification[] {
  const text = { 'text-font': [font] as string[], 'text-size': 12, 'text-padding': 4 };
  const halo = { 'text-color': token('map-label'), 'text-halo-color': token('map-land'), 'text-halo-width': 1.5 };
  const line = (id: string, name: string, colour: string, narrow: number, broad: number): LayerSpecification => ({
    id,
    type: 'line',
    source: 'base',
    filter: ['all', isLayer(name), ['==', ['geometry-type'], 'LineString']],
    layout: { 'line-cap': 'round', 'line-join': 'round' },
    paint: { 'line-color': colour, 'line-width': growing(narrow, broad) },
  });
  const street = token('map-street');
  const edge = token('map-street-edge');
  return [
    { id: 'green', type: 'fill', source: 'base', filter: isLayer('green'), paint: { 'fill-color': token('map-green') } },
    { id: 'community', type: 'fill', source: 'base', filter: isLayer('community'), paint: { 'fill-color': token('map-community') } },
    { id: 'water', type: 'fill', source: 'base', filter: ['all', isLayer('river', 'lake'), ['==', ['geometry-type'], 'Polygon']], paint: { 'fill-color': token('map-water') } },
    line('river', 'river', token('map-water'), 4, 40),
    line('street-edge', 'street', edge, 2, 20),
    line('street', 'street', street, 1, 16),
    {
      id: 'street-name', type: 'symbol', source: 'base', minzoom: 13,
      filter: ['all', isLayer('street'), ['!=', ['get', 'name'], '']],
      layout: { ...text, 'symbol-placement': 'line', 'text-field': ['get', 'name'] },
      paint: { ...halo, 'text-halo-color': street },
    },
    {
      id: 'water-name', type: 'symbol', source: 'base', minzoom: 10,
      filter: ['all', isLayer('river', 'lake'), ['!=', ['get', 'name'], '']],
      layout: { ...text, 'text-field': ['get', 'name'], 'text-size': 13 },
      paint: { ...halo, 'text-halo-color': token('map-water') },
    },
    {
      id: 'community-name', type: 'symbol', source: 'base', minzoom: 13.5,
      filter: ['all', isLayer('community'), ['!=', ['get', 'name'], '']],
      layout: { ...text, 'text-field': ['get', 'name'], 'text-max-width': 7 },
      paint: halo,
    },
  ];
}

function homeLayers(wishes: StyleWishes): LayerSpecification[] {
  return [
    { id: 'home-area', type: 'fill', source: 'home', paint: { 'fill-color': token('go'), 'fill-opacity': 0.06 } },
    { id: 'home-ring', type: 'line', source: 'home', paint: { 'line-color': token('go'), 'line-width': 1.5, 'line-dasharray': [3, 2] } },
    {
      id: 'home-name', type: 'symbol', source: 'home',
      layout: { 'symbol-placement': 'line', 'text-field': wishes.radiusText, 'text-font': [wishes.font], 'text-size': 12, 'symbol-spacing': 400 },
      paint: { 'text-color': token('go-text'), 'text-halo-color': token('map-land'), 'text-halo-width': 2 },
    },
  ];
}

function stationLayers(font: string): LayerSpecification[] {
  const count: ExpressionSpecification = ['concat', ['to-string', ['get', 'free']], '/', ['to-string', ['get', 'total']]];
  return [
    {
      id: 'cluster', type: 'circle', source: 'stations', filter: ['has', 'point_count'],
      paint: {
        'circle-color': token('card'),
        'circle-radius': ['step', ['get', 'point_count'], 20, 5, 24, 15, 28],
        'circle-stroke-width': 3,
        'circle-stroke-color': ['case', ['>', ['get', 'free'], 0], token('go'), token('line-strong')],
      },
    },
    {
      id: 'cluster-count', type: 'symbol', source: 'stations', filter: ['has', 'point_count'],
      layout: { 'text-field': count, 'text-font': [font], 'text-size': 13, 'text-allow-overlap': true },
      paint: { 'text-color': token('ink') },
    },
    {
      id: 'station', type: 'symbol', source: 'stations', filter: ['!', ['has', 'point_count']],
      layout: {
        'icon-image': ['concat', 'mark-', ['get', 'mark']],
        'icon-allow-overlap': true,
        'text-field': ['case', ['==', ['get', 'mark'], 'free'], ['to-string', ['get', 'free']], ''],
        'text-font': [font],
        'text-size': 14,
        'text-allow-overlap': true,
      },
      paint: { 'text-color': token('go-text') },
    },
    {
      id: 'station-name', type: 'symbol', source: 'stations', minzoom: 13, filter: ['!', ['has', 'point_count']],
      layout: {
        'text-field': ['concat', ['get', 'name'], '\n', ['get', 'state']],
        'text-font': [font], 'text-size': 12, 'text-anchor': 'top', 'text-offset': [0, 1.5], 'text-optional': true, 'text-max-width': 12,
      },
      paint: { 'text-color': token('ink'), 'text-halo-color': token('map-land'), 'text-halo-width': 2 },
    },
  ];
}

/** A circle of so many metres on the ground. */
export function ringAround([lon, lat]: [number, number], metres: number): GeoJSON.Feature {
  const perLat = 111_320;
  const perLon = perLat * Math.cos((lat * Math.PI) / 180);
  const ring = Array.from({ length: 65 }, (_, i) => {
    const angle = (i / 64) * 2 * Math.PI;
    return [lon + (Math.cos(angle) * metres) / perLon, lat + (Math.sin(angle) * metres) / perLat];
  });
  return { type: 'Feature', properties: {}, geometry: { type: 'Polygon', coordinates: [ring] } };
}

/** Shape as well as colour: hollow ring with a count, filled bolt, cross, dashes. Drawn at twice the size for sharp screens. */
export function markImages(): [string, ImageData][] {
  return (['free', 'full', 'fault', 'offline'] as const).map((name) => [`mark-${name}`, draw(name)]);
}

function draw(name: 'free' | 'full' | 'fault' | 'offline'): ImageData {
  const size = 68;
  const middle = size / 2;
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = size;
  const pen = canvas.getContext('2d')!;
  const colour = token({ free: 'go', full: 'info', fault: 'stop', offline: 'line-strong' }[name]);
  pen.beginPath();
  pen.arc(middle, middle, 27, 0, 2 * Math.PI);
  pen.fillStyle = name === 'full' ? colour : token('card');
  pen.fill();
  pen.lineWidth = 6;
  pen.strokeStyle = colour;
  pen.setLineDash(name === 'offline' ? [10, 7] : []);
  pen.stroke();
  pen.setLineDash([]);
  pen.lineWidth = 5;
  if (name === 'full') {
    pen.fillStyle = token('card');
    pen.beginPath();
    for (const [x, y] of [[38, 14], [21, 38], [33, 38], [29, 54], [47, 29], [35, 29]] as const) {
      pen.lineTo(x, y);
    }
    pen.closePath();
    pen.fill();
  } else if (name === 'fault') {
    pen.beginPath();
    pen.moveTo(24, 24);
    pen.lineTo(44, 44);
    pen.moveTo(44, 24);
    pen.lineTo(24, 44);
    pen.stroke();
  } else if (name === 'offline') {
    pen.beginPath();
    pen.moveTo(23, 34);
    pen.lineTo(45, 34);
    pen.stroke();
  }
  return pen.getImageData(0, 0, size, size);
}
