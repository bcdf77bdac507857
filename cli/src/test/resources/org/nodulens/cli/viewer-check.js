'use strict';
/* Put at the end of a report's page: uses the viewer as a person would and writes what it saw into #checked. */
(async () => {
  const seen = {errors: window.seenErrors};
  const out = () => {
    const place = document.createElement('pre');
    place.id = 'checked';
    place.textContent = 'BEGIN' + JSON.stringify(seen) + 'END';
    document.body.append(place);
  };
  try {
    const view = (await window.nodulens)[0], root = document.querySelector('.nodule');
    const canvas = root.querySelector('canvas[data-plane="axial"]');
    const pause = () => new Promise(done => setTimeout(done, 50));
    const picture = () => Array.from(canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data);
    const differs = (a, b) => a.some((v, i) => v !== b[i]);
    const coloured = p => { const at = []; for (let i = 0; i < p.length; i += 4) if (p[i] !== p[i + 1] || p[i] !== p[i + 2]) at.push(i / 4); return at; };
    const set = async (name, value, event) => { const e = root.querySelector('[data-' + name + ']'); e.value = value; e.dispatchEvent(new Event(event)); await pause(); };
    seen.size = view.size;
    seen.center = view.state.at.slice();
    const first = picture();
    const map = view.maps.get(view.state.method + '|' + view.state.task);
    /* every coloured pixel has a value of the map under it, and every such value colours a pixel, but for rounding */
    const [nx, ny] = view.size, z = view.state.at[2];
    seen.colouredWithoutMap = coloured(first).filter(i => map[z * nx * ny + i] === 0).length;
    seen.coloured = coloured(first).length;
    await set('opacity', 0, 'input');
    seen.colouredAtZeroOpacity = coloured(picture()).length;
    await set('opacity', 0.6, 'input');
    canvas.dispatchEvent(new WheelEvent('wheel', {deltaY: 1, cancelable: true}));
    await pause();
    seen.afterWheel = view.state.at.slice();
    seen.wheelChanges = differs(first, picture());
    canvas.dispatchEvent(new KeyboardEvent('keydown', {key: 'ArrowDown', cancelable: true}));
    await pause();
    seen.afterKey = view.state.at.slice();
    seen.keyBringsBack = !differs(first, picture());
    const tasks = [...root.querySelector('[data-task]').options].map(o => o.value);
    await set('task', tasks[tasks.length - 1], 'change');
    seen.taskChanges = differs(first, picture());
    seen.prediction = root.querySelector('[data-prediction]').textContent;
    await set('method', 'attention', 'change');
    seen.attentionIsPositive = coloured(picture()).length > 0;
    await set('preset', '-160 240', 'change');
    seen.window = root.querySelector('[data-window]').textContent;
    /* the brightest voxel is white in its own slice, at its own place */
    let best = 0;
    view.hu.forEach((v, i) => { if (v > view.hu[best]) best = i; });
    await set('opacity', 0, 'input');
    view.state.at = [best % nx, Math.floor(best / nx) % ny, Math.floor(best / (nx * ny))];
    view.state.low = view.hu[best] - 200;
    view.state.high = view.hu[best];
    await view.redraw();
    const bright = picture();
    seen.brightest = bright[4 * (best % (nx * ny))];
    seen.requests = performance.getEntriesByType('resource').length;
    seen.ready = document.body.dataset.ready;
  } catch (e) {
    seen.errors.push(String(e));
  }
  out();
})();
