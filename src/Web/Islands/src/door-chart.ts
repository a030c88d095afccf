import { BarChart, LineChart } from 'echarts/charts';
import { AriaComponent, GridComponent, MarkAreaComponent, MarkLineComponent, TooltipComponent } from 'echarts/components';
import { init, use, type EChartsType } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import { calm, onSchemeChange, token } from './tokens';

use([LineChart, BarChart, GridComponent, MarkLineComponent, MarkAreaComponent, TooltipComponent, AriaComponent, CanvasRenderer]);

type Tone = 'go' | 'info' | 'soon' | 'stop' | 'muted';

interface Series {
  name: string;
  unit?: string;
  tone?: Tone;
  area?: boolean;
  /** 1: read against the axis on the right. */
  axis?: 0 | 1;
  points: [number, number | null][];
}

interface ChartFacts {
  kind: 'line' | 'step' | 'bar';
  x: 'time' | 'number' | 'category';
  categories?: string[];
  units?: string[];
  series: Series[];
  limits?: { name: string; value: number; tone?: Tone }[];
  now?: number;
  xName?: string;
  /** The axis begins near the least figure, because the distance of the lines is what matters. */
  close?: boolean;
  decimals?: number;
}

/**
 * <door-chart data='…'>: line, step or bar with labels on the lines themselves and limits drawn and named; no legend to look up.
 * The figures are also in a table of the page, so the picture is announced by its label alone.
 */
class DoorChart extends HTMLElement {
  static readonly observedAttributes = ['data'];

  private chart?: EChartsType;
  private facts?: ChartFacts;
  private resized?: ResizeObserver;
  private forget?: () => void;

  connectedCallback(): void {
    this.setAttribute('role', 'img');
    const holder = document.createElement('div');
    holder.style.cssText = 'width:100%;height:100%';
    this.replaceChildren(holder);
    this.chart = init(holder);
    this.resized = new ResizeObserver(() => this.chart?.resize());
    this.resized.observe(this);
    this.forget = onSchemeChange(() => this.draw());
    this.read();
  }

  disconnectedCallback(): void {
    this.resized?.disconnect();
    this.forget?.();
    this.chart?.dispose();
    this.chart = undefined;
  }

  attributeChangedCallback(): void {
    this.read();
  }

  /** New facts from a live link or a circuit. */
  update(facts: ChartFacts): void {
    this.facts = facts;
    this.draw();
  }

  private read(): void {
    const text = this.getAttribute('data');
    if (text && this.chart) {
      this.update(JSON.parse(text) as ChartFacts);
    }
  }

