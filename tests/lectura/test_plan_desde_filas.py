"""De filas planas a un plan: cualquier fuente, todo en su sitio, y cada falla con fila y columna.

Prueba ``lectura/filas/tabla`` y ``lectura/filas/valores``.
"""

import contextlib
import csv
import io
import sqlite3
import warnings
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from ayudas.planes import actividad, componente, plan

import paac_reportes as paac

ENTIDAD = "MUNICIPIO DE PRUEBA"
COLUMNAS = {
    "componente.numero": "COMP",
    "subcomponente.nombre": "PROCESO",
    "actividad.codigo": "COD",
    "actividad.descripcion": "ACTIVIDAD",
    "seguimiento.corte": "CORTE",
    "seguimiento.avance": "AVANCE",
}
FILAS = [
    (1, "Política", "1.1", "Publicar", "2026-04-30", "50"),
    (1, "Política", "1.1", "Publicar", "2026-08-31", "100"),
    (1, "Política", "1.2", "Divulgar", None, None),
    (3, "Rendición", "3.1", "Convocar", "2026-08-31", None),
]
ROTULOS = tuple(COLUMNAS.values())


def leidas(filas: Any) -> list[tuple[Any, ...]]:
    """Lo que un plan hecho de esas filas dice en cada una."""
    hecho = paac.desde_filas(filas, entidad=ENTIDAD, vigencia=2026, columnas=COLUMNAS).contenido
    return [tuple(fila[dato] for dato in COLUMNAS) for fila in paac.filas_de(hecho)]


def diccionarios() -> list[dict[str, Any]]:
    return [dict(zip(ROTULOS, fila, strict=True)) for fila in FILAS]


ESPERADO = [
    (1, "Política", "1.1", "Publicar", date(2026, 4, 30), 50),
    (1, "Política", "1.1", "Publicar", date(2026, 8, 31), 100),
    (1, "Política", "1.2", "Divulgar", None, None),
    (3, "Rendición", "3.1", "Convocar", date(2026, 8, 31), None),
]


def otras_claves(de: paac.Plan) -> dict[str, Any]:
    """Lo del plan que no está en sus filas."""
    suyas = paac.datos_de(de)
    return {c: v for c, v in suyas.items() if c not in ("dependencias", "componentes")}


@contextlib.contextmanager
def consulta(filas: Any = None) -> Iterator[sqlite3.Cursor]:
    with contextlib.closing(sqlite3.connect(":memory:")) as base:
        base.row_factory = filas
        base.execute(f"create table t ({', '.join(ROTULOS)})")
        base.executemany("insert into t values (?, ?, ?, ?, ?, ?)", FILAS)
        yield base.execute("select * from t")


def con_nombres() -> list[Any]:
    with consulta(sqlite3.Row) as cursor:
        return cursor.fetchall()


@pytest.mark.parametrize("fuente", [diccionarios, lambda: iter(diccionarios()), con_nombres])
def test_de_cualquier_fuente_sale_el_mismo(fuente: Callable[[], Any]) -> None:
    assert leidas(fuente()) == ESPERADO
    with consulta() as cursor:
        assert leidas(cursor) == ESPERADO


def test_un_grupo_de_columnas_es_un_corte() -> None:
    filas = [
        {"A": "Publicar", "abril": "En trámite", "% abril": "40 %", "agosto": "Listo"},
        {"A": "Divulgar", "abril": None, "% abril": None, "agosto": "Hecho"},
    ]
    columnas = {
        "actividad.descripcion": "A",
        "seguimientos": [
            {"corte": "2026-04-30", "texto": "abril", "avance": "% abril"},
            {"corte": date(2026, 8, 31), "texto": "agosto"},
        ],
    }
    hecho = paac.desde_filas(filas, entidad=ENTIDAD, vigencia=2026, columnas=columnas).contenido

    publicar, divulgar = hecho.componentes[0].subcomponentes[0].actividades
    assert [(s.corte.month, s.texto, s.avance) for s in publicar.seguimientos] == [
        (4, "En trámite", 40),
        (8, "Listo", None),
    ]
    assert [s.corte.month for s in divulgar.seguimientos] == [8]


