// Lo que una página pliega: node plegado.js PAGINA CARPETA BUSCAR → JSON
// En un teléfono y en una pantalla: qué llega cerrado, qué flota, qué halla axe, qué abren el teclado, los enlaces y el buscador.
// Deja en CARPETA lo impreso con programa (con.pdf), sin él (sin.pdf) y sólo por los estilos (estilos.pdf).
const fs = require('fs'), puppeteer = require('puppeteer-core');
const axe = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const [pagina, carpeta, buscar] = process.argv.slice(2), url = 'file://' + pagina;
const REGLAS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

(async () => {
  const navegador = await puppeteer.launch({
    executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'], headless: true });
  const dicho = [], visto = {};
  const abrir = async (width, { programa = true, ancla = '' } = {}) => {
    const hoja = await navegador.newPage();
    hoja.on('console', m => dicho.push(m.text()));
    hoja.on('pageerror', e => dicho.push(String(e)));
    await hoja.setJavaScriptEnabled(programa);
    await hoja.setViewport({ width, height: 844 });
    await hoja.goto(url + ancla);
    return hoja;
  };
  const abiertos = hoja => hoja.$$eval('.plegado', todos => todos.flatMap((uno, n) => (uno.open ? [n] : [])));
  const imprimir = (hoja, nombre) => hoja.pdf({ path: `${carpeta}/${nombre}.pdf`, preferCSSPageSize: true, printBackground: true, timeout: 0 });
  const hallazgos = hoja => hoja.evaluate(async values =>
    (await axe.run(document, { resultTypes: ['violations'], runOnly: { type: 'tag', values } })).violations.map(v => `${v.id}: ${v.nodes[0].html}`), REGLAS);

  for (const ancho of [390, 1280]) {
    const hoja = await abrir(ancho), este = visto[ancho] = {};
    este.resumenes = await hoja.$$eval('.plegado > summary', todos => todos.map(uno => uno.innerText));
    este.abiertos = await abiertos(hoja);
    este.afuera = await hoja.$$eval('main table', todas => todas.filter(una => !una.closest('.plegado')).length);
    await hoja.evaluate(axe);
    este.cerrado = await hallazgos(hoja);
    este.alto = await hoja.evaluate(() => document.documentElement.scrollHeight);
    await hoja.$$eval('.plegado', todos => todos.forEach(uno => { uno.open = true; }));
    este.abierto = await hallazgos(hoja);
    este.sobra = await hoja.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    este.flotan = await hoja.$$eval('body *', todos => todos.filter(uno => /fixed|sticky/.test(getComputedStyle(uno).position)).map(uno => uno.tagName));
    // El renglón de volver y buscar no es del texto: no lo transparenta, y al terminar la página no tapa nada.
    este.tapadas = await hoja.evaluate(async () => {
      scrollTo(0, document.documentElement.scrollHeight);
      await new Promise(listo => requestAnimationFrame(() => requestAnimationFrame(listo)));
      const renglon = document.querySelector('.volver');
      if (!renglon || getComputedStyle(renglon).position !== 'sticky') return [];
      const { top, bottom } = renglon.getBoundingClientRect();
      if (/, 0\)|transparent/.test(getComputedStyle(renglon).backgroundColor)) return ['transparente'];
      return [...document.querySelectorAll('main :is(p, td, th, h1, h2, h3, li)')].filter(uno => {
        const suyo = uno.getBoundingClientRect();
        return uno.checkVisibility() && suyo.height && suyo.bottom > top + 1 && suyo.top < bottom;
      }).map(uno => uno.innerText);
    });
    este.vacias = await hoja.$$eval('main .tarjetas tbody :is(td, th):empty', todas => todas.filter(una => una.checkVisibility()).length);
    await hoja.close();
  }

  const hoja = await abrir(1280);
  await hoja.focus('.plegado > summary');
  await hoja.keyboard.press('Enter');
  visto.conTeclado = await abiertos(hoja);
  await hoja.keyboard.press('Enter');
  visto.conTeclado.push(...await abiertos(hoja));

  const ultimo = await hoja.$$eval('.plegado > summary > :first-child', todos => todos.at(-1).id);
  const enlace = `a[href="#${ultimo}"]`;
  await hoja.$eval(enlace, uno => uno.click());
  visto.conEnlace = await abiertos(hoja);
  await hoja.$$eval('.plegado', todos => todos.forEach(uno => { uno.open = false; }));
  await hoja.$eval(enlace, uno => uno.click());
  visto.otraVez = await abiertos(hoja);
  visto.arriba = await hoja.evaluate(id => Math.abs(document.getElementById(id).closest('summary').getBoundingClientRect().top) < 100
    || innerHeight + scrollY >= document.documentElement.scrollHeight - 1, ultimo);
  const conAncla = await abrir(1280, { ancla: `#${ultimo}` });
  visto.conAncla = await abiertos(conAncla);

  const busca = await abrir(1280), cuenta = () => busca.$eval('nav .filtro output', o => o.textContent);
  await busca.$eval('.buscar', uno => { uno.open = true; });
  await busca.type('nav .filtro input', buscar);
  visto.busca = { cuenta: await cuenta(), abiertos: (await busca.$$eval('.plegado', todos => todos.map(uno => uno.open && uno.checkVisibility()))).flatMap((si, n) => (si ? [n] : [])),
    filas: await busca.$$eval('.plegado tbody tr', filas => filas.filter(f => f.checkVisibility()).map(f => f.innerText)),
    titulos: await busca.$$eval('main :is(h2, h3)', todos => todos.filter(t => t.checkVisibility()).map(t => t.textContent)) };
  await busca.$eval('nav .filtro input', i => { i.value = ''; i.dispatchEvent(new Event('input')); });
  visto.despues = [await cuenta(), await abiertos(busca), await busca.$$eval('section > [hidden], .plegado > [hidden]', todos => todos.length)];

  await imprimir(busca, 'con');
  visto.trasImprimir = await abiertos(busca);
  // Quien no avise que va a imprimir los deja cerrados: los abren los estilos.
  await busca.evaluate(() => addEventListener('beforeprint', () => document.querySelectorAll('.plegado').forEach(uno => { uno.open = false; })));
  await imprimir(busca, 'estilos');
  const sinPrograma = await abrir(390, { programa: false });
  visto.sinPrograma = await sinPrograma.$$eval('.plegado', todos => todos.map(uno => uno.open));
  await imprimir(sinPrograma, 'sin');
  console.log(JSON.stringify({ ...visto, dicho }));
  await navegador.close();
})();
