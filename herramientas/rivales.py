"""Las mismas fallas, plantadas en el mismo Word de cuatro maneras de llenarlo, y qué dijo cada una.

    python herramientas/rivales.py PYTHON NODO       PYTHON, uno con docxtpl; NODO, la carpeta donde
                                                     npm instaló docx-templates y carbone

Escribe la tabla de ``docs/cuerpos_comparados.md``. De cada documento dice si el texto que se quería
salió («sale»), qué salió en su lugar sin decir nada («calla») o con qué error se detuvo («falla»).
"""

import io
import json
import os
import re
import subprocess
import sys
import tempfile
import warnings
import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from docx import Document
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from lxml.etree import XMLSyntaxError

import paac_reportes as paac

NOMBRE, RARO = "Municipio de Prueba", "Alcaldía <Uno> & Cía"
ACTIVIDADES = [
    {"codigo": "1.1", "descripcion": "Publicar el mapa", "meta": "Un mapa publicado"},
    {"codigo": "1.2", "descripcion": "Rendir cuentas", "meta": "Una audiencia"},
]
DATOS = {
    "entidad": {"nombre": NOMBRE},
    "actividades": ACTIVIDADES,
    "tramites": [{"nombre": "Licencia de construcción"}],
}
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


class Manera(NamedTuple):
    """Cómo se escribe, en una biblioteca, lo que un Word pide."""

    nombre: str
    dato: Callable[[str], str]
    """El hueco de un dato de todo."""
    fila: Callable[[str], str]
    """El de un dato de la actividad de esa fila."""
    abre: str
    """Lo que va en el renglón de antes de la fila que se repite; nada si no hace falta."""
    cierra: str
    con_omision: str
    """El hueco de un dato que falta, con otro en su lugar, entre comillas curvas."""
    otra_rama: str
    """Un dato de un trámite, que no es el de la fila."""


MANERAS = (
    Manera(
        "docxtpl",
        lambda d: "{{ " + d + " }}",
        lambda d: "{{ a." + d + " }}",
        "{%tr for a in actividades %}",
        "{%tr endfor %}",
        "{{ entidad.nit | default(“nada”) }}",
        "{{ t.nombre }}",
    ),
    Manera(
        "docx-templates",
        lambda d: "+++INS " + d + "+++",
        lambda d: "+++INS $a." + d + "+++",
        "+++FOR a IN actividades+++",
        "+++END-FOR a+++",
        "+++INS entidad.nit || “nada”+++",
        "+++INS $t.nombre+++",
    ),
    Manera(
        "Carbone",
        lambda d: "{d." + d + "}",
        lambda d: "{d.actividades[i]." + d + "}",
        "",
        "{d.actividades[i+1].codigo}",
        "{d.entidad.nit:ifEmpty(“nada”)}",
        "{d.tramites[i].nombre}",
    ),
    Manera(
        "la biblioteca",
        lambda d: "{{ " + d + " }}",
        lambda d: "{{ actividad." + d + " }}",
        "",
        "",
        "{{ entidad.nit | default(“nada”, true) }}",
        "{{ tramite.nombre }}",
    ),
)


def tabla(word: Any, como: Manera, *celdas: str, cierra: bool = True) -> Any:
    """Una de rótulos y la fila que se repite, con los renglones que su manera pida."""
    filas = [["Código", "Actividad"]]
    filas += [[como.abre, ""]] if como.abre else []
    filas += [[*celdas, ""][:2]]
    filas += [[como.cierra, ""]] if como.cierra and cierra else []
    nueva = word.add_table(len(filas), 2)
    for fila, textos in zip(nueva.rows, filas, strict=True):
        for celda, texto in zip(fila.cells, textos, strict=True):
            celda.text = texto
    return nueva


_PEDAZO = 3


def dentro(parrafo: Any, elemento: Any) -> None:
    """Agrega a un párrafo lo que python-docx no sabe escribir."""
    parrafo._p.append(elemento)  # noqa: SLF001 - no tiene otra entrada


