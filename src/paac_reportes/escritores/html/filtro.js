// Busca en las filas de las tablas largas. Sin este programa la página es la misma, sin el buscador.
'use strict';
(() => {
  const llano = texto => texto.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

  // Cada fila con todas sus celdas: la que cubre varias se repite, para que ninguna la pierda.
  function entera(cuerpo) {
    const copia = cuerpo.cloneNode(false), siguen = [];
    for (const fila of cuerpo.rows) {
      const otra = fila.cloneNode(false), propias = [...fila.cells];
      for (let columna = 0; propias.length || siguen[columna]; ) {
        const suya = siguen[columna] || { celda: propias.shift(), filas: 0 };
        suya.filas = suya.filas || suya.celda.rowSpan;
        siguen[columna] = suya.filas > 1 ? { celda: suya.celda, filas: suya.filas - 1 } : undefined;
        const celda = otra.appendChild(suya.celda.cloneNode(true));
        celda.rowSpan = 1;
        columna += celda.colSpan;
      }
      copia.append(otra);
    }
    return copia;
  }

  const esDeUnGrupo = fila => fila.cells.length === 1 && fila.cells[0].scope === 'rowgroup';

  function poner(tabla) {
    const cuerpos = [...tabla.tBodies], marco = tabla.closest('.marco');
    const nombre = tabla.getAttribute('aria-label') || tabla.closest('figure').querySelector('figcaption').textContent;
    const buscador = document.createElement('p'), rotulo = document.createElement('label');
    const campo = document.createElement('input'), cuenta = document.createElement('output');
    let copias;
    buscador.className = 'filtro';
    campo.type = 'search';
    campo.setAttribute('aria-label', `Filtrar las filas de ${nombre}`);
    rotulo.append('Filtrar las filas ', campo);
    buscador.append(rotulo, cuenta);
    marco.before(buscador);

    campo.addEventListener('input', () => {
      const busca = llano(campo.value.trim());
      if (!copias) {
        copias = cuerpos.map(entera);
        tabla.append(...copias);
      }
      let quedan = 0, todas = 0;
      copias.forEach(copia => {
        let suyas = 0;
        for (const fila of copia.rows) {
          if (esDeUnGrupo(fila)) continue;
          const esResumen = fila.classList.contains('resumen');
          fila.hidden = esResumen || !llano(fila.textContent).includes(busca);
          suyas += !fila.hidden;
          todas += !esResumen;
        }
        quedan += suyas;
        copia.hidden = !busca || !suyas;
      });
      cuerpos.forEach(cuerpo => { cuerpo.hidden = !!busca; });
      cuenta.textContent = busca ? `${quedan} de ${todas} filas` : '';
    });
  }

  document.querySelectorAll('table.larga').forEach(poner);
})();
