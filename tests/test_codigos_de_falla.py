"""Cada falla trae un código de la lista."""

import ast
import io
import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from ayudas.planes import actividad, componente, datos

import paac_reportes as paac
from paac_reportes.errores import CODIGOS, FALLAS, ErrorPaac, Falla

RAIZ = Path(__file__).parents[1]


def codigos_escritos() -> Iterator[tuple[str, str]]:
    """Los códigos que el paquete escribe al decir una falla o un archivo ilegible, y dónde."""
    for archivo in sorted((RAIZ / "src").rglob("*.py")):
        for nodo in ast.walk(ast.parse(archivo.read_text(encoding="utf-8"))):
            if not isinstance(nodo, ast.Call) or not isinstance(nodo.func, ast.Name):
                continue
            if nodo.func.id in {"Falla", "IlegibleError"} and isinstance(
                nodo.args[0], ast.Constant
            ):
                yield str(nodo.args[0].value), f"{archivo.name}:{nodo.lineno}"


@pytest.mark.integracion
def test_cada_codigo_que_se_escribe_esta_en_la_lista() -> None:
    ajenos = [(codigo, lugar) for codigo, lugar in codigos_escritos() if codigo not in FALLAS]

    # Los de una lectura celda por celda no salen como falla: dicen qué se esperaba.
    assert [a for a in ajenos if not a[0].startswith("se esperaba")] == []


def test_cada_codigo_de_la_lista_se_dice_en_alguna_parte() -> None:
    archivos = (
        a for a in (RAIZ / "src").rglob("*.py") if a.name != "codigos.py" or "cli" in str(a)
    )
    escrito = "\n".join(archivo.read_text(encoding="utf-8") for archivo in archivos)
    dichos = {*re.findall(r'"([a-z0-9_]+)"', escrito)}

    assert {*FALLAS, *CODIGOS} - dichos == set()


def test_los_de_las_fallas_no_son_los_de_los_avisos() -> None:
    assert not FALLAS.keys() & CODIGOS.keys()


@pytest.mark.parametrize("codigo", ["", "otro", "NIT", "dato_invalido ", None, 3])
def test_una_falla_con_un_codigo_que_no_existe_no_se_construye(codigo: str) -> None:
    with pytest.raises(ValueError, match="must be in"):
        Falla(codigo, "plan", "mal")


@pytest.mark.parametrize(
    ("codigos", "http"),
    [
        (["formato_desconocido"], 404),
        (["tipo_no_admitido"], 406),
        (["dato_invalido"], 422),
        (["formato_desconocido", "dato_invalido"], 422),
        (["falta_programa", "archivo_no_existe"], 503),
        (["lectura_dudosa"], 422),
        ([], 500),
    ],
)
def test_la_respuesta_de_un_error_es_la_de_su_falla_mas_grave(
    codigos: list[str], http: int
) -> None:
    assert ErrorPaac(Falla(codigo, "", "mal") for codigo in codigos).http == http


def _en_blanco(**claves: Any) -> dict[str, Any]:
    return {"entidad": {"nombre": "M"}, "componentes": [{}], **claves}


def _csv(carpeta: Path, texto: bytes) -> Path:
    (carpeta / "filas.csv").write_bytes(texto)
    return carpeta / "filas.csv"


PLAN = paac.desde_datos(
    datos(componente(actividad(seguimientos=[{"corte": "2026-04-30", "avance": 50}])))
).contenido


TABLA = {"codigo": "x", "nombre": "X", "version": "1", "propiedades": {"titulo": "X"}}

