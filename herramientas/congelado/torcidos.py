"""Lo que se dice de lo que está mal: datos, mapas, formatos, archivos y llamadas.

Lo que aun así se admite da sus avisos.
"""

import copy
import io
import json
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import openpyxl
from docx import Document

import paac_reportes
import paac_reportes as paac

from . import huella
from .anotado import (
    EJEMPLOS,
    RAIZ,
    Caso,
    Salida,
    arbol,
    con_partes,
    contenido_de,
    guardado,
    lo_que_falla,
)
from .equivocaciones import DATOS, FORMATO, FORMATOS, MAPAS, PLAN
from .matrices import GASTOS, matriz

_LETRAS = 110
PTEP, MAPA = EJEMPLOS / "ptep/plan.yaml", EJEMPLOS / "mapa_de_riesgos/mapa.yaml"
PAAC = EJEMPLOS / "informe_trimestral/plan.yaml"


def torcidos(
    base: dict[str, Any], cambios: tuple[dict[str, Any], ...]
) -> Iterator[tuple[str, Any]]:
    """Cada uno con el nombre de lo que se le cambió."""
    for suyos in cambios:
        datos = copy.deepcopy(base)
        for ruta, valor in suyos.items():
            _poner(datos, ruta.split("."), copy.deepcopy(valor))
        yield _nombre("; ".join(f"{ruta} = {_como(valor)}" for ruta, valor in suyos.items())), datos


def _nombre(entero: str) -> str:
    """El que no cabe, cortado y con la huella de todo: dos no se llaman igual."""
    return entero if len(entero) <= _LETRAS else f"{entero[:_LETRAS]}… {huella(entero)[:4]}"


def _como(valor: object) -> str:
    return "(nada)" if valor is ... else json.dumps(valor, ensure_ascii=False, default=str)


def _poner(datos: Any, ruta: list[str], valor: Any) -> None:
    *hasta, ultima = (int(parte) if parte.isdecimal() else parte for parte in ruta)
    for parte in hasta:
        datos = datos.setdefault(parte, {}) if isinstance(datos, dict) else datos[parte]
    if valor is ...:
        del datos[ultima]
    else:
        datos[ultima] = valor


def _de_datos_torcidos() -> Salida:
    for nombre, datos in torcidos(PLAN, DATOS):
        yield nombre, lo_que_falla(_revisado, datos, "plan", "paac-seguimiento")


def _de_mapas_torcidos() -> Salida:
    base = paac.datos_de(contenido_de(MAPA))
    for nombre, datos in torcidos(base, MAPAS):
        yield nombre, lo_que_falla(_revisado, datos, "mapa", "mapa-v5")


def _revisado(datos: Any, de: str, forma: str) -> str:
    contenido = paac.desde_datos(datos, como=de).contenido
    del_reporte = paac.reporte(contenido, forma).avisos
    return con_partes(dict.fromkeys((*paac.revisar(contenido).avisos, *del_reporte)))


def _de_formatos_torcidos() -> Salida:
    plan = paac.desde_datos(PLAN).contenido

    def avisos(datos: Any) -> str:
        return con_partes(paac.reporte(plan, paac.formato_desde_datos(datos)).avisos)

    for nombre, datos in torcidos(FORMATO, FORMATOS):
        yield nombre, lo_que_falla(avisos, datos)