def partido(word: Any, texto: str, *, con_marcador: bool = False) -> None:
    """Un párrafo con el texto en pedazos de tres letras, como los deja la revisión ortográfica."""
    parrafo = word.add_paragraph()
    for n in range(0, len(texto), _PEDAZO):
        parrafo.add_run(texto[n : n + _PEDAZO])
        if con_marcador and n == _PEDAZO:
            for cual in ("Start", "End"):
                marca = OxmlElement(f"w:bookmark{cual}")
                marca.set(qn("w:id"), "7")
                if cual == "Start":
                    marca.set(qn("w:name"), "aqui")
                dentro(parrafo, marca)


def en_un_cuadro(word: Any, texto: str) -> None:
    """Un cuadro de texto."""
    xml = (
        f'<w:r xmlns:w="{_W}" xmlns:v="urn:schemas-microsoft-com:vml"><w:pict><v:shape'
        ' style="width:200pt;height:40pt"><v:textbox><w:txbxContent><w:p><w:r><w:t'
        ' xml:space="preserve"></w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict>'
        "</w:r>"
    )
    corrida = parse_xml(xml)
    next(corrida.iter(qn("w:t"))).text = texto
    dentro(word.add_paragraph(), corrida)


def combinada(word: Any, como: Manera) -> None:
    """Una celda combinada hacia abajo, que ha de crecer con la fila que se repite."""
    suya = tabla(word, como, "", como.fila("descripcion"))
    rotulo, fila = suya.rows[0], suya.rows[2 if como.abre else 1]
    rotulo.cells[0].text = "Grupo"
    if como.abre:  # lo que abre va en la otra columna: ésta queda unida
        suya.rows[1].cells[0].text, suya.rows[1].cells[1].text = "", como.abre
    unida = rotulo.cells[0].merge(fila.cells[0])
    unida.text = "Grupo"


_LLAMADA = f'<w:r xmlns:w="{_W}"><w:footnoteReference w:id="2"/></w:r>'


def con_nota(docx: bytes, texto: str) -> bytes:
    """El mismo, con una nota al pie que dice eso."""
    nota = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:footnotes xmlns:w="{_W}">'
        '<w:footnote w:type="separator" w:id="0"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
        '<w:footnote w:id="2"><w:p><w:r><w:t>TEXTO</w:t></w:r></w:p></w:footnote></w:footnotes>'
    ).replace("TEXTO", texto)
    de = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    tipo = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    cambios = {
        "word/_rels/document.xml.rels": (
            "</Relationships>",
            f'<Relationship Id="rIdN" Type="{de}" Target="footnotes.xml"/></Relationships>',
        ),
        "[Content_Types].xml": (
            "</Types>",
            f'<Override PartName="/word/footnotes.xml" ContentType="{tipo}"/></Types>',
        ),
    }
    salida = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as origen, zipfile.ZipFile(salida, "w") as destino:
        for nombre in origen.namelist():
            dicho = origen.read(nombre)
            if nombre in cambios:
                dicho = dicho.decode().replace(*cambios[nombre]).encode()
            destino.writestr(nombre, dicho)
        destino.writestr("word/footnotes.xml", nota)
    return salida.getvalue()


class Caso(NamedTuple):
    """Una falla plantada."""

    nombre: str
    plantar: Callable[[Any, Manera], None]
    debe: str | None
    """El texto que debe salir; ``None`` si lo que debe es decir que está mal."""
    en_nota: bool = False


