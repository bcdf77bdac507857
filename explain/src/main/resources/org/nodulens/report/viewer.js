'use strict';
/* Three planes of a nodule with a signed map over them. All data lie in the page: no request leaves it.
   Volumes run to the patient's left, posterior and superior (L, P, S); index = (z * ny + y) * nx + x. */
(() => {
  const page = JSON.parse(document.getElementById('case').textContent);

  const unpack = async (base64, Type) => {
    const bytes = Uint8Array.from(atob(base64), c => c.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
    return new Type(await new Response(stream).arrayBuffer());
  };

  /* Screen x and y of each plane as volume axes; up is superior, the patient's left is on the right. */
  const PLANES = {
    axial: {across: 0, down: 1, through: 2, flip: false},
    coronal: {across: 0, down: 2, through: 1, flip: true},
    sagittal: {across: 1, down: 2, through: 0, flip: true},
  };

  const bind = async (root, nodule) => {
    const {size, spacingMm, originMm, center} = nodule.volume;
    const hu = await unpack(nodule.volume.hu, Int16Array);
    const maps = new Map();
    const state = {at: center.slice(), task: nodule.tasks[0], method: nodule.methods[0],
      opacity: 0.6, low: nodule.window[0], high: nodule.window[1]};
    const $ = name => root.querySelector('[data-' + name + ']');
    const key = () => nodule.maps[state.method + '|' + state.task] ? state.method + '|' + state.task : state.method + '|';
    const index = p => (p[2] * size[1] + p[1]) * size[0] + p[0];

    const inside = p => p.map((at, axis) => Math.min(size[axis] - 1, Math.max(0, at)));

    const voxel = (plane, column, row) => {
      const p = state.at.slice();
      p[plane.across] = column;
      p[plane.down] = plane.flip ? size[plane.down] - 1 - row : row;
      return p;
    };

    /* Vermilion speaks for, blue against; zero is transparent: the picture's pixel stays as it is. */
    const blended = (grey, value) => {
      const a = Math.min(1, Math.abs(value)) * state.opacity;
      const ink = value > 0 ? [213, 94, 0] : [0, 114, 178];
      return ink.map(c => grey + (c - grey) * a);
    };

    const draw = (name, canvas) => {
      const plane = PLANES[name], nx = size[plane.across], ny = size[plane.down];
      canvas.width = nx;
      canvas.height = ny;
      canvas.style.aspectRatio = nx * spacingMm[plane.across] + ' / ' + ny * spacingMm[plane.down];
      const context = canvas.getContext('2d'), image = context.createImageData(nx, ny);
      const map = maps.get(key()), data = nodule.maps[key()];
      for (let row = 0, i = 0; row < ny; row++) {
        for (let column = 0; column < nx; column++, i += 4) {
          const at = index(voxel(plane, column, row));
          const grey = 255 * Math.min(1, Math.max(0, (hu[at] - state.low) / (state.high - state.low)));
          const rgb = map && map[at] ? blended(grey, map[at] * data.unit / (data.scale || 1)) : [grey, grey, grey];
          image.data.set([rgb[0], rgb[1], rgb[2], 255], i);
        }
      }
      context.putImageData(image, 0, 0);
      const mm = originMm[plane.through] + state.at[plane.through] * spacingMm[plane.through];
      root.querySelector('[data-place="' + name + '"]').textContent =
        'LPS'[plane.through] + ' ' + mm.toFixed(1) + ' mm';
      root.querySelector('[data-bar="' + name + '"]').style.width =
        100 * 10 / (nx * spacingMm[plane.across]) + '%';
    };

    const canvases = [...root.querySelectorAll('canvas')];
    const redraw = async () => {
      const name = key(), map = nodule.maps[name];
      if (map && !maps.has(name)) maps.set(name, await unpack(map.values, Int8Array));
      canvases.forEach(canvas => draw(canvas.dataset.plane, canvas));
      $('scale').textContent = map ? '\u00b1' + map.scale.toPrecision(2) : 'no map';
      $('trust').textContent = map && map.trust ? map.trust : '';
      const prediction = nodule.predictions[state.task];
      $('prediction').textContent = prediction ? state.task + ' ' + prediction : state.task;
    };

    const step = (plane, by) => {
      const axis = PLANES[plane].through;
      state.at[axis] = Math.min(size[axis] - 1, Math.max(0, state.at[axis] + by));
      return redraw();
    };
    const window_ = () => { $('window').textContent = Math.round(state.low) + ' to ' + Math.round(state.high) + ' HU'; };

    canvases.forEach(canvas => {
      const plane = PLANES[canvas.dataset.plane];
      canvas.addEventListener('wheel', e => { e.preventDefault(); step(canvas.dataset.plane, Math.sign(e.deltaY)); }, {passive: false});
      canvas.addEventListener('keydown', e => {
        const by = {ArrowUp: 1, PageUp: 5, ArrowDown: -1, PageDown: -5}[e.key];
        if (by) { e.preventDefault(); step(canvas.dataset.plane, by); }
      });
      const under = e => {
        const box = canvas.getBoundingClientRect();
        return voxel(plane, Math.floor((e.clientX - box.left) / box.width * canvas.width),
          Math.floor((e.clientY - box.top) / box.height * canvas.height));
      };
      canvas.addEventListener('click', e => { state.at = inside(under(e)); canvas.focus(); redraw(); });
      canvas.addEventListener('pointermove', e => {
        if (e.buttons & 2) {  /* right button: level and width */
          const level = e.movementY * 4, width = e.movementX * 4;
          const low = state.low + level - width / 2, high = state.high + level + width / 2;
          if (high - low > 10) { state.low = low; state.high = high; window_(); redraw(); }
          return;
        }
        const at = index(inside(under(e))), map = maps.get(key()), data = nodule.maps[key()];
        $('readout').textContent = hu[at] + ' HU' + (map ? ', map ' + (map[at] * data.unit).toPrecision(2) : '');
      });
      canvas.addEventListener('contextmenu', e => e.preventDefault());
    });
    const flat = size[2] === 1;
    canvases.forEach(canvas => { canvas.parentElement.hidden = flat && canvas.dataset.plane !== 'axial'; });
    const choose = (name, what) => $(name).addEventListener('change', e => { state[what] = e.target.value; redraw(); });
    choose('task', 'task');
    choose('method', 'method');
    $('opacity').addEventListener('input', e => { state.opacity = +e.target.value; redraw(); });
    $('preset').addEventListener('change', e => {
      [state.low, state.high] = e.target.value ? e.target.value.split(' ').map(Number) : nodule.window;
      window_();
      redraw();
    });
    $('home').addEventListener('click', () => { state.at = center.slice(); redraw(); });
    window_();
    await redraw();
    return {state, step, redraw, maps, hu, size, index};
  };

  window.nodulens = Promise.all([...document.querySelectorAll('.nodule')].map((root, i) => bind(root, page.nodules[i])));
  window.nodulens.then(() => document.body.dataset.ready = 'yes',
    e => { document.body.dataset.ready = 'failed'; console.error(e); });
})();
