"""El mapa de riesgos en Tryton: vuelve igual, y cada líder escribe lo de los riesgos que lidera."""

import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import attrs
import pytest
from ayudas import tryton
from ayudas.compartido import RAIZ
from ayudas.ejemplos import ejemplos
from ayudas.mapas import MAPAS, casi_ninguno
from hypothesis import HealthCheck, assume, given
from trytond.exceptions import UserError
from trytond.model.exceptions import AccessError

import paac_reportes as paac
from paac_reportes import anfitrion

JUNIO, ABIERTO = date(2026, 6, 30), date(2026, 12, 31)
SUYO, AJENO = "R2", "R1"
"""Un riesgo de «Ayudas y bienes», que es de quien lidera, y uno de otro proceso."""
LIDER = "lider"


def con_mapa() -> paac.Plan:
    """El plan del PTEP de ejemplo con su mapa, que son del mismo municipio."""
    plan = paac.leer(RAIZ / "ejemplos" / "ptep" / "plan.yaml").sin_dudas()
    mapa = paac.leer(RAIZ / "ejemplos" / "mapa_de_riesgos" / "mapa.yaml", como="mapa").sin_dudas()
    return attrs.evolve(plan, mapa_de_riesgos=mapa)


@pytest.fixture(scope="module")
def poblada(plantilla: Path) -> Path:
    """La base, con ese plan, quien lidera un proceso y el corte de diciembre abierto."""
    tryton.reponer(plantilla, plantilla.with_name("paac.sqlite"))
    base = tryton.Base("sqlite:///paac").como("admin")
    plan = tryton.importar(anfitrion.instantanea(con_mapa()).datos.encode(), "plan.json")
    grupo = base.unico("res.group", ("name", "=", "PAAC: Oficina"))
    usuario = tryton.nuevo_usuario(LIDER, grupo.id)
    proceso = base.unico("paac.proceso", ("nombre", "=", "Ayudas y bienes"))
    proceso.usuarios.append(usuario)
    proceso.save()
    base.como("control")
    tryton.reabrir(_corte(base, ABIERTO), "Falta que los líderes reporten")
    assert plan.mapas
    tryton.copiar(plantilla.with_name("paac.sqlite"), plantilla.with_name("riesgos.sqlite"))
    return plantilla.with_name("riesgos.sqlite")


@pytest.fixture
def riesgos(poblada: Path) -> tryton.Base:
    tryton.reponer(poblada, poblada.with_name("paac.sqlite"))
    return tryton.Base("sqlite:///paac").como(LIDER)


def _corte(base: tryton.Base, fecha: date) -> Any:
    return base.unico("paac.corte", ("fecha", "=", fecha), ("plan.mapas", "!=", None))


def riesgo(base: tryton.Base, referencia: str) -> Any:
    return base.unico("paac.riesgo", ("referencia", "=", referencia))


def seguimiento(
    base: tryton.Base, referencia: str, quien: str = "oci", corte: date = ABIERTO
) -> Any:
    return base.unico(
        "paac.riesgo.seguimiento",
        ("riesgo.referencia", "=", referencia),
        ("corte.fecha", "=", corte),
        ("quien", "=", quien),
    )


def nuevo(base: tryton.Base, referencia: str, **valores: Any) -> dict[str, Any]:
    """Lo que un cliente mandaría para crear uno."""
    suyos = {"riesgo": riesgo(base, referencia).id, "corte": _corte(base, ABIERTO).id}
    return {**suyos, "quien": "lider", **valores}


def crear(base: tryton.Base, *nuevos: dict[str, Any]) -> Any:
    return base.modelo("paac.riesgo.seguimiento")._proxy.create(list(nuevos), {})


def leido(base: tryton.Base) -> paac.Plan:
    with base.transaccion():
        from trytond.pool import Pool
        from trytond_paac.puente import lectura

        [mapa] = Pool().get("paac.mapa").search([])
        hallado: paac.Plan = lectura.plan_de(mapa.plan)
        return hallado


def dicho(base: tryton.Base, referencia: str, quien: str, corte: date = ABIERTO) -> Any:
    """Lo que el plan que sale de la base dice de un riesgo."""
    mapa = leido(base).mapa_de_riesgos
    assert mapa is not None
    suyos = [r for p in mapa.procesos for r in p.riesgos if r.referencia == referencia]
    dichos = [uno for uno in suyos[0].seguimientos if (uno.corte, uno.quien) == (corte, quien)]
    return dichos[0] if dichos else None


