"""El recorrido del plan: a todo se llega una vez, en su orden, y por su ruta se vuelve.

Y qué nombra una ruta, en palabras.

Prueba ``modelo/filas``.
"""

from datetime import date
from pathlib import Path
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


PLAN = paac.Plan(
    entidad=paac.Entidad(nombre="M", nit="1"),
    dependencias=[
        paac.modelo.Dependencia(
            nombre="SECRETARÍA DE HACIENDA",
            componentes=[
                paac.modelo.Componente(
                    numero=2,
                    nombre="Trámites",
                    tramites=[paac.modelo.Tramite(numero="3", nombre="Pago del predial")],
                    subcomponentes=[
                        paac.modelo.Subcomponente(
                            nombre="Política",
                            actividades=[
                                paac.modelo.Actividad(
                                    codigo="2.1",
                                    descripcion="Publicar\nla política " + "x" * 80,
                                    extras={"riesgo": "alto"},
                                    seguimientos=[
                                        paac.modelo.Seguimiento(
                                            corte=date(2026, 4, 30),
                                            evidencias=["a"],
                                            verificacion=paac.modelo.Verificacion(
                                                resultado="parcial", nota="n"
                                            ),
                                        )
                                    ],
                                )
                            ],
                        )
                    ],
                )
            ],
        )
    ],
)
ACTIVIDAD = "dependencias[0].componentes[0].subcomponentes[0].actividades[0]"
DE_LA_FILA = (
    "SECRETARÍA DE HACIENDA › 2. Trámites › Política › 2.1 Publicar la política " + "x" * 39
)


@pytest.mark.parametrize(
    ("ruta", "dicho"),
    [
        ("dependencias[0]", "SECRETARÍA DE HACIENDA"),
        ("dependencias[0].nombre_corto", "SECRETARÍA DE HACIENDA › Nombre corto de la dependencia"),
        ("dependencias[0].componentes[0]", "SECRETARÍA DE HACIENDA › 2. Trámites"),
        (
            "dependencias[0].componentes[0].tramites[0].responsable",
            "SECRETARÍA DE HACIENDA › 2. Trámites › 3 Pago del predial › Responsable",
        ),
        (ACTIVIDAD, f"{DE_LA_FILA}…"),
        (f"{ACTIVIDAD}.meta", f"{DE_LA_FILA}… › Meta o producto"),
        (f"{ACTIVIDAD}.extras.riesgo", f"{DE_LA_FILA}… › Riesgo"),
        (f"{ACTIVIDAD}.seguimientos[0].avance", f"{DE_LA_FILA}… › corte 30/04/2026 › Avance (%)"),
        (
            f"{ACTIVIDAD}.seguimientos[0].evidencias[0]",
            f"{DE_LA_FILA}… › corte 30/04/2026 › Evidencias",
        ),
    ],
)
def test_una_ruta_en_palabras(ruta: str, dicho: str) -> None:
    lugar = paac.donde(PLAN, ruta)

    assert str(lugar) == dicho
    assert lugar.ruta == ruta


def test_cada_parte_por_aparte() -> None:
    lugar = paac.donde(PLAN, f"{ACTIVIDAD}.seguimientos[0].verificacion.nota")

    assert lugar == paac.tipos.Lugar(
        ruta=f"{ACTIVIDAD}.seguimientos[0].verificacion.nota",
        dependencia="SECRETARÍA DE HACIENDA",
        componente="2. Trámites",
        subcomponente="Política",
        codigo="2.1",
        actividad="Publicar\nla política " + "x" * 80,
        corte="2026-04-30",
        dato=lugar.dato,
    )
    assert lugar.dato


def test_cada_lugar_que_el_plan_tiene_se_dice_y_no_como_una_ruta() -> None:
    for parada in recorrer(PLAN):
        assert parada.objeto is not PLAN
        assert "[" not in str(paac.donde(PLAN, parada.ruta))


@pytest.mark.parametrize(
    "ruta",
    [
        *("", "plan.yaml", "hoja «Actividades», celda F14", "componentes[7]", "entidad.nit"),
        *("dependencias[9].nombre", "tabla 7, fila 3", "a" * 5000, "[0]", "dependencias[0][0]"),
    ],
)
def test_lo_que_no_es_de_una_tabla_se_dice_como_llego(ruta: str) -> None:
    assert str(paac.donde(PLAN, ruta)) == ruta


def test_de_la_entidad_se_sabe_el_dato() -> None:
    assert paac.donde(PLAN, "entidad.nit").dato == "NIT"


def test_lo_que_no_es_un_plan_ni_una_ruta() -> None:
    malo: dict[str, object] = {"contenido": 1, "ruta": None}
    with pytest.raises(paac.ErrorDeEntrada) as error:
        paac.donde(**malo)

    assert [(f.codigo, f.ruta) for f in error.value.fallas] == [
        ("argumento_invalido", "contenido"),
        ("argumento_invalido", "ruta"),
    ]


MAPA = paac.leer(
    Path(__file__).parents[2] / "ejemplos" / "mapa_de_riesgos" / "mapa.yaml", como="mapa"
).sin_dudas()
R1 = "Atención a la ciudadanía › R1 Posibilidad de que un funcionario de la ventanilla pida dine…"


@pytest.mark.parametrize(
    ("ruta", "dicho"),
    [
        ("procesos[0]", "Atención a la ciudadanía"),
        ("procesos[0].lider", "Atención a la ciudadanía › Líder"),
        ("procesos[0].riesgos[0]", R1),
        ("procesos[0].riesgos[0].inherente.zona", f"{R1} › Zona de riesgo (inherente)"),
        ("procesos[0].riesgos[0].controles[1].tipo", f"{R1} › control 2 › Tipo de control"),
        ("procesos[0].riesgos[0].seguimientos[1].avance", f"{R1} › corte 31/12/2026 › Avance"),
        *((ruta, ruta) for ruta in ("mision", "procesos[9]", "seguimientos[0].corte", "mapa.yaml")),
    ],
)
def test_una_ruta_de_un_mapa_en_palabras(ruta: str, dicho: str) -> None:
    assert str(paac.donde(MAPA, ruta)) == dicho


def test_una_ruta_del_mapa_que_lleva_un_plan() -> None:
    de = attrs.evolve(PLAN, mapa_de_riesgos=MAPA)

    assert str(paac.donde(de, "mapa_de_riesgos.procesos[0].riesgos[0]")) == R1
    for parada in recorrer(MAPA):
        if parada.objetos.get("proceso"):
            assert "[" not in str(paac.donde(MAPA, parada.ruta))


@pytest.mark.parametrize(
    ("ruta", "corte", "dato"),
    [
        ("seguimientos[0].fecha", "2026-04-30", "Fecha"),
        ("seguimientos[0]", "2026-04-30", None),
        ("version", None, "Versión"),
        ("entidad.nit", None, "NIT"),
    ],
)
def test_lo_que_es_de_todo_el_mapa_tambien_se_nombra(
    ruta: str, corte: str | None, dato: str | None
) -> None:
    seguimiento = paac.modelo.SeguimientoDelMapa(corte=date(2026, 4, 30), fecha="mayo")
    hecho = attrs.evolve(MAPA, seguimientos=[seguimiento])
    de = attrs.evolve(PLAN, mapa_de_riesgos=hecho)

    for lugar in (paac.donde(hecho, ruta), paac.donde(de, f"mapa_de_riesgos.{ruta}")):
        assert (lugar.codigo, lugar.corte, lugar.dato) == (None, corte, dato)
