// Lo que se ve de una página: node captura.js PAGINA IMAGEN ANCHO [PRIMERO ÚLTIMO]
// Toda, o desde donde empieza un elemento hasta donde otro acaba.
const puppeteer = require('puppeteer-core');
const MARGEN = 12; // píxeles
const [pagina, imagen, ancho, primero, ultimo] = process.argv.slice(2);

(async () => {
  const navegador = await puppeteer.launch({
    executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'], headless: true });
  const hoja = await navegador.newPage();
  await hoja.setViewport({ width: +ancho, height: 100, deviceScaleFactor: 2 });
  await hoja.goto('file://' + pagina);
  const opciones = { path: imagen };
  if (primero) {
    const y = await hoja.$eval(primero, e => e.getBoundingClientRect().top) - MARGEN;
    const hasta = await hoja.$eval(ultimo, e => e.getBoundingClientRect().bottom) + MARGEN;
    opciones.clip = { x: 0, y, width: +ancho, height: hasta - y };
  } else opciones.fullPage = true;
  await hoja.screenshot(opciones);
  await navegador.close();
})();