@pytest.mark.parametrize(
    ("dato", "llega", "queda"),
    [
        ("actividad.codigo", 1, "1"),
        ("actividad.codigo", 3.0, "3"),
        ("actividad.fecha_programada", datetime(2026, 4, 30), "30/04/2026"),
        ("actividad.meta", float("nan"), None),
        ("seguimiento.estado", "En Proceso", "en_proceso"),
        ("seguimiento.avance", "", None),
        ("seguimiento.corte", "30/04/2026", date(2026, 4, 30)),
        ("seguimiento.corte", "30 de abril de 2026", date(2026, 4, 30)),
        ("seguimiento.corte", "2026-04-30 00:00:00", date(2026, 4, 30)),
        ("seguimiento.corte", datetime(2026, 4, 30), date(2026, 4, 30)),
        ("seguimiento.evidencias", "acta\n\nhttps://x.gov.co ", ("acta", "https://x.gov.co")),
        ("seguimiento.verificacion.resultado", "No verificada", "no_verificada"),
    ],
)
def test_cada_valor_como_lo_espera_su_dato(dato: str, llega: Any, queda: Any) -> None:
    fila = {
        "actividad.descripcion": "Publicar",
        "seguimiento.corte": "2026-04-30",
        "seguimiento.texto": "Hecho",
    }
    hecho = paac.desde_filas([fila | {dato: llega}], entidad=ENTIDAD).contenido
    assert paac.filas_de(hecho)[0][dato] == queda


def test_el_corte_puede_ser_uno_para_todas() -> None:
    filas = [{"actividad.descripcion": "Publicar", "seguimiento.texto": "Hecho"}]
    hecho = paac.desde_filas(filas, entidad=ENTIDAD, corte=date(2026, 4, 30)).contenido
    assert hecho.cortes() == (date(2026, 4, 30),)


def test_una_actividad_repetida_esta_dos_veces_y_conserva_sus_cortes() -> None:
    una = actividad(
        seguimientos=[{"corte": "2026-04-30", "texto": "a"}, {"corte": "2026-08-31", "texto": "b"}]
    )
    original = plan(componente(una, una))
    sin_ruta = [{c: v for c, v in f.items() if c != "ruta"} for f in paac.filas_de(original)]
    por_corte = sorted(sin_ruta, key=lambda fila: fila["seguimiento.corte"])

    for filas in (sin_ruta, por_corte):
        assert paac.desde_filas(filas, **otras_claves(original)).contenido == original


def test_las_filas_de_un_componente_no_tienen_que_ir_seguidas() -> None:
    filas = [
        {"componente.numero": 1, "actividad.descripcion": "a"},
        {"componente.numero": 2, "actividad.descripcion": "b"},
        {"componente.numero": 1, "actividad.descripcion": "c"},
    ]
    uno, dos = paac.desde_filas(filas, entidad=ENTIDAD).contenido.componentes
    assert [a.descripcion for a in uno.subcomponentes[0].actividades] == ["a", "c"]
    assert [a.descripcion for a in dos.subcomponentes[0].actividades] == ["b"]


def test_lo_que_no_es_del_plan_se_avisa_y_nada_sale_por_warnings() -> None:
    filas = [{"ID": 7, "A": "Publicar", "COD": 1.1}]
    columnas = {"actividad.descripcion": "A", "actividad.codigo": "COD"}
    entidad = {"nombre": ENTIDAD, "nit": "800.094.457-1"}
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        leida = paac.desde_filas(filas, entidad=entidad, columnas=columnas)

    *de_las_filas, del_nit = leida.avisos
    assert [str(aviso) for aviso in de_las_filas] == [
        "filas: ningún dato del plan sale de 'ID'",
        "filas, columna 'COD': 1 de los códigos llegaron como número: 1.1 y 1.10 no se distinguen;"
        " pídalos como texto",
    ]
    assert (del_nit.codigo, del_nit.ruta) == ("nit", "entidad.nit")


def fallas(filas: Any, **con: Any) -> list[str]:
    with pytest.raises(paac.ErrorDeEntrada) as error:
        paac.desde_filas(filas, **{"entidad": ENTIDAD} | con)
    return str(error.value).splitlines()


