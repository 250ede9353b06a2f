"""Los datos que comparten celda se separan donde es seguro; donde no, se conservan y se dice."""

from decimal import Decimal
from typing import Any

import pytest

from paac_reportes.estructura import estructurar
from paac_reportes.formatos.definicion.columnas import Columna
from paac_reportes.formatos.definicion.esquema import Esquema
from paac_reportes.lectura.propios.celdas import Separado, separar
from paac_reportes.lectura.propios.escondido import CuentaAbreviada, DatosDeCelda, DatosPresentes


def columna(*datos: str, entre: str = "\n") -> Columna:
    cruda: dict[str, Any] = {"dato": datos, "entre": entre, "rotulo": ("R",), "ancho": Decimal(10)}
    return Columna(**cruda)


BENEFICIO = "tramite.beneficio"
CODIGO, NOMBRE = "tramite.codigo_suit", "tramite.nombre"
INICIO, FIN = "tramite.fecha_inicio", "tramite.fecha_fin"
EVIDENCIAS, VERIFICACION = "seguimiento.evidencias", "seguimiento.verificacion"
TRAMITE = columna(CODIGO, NOMBRE, entre=" ")
FECHAS = columna("tramite.fecha_programada", INICIO, FIN, entre=" – ")
SOPORTES = columna(EVIDENCIAS, VERIFICACION)
MEJORA = columna("tramite.mejora", BENEFICIO)
REFERENCIA, DESCRIPCION = "riesgo.referencia", "riesgo.descripcion"
RIESGO = columna(REFERENCIA, DESCRIPCION)
DOS_VERIFICADAS = {EVIDENCIAS: "Verificada", VERIFICACION: "Verificada"}


@pytest.mark.parametrize(
    ("de", "texto", "datos"),
    [
        (TRAMITE, "26483 Facilidades de pago", {CODIGO: "26483", NOMBRE: "Facilidades de pago"}),
        (TRAMITE, "Uso del suelo", {NOMBRE: "Uso del suelo"}),
        (FECHAS, "01/02/2020 – 31/12/2020", {INICIO: "01/02/2020", FIN: "31/12/2020"}),
        (SOPORTES, "Acta 1\nActa 2", {EVIDENCIAS: "Acta 1\nActa 2"}),
        (SOPORTES, "Acta\nNo verificada", {EVIDENCIAS: "Acta", VERIFICACION: "No verificada"}),
        (SOPORTES, "Verificada\nSin firma", {VERIFICACION: "Verificada\nSin firma"}),
        (RIESGO, "Que se pierda", {DESCRIPCION: "Que se pierda"}),
        (RIESGO, "R1\nQue se pierda", {REFERENCIA: "R1", DESCRIPCION: "Que se pierda"}),
        (RIESGO, "GC-R1\nuno\ndos", {REFERENCIA: "GC-R1", DESCRIPCION: "uno\ndos"}),
    ],
)
def test_se_separan_donde_es_seguro(de: Columna, texto: str, datos: dict[str, str]) -> None:
    separado = separar(texto, de)

    assert (separado.datos, separado.seguro) == (datos, True)


def test_una_fecha_sola_puede_ser_cualquiera_y_se_dice() -> None:
    separado = separar("31/12/2020", FECHAS)

    assert separado.datos == {"tramite.fecha_programada": "31/12/2020"}
    assert not separado.seguro


def test_mas_fechas_de_las_que_caben_quedan_juntas_y_se_dice() -> None:
    cuatro = "01/02/2020 – 02/03/2020 – 03/04/2020 – 31/12/2020"
    separado = separar(cuatro, FECHAS)

    assert (separado.datos, separado.seguro) == ({"tramite.fecha_programada": cuatro}, False)


def test_dos_renglones_que_pueden_ser_la_verificacion_se_dicen() -> None:
    separado = separar("Acta\nVerificada\nNo verificada", SOPORTES)

    assert separado.datos == {EVIDENCIAS: "Acta", VERIFICACION: "Verificada\nNo verificada"}
    assert not separado.seguro


@pytest.mark.parametrize("texto", ["Un solo texto", "uno\ndos\ntres"])
def test_donde_no_se_sabe_todo_queda_en_el_primero_y_se_dice(texto: str) -> None:
    separado = separar(texto, MEJORA)

    assert (separado.datos, separado.seguro) == ({"tramite.mejora": texto}, False)


@pytest.mark.parametrize(
    ("texto", "datos"),
    [
        ("R-uno\nQue se pierda", {REFERENCIA: "R-uno", DESCRIPCION: "Que se pierda"}),
        ("Que se\npierda\nalgo", {DESCRIPCION: "Que se\npierda\nalgo"}),
        ("R1", {REFERENCIA: "R1"}),
    ],
)
def test_un_codigo_no_dice_una_frase(texto: str, datos: dict[str, str]) -> None:
    separado = separar(texto, RIESGO)

    assert (separado.datos, separado.seguro) == (datos, False)


def test_tantos_renglones_como_datos_es_probable_y_no_seguro() -> None:
    separado = separar("mejora\nbeneficio", MEJORA)

    assert separado.datos == {"tramite.mejora": "mejora", "tramite.beneficio": "beneficio"}
    assert not separado.seguro


def test_con_su_comienzo_en_otra_celda_una_fecha_sola_es_la_del_final() -> None:
    fin = columna(FIN, "tramite.fecha_programada")

    assert separar("31/12/2020", fin, [INICIO]).datos == {FIN: "31/12/2020"}


