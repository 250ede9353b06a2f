"""Lo que una columna no puede decir se dice al leer el formato, todo a la vez.

Prueba ``formatos/revision/tablas``.
"""

from typing import Any

import pytest
from ayudas.a_medida import formato

import paac_reportes as paac
from paac_reportes.formatos.definicion.formato import Formato

LUGAR = "tablas.a.columnas[0]"


def con(columna: dict[str, Any], recorre: str = "actividades", **claves: Any) -> Formato:
    cada = "plan" if recorre == "filas" else "componente"
    tabla = {
        "secciones": [{"recorre": recorre}],
        "columnas": [{"rotulo": "Uno", "ancho": 100} | columna],
    }
    bloque = {"tipo": "tabla", "cada": cada, "tablas": ["a"]}
    hecho: Formato = formato(bloque, tablas={"a": tabla | claves})
    return hecho


def fallas(columna: dict[str, Any], recorre: str = "actividades", **claves: Any) -> list[str]:
    with pytest.raises(paac.ErrorDeFormato) as error:
        con(columna, recorre, **claves)
    return [str(falla).removeprefix(f"{LUGAR}.") for falla in error.value.fallas]


MARCA = {"dato": "seguimiento.estado", "marca": "X", "cuando": "cumplida"}


@pytest.mark.parametrize(
    ("columna", "motivos"),
    [
        ({}, ["dato: falta; se esperaba lo que la columna muestra: dato, o texto"]),
        (
            {"dato": "actividad.meta", "barra": True},
            ["barra: es de números, y la columna guarda texto"],
        ),
        (
            {"dato": "actividad.meta", "texto": "x"},
            ["texto: se esperaba dato o texto, llegaron ambos"],
        ),
        (
            {"dato": "actividad.meta", "cuando": "x"},
            ["marca: falta; se esperaba lo que la celda dice en esos casos, como X"],
        ),
        (
            {"dato": "actividad.meta", "marca": "X"},
            ["cuando: se esperaban los valores del dato que llevan la marca"],
        ),
        (
            MARCA | {"cuando": [" "]},
            ["cuando: se esperaban los valores del dato que llevan la marca"],
        ),
        (MARCA | {"marca": " "}, ["marca: se esperaba un texto, como X, llegó en blanco"]),
        (
            MARCA
            | {"dato": ["seguimiento.estado", "seguimiento.texto"], "total": "suma", "numero": {}},
            [
                "dato: con marca se esperaba un solo dato",
                "numero: no va con marca",
                "total: no va con marca",
            ],
        ),
        (
            {"dato": "actividad.meta", "numero": {}, "guarda": "fecha"},
            ["guarda: con numero se esperaba numero o texto, llegó 'fecha'"],
        ),
        (
            {"dato": "actividad.meta", "numero": {"decimales": 15, "millares": True}},
            [
                "numero.millares: clave desconocida; la más parecida es 'miles'",
                "numero.decimales: se esperaba un número de 0 a 14, llegó 15",
            ],
        ),
        (
            MARCA | {"cuando": ["cumplida", "en proseso"]},
            [
                "cuando[1]: seguimiento.estado no toma el valor 'en proseso'; el más parecido es 'en_proceso'"
            ],
        ),
        (
            {"dato": "seguimiento.verificacion", "marca": "X", "cuando": "Verificado"},
            [
                "cuando[0]: seguimiento.verificacion no toma el valor 'Verificado'; el más parecido es 'verificada'"
            ],
        ),
        (
            {"dato": "entidad.orden", "marca": "X", "cuando": "nacion"},
            ["cuando[0]: entidad.orden no toma el valor 'nacion'; el más parecido es 'nacional'"],
        ),
        (
            MARCA | {"marca": "{{ x }}"},
            ["marca: este texto se toma como está y no admite variables"],
        ),
        (
            {"texto": "{{ actividad.metas }} {{ tramite.nombre }} {{ prosa.general }}"},
            [
                "texto: aquí no hay 'actividad.metas'; lo más parecido es 'actividad.meta'",
                "texto: aquí no hay 'prosa.general'; lo más parecido es 'plan.vigencia'",
                "texto: aquí no hay 'tramite.nombre'; lo más parecido es 'formato.nombre'",
            ],
        ),
        (
            {"texto": "{{ actividad }}{{ 'x' if seguimiento }}"},
            ["texto: 'actividad' no es un texto que se pueda escribir"],
        ),
        (
            {"texto": "{{ actividad.meta }", "une": "grupo"},
            [
                "texto: plantilla mal escrita en '{{ actividad.meta }': sobra }, o le falta otra",
                "une: un texto no es de ningún grupo; con une = 'iguales' se unen los que dicen lo mismo",
            ],
        ),
        (
            {"texto": "{{ actividad.meta }}", "por_corte": True},
            ["por_corte: se esperaba una columna con algún seguimiento"],
        ),
        (
            {"dato": "actividad.extras.Riesgo"},
            [
                "dato: 'actividad.extras.Riesgo' no es un extra de esta fila; se esperaba de quién es,"
                " y su nombre en minúsculas sin tildes, como actividad.extras.riesgo_asociado"
            ],
        ),
        (
            {"texto": "{{ informe.numero }}"},
            ["texto: aquí no hay 'informe.numero'; lo más parecido es 'componente.numero'"],
        ),
        ({"texto": "\x01"}, ["texto: trae un carácter que no se puede escribir: '\\x01'"]),
    ],
)
def test_cada_descuido_dice_donde_y_que_se_esperaba(columna: Any, motivos: list[str]) -> None:
    assert sorted(fallas(columna)) == sorted(motivos)


