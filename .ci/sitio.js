// El sitio de la documentación, página por página en Chromium, claro y oscuro: node .ci/sitio.js CARPETA
// Dice lo que axe-core halla (WCAG 2.0 a 2.2, A y AA, y buenas prácticas), lo que se pide fuera de la carpeta, los
// errores de la consola, las imágenes que no cargan y la página que se corre hacia un lado. Termina con 1 si algo hay.
const fs = require('fs'), path = require('path'), { pathToFileURL } = require('url');
const puppeteer = require('puppeteer-core');
const axe = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const reglas = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
// Cada página, clara y ancha y oscura y angosta; en las otras dos sólo cambia lo que todas repiten: axe-core lo mira en
// unas pocas, y en todas se mira que no se corran hacia un lado.
const vistas = [['light', 1280, true], ['light', 360, false], ['dark', 360, true], ['dark', 640, false]];
const CON_TODO = new Set(['docs/index.html', 'docs/arquitectura.html', 'docs/catalogo.html']);
const carpeta = path.resolve(process.argv[2]), raiz = pathToFileURL(carpeta).href;
// La de la raíz sólo lleva a la portada.
const paginas = fs.readdirSync(carpeta, { recursive: true })
  .filter(a => a.endsWith('.html') && !a.startsWith('_') && a !== 'index.html').sort();

async function violaciones(pagina) {
  return pagina.evaluate(async values =>
    (await axe.run(document, { preload: false, resultTypes: ['violations'], runOnly: { type: 'tag', values } })).violations
      .map(v => `${v.id} ×${v.nodes.length}: ${v.nodes[0].html.slice(0, 160)}`), reglas);
}

async function mirar(pagina, archivo, conTodo) {
  const halladas = new Set(), anotar = m => halladas.add(m);
  const pedir = r => { if (!r.url().startsWith('data:') && !r.url().startsWith(raiz)) anotar(`se pide fuera: ${r.url()}`); };
  const decir = m => { if (m.type() === 'error') anotar(`consola: ${m.text()}`); };
  const fallar = e => anotar(`consola: ${e}`);
  pagina.on('request', pedir); pagina.on('console', decir); pagina.on('pageerror', fallar);
  let abierta;
  for (const [tema, width, deCadaUna] of vistas) {
    await pagina.setViewport({ width, height: 800 });
    if (abierta !== tema) {
      await pagina.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: tema }]);
      await pagina.goto(`${raiz}/${archivo}`, { waitUntil: 'load' });
      await pagina.evaluate(axe);
      abierta = tema;
    }
    if (deCadaUna || conTodo) for (const v of await violaciones(pagina)) anotar(`${tema}, ${width} px: ${v}`);
    const sobra = await pagina.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (sobra > 0) anotar(`a ${width} px la página se corre ${sobra} px hacia un lado`);
  }
  const rotas = await pagina.evaluate(async () => {
    for (const i of document.images) i.loading = 'eager';
    for (let n = 0; n < 100 && ![...document.images].every(i => i.complete); n++) await new Promise(r => setTimeout(r, 100));
    return [...document.images].filter(i => !i.naturalWidth).map(i => i.src);
  });
  rotas.forEach(r => anotar(`la imagen no carga: ${r}`));
  pagina.off('request', pedir); pagina.off('console', decir); pagina.off('pageerror', fallar);
  return [...halladas];
}

// El buscador funciona sin servidor y halla «días hábiles» sin tildes y en singular.
async function buscar(pagina, palabra) {
  await pagina.goto(`${raiz}/search.html?q=${palabra}`, { waitUntil: 'load' });
  return pagina.waitForSelector('#search-results li a', { timeout: 30000 }).then(() => true, () => false);
}

(async () => {
  const faltan = [...paginas];
  let mal = 0;
  // Cada uno en su navegador: una pestaña que no se ve, Chromium la deja para después.
  const uno = async () => {
    const navegador = await puppeteer.launch({
      executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'], headless: true });
    const pagina = await navegador.newPage();
    for (let archivo = faltan.shift(); archivo; archivo = faltan.shift()) {
      const halladas = await mirar(pagina, archivo, CON_TODO.has(archivo));
      mal += halladas.length > 0;
      if (halladas.length) console.log([`${archivo}:`, ...halladas].join('\n  '));
    }
    return { navegador, pagina };
  };
  const abiertos = await Promise.all([uno(), uno()]);
  if (!await buscar(abiertos[0].pagina, 'dia habil')) {
    mal++;
    console.log('search.html: no halla «días hábiles»');
  }
  await Promise.all(abiertos.map(a => a.navegador.close()));
  console.log(`${paginas.length} páginas miradas; con hallazgos, ${mal}`);
  process.exit(mal || !paginas.length ? 1 : 0);
})();
