// Las tablas de cifras y los mapas de calor en un teléfono: node cifras.js ANCHO PAGINA… → JSON
const puppeteer = require('puppeteer-core');
const [ancho, ...paginas] = process.argv.slice(2);

function medidas() {
  document.querySelectorAll('details').forEach(d => { d.open = true; });
  const columna = c => [...c.classList].find(k => /^k\d+$/.test(k));
  const seVen = (t, parte) => [...t.querySelectorAll(`${parte} :is(td, th)`)].filter(c => columna(c) && c.getClientRects().length);
  const derecha = c => c.getBoundingClientRect().right;
  const tablas = [...document.querySelectorAll('.marco:not(.tarjetas) table')];
  const corridas = tablas.flatMap(t => {
    const rotulos = Object.fromEntries(seVen(t, 'thead').map(c => [columna(c), derecha(c)]));
    return seVen(t, 'tbody').map(c => Math.abs(derecha(c) - rotulos[columna(c)]));
  });
  const marcos = [...document.querySelectorAll('.marco, .dibujada')].filter(m => m.querySelector('table'));
  const paneles = [...document.querySelectorAll('.dibujada')].map(m => {
    const celdas = [...m.querySelectorAll('tbody td')].filter(c => c.getClientRects().length);
    const sitios = celdas.map(c => [Math.round(c.getBoundingClientRect().top), Math.round(c.getBoundingClientRect().left)]);
    const alturas = [...new Set(sitios.map(s => s[0]))].sort((a, b) => a - b);
    const antes = c => getComputedStyle(c, '::before').content.replaceAll('"', '');
    return {
      alto: Math.round(m.getBoundingClientRect().height), filas: alturas.length, columnas: new Set(sitios.map(s => s[1])).size,
      zonas: [...new Set(celdas.map(c => c.innerText.split('\n')[0]))].sort().join(' '),
      abajo: [...m.querySelectorAll('.k8')].map(antes), partidas: celdas.filter(c => c.scrollWidth > c.clientWidth).length,
    };
  });
  return { tablas: tablas.length, barras: document.querySelectorAll('.marco:not(.tarjetas) .barra').length, corrida: Math.max(0, ...corridas),
    anchas: marcos.filter(m => m.scrollWidth > m.clientWidth).length, sobra: document.documentElement.scrollWidth - innerWidth, paneles };
}

(async () => {
  const navegador = await puppeteer.launch({
    executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'], headless: true });
  const hoja = await navegador.newPage(), vistas = [];
  await hoja.setViewport({ width: +ancho, height: 844 });
  for (const pagina of paginas) {
    await hoja.goto('file://' + pagina);
    vistas.push(await hoja.evaluate(medidas));
  }
  console.log(JSON.stringify(vistas));
  await navegador.close();
})();
