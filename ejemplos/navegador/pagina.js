// La página: lo que se ve y lo que se pulsa. Los archivos los lee el obrero, y ninguno sale de aquí.
'use strict';
const uno = id => document.getElementById(id);
const QUE_ES = {
  html: 'Reporte, como página web: se abre en cualquier equipo y se imprime',
  xlsx: 'Reporte en Excel',
  csv: 'Las filas, en CSV',
  docx: 'Reporte en Word',
  informe: 'Informe de seguimiento, con cifras, como página web',
  consolidacion: 'Lo que reportó cada oficina y lo que quedó por resolver, en Excel',
  libro: 'El plan en su libro de Excel, para corregirlo y traerlo otra vez',
  lista: 'Esta lista, en CSV',
};
const SIN_WORD = 'El Word no sale aquí: para escribirlo hace falta lxml, que está compilada y esta copia de la página no trae. ' +
  'Quien la sirve puede agregarla (está en su LÉAME). Mientras tanto, el Excel y la página web dicen lo mismo.';
// Las fallas que se arreglan escribiendo lo que el documento no dice.
const FALTAN = new Set(['dato_faltante', 'corte_desconocido']);
const SE_MUESTRAN = 300;
let obrero, numero = 0;
const esperan = new Map();

function decir(texto, mal = false) {
  uno('estado').textContent = texto;
  uno('estado').classList.toggle('mal', mal);
}

// Algo que la persona puede arreglar.
class Aviso extends Error {}

function ocupada(si) {
  for (const boton of document.querySelectorAll('button')) boton.disabled = si;
}

// Un obrero de blob hereda la política de la página; uno de archivo, no.
function empezar() {
  const guion = new URL('obrero.js', location.href).href;
  const blob = new Blob([`import ${JSON.stringify(guion)};`], { type: 'text/javascript' });
  obrero = new Worker(URL.createObjectURL(blob), { type: 'module' });
  obrero.onmessage = ({ data }) => {
    const espera = esperan.get(data.numero);
    esperan.delete(data.numero);
    data.error === undefined ? espera.resolver(data.dicho) : espera.rechazar(new Error(data.error));
  };
  obrero.onerror = () => decir('La página no se pudo preparar: este navegador es muy viejo, o faltan archivos en el servidor.', true);
}

function pedir(que, ...datos) {
  return new Promise((resolver, rechazar) => {
    esperan.set(++numero, { resolver, rechazar });
    obrero.postMessage({ numero, que, datos });
  });
}

// Mientras el obrero trabaja no se le pide otra cosa, y lo que falle se dice.
async function haciendo(texto, hacer) {
  decir(texto);
  ocupada(true);
  try {
    await hacer();
  } catch (error) {
    decir(error instanceof Aviso ? error.message : `Algo falló que no debía, y no se hizo nada: ${error.message}`, true);
  }
  ocupada(false);
}

async function leido(archivo) {
  try {
    return [archivo.name, new Uint8Array(await archivo.arrayBuffer())];
  } catch {
    // El navegador no lee el que se guardó después de escogerlo: quien lo corrigió ha de darlo otra vez.
    throw new Aviso(`«${archivo.name}» cambió o ya no está donde estaba: escójalo otra vez.`);
  }
}
const nuevo = (clase, texto) => Object.assign(document.createElement(clase), { textContent: texto });

function opciones(lista, pares, elegida) {
  lista.replaceChildren(...pares.map(([valor, texto]) => new Option(texto, valor, false, valor === elegida)));
}

// Cada archivo, como un enlace que lo baja; los de antes se olvidan.
function dejarBajar(lista, archivos) {
  for (const enlace of lista.querySelectorAll('a')) URL.revokeObjectURL(enlace.href);
  lista.replaceChildren(...archivos.map(({ clase, nombre, tipo, contenido }) => {
    const renglon = document.createElement('li'), enlace = nuevo('a', nombre);
    enlace.href = URL.createObjectURL(new Blob([contenido], { type: tipo }));
    enlace.download = nombre;
    enlace.dataset.clase = clase;
    renglon.append(enlace, nuevo('div', QUE_ES[clase]));
    return renglon;
  }));
}

