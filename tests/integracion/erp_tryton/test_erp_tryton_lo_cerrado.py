"""Lo que un corte cerrado sostiene: por RPC y con cada rol, de cada tabla, no se borra ni cambia."""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import attrs
import pytest
from ayudas import tryton
from ayudas.compartido import RAIZ
from trytond.exceptions import UserError

import paac_reportes as paac
from paac_reportes import anfitrion

ROLES = (
    "control",
    "admin",
    *(pytest.param(rol, marks=pytest.mark.profundo) for rol in ("hacienda", "lider")),
)
"""Los que más pueden: a los otros dos los detiene antes su permiso (``test_erp_tryton_permisos``)."""
"""Una oficina, quien lidera un proceso (del mismo grupo), control interno y quien administra."""
DE_NADIE = {
    "paac.formato": "un corte cerrado se saca en el formato que haya ese día",
    "paac.formato.archivo": "lo mismo",
    "paac.dependencia-res.user": "quién reporta hoy",
    "paac.proceso-res.user": "quién lidera hoy",
    "paac.pedido": "el encargo; lo que salió es su adjunto, y lo prueba su acta",
}
"""Las tablas que ningún corte sostiene, y por qué."""
DE_TRYTON = {"id", "create_uid", "create_date", "write_uid", "write_date"}
SE_NIEGAN_SIEMPRE = {"paac.corte", "paac.instantanea", "paac.acta"}
"""Antes de la regla los rehúsan sus permisos y sus estados, también a control interno."""


def _plan() -> paac.Plan:
    """Uno que tiene de todo: cada tabla del módulo queda con filas."""
    plan = paac.leer(RAIZ / "ejemplos" / "ptep" / "plan.yaml").sin_dudas()
    mapa = paac.leer(RAIZ / "ejemplos" / "mapa_de_riesgos" / "mapa.yaml", como="mapa").sin_dudas()
    firma = paac.modelo.Firma(rol="Aprobó", nombre="Ana")
    cambio = paac.modelo.CambioDocumento(version="2", fecha="2026-02-01", razon="Ajuste")
    corte = min(mapa.cortes())
    return attrs.evolve(
        plan,
        firmas=(firma,),
        control_cambios=(cambio,),
        textos={"introduccion": "Una"},
        mapa_de_riesgos=attrs.evolve(
            mapa,
            firmas=(firma,),
            control_cambios=(cambio,),
            seguimientos=(paac.modelo.SeguimientoDelMapa(corte=corte, elaborado_por="Ana"),),
        ),
    )


@pytest.fixture(scope="module")
def poblada(plantilla: Path) -> Path:
    """La base, con sus dos planes y todos sus cortes cerrados, un acta y adjuntos por todas partes."""
    tryton.reponer(plantilla, plantilla.with_name("paac.sqlite"))
    base = tryton.Base("sqlite:///paac").como("admin")
    tryton.importar(anfitrion.instantanea(_plan()).datos.encode(), "plan.json")
    grupo = base.unico("res.group", ("name", "=", "PAAC: Oficina"))
    proceso = base.modelo("paac.proceso").find([])[0]
    proceso.usuarios.append(tryton.nuevo_usuario("lider", grupo.id))
    proceso.save()
    base.como("control").corte().click("cerrar").execute("cierra")
    with base.transaccion() as transaccion:
        from trytond.pool import Pool
        from trytond_paac.puente import emision

        [plan] = Pool().get("paac.plan").search([("cortes.fecha", "=", tryton.CORTE)])
        emision.emitido(plan, tryton.F20, "csv", tryton.CORTE)
        # Por las tablas: a lo que un corte cerrado dice ya no se le agrega nada.
        cursor = transaccion.connection.cursor()
        cursor.execute(
            "INSERT INTO paac_riesgo_evidencia (seguimiento, texto)"
            " SELECT MIN(id), 'Acta 7' FROM paac_riesgo_seguimiento"
        )
        for tabla, modelo in _tablas():
            cursor.execute(
                "INSERT INTO ir_attachment (name, type, resource, link)"  # noqa: S608 - son suyas
                f" SELECT 'Soporte', 'link', '{modelo},' || MIN(id), 'https://example.org'"
                f' FROM "{tabla}" HAVING MIN(id) IS NOT NULL'
            )
        transaccion.commit()
    tryton.copiar(plantilla.with_name("paac.sqlite"), plantilla.with_name("cerrada.sqlite"))
    return plantilla.with_name("cerrada.sqlite")


@pytest.fixture
def cerrada(poblada: Path) -> tryton.Base:
    tryton.reponer(poblada, poblada.with_name("paac.sqlite"))
    return tryton.Base("sqlite:///paac").como("admin")


