
// Draws the charts of the page from the figures in it. Whatever comes from a store is handed on as text, never as markup.
(() => {
  'use strict';
  const charts = JSON.parse(document.getElementById('charts').textContent);
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const SERIES = 8;
  const OBJECTS = 0;
  let measure = OBJECTS;

  const style = name => getComputedStyle(document.documentElement).getPropertyValue('--' + name).trim();
  const sum = list => list.reduce((a, b) => a + b, 0);
  const plural = n => n.toLocaleString('en') + (n === 1 ? ' object' : ' objects');
  const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB'];
  const size = bytes => {
    let unit = 0;
    for (; bytes >= 1024 && unit < UNITS.length - 1; unit++) bytes /= 1024;
    return (unit === 0 || Number.isInteger(bytes) ? bytes : bytes.toFixed(1)) + ' ' + UNITS[unit];
  };
  const short = n => n.toLocaleString('en', {notation: 'compact', maximumFractionDigits: 1});
  const measured = n => measure === OBJECTS ? n.toLocaleString('en') : size(n);

  // A tooltip: lines of text, the first of them strong.
  const tip = lines => {
    const box = document.createElement('div');
    lines.forEach((line, i) => {
      const part = document.createElement('div');
      part.textContent = line;
      part.style.cssText = 'white-space:pre-wrap;overflow-wrap:anywhere;max-width:420px' + (i === 0 ? ';font-weight:600' : '');
      box.append(part);
    });
    return box;
  };
  const tooltip = () => ({
    confine: true, backgroundColor: style('card'), borderColor: style('line'), textStyle: {color: style('text'), fontSize: 13},
    extraCssText: 'border-radius:8px;box-shadow:0 4px 16px rgba(0,0,0,.18)'
  });
  const amounts = (sorts, all) => sorts
    .map((sort, i) => [sort, all[0][i], all[1][i]])
    .filter(one => one[1] > 0)
    .map(one => (sorts.length > 1 ? one[0] + ': ' : '') + plural(one[1]) + ', ' + size(one[2]));

  // `share` of one colour, the rest of another; both as #rrggbb.
  const mixed = (one, other, share) => '#' + [1, 3, 5].map(at => Math.round(
    parseInt(one.slice(at, at + 2), 16) * share + parseInt(other.slice(at, at + 2), 16) * (1 - share)).toString(16).padStart(2, '0')).join('');

  const REST = {here: '(directly here)', others: '(others)'};
  const largestSort = all => all[measure].indexOf(Math.max(...all[measure]));

  const treemapNode = (node, sorts, colour, place) => {
    const own = sorts.length > 1 ? style('series-' + largestSort(node.all)) : colour;
    const shade = node.rest ? mixed(own, style('rest'), 0.35) : mixed(own, '#000000', 1 - 0.06 * (place % 4));
    const children = (node.below || [])
      .map((child, i) => treemapNode(child, sorts, sorts.length > 1 || colour ? colour : style('series-' + i % SERIES), i))
      .filter(child => child.value > 0);
    return {
      name: node.rest ? REST[node.rest] : node.name || 'all', prefix: node.prefix, all: node.all, value: sum(node.all[measure]),
      itemStyle: {color: shade, borderColor: mixed(own, '#000000', 0.7)},
      children: children.length === 0 || children.length === 1 && children[0].all && !children[0].prefix ? undefined : children
    };
  };

  const treemap = chart => {
    const root = treemapNode(chart.root, chart.sorts, chart.sorts.length > 1 ? style('series-0') : '', 0);
    const only = !root.children;
    return {
      animation: !calm,
      tooltip: {...tooltip(), formatter: at => at.data && at.data.all ? tip([at.data.prefix || at.name, ...amounts(chart.sorts, at.data.all)]) : ''},
      series: [{
        type: 'treemap', name: 'all', left: 0, right: 0, top: 0, bottom: only ? 0 : 40, roam: false, leafDepth: 2, drillDownIcon: '',
        visibleMin: 120, childrenVisibleMin: 900, animationDurationUpdate: calm ? 0 : 350,
        label: {color: '#fff', fontSize: 12, overflow: 'truncate', formatter: at => at.name + '\n' + measured(at.value), lineHeight: 16, padding: [2, 4]},
        upperLabel: {show: true, height: 24, color: '#fff', fontWeight: 600, fontSize: 12, overflow: 'truncate', formatter: at => at.name + '  ' + measured(at.value)},
        itemStyle: {gapWidth: 1, borderWidth: 0},
        levels: [{itemStyle: {borderWidth: 0, gapWidth: 3, borderColor: style('card')}, upperLabel: {show: false}}, {itemStyle: {gapWidth: 1, borderWidth: 1}}, {itemStyle: {borderWidth: 0, gapWidth: 1}}],
        breadcrumb: {show: !only, bottom: 2, left: 0, height: 26, itemStyle: {color: style('grid'), borderColor: style('line'), textStyle: {color: style('text')}},
          emphasis: {itemStyle: {color: style('line'), textStyle: {color: style('text')}}}},
        data: only ? [root] : root.children
      }]
    };
  };

  // Round numbers of bytes are no round numbers of their units: then the bars' own labels must do.
  const axes = (labels, format, ticks = true) => ({
    grid: {left: 4, right: 64, top: 4, bottom: 4, containLabel: true},
    xAxis: {type: 'value', axisLabel: {show: ticks, color: style('quiet'), formatter: format, hideOverlap: true}, splitLine: {lineStyle: {color: style('grid')}}, splitNumber: 4},
    yAxis: {type: 'category', inverse: true, data: labels, axisTick: {show: false}, axisLine: {lineStyle: {color: style('line')}},
      axisLabel: {color: style('text'), width: 170, overflow: 'truncate'}}
  });

  const distribution = chart => {
    const last = chart.sorts.length - 1;
    const total = chart.totals.map(one => sum(one.all[measure]));
    return {
      animation: !calm, ...axes(chart.labels, short, measure === OBJECTS),
      tooltip: {...tooltip(), trigger: 'axis', axisPointer: {type: 'shadow'},
        formatter: at => tip([chart.labels[at[0].dataIndex], ...amounts(chart.sorts, chart.totals[at[0].dataIndex].all)])},
      series: chart.sorts.map((sort, i) => ({
        type: 'bar', name: sort, stack: 'all', barMaxWidth: 20, itemStyle: {color: style('series-' + i)}, emphasis: {focus: 'none'},
        data: chart.totals.map(one => one.all[measure][i]),
      })).concat([{
        // Carries the label at the end of all sorts, and is as long as nothing.
        type: 'bar', stack: 'all', silent: true, data: total.map(() => 0), barMaxWidth: 20,
        label: {show: true, position: 'right', color: style('quiet'), formatter: at => measure === OBJECTS ? short(total[at.dataIndex]) : size(total[at.dataIndex])}
      }])
    };
  };

  const bars = chart => ({
    animation: !calm, ...axes(chart.labels, short),
    legend: chart.series.length > 1 ? {top: 0, left: 0, icon: 'roundRect', textStyle: {color: style('quiet')}} : undefined,
    ...(chart.series.length > 1 ? {grid: {left: 4, right: 64, top: 32, bottom: 4, containLabel: true}} : {}),
    tooltip: {...tooltip(), trigger: 'axis', axisPointer: {type: 'shadow'},
      formatter: at => tip([chart.labels[at[0].dataIndex], ...at.map(one => one.seriesName + ': ' + one.value.toLocaleString('en'))])},
    series: chart.series.map((one, i) => ({
      type: 'bar', name: one.name, barMaxWidth: 18, itemStyle: {color: style('series-' + i % SERIES)}, data: one.values,
      label: {show: chart.series.length === 1, position: 'right', color: style('quiet'), formatter: at => short(at.value)}
    }))
  });

  const options = {treemap, distribution, bars};
  const rows = chart => chart.labels ? chart.labels.length * Math.max(1, (chart.series || []).length * 0.8) : 0;
  // What can't be drawn stays what it is without a program: a sentence, and its table open.
  const drawn = charts.flatMap(chart => {
    const place = document.getElementById(chart.id);
    const instead = document.getElementById(chart.id + '-undrawn');
    const table = instead.nextElementSibling;
    try {
      place.hidden = false;
      if (rows(chart)) place.style.height = Math.round(48 + 30 * rows(chart)) + 'px';
      const drawing = echarts.init(place, null, {renderer: 'svg'});
      const one = () => drawing.setOption(options[chart.kind](chart), true);
      one();
      new ResizeObserver(() => drawing.resize()).observe(place);
      instead.hidden = true;
      if (table && table.tagName === 'DETAILS') table.open = false;
      return [one];
    } catch (error) {
      place.hidden = true;
      console.error(error);
      return [];
    }
  });
  const draw = () => drawn.forEach(one => one());

  const choice = document.querySelector('.choice');
  if (choice && drawn.length > 0) {
    choice.hidden = false;
    choice.addEventListener('change', event => { measure = Number(event.target.value); draw(); });
  }
  dark.addEventListener('change', draw);
})();