# ------------------------------------------------------------------ ida y vuelta
def test_un_plan_con_su_mapa_vuelve_igual(riesgos: tryton.Base) -> None:
    assert leido(riesgos) == con_mapa()


def test_los_cortes_que_solo_el_mapa_nombra_quedan_cerrados_y_congelados(
    riesgos: tryton.Base,
) -> None:
    corte = _corte(riesgos, JUNIO)

    assert (corte.estado, len(corte.instantaneas)) == ("cerrado", 1)


def vuelto(base: tryton.Base, mapa: dict[str, Any]) -> tuple[paac.Plan, paac.Plan]:
    """El plan que lleva ese mapa, antes y después de pasar por la base."""
    datos = {"entidad": {"nombre": "M"}, "componentes": [{"numero": 1}], "mapa_de_riesgos": mapa}
    plan = paac.desde_datos(datos).contenido
    with base.transaccion() as transaccion:
        from trytond_paac.puente import escritura, lectura

        hallado = lectura.plan_de(escritura.crear_plan(plan))
        transaccion.rollback()
    return plan, hallado


@ejemplos(5, HealthCheck.function_scoped_fixture)
@given(datos=MAPAS)
def test_todo_lo_que_un_mapa_admite_vuelve_igual(base: tryton.Base, datos: dict[str, Any]) -> None:
    assume(datos["entidad"]["nombre"])  # sin él no hay con qué mostrarla: Tryton lo pide
    plan, hallado = vuelto(base, datos)

    assert hallado == plan


def test_vuelve_igual_lo_que_casi_ningun_mapa_trae(base: tryton.Base) -> None:
    plan, hallado = vuelto(base, casi_ninguno(descripcion="d"))

    assert hallado == plan


def test_el_reporte_de_la_base_es_el_del_archivo_con_su_mapa(riesgos: tryton.Base) -> None:
    with riesgos.transaccion():
        from trytond.pool import Pool
        from trytond_paac.puente import emision

        [mapa] = Pool().get("paac.mapa").search([])
        hecho = emision.reporte(mapa.plan, "ptep-seguimiento", ABIERTO).emitir("xlsx").contenido
    esperado = paac.reporte(con_mapa(), "ptep-seguimiento", corte=ABIERTO).emitir("xlsx").contenido

    assert hecho == esperado


def test_el_reporte_que_saca_un_lider_lleva_el_mapa_entero(riesgos: tryton.Base) -> None:
    """Que él vea sólo lo suyo no le quita nada al reporte."""
    plan = riesgos.unico("paac.plan", ("mapas", "!=", None))
    dichos = {"formato": "ptep-seguimiento", "tipo": "xlsx", "corte": _corte(riesgos, ABIERTO)}
    pedido = riesgos.asistente("paac.reportar", plan, **dichos, en_cola=False)
    pedido.execute("revisa")
    pedido.execute("genera")
    esperado = paac.reporte(con_mapa(), "ptep-seguimiento", corte=ABIERTO).emitir("xlsx").contenido

    assert bytes(pedido.actions[0][1]) == esperado


# ------------------------------------------------------------------ el líder y lo suyo
def test_un_lider_dice_lo_de_su_riesgo(riesgos: tryton.Base) -> None:
    suyo = riesgos.modelo("paac.riesgo.seguimiento")(
        riesgo=riesgo(riesgos, SUYO),
        corte=_corte(riesgos, ABIERTO),
        acciones_adelantadas="=1+1\n  fin ",
        avance=Decimal("62.5"),
        materializacion_ocurrio="no",
    )
    suyo.evidencias.new(texto="Acta 7")
    suyo.controles.new(control="1", aplicado="parcial", nota="A veces")
    suyo.save()

    assert dicho(riesgos, SUYO, "lider") == paac.modelo.SeguimientoDeRiesgo(
        corte=ABIERTO,
        quien="lider",
        acciones_adelantadas="=1+1\n  fin ",
        avance=Decimal("62.5"),
        evidencias=("Acta 7",),
        controles=(paac.modelo.ControlSeguido(control="1", aplicado="parcial", nota="A veces"),),
        materializacion=paac.modelo.Materializacion(ocurrio="no"),
    )