def _de_archivos_torcidos() -> Salida:
    word = paac.reporte(contenido_de(PTEP), "ptep-seguimiento").emitir("docx").contenido
    libro = paac.reporte(contenido_de(PTEP), "ptep-seguimiento").emitir("xlsx").contenido
    sin_tabla = io.BytesIO()
    Document().save(sin_tabla)
    archivos = {
        "vacio.docx": b"", "basura.xlsx": b"\x00\x01\x02" * 40, "latin-1.yaml": "entidad: Peñón".encode("latin-1"),
        "mal.yaml": b"entidad: [", "mal.json": b'{"entidad": ', "lista.json": b"[1, 2]", "vacio.yaml": b"",
        "cortado.docx": word[: len(word) // 2], "cortado.xlsx": libro[:-40], "otro.docx": libro,
        "sin-tabla.docx": sin_tabla.getvalue(), "papel.pdf": b"%PDF-1.7\n", "pagina.xlsx": b"<html></html>",
        "cifrado.xlsx": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "alias.yaml": b"a: &x 1\nb: *x\n",
        "hondo.yaml": b"a: " + b"[" * 300, "repetida.json": b'{"vigencia": 1, "vigencia": 2}', "x.odt": b"PK",
    }  # fmt: skip
    with tempfile.TemporaryDirectory() as temporal:
        for nombre, contenido in archivos.items():
            (Path(temporal) / nombre).write_bytes(contenido)
        for nombre in (*archivos, "falta.yaml"):
            dicho = lo_que_falla(_formato_de, Path(temporal) / nombre)
            yield f"archivo {nombre}", dicho.replace(f"{temporal}/", "")


def _formato_de(archivo: Path) -> str:
    return str(paac.leer(archivo, como=None).formato)


def _de_llamadas_torcidas() -> Salida:
    plan, mapa = contenido_de(PTEP), contenido_de(MAPA)
    paac: Any = paac_reportes  # un revisor de tipos no dejaría ni escribirlas
    llamadas: dict[str, Callable[[], object]] = {
        "formato que no hay": lambda: paac.reporte(plan, "ptep-seguimento"),
        "formato de otra clase": lambda: paac.reporte(plan, 4),
        "tipo que no hay": lambda: paac.reporte(plan, "ptep-plan").emitir("odt"),
        "corte en texto": lambda: paac.reporte(plan, "ptep-plan", corte="2026-04-30"),
        "corte ajeno": lambda: paac.analizar(plan, corte=date(1999, 1, 1)),
        "cédulas en texto": lambda: paac.reporte(plan, "ptep-plan").publico(cedulas="sí"),
        "mapa en uno de plan": lambda: paac.reporte(mapa, "ptep-plan"),
        "un diccionario": lambda: paac.reporte({}, "ptep-plan"),
        "filas que no pide": lambda: paac.reporte(plan, "ptep-plan", filas=[{"a": 1}]),
        "columna que falta": lambda: matriz("M", {"no_esta": "X"}, GASTOS).emitir("docx"),
        "filas que no son": lambda: matriz("M", {"a": "A"}, 5).emitir("docx"),
        "clase desconocida": lambda: matriz("M", {"a": "A"}, [{"a": object}]).emitir("docx"),
        "fuera de Excel": lambda: matriz(
            "M", [{"dato": "a", "rotulo": "A", "guarda": "numero"}], [{"a": 10**20 + 1}]
        ).emitir("xlsx"),
        "no cabe": lambda: matriz("M", {"a": "A"}, [{"a": "x" * 40000}]).emitir("xlsx"),
        "sin columnas ni filas": lambda: matriz("M", None, []).emitir("docx"),
        "cuerpo mal": lambda: paac.formato_desde_word(b"no es un Word"),
        "cuerpo con huecos mal": lambda: paac.formato_desde_word(_cuerpo_torcido()),
        "reunir lo que no es": lambda: paac.reunir([io.BytesIO(guardado(plan))], base=plan),
        "capturar sin nada": lambda: paac.capturar(mapa, date(2026, 12, 31), RAIZ, quien="nadie"),
        "cifras de lo que no es": lambda: paac.cifras_en_filas([3, "no-esta.json"]),
        "filas sin lugar": lambda: paac.desde_filas([{"a": "x"}], columnas={"actividad.codigo": "a"}).contenido,
        "filas con columna que no está": lambda: paac.desde_filas(
            [{"a": "x"}], columnas={"actividad.descripcion": "b"}, entidad="E"
        ).contenido,
        "filas con avance mal": lambda: paac.desde_filas(
            [{"d": "Publicar", "v": "130"}, {"d": "Divulgar", "v": "x"}], entidad="E",
            columnas={"actividad.descripcion": "d", "seguimiento.avance": "v"}, corte=date(2023, 12, 31),
        ).contenido,
        "en blanco de otra cosa": lambda: paac.en_blanco(paac.Entidad(nombre="E"), como="x", vigencia=2026),
        "guardar en otro tipo": lambda: paac.guardar_datos(plan, io.BytesIO(), tipo="docx"),
        "comparar lo que no es": lambda: paac.comparar(plan, mapa),
        "verificar un acta que no es": lambda: paac.verificar(io.BytesIO(b"PK"), acta=io.BytesIO(b"{")),
        "calendario de otro siglo": lambda: paac.calendario(1800),
        "carpeta que no hay": lambda: paac.reporte(plan, "ptep-plan").guardar("/no/hay/tal/a.docx"),
        "destino repetido": lambda: paac.reporte(plan, "ptep-plan").guardar(*[RAIZ / "dos.docx"] * 2),
        "anterior ajeno": lambda: paac.analizar(plan, anterior=contenido_de(PAAC)),
        "acta dañada": lambda: paac.verificar(io.BytesIO(b"%PDF-"), acta=b"{}"),
        "revisar lo público": lambda: paac.reporte(plan, "ptep-plan").publico().publico(revisado={}),
        "preferir lo que no hay": lambda: paac.reunir([b""], base=plan, preferir="nadie"),
        "formato sin carpeta": lambda: paac.leer_formato(RAIZ / "no-hay"),
        "tabla que no hay": lambda: paac.filas_de(plan, tabla="x"),
    }  # fmt: skip
    for nombre, llamar in llamadas.items():
        yield nombre, lo_que_falla(_que_da, llamar).replace(str(RAIZ), "")


def _que_da(llamar: Callable[[], object]) -> str:
    return "se admite" if llamar() else "nada"


_FILAS: dict[str, tuple[dict[str, Any], list[Any]]] = {
    "un texto en un total": ({"guarda": "numero", "total": "suma"}, [1, "dos", 3]),
    "negativos con barra": ({"guarda": "numero", "barra": True}, [-4, 10]),
    "más decimales": ({"guarda": "numero", "numero": {"decimales": 0}}, [1.25, 2.5]),
    "horas con zona": ({"fecha": "larga"}, [datetime(2026, 1, 2, 3, 4, tzinfo=UTC)]),
    "horas en palabras": ({"fecha": "larga"}, [datetime(2026, 1, 2, 3, 4)]),  # noqa: DTZ001
    "fechas sin orden": ({"guarda": "fecha"}, ["03/04/2026", "31/04/2026", "ayer"]),
    "mezclas": ({}, [1, "2", None, date(2026, 1, 1), True]),
    "no son números": ({"guarda": "numero"}, [float("nan"), float("inf"), "-", "N/A"]),
    "decimales en texto": ({"guarda": "numero", "total": "suma"}, ["12.5", "1.250", "3,5"]),
    "una palabra larguísima": ({}, ["x" * 400]),
    "total de nada": ({"total": "suma"}, ["a", "b"]),
    "una cédula": ({}, ["C. C. 79.123.456", "correo@muestra.example"]),
    "de control": ({}, ["uno\x07dos", "\ud800"]),
    "fórmulas": ({}, ["=1+1", "@SUM(A1)", "+57"]),
}


def _de_filas_torcidas() -> Salida:
    for nombre, (columna, valores) in _FILAS.items():
        yield nombre, lo_que_falla(_avisos_de_filas, columna, valores)


def _avisos_de_filas(columna: dict[str, Any], valores: list[Any]) -> str:
    """Lo que se avisa de unos valores, y cómo salen escritos."""
    columnas = [{"dato": "b", "rotulo": "B"}, {"dato": "a", "rotulo": "A", **columna}]
    con_total = {"total": "Total"} if "total" in columna else {}
    reporte = matriz("M", columnas, [{"a": uno, "b": "x"} for uno in valores], **con_total)
    avisos = dict.fromkeys(uno for tipo in ("docx", "xlsx") for uno in reporte.emitir(tipo).avisos)
    return "\n".join([con_partes(avisos), arbol(reporte, "documento")[0]])


_ROTULOS = 3
"""La fila de los rótulos de «Actividades»."""


def _celda(libro: Any, rotulo: str, fila: int) -> Any:
    """Celda de «Actividades» bajo un rótulo: un dato nuevo corre las letras, no los rótulos."""
    hoja = libro["Actividades"]
    columna = next(celda.column for celda in hoja[_ROTULOS] if celda.value == rotulo)
    return hoja.cell(fila, columna)


def _poner_bajo(rotulo: str, fila: int, valor: Any) -> Callable[[Any], None]:
    return lambda libro: setattr(_celda(libro, rotulo, fila), "value", valor)


def _quitar_la_de_subcomponentes(libro: Any) -> None:
    columna = _celda(libro, "Subcomponente o proceso", _ROTULOS).column
    libro["Actividades"].delete_cols(columna)


def _poner_de_mas(libro: Any) -> None:
    libro["Actividades"]["AZ3"] = "Mis cosas"


def _ocultar(libro: Any) -> None:
    letra = _celda(libro, "Componente", _ROTULOS).column_letter
    libro["Actividades"].row_dimensions[4].hidden = True
    libro["Actividades"].column_dimensions[letra].hidden = True


def _combinar(libro: Any) -> None:
    letra = _celda(libro, "Actividad", _ROTULOS).column_letter
    libro["Actividades"].merge_cells(f"{letra}4:{letra}5")


_EDICIONES: dict[str, Callable[[Any], object]] = {
    "sin tocar": lambda _: None,
    "una hoja de menos": lambda libro: libro.remove(libro["Actividades"]),
    "una hoja de más": lambda libro: libro.create_sheet("Mis notas").append(["nota"]),
    "una hoja con otro nombre": lambda libro: setattr(libro["Actividades"], "title", "Actividade"),
    "una columna de menos": _quitar_la_de_subcomponentes,
    "una columna de más": _poner_de_mas,
    "un rótulo parecido": _poner_bajo("Meta o producto", _ROTULOS, "Meta o prodcto"),
    "ocultas": _ocultar,
    "un avance imposible": _poner_bajo("30/06/2026: Avance (%)", 4, 400),
    "un número por código": _poner_bajo("Código", 4, 1.1),
    "una fórmula": _poner_bajo("Actividad", 4, "=1+1"),
    "un error": _poner_bajo("Actividad", 4, "#N/A"),
    "una fila sin lugar": _poner_bajo("Actividad", 60, "Suelta"),
    "combinadas": _combinar,
}


def _de_libros_editados() -> Salida:
    """El libro de un plan, tocado a mano, y lo que de él se dice al leerlo."""
    entero = guardado(contenido_de(PTEP))
    for nombre, editar in _EDICIONES.items():
        abierto, editado = openpyxl.load_workbook(io.BytesIO(entero)), io.BytesIO()
        editar(abierto)
        abierto.save(editado)
        yield nombre, lo_que_falla(_avisos_al_leer, editado.getvalue())


def _avisos_al_leer(contenido: bytes) -> str:
    return con_partes(paac.leer(io.BytesIO(contenido), como=None).avisos)


def _cuerpo_torcido() -> bytes:
    word, guardado = Document(), io.BytesIO()
    for texto in (
        "{{ entidad.nonbre }}",
        "{{ cada actividad }}",
        "{{ poner matris }}",
        "{{ sin cerrar",
    ):
        word.add_paragraph(texto)
    word.save(guardado)
    return guardado.getvalue()


TORCIDOS: dict[str, Caso] = {
    "datos": _de_datos_torcidos,
    "mapas": _de_mapas_torcidos,
    "formatos": _de_formatos_torcidos,
    "archivos": _de_archivos_torcidos,
    "llamadas": _de_llamadas_torcidas,
    "filas": _de_filas_torcidas,
    "libros": _de_libros_editados,
}
