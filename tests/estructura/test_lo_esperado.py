"""Lo que se esperaba de un dato: un código que un programa entiende, y la frase que sale de él.

Prueba ``api/tipos``.
"""

import copy
import pickle
import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from ayudas.compartido import RAIZ
from ayudas.planes import actividad, componente, datos
from hypothesis import given
from hypothesis import strategies as st

import paac_reportes as paac
from paac_reportes.errores import Falla
from paac_reportes.estructura.mensajes import FRASES, Esperado, esperado

NO_SON = st.sampled_from(
    [None, 3, -1.5, "x", [], ["x"], {}, {"x": 1}, True, date(2026, 1, 1), b"a"]
)
PLAN = datos(
    componente(actividad(extras={"a": 1})),
    metodologia={"cortes": ["2026-04-30"], "pesos": {"1": 1}, "escala": {"cobertura_minima": 50}},
    recomendaciones=[{"id": "R-1", "corte": "2026-04-30", "texto": "Publicar."}],
    firmas=[{"rol": "Elaboró", "nombre": "ANA"}],
    mapa_de_riesgos={
        "entidad": {"nombre": "E"},
        "procesos": [{"nombre": "Compras", "riesgos": [{"descripcion": "x"}]}],
    },
)

PLAN_LEIDO = paac.desde_datos(datos(componente(actividad()))).contenido


def lugares(nodo: Any) -> Iterator[tuple[Any, Any]]:
    """Cada objeto o lista de unos datos, y la clave de cada cosa que trae."""
    claves = nodo if isinstance(nodo, dict) else range(len(nodo)) if isinstance(nodo, list) else ()
    for clave in claves:
        yield nodo, clave
        yield from lugares(nodo[clave])


def fallas_de(crudo: dict[str, Any]) -> tuple[Falla, ...]:
    try:
        paac.desde_datos(crudo)
    except paac.ErrorDeEntrada as error:
        return tuple(error.fallas)
    return ()


def desde_sus_datos(dichos: dict[str, Any]) -> Esperado:
    """Lo que un programa que no es éste haría: la frase, del código y de lo que lo precisa."""
    con = {
        nombre: desde_sus_datos(valor)
        if isinstance(valor, dict)
        else tuple(map(desde_sus_datos, valor))
        if nombre == "alternativas"
        else valor
        for nombre, valor in dichos.items()
        if nombre not in {"esperado", "llego", "falta"}
    }
    return esperado(dichos["esperado"], **con)


@given(cual=st.integers(0, 10**6), valor=NO_SON)
def test_el_mensaje_de_toda_falla_sale_del_codigo_y_de_lo_que_lo_precisa(
    cual: int, valor: object
) -> None:
    crudo = copy.deepcopy(PLAN)
    puestos = [*lugares(crudo)]
    nodo, clave = puestos[cual % len(puestos)]
    nodo[clave] = valor

    for falla in fallas_de(crudo):
        assert pickle.loads(pickle.dumps(falla)).datos == falla.datos  # noqa: S301 - es nuestra
        if "esperado" not in falla.datos:
            continue
        assert falla.datos["esperado"] in FRASES
        if falla.datos["esperado"] != "con_forma":  # ésa la dice su regla
            frase = desde_sus_datos(dict(falla.datos))
            assert falla.mensaje.startswith((f"se esperaba {frase}", f"falta; se esperaba {frase}"))


