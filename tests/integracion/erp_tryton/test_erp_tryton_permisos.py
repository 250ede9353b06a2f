"""Una oficina reporta lo suyo en el corte abierto; control interno abre, verifica y cierra."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from ayudas import tryton
from trytond.exceptions import UserError
from trytond.model.exceptions import AccessError, ValidationError

_SUYOS = [("dependencia.nombre", "like", "%HACIENDA"), ("corte.fecha", "=", tryton.CORTE)]
TABLAS = {
    *("entidad", "formato", "formato.archivo", "plan", "dependencia"),
    *("dependencia-res.user", "componente", "subcomponente", "actividad", "tramite", "corte"),
    *("instantanea", "acta", "seguimiento", "evidencia", "mapa", "mapa.seguimiento", "proceso"),
    *("proceso-res.user", "riesgo", "riesgo.seguimiento", "riesgo.evidencia", "control.seguido"),
    "pedido",
}
LAS_QUE_LLENA = {
    *("seguimiento", "evidencia", "riesgo.seguimiento", "riesgo.evidencia", "control.seguido"),
}
DE_CONTROL = {"instantanea": "r", "acta": "r", "pedido": "rd"}


def _accesos(base: tryton.Base, login: str | None) -> dict[str, str]:
    """Qué puede alguien en cada tabla: leer, escribir (w), crear y borrar (d)."""
    from trytond.model import ModelSQL
    from trytond.pool import Pool
    from trytond.transaction import Transaction

    with base.transaccion():
        pool = Pool()
        tablas = [
            nombre
            for nombre, modelo in pool.iterobject()
            if nombre.startswith("paac.") and issubclass(modelo, ModelSQL)
        ]
        Usuario = pool.get("res.user")  # noqa: N806
        hallados = Usuario.search([("login", "=", login)])
        [quien] = hallados or Usuario.create([{"name": "De otra área", "login": "otra"}])
        with Transaction().set_user(quien.id):
            dados = pool.get("ir.model.access").get_access(tablas)
    letras = {"read": "r", "write": "w", "create": "c", "delete": "d"}
    return {
        tabla.removeprefix("paac."): "".join(letra for modo, letra in letras.items() if dado[modo])
        for tabla, dado in dados.items()
    }


def test_en_cada_tabla_cada_quien_puede_lo_suyo(base: tryton.Base) -> None:
    """También en la que lo toma de aquella de que cuelga: una nueva no queda abierta a todos."""
    assert _accesos(base, None) == dict.fromkeys(TABLAS, "")
    assert _accesos(base, tryton.HACIENDA) == {
        tabla: "rwcd" if tabla in LAS_QUE_LLENA else "r" for tabla in TABLAS
    }
    assert _accesos(base, "control") == dict.fromkeys(TABLAS, "rwcd") | DE_CONTROL


def test_una_oficina_escribe_su_seguimiento(base: tryton.Base) -> None:
    base.como(tryton.HACIENDA)
    suyo = base.seguimiento("HACIENDA")
    suyo.texto, suyo.avance, suyo.estado = "Listo", Decimal(100), "cumplida"
    suyo.evidencias.new(texto="Acta 7")
    suyo.save()
    suyo.reload()
    assert (suyo.texto, suyo.avance, [e.texto for e in suyo.evidencias][-1]) == (
        *("Listo", Decimal(100)),
        "Acta 7",
    )


def test_una_oficina_reporta_una_fila_que_no_tenia_reporte(base: tryton.Base) -> None:
    base.como(tryton.HACIENDA)
    actividad = base.seguimiento("HACIENDA", tryton.JUNIO).actividad
    corte = base.unico("paac.corte", ("fecha", "=", tryton.CORTE))
    base.modelo("paac.seguimiento").delete(
        base.modelo("paac.seguimiento").find(
            [("actividad", "=", actividad.id), ("corte", "=", corte.id)]
        )
    )
    nuevo = base.modelo("paac.seguimiento")(actividad=actividad, corte=corte, texto="Nuevo")
    nuevo.save()
    assert nuevo.id > 0


def test_una_oficina_no_escribe_el_de_otra(base: tryton.Base) -> None:
    base.como(tryton.HACIENDA)
    ajeno = base.seguimiento("PLANEACI")
    ajeno.texto = "De otro"
    with pytest.raises(AccessError, match="Una oficina sólo reporta lo suyo"):
        ajeno.save()


def test_una_oficina_ve_lo_de_las_demas(base: tryton.Base) -> None:
    base.como(tryton.HACIENDA)
    assert base.seguimiento("PLANEACI").texto


@pytest.mark.una_de_cada
@pytest.mark.parametrize(
    ("dato", "valor", "dicho"),
    [
        ("verificacion_resultado", "verificada", "Verificación"),
        ("verificacion_nota", "Bien", "Nota de la verificación"),
        ("monitoreo", "Al día", "Monitoreo"),
        ("observaciones_monitoreo", "Ninguna", "Observaciones del monitoreo"),
    ],
)
def test_una_oficina_no_escribe_lo_que_otros_dicen_de_lo_suyo(
    base: tryton.Base, dato: str, valor: str, dicho: str
) -> None:
    base.como(tryton.HACIENDA)
    suyo = base.seguimiento("HACIENDA")
    with pytest.raises(AccessError, match=dicho):
        suyo._proxy.write([suyo.id], {dato: valor}, {})


@pytest.mark.parametrize("extras", ["{", '{"Mal Nombre": 1}', "[]"])
def test_un_dato_propio_que_la_biblioteca_no_lee_no_se_guarda(
    base: tryton.Base, extras: str
) -> None:
    base.como(tryton.HACIENDA)
    suyo = base.seguimiento("HACIENDA")
    with pytest.raises(ValidationError):
        suyo._proxy.write([suyo.id], {"extras": extras}, {})


DE_OTROS = {
    "monitoreo": "Planeación lo vio",
    "observaciones_monitoreo": "Falta el acta",
    "verificacion_resultado": "no_verificada",
    "verificacion_nota": "No se halló el acta",
}


def _con_lo_de_otros(base: tryton.Base, dato: str) -> Any:
    """El de Hacienda, con sólo lo que escribió otra oficina: un dato, o una verificación entera."""
    suyo = base.como("control").seguimiento("HACIENDA")
    for uno, valor in DE_OTROS.items():
        setattr(suyo, uno, valor if uno.partition("_")[0] == dato.partition("_")[0] else None)
    suyo.save()
    return base.como(tryton.HACIENDA).seguimiento("HACIENDA")


@pytest.mark.una_de_cada
@pytest.mark.parametrize("dato", DE_OTROS)
def test_una_oficina_no_borra_el_registro_que_lleva_lo_que_otros_dicen(
    base: tryton.Base, dato: str
) -> None:
    suyo = _con_lo_de_otros(base, dato)
    with pytest.raises(AccessError, match="no es de su oficina: no se borra ni se mueve"):
        suyo.delete()
    suyo.reload()
    assert getattr(suyo, dato) == DE_OTROS[dato]


def test_ni_lo_borra_en_un_lote_con_otros(base: tryton.Base) -> None:
    ajeno = _con_lo_de_otros(base, "monitoreo")
    suyos = [s.id for s in base.modelo("paac.seguimiento").find(_SUYOS)]
    assert len(suyos) > 1
    with pytest.raises(AccessError):
        ajeno._proxy.delete(suyos, {})
    assert [s.id for s in base.modelo("paac.seguimiento").find(_SUYOS)] == suyos


@pytest.mark.parametrize("campo", ["actividad", "corte"])
def test_ni_se_lo_pasa_a_otra_fila_ni_a_otro_corte(base: tryton.Base, campo: str) -> None:
    suyo = _con_lo_de_otros(base, "monitoreo")
    otro = base.modelo("paac.seguimiento").find([*_SUYOS, ("id", "!=", suyo.id)])[0]
    destino = otro.actividad.id if campo == "actividad" else base.corte(tryton.JUNIO).id
    base.modelo("paac.seguimiento").delete([otro])  # el hueco a donde lo pasaría
    with pytest.raises(AccessError, match="no se borra ni se mueve"):
        suyo._proxy.write([suyo.id], {campo: destino}, {})


def test_control_interno_si_borra_lo_de_un_corte_abierto(base: tryton.Base) -> None:
    _con_lo_de_otros(base, "monitoreo")
    suyo = base.como("control").seguimiento("HACIENDA")
    cual = suyo.id
    suyo.delete()
    assert base.modelo("paac.seguimiento").find([("id", "=", cual)]) == []


def test_una_oficina_borra_el_suyo_si_solo_lleva_lo_suyo(base: tryton.Base) -> None:
    suyo = _con_lo_de_otros(base, "")
    cual = suyo.id
    suyo.delete()
    assert base.modelo("paac.seguimiento").find([("id", "=", cual)]) == []


def test_una_oficina_no_copia_lo_que_otros_dicen(base: tryton.Base) -> None:
    suyo = _con_lo_de_otros(base, "verificacion_resultado")
    otro = base.modelo("paac.seguimiento").find([*_SUYOS, ("id", "!=", suyo.id)])[0]
    hueco = otro.actividad.id
    base.modelo("paac.seguimiento").delete([otro])
    with pytest.raises(AccessError, match="No tiene permisos"):
        suyo._proxy.copy([suyo.id], {"actividad": hueco}, {})


@pytest.mark.una_de_cada
@pytest.mark.parametrize("dato", DE_OTROS)
def test_una_oficina_no_crea_un_seguimiento_ya_verificado(base: tryton.Base, dato: str) -> None:
    base.como(tryton.HACIENDA)
    suyo = base.modelo("paac.seguimiento").find(_SUYOS)[0]
    nuevo = {"actividad": suyo.actividad.id, "corte": suyo.corte.id}
    base.modelo("paac.seguimiento").delete([suyo])
    with pytest.raises(AccessError):
        suyo._proxy.create([nuevo | {dato: DE_OTROS[dato]}], {})


def test_en_un_lote_con_uno_ajeno_no_se_crea_ninguno(base: tryton.Base) -> None:
    base.como("control")
    propio, ajeno = base.seguimiento("HACIENDA"), base.seguimiento("PLANEACI")
    nuevos = [{"actividad": s.actividad.id, "corte": s.corte.id} for s in (propio, ajeno)]
    base.modelo("paac.seguimiento").delete([propio, ajeno])
    base.como(tryton.HACIENDA)
    Seguimiento = base.modelo("paac.seguimiento")  # noqa: N806
    antes = len(Seguimiento.find([]))
    with pytest.raises(AccessError, match="Una oficina sólo reporta lo suyo"):
        Seguimiento._proxy.create(nuevos, {})
    assert len(Seguimiento.find([])) == antes


def test_una_oficina_no_le_pasa_su_seguimiento_a_otra(base: tryton.Base) -> None:
    ajena = base.como("control").seguimiento("PLANEACI")
    fila = ajena.actividad.id
    ajena.delete()
    suyo = _con_lo_de_otros(base, "")
    with pytest.raises(AccessError, match="Una oficina sólo reporta lo suyo"):
        suyo._proxy.write([suyo.id], {"actividad": fila}, {})


def test_una_oficina_no_toca_las_evidencias_de_otra(base: tryton.Base) -> None:
    ajeno = base.como("control").seguimiento("PLANEACI")
    ajeno.evidencias.new(texto="Acta de Planeación")
    ajeno.save()
    suyo = base.como(tryton.HACIENDA).seguimiento("HACIENDA")
    suyo.evidencias.new(texto="Acta de Hacienda")
    suyo.save()
    Evidencia = base.modelo("paac.evidencia")  # noqa: N806
    [de_otra] = Evidencia.find([("texto", "=", "Acta de Planeación")])
    [propia] = Evidencia.find([("texto", "=", "Acta de Hacienda")])
    intentos: list[Callable[[], object]] = [
        lambda: de_otra._proxy.delete([de_otra.id], {}),
        lambda: de_otra._proxy.write([de_otra.id], {"seguimiento": suyo.id}, {}),
        lambda: propia._proxy.write([propia.id], {"seguimiento": ajeno.id}, {}),
        lambda: suyo._proxy.write([suyo.id], {"evidencias": [("add", [de_otra.id])]}, {}),
        lambda: suyo._proxy.write([suyo.id], {"evidencias": [("delete", [de_otra.id])]}, {}),
    ]
    for hacer in intentos:
        with pytest.raises(AccessError):
            hacer()


def test_una_oficina_no_se_cambia_de_oficina(base: tryton.Base) -> None:
    base.como(tryton.HACIENDA)
    ajena = base.unico("paac.dependencia", ("nombre", "like", "%PLANEACI%"))
    propio = base.seguimiento("PLANEACI").actividad.subcomponente.componente
    yo = base.modelo("paac.dependencia").find([("nombre", "like", "%HACIENDA")])[0].usuarios[0].id
    Enlace = base.modelo("paac.dependencia")._proxy  # noqa: N806
    intentos: list[Callable[[], object]] = [
        lambda: Enlace.write([ajena.id], {"usuarios": [("add", [yo])]}, {}),
        lambda: propio._proxy.write([propio.id], {"dependencia": None}, {}),
    ]
    for hacer in intentos:
        with pytest.raises(AccessError):
            hacer()


def test_una_oficina_no_cierra_el_corte(base: tryton.Base) -> None:
    base.como(tryton.HACIENDA)
    corte = base.unico("paac.corte", ("fecha", "=", tryton.CORTE))
    with pytest.raises(UserError, match="cerrar"):
        corte.click("cerrar")


def test_nadie_escribe_a_mano_el_estado_de_un_corte(base: tryton.Base) -> None:
    base.como("control")
    corte = base.unico("paac.corte", ("fecha", "=", tryton.CORTE))
    with pytest.raises(AccessError, match="Estado"):
        corte._proxy.write([corte.id], {"estado": "cerrado"}, {})


def test_control_interno_verifica(base: tryton.Base) -> None:
    base.como("control")
    suyo = base.seguimiento("HACIENDA")
    suyo.verificacion_resultado, suyo.verificacion_nota = "parcial", "Falta el acta"
    suyo.save()
    suyo.reload()
    assert (suyo.verificacion_resultado, suyo.verificacion_nota) == ("parcial", "Falta el acta")


def test_no_se_pasa_un_seguimiento_a_un_corte_cerrado(base: tryton.Base) -> None:
    base.como("control")
    suyo = base.seguimiento("HACIENDA")
    nuevo = base.modelo("paac.corte")(plan=base.plan, fecha=tryton.CORTE.replace(day=1))
    nuevo.save()
    suyo.corte = nuevo
    suyo.save()
    suyo.corte = base.unico("paac.corte", ("fecha", "=", tryton.JUNIO))
    with pytest.raises(UserError):
        suyo.save()


def test_no_hay_dos_cortes_abiertos_a_la_vez(base: tryton.Base) -> None:
    base.como("control")
    with pytest.raises(AccessError, match=r"el del 30/09/2023 está abierto"):
        tryton.reabrir(base.corte(tryton.JUNIO), "Se olvidó una evidencia")


def test_el_avance_va_de_cero_a_cien(base: tryton.Base) -> None:
    base.como(tryton.HACIENDA)
    suyo = base.seguimiento("HACIENDA")
    suyo.avance = Decimal(101)
    with pytest.raises(UserError, match="Porcentaje de avance"):
        suyo.save()
