"""Qué se congela: cada caso da, por su nombre, los textos y los archivos que salen de unos datos.

Lo que entra está aquí, en ``ejemplos/`` y, si está, en ``../shared/datos``.
"""

import io
import json
import re
import tempfile
import zipfile
from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import openpyxl
from docx import Document

import paac_reportes as paac

from . import en_renglones, huella
from .anotado import (
    EJEMPLOS,
    Archivo,
    Caso,
    Salida,
    contenido_de,
    de_reporte,
    en_texto,
    guardado,
    leido_de,
    lo_que_falla,
)
from .matrices import ENTIDAD, MATRICES
from .torcidos import TORCIDOS

PAAC, PTEP, MAPA = (
    EJEMPLOS / suyo
    for suyo in ("informe_trimestral/plan.yaml", "ptep/plan.yaml", "mapa_de_riesgos/mapa.yaml")
)
CORTE = date(2023, 12, 31)


def casos(reales: Path) -> dict[str, Caso]:
    """Todos, por su nombre: ``entrada/forma``."""
    formas = [ficha.codigo for ficha in paac.formatos_disponibles()]
    planes = {"ejemplo-paac": PAAC, "ejemplo-ptep": PTEP, "ejemplo-mapa": MAPA}
    planes |= {f"real-{uno.stem}": uno for uno in sorted(reales.glob("*.json"))}
    todos: dict[str, Caso] = {}
    for nombre, archivo in planes.items():
        todos[f"{nombre}/datos"] = partial(_de_los_datos, archivo)
        todos |= {f"{nombre}/{forma}": partial(_de_una_forma, archivo, forma) for forma in formas}
    todos |= {
        f"matrices/{nombre}": partial(de_reporte, hacer) for nombre, hacer in MATRICES.items()
    }
    todos |= {f"hechos/{nombre}": hacer for nombre, hacer in _HECHOS.items()}
    todos |= {f"libros/{nombre}": partial(_de_libro, nombre) for nombre in _LIBROS}
    todos |= {
        f"captura/{archivo.parent.name}": partial(_de_captura, archivo) for archivo in (PAAC, MAPA)
    }
    todos |= {f"torcidos/{nombre}": hacer for nombre, hacer in TORCIDOS.items()}
    for ajeno in sorted((reales / "ajenos").rglob("*.*sx")) + sorted(
        (reales / "ajenos").rglob("*.docx")
    ):
        todos[f"ajenos/{ajeno.parent.name}-{ajeno.stem}"] = partial(_de_ajeno, ajeno)
    return todos


# ------------------------------------------------------------------ planes y mapas


def _de_una_forma(archivo: Path, forma: str) -> Salida:
    yield from de_reporte(lambda: paac.reporte(contenido_de(archivo), forma))


def _de_los_datos(archivo: Path) -> Salida:
    """Lo que no depende de la forma: los datos, sus filas, sus cifras y lo que conviene revisar."""
    contenido = contenido_de(archivo)
    yield "entrada", huella(archivo.read_bytes())
    yield "datos", en_renglones(paac.datos_de(contenido))
    yield (
        "filas",
        "\n".join(json.dumps(f, ensure_ascii=False, default=str) for f in paac.filas_de(contenido)),
    )
    yield "revisar", en_texto(paac.revisar(contenido).avisos)
    for corte in contenido.cortes() or (None,):
        yield f"cifras.{corte}", lo_que_falla(_cifras, contenido, corte)
    yield "comparar", lo_que_falla(_comparado, contenido)
    if isinstance(contenido, paac.Plan):
        yield "recomendar", lo_que_falla(_recomendado, contenido)
    for tipo in ("xlsx", "yaml", "json"):
        destino = io.BytesIO()
        yield f"{tipo}.avisos", lo_que_falla(_guardar, contenido, destino, tipo)
        yield tipo, Archivo(tipo, destino.getvalue())
    yield from leido_de("xlsx", guardado(contenido))


def _cifras(contenido: Any, corte: date | None) -> str:
    return en_renglones(paac.datos_de(paac.analizar(contenido, corte=corte)))


def _recomendado(contenido: Any) -> str:
    return en_renglones(paac.datos_de(paac.recomendar(contenido).contenido))


def _guardar(contenido: Any, destino: io.BytesIO, tipo: str) -> str:
    paac.guardar_datos(contenido, destino, tipo=tipo)
    return ""