PROVOCAN: dict[str, Callable[[Path], object]] = {
    "argumento_invalido": lambda _: paac.calendario("x"),
    "formato_desconocido": lambda _: paac.reporte(PLAN, "no-hay"),
    "tipo_no_admitido": lambda _: paac.reporte(PLAN, "paac-plan").emitir("odt").contenido,
    "destino_repetido": lambda c: paac.reporte(PLAN, "paac-plan").guardar(c / "a.csv", c / "a.csv"),
    "destino_ocupado": lambda c: paac.reporte(PLAN, "paac-plan").guardar(_carpeta(c / "a.csv")),
    "dato_invalido": lambda _: paac.desde_datos(_en_blanco(vigencia="x")).contenido,
    "dato_faltante": lambda _: paac.desde_datos({"componentes": [{}]}).contenido,
    "dato_desconocido": lambda _: paac.desde_datos(_en_blanco(vigensia=1)).contenido,
    "dato_repetido": lambda _: paac.modelo.Actividad(
        seguimientos=[paac.modelo.Seguimiento(corte=date(2026, 4, 30))] * 2
    ),
    "datos_incoherentes": lambda _: (
        paac.desde_datos(_en_blanco(dependencias=[{"nombre": "D"}])).contenido
    ),
    "fuera_de_rango": lambda _: paac.modelo.Seguimiento(corte=date(2026, 4, 30), avance=101),
    "opcion_desconocida": lambda _: paac.en_blanco(PLAN.entidad, vigencia=2026, regimen="paac-v9"),
    "corte_desconocido": lambda _: paac.analizar(PLAN, corte=date(2026, 2, 1)),
    "contrato_posterior": lambda _: paac.desde_datos(_en_blanco(version_contrato=99)).contenido,
    "sin_datos": lambda c: paac.capturar(
        paac.desde_datos(_en_blanco()).contenido, date(2026, 4, 30), c / "libros"
    ),
    "no_cabe": lambda c: paac.guardar_datos(
        paac.desde_datos(datos(componente(actividad(meta="x" * 40_000)))).contenido, c / "a.xlsx"
    ),
    "imagen_invalida": lambda _: paac.Entidad(nombre="M", escudo=b"\x89PNG mal"),
    "archivo_no_existe": lambda c: paac.leer(c / "no-esta.json").sin_dudas(),
    "archivo_ilegible": lambda c: paac.leer(_carpeta(c / "a.json")).sin_dudas(),
    "archivo_de_otra_clase": lambda _: paac.leer(io.BytesIO(b"no es un documento")),
    "archivo_danado": lambda _: paac.leer(io.StringIO('{"entidad": ')).sin_dudas(),
    "archivo_vacio": lambda c: paac.desde_filas(_csv(c, b"")),
    "no_es_utf8": lambda _: paac.leer(io.BytesIO(b'{"entidad": "\xff"}')).sin_dudas(),
    "limite_excedido": lambda _: paac.leer(io.StringIO("[" * 100_000)).sin_dudas(),
    "ruta_inadmisible": lambda _: paac.reporte(PLAN, "paac-plan").guardar("a\0b.csv"),
    "matriz_sin_filas": lambda _: paac.leer(
        _libro([["Actividad", "Responsable", "Fecha programada"]]), entidad="M"
    ),
    "sin_matriz": lambda _: paac.leer(_libro([["a", "b"], ["c", "d"]])),
    "columna_no_hallada": lambda _: paac.desde_filas(
        [{"a": 1}], entidad="M", columnas={"actividad.meta": "b"}
    ),
    "fila_sin_lugar": lambda _: paac.desde_filas(
        [{"seguimiento.texto": "x", "componente.nombre": "C"}], entidad="M", corte=date(2026, 4, 30)
    ),
    "respuesta_invalida": lambda c: paac.reunir(
        paac.capturar(PLAN, date(2026, 4, 30), c / "l").archivos,
        base=PLAN,
        respuestas=paac.guardar_datos(PLAN, c / "plan.xlsx").archivos[0],
    ),
    "libro_ajeno": lambda c: paac.reunir(
        paac.capturar(PLAN, date(2026, 4, 30), c / "l").archivos, base=PLAN, corte=date(2026, 8, 31)
    ),
    "formato_incoherente": lambda _: paac.formato_de_columnas(
        "T", [{"dato": "a", "texto": "b", "rotulo": "A"}]
    ),
    "medida_imposible": lambda _: paac.formato_de_columnas(
        "T", [{"dato": "a", "rotulo": "A", "ancho": 30}]
    ),
    "plantilla_invalida": lambda _: paac.formato_de_columnas("T", {"a": "A"}, nombre="{{ x"),
    "variable_desconocida": lambda _: paac.formato_desde_datos(
        {**TABLA, "cuerpo": [{"tipo": "titulo", "nivel": 0, "texto": "{{ entidad.nombr }}"}]}
    ),
    "base_invalida": lambda _: paac.formato_desde_datos({**TABLA, "base": "no-hay"}),
    "membrete_invalido": lambda _: paac.formato_de_columnas("T", {"a": "A"}, membrete=b"no"),
    "carpeta_no_existe": lambda c: paac.reporte(PLAN, "paac-plan").guardar(c / "no-esta" / "a.csv"),
    "objeto_ajeno": lambda _: (
        paac.reporte(PLAN.entidad, paac.formato_de_columnas("T", {"a": "A"}), filas=_Roto())
        .emitir("csv")
        .contenido
    ),
}


class _Roto(list):  # type: ignore[type-arg]
    def __iter__(self) -> Iterator[object]:
        raise RuntimeError("x")


def _carpeta(ruta: Path) -> Path:
    ruta.mkdir()
    return ruta


def _libro(filas: list[list[str]]) -> io.BytesIO:
    libro, flujo = openpyxl.Workbook(), io.BytesIO()
    for fila in filas:
        libro.worksheets[0].append(fila)
    libro.save(flujo)
    flujo.seek(0)
    return flujo


@pytest.mark.parametrize("codigo", PROVOCAN)
def test_lo_que_sale_mal_trae_su_codigo_y_siempre_el_mismo(codigo: str, tmp_path: Path) -> None:
    veces = []
    for vez in ("una", "otra"):
        with pytest.raises(paac.ErrorPaac) as error:
            PROVOCAN[codigo](_carpeta(tmp_path / vez))
        veces.append([falla.codigo for falla in error.value.fallas])

    assert codigo in veces[0]
    assert veces[0] == veces[1]