def test_un_lider_ve_lo_de_sus_riesgos_y_no_lo_de_otros(riesgos: tryton.Base) -> None:
    vistos = riesgos.modelo("paac.riesgo.seguimiento").find([])
    todos = riesgos.como("control").modelo("paac.riesgo.seguimiento").find([])

    assert {uno.riesgo.referencia for uno in vistos} == {"R2", "R3"}
    assert {uno.riesgo.referencia for uno in todos} > {"R2", "R3"}


def test_control_interno_dice_lo_suyo_y_lo_del_lider_se_queda(riesgos: tryton.Base) -> None:
    crear(riesgos, nuevo(riesgos, SUYO, acciones_adelantadas="Lo mío"))
    suyo = seguimiento(riesgos.como("control"), SUYO)
    suyo.efectividad, suyo.verificacion_resultado = "Baja", "parcial"
    suyo.save()

    assert dicho(riesgos, SUYO, "oci").verificacion.resultado is paac.modelo.Resultado.PARCIAL
    assert dicho(riesgos, SUYO, "lider").acciones_adelantadas == "Lo mío"


# ------------------------------------------------------------------ lo prohibido
def prohibidos(base: tryton.Base) -> dict[str, Callable[[], object]]:
    """Lo que un líder podría mandar por RPC."""
    [mio] = crear(base, nuevo(base, SUYO, acciones_adelantadas="Lo mío"))
    base.como("control")
    ajeno, oci = seguimiento(base, AJENO), seguimiento(base, SUYO)
    control = oci.controles[0].id
    proceso = base.unico("paac.proceso", ("nombre", "=", "Contratación"))
    corte = _corte(base, JUNIO)
    base.como(LIDER)
    Seguimiento = base.modelo("paac.riesgo.seguimiento")._proxy  # noqa: N806
    Control = base.modelo("paac.control.seguido")._proxy  # noqa: N806
    Riesgo, Proceso = base.modelo("paac.riesgo")._proxy, base.modelo("paac.proceso")._proxy  # noqa: N806
    yo = base.unico("paac.proceso", ("nombre", "=", "Ayudas y bienes")).usuarios[0].id
    propio, otro = riesgo(base, SUYO), riesgo(base, AJENO)
    return {
        "leer lo de otro proceso": lambda: Seguimiento.read([ajeno.id], ["observaciones"], {}),
        "escribir en lo ajeno": lambda: Seguimiento.write([ajeno.id], {"estado": "x"}, {}),
        "borrar lo ajeno": lambda: Seguimiento.delete([ajeno.id], {}),
        "decirlo de un riesgo ajeno": lambda: crear(base, nuevo(base, AJENO)),
        "en un lote con uno ajeno": lambda: crear(
            base, nuevo(base, "R3", estado="x"), nuevo(base, AJENO)
        ),
        "escribir lo de control interno": lambda: Seguimiento.write([oci.id], {"avance": 1}, {}),
        "borrar lo de control interno": lambda: Seguimiento.delete([oci.id], {}),
        "firmar como control interno": lambda: crear(base, nuevo(base, "R3", quien="oci")),
        "pasar lo suyo a control interno": lambda: Seguimiento.write(
            [mio], {"quien": "planeacion"}, {}
        ),
        "verificarse": lambda: Seguimiento.write(
            [mio], {"verificacion_resultado": "verificada"}, {}
        ),
        "nacer verificado": lambda: crear(
            base, nuevo(base, "R3", verificacion_resultado="verificada")
        ),
        "decir su efectividad": lambda: Seguimiento.write([mio], {"efectividad": "Alta"}, {}),
        "pasarlo a un riesgo ajeno": lambda: Seguimiento.write([mio], {"riesgo": otro.id}, {}),
        "pasarlo a un corte cerrado": lambda: Seguimiento.write([mio], {"corte": corte.id}, {}),
        "decirlo en un corte cerrado": lambda: crear(base, nuevo(base, "R3", corte=corte.id)),
        "responder por control interno": lambda: Control.write([control], {"aplicado": "si"}, {}),
        "agregarle una evidencia": lambda: base.modelo("paac.riesgo.evidencia")._proxy.create(
            [{"seguimiento": oci.id, "texto": "De otro"}], {}
        ),
        "cambiar su riesgo": lambda: Riesgo.write([propio.id], {"residual_zona": "Bajo"}, {}),
        "cambiar un control": lambda: Riesgo.write([propio.id], {"controles": "[]"}, {}),
        "hacerse líder de otro": lambda: Proceso.write(
            [proceso.id], {"usuarios": [("add", [yo])]}, {}
        ),
        "pasar el riesgo ajeno a su proceso": lambda: Riesgo.write(
            [otro.id], {"proceso": propio.proceso.id}, {}
        ),
    }