def casos() -> Iterator[Caso]:
    """Todos, en el orden de la tabla."""
    nombre = "entidad.nombre"
    yield Caso("hueco partido en varias corridas", lambda w, c: partido(w, c.dato(nombre)), NOMBRE)
    yield Caso(
        "un marcador de Word dentro del hueco",
        lambda w, c: partido(w, c.dato(nombre), con_marcador=True),
        NOMBRE,
    )
    yield Caso("«&» y «<» en un valor", lambda w, c: w.add_paragraph(c.dato(nombre)), RARO)
    yield Caso("comillas curvas", lambda w, c: w.add_paragraph(c.con_omision), "nada")

    def arriba(word: Any, como: Manera) -> None:
        word.sections[0].header.paragraphs[0].text = como.dato(nombre)

    yield Caso("hueco en el encabezado", arriba, NOMBRE)
    yield Caso("hueco en un cuadro de texto", lambda w, c: en_un_cuadro(w, c.dato(nombre)), NOMBRE)
    yield Caso(
        "hueco en una nota al pie",
        lambda w, _: dentro(w.add_paragraph("Ver"), parse_xml(_LLAMADA)),
        NOMBRE,
        en_nota=True,
    )
    yield Caso(
        "una fila por actividad",
        lambda w, c: tabla(w, c, c.fila("codigo"), c.fila("descripcion")),
        "Código Actividad 1.1 Publicar el mapa 1.2 Rendir cuentas",
    )
    yield Caso("fila bajo una celda combinada", combinada, "Publicar el mapa Rendir cuentas")
    yield Caso("nombre mal escrito", lambda w, c: w.add_paragraph(c.dato("entidad.nonbre")), None)
    yield Caso(
        "nombre mal escrito en una fila",
        lambda w, c: tabla(w, c, c.fila("codigo"), c.fila("descripsion")),
        None,
    )
    yield Caso(
        "llaves sin cerrar",
        lambda w, c: w.add_paragraph(re.sub(r"(\}+|\+\+\+)\Z", "", c.dato(nombre))),
        None,
    )
    yield Caso("repetición sin cerrar", _sin_cerrar, None)
    yield Caso("un cierre de más", _de_mas, None)
    yield Caso(
        "una fila de dos cosas",
        lambda w, c: tabla(w, c, c.fila("codigo"), c.otra_rama),
        None,
    )
    yield Caso("un filtro que no existe", _filtro, None)
    yield Caso(
        "un dato que no se muestra en ninguna parte",
        lambda w, c: tabla(w, c, c.fila("codigo"), c.fila("descripcion")),
        None,
    )


def _sin_cerrar(word: Any, como: Manera) -> None:
    if como.nombre == "la biblioteca":
        word.add_paragraph("{{ cada actividad }}")
        word.add_paragraph(como.fila("codigo"))
    else:
        tabla(word, como, como.fila("codigo"), cierra=False)


def _de_mas(word: Any, como: Manera) -> None:
    word.add_paragraph({"la biblioteca": "{{ fin }}"}.get(como.nombre, como.cierra))


def _filtro(word: Any, como: Manera) -> None:
    con = {
        "docxtpl": "{{ entidad.nombre | mayusculas }}",
        "docx-templates": "+++INS mayusculas(entidad.nombre)+++",
        "Carbone": "{d.entidad.nombre:mayusculas}",
        "la biblioteca": "{{ entidad.nombre | mayusculas }}",
    }
    word.add_paragraph(con[como.nombre])


def documento(caso: Caso, como: Manera) -> bytes:
    """El Word de un caso, escrito de esa manera."""
    word, salida = Document(), io.BytesIO()
    word.add_paragraph("Informe de seguimiento")
    caso.plantar(word, como)
    word.save(salida)
    hecho = salida.getvalue()
    return con_nota(hecho, como.dato("entidad.nombre")) if caso.en_nota else hecho


# ------------------------------------------------------------------ llenarlo

_EN_PYTHON = """
import json, sys
from docxtpl import DocxTemplate
de, a, datos = sys.argv[1:]
plantilla = DocxTemplate(de)
plantilla.render(json.loads(datos))
plantilla.save(a)
"""
_EN_NODO = {
    "docx-templates": """
const fs = require('fs'), { createReport } = require('docx-templates');
const [de, a, datos] = process.argv.slice(1);
createReport({ template: fs.readFileSync(de), data: JSON.parse(datos) })
  .then(hecho => fs.writeFileSync(a, hecho))
  .catch(e => { console.error([].concat(e).map(String).join(' | ')); process.exit(1); });
""",
    "Carbone": """
const fs = require('fs'), carbone = require('carbone');
const [de, a, datos] = process.argv.slice(1);
carbone.render(de, JSON.parse(datos), (e, hecho) => {
  if (e) { console.error(String(e)); process.exit(1); }
  fs.writeFileSync(a, hecho);
  process.exit(0);
});
""",
}


class Llenado(NamedTuple):
    """Lo que salió, o con qué error se detuvo."""

    docx: bytes | None
    dice: str = ""