def test_cada_falla_dice_su_fila_y_su_columna_y_salen_todas() -> None:
    columnas = {
        "actividad.descripcion": "ACT",
        "componente.numero": "COMP",
        "seguimiento.corte": "CORTE",
        "seguimiento.avance": "%",
    }
    filas = [
        {"ACT": "a", "COMP": "uno", "CORTE": "2026-04-30", "%": "mucho"},
        {"ACT": "b", "COMP": 2, "CORTE": "2026-02-31", "%": 130},
        {"ACT": "c", "COMP": 2, "CORTE": None, "%": 5},
    ]
    assert fallas(filas, columnas=columnas) == [
        "filas[2]: trae un seguimiento sin corte; se esperaba su columna, o el argumento corte",
        "filas[0], columna 'COMP': se esperaba un número entero, llegó 'uno'",
        "filas[0], columna '%': se esperaba un número, llegó 'mucho'",
        "filas[1], columna 'CORTE': se esperaba una fecha AAAA-MM-DD, llegó '2026-02-31'",
        "filas[1], columna '%': se esperaba un número de 0 a 100, llegó 130",
    ]


@pytest.mark.parametrize("blanco", [None, "", " ", float("nan")])
def test_cada_oficina_en_blanco_es_una_falla_de_su_fila_y_su_columna(blanco: Any) -> None:
    columnas = {"dependencia.nombre": "OFICINA", "actividad.descripcion": "ACT"}
    filas = [
        {"OFICINA": "Salud", "ACT": "a"},
        {"OFICINA": blanco, "ACT": "b"},
        {"OFICINA": blanco, "ACT": "c"},
    ]
    with pytest.raises(paac.ErrorDeEntrada) as error:
        paac.desde_filas(filas, entidad=ENTIDAD, columnas=columnas)
    assert [(falla.codigo, falla.posicion) for falla in error.value.fallas] == [
        ("dato_faltante", paac.errores.Posicion(fila=fila, columna="OFICINA", clave="nombre"))
        for fila in (1, 2)
    ]


@pytest.mark.parametrize("blanco", [None, "", " "])
def test_si_ninguna_fila_dice_su_oficina_el_plan_no_las_tiene(blanco: str | None) -> None:
    filas = [{"dependencia.nombre": blanco, "actividad.descripcion": "a"}]
    hecho = paac.desde_filas(filas, entidad=ENTIDAD).contenido
    assert (hecho.dependencias, len(hecho.componentes)) == ((), 1)


def test_las_filas_de_una_oficina_sin_nombre_vuelven_a_la_letra() -> None:
    original = paac.Plan(
        entidad=paac.Entidad(nombre=ENTIDAD),
        vigencia=2026,
        dependencias=[paac.modelo.Dependencia(nombre=""), paac.modelo.Dependencia(nombre="Salud")],
    )
    assert paac.desde_filas(paac.filas_de(original)).contenido == original


def test_en_un_csv_la_falla_dice_la_linea() -> None:
    texto = 'A;%\n"de\ndos renglones";10\n\nb;x\n'
    columnas = {"actividad.descripcion": "A", "seguimiento.avance": "%"}
    assert fallas(io.StringIO(texto), columnas=columnas, corte=date(2026, 4, 30)) == [
        "línea 5, columna '%': se esperaba un número, llegó 'x'"
    ]