  private draw(): void {
    if (!this.chart || !this.facts) {
      return;
    }
    const facts = this.facts;
    const zone = this.getAttribute('zone') ?? 'Asia/Shanghai';
    const moments = facts.x === 'time' ? facts.series.flatMap((s) => s.points.map((p) => p[0])) : [];
    // A first reading alone would be drawn amid days of nothing: it gets the minutes that come.
    const lone = moments.length > 0 && Math.max(...moments) === Math.min(...moments) ? moments[0] : undefined;
    const short = moments.length > 0 && Math.max(...moments) - Math.min(...moments) < 600_000;
    const clock = new Intl.DateTimeFormat(document.documentElement.lang, {
      hour: '2-digit', minute: '2-digit', second: short ? '2-digit' : undefined, hourCycle: 'h23', timeZone: zone,
    });
    const decimals = facts.decimals ?? 1;
    const figure = (value: unknown, unit?: string): string => (typeof value === 'number' ? `${value.toFixed(decimals)}${unit ? ` ${unit}` : ''}` : '–');
    const font = { fontFamily: getComputedStyle(this).fontFamily, fontSize: 12, color: token('muted') };
    const line = { lineStyle: { color: token('line') } };
    const axes = Math.max(1, ...facts.series.map((s) => (s.axis ?? 0) + 1));
    // A line with an axis to itself is named there, in its own colour; where two share one, each is named at its end.
    const alone = (axis: number): Series | undefined => {
      const own = facts.series.filter((s) => (s.axis ?? 0) === axis);
      return own.length === 1 && facts.series.length > 1 ? own[0] : undefined;
    };
    const axisName = (axis: number): string | undefined => {
      const [name, unit] = [alone(axis)?.name ?? '', facts.units?.[axis] ?? ''];
      return (name.includes(unit) ? name : `${name} ${unit}`).trim() || undefined;
    };

    this.chart.setOption(
      {
        animation: !calm(),
        animationDuration: 160,
        animationDurationUpdate: 160,
        textStyle: font,
        aria: { enabled: true },
        grid: { left: 4, right: axes > 1 ? 4 : facts.close ? 68 : 16, top: 30, bottom: 4, containLabel: true },
        // Rich text instead of HTML: the page's policy lets no markup with styles in.
        tooltip: {
          trigger: 'axis',
          renderMode: 'richText',
          backgroundColor: token('raised'),
          borderColor: token('line-strong'),
          textStyle: { ...font, color: token('ink') },
          axisPointer: { lineStyle: { color: token('line-strong') } },
          formatter: (given: unknown) => {
            const rows = (Array.isArray(given) ? given : [given]) as { seriesIndex: number; value: [number, number] | number; axisValueLabel?: string; axisValue: number }[];
            const first = rows[0];
            const head = facts.x === 'time' && first ? clock.format(first.axisValue) : (first?.axisValueLabel ?? '');
            return [head, ...rows.map((r) => {
              const series = facts.series[r.seriesIndex];
              return `${series?.name ?? ''} ${figure(Array.isArray(r.value) ? r.value[1] : r.value, series?.unit)}`;
            })].join('\n');
          },
        },
        xAxis: {
          type: facts.x === 'number' ? 'value' : facts.x,
          data: facts.categories,
          min: lone,
          max: lone === undefined ? (facts.x === 'number' ? 'dataMax' : undefined) : lone + 300_000,
          // Hours of a day are read in threes.
          interval: facts.x === 'number' && facts.kind === 'step' ? 3 : undefined,
          axisLine: line,
          axisTick: { show: false },
          splitLine: { show: false },
          name: facts.xName,
          nameLocation: 'end',
          nameGap: 6,
          nameTextStyle: { ...font, align: 'left', verticalAlign: 'top', padding: [8, 0, 0, 0] },
          axisLabel: { ...font, show: facts.x !== 'time' || moments.length > 0, hideOverlap: true, formatter: facts.x === 'time' ? (at: number) => clock.format(at) : undefined },
        },
        yAxis: Array.from({ length: axes }, (_, index) => ({
          type: 'value',
          name: axisName(index),
          nameTextStyle: { ...font, color: alone(index) ? token(alone(index)?.tone ?? 'go') : font.color, align: index === 0 ? 'left' : 'right' },
          min: facts.kind === 'bar' ? 0 : undefined,
          scale: facts.close === true || facts.kind === 'bar' || index > 0,
          splitNumber: 3,
          axisLabel: font,
          splitLine: index === 0 ? line : { show: false },
        })),
        series: facts.series.map((series, index) => {
          const colour = token(series.tone ?? 'go');
          return {
            type: facts.kind === 'bar' ? 'bar' : 'line',
            step: facts.kind === 'step' ? 'end' : undefined,
            name: series.name,
            data: facts.x === 'category' ? series.points.map((p) => p[1]) : series.points,
            yAxisIndex: series.axis ?? 0,
            showSymbol: false,
            connectNulls: false,
            itemStyle: { color: colour, borderRadius: facts.kind === 'bar' ? [3, 3, 0, 0] : undefined },
            lineStyle: { color: colour, width: 2.5 },
            areaStyle: series.area ? { color: colour, opacity: 0.12 } : undefined,
            barMaxWidth: 28,
            label: facts.kind === 'bar' && series.points.length <= 12 ? { ...font, show: true, position: 'top', formatter: (p: { value: number }) => figure(p.value) } : undefined,
            endLabel: facts.kind === 'bar' || facts.series.length < 2 || alone(series.axis ?? 0) ? undefined : { ...font, show: true, color: colour, formatter: series.name, backgroundColor: token('card'), padding: [1, 4], borderRadius: 4, ...(facts.close ? { offset: [2, index % 2 === 0 ? -7 : 7], align: 'left' } : { offset: [-2, -12], align: 'right' }) },
            markLine: index > 0 ? undefined : {
              silent: true,
              symbol: 'none',
              animation: false,
              data: [
                ...(facts.limits ?? []).map((limit) => ({
                  yAxis: limit.value,
                  lineStyle: { color: token(limit.tone ?? 'stop'), type: 'dashed', width: 1.5 },
                  label: { ...font, color: token(limit.tone ?? 'stop'), position: 'insideEndTop', formatter: limit.name },
                })),
                ...(facts.now === undefined ? [] : [{ xAxis: facts.now, lineStyle: { color: token('ink'), type: 'solid', width: 1 }, label: { show: false } }]),
              ],
            },
          };
        }),
      },
      { notMerge: true },
    );
  }
}

customElements.define('door-chart', DoorChart);
