"""Leyes de la comparación: valen para cualquier par de planes, o de mapas de riesgos."""

import json
from typing import Any

import attrs
from ayudas.comparaciones import comparar
from ayudas.ejemplos import ejemplos
from ayudas.mapas import MAPAS
from hypothesis import given
from hypothesis import strategies as st

import paac_reportes as paac
from paac_reportes.api.cifras import texto_de_comparacion

# Pocas palabras y pocas frases: así se repiten, se parecen y quedan vacías.
FRASES = st.lists(
    st.sampled_from(["publicar", "Públicar", "el", "mapa", "riesgos", "plan", "12", "anual"]),
    max_size=6,
).map(" ".join)
HOSTILES = st.sampled_from(
    [
        "",
        " ",
        "-",
        "…",
        "  MAPA  ",
        "mapa",
        "\u0301",
        "ﬁn",
        "İ",
        "\ud800",
        "\x00",
        "de la",
        "𝟙 mapa",
    ]
)
TEXTOS = st.none() | FRASES | HOSTILES | st.text(max_size=8)
CODIGOS = st.none() | st.sampled_from(["1", "1.1", "1.10", "2", "a", "A", " 1 "])
CORTES = ("2026-04-30", "2026-08-31")
SEGUIMIENTOS = st.lists(
    st.fixed_dictionaries(
        {"corte": st.sampled_from(CORTES)},
        optional={
            "texto": TEXTOS,
            "avance": st.sampled_from([0, 50, 100]),
            "estado": st.sampled_from([estado.value for estado in paac.modelo.Estado]),
        },
    ),
    max_size=2,
    unique_by=lambda seguimiento: seguimiento["corte"],
)


def filas(codigo: str, *campos: str) -> st.SearchStrategy[list[dict[str, Any]]]:
    opcionales = dict.fromkeys(campos, TEXTOS)
    fila = st.fixed_dictionaries(
        {codigo: CODIGOS, "seguimientos": SEGUIMIENTOS}, optional=opcionales
    )
    return st.lists(fila, max_size=5)


TRAMITES = filas("numero", "nombre", "accion", "responsable", "fecha_fin")
COMPONENTES = st.lists(
    st.fixed_dictionaries(
        {
            "numero": st.none() | st.integers(1, 2),
            "nombre": st.sampled_from([None, "Riesgos", "RIESGOS", "Trámites"]),
            "subcomponentes": st.lists(
                st.fixed_dictionaries(
                    {
                        "nombre": st.sampled_from([None, "Política", "Mapa"]),
                        "actividades": filas(
                            "codigo", "descripcion", "meta", "responsable", "fecha_programada"
                        ),
                    }
                ),
                max_size=2,
            ),
            "tramites": TRAMITES,
            "intercambios": TRAMITES,
        }
    ),
    min_size=1,
    max_size=2,
)
DEPENDENCIAS = st.lists(
    st.fixed_dictionaries(
        {
            "nombre": st.sampled_from(["Planeación", "PLANEACION", "Hacienda"]),
            "componentes": COMPONENTES,
        }
    ),
    min_size=1,
    max_size=2,
)
PLANES = st.one_of(
    st.fixed_dictionaries({"componentes": COMPONENTES}),
    st.fixed_dictionaries({"dependencias": DEPENDENCIAS}),
).map(lambda crudo: paac.desde_datos({"entidad": {"nombre": "M"}, **crudo}).contenido)

CAMBIOS = (
    "avanzaron",
    "retrocedieron",
    "empezaron",
    "dejaron_de_conocerse",
    "dejaron_de_aplicar",
    "callaron",
    "nuevas",
    "retiradas",
    "trasladadas",
    "cambiaron_de_fecha",
    "cambiaron_de_responsable",
    "cambiaron_de_meta",
    "reescritas",
    "otros_datos",
)


Comparada = paac.tipos.Comparacion | paac.tipos.ComparacionDeMapas


def rutas(comparacion: Comparada) -> set[tuple[str, str]]:
    return {(pareja.antes.ruta, pareja.despues.ruta) for pareja in comparacion.parejas}


def que_cambio(comparacion: paac.tipos.Comparacion) -> list[str]:
    return [cual for cual in CAMBIOS if getattr(comparacion, cual)]


def con_otros_codigos(objeto: Any, dar: Any) -> Any:
    """El mismo objeto con cada código cambiado por el siguiente que se dé."""
    if isinstance(objeto, tuple):
        return tuple(con_otros_codigos(uno, dar) for uno in objeto)
    if isinstance(objeto, paac.modelo.Actividad):
        return attrs.evolve(objeto, codigo=dar())
    if isinstance(objeto, paac.modelo.Tramite):
        return attrs.evolve(objeto, numero=dar())
    if isinstance(
        objeto,
        (paac.Plan, paac.modelo.Dependencia, paac.modelo.Componente, paac.modelo.Subcomponente),
    ):
        partes = ("dependencias", "componentes", "subcomponentes", "actividades")
        hijos = [c for c in (*partes, "tramites", "intercambios") if hasattr(objeto, c)]
        return attrs.evolve(
            objeto, **{c: con_otros_codigos(getattr(objeto, c), dar) for c in hijos}
        )
    return objeto


