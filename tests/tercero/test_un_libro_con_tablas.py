"""El libro de un contenido con tablas de números y con un campo que admite opciones o texto.

Prueba ``libros/oficios``.
"""

import io
from collections.abc import Iterator
from copy import copy
from datetime import date
from decimal import Decimal
from typing import Any, Literal

import attrs
import openpyxl
import pytest

import paac_reportes as paac
from paac_reportes import clases
from paac_reportes.estructura import Entre, validar_por_tipo
from paac_reportes.libros.escritura import libro_de
from paac_reportes.modelo import temas
from paac_reportes.modelo.campos import Campo, FichaDeContenido, Objeto
from paac_reportes.modelo.catalogo import CATALOGO
from paac_reportes.modelo.comun import CambioDocumento, CodigoDeRegimen, Entidad, Firma
from paac_reportes.modelo.libro import Hoja, Libro, Nombrado
from paac_reportes.modelo.temas import EnAbierto, Filas, Identidad, Tema

pytestmark = pytest.mark.filterwarnings("ignore::paac_reportes.AvisoPaac")


@clases.frozen(kw_only=True, field_transformer=validar_por_tipo)
class Obra:
    nombre: str
    estado: Literal["en_curso", "terminada"] | str | None = None  # noqa: PYI051 - se escoge u otro
    pagos: dict[int, Decimal] = attrs.Factory(lambda: {2: Decimal(1)})
    medidas: dict[str, str] = attrs.Factory(dict)


@clases.frozen(kw_only=True, field_transformer=validar_por_tipo)
class PlanDeObras:
    TEMA = "obras"
    entidad: Entidad
    vigencia: int | None = None
    regimen: CodigoDeRegimen | None = None
    obras: tuple[Obra, ...] = ()
    firmas: tuple[Firma, ...] = ()
    control_cambios: tuple[CambioDocumento, ...] = attrs.field(
        default=(), metadata={"raiz": "cambio", "letra": "v"}
    )
    textos: dict[str, str] = attrs.Factory(dict)

    def cortes(self) -> tuple[date, ...]:
        return ()


_LIBRO = Libro(
    titulo="Plan de obras",
    pasos=("1. Escriba las obras.",),
    datos="Plan de obras",
    titulo_de_datos="Datos del plan de obras",
    dice_de_datos="La entidad.",
    hojas=(
        Hoja(
            nombre="Obras",
            lista="obras",
            dice="Las obras.",
            arriba="Una fila por obra.",
            se_nombra=Nombrado(como="clave", campos=("nombre",), el="la obra"),
        ),
        Hoja(
            nombre="Pagos",
            lista="obras",
            tabla="pagos",
            dice="Los pagos.",
            arriba="Una fila por obra.",
        ),
        Hoja(
            nombre="Medidas",
            lista="obras",
            tabla="medidas",
            columnas_de_la_tabla=(("medida", "Medida", ""), ("cuanto", "Cuánto", "")),
            dice="Las medidas.",
            arriba="Una fila por medida.",
        ),
    ),
)
_OBJETOS = (
    Objeto(PlanDeObras, "Plan de obras", "Las obras.", {}),
    Objeto(
        Obra,
        "Obra",
        "Una obra.",
        {"pagos": Campo("Pagos", cada=Campo("Pago {}", largo="Pago {}"), claves=Entre(1, 3))},
    ),
)


def _tema() -> Tema:
    return Tema(
        clave="obras",
        clase=PlanDeObras,
        raiz="obras",
        un="un plan de obras",
        de="del plan de obras",
        filas=Filas(
            listas=("obras",), lugar="obras[0]", identidad={"obra": Identidad(por=(("nombre",),))}
        ),
        libro=_LIBRO,
        en_abierto=EnAbierto(tabla="obras", titulo="Obras", como_se_lee="", entero="Entero"),
        se_cuentan={"obras": ("obra", "obras")},
    )


@pytest.fixture(scope="module", autouse=True)
def obras() -> Iterator[None]:
    declarados, catalogo = copy(temas._DECLARADOS), {n: copy(v) for n, v in vars(CATALOGO).items()}
    CATALOGO.agregar(lambda: FichaDeContenido(PlanDeObras, "obras", _OBJETOS))
    temas.declarar("obras", _tema)
    yield
    temas._DECLARADOS.clear()
    temas._DECLARADOS.update(declarados)
    temas._CARGADOS.pop("obras")
    vars(CATALOGO).update(catalogo)


def plan(**de_la_obra: Any) -> PlanDeObras:
    suya = Obra(nombre="El puente", **de_la_obra)
    return PlanDeObras(entidad=Entidad(nombre="M"), obras=(suya,))


def leido(flujo: io.BytesIO) -> Any:
    return paac.leer(flujo, como=PlanDeObras)


@pytest.mark.parametrize(
    "de_la_obra",
    [
        {"pagos": {1: Decimal("10.5"), 3: Decimal(0)}},
        {"medidas": {"largo": "12 m", "ancho": "3,5"}},
        {"estado": "en_curso"},
        {"estado": "ABC del Puente_X"},
    ],
)
def test_se_lee_igual_que_se_escribio(de_la_obra: dict[str, Any]) -> None:
    contenido, _ = libro_de(plan(**de_la_obra))
    lectura = leido(io.BytesIO(contenido))

    assert lectura.contenido == plan(**de_la_obra)
    assert not [aviso for aviso in lectura.avisos if aviso.codigo == "sin_usar"]


def con_filas(hoja: str, *filas: tuple[str | int, ...]) -> io.BytesIO:
    libro = openpyxl.load_workbook(io.BytesIO(libro_de(plan())[0]))
    de = libro[hoja]
    rotulos = next(f[0].row for f in de.iter_rows() if f[0].value == "Obra")
    for numero, fila in enumerate(filas, rotulos + 1):
        for columna, valor in enumerate(fila, 1):
            de.cell(numero, columna).value = valor
    flujo = io.BytesIO()
    libro.save(flujo)
    flujo.seek(0)
    return flujo


@pytest.mark.parametrize(
    ("hoja", "filas", "dice"),
    [
        ("Pagos", [("El puente", 1), ("El puente", 2)], "«Pago 1» de la obra ya tiene respuesta"),
        ("Medidas", [("El puente", "largo")], "una fila dice «Medida» y «Cuánto», y falta una"),
        (
            "Medidas",
            [("El puente", "largo", "1"), ("El puente", "largo", "2")],
            "ya se respondió 'largo' de la obra",
        ),
    ],
)
def test_lo_que_una_tabla_no_entiende_se_dice_como_se_llama_cada_cosa(
    hoja: str, filas: list[tuple[str | int, ...]], dice: str
) -> None:
    with pytest.raises(paac.ErrorDeEntrada, match=dice):
        leido(con_filas(hoja, *filas))


def test_cada_clave_de_una_tabla_dice_de_que_celda_salio() -> None:
    flujo = con_filas("Medidas", ("El puente", "largo", "12 m"))
    lugares = leido(flujo).lugares

    assert lugares["obras[0].medidas.largo"] == "hoja «Medidas», celda C4"