def llenar(como: Manera, caso: Caso, python: str, nodo: Path) -> Llenado:
    """El Word de una manera, lleno por su biblioteca."""
    docx = documento(caso, como)
    datos = {**DATOS, "entidad": {"nombre": RARO if caso.debe == RARO else NOMBRE}}
    if como.nombre == "la biblioteca":
        return _con_la_nuestra(docx, datos)
    with tempfile.TemporaryDirectory() as carpeta:
        de, a = Path(carpeta, "de.docx"), Path(carpeta, "a.docx")
        de.write_bytes(docx)
        if como.nombre == "docxtpl":
            orden = [python, "-c", _EN_PYTHON]
        else:
            orden = ["node", "-e", _EN_NODO[como.nombre]]
        hecho = subprocess.run(  # noqa: S603 - los que se le dan
            [*orden, str(de), str(a), json.dumps(datos)],
            capture_output=True,
            text=True,
            env={**os.environ, "NODE_PATH": str(nodo / "node_modules")},
            check=False,
            timeout=60,
        )
        if hecho.returncode or not a.exists():
            return Llenado(None, _ultimo(hecho.stderr))
        return Llenado(a.read_bytes())


def _con_la_nuestra(docx: bytes, datos: Mapping[str, Any]) -> Llenado:
    componente = {"nombre": "Riesgos", "subcomponentes": [{"actividades": ACTIVIDADES}]}
    componente["tramites"] = datos["tramites"]
    plan = paac.plan_desde_datos(
        {"entidad": datos["entidad"], "vigencia": 2026, "componentes": [componente]}
    )
    try:
        emision = paac.reporte(plan, paac.formato_desde_word(docx)).emitir("docx")
    except paac.ErrorPaac as error:
        return Llenado(None, "; ".join(map(str, error.fallas)))
    dichos = [aviso.mensaje for aviso in emision.avisos if "no muestra" in aviso.mensaje]
    return Llenado(emision.contenido, "; ".join(dichos))


def _ultimo(dicho: str) -> str:
    renglones = [uno for uno in dicho.splitlines() if uno.strip()]
    con_error = [uno for uno in renglones if re.search(r"[Ee]rror", uno)]
    return (con_error or renglones or ["se detuvo sin decir nada"])[-1].strip()


def textos(docx: bytes) -> str:
    """Lo que dice, parte por parte."""
    with zipfile.ZipFile(io.BytesIO(docx)) as paquete:
        partes = [n for n in paquete.namelist() if re.match(r"word/(doc|head|foot).*\.xml", n)]
        raices = [parse_xml(paquete.read(nombre)) for nombre in partes]
    parrafos = ("".join(p.itertext(qn("w:t"))) for raiz in raices for p in raiz.iter(qn("w:p")))
    return " ".join(filter(str.strip, parrafos))


_LARGO = 110


def juicio(caso: Caso, hecho: Llenado) -> str:
    """Lo que pasó, en una celda."""
    if hecho.docx is None:
        return f"falla: {_corto(hecho.dice)}"
    if hecho.dice and caso.debe is None:
        return f"avisa: {_corto(hecho.dice)}"
    try:
        dicho = textos(hecho.docx)
    except XMLSyntaxError:
        return "daña: el Word que sale no se abre"
    if caso.debe is not None and caso.debe in dicho:
        return "sale"
    resto = dicho.replace("Informe de seguimiento", "").strip()
    return f"calla: {_corto(resto) or 'sale en blanco'}"


def _corto(dicho: str) -> str:
    dicho = " ".join(dicho.split()).replace("|", "\\|")
    corto = dicho if len(dicho) <= _LARGO else f"{dicho[:_LARGO]}…"
    return f"`{corto}`" if corto else ""


def comparados(python: str, nodo: Path) -> Iterator[str]:
    """Los renglones de la tabla."""
    yield f"| Plantado | {' | '.join(como.nombre for como in MANERAS)} |"
    yield "|---|" + "---|" * len(MANERAS)
    cuentas: Mapping[str, dict[str, int]] = {como.nombre: {} for como in MANERAS}
    for caso in casos():
        dichos = []
        for como in MANERAS:
            dicho = juicio(caso, llenar(como, caso, python, nodo))
            dichos.append(dicho)
            clase = dicho.partition(":")[0]
            cuentas[como.nombre][clase] = cuentas[como.nombre].get(clase, 0) + 1
        yield f"| {caso.nombre} | {' | '.join(dichos)} |"
    for nombre, suyas in cuentas.items():
        print(nombre, suyas, file=sys.stderr)


if __name__ == "__main__":
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        print("\n".join(comparados(sys.argv[1], Path(sys.argv[2]))))