@ejemplos(25)
@given(PLANES, PLANES, st.randoms(use_true_random=False))
def test_dos_planes_cualesquiera(uno: paac.Plan, otro: paac.Plan, azar: Any) -> None:
    """Dibujar los planes cuesta más que compararlos: cada par pasa por todas las leyes."""
    contra_si_mismo_no_cambia_en_nada(uno)
    permutar_los_codigos_solo_renumera(uno, azar)
    reescribir_los_codigos_las_renumera_a_todas(uno)

    ida, vuelta = comparar(uno, otro), comparar(otro, uno)
    al_cambiar_uno_por_otro_se_cambian_lo_que_entra_y_lo_que_sale(ida, vuelta, nuevas="retiradas")
    lados = (ida.antes.todo.filas, ida.despues.todo.filas)
    todo_esta_en_una_pareja_o_entra_o_sale(ida, *lados, nuevas="retiradas")
    todo_se_cuenta_en_el_orden_del_plan(ida)
    se_puede_contar(ida)


def contra_si_mismo_no_cambia_en_nada(plan: paac.Plan) -> None:
    igual = paac.desde_datos(paac.datos_de(plan)).contenido
    comparacion = comparar(plan, igual)

    assert que_cambio(comparacion) == []
    assert comparacion.renumeradas == ()
    assert all(pareja.antes.ruta == pareja.despues.ruta for pareja in comparacion.parejas)


def permutar_los_codigos_solo_renumera(plan: paac.Plan, azar: Any) -> None:
    codigos = [fila.fila.identificador for fila in paac.analizar(plan).todo.filas]
    azar.shuffle(codigos)
    comparacion = comparar(plan, con_otros_codigos(plan, iter(codigos).__next__))

    assert que_cambio(comparacion) == []


def reescribir_los_codigos_las_renumera_a_todas(plan: paac.Plan) -> None:
    numeros = iter(range(10_000))
    comparacion = comparar(plan, con_otros_codigos(plan, lambda: f"nuevo {next(numeros)}"))

    assert que_cambio(comparacion) == []
    assert len(comparacion.renumeradas) == len(paac.analizar(plan).todo.filas)


def al_cambiar_uno_por_otro_se_cambian_lo_que_entra_y_lo_que_sale(
    ida: Comparada, vuelta: Comparada, **salen: str
) -> None:
    assert rutas(ida) == {(antes, despues) for despues, antes in rutas(vuelta)}
    for uno, otro in ((ida, vuelta), (vuelta, ida)):
        for entra, sale in salen.items():
            assert [u.ruta for u in getattr(uno, entra)] == [u.ruta for u in getattr(otro, sale)]


def todo_esta_en_una_pareja_o_entra_o_sale(
    comparacion: Comparada, de_antes: Any, de_hoy: Any, **salen: str
) -> None:
    antes: list[Any] = [pareja.antes for pareja in comparacion.parejas]
    despues: list[Any] = [pareja.despues for pareja in comparacion.parejas]
    for entra, sale in salen.items():
        antes += getattr(comparacion, sale)
        despues += getattr(comparacion, entra)

    assert sorted(map(id, antes)) == sorted(map(id, de_antes))
    assert sorted(map(id, despues)) == sorted(map(id, de_hoy))


def todo_se_cuenta_en_el_orden_del_plan(comparacion: paac.tipos.Comparacion) -> None:
    puestos = {
        id(f): n
        for a in (comparacion.antes, comparacion.despues)
        for n, f in enumerate(a.todo.filas)
    }
    listas = ([p.despues for p in comparacion.parejas], comparacion.nuevas, comparacion.retiradas)

    for lista in listas:
        suyos = [puestos[id(fila)] for fila in lista]
        assert suyos == sorted(suyos)


def se_puede_contar(comparacion: paac.tipos.Comparacion) -> None:
    datos = paac.datos_de(comparacion)
    renglones = list(texto_de_comparacion(comparacion))

    cambios = [cual for cual in (*CAMBIOS, "renumeradas") if datos[cual]]
    assert (renglones[1:] == ["No cambió nada de lo que se compara."]) == (cambios == [])


@given(MAPAS, MAPAS)
def test_dos_mapas_cualesquiera(uno: dict[str, Any], otro: dict[str, Any]) -> None:
    antes, despues = (paac.desde_datos(u, como="mapa").contenido for u in (uno, otro))
    mismo, ida, vuelta = (
        paac.comparar(*lados) for lados in ((antes, antes), (antes, despues), (despues, antes))
    )
    salen = {"nuevos": "desaparecidos", "reactivados": "retirados"}

    assert list(texto_de_comparacion(mismo))[-1] == "No cambió nada de lo que se compara."
    assert [p.antes.ruta for p in mismo.parejas] == [r.ruta for r in mismo.despues.riesgos]
    al_cambiar_uno_por_otro_se_cambian_lo_que_entra_y_lo_que_sale(ida, vuelta, **salen)
    todo_esta_en_una_pareja_o_entra_o_sale(ida, ida.antes.riesgos, ida.despues.riesgos, **salen)
    for m in (ida.inherente, ida.residual):
        assert sum(map(len, (m.bajan, m.igual, m.suben, m.sin_comparar))) == len(ida.parejas)
    json.dumps(paac.datos_de(ida))


@given(FRASES, FRASES)
def test_las_palabras_que_cambiaron_rehacen_los_dos_textos(antes: str, despues: str) -> None:
    tramos = list(paac.tipos.CambioDeTexto("meta", antes, despues).palabras())

    assert " ".join(t for que, t in tramos if que != "puso") == antes
    assert " ".join(t for que, t in tramos if que != "quitó") == despues
