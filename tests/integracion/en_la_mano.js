// Una página en un teléfono, con y sin programa, y sus buscadores: node en_la_mano.js PAGINA PDF BUSCAR PARTE → JSON
const puppeteer = require('puppeteer-core');
const [pagina, pdf, buscar, parte] = process.argv.slice(2);

(async () => {
  const navegador = await puppeteer.launch({
    executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'], headless: true });
  const dicho = [], abrir = async (width, programa) => {
    const hoja = await navegador.newPage();
    hoja.on('console', m => dicho.push(m.text()));
    hoja.on('pageerror', e => dicho.push(String(e)));
    await hoja.setJavaScriptEnabled(programa);
    await hoja.setViewport({ width, height: 800 });
    await hoja.goto('file://' + pagina);
    return hoja;
  };
  const tarjeta = hoja => hoja.evaluate(() => {
    const celdas = [...document.querySelector('tbody tr').cells];
    return { ancho: document.documentElement.scrollWidth,
      rotulos: celdas.map(c => getComputedStyle(c, '::before').content.replace(/^none$|^"|"$/g, '')),
      debajo: celdas.every((c, n) => !n || c.getBoundingClientRect().top >= celdas[n - 1].getBoundingClientRect().bottom - 1) };
  });
  const queda = hoja => hoja.evaluate(() => {
    const tabla = document.querySelector('table');
    tabla.tBodies[0].rows[20].scrollIntoView();
    return tabla.tHead.getBoundingClientRect().top;
  });
  const sinPrograma = await abrir(390, false), enLaMano = await abrir(390, true), ancha = await abrir(1280, true);
  const visto = { sinPrograma: await tarjeta(sinPrograma), tarjeta: await tarjeta(enLaMano),
    encabezado: await enLaMano.$eval('header', h => h.innerText), arriba: [await queda(enLaMano), await queda(ancha)] };
  const cuenta = () => ancha.$eval('nav .filtro output', o => o.textContent);
  await ancha.$eval('.buscar', uno => { uno.open = true; });
  await ancha.type('nav .filtro input', buscar);
  visto.busca = await cuenta();
  visto.titulos = await ancha.$$eval('main :is(h2, h3)', todos => todos.filter(t => t.checkVisibility()).map(t => t.textContent));
  await ancha.$eval('nav .filtro input', i => { i.value = ''; i.dispatchEvent(new Event('input')); });
  await ancha.$eval('nav .filtro select', (s, parte) => {
    s.value = [...s.options].find(o => o.textContent === parte).value; s.dispatchEvent(new Event('input'));
  }, parte);
  visto.parte = await cuenta();
  await ancha.$eval('nav .filtro select', s => { s.value = ''; s.dispatchEvent(new Event('input')); });
  visto.despues = [await cuenta(), await ancha.$$eval('main [hidden]', todos => todos.length)];
  await ancha.pdf({ path: pdf, preferCSSPageSize: true, printBackground: true });
  console.log(JSON.stringify({ ...visto, dicho }));
  await navegador.close();
})();