def _tablas() -> Iterator[tuple[str, str]]:
    """Las del módulo: ``(tabla, modelo)``; también la de un modelo que mañana se agregue."""
    from trytond.model import ModelSQL
    from trytond.pool import Pool

    for nombre, modelo in Pool("paac").iterobject():
        if nombre.startswith("paac.") and issubclass(modelo, ModelSQL) and nombre not in DE_NADIE:
            yield modelo._table, nombre


def _todo(base: tryton.Base) -> dict[str, list[Any]]:
    """Cada tabla, a la letra, por debajo de Tryton."""
    with base.transaccion() as transaccion:
        cursor = transaccion.connection.cursor()
        hallado = {}
        for tabla in [*(tabla for tabla, _ in _tablas()), "ir_attachment"]:
            cursor.execute(f'SELECT * FROM "{tabla}" ORDER BY id')  # noqa: S608 - son suyas
            hallado[tabla] = list(cursor)
        return hallado


def _algunas(base: tryton.Base, modelo: str) -> list[int]:
    """La primera fila, la de la mitad y la última."""
    ids = sorted(
        uno["id"] for uno in base.modelo(modelo)._proxy.search_read([], 0, None, None, ["id"], {})
    )
    assert ids, f"no hay con qué probar {modelo}"
    return sorted({ids[0], ids[len(ids) // 2], ids[-1]})


@pytest.mark.parametrize("rol", ROLES)
def test_nada_de_lo_que_un_corte_cerrado_sostiene_se_borra(cerrada: tryton.Base, rol: str) -> None:
    suyas = {modelo: _algunas(cerrada, modelo) for _, modelo in _tablas()}
    antes = _todo(cerrada)
    cerrada.como(rol)
    for modelo, ids in suyas.items():
        for cual in ids:
            dicho = _rehusado(cerrada, modelo, "delete", [cual])
            assert rol != "control" or _es_por_el_cierre(modelo, dicho), f"{modelo}: {dicho}"
    assert _todo(cerrada) == antes


@pytest.mark.parametrize("rol", ROLES)
def test_ni_desde_su_dueno(cerrada: tryton.Base, rol: str) -> None:
    """Un formulario borra así: escribe en el dueño la lista, con lo que se le quita."""
    quitados = [
        (modelo, cual, {lista: [("delete", suyas)]})
        for _, modelo in _tablas()
        for cual in _algunas(cerrada, modelo)
        for lista in _listas(modelo)
        if (suyas := list(cerrada.modelo(modelo)._proxy.read([cual], [lista], {})[0][lista]))
    ]
    assert len(quitados) > 20
    antes = _todo(cerrada)
    cerrada.como(rol)
    for modelo, cual, cambio in quitados:
        _rehusado(cerrada, modelo, "write", [cual], cambio)
    assert _todo(cerrada) == antes


@pytest.mark.parametrize("rol", ROLES)
def test_ningun_dato_de_lo_que_se_dijo_en_un_corte_cerrado_se_reescribe(
    cerrada: tryton.Base, rol: str
) -> None:
    suyas = {modelo: _algunas(cerrada, modelo) for modelo in _de_un_corte()}
    antes = _todo(cerrada)
    cerrada.como(rol)
    for modelo, ids in suyas.items():
        for campo, valor in _otros_valores(modelo):
            for cual in ids[:1]:
                dicho = _rehusado(cerrada, modelo, "write", [cual], {campo: valor})
                assert rol != "control" or _es_por_el_cierre(modelo, dicho), f"{campo}: {dicho}"
    assert _todo(cerrada) == antes


@pytest.mark.parametrize("rol", ROLES)
def test_los_adjuntos_de_lo_cerrado_no_se_borran_ni_se_cambian(
    cerrada: tryton.Base, rol: str
) -> None:
    de_quien = [modelo for _, modelo in _tablas()]
    antes = _todo(cerrada)
    with cerrada.transaccion() as transaccion:
        cursor = transaccion.connection.cursor()
        cursor.execute("SELECT id, resource FROM ir_attachment")
        adjuntos = {cual: suyo.partition(",")[0] for cual, suyo in cursor}
    assert sorted(adjuntos.values()) == sorted(de_quien)
    cerrada.como(rol)
    for cual, modelo in adjuntos.items():
        for metodo, *valores in (
            ("delete",),
            ("write", {"name": "Otro"}),
            ("write", {"link": "x"}),
        ):
            dicho = _rehusado(cerrada, "ir.attachment", metodo, [cual], *valores)
            assert rol != "admin" or _es_por_el_cierre(modelo, dicho), f"{modelo}: {dicho}"
    assert _todo(cerrada) == antes


def test_a_un_seguimiento_cerrado_no_se_le_agrega_un_soporte_y_al_plan_si(
    cerrada: tryton.Base,
) -> None:
    suyo = cerrada.como("control").seguimiento("HACIENDA")
    Adjunto = cerrada.modelo("ir.attachment")  # noqa: N806
    for dueno in (suyo, suyo.evidencias[0] if suyo.evidencias else suyo):
        with pytest.raises(UserError, match="El corte 30/09/2023 está cerrado"):
            Adjunto(name="Tarde", type="link", link="x", resource=dueno).save()
    del_plan = Adjunto(name="Acta firmada", type="link", link="x", resource=suyo.corte.plan)
    del_plan.save()
    assert del_plan.id > 0


def test_lo_que_se_agrega_despues_de_cerrar_si_se_borra(cerrada: tryton.Base) -> None:
    donde = cerrada.como("control").seguimiento("HACIENDA").actividad.subcomponente
    nueva = cerrada.modelo("paac.actividad")(subcomponente=donde, descripcion="Por error")
    nueva.save()
    nueva.delete()
    assert not cerrada.modelo("paac.actividad").find([("descripcion", "=", "Por error")])


def test_si_se_reabren_los_cortes_que_la_tenian_una_fila_se_borra(cerrada: tryton.Base) -> None:
    donde = cerrada.como("control").seguimiento("HACIENDA").actividad.subcomponente
    suya = cerrada.modelo("paac.actividad")(subcomponente=donde, descripcion="Sin reportes")
    suya.save()
    tryton.reabrir(cerrada.corte(), "Se agregó una")
    cerrada.cerrar()
    with pytest.raises(UserError, match="El corte 30/09/2023 está cerrado y «Sin reportes» estaba"):
        suya.delete()
    tryton.reabrir(cerrada.corte(), "No va")
    suya.delete()
    assert not cerrada.modelo("paac.actividad").find([("descripcion", "=", "Sin reportes")])


def test_una_tabla_nueva_se_sostiene_o_dice_por_que_no() -> None:
    from trytond.pool import Pool
    from trytond_paac.modelos.sostenido import Sostenido

    sueltas = [n for _, n in _tablas() if not issubclass(Pool("paac").get(n), Sostenido)]
    assert sueltas == []


# ------------------------------------------------------------------ cómo se intenta
def _rehusado(base: tryton.Base, modelo: str, metodo: str, *datos: Any) -> str:
    with pytest.raises(UserError) as falla:
        getattr(base.modelo(modelo)._proxy, metodo)(*datos, {})
    return str(falla.value)


def _es_por_el_cierre(modelo: str, dicho: str) -> bool:
    return modelo in SE_NIEGAN_SIEMPRE or "está cerrado" in dicho or "están cerrados" in dicho


def _listas(modelo: str) -> Iterator[str]:
    from trytond.model import fields
    from trytond.pool import Pool

    for nombre, campo in Pool("paac").get(modelo)._fields.items():
        if isinstance(campo, fields.One2Many) and campo.model_name not in DE_NADIE:
            yield nombre


def _de_un_corte() -> Iterator[str]:
    """Las tablas de lo que se dijo en un corte, y las de su cierre."""
    from trytond.pool import Pool
    from trytond_paac.modelos.reportado import EnUnCorte

    for _, modelo in _tablas():
        if issubclass(Pool("paac").get(modelo), EnUnCorte):
            yield modelo
    yield from ("paac.corte", "paac.instantanea", "paac.acta")


_VALORES = {
    "char": "Otro",
    "text": "Otro",
    "integer": 7,
    "numeric": Decimal(7),
    "boolean": True,
    "date": date(2020, 1, 1),
    "timestamp": datetime(2020, 1, 1),
    "binary": b"x",
    "dict": {},
    "many2one": 1,
}
"""Por la clase de la columna."""


def _otros_valores(modelo: str) -> Iterator[tuple[str, Any]]:
    """Cada columna que alguien puede escribir, con un valor que no tiene."""
    from trytond.model import fields
    from trytond.pool import Pool

    for nombre, campo in Pool("paac").get(modelo)._fields.items():
        if isinstance(campo, fields.Function | fields.One2Many) or nombre in DE_TRYTON:
            continue
        opciones = [valor for valor, _ in campo.selection] if campo._type == "selection" else ()
        yield nombre, opciones[-1] if opciones else _VALORES[campo._type]
