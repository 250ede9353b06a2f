"""Un corte cerrado es una instantánea: sus reportes no cambian, hágase lo que se haga después."""

import hashlib
import json
from collections.abc import Callable

import pytest
from ayudas import cuerpos, tryton
from trytond.exceptions import UserError
from trytond.model.exceptions import AccessError, ValidationError

import paac_reportes as paac

OTRO = b"""{"entidad": {"nombre": "OTRA"}, "componentes": [
    {"nombre": "C", "subcomponentes": [{"actividades": [{"descripcion": "A"}]}]}]}"""

Cambio = Callable[[tryton.Base], object]


def _reescribir(base: tryton.Base) -> None:
    actividad = base.seguimiento("HACIENDA").actividad
    actividad.descripcion, actividad.meta, actividad.fecha_programada = "Otra", "Otra", "Nunca"
    actividad.save()


def _cambiar_de_dependencia(base: tryton.Base) -> None:
    componente = base.seguimiento("HACIENDA").actividad.subcomponente.componente
    otra = base.unico("paac.dependencia", ("nombre", "like", "%PLANEACI%"))
    componente.dependencia = otra
    componente.save()


def _agregar_filas_y_renombrar(base: tryton.Base) -> None:
    suyo = base.seguimiento("HACIENDA").actividad.subcomponente
    suyo.componente.nombre = "Otro componente"
    suyo.componente.save()
    suyo.actividades.new(descripcion="De última hora")
    suyo.save()


def _cambiar_la_entidad(base: tryton.Base) -> None:
    entidad = base.plan.entidad
    entidad.nombre, entidad.escudo, entidad.nit = "OTRO MUNICIPIO", None, "1"
    entidad.save()


def _cambiar_el_plan(base: tryton.Base) -> None:
    plan = base.plan
    plan.vigencia, plan.metodologia = 2024, '{"metodo": "subcomponentes"}'
    plan.firmas, plan.textos = '[{"rol": "Otro", "nombre": "Otro"}]', '{"introduccion": "Otro"}'
    plan.control_cambios = '[{"version": "9", "fecha": "hoy", "razon": "Otra"}]'
    plan.save()


def _renombrar_una_dependencia(base: tryton.Base) -> None:
    dependencia = base.unico("paac.dependencia", ("nombre", "like", "%HACIENDA"))
    dependencia.nombre = "OFICINA NUEVA"
    dependencia.save()


def _reportar_en_otro_corte(base: tryton.Base) -> None:
    actividad = base.seguimiento("HACIENDA").actividad
    otro = base.modelo("paac.corte")(plan=base.plan, fecha=tryton.CORTE.replace(month=8))
    otro.save()
    base.modelo("paac.seguimiento")(actividad=actividad, corte=otro, texto="Después").save()


def _por_las_tablas(base: tryton.Base) -> None:
    """Como lo haría quien llega a la base de datos sin pasar por Tryton."""
    with base.transaccion() as transaccion:
        cursor = transaccion.connection.cursor()
        cursor.execute("UPDATE paac_seguimiento SET texto = 'Otro', avance = 1, estado = NULL")
        cursor.execute("DELETE FROM paac_evidencia")
        transaccion.commit()


CAMBIOS: tuple[Cambio, ...] = (
    *(_reescribir, _cambiar_de_dependencia, _agregar_filas_y_renombrar, _cambiar_la_entidad),
    *(_cambiar_el_plan, _renombrar_una_dependencia, _por_las_tablas),
)


@pytest.mark.parametrize("cambiar", [*CAMBIOS, _reportar_en_otro_corte])
def test_lo_que_cambia_despues_no_cambia_un_reporte_cerrado(
    base: tryton.Base, cambiar: Cambio
) -> None:
    base.cerrar()
    antes, eran = base.reporte("docx"), base.leido()
    cambiar(base.como("admin"))
    assert (base.reporte("docx") == antes, base.leido() == eran) == (True, False)


