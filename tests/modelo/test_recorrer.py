"""El recorrido del plan: a todo se llega una vez, en su orden, y por su ruta se vuelve."""

from typing import Any

import attrs
import pytest
from ayudas.planes import actividad, componente, plan, tramite
from ayudas.planes_completos import planes_completos
from hypothesis import given

import paac_reportes as paac
from paac_reportes.modelo import Componente, Plan, Seguimiento, Subcomponente, Tramite
from paac_reportes.modelo.filas import LISTAS_DE_FILAS, LISTAS_DE_LA_MATRIZ
from paac_reportes.modelo.plan import FILAS
from paac_reportes.modelo.recorrer import (
    Parada,
    con_objetos,
    contenidos_de,
    en_largo,
    hallar,
    hojas,
    objetos_de,
    recorrer,
    todos_los_contenidos,
)

SE_CONTIENEN = {
    *("entidad", "dependencias", "componentes", "control_cambios", "firmas", "metodologia"),
    *("subcomponentes", "tramites", "intercambios", "actividades", "seguimientos", "verificacion"),
    *("recomendaciones", "filas"),
}


def rutas_en(datos: dict[str, Any], antes: str = "") -> list[str]:
    """Las de los datos de un plan, leídas de su archivo sin saber de clases."""
    rutas = []
    for clave, valor in datos.items():
        if clave in SE_CONTIENEN:
            varios = [("", valor)]
            if isinstance(valor, list):
                varios = [(f"[{numero}]", uno) for numero, uno in enumerate(valor)]
            for numero, uno in varios:
                ruta = f"{antes}{clave}{numero}"
                rutas += [ruta, *rutas_en(uno, f"{ruta}.")]
    return rutas


def rutas(lugares: list[Parada]) -> list[str]:
    return [lugar.ruta for lugar in lugares]


@pytest.mark.integracion
@given(planes_completos())
def test_a_todo_se_llega_una_vez_y_se_vuelve(uno: Plan) -> None:
    """Dibujar un plan cuesta más que recorrerlo: cada uno pasa por todas las leyes."""
    todo_se_recorre_una_vez_en_el_orden_del_archivo(uno)
    lo_que_se_pide_es_lo_de_todo_el_recorrido_que_lo_es(uno)
    son_hojas_los_que_no_contienen_a_otro(uno)
    de_una_ruta_en_breve_se_vuelve_a_la_entera(uno)
    cambiar_unos_objetos_deja_los_demas_como_estaban(uno)


def todo_se_recorre_una_vez_en_el_orden_del_archivo(uno: Plan) -> None:
    lugares = recorrer(uno)
    assert rutas(lugares) == rutas_en(paac.datos_de(uno))
    assert len({*rutas(lugares)}) == len(lugares)
    for lugar in lugares:
        hallado = hallar(uno, lugar.ruta)
        assert hallado is not None
        assert hallado.objeto is lugar.objeto
        assert hallado.objetos == lugar.objetos
        assert [*lugar.objetos.values()][-1] is lugar.objeto
        assert lugar.ruta.startswith(f"{lugar.dentro_de.ruta}." if lugar.dentro_de else "")


def lo_que_se_pide_es_lo_de_todo_el_recorrido_que_lo_es(uno: Plan) -> None:
    todo = recorrer(uno)
    for cuales in (FILAS, (Componente,), ("tramites",), ("firmas", Seguimiento), ("actividades",)):
        suyos = [lugar for lugar in todo if {lugar.lista, lugar.contenido.clase} & {*cuales}]
        assert rutas(recorrer(uno, *cuales)) == rutas(suyos)
        assert [id(objeto) for objeto in objetos_de(uno, *cuales)] == [
            id(lugar.objeto) for lugar in suyos
        ]
    for lugar in recorrer(uno, Componente):
        dentro = [otro for otro in todo if otro.ruta.startswith(f"{lugar.ruta}.")]
        assert rutas(recorrer(lugar)) == rutas(dentro)


def son_hojas_los_que_no_contienen_a_otro(uno: Plan) -> None:
    for cuales in ((*LISTAS_DE_LA_MATRIZ,), (Componente, Seguimiento)):
        lugares = recorrer(uno, *cuales)
        assert rutas(list(hojas(lugares))) == [
            lugar.ruta
            for lugar in lugares
            if not any(otra.startswith(f"{lugar.ruta}.") for otra in rutas(lugares))
        ]


def de_una_ruta_en_breve_se_vuelve_a_la_entera(uno: Plan) -> None:
    for lugar in recorrer(uno, *LISTAS_DE_LA_MATRIZ, "firmas", "control_cambios"):
        assert en_largo(lugar.breve, Plan) == lugar.ruta