def contados(de: Columna, texto: str, *cuantos: int) -> Separado:
    """Lo que se separa si la marca cuenta esos pedazos de cada dato."""
    datos = tuple(dato for dato, n in zip(de.dato, cuantos, strict=True) if n)
    return separar(texto, de, cuenta=DatosDeCelda(datos, tuple(filter(None, cuantos))))


@pytest.mark.parametrize(
    ("de", "texto", "cuantos", "datos"),
    [
        (MEJORA, "uno\ndos\ntres", (2, 1), {"tramite.mejora": "uno\ndos", BENEFICIO: "tres"}),
        (MEJORA, "uno\ndos\ntres", (1, 2), {"tramite.mejora": "uno", BENEFICIO: "dos\ntres"}),
        (MEJORA, "Un solo texto", (0, 1), {BENEFICIO: "Un solo texto"}),
        (FECHAS, "31/12/2020", (0, 0, 1), {FIN: "31/12/2020"}),
        (FECHAS, "1 – 2", (1, 0, 1), {"tramite.fecha_programada": "1", FIN: "2"}),
        (TRAMITE, "S-1 Uso del suelo", (1, 3), {CODIGO: "S-1", NOMBRE: "Uso del suelo"}),
        (SOPORTES, "Verificada\nVerificada", (1, 1), DOS_VERIFICADAS),
        # Alguien le cambió el nombre, pero el código se reconoce.
        (TRAMITE, "26483 Facilidades", (1, 3), {CODIGO: "26483", NOMBRE: "Facilidades"}),
        # Alguien agregó un soporte, pero la verificación se reconoce.
        (SOPORTES, "a\nb\nVerificada", (1, 1), {EVIDENCIAS: "a\nb", VERIFICACION: "Verificada"}),
    ],
)
def test_con_la_marca_de_su_fila_es_seguro(
    de: Columna, texto: str, cuantos: tuple[int, ...], datos: dict[str, str]
) -> None:
    separado = contados(de, texto, *cuantos)

    assert (separado.datos, separado.seguro) == (datos, True)


@pytest.mark.parametrize(
    ("de", "texto", "cuantos", "datos"),
    [
        (MEJORA, "uno\ndos\ntres", (1, 1), {"tramite.mejora": "uno\ndos\ntres"}),
        (MEJORA, "uno", (1, 1), {"tramite.mejora": "uno"}),
        # Bajo la única que había, otro renglón puede ser la otra.
        (MEJORA, "uno\ndos", (0, 1), {BENEFICIO: "uno\ndos"}),
        (FECHAS, "01/02/2020-31/12/2020", (0, 1, 1), {INICIO: "01/02/2020-31/12/2020"}),
        (TRAMITE, "Uso del", (1, 3), {NOMBRE: "Uso del"}),
        (SOPORTES, "Acta", (1, 1), {EVIDENCIAS: "Acta"}),
        (RIESGO, "Que se pierda", (1, 1), {DESCRIPCION: "Que se pierda"}),
    ],
)
def test_lo_que_ya_no_es_como_dice_la_marca_se_conserva_y_se_dice(
    de: Columna, texto: str, cuantos: tuple[int, ...], datos: dict[str, str]
) -> None:
    separado = contados(de, texto, *cuantos)

    assert (separado.datos, separado.seguro) == (datos, False)


def test_donde_la_marca_no_cuenta_los_pedazos_se_dice() -> None:
    cuenta = DatosDeCelda(("tramite.mejora", BENEFICIO), None)
    separado = separar("uno\ndos", MEJORA, cuenta=cuenta)

    assert (separado.datos, separado.seguro) == ({"tramite.mejora": "uno\ndos"}, False)


PRIMERA, SEGUNDA = ("a.b", "a.c"), ("a.d", "a.e", "a.f")
ESQUEMA = estructurar(
    {
        "formato": "x",
        "version": "1",
        "de": "plan",
        "tablas": [
            {
                "recorre": ["actividades"],
                "columnas": [
                    {"dato": ["actividad.codigo"]},
                    {"dato": ["a.b", "c.d"], "plantilla": True},
                ],
            },
            {
                "recorre": ["tramites", "intercambios"],
                "columnas": [
                    {"dato": PRIMERA, "entre": "\n", "corte": "2020-04-30"},
                    {"dato": ["a.x"]},
                    {"dato": SEGUNDA, "entre": "-"},
                ],
            },
        ],
    },
    Esquema,
)


@pytest.mark.parametrize(
    ("en_breve", "cuentas"),
    [
        ("37", [DatosDeCelda(PRIMERA, (1, 1)), DatosDeCelda(SEGUNDA, (1, 1, 1))]),
        ("24", [DatosDeCelda(("a.c",), (1,)), DatosDeCelda(("a.f",), (1,))]),
        ("w321x5", [DatosDeCelda(PRIMERA, (2, 1)), DatosDeCelda(("a.d", "a.f"), None)]),
        ("0w2v", [DatosDeCelda((), ()), DatosDeCelda(("a.e",), (31,))]),
    ],
)
def test_la_marca_dice_los_datos_de_cada_celda(en_breve: str, cuentas: list[DatosDeCelda]) -> None:
    dichas = DatosPresentes(ESQUEMA).de(CuentaAbreviada("2", en_breve))

    assert dichas == {(PRIMERA, "2020-04-30"): cuentas[0], (SEGUNDA, ""): cuentas[1]}


@pytest.mark.parametrize(("tabla", "en_breve"), [("2", "3"), ("2", "371"), ("2", "w3"), ("1", "3")])
def test_la_que_no_es_de_esas_columnas_no_dice_nada(tabla: str, en_breve: str) -> None:
    assert DatosPresentes(ESQUEMA).de(CuentaAbreviada(tabla, en_breve)) == {}