def test_lo_que_nadie_habia_reportado_tampoco_se_borra(base: tryton.Base) -> None:
    suyo = base.como("control").seguimiento("HACIENDA").actividad.subcomponente
    nueva = base.modelo("paac.actividad")(subcomponente=suyo, descripcion="Sin reportes")
    nueva.save()
    base.cerrar()
    antes = base.reporte("docx")
    with pytest.raises(
        AccessError, match="El corte 30/09/2023 está cerrado y «Sin reportes» estaba"
    ):
        nueva.delete()
    textos = "\n".join(cuerpos.textos_de(base.reporte("docx")[1]))
    assert (base.reporte("docx") == antes, "Sin reportes" in textos) == (True, True)


def test_ni_el_que_se_pide_sin_decir_el_corte_ni_el_de_la_cola(base: tryton.Base) -> None:
    base.cerrar()
    antes = base.reporte("xlsx")[1]
    _por_las_tablas(base)
    sin_corte = base.reporte("xlsx", corte=None)[1]
    pedido = base.asistente(
        "paac.reportar", base.plan, formato=tryton.F20, tipo="xlsx", en_cola=True
    )
    pedido.execute("revisa")
    pedido.execute("genera")
    assert (sin_corte, base.unico("paac.pedido").adjunto.data) == (antes, antes)


def test_el_corte_de_otro_plan_no_sirve_para_pasar_por_uno_abierto(base: tryton.Base) -> None:
    from proteus import Report

    base.cerrar()
    antes, plan = base.reporte("docx"), base.plan
    base.como("admin")
    otro = tryton.importar(OTRO, "otro.json")
    abierto = base.modelo("paac.corte")(plan=otro, fecha=tryton.CORTE)
    abierto.save()
    _por_las_tablas(base)
    pedido = {"ids": [plan.id], "formato": tryton.F20, "tipo": "docx", "corte": abierto.id}
    assert Report("paac.reporte").execute([plan], pedido)[1] == antes[1]


def test_lo_de_un_plan_no_pasa_a_otro(base: tryton.Base) -> None:
    otro = tryton.importar(OTRO, "otro.json")
    suyo = base.seguimiento("HACIENDA").actividad
    ajeno = otro.componentes[0]
    for registro, campo, destino in (
        (suyo, "subcomponente", ajeno.subcomponentes[0]),
        (suyo.subcomponente, "componente", ajeno),
        (suyo.subcomponente.componente, "plan", otro),
        (suyo.subcomponente.componente.dependencia, "plan", otro),
        (base.corte(), "plan", otro),
    ):
        with pytest.raises((AccessError, UserError)):
            registro._proxy.write([registro.id], {campo: destino.id}, {})
        with base.transaccion():
            from trytond.pool import Pool

            Modelo = Pool().get(registro.__class__.__name__)  # noqa: N806
            with pytest.raises(AccessError):
                Modelo.write([Modelo(registro.id)], {campo: destino.id})


def test_la_instantanea_es_el_plan_con_su_huella(base: tryton.Base) -> None:
    base.cerrar()
    suya = base.corte().instantaneas[0]
    assert (paac.desde_datos(json.loads(suya.datos)).contenido, suya.cerrada_por.login) == (
        base.leido(),
        "control",
    )
    assert suya.huella == hashlib.sha256(suya.datos).hexdigest()


def test_una_instantanea_alterada_no_da_ningun_reporte(base: tryton.Base) -> None:
    base.cerrar()
    with base.transaccion() as transaccion:
        sql = "UPDATE paac_instantanea SET datos = CAST(REPLACE(datos, 'Mapa', 'Capa') AS BLOB)"
        transaccion.connection.cursor().execute(sql)
        transaccion.commit()
    with pytest.raises(ValidationError, match="su huella no es la que se guardó con él"):
        base.reporte("docx")


def test_un_corte_cerrado_cuya_instantanea_se_borro_lo_dice(base: tryton.Base) -> None:
    base.cerrar()
    with base.transaccion() as transaccion:
        transaccion.connection.cursor().execute("DELETE FROM paac_instantanea")
        transaccion.commit()
    with pytest.raises(ValidationError, match="su instantánea ya no está"):
        base.reporte("docx")


