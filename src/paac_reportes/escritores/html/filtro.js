// Pliega los anexos, los datos de la portada y la tabla de contenido, busca en las filas de la página y de sus tablas largas, y deja arriba los rótulos de cada tabla.
// Sin este programa la página es la misma, toda abierta y sin los buscadores.
'use strict';
(() => {
  const llano = texto => texto.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim();
  const crear = (marca, suyos) => Object.assign(document.createElement(marca), suyos);

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
        celda.removeAttribute('rowspan');
        columna += celda.colSpan;
      }
      copia.append(otra);
    }
    return copia;
  }

  const esDeUnGrupo = fila => fila.cells.length === 1 && fila.cells[0].scope === 'rowgroup';
  const esResumen = fila => fila.classList.contains('resumen');
  const filasDe = cuerpo => [...cuerpo.rows].filter(fila => !esDeUnGrupo(fila) && !esResumen(fila));

  // Una tabla que deja ver las filas que una prueba admite, o todas.
  function filtrable(tabla) {
    const cuerpos = [...tabla.tBodies], todas = cuerpos.flatMap(filasDe).length;
    let copias;
    return {
      tabla, todas,
      dejar(admite) {
        if (admite && !copias) {
          copias = cuerpos.map(entera);
          tabla.append(...copias);
        }
        let quedan = 0;
        for (const copia of copias || []) {
          let suyas = 0;
          for (const fila of copia.rows) {
            if (esDeUnGrupo(fila)) continue;
            fila.hidden = esResumen(fila) || !admite || !admite(fila);
            suyas += !fila.hidden;
          }
          quedan += suyas;
          copia.hidden = !suyas;
        }
        cuerpos.forEach(cuerpo => { cuerpo.hidden = !!admite; });
        return admite ? quedan : todas;
      },
    };
  }

  function buscador(rotulo, nombre, al) {
    const parrafo = crear('p', { className: 'filtro' }), etiqueta = crear('label');
    const campo = crear('input', { type: 'search' }), cuenta = crear('output');
    if (nombre) campo.setAttribute('aria-label', nombre);
    etiqueta.append(rotulo, campo);
    parrafo.append(etiqueta, cuenta);
    campo.addEventListener('input', al);
    return { parrafo, campo, cuenta };
  }

  const filas = cuantas => `${cuantas} ${cuantas === 1 ? 'fila' : 'filas'}`;
  const decir = (quedan, todas) => `${quedan} de ${filas(todas)}`;

  // Los anexos llegan cerrados, con cuántas filas guardan; un enlace abre el suyo, y el papel, todos.
  function plegar(plegados, contenidos, suyas) {
    for (const uno of contenidos) uno.open = false;
    for (const uno of plegados) {
      const cuantas = suyas.reduce((suma, { tabla, todas }) => suma + (uno.contains(tabla) ? todas : 0), 0);
      if (cuantas) uno.querySelector('summary').append(crear('span', { className: 'cuantas', textContent: ` ${filas(cuantas)}` }));
      uno.open = false;
    }
    const abrir = ancla => {
      const destino = document.getElementById(decodeURIComponent(ancla.slice(1))), suyo = destino?.closest('details');
      if (suyo) suyo.open = true;
      return suyo && destino;
    };
    const llegar = () => abrir(location.hash)?.scrollIntoView();
    // Antes de que el navegador vaya: también si ya se estaba en él.
    addEventListener('click', ({ target }) => { const enlace = target.closest('a[href^="#"]'); if (enlace) abrir(enlace.hash); });
    addEventListener('hashchange', llegar);
    llegar();
    let cerrados = [];
    addEventListener('beforeprint', () => {
      cerrados = [...plegados, ...contenidos].filter(uno => !uno.open);
      for (const uno of cerrados) uno.open = true;
    });
    addEventListener('afterprint', () => { for (const uno of cerrados) uno.open = false; });
  }

  function enUna(suya) {
    const { tabla } = suya;
    const nombre = tabla.getAttribute('aria-label') || tabla.closest('figure').querySelector('figcaption').textContent;
    const { parrafo, campo, cuenta } = buscador('Filtrar las filas ', `Filtrar las filas de ${nombre}`, () => {
      const busca = llano(campo.value);
      const quedan = suya.dejar(busca && (fila => llano(fila.textContent).includes(busca)));
      cuenta.textContent = busca ? decir(quedan, suya.todas) : '';
    });
    tabla.closest('.marco').before(parrafo);
  }

  // En toda la página: por lo que dice una fila, por la parte en que está y por su columna «Estado».
  function enTodas(suyas, nav, plegados) {
    // Un plegado vale por su título, y lo de adentro, por sí mismo.
    const bloques = [...document.querySelectorAll('main > section > *, .plegado > *')].filter(bloque => !/^(NAV|SUMMARY)$/.test(bloque.tagName));
    const esPlegado = bloque => plegados.includes(bloque);
    const titulo = bloque => (esPlegado(bloque) ? bloque.querySelector('summary > *') : bloque);
    const nivel = bloque => +(titulo(bloque).tagName.match(/^H([1-6])$/)?.[1] || 0);
    let estaban;
    const todas = suyas.reduce((suma, una) => suma + una.todas, 0);
    const partes = [...nav.querySelectorAll(':scope > details > ul > li > a, :scope > ul > li > a')].map(a => document.getElementById(a.hash.slice(1)));
    const columna = new Map();
    for (const una of suyas) {
      const rotulo = [...una.tabla.tHead?.querySelectorAll('[class*=" k"]') || []].find(th => llano(th.textContent) === 'estado');
      if (rotulo) columna.set(una.tabla, `.${rotulo.className.split(' ').find(clase => /^k\d+$/.test(clase))}`);
    }
    const dichos = [...columna].flatMap(([tabla, clase]) => [...tabla.querySelectorAll(`tbody ${clase}`)].map(celda => celda.textContent.trim()));
    const { parrafo, campo, cuenta } = buscador('Buscar en la página ', '', filtrar);

    function elegir(rotulo, opciones) {
      const lista = crear('select'), etiqueta = crear('label');
      lista.append(crear('option', { value: '', textContent: 'Todas' }), ...opciones.map(([value, textContent]) => crear('option', { value, textContent })));
      lista.addEventListener('input', filtrar);
      etiqueta.append(rotulo, lista);
      if (opciones.length > 1) cuenta.before(etiqueta);
      return lista;
    }

    const parte = elegir('Parte ', partes.map((titulo, n) => [n, titulo.textContent]));
    const estado = elegir('Estado ', [...new Set(dichos.filter(Boolean))].sort().map(uno => [uno, uno]));

    function filtrar() {
      const busca = llano(campo.value), de = parte.value === '' ? null : partes[parte.value];
      const puesto = !!(busca || de || estado.value);
      const admite = clase => fila => llano(fila.textContent).includes(busca)
        && (!estado.value || (clase && fila.querySelector(clase)?.textContent.trim() === estado.value));
      let quedan = 0, dentro = !de;
      const abiertos = [];
      bloques.forEach(bloque => { bloque.hidden = puesto; });
      estaban ??= plegados.map(uno => uno.open);
      plegados.forEach((uno, n) => { uno.open = puesto || estaban[n]; });
      if (!puesto) estaban = undefined;
      for (const bloque of bloques) {
        const suyo = nivel(bloque);
        if (de && suyo && suyo <= nivel(de)) dentro = titulo(bloque) === de;
        if (suyo) {
          while (abiertos.length && nivel(abiertos.at(-1)) >= suyo) abiertos.pop();
          abiertos.push(bloque);
        }
        let halladas = 0;
        for (const una of esPlegado(bloque) ? [] : suyas.filter(una => bloque.contains(una.tabla))) {
          const filtra = busca || estado.value ? admite(columna.get(una.tabla)) : null;
          const propias = una.dejar(dentro ? filtra : puesto && (() => false));
          halladas += puesto || dentro ? propias : 0;
        }
        quedan += halladas;
        if (halladas || (puesto && dentro && !busca && !estado.value)) [...abiertos, bloque].forEach(uno => { uno.hidden = false; });
      }
      cuenta.textContent = puesto ? decir(quedan, todas) : '';
    }

    const plegado = crear('details', { className: 'buscar' });
    plegado.append(crear('summary', { textContent: 'Buscar' }), parrafo);
    nav.append(plegado);
    campo.id = 'buscar-en-la-pagina';
    document.querySelector('.volver')?.append(crear('a', { href: `#${campo.id}`, textContent: 'Buscar' }));
  }

  // Los rótulos se quedan arriba donde la tabla cabe: un marco que se corre no los deja.
  function fijar(marcos) {
    const mirar = () => marcos.forEach(marco => {
      const tabla = marco.querySelector('table'), rotulos = tabla.tHead;
      const cabe = tabla.offsetWidth <= marco.clientWidth && rotulos && rotulos.offsetHeight < innerHeight / 3;
      marco.classList.toggle('cabe', !!cabe);
    });
    addEventListener('resize', mirar);
    addEventListener('toggle', mirar, true);  // lo cerrado no mide nada
    mirar();
  }

  const tablas = [...document.querySelectorAll('.marco > table')], suyas = tablas.map(filtrable);
  suyas.filter(({ tabla }) => tabla.classList.contains('larga')).forEach(enUna);
  const nav = document.querySelector('nav:not(.volver)') || crear('nav', { className: `${document.querySelector('main > section').className} solo-pantalla` });
  const plegados = [...document.querySelectorAll('.plegado')], contenidos = [...document.querySelectorAll('.contenido > details, .datos')];
  // Lo que se mira de una vez no se busca.
  if (suyas.length > 1 && suyas.reduce((suma, { todas }) => suma + todas, 0) > 24) {
    // Sin dos títulos no hay navegación, y el buscador va en su lugar.
    if (!nav.isConnected) {
      nav.setAttribute('aria-label', 'Buscar');
      document.querySelector('main').before(nav);
    }
    enTodas(suyas, nav, plegados);
  }
  // Arriba no hay a dónde volver.
  const volver = document.querySelector('.volver'), asomar = () => { if (volver) volver.style.visibility = scrollY < innerHeight / 2 ? 'hidden' : ''; };
  addEventListener('scroll', asomar, { passive: true });
  asomar();
  fijar(tablas.map(tabla => tabla.parentElement));
  plegar(plegados, contenidos, suyas);
})();