function mostrarPorRevisar(dichos, titulo, lista) {
  uno('revisar').hidden = !dichos.length;
  uno('titulo-revisar').textContent = titulo;
  dejarBajar(uno('lista'), lista);
  const sobran = dichos.length - SE_MUESTRAN;
  uno('sobran').textContent = sobran > 0 ? `Aquí van ${SE_MUESTRAN}; los otros ${sobran} están en la lista.` : '';
  uno('renglones').replaceChildren(...dichos.slice(0, SE_MUESTRAN).map(({ lugar, mensaje }) => {
    const fila = document.createElement('tr');
    fila.append(nuevo('td', lugar), nuevo('td', mensaje));
    return fila;
  }));
}

function mostrarFallas({ fallas, lista }) {
  const cuantas = fallas.length === 1 ? 'Hay una falla' : `Hay ${fallas.length} fallas`;
  mostrarPorRevisar(fallas, 'Lo que hay que corregir', lista);
  decir(`${cuantas}, y no se hizo ningún archivo: abajo dice dónde.`, true);
  uno('de-otro').open ||= fallas.some(({ codigo }) => FALTAN.has(codigo));
  uno('titulo-revisar').focus();
}

function olvidarArchivos() {
  uno('bajar').hidden = true;
  dejarBajar(uno('archivos'), []);
}

async function leer() {
  olvidarArchivos();
  uno('salida').hidden = uno('revisar').hidden = true;
  const plan = await leido(uno('plan').files[0]);
  const libros = await Promise.all([...uno('libros').files].map(leido));
  const dicho = await pedir('leer', plan, libros, {
    entidad: uno('entidad').value, vigencia: uno('vigencia').value, corte: uno('de-corte').value });
  if (dicho.fallas.length) return mostrarFallas(dicho);
  uno('leido').textContent = dicho.entidad + (dicho.vigencia ? `, vigencia ${dicho.vigencia}` : '');
  uno('frases').replaceChildren(...dicho.frases.map(frase => nuevo('li', frase)));
  const formatos = dicho.formatos.map(f => [f.codigo, `${f.nombre} (${f.codigo})`]);
  opciones(uno('formato'), [['', 'Elija uno'], ...formatos], dicho.formato ?? '');
  opciones(uno('corte'), [['', 'El último con seguimientos'], ...dicho.cortes.map(corte => [corte, corte.split('-').reverse().join('/')])], '');
  mostrarPorRevisar(dicho.avisos, 'Lo que conviene revisar', dicho.lista);
  uno('salida').hidden = false;
  decir(`Leído${dicho.avisos.length ? `, con ${dicho.avisos.length} por revisar` : ''}. Elija el formato.`);
  uno('formato').focus();
}

async function hacer() {
  olvidarArchivos();
  const dicho = await pedir('hacer', uno('formato').value, uno('corte').value, uno('publico').checked);
  if (dicho.fallas.length) return mostrarFallas(dicho);
  dejarBajar(uno('archivos'), dicho.archivos);
  uno('bajar').hidden = false;
  mostrarPorRevisar(dicho.avisos, 'Lo que conviene revisar', dicho.lista);
  decir(`Listos ${dicho.archivos.length} archivos.`);
  uno('titulo-bajar').focus();
}

function dejarSoltar(caja) {
  const sobre = si => evento => { evento.preventDefault(); caja.classList.toggle('encima', si); };
  caja.addEventListener('dragover', sobre(true));
  caja.addEventListener('dragleave', sobre(false));
  caja.addEventListener('drop', evento => {
    sobre(false)(evento);
    if (!evento.dataTransfer.files.length) return;
    uno('plan').files = evento.dataTransfer.files;
    if (!uno('lectura').querySelector('button').disabled) uno('lectura').requestSubmit();
  });
}

uno('lectura').addEventListener('submit', evento => { evento.preventDefault(); haciendo('Leyendo…', leer); });
uno('salida').addEventListener('submit', evento => { evento.preventDefault(); haciendo('Haciendo los archivos…', hacer); });
// Fuera del recuadro, soltar un archivo lo abriría en lugar de la página.
for (const clase of ['dragover', 'drop']) addEventListener(clase, evento => evento.preventDefault());
dejarSoltar(uno('suelta'));
if (location.protocol === 'file:') {
  decir('Esta página se abre desde un servidor, aunque sea uno en su equipo, y no con doble clic: vea el LÉAME.', true);
} else {
  empezar();
  haciendo('Preparando la página: la primera vez tarda unos segundos…', async () => {
    const { word } = await pedir('preparar');
    uno('word').textContent = word ? '' : SIN_WORD;
    decir('Lista. Traiga el libro de su plan.');
  });
}
