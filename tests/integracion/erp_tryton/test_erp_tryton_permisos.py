"""Una oficina reporta lo suyo en el corte abierto; control interno abre, verifica y cierra."""

from decimal import Decimal

import pytest
from ayudas import tryton
from trytond.exceptions import UserError
from trytond.model.exceptions import AccessError


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


def test_una_oficina_no_agrega_evidencias_al_de_otra(base: tryton.Base) -> None:
    base.como(tryton.HACIENDA)
    ajena = base.modelo("paac.evidencia")(seguimiento=base.seguimiento("PLANEACI"), texto="De otro")
    with pytest.raises(AccessError, match="Una oficina sólo reporta lo suyo"):
        ajena.save()


def test_una_oficina_ve_lo_de_las_demas(base: tryton.Base) -> None:
    base.como(tryton.HACIENDA)
    assert base.seguimiento("PLANEACI").texto


def test_una_oficina_no_toca_la_matriz(base: tryton.Base) -> None:
    base.como(tryton.HACIENDA)
    actividad = base.seguimiento("HACIENDA").actividad
    actividad.meta = "Otra meta"
    with pytest.raises(AccessError, match="Actividad"):
        actividad.save()


@pytest.mark.parametrize(
    ("dato", "valor", "dicho"),
    [
        ("resultado", "verificada", "Verificación"),
        ("nota", "Bien", "Nota de la verificación"),
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
    suyo.resultado, suyo.nota = "parcial", "Falta el acta"
    suyo.save()
    suyo.reload()
    assert (suyo.resultado, suyo.nota) == ("parcial", "Falta el acta")


@pytest.mark.parametrize("usuario", [tryton.HACIENDA, "control", "admin"])
def test_lo_de_un_corte_cerrado_no_cambia(base: tryton.Base, usuario: str) -> None:
    base.como("control").unico("paac.corte", ("fecha", "=", tryton.CORTE)).click("cerrar")
    base.como(usuario)
    suyo = base.seguimiento("HACIENDA")
    suyo.texto = "Tarde"
    with pytest.raises(AccessError):
        suyo.save()


def test_de_un_corte_cerrado_se_dice_que_lo_esta(base: tryton.Base) -> None:
    base.como("control").unico("paac.corte", ("fecha", "=", tryton.CORTE)).click("cerrar")
    suyo = base.seguimiento("HACIENDA")
    with pytest.raises(AccessError, match=r"El corte 30/09/2023 está cerrado"):
        suyo.delete()


def test_no_se_borra_la_fila_que_tiene_un_seguimiento_cerrado(base: tryton.Base) -> None:
    base.como("control")
    actividad = base.seguimiento("HACIENDA", tryton.JUNIO).actividad
    with pytest.raises(AccessError, match=r"El corte 30/06/2023 está cerrado"):
        actividad.delete()


def test_ni_el_plan_que_tiene_cortes_cerrados(base: tryton.Base) -> None:
    base.como("control")
    with pytest.raises(AccessError, match=r"Los cortes 31/03/2023, 30/06/2023 están cerrados"):
        base.plan.delete()


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
        base.unico("paac.corte", ("fecha", "=", tryton.JUNIO)).click("abrir")


def test_el_avance_va_de_cero_a_cien(base: tryton.Base) -> None:
    base.como(tryton.HACIENDA)
    suyo = base.seguimiento("HACIENDA")
    suyo.avance = Decimal(101)
    with pytest.raises(UserError, match="Avance"):
        suyo.save()
