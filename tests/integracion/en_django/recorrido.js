// El sitio en un navegador de verdad: node recorrido.js PEDIDO.json   (lo que halla, en JSON por la salida)
// PEDIDO trae direccion, claves {usuario: clave}, malo y bueno (libros), descargas (carpeta) y, si se quieren, capturas (carpeta).
// Ninguna página del sitio trae un guion: anda sin JavaScript. Cada una se revisa con axe-core, clara y oscura, ancha y angosta.
const fs = require('fs'), path = require('path');
const puppeteer = require('puppeteer-core');
const axe = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const pedido = JSON.parse(fs.readFileSync(process.argv[2], 'utf8'));
const reglas = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const dicho = { hallazgos: [], vistas: [] };

async function revisar(pagina, nombre, propia = true) {
  dicho.vistas.push(nombre);
  const apuntar = h => dicho.hallazgos.push(`${nombre}: ${h}`);
  for (const esquema of ['light', 'dark']) {
    await pagina.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: esquema }]);
    for (const width of [1280, 360]) {
      await pagina.setViewport({ width, height: 900 });
      const sobra = await pagina.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      if (propia && sobra > 0) apuntar(`a ${width} px la página se corre ${sobra} px hacia un lado`);
      if (pedido.capturas) await pagina.screenshot({ path: path.join(pedido.capturas, `${nombre}-${esquema}-${width}.png`), fullPage: true });
    }
    if (!propia) continue;
    const guiones = await pagina.evaluate(() => document.scripts.length);
    if (guiones) apuntar(`trae ${guiones} guiones`);
    await pagina.evaluate(axe);
    const halladas = await pagina.evaluate(async values =>
      (await axe.run(document, { iframes: false, resultTypes: ['violations'], runOnly: { type: 'tag', values } })).violations
        .map(v => `${v.id} ×${v.nodes.length}: ${v.nodes[0].html.slice(0, 160)}`), reglas);
    halladas.forEach(h => apuntar(`${esquema}: ${h}`));
  }
}

async function abrir(navegador) {
  const contexto = await navegador.createBrowserContext(), pagina = await contexto.newPage();
  pagina.on('request', r => { if (!r.url().startsWith('data:') && !r.url().startsWith(pedido.direccion)) dicho.hallazgos.push(`sale del sitio: ${r.url()}`); });
  pagina.on('console', m => { if (m.type() === 'error' && !/status of 40[034]|Blocked script execution in '[^']*\.html\?/.test(m.text())) dicho.hallazgos.push(`consola: ${m.text()}`); });
  pagina.on('pageerror', e => dicho.hallazgos.push(`consola: ${e}`));
  const ir = ruta => pagina.goto(pedido.direccion + ruta);
  const pulsar = async selector => { await Promise.all([pagina.waitForNavigation(), pagina.click(selector)]); };
  const entrar = async usuario => {
    await ir('/entrar/');
    await pagina.type('[name=username]', usuario);
    await pagina.type('[name=password]', pedido.claves[usuario]);
    await pulsar('main button');
  };
  const texto = () => pagina.evaluate(() => document.querySelector('main').innerText);
  const enlace = dice => pagina.evaluate(d => [...document.querySelectorAll('a')].find(a => a.textContent.includes(d)).href, dice);
  return { contexto, pagina, ir, pulsar, entrar, texto, enlace };
}

async function subir(v, libro) {
  await v.pagina.goto(await v.enlace('Subir el libro lleno'));
  await (await v.pagina.$('[type=file]')).uploadFile(libro);
  await v.pulsar('main button');
}

