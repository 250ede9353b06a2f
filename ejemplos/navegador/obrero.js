// Quien lee los archivos y hace los reportes: Python, con la biblioteca, aparte de lo que se ve.
import { loadPyodide } from './pyodide/pyodide.mjs';

const aqui = new URL('.', import.meta.url).href;
let mesa, word = false;
const listo = preparar();

async function traer(nombre) {
  const respuesta = await fetch(aqui + nombre);
  if (!respuesta.ok) throw new Error(`falta ${nombre} en el servidor`);
  return respuesta;
}

async function preparar() {
  const [python, biblioteca, contenido, reportes] = await Promise.all([
    loadPyodide({ indexURL: `${aqui}pyodide/` }),
    traer('biblioteca.zip').then(r => r.arrayBuffer()),
    traer('contenido.json').then(r => r.json()),
    traer('reportes.py').then(r => r.text()),
  ]);
  const donde = python.runPython('import sysconfig; sysconfig.get_path("purelib")');
  python.unpackArchive(biblioteca, 'zip', { extractDir: donde });
  if (contenido.lxml) {
    const rueda = await traer(`pyodide/${contenido.lxml}`).then(r => r.arrayBuffer());
    python.unpackArchive(rueda, 'wheel');
    word = true;
  }
  python.FS.writeFile(`${donde}/reportes.py`, reportes);
  // La página muestra cada aviso: en la consola sobran.
  python.pyimport('logging').getLogger('paac_reportes').setLevel('ERROR');
  const modulo = python.pyimport('reportes');
  mesa = modulo.Mesa(word);
  // Lo que llegue entretanto espera, y no más de lo que habría esperado.
  setTimeout(() => modulo.calentar());
}

const HACER = {
  preparar: () => ({ word }),
  leer: (plan, libros, dicho) => mesa.leer.callKwargs(plan, libros, dicho),
  hacer: (formato, corte, publico) => mesa.hacer.callKwargs(formato, corte, { publico }),
};

self.onmessage = async ({ data: { numero, que, datos } }) => {
  try {
    await listo;
    const hecho = HACER[que](...datos);
    const dicho = hecho.toJs ? hecho.toJs({ dict_converter: Object.fromEntries }) : hecho;
    hecho.destroy?.();
    self.postMessage({ numero, dicho });
  } catch (error) {
    // De un error de Python, su último renglón, que es el que dice qué fue.
    self.postMessage({ numero, error: String(error.message ?? error).trim().split('\n').at(-1) });
  }
};