def test_un_lider_no_escribe_sino_lo_suyo(riesgos: tryton.Base) -> None:
    intentos = prohibidos(riesgos)
    antes = leido(riesgos)
    pasaron = []
    for nombre, hacer in intentos.items():
        riesgos.como(LIDER)
        try:
            hacer()
        except (AccessError, UserError):
            continue
        pasaron.append(nombre)

    assert pasaron == []
    assert leido(riesgos) == antes


def test_una_oficina_que_no_lidera_ninguno_no_ve_ni_escribe(riesgos: tryton.Base) -> None:
    riesgos.como(tryton.HACIENDA)

    assert riesgos.modelo("paac.riesgo.seguimiento").find([]) == []
    with pytest.raises(AccessError, match="Un líder sólo dice lo suyo"):
        crear(riesgos, nuevo(riesgos, SUYO))


def test_quien_deja_de_liderar_ya_no_escribe(riesgos: tryton.Base) -> None:
    riesgos.como("control")
    proceso = riesgos.unico("paac.proceso", ("nombre", "=", "Ayudas y bienes"))
    proceso._proxy.write([proceso.id], {"usuarios": [("remove", [proceso.usuarios[0].id])]}, {})
    riesgos.como(LIDER)

    with pytest.raises(AccessError):
        crear(riesgos, nuevo(riesgos, SUYO))


def test_un_lider_no_borra_el_suyo_si_lleva_lo_que_control_interno_verifico(
    riesgos: tryton.Base,
) -> None:
    [mio] = crear(riesgos, nuevo(riesgos, SUYO))
    suyo = riesgos.como("control").modelo("paac.riesgo.seguimiento")(mio)
    suyo.verificacion_resultado = "parcial"
    suyo.save()
    riesgos.como(LIDER)

    with pytest.raises(AccessError, match="no se borra ni se mueve"):
        riesgos.modelo("paac.riesgo.seguimiento")._proxy.delete([mio], {})


@pytest.mark.parametrize(
    ("cambios", "frase"),
    [
        ({"cuestionario": '{"20": "si"}'}, "pregunta de 1 a 19"),
        ({"cuestionario": "[]"}, "una tabla de nombres y valores"),
        ({"cuestionario": '{"a": "si"}'}, "se esperaba un número entero"),
        ({"cuestionario": "{"}, "se esperaba JSON"),
        ({"controles": '[{"tipo": "correctivo", "causas_que_ataca": [99]}]'}, "un número de 1 a"),
        ({"inherente_probabilidad_pct": Decimal(101)}, "Probabilidad %"),
        ({"tipo": "otra cosa"}, "Tipo de riesgo"),
    ],
)
def test_lo_que_la_biblioteca_no_admite_no_se_guarda_y_se_dice(
    riesgos: tryton.Base, cambios: dict[str, Any], frase: str
) -> None:
    riesgos.como("control")
    suyo = riesgo(riesgos, SUYO)

    with pytest.raises(UserError) as error:
        suyo._proxy.write([suyo.id], cambios, {})

    assert frase in f"{error.value.message} {error.value.description}"


def test_un_riesgo_no_pasa_al_mapa_de_otro_plan(riesgos: tryton.Base) -> None:
    riesgos.como("admin")
    datos = {"entidad": {"nombre": "M"}, "procesos": [{"nombre": "P"}]}
    otro = {"entidad": {"nombre": "M"}, "componentes": [{"numero": 1}], "mapa_de_riesgos": datos}
    tryton.importar(json.dumps(otro).encode(), "otro.json")
    suyo, destino = riesgo(riesgos, SUYO), riesgos.unico("paac.proceso", ("nombre", "=", "P"))

    with pytest.raises(AccessError, match="no pasa a otro"):
        suyo._proxy.write([suyo.id], {"proceso": destino.id}, {})