async function deLaOficina(navegador) {
  const v = await abrir(navegador);
  await v.ir('/entrar/'); await revisar(v.pagina, 'entrar');
  await v.entrar('hacienda'); await revisar(v.pagina, 'lista');
  await v.pulsar('.fichas a'); await revisar(v.pagina, 'plan');
  const plan = v.pagina.url();
  await v.pagina.goto(await v.enlace('Reportar al')); await revisar(v.pagina, 'reportar');
  const reportar = v.pagina.url();
  await v.pulsar('tbody a'); await revisar(v.pagina, 'fila');
  await v.pagina.goto(reportar);
  await subir(v, pedido.malo); await revisar(v.pagina, 'fallas');
  dicho.fallas = await v.pagina.evaluate(() => [...document.querySelectorAll('.errorlist li')].map(li => li.innerText));
  await v.pagina.goto(reportar);
  await subir(v, pedido.bueno); await revisar(v.pagina, 'recibido');
  dicho.recibido = (await v.texto()).split('\n')[0];
  await v.pagina.goto(plan);
  await v.pagina.goto(await v.enlace('Recomendaciones')); await revisar(v.pagina, 'recomendaciones');
  await v.pagina.goto(await v.enlace('Responder R-1')); await revisar(v.pagina, 'responder');
  await v.pagina.select('[name=estado]', 'en_curso');
  await v.pagina.type('[name=respuesta]', 'Se publicó el soporte.');
  await v.pulsar('main form button');
  dicho.respondida = await v.texto();
  await v.pagina.goto(plan);
  await v.pagina.goto(await v.enlace('Descargar un reporte'));
  await v.pagina.select('[name=formato]', 'MCCO.101.18.F.20');
  await v.pulsar('main button'); await revisar(v.pagina, 'escoger');
  dicho.salidas = await v.pagina.evaluate(() => [...document.querySelectorAll('#descargas ~ p a.boton')].map(a => a.textContent));
  dicho.motivos = await v.texto();
  await descargar(v);
  await v.pagina.goto(await v.enlace('Ver en el sitio'));
  dicho.marco = await (await v.pagina.waitForSelector('iframe')).contentFrame().then(m => m.title());
  await revisar(v.pagina, 'pagina');
  await v.ir('/planes/999/'); await revisar(v.pagina, 'falta');
  await v.contexto.close();
}

async function descargar(v) {
  const cdp = await v.pagina.createCDPSession();
  await cdp.send('Page.setDownloadBehavior', { behavior: 'allow', downloadPath: pedido.descargas });
  await v.pagina.evaluate(() => [...document.querySelectorAll('a.boton')].find(a => a.textContent === 'Word').click());
  for (let i = 0; i < 100 && !fs.readdirSync(pedido.descargas).some(n => n.endsWith('.docx')); i++) await new Promise(r => setTimeout(r, 100));
  dicho.descargado = fs.readdirSync(pedido.descargas);
}

// Una actividad se reescribe en el administrador: lo que dice el corte cerrado, antes y después.
async function atacar(v, plan) {
  const csv = new URL(plan).pathname + 'reportes/MCCO.101.18.F.20.csv?corte=2023-12-31';
  const leer = () => v.pagina.evaluate(async d => (await fetch(d, { cache: 'no-store' })).text(), csv);
  const antes = await leer();
  await v.ir('/admin/planes/actividad/1/change/');
  await v.pagina.$eval('[name=meta]', e => { e.value = 'Una meta reescrita'; });
  await v.pulsar('[name=_save]');
  await v.ir('/admin/planes/actividad/1/change/');
  dicho.reescrita = await v.pagina.$eval('[name=meta]', e => e.value);
  dicho.congelado = { antes, despues: await leer() };
}

async function deControlInterno(navegador) {
  const v = await abrir(navegador);
  await v.entrar('control.interno');
  await v.pulsar('.fichas a');
  const plan = v.pagina.url();
  await v.pagina.goto(await v.enlace('Cerrar el corte')); await revisar(v.pagina, 'cerrar');
  dicho.falta = await v.texto();
  await v.pulsar('main button'); dicho.cerrado = (await v.texto()).split('\n')[0];
  await v.pagina.goto(await v.enlace('Instantánea del 31/12/2023')); await revisar(v.pagina, 'instantaneas');
  dicho.instantanea = await v.texto();
  await atacar(v, plan);
  await v.pagina.goto(plan);
  await v.pagina.goto(await v.enlace('Reabrir el corte del 31/12/2023')); await revisar(v.pagina, 'reabrir');
  await v.pagina.type('[name=motivo]', 'Faltó un soporte.');
  await v.pulsar('main button'); dicho.reabierto = (await v.texto()).split('\n')[0];
  await v.pagina.goto(await v.enlace('Lo que decía cerrado')); await revisar(v.pagina, 'reabierto');
  dicho.rastro = await v.texto();
  await v.ir('/planes/cargar/'); await revisar(v.pagina, 'cargar');
  dicho.cargar = await v.texto();
  const numero = plan.match(/planes\/(\d+)/)[1];
  await v.ir('/admin/planes/plan/'); await revisar(v.pagina, 'admin', false);
  await v.ir(`/admin/planes/plan/${numero}/change/`); await revisar(v.pagina, 'admin-plan', false);
  await v.contexto.close();
}

(async () => {
  const navegador = await puppeteer.launch({
    executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'], headless: true, protocolTimeout: 60000 });
  try { await deLaOficina(navegador); await deControlInterno(navegador); } finally { await navegador.close(); }
  console.log(JSON.stringify(dicho));
})().catch(e => { console.error(e); process.exit(1); });