def test_tampoco_un_programa(base: tryton.Base) -> None:
    base.cerrar()
    with base.transaccion():
        from trytond.pool import Pool

        Instantanea = Pool().get("paac.instantanea")  # noqa: N806
        Corte = Pool().get("paac.corte")  # noqa: N806
        [corte] = Corte.search([("fecha", "=", tryton.CORTE)])
        suya = Instantanea.vigente(corte)
        nueva = {"corte": corte.id, "datos": b"{}", "huella": "x", "cerrada_por": 1}
        intentos: list[Callable[[], object]] = [
            lambda: Instantanea.write([suya], {"datos": b"{}"}),
            lambda: Instantanea.write([suya], {"corte": corte.id, "motivo": "x"}),
            lambda: Instantanea.delete([suya]),
            lambda: Instantanea.create([nueva | {"cerrada_el": suya.cerrada_el}]),
            lambda: Corte.write([corte], {"fecha": tryton.JUNIO.replace(day=1)}),
            lambda: Corte.write([corte], {"estado": "abierto"}),
            lambda: Corte.delete([corte]),
            lambda: (
                Corte.create([{"plan": corte.plan.id, "fecha": tryton.JUNIO.replace(day=2)}])
                and Corte.write(
                    Corte.search([("estado", "=", "por_abrir")]),
                    {"estado": "cerrado"},
                )
            ),
        ]
        for hacer in intentos:
            with pytest.raises((AccessError, ValidationError)):
                hacer()


def test_reabrir_deja_la_instantanea_y_dice_quien_y_por_que(base: tryton.Base) -> None:
    base.cerrar()
    antes = base.corte().instantaneas[0].datos
    tryton.reabrir(base.corte(), "Planeación trajo el acta que faltaba")
    suyo = base.seguimiento("HACIENDA")
    suyo.texto = "Corregido"
    suyo.save()
    base.cerrar()
    ahora, la_de_antes = base.corte().instantaneas[:2]
    assert (la_de_antes.datos, la_de_antes.motivo, la_de_antes.reabierta_por.login) == (
        *(antes, "Planeación trajo el acta que faltaba"),
        "control",
    )
    assert (ahora.motivo, b"Corregido" in ahora.datos) == (None, True)


def test_un_corte_que_se_reabrio_no_se_borra_ni_cambia_de_fecha(base: tryton.Base) -> None:
    corte = base.como("control").corte()  # el plan lo trajo cerrado
    corte.fecha = tryton.CORTE.replace(day=1)
    with pytest.raises(UserError):
        corte.save()
    with pytest.raises(AccessError, match="hay una instantánea"):
        base.corte().delete()


@pytest.mark.parametrize("usuario", [tryton.HACIENDA, tryton.PLANEACION])
def test_una_oficina_no_reabre(base: tryton.Base, usuario: str) -> None:
    from proteus import Wizard

    base.cerrar()
    corte = base.como(usuario).corte()
    with pytest.raises(UserError):
        corte.click("reabrir")
    with pytest.raises(UserError):
        Wizard("paac.reabrir", [corte])


def test_sin_motivo_no_se_reabre(base: tryton.Base) -> None:
    base.cerrar()
    for motivo in (None, "", "  "):
        with pytest.raises(UserError):
            tryton.reabrir(base.corte(), motivo)
    assert base.corte().estado == "cerrado"


def test_uno_abierto_no_se_reabre(base: tryton.Base) -> None:
    from proteus import Wizard

    asistente = Wizard("paac.reabrir", [base.como("control").corte()])
    asistente.form.motivo = "Otra vez"
    with pytest.raises(AccessError, match="Se esperaba el corte 30/09/2023 en «Cerrado»"):
        asistente.execute("reabre")


def test_los_cortes_que_un_plan_trae_quedan_congelados_como_llegaron(base: tryton.Base) -> None:
    antes = base.reporte("docx", corte=tryton.JUNIO)
    _por_las_tablas(base)
    assert base.reporte("docx", corte=tryton.JUNIO) == antes