@pytest.mark.parametrize(
    ("dato", "recorre"),
    [
        ("tramite.extras.x", "actividades"),
        ("subcomponente.extras.x", "actividades"),
        ("extras.x", "subcomponentes"),
        ("extras.x", "filas"),
    ],
)
def test_solo_lleva_extras_quien_esta_en_la_fila_y_los_tiene(dato: str, recorre: str) -> None:
    assert len([falla for falla in fallas({"dato": dato}, recorre) if "extra" in falla]) == 1


@pytest.mark.parametrize(
    "columna",
    [
        {"texto": "{{ 'Alto' if seguimiento.avance is not none and seguimiento.avance > 80 }}"},
        {"texto": "{{ 'x' if seguimiento }}{{ vigencia }} {{ titular }} {{ regimen.sigla }}"},
        {"texto": "{{ informe.numero }} {{ seguimiento.texto }}", "por_corte": True},
        {"texto": "{{ extras.x }}{{ seguimiento.extras.y }}{{ entidad.extras.z }}"},
        {"texto": "Texto fijo"},
        {"dato": ["extras.x", "componente.extras.y"]},
        MARCA,
        {"dato": "extras.x", "marca": "X", "cuando": ["cualquiera", "otro"]},
        {"dato": "seguimiento.avance", "numero": {"miles": True}, "guarda": "texto"},
    ],
)
def test_lo_que_si_se_admite(columna: dict[str, Any]) -> None:
    assert con(columna).tablas["a"].columnas


def test_un_total_de_textos_pide_que_sean_numeros() -> None:
    primera = {"dato": "actividad.codigo", "rotulo": "N", "ancho": 50}
    segunda = {"texto": "{{ extras.a * 2 }}", "rotulo": "D", "ancho": 50, "total": "suma"}
    with pytest.raises(paac.ErrorDeFormato, match="se esperaba que fuera un número: falta numero"):
        con({}, columnas=[primera, segunda], total="Total")


def test_el_numero_se_guarda_como_numero_si_no_se_dice_otra_cosa() -> None:
    con_numero = con({"dato": "seguimiento.avance", "numero": {}}).tablas["a"].columnas[0]
    sin_numero = con({"dato": "seguimiento.avance"}).tablas["a"].columnas[0]

    assert (con_numero.guarda, sin_numero.guarda) == ("numero", "texto")


# ------------------------------------------------------------------ lo demás que se hace con un formato