def _comparado(contenido: Any) -> str:
    """Con él mismo, cambiado: la primera mitad de cada lista, y un nombre distinto."""
    datos = paac.datos_de(contenido)
    grandes = datos.get("dependencias") or datos.get("componentes") or datos["procesos"]
    for cual in grandes:
        cual["nombre"] = f"{cual.get('nombre')} y otros"
    del grandes[(len(grandes) + 1) // 2 :]
    otro: Any = paac.desde_datos(datos, como="mapa" if "procesos" in datos else "plan").contenido
    return en_renglones(paac.datos_de(paac.comparar(contenido, otro)))


# ------------------------------------------------------------------ lo demás que se arma

_HUECOS = (
    ("N.º", "Actividad", "Reporte"),
    ("{{ componente.nombre }}", "", ""),
    ("{{ actividad.codigo }}", "{{ actividad.descripcion }}", "{{ seguimiento.texto }}"),
    ("Son {{ cuenta(actividad) }}", "", "{{ promedio(seguimiento.avance) }}"),
)


def _cuerpo() -> bytes:
    """Un Word con huecos: en párrafos, en una tabla con combinadas, en el encabezado y repetidos."""
    word, guardado = Document(), io.BytesIO()
    word.sections[0].header.paragraphs[0].text = "{{ entidad.nombre }}"
    word.sections[0].footer.paragraphs[0].text = "Página {{ pagina }} de {{ paginas }}"
    word.add_heading("Informe de {{ entidad.nombre }}", 0)
    word.add_paragraph(
        "Al {{ corte | fecha_larga }}{{ si entidad.nit }} (NIT {{ entidad.nit }}){{ fin }}."
    )
    word.add_paragraph("{{ prosa.hallazgo }}")
    word.add_paragraph("{{ cada dependencia }}")
    word.add_heading("{{ dependencia.nombre }}", 1)
    tabla = word.add_table(len(_HUECOS), 3, style="Table Grid")
    for fila, textos in zip(tabla.rows, _HUECOS, strict=True):
        for celda, texto in zip(fila.cells, textos, strict=True):
            celda.text = texto
    tabla.rows[1].cells[0].merge(tabla.rows[1].cells[2])
    word.add_paragraph("{{ fin }}")
    word.add_paragraph("{{ poner firmas }}")
    word.save(guardado)
    return guardado.getvalue()


def _de_cuerpo() -> Salida:
    yield from de_reporte(
        lambda: paac.reporte(
            contenido_de(PAAC), paac.formato_desde_word(_cuerpo(), base="informe-seguimiento")
        )
    )
    yield "docx.cuerpo-nuestro", Archivo("docx", paac.cuerpo_de("informe-seguimiento"))


def _publicado() -> Salida:
    reporte = paac.reporte(contenido_de(PAAC), "informe-seguimiento").publico()
    yield from de_reporte(lambda: reporte, ("docx", "html", "zip"))
    yield "por-revisar", "\n".join(map(str, reporte.por_revisar))


def _cifras_en_filas() -> Salida:
    planes = [contenido_de(archivo) for archivo in (PAAC, PTEP)]
    yield "json", en_renglones(paac.cifras_en_filas(planes))


def _de_carpeta(ejemplo: str, codigo: str) -> Salida:
    carpeta = EJEMPLOS / ejemplo
    plan = contenido_de(carpeta / "plan.yaml")
    yield from de_reporte(
        lambda: paac.reporte(plan, paac.leer_formato(codigo, plantillas=carpeta / "plantillas"))
    )


def _lo_que_hay() -> Salida:
    """El catálogo, el esquema y el calendario."""
    fichas = paac.formatos_disponibles()
    yield (
        "catalogo",
        "\n".join(f"{f.codigo} | {f.nombre} | {f.version} | {f.fuente}" for f in fichas),
    )
    for de in ("plan", "mapa"):
        yield f"esquema.{de}.escondido", en_renglones(paac.esquema(como=de))
    for vigencia in (2023, 2026):
        calendario = io.BytesIO()
        deberes = paac.calendario(vigencia)
        deberes.guardar(calendario, entidad="MUNICIPIO DE MUESTRA")
        yield f"calendario-{vigencia}", Archivo("json", calendario.getvalue())


_HECHOS: dict[str, Caso] = {
    "cuerpo-en-word": _de_cuerpo,
    "para-publicar": _publicado,
    "cifras en filas": _cifras_en_filas,
    "formato-propio": partial(_de_carpeta, "formato_propio", "CI-FO-031"),
    "formato-completo": partial(_de_carpeta, "formato_completo", "VL-FO-012"),
    "formato-en-la-hoja": partial(_de_carpeta, "formato_completo", "VL-FO-013"),
    "catalogo": _lo_que_hay,
}


# ------------------------------------------------------------------ libros, y lo que vuelve

_LIBROS = {"paac-v1": "plan", "paac-v2": "plan", "ptep": "plan", "mapa": "mapa"}


def _de_libro(nombre: str) -> Salida:
    """Uno en blanco, como se entrega para llenar, y lo que de él se lee."""
    regimen: dict[str, Any] = {"regimen": nombre} if _LIBROS[nombre] == "plan" else {}
    de: Any = _LIBROS[nombre]
    vacio = paac.en_blanco(ENTIDAD, como=de, vigencia=2026, **regimen)
    libro = guardado(vacio)
    yield "xlsx", Archivo("xlsx", libro)
    yield from leido_de("xlsx", libro)
    por_llenar = io.BytesIO()
    paac.guardar_datos(vacio, por_llenar, tipo="yaml", por_llenar=True)
    yield "yaml", Archivo("yaml", por_llenar.getvalue())


def _de_captura(archivo: Path) -> Salida:
    """Los libros de un corte, vacíos; unos llenos a medias, y lo que se reúne de ellos."""
    base = contenido_de(archivo)
    corte = CORTE if isinstance(base, paac.Plan) else max(base.cortes()) + timedelta(days=184)
    with tempfile.TemporaryDirectory() as temporal:
        libros = [
            Path(libro) for libro in paac.capturar(base, corte, Path(temporal) / "libros").archivos
        ]
        for numero, libro in enumerate(libros):
            yield f"xlsx.vacio-{libro.stem}", Archivo("xlsx", libro.read_bytes())
            if numero:
                _llenar(libro, f"Lo de la oficina {numero}.", libro, f"2024-01-{numero:02}")
        otra_vez = libros[-1].with_name("otra-vez.xlsx")
        _llenar(libros[-1], "Se corrigió.", otra_vez, "2024-02-01")
        for nombre, preferir in (("reunido", None), ("resuelto", "ultimo")):
            reunion = paac.reunir([*libros[1:], otra_vez], base=base, preferir=preferir)
            informe, datos = Path(temporal) / "informe.json", Path(temporal) / "datos.json"
            reunion.guardar(informe)
            paac.guardar_datos(reunion, datos)
            for cual in (informe, datos):
                dicho = cual.read_text("utf-8").replace(temporal, "")
                yield f"json.{nombre}-{cual.stem}", Archivo("json", dicho.encode())
            yield f"{nombre}.avisos", en_texto(reunion.avisos).replace(temporal, "")


_RESPUESTAS: dict[Any, Any] = {
    "Avance (%)": 70,
    "Estado": "En proceso",
    "Avance": 50,
    "¿Se materializó?": "No",
}
_DE_TEXTO = {"Seguimiento", "Acciones adelantadas", "¿Se aplica?"}
"""Con los que se conoce el renglón de los rótulos."""


def _llenar(libro: Path, texto: str, destino: Path, dia: str) -> None:
    """Escribe bajo los rótulos que se responden, en una fila sí y otra no; guardado en ese día."""
    abierto = openpyxl.load_workbook(libro)
    for hoja in abierto.worksheets:
        filas: Iterator[Any] = hoja.iter_rows()
        rotulos = next((f for f in filas if _DE_TEXTO & {celda.value for celda in f}), ())
        for fila in range(rotulos[0].row + 1, hoja.max_row + 1, 2) if rotulos else ():
            for celda in rotulos:
                responde: Any = "Sí" if celda.value == "¿Se aplica?" else texto
                valor = responde if celda.value in _DE_TEXTO else _RESPUESTAS.get(celda.value)
                if valor is not None:
                    hoja.cell(fila, celda.column).value = valor
    abierto.save(destino)
    _fechar(destino, dia)


def _fechar(libro: Path, dia: str) -> None:
    """Como si se hubiera guardado ese día: de dos copias se toma la última."""
    partes = zipfile.ZipFile(io.BytesIO(libro.read_bytes()))
    with partes, zipfile.ZipFile(libro, "w") as fechado:
        for parte in partes.namelist():
            con_su_dia = re.sub(
                rb"20[0-9-]{8}T[0-9:]{8}Z", f"{dia}T00:00:00Z".encode(), partes.read(parte)
            )
            fechado.writestr(parte, con_su_dia if "core" in parte else partes.read(parte))


def _de_ajeno(archivo: Path) -> Salida:
    contenido = archivo.read_bytes()
    yield "entrada", huella(contenido)
    yield from leido_de(archivo.suffix[1:], contenido)
    de_quien: dict[str, Any] = {
        "entidad": "ENTIDAD AJENA",
        "vigencia": 2021,
        "corte": date(2021, 12, 31),
    }
    yield from leido_de("con-entidad", contenido, **de_quien)