def cambiar_unos_objetos_deja_los_demas_como_estaban(uno: Plan) -> None:
    filas = recorrer(uno, *FILAS)[::2]
    nuevos = {lugar.ruta: attrs.evolve(lugar.objeto, responsable="Otro") for lugar in filas}
    otro = con_objetos(uno, nuevos)
    for antes, despues in zip(recorrer(uno, *FILAS), recorrer(otro, *FILAS), strict=True):
        assert despues.objeto is nuevos.get(antes.ruta, antes.objeto)
    assert con_objetos(otro, {lugar.ruta: lugar.objeto for lugar in filas}) == uno
    assert con_objetos(uno, {}) == uno


def test_dos_listas_de_una_clase_no_comparten_la_letra_de_su_ruta_en_breve() -> None:
    suya = tuple[paac.modelo.Firma, ...]
    clase = attrs.make_class("Acta", {n: attrs.field(type=suya) for n in ("acciones", "anexos")})

    with pytest.raises(ValueError, match="acciones y anexos de Acta"):
        contenidos_de(clase)


def de_un_componente() -> Plan:
    suyo = componente(actividad(codigo="1.1"), tramites=[tramite()])
    return plan(dependencias=[], componentes=[suyo])


def de_dos_oficinas() -> Plan:
    oficinas = [{"nombre": n, "componentes": [componente()]} for n in ("Hacienda", "Salud")]
    return plan(dependencias=oficinas)


def test_un_lugar_sabe_quienes_lo_contienen() -> None:
    uno = de_dos_oficinas()
    ruta = "dependencias[1].componentes[0].subcomponentes[0].actividades[0]"
    lugar = hallar(uno, ruta)
    assert lugar is not None
    assert (lugar.ruta, lugar.breve, lugar.numero, lugar.lista) == (
        ruta,
        "d1c0s0a0",
        0,
        "actividades",
    )
    assert [*lugar.objetos] == ["dependencia", "componente", "subcomponente", "actividad"]
    assert lugar.objetos["dependencia"].nombre == "Salud"
    assert lugar.objeto is uno.dependencias[1].componentes[0].subcomponentes[0].actividades[0]


@pytest.mark.parametrize(
    ("ruta", "de_quien"),
    [
        ("componentes[0].tramites[0].nombre", "componentes[0].tramites[0]"),
        ("componentes[0].extras.riesgo", "componentes[0]"),
        ("entidad.nit", "entidad"),
        ("entidad[0]", None),
        ("componentes", None),
        ("vigencia", None),
        ("textos.componentes[0]", None),
        ("", None),
    ],
)
def test_la_ruta_de_un_dato_es_de_quien_lo_trae(ruta: str, de_quien: str | None) -> None:
    uno = de_un_componente()
    lugar = hallar(uno, ruta)
    assert (lugar and lugar.ruta) == de_quien


def test_de_una_ruta_que_el_plan_no_tiene_se_dice_hasta_donde_llega() -> None:
    uno = de_un_componente()
    with pytest.raises(paac.ErrorDeEntrada) as error:
        hallar(uno, "componentes[0].tramites[4].nombre")
    assert str(error.value) == (
        "componentes[0].tramites[4]: se esperaba un lugar que el plan tenga, y ahí hay 1, llegó 4"
    )


@pytest.mark.parametrize(
    "breve", ["", "c", "c1x2", "a1", "d0s1", "c1t2c3", "0", "c1t2+", "e0", "c01"]
)
def test_lo_que_no_es_un_lugar_en_breve_no_se_lee(breve: str) -> None:
    assert en_largo(breve, Plan) is None


def test_la_forma_del_plan_sale_de_sus_anotaciones() -> None:
    assert [
        (uno.nombre, uno.clase, uno.es_lista, uno.raiz) for uno in contenidos_de(Componente)
    ] == [
        ("subcomponentes", Subcomponente, True, "subcomponente"),
        ("tramites", Tramite, True, "tramite"),
        ("intercambios", Tramite, True, "tramite"),
    ]
    assert [uno.nombre for uno in contenidos_de(Plan)] == [
        *("entidad", "dependencias", "componentes", "control_cambios", "firmas", "metodologia"),
        "recomendaciones",
    ]
    assert LISTAS_DE_FILAS == {
        "actividades": "actividad",
        "tramites": "tramite",
        "intercambios": "tramite",
    }
    assert [*LISTAS_DE_LA_MATRIZ] == [
        *("dependencias", "componentes", "subcomponentes"),
        *("actividades", "tramites", "intercambios"),
    ]


def test_en_ninguna_clase_dos_listas_van_con_la_misma_letra() -> None:
    for clase in {Plan, *(uno.clase for uno in todos_los_contenidos(Plan))}:
        letras = [uno.letra for uno in contenidos_de(clase) if uno.es_lista]
        assert len({*letras}) == len(letras), clase


def test_pedir_lo_que_no_cabe_es_un_error_nuestro() -> None:
    with pytest.raises(ValueError, match="Tramite no contiene actividades"):
        recorrer(Tramite(), "actividades")
