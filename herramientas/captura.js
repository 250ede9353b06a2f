// Lo que se ve de una página: node captura.js PAGINA IMAGEN ANCHO ALTO [ELEMENTO]
// Con ALTO 0, toda; con ELEMENTO, desde donde él empieza.
const puppeteer = require('puppeteer-core');
const [pagina, imagen, ancho, alto, elemento] = process.argv.slice(2);

(async () => {
  const navegador = await puppeteer.launch({
    executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'], headless: true });
  const hoja = await navegador.newPage();
  await hoja.setViewport({ width: +ancho, height: +alto || 100, deviceScaleFactor: 2 });
  await hoja.goto('file://' + pagina);
  if (elemento) await hoja.$eval(elemento, e => e.scrollIntoView());
  await hoja.screenshot({ path: imagen, fullPage: alto === '0' });
  await navegador.close();
})();
