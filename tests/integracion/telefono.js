// Un informe en una pantalla: node telefono.js PAGINA ANCHO ALTO → JSON
const puppeteer = require('puppeteer-core');
const [pagina, ancho, alto] = process.argv.slice(2);

(async () => {
  const navegador = await puppeteer.launch({
    executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'], headless: true });
  const hoja = await navegador.newPage();
  await hoja.setViewport({ width: +ancho, height: +alto });
  await hoja.goto('file://' + pagina);
  const visto = await hoja.evaluate(() => {
    const dice = e => [...e.childNodes].some(n => n.nodeType === Node.TEXT_NODE && n.data.trim());
    const textos = [...document.querySelectorAll('body *')].filter(e => dice(e) && e.getClientRects().length);
    const mide = e => parseFloat(getComputedStyle(e).fontSize) * (e.ownerSVGElement ? e.getScreenCTM().a : 1);
    const rotulos = [...document.querySelectorAll('tbody :is(td, th)')].map(c => parseFloat(getComputedStyle(c, '::before').fontSize));
    const barra = document.querySelector('.volver'), arriba = getComputedStyle(barra).visibility === 'hidden';
    barra.hidden = false;
    const volver = barra.getBoundingClientRect();
    return {
      contenido: document.querySelector('.contenido > details')?.open,
      letra: Math.min(...textos.map(mide), ...rotulos),
      arriba,
      primera: document.querySelector('.marco tbody tr').getBoundingClientRect().bottom,
      volver: [volver.left, volver.right, volver.bottom],
      enlaces: [...document.querySelectorAll('.volver a')].map(a => a.textContent),
    };
  });
  await hoja.evaluate(() => [...document.querySelectorAll('.volver a')].at(-1).click());
  visto.busca = await hoja.evaluate(() => {
    const campo = document.querySelector('.filtro input').getBoundingClientRect();
    return campo.top >= 0 && campo.bottom <= innerHeight;
  });
  console.log(JSON.stringify(visto));
  await navegador.close();
})();
