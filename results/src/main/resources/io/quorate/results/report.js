'use strict';
/* Draws what the page's data say. Each kind of figure is a function from data to an option of ECharts. */
(() => {
  const page = JSON.parse(document.getElementById('data').textContent);
  const root = document.documentElement;
  const light = ['#0072b2', '#d55e00', '#009e73', '#b5568f', '#b88600', '#2a8fc4', '#6b6b6b'];
  const dark = ['#56b4e9', '#f0803c', '#2fc197', '#d98cbb', '#e6b422', '#8ccbee', '#a9b1bd'];
  const charts = [];
  const isDark = () => root.dataset.theme === 'dark';
  const palette = () => (isDark() ? dark : light);
  const digits = (value) => (value == null ? '' : Number(Number(value).toPrecision(4)).toLocaleString('en'));
  const time = (us) => (us >= 1e6 ? us / 1e6 + ' s' : us >= 1e3 ? us / 1e3 + ' ms' : us + ' us');
  const short = (value) => (value >= 1e6 ? value / 1e6 + ' M' : value >= 1e3 ? value / 1e3 + ' k' : String(value));

  const element = (tag, text, name) => {
    const made = document.createElement(tag);
    if (text != null) made.textContent = text;
    if (name) made.className = name;
    return made;
  };

  const axis = (name, more) => ({ name, nameLocation: 'middle', nameGap: 32, splitLine: { show: true, lineStyle: { opacity: 0.35 } }, ...more });
  const frame = (more) => ({
    color: palette(), backgroundColor: 'transparent', animation: false,
    textStyle: { fontFamily: 'system-ui, sans-serif' },
    legend: { type: 'scroll', top: 0, left: 0, width: '90%' },
    grid: { left: 64, right: 32, top: 48, bottom: 56 },
    toolbox: { feature: { saveAsImage: { title: 'save' } } },
    ...more,
  });

  const kinds = {
    distribution({ curves }) {
      const series = [];
      curves.forEach((curve, i) => {
        const colour = palette()[i % palette().length];
        const share = (n, j) => (j + 1) / n;
        series.push({
          name: curve.name, type: 'line', step: 'end', color: colour, lineStyle: { width: 1.5 },
          symbol: 'circle', symbolSize: (value) => (value[2] > 1 ? 8 : 3),
          data: curve.points.map(([ms, rounds], j) => [ms, share(curve.points.length, j), rounds]),
        });
        if (curve.model.length) {
          series.push({ name: curve.name + ', model', type: 'line', color: colour, symbol: 'none',
            lineStyle: { type: 'dashed', width: 1.2 }, data: curve.model.map(([q, ms]) => [ms, q]) });
        }
        if (curve.published.length) {
          series.push({ name: 'Raft paper, figure 16', type: 'line', color: '#9aa3af', symbol: 'diamond', symbolSize: 7,
            lineStyle: { opacity: 0.6 }, data: curve.published.map(([q, ms]) => [ms, q]) });
        }
      });
      const tail = series.map((one) => ({
        ...one, xAxisIndex: 1, yAxisIndex: 1,
        data: one.data.map((at) => [at[0], Math.max(1 - at[1], 1e-4), at[2]]).filter((at) => at[1] < 1),
      }));
      return frame({
        series: series.concat(tail),
        grid: [{ left: 64, right: '52%', top: 48, bottom: 56 }, { left: '54%', right: 24, top: 48, bottom: 56 }],
        xAxis: [axis('ms', { gridIndex: 0 }), axis('ms', { gridIndex: 1 })],
        yAxis: [axis('share done', { gridIndex: 0, max: 1, nameGap: 44 }),
          axis('share not done yet', { gridIndex: 1, type: 'log', min: 1e-4, max: 1, nameGap: 44 })],
        tooltip: { formatter: ({ seriesName, value }) => `${seriesName}<br>${digits(value[0])} ms`
          + (value[2] ? `, ${value[2]} round${value[2] > 1 ? 's' : ''} of votes` : '') },
      });
    },

    phases({ phases, bars }) {
      const rows = bars.slice().reverse();
      return frame({
        grid: { left: 16, right: 48, top: 48, bottom: 48, containLabel: true },
        yAxis: { type: 'category', data: rows.map((bar) => bar.name) }, xAxis: axis('ms'),
        tooltip: { trigger: 'axis', axisPointer: { type: 'shadow' }, valueFormatter: (value) => digits(value) + ' ms' },
        series: phases.map((name, i) => ({ name, type: 'bar', stack: 'phases', barMaxWidth: 22,
          data: rows.map((bar) => bar.values[i]) })),
      });
    },

    course({ trials }) {
      const rows = trials.slice().reverse();
      const marks = [];
      rows.forEach((trial, row) => {
        let at = 0;
        marks.push([0, row, 'fault']);
        if (trial.last_heard != null) marks.push([trial.last_heard, row, 'last heard']);
        trial.phases.forEach((phase, i) => { at += trial.values[i]; marks.push([at, row, 'end of ' + phase]); });
      });
      return frame({
        legend: { show: false }, grid: { left: 16, right: 48, top: 24, bottom: 48, containLabel: true },
        yAxis: { type: 'category', data: rows.map((trial) => trial.name) },
        xAxis: axis('ms since the fault'),
        tooltip: { formatter: ({ value }) => `${value[2]}<br>${digits(value[0])} ms<br>fork ${rows[value[1]].fork}, trial ${rows[value[1]].trial},`
          + ` rounds of votes: ${rows[value[1]].rounds}` },
        series: [{ type: 'scatter', symbolSize: 11, data: marks, itemStyle: { opacity: 0.85 },
          color: palette()[0] }],
      });
    },

    lanes({ trials }, chosen = 0) {
      const trial = trials[chosen];
      const hasRequests = trial.requests.length > 0;
      const colours = { leader: palette()[2], follower: palette()[0], suspects: palette()[4], candidate: palette()[1], 'no leader': '#9aa3af', down: isDark() ? '#3a3f47' : '#d5d8dd' };
      let at = 0;
      const ends = trial.phases.map((phase, i) => { at += trial.values[i]; return { xAxis: at, name: phase }; }).filter((end, i) => trial.values[i] > 0);
      const bar = (params, api) => {
        const from = api.coord([api.value(1), api.value(0)]);
        const to = api.coord([api.value(2), api.value(0)]);
        const height = api.size([0, 1])[1] * 0.5;
        return { type: 'rect', shape: { x: from[0], y: from[1] - height / 2, width: Math.max(1, to[0] - from[0]), height }, style: { fill: colours[api.value(3)] || '#9aa3af', opacity: 0.75 } };
      };
      const states = [...new Set(trial.spans.map((span) => span[3]))];
      return frame({
        title: { text: trial.name, left: 'center', top: 22, textStyle: { fontSize: 13, fontWeight: 'normal' } },
        grid: [{ left: 90, right: 32, top: 64, bottom: hasRequests ? '48%' : 56 }, { left: 90, right: 32, top: '62%', bottom: 56 }].slice(0, hasRequests ? 2 : 1),
        xAxis: [axis(hasRequests ? '' : 'ms since the fault', { gridIndex: 0, min: trial.from, max: trial.to }),
          axis('ms since the fault', { gridIndex: 1, min: trial.from, max: trial.to })].slice(0, hasRequests ? 2 : 1),
        yAxis: [{ type: 'category', gridIndex: 0, inverse: true, data: trial.members },
          axis('request, ms', { gridIndex: 1, nameGap: 44 })].slice(0, hasRequests ? 2 : 1),
        tooltip: { formatter: ({ seriesName, value }) => (seriesName === 'request' ? `due at ${digits(value[0])} ms, waited ${digits(value[1])} ms`
          : seriesName === 'mark' ? `${trial.members[value[1]]}: ${value[2]}<br>${digits(value[0])} ms` : `${trial.members[value[0]]}: ${value[3]}<br>${digits(value[1])} to ${digits(value[2])} ms`) },
        series: states.map((state) => ({ name: state, type: 'custom', color: colours[state], renderItem: bar, encode: { x: [1, 2], y: 0 }, clip: true,
          data: trial.spans.filter((span) => span[3] === state) }))
          .concat([{ name: 'mark', type: 'scatter', symbol: 'diamond', symbolSize: 9, color: isDark() ? '#ffffff' : '#1b1e23', data: trial.marks, z: 5,
            markLine: { silent: true, symbol: 'none', lineStyle: { type: 'dashed', color: '#9aa3af' }, label: { formatter: ({ name }) => name, rotate: 45, fontSize: 10 }, data: ends } }])
          .concat(hasRequests ? [{ name: 'request', type: 'scatter', xAxisIndex: 1, yAxisIndex: 1, symbolSize: 3, color: palette()[3], data: trial.requests }] : []),
      });
    },

    lines({ lines, x, y, log, logY }) {
      return frame({
        xAxis: axis(x, { type: log ? 'log' : 'value', logBase: 2 }), yAxis: axis(y, { type: logY ? 'log' : 'value', nameGap: 44, scale: !logY, axisLabel: { formatter: short } }),
        tooltip: { formatter: ({ seriesName, value }) => `${seriesName}<br>${x} ${digits(value[0])}: ${digits(value[1])} ${y}` + (value[2] ? `<br>${value[2]}` : '') },
        series: lines.map((line) => ({ name: line.name, type: 'line', symbolSize: 5,
          lineStyle: { width: 1.5, type: line.ghost ? 'dashed' : 'solid' }, color: line.ghost ? '#9aa3af' : undefined,
          data: line.points.slice().sort((a, b) => a[0] - b[0]) })),
      });
    },

    percentiles({ curves }) {
      const series = [];
      curves.forEach((curve, i) => {
        const colour = palette()[i % palette().length];
        const at = (q) => 1 / (1 - q);
        series.push({ name: curve.name, type: 'line', color: colour, symbolSize: 4, data: curve.points.map((p) => [at(p[0]), p[1], p[0]]) });
        const hasBand = curve.points.every((p) => p.length > 2);
        if (hasBand) ['lower', 'upper'].forEach((end, j) => series.push({ name: curve.name, type: 'line', color: colour, symbol: 'none',
          lineStyle: { width: 0.8, opacity: 0.45 }, silent: true, data: curve.points.map((p) => [at(p[0]), Math.max(p[2 + j], 1e-3)]) }));
      });
      return frame({
        series, yAxis: axis('', { type: 'log', axisLabel: { formatter: time } }),
        xAxis: axis('percentile', { type: 'log', min: 1, axisLabel: { formatter: (v) => (v <= 1 ? '0' : 'p' + String(+(100 - 100 / v).toFixed(4))) } }),
        tooltip: { formatter: ({ seriesName, value }) => `${seriesName}<br>p${+(100 * value[2]).toFixed(4)}: ${digits(value[1])} us` },
      });
    },

    heat({ x, y, xs, ys, cells, unit }) {
      const values = cells.map((cell) => cell[2]).filter((value) => value > 0);
      return frame({
        legend: { show: false }, grid: { left: 90, right: 110, top: 24, bottom: 56 },
        xAxis: { type: 'category', data: xs, name: x, nameLocation: 'middle', nameGap: 32 },
        yAxis: { type: 'category', data: ys, name: y, nameLocation: 'middle', nameGap: 64 },
        visualMap: { min: Math.min(...values, 0), max: Math.max(...values, 1), calculable: true, right: 0, top: 'middle',
          inRange: { color: isDark() ? ['#14324a', '#2a8fc4', '#f4d35e', '#e4572e'] : ['#e8f1f8', '#56b4e9', '#f4c542', '#c0392b'] },
          formatter: digits },
        tooltip: { formatter: ({ value }) => `${x} ${xs[value[0]]}, ${y} ${ys[value[1]]}<br>${digits(value[2])} ${unit}` },
        series: [{ type: 'heatmap', data: cells, label: { show: true, formatter: ({ value }) => digits(value[2]) } }],
      });
    },

    scatter({ points, front, x, y }) {
      return frame({
        xAxis: axis(x, { scale: true }), yAxis: axis(y, { type: 'log', nameGap: 48 }),
        tooltip: { formatter: ({ value, seriesName }) => `${seriesName} ${value[2] || ''}<br>${digits(value[0])} ${x}<br>${digits(value[1])} ${y}` },
        series: [{ name: 'cell', type: 'scatter', symbolSize: 8, data: points },
          { name: 'Pareto front', type: 'line', step: 'end', symbolSize: 10, data: front, label: { show: true, position: 'top', formatter: ({ value }) => value[2] || '' } }],
      });
    },
  };

  const copy = (text, button) => {
    const done = () => { const was = button.textContent; button.textContent = 'copied'; setTimeout(() => { button.textContent = was; }, 1200); };
    if (navigator.clipboard) { navigator.clipboard.writeText(text).then(done, () => fallback(text, done)); } else { fallback(text, done); }
  };
  const fallback = (text, done) => {
    const area = element('textarea', text);
    document.body.append(area); area.select(); document.execCommand('copy'); area.remove(); done();
  };
  const tool = (name, text) => {
    const button = element('button', name);
    button.type = 'button';
    button.onclick = () => copy(text(), button);
    return button;
  };

  const show = () => {
    document.title = page.title;
    document.querySelector('h1').textContent = page.title;
    page.cards.forEach((card) => {
      const box = element('div', null, 'card');
      box.append(element('small', card.run + ' · ' + card.name + (card.params ? ' · ' + card.params : '')));
      const figure = element('b', card.figure + ' ');
      figure.append(element('span', card.unit));
      box.append(figure, element('small', card.tail), element('small', card.size));
      document.getElementById('cards').append(box);
    });
    const caveats = element('ul');
    page.caveats.forEach((caveat) => caveats.append(element('li', caveat)));
    document.getElementById('caveats').append(element('h2', 'What these figures cannot say'), caveats);
    page.tables.forEach((table) => {
      const section = element('section');
      const tools = element('div', null, 'tools');
      tools.append(tool('copy table', () => table.text), tool('copy command', () => table.command));
      section.append(element('h2', table.title), element('pre', table.text), tools);
      document.getElementById('tables').append(section);
    });
    page.figures.forEach((figure) => {
      const section = element('section', null, 'figure');
      section.id = figure.id;
      const chart = element('div', null, 'chart');
      const tools = element('div', null, 'tools');
      tools.append(tool('copy data', () => JSON.stringify(figure.data)), tool('copy command', () => figure.command));
      section.append(element('h2', figure.title), element('p', figure.note), chart, tools);
      document.getElementById('figures').append(section);
      const one = { figure, chart, chosen: 0 };
      const rows = (figure.data.bars || (figure.kind === 'course' && figure.data.trials) || []).length;
      if (rows) chart.style.height = Math.max(14, 5 + 3 * rows) + 'rem';
      if (figure.kind === 'lanes') {
        chart.style.height = '32rem';
        const picker = element('select');
        figure.data.trials.forEach((trial, i) => { const option = element('option', trial.name); option.value = i; picker.append(option); });
        picker.onchange = () => { one.chosen = Number(picker.value); draw(); };
        tools.append(picker);
      }
      charts.push(one);
    });
    const environment = document.getElementById('environment');
    environment.append(element('h2', 'Environment'));
    page.environment.forEach((run) => {
      const box = element('details');
      box.append(element('summary', `${run.name}: ${run.commit}, ${run.started}`));
      const table = element('table');
      const row = (name, value) => { const line = element('tr'); line.append(element('th', name), element('td', value)); table.append(line); };
      row('folder', run.folder); row('command', run.command);
      Object.entries(run.settings).forEach(([name, value]) => row('setting ' + name, value));
      Object.entries(run.noise).forEach(([name, value]) => row('noise ' + name, value));
      Object.entries(run.sections).forEach(([section, facts]) =>
        Object.entries(facts).forEach(([name, value]) => row(section + ' ' + name, value)));
      box.append(table);
      environment.append(box);
    });
  };

  const draw = () => charts.forEach((one) => {
    if (one.drawn) one.drawn.dispose();
    one.drawn = echarts.init(one.chart, isDark() ? 'dark' : null, { renderer: 'svg' });
    one.drawn.setOption(kinds[one.figure.kind](one.figure.data, one.chosen));
  });

  root.dataset.theme = location.hash.includes('dark') || (!location.hash.includes('light')
    && matchMedia('(prefers-color-scheme: dark)').matches) ? 'dark' : 'light';
  show();
  const only = location.hash.match(/only=([\w-]+)/);
  if (only && document.getElementById(only[1])) {
    document.body.classList.add('only');
    document.getElementById(only[1]).classList.add('shown');
  }
  draw();
  addEventListener('resize', () => charts.forEach((one) => one.drawn.resize()));
  document.getElementById('theme').onclick = () => { root.dataset.theme = isDark() ? 'light' : 'dark'; draw(); };
  root.dataset.ready = String(charts.length);
})();
