// Lo que hace la página que trae Python adentro: node pagina_con_python.js DIRECCION OTRA CARPETA < casos.json → JSON
// De cada caso, lo que dice y lo que deja bajar, que queda en CARPETA con lo que se vio; y además qué se pidió y a quién,
// qué halla axe en un teléfono y en una pantalla, y qué pasa si algo de adentro pide una dirección OTRA.
const fs = require('fs'), puppeteer = require('puppeteer-core');
const axe = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const [direccion, otra, carpeta] = process.argv.slice(2);
const REGLAS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const { casos, soltado } = JSON.parse(fs.readFileSync(0, 'utf8')), PLAZO = { timeout: 120000 };

(async () => {
  const navegador = await puppeteer.launch({
    executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'], headless: true });
  const hoja = await navegador.newPage(), dicho = [], pedidos = new Set(), visto = { casos: {}, hallazgos: {}, sobra: {} };
  hoja.on('console', m => dicho.push(m.text()));
  hoja.on('pageerror', e => dicho.push(String(e)));
  hoja.on('request', r => pedidos.add(r.url()));
  hoja.on('workercreated', obrero => {
    obrero.client.on('Network.requestWillBeSent', r => pedidos.add(r.request.url));
    obrero.client.send('Network.enable');
  });
  const estado = () => hoja.$eval('#estado', e => e.textContent);
  // Mientras trabaja, lo que dice termina en puntos.
  const quieta = () => hoja.waitForFunction(() => !/^$|…$/.test(document.getElementById('estado').textContent) &&
    !document.querySelector('#lectura button').disabled, PLAZO);
  const pulsar = async () => { await hoja.$eval('#estado', e => { e.textContent = ''; }); await hoja.keyboard.press('Enter'); await quieta(); };
  const enfocado = () => hoja.evaluate(() => document.activeElement.id || document.activeElement.textContent);
  const medir = async hacer => { const antes = Date.now(); await hacer(); return (Date.now() - antes) / 1000; };
  const mirar = async nombre => {
    for (const ancho of [390, 1280]) {
      await hoja.setViewport({ width: ancho, height: 844 });
      visto.hallazgos[`${nombre} ${ancho}`] = await hoja.evaluate(async values =>
        (await axe.run(document, { resultTypes: ['violations'], runOnly: { type: 'tag', values } })).violations.map(v => `${v.id}: ${v.nodes[0].html}`), REGLAS);
      visto.sobra[`${nombre} ${ancho}`] = await hoja.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      await hoja.screenshot({ path: `${carpeta}/${nombre}-${ancho}.png`, fullPage: true });
    }
    await hoja.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: 'dark' }]);
    visto.hallazgos[`${nombre} a oscuras`] = await hoja.evaluate(async () =>
      (await axe.run(document, { runOnly: ['color-contrast'] })).violations.flatMap(v => v.nodes.map(n => n.html)));
    await hoja.screenshot({ path: `${carpeta}/${nombre}-a-oscuras.png`, fullPage: true });
    await hoja.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: 'light' }]);
  };
  const bajar = async nombre => {
    const bajados = await hoja.$$eval('.bajables a', enlaces => Promise.all(enlaces.map(async enlace => {
      const bytes = new Uint8Array(await soltados.get(enlace.href).arrayBuffer());
      return [enlace.dataset.clase, enlace.download, bytes.reduce((dicho, b) => dicho + String.fromCharCode(b), '')];
    })));
    return Object.fromEntries(bajados.map(([clase, suyo, bytes]) => {
      const donde = `${carpeta}/${nombre}-${clase}`;
      fs.writeFileSync(donde, bytes, 'latin1');
      return [clase, [suyo, donde]];
    }));
  };
  // La política de la página no deja pedir ni lo suyo por blob: se guarda al hacerlo.
  await hoja.evaluateOnNewDocument(() => {
    const crear = URL.createObjectURL;
    window.soltados = new Map();
    URL.createObjectURL = blob => { const suya = crear(blob); window.soltados.set(suya, blob); return suya; };
  });

  visto.inicio = await medir(async () => { await hoja.goto(direccion); await quieta(); });
  visto.lista = await estado();
  visto.word = await hoja.$eval('#word', e => e.textContent);
  await hoja.evaluate(axe);
  await mirar('inicio');

  for (const caso of casos) {
    const este = visto.casos[caso.nombre] = {};
    await (await hoja.$('#plan')).uploadFile(caso.plan);
    await hoja.$eval('#libros', e => { e.value = ''; });
    if (caso.libros) await (await hoja.$('#libros')).uploadFile(...caso.libros);
    for (const [cual, valor] of Object.entries({ entidad: '', vigencia: '', ...caso.dicho }))
      await hoja.$eval(`#${cual}`, (e, v) => { e.value = v; }, valor);
    await hoja.focus('#plan');
    este.recorre = [];
    for (let n = 0; n < 12 && (await enfocado()) !== 'Leer'; n++) { await hoja.keyboard.press('Tab'); este.recorre.push(await enfocado()); }
    este.leer = await medir(pulsar);
    este.dice = await estado();
    este.foco = await enfocado();
    este.frases = await hoja.$$eval('#frases li', l => l.map(e => e.textContent));
    este.avisos = await hoja.$$eval('#renglones tr', l => l.map(f => [...f.cells].map(c => c.textContent)));
    este.sobran = await hoja.$eval('#sobran', e => e.textContent);
    if (caso.formato) {
      await hoja.select('#formato', caso.formato);
      if (caso.publico) await hoja.click('#publico');
      await hoja.focus('#formato');
      for (let n = 0; n < 4 && (await enfocado()) !== 'Hacer los archivos'; n++) await hoja.keyboard.press('Tab');
      este.hacer = await medir(pulsar);
      este.dice = await estado();
      este.foco = await enfocado();
      await hoja.keyboard.press('Tab');
      este.sigue = await enfocado();
      if (caso.publico) await hoja.click('#publico');
    }
    este.archivos = await bajar(caso.nombre);
    await mirar(caso.nombre);
  }
  await hoja.$eval('#estado', e => { e.textContent = ''; });
  await hoja.$eval('#suelta', (caja, texto) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([texto], 'soltado.json', { type: 'application/json' }));
    caja.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
  }, soltado);
  await quieta();
  visto.soltado = [await estado(), await hoja.$eval('#leido', e => e.textContent)];
  const cambiado = `${carpeta}/cambiado.json`;
  fs.writeFileSync(cambiado, soltado);
  await (await hoja.$('#plan')).uploadFile(cambiado);
  // La fecha de lo escogido llega al navegador después de escogerlo: quien ya leyó un poco es porque la tiene.
  await hoja.$eval('#plan', e => e.files[0].slice(0, 1).arrayBuffer().then(() => 0));
  fs.writeFileSync(cambiado, `${soltado} `);
  // Y una persona no corrige en el mismo instante en que escogió.
  const despues = new Date(Date.now() + 60_000);
  fs.utimesSync(cambiado, despues, despues);
  await hoja.focus('#lectura button');
  await pulsar();
  visto.cambiado = await estado();
  const pedir = async suya => { try { await fetch(suya); return 'salió'; } catch (error) { return error.name; } };
  visto.afuera = [await hoja.evaluate(pedir, otra), await hoja.workers()[0].evaluate(pedir, otra)];
  visto.adentro = await hoja.workers()[0].evaluate(pedir, `${direccion}contenido.json`);
  Object.assign(visto, { pedidos: [...pedidos].filter(u => u !== otra), dicho });
  console.log(JSON.stringify(visto));
  await navegador.close();
})();