@pytest.mark.parametrize(
    ("filas", "con", "dicho"),
    [
        (
            [{"A": 1}],
            {"columnas": {"actividad.descripcin": "A"}},
            "columnas: no existe el dato 'actividad.descripcin'; el más parecido es"
            " 'actividad.descripcion'",
        ),
        (
            [{"Actividad": 1}],
            {"columnas": {"actividad.descripcion": "Actividd"}},
            "filas: ninguna trae la columna 'Actividd'; la más parecida es 'Actividad'",
        ),
        (
            [{"actividad.mta": 1}],
            {},
            "filas: no existe el dato 'actividad.mta'; el más parecido es 'actividad.meta'",
        ),
        (
            [{"Código": "1.1", "actividad.codigo": "1.2"}],
            {},
            "filas: 'Código' y 'actividad.codigo' son el mismo dato",
        ),
        (
            [{"oficina": "Salud"}],
            {"columnas": {"oficina": "dependencia.nombre"}},
            "columnas: no existe el dato 'oficina'; si es una columna, diga de qué dato:"
            " columnas={'…': 'oficina'}",
        ),
        (
            [{"A": 1}],
            {"columnas": {"actividad.meta": 3}},
            "columnas.actividad.meta: se esperaba el nombre de una columna, llegó 3",
        ),
        ([{"A": 1}], {"columnas": 3}, "columnas: se esperaba {dato: columna}, llegó 3"),
        (
            [{"A": 1}],
            {"columnas": {"seguimientos": [{"corte": "ayer", "texto": "A"}]}},
            "columnas.seguimientos[0].corte: se esperaba una fecha AAAA-MM-DD, llegó 'ayer'",
        ),
        (
            [{"actividad.meta": "a", "tramite.nombre": "b"}],
            {},
            "filas[0]: una fila de componentes.tramites no lleva lo de actividad",
        ),
        (
            [{"ruta": "componentes[0]", "dependencia.nombre": "a"}],
            {},
            "filas[0]: una fila de componentes no lleva lo de dependencia",
        ),
        (
            [{"lista": "tramites", "actividad.meta": "a"}],
            {},
            "filas[0]: una fila de componentes.tramites no lleva lo de actividad",
        ),
        (
            [{"componente.numero": 1, "seguimiento.texto": "b"}],
            {"corte": date(2026, 4, 30)},
            "filas[0]: trae un seguimiento y no dice de qué actividad o trámite",
        ),
        (
            [{"ruta": "componentes[x]", "actividad.meta": "a"}],
            {},
            "filas[0], columna 'ruta': se esperaba un lugar como"
            " dependencias[0].componentes[2].subcomponentes[0].actividades[1], llegó"
            " 'componentes[x]'",
        ),
        (
            [
                {"componente.numero": 1, "componente.etiqueta_seguimiento": "Avance"},
                {"componente.numero": 1, "componente.etiqueta_seguimiento": "Logro"},
            ],
            {},
            "filas[1], columna 'componente.etiqueta_seguimiento': dice 'Logro', y filas[0], columna"
            " 'componente.etiqueta_seguimiento' dice 'Avance'",
        ),
        (
            io.StringIO("dependencia.nombre;actividad.meta\nX;a\n;b\n"),
            {},
            "línea 3, columna 'dependencia.nombre': falta; se esperaba un texto",
        ),
        (
            [{"D": "X", "A": "a"}],
            {"columnas": {"dependencia.nombre_corto": "D", "actividad.meta": "A"}},
            "filas[0]: nombre: falta; se esperaba un texto",
        ),
        (
            [{"E": None, "A": "a"}],
            {"columnas": {"entidad.nombre": "E", "actividad.meta": "A"}, "entidad": None},
            "filas[0], columna 'E': falta; se esperaba un texto",
        ),
        ([{"actividad.meta": "a"}], {"entidad": None}, "entidad.nombre: falta"),
        ([3], {}, "filas[0]: se esperaba un diccionario o un objeto, llegó 3"),
        (7, {}, "filas: se esperaba una lista de diccionarios u objetos, llegó 7"),
        ([], {}, "filas: no llegó ninguna fila"),
        ([{"actividad.meta": None}], {}, "filas: se esperaban dependencias o componentes"),
        (io.StringIO(""), {}, "está vacío; se esperaba un renglón de rótulos"),
        (io.StringIO("A;A\n1;2\n"), {}, "el rótulo 'A' está 2 veces"),
        (
            io.BytesIO("Tildes: áéíóú".encode() + b"\xff"),
            {},
            "línea 1, columna 14: se esperaba UTF-8, llegó el byte 0xFF",
        ),
    ],
)
def test_lo_mal_hecho_se_dice(filas: Any, con: dict[str, Any], dicho: str) -> None:
    assert dicho in "\n".join(fallas(filas, **con))


def test_un_archivo_que_no_esta(tmp_path: Path) -> None:
    assert fallas(tmp_path / "no.csv") == [f"{tmp_path / 'no.csv'}: no existe el archivo"]


def test_un_csv_puede_terminar_sus_renglones_como_un_mac_de_antes() -> None:
    texto = "actividad.codigo;actividad.meta\r1.1;a\r"
    (fila,) = paac.filas_de(
        paac.desde_filas(io.StringIO(texto, newline=""), entidad=ENTIDAD).contenido
    )

    assert (fila["actividad.codigo"], fila["actividad.meta"]) == ("1.1", "a")


@pytest.fixture
def limite_de_python() -> Iterator[None]:
    """El de Python para una celda: es del proceso entero, y otra biblioteca lo cambia."""
    antes = csv.field_size_limit(131_072)
    yield
    csv.field_size_limit(antes)


@pytest.mark.usefixtures("limite_de_python")
def test_un_rotulo_demasiado_largo_de_un_csv_es_una_falla() -> None:
    with pytest.raises(paac.ErrorDeEntrada, match="demasiadas letras"):
        paac.desde_filas(io.StringIO('"' + "a" * 200_000), entidad=ENTIDAD)