DE_UN_ARGUMENTO: list[tuple[Callable[[], object], dict[str, Any], str]] = [
    (
        lambda: paac.cifras_en_filas(3),
        {"esperado": "lista_de_planes", "llego": 3},
        "se esperaba una lista de planes o de sus archivos, o una carpeta, llegó 3",
    ),
    (
        lambda: paac.analizar(PLAN_LEIDO, corte="abril"),
        {"esperado": "fecha_de_python", "llego": "abril"},
        "se esperaba una fecha (date), llegó 'abril'",
    ),
    (
        lambda: paac.calendario(2026, dias_habiles=0),
        {"esperado": "numero_entre", "minimo": 1, "maximo": 365, "llego": 0},
        "se esperaba un número de 1 a 365, llegó 0",
    ),
    (
        lambda: paac.leer("plan.json", carpeta=3).sin_dudas(),
        {"esperado": "carpeta", "llego": 3},
        "se esperaba una carpeta, llegó 3",
    ),
    (
        lambda: paac.leer(3).sin_dudas(),
        {"esperado": "documento", "llego": 3},
        "se esperaba la ruta de un documento, sus bytes o un flujo abierto, llegó 3",
    ),
    (
        lambda: paac.desde_filas([{"A": 1}], entidad="E", columnas={"actividad.meta": 3}).contenido,
        {"esperado": "nombre_de_columna", "llego": 3},
        "se esperaba el nombre de una columna, llegó 3",
    ),
]


@pytest.mark.parametrize(("hacer", "dichos", "mensaje"), DE_UN_ARGUMENTO)
def test_lo_esperado_de_un_argumento_tambien_es_un_codigo(
    hacer: Callable[[], object], dichos: dict[str, Any], mensaje: str
) -> None:
    with pytest.raises(paac.ErrorDeEntrada) as error:
        hacer()

    (falla,) = error.value.fallas
    assert (falla.codigo, dict(falla.datos), falla.mensaje) == (
        "argumento_invalido",
        dichos,
        mensaje,
    )


def test_lo_que_una_regla_admite_va_con_su_patron() -> None:
    recomendacion = {"id": "a b", "corte": "2026-04-30", "texto": "x"}
    (falla,) = fallas_de(datos(recomendaciones=[recomendacion]))
    assert falla.datos == {
        "esperado": "con_forma",
        "patron": "[A-Za-z0-9][A-Za-z0-9._-]{0,63}",
        "llego": "a b",
    }


EN_LA_ACTIVIDAD = "dependencias[0].componentes[0].subcomponentes[0].actividades[0]"
CON_UN_CONTROL = {"descripcion": "x", "controles": [{"referencia": "C1"}]}


@pytest.mark.parametrize(
    ("crudo", "falta"),
    [
        (datos(entidad={}), "entidad.nombre"),
        (
            datos(componente(actividad(seguimientos=[{"texto": "x"}]))),
            f"{EN_LA_ACTIVIDAD}.seguimientos[0].corte",
        ),
        (datos() | {"dependencias": []}, "dependencias"),
        (
            datos(
                mapa_de_riesgos={
                    "entidad": {"nombre": "E"},
                    "procesos": [{"nombre": "A", "riesgos": [CON_UN_CONTROL]}],
                }
            ),
            "mapa_de_riesgos.procesos[0].riesgos[0].controles[0].descripcion",
        ),
    ],
)
def test_de_un_dato_que_falta_se_dice_su_ruta(crudo: dict[str, Any], falta: str) -> None:
    faltan = [falla for falla in fallas_de(crudo) if falla.codigo == "dato_faltante"]
    assert [falla.datos["falta"] for falla in faltan] == [falta]


def test_el_dato_que_falta_conserva_su_ruta_dicho_desde_una_celda() -> None:
    falla = Falla("dato_faltante", "corte", "falta").dentro_de("seguimientos[0]")
    assert falla.en("hoja «Datos», celda B2").datos["falta"] == "seguimientos[0].corte"


_SE_ESPERA = re.compile(r'inesperado\([^\n]*, "(\w+)", \w+\)|\besperado\("(\w+)"')


def test_todo_codigo_que_se_escribe_esta_en_la_tabla_y_ninguno_sobra() -> None:
    fuentes = [archivo.read_text(encoding="utf-8") for archivo in (RAIZ / "src").rglob("*.py")]
    usados = {"".join(grupos) for texto in fuentes for grupos in _SE_ESPERA.findall(texto)}
    tabla = next(texto for texto in fuentes if "FRASES: Mapping" in texto)
    sin_uso = {
        codigo
        for codigo in FRASES
        if not any(f'"{codigo}"' in texto for texto in fuentes if texto is not tabla)
    }
    assert (usados - {*FRASES}, sin_uso) == (set(), set())
