// Cómo se oye y se ve una página con los cambios a la vista: node cambios.js PAGINA → JSON
// Por ancho y luz: lo que halla axe y cuánto se sale de la pantalla; y las marcas con lo que un lector de pantalla dice en ellas.
const fs = require('fs'), puppeteer = require('puppeteer-core');
const axe = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const [pagina] = process.argv.slice(2);
const REGLAS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

(async () => {
  const navegador = await puppeteer.launch({
    executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'], headless: true });
  const visto = { axe: [], sobra: 0 };
  for (const width of [390, 1280]) {
    for (const value of ['light', 'dark']) {
      const hoja = await navegador.newPage();
      await hoja.setViewport({ width, height: 844 });
      await hoja.emulateMediaFeatures([{ name: 'prefers-color-scheme', value }]);
      await hoja.goto('file://' + pagina);
      await hoja.evaluate(axe);
      visto.axe.push(...await hoja.evaluate(async values =>
        (await axe.run(document, { resultTypes: ['violations'], runOnly: { type: 'tag', values } })).violations.map(v => `${v.id}: ${v.nodes[0].html}`), REGLAS));
      visto.sobra = Math.max(visto.sobra, await hoja.evaluate(() => document.documentElement.scrollWidth - innerWidth));
      visto.rayas = await hoja.evaluate(() => ['ins', 'del'].map(una => getComputedStyle(document.querySelector(`main ${una}`)).textDecorationLine));
      const { nodes } = await (await hoja.createCDPSession()).send('Accessibility.getFullAXTree');
      const de = new Map(nodes.map(uno => [uno.nodeId, uno]));
      const textos = uno => (uno.role?.value === 'StaticText' ? [uno.name.value] : (uno.childIds || []).flatMap(id => (de.has(id) ? textos(de.get(id)) : [])));
      visto.oidos = nodes.filter(uno => ['insertion', 'deletion'].includes(uno.role?.value)).map(uno => [uno.role.value, textos(uno).join('').trim()]);
      await hoja.close();
    }
  }
  console.log(JSON.stringify(visto));
  await navegador.close();
})();
