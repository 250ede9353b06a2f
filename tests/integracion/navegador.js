// Lo que una página hace en Chromium: node navegador.js PAGINA PDF BUSCAR → JSON
// Contraste a oscuras, filas que quedan al buscar (y al dejar de buscar), teclado y papel.
const fs = require('fs'), puppeteer = require('puppeteer-core');
const axe = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const [pagina, pdf, buscar] = process.argv.slice(2);

(async () => {
  const navegador = await puppeteer.launch({
    executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'], headless: true });
  const hoja = await navegador.newPage(), dicho = [];
  hoja.on('console', m => dicho.push(m.text()));
  hoja.on('pageerror', e => dicho.push(String(e)));
  await hoja.goto('file://' + pagina);
  const visibles = () => hoja.evaluate(() =>
    [...document.querySelectorAll('table.larga tbody tr')].filter(f => f.checkVisibility()).map(f => f.innerText));
  const antes = await visibles();
  await hoja.type('.filtro input', buscar);
  const halladas = await visibles(), cuenta = await hoja.$eval('.filtro output', o => o.textContent);
  await hoja.$eval('.filtro input', i => { i.value = ''; i.dispatchEvent(new Event('input')); });
  const despues = await visibles();
  await hoja.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: 'dark' }]);
  await hoja.evaluate(axe);
  const aOscuras = await hoja.evaluate(async () =>
    (await axe.run(document, { runOnly: ['color-contrast'] })).violations.flatMap(v => v.nodes.map(n => n.html)));
  await hoja.pdf({ path: pdf, preferCSSPageSize: true, printBackground: false });
  console.log(JSON.stringify({ antes: antes.length, halladas, cuenta, igual: antes.join() === despues.join(), aOscuras, dicho }));
  await navegador.close();
})();
