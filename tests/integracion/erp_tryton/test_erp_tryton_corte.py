"""Un corte entero: cada oficina reporta lo suyo, control interno cierra, y lo cerrado no cambia."""

import hashlib
import io
import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from ayudas import tryton
from trytond.exceptions import UserError
from trytond.model.exceptions import AccessError, ValidationError

import paac_reportes as paac
from paac_reportes import anfitrion

HOY = date(2023, 9, 28)
_SUYOS = [("dependencia.nombre", "like", "%HACIENDA"), ("corte.fecha", "=", tryton.CORTE)]


# ------------------------------------------------------------------ lo que sale
@pytest.mark.parametrize("tipo", ["docx", "xlsx", "pdf"])
def test_el_reporte_de_las_filas_es_el_del_plan(base: tryton.Base, tipo: str) -> None:
    base.como(tryton.HACIENDA)
    extension, contenido, _imprime, nombre = base.reporte(tipo)
    plan = paac.leer(tryton.EJEMPLO / "plan.yaml").sin_dudas()
    esperado = paac.reporte(plan, tryton.F20, corte=tryton.CORTE).emitir(tipo)
    assert (f"{nombre}.{extension}", contenido) == (esperado.nombre, esperado.contenido)


def test_los_avisos_se_ven_antes_de_generar(base: tryton.Base) -> None:
    pedido = base.asistente("paac.reportar", base.plan, formato=tryton.F20)
    assert pedido.form.corte.fecha == tryton.CORTE
    pedido.execute("revisa")
    plan = paac.leer(tryton.EJEMPLO / "plan.yaml").sin_dudas()
    avisos = paac.reporte(plan, tryton.F20, corte=tryton.CORTE).avisos
    assert pedido.form.avisos.splitlines() == [str(aviso) for aviso in avisos]


def test_quien_no_es_de_un_grupo_no_saca_reportes(base: tryton.Base) -> None:
    from proteus import Report

    base.modelo("res.user")(name="X", login="sin_grupo").save()
    dicho = {"ids": [1], "formato": tryton.F20, "tipo": "docx", "corte": base.corte().id}
    base.como("sin_grupo")
    with pytest.raises(UserError, match="Plan"):
        Report("paac.reporte").execute(None, dicho)


# ------------------------------------------------------------------ quién reporta
def test_lo_que_una_oficina_escribe_sale_en_el_reporte(base: tryton.Base) -> None:
    base.como(tryton.HACIENDA)
    suyo = base.seguimiento("HACIENDA")
    suyo.texto, suyo.avance, suyo.estado = "Escrito desde Tryton", Decimal(100), "cumplida"
    suyo.evidencias.new(texto="Acta 7")
    suyo.save()
    word = io.BytesIO(base.reporte("docx", "informe-seguimiento")[1])
    textos = [parrafo for parrafo in _textos(word) if "Escrito desde Tryton" in parrafo]
    assert (suyo.avance, bool(textos)) == (Decimal(100), True)


def _textos(word: io.BytesIO) -> list[str]:
    from ayudas import cuerpos

    return list(cuerpos.textos_de(word.getvalue()))


def intentos(base: tryton.Base) -> dict[str, Callable[[], object]]:
    """Lo que una oficina podría mandar por RPC, y no es suyo."""
    propio = base.como("control").modelo("paac.seguimiento").find(_SUYOS)[0]
    propio.monitoreo = "Planeación lo vio"
    propio.save()
    ajeno, corte = base.seguimiento("PLANEACI"), base.corte().id
    junio = base.corte(tryton.JUNIO).id
    ajeno.evidencias.new(texto="Acta de Planeación")
    ajeno.save()
    de_otra = ajeno.evidencias[-1].id
    oficina = base.unico("paac.dependencia", ("nombre", "like", "%PLANEACI%")).id
    [yo] = base.unico("paac.dependencia", ("nombre", "like", "%HACIENDA")).usuarios
    fila, actividad, yo = ajeno.actividad.id, propio.actividad.id, yo.id
    base.como(tryton.HACIENDA)
    tablas = ("seguimiento", "evidencia", "dependencia", "actividad", "corte")
    Suyo, Evidencia, Oficina, Fila, Corte = (base.modelo(f"paac.{t}")._proxy for t in tablas)  # noqa: N806
    return {
        "escribir lo de otra": lambda: Suyo.write([ajeno.id], {"texto": "De otro"}, {}),
        "decirlo por otra": lambda: Suyo.create([{"actividad": fila, "corte": corte}], {}),
        "pasárselo a otra": lambda: Suyo.write([propio.id], {"actividad": fila}, {}),
        "pasarlo a un corte cerrado": lambda: Suyo.write([propio.id], {"corte": junio}, {}),
        "borrar lo que otro verificó": lambda: Suyo.delete([propio.id], {}),
        "verificarse": lambda: Suyo.write([propio.id], {"verificacion_nota": "Bien"}, {}),
        "monitorearse": lambda: Suyo.write([propio.id], {"monitoreo": "Bien"}, {}),
        "borrar su evidencia": lambda: Evidencia.delete([de_otra], {}),
        "tomar su evidencia": lambda: Evidencia.write([de_otra], {"seguimiento": propio.id}, {}),
        "cambiarse de oficina": lambda: Oficina.write([oficina], {"usuarios": [("add", [yo])]}, {}),
        "cambiar la matriz": lambda: Fila.write([actividad], {"meta": "Menos"}, {}),
        "cerrar": lambda: Corte.write([corte], {"estado": "cerrado"}, {}),
        "ver lo que falta para cerrar": lambda: base.corte().click("cerrar"),
        "reabrir": lambda: base.corte(tryton.JUNIO).click("reabrir"),
        "importar un plan": lambda: tryton.importar(b"{}", "plan.json"),
    }


def test_una_oficina_no_escribe_sino_lo_suyo(base: tryton.Base) -> None:
    haceres, pasaron = intentos(base), []
    antes = base.leido()
    for nombre, hacer in haceres.items():
        try:
            hacer()
        except UserError:
            continue
        pasaron.append(nombre)
    assert pasaron == []
    assert base.leido() == antes


def test_control_interno_verifica_y_borra_lo_de_un_corte_abierto(base: tryton.Base) -> None:
    uno, otro = base.como("control").modelo("paac.seguimiento").find(_SUYOS)[:2]
    uno.verificacion_resultado, uno.verificacion_nota = "parcial", "Falta el acta"
    uno.save()
    otro.delete()
    quedan = {suyo.id: suyo.verificacion_nota for suyo in uno.find(_SUYOS)}
    assert (quedan[uno.id], otro.id in quedan) == ("Falta el acta", False)


@pytest.mark.parametrize(
    ("dato", "valor", "dicho"),
    [
        ("avance", Decimal(101), "avance"),
        ("extras", "{", "JSON"),
        ("extras", "[]", "una tabla de nombres"),
    ],
)
def test_lo_que_la_biblioteca_no_admite_no_se_guarda_y_se_dice(
    base: tryton.Base, dato: str, valor: Any, dicho: str
) -> None:
    suyo = base.como(tryton.HACIENDA).seguimiento("HACIENDA")
    with pytest.raises(UserError) as error:
        suyo._proxy.write([suyo.id], {dato: valor}, {})
    assert dicho in f"{error.value.message} {error.value.description}"


# ------------------------------------------------------------------ el cierre
def test_antes_de_cerrar_se_ven_las_oficinas_las_filas_y_los_dias(
    base: tryton.Base, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(anfitrion, "hoy_en_colombia", lambda: HOY)
    suyos = base.como("control").modelo("paac.seguimiento")
    suyos.delete(suyos.find([("corte.fecha", "=", tryton.CORTE)]))
    falta = anfitrion.antes_de_cerrar(base.leido(), tryton.CORTE, hoy=HOY)
    asistente = base.corte().click("cerrar")
    assert asistente.form.falta.splitlines() == list(falta.frases)
    dichas = asistente.form.filas.splitlines()
    assert {f"{oficina.nombre}:" for oficina in falta.oficinas} <= set(dichas)
    assert {f"  - {fila}" for fila in falta.filas} <= set(dichas)
    asistente.execute("end")
    assert base.corte().estado == "abierto"


def _reescribir(base: tryton.Base) -> None:
    actividad = base.seguimiento("HACIENDA").actividad
    actividad.descripcion, actividad.fecha_programada = "Otra", "Nunca"
    actividad.save()
    entidad = base.plan.entidad
    entidad.nombre, entidad.escudo = "OTRO MUNICIPIO", None
    entidad.save()


def _por_las_tablas(base: tryton.Base) -> None:
    """Como lo haría quien llega a la base de datos sin pasar por Tryton."""
    with base.transaccion() as transaccion:
        cursor = transaccion.connection.cursor()
        cursor.execute("UPDATE paac_seguimiento SET texto = 'Otro', avance = 1, estado = NULL")
        cursor.execute("DELETE FROM paac_evidencia")
        transaccion.commit()


@pytest.mark.parametrize("corte", [tryton.CORTE, tryton.JUNIO])
@pytest.mark.parametrize("cambiar", [_reescribir, _por_las_tablas])
def test_lo_que_cambia_despues_no_cambia_un_reporte_cerrado(
    base: tryton.Base, cambiar: Callable[[tryton.Base], object], corte: date
) -> None:
    base.cerrar()
    antes, eran = base.reporte("docx", corte=corte), base.leido()
    cambiar(base.como("admin"))
    assert (base.reporte("docx", corte=corte) == antes, base.leido() == eran) == (True, False)


def test_el_corte_abierto_de_otro_plan_no_sirve_para_pasar_por_el_cerrado(
    base: tryton.Base,
) -> None:
    from proteus import Report

    plan = base.plan
    otro = tryton.importar(b'{"entidad": {"nombre": "O"}, "componentes": [{}]}', "otro.json")
    abierto = base.modelo("paac.corte")(plan=otro, fecha=tryton.CORTE)
    abierto.save()
    dicho = {"ids": [plan.id], "formato": tryton.F20, "tipo": "docx", "corte": abierto.id}
    with pytest.raises(ValidationError, match="es de otro plan"):
        Report("paac.reporte").execute([plan], dicho)


def test_la_instantanea_es_el_plan_con_su_huella(base: tryton.Base) -> None:
    base.cerrar()
    suya = base.corte().instantaneas[0]
    assert paac.desde_datos(json.loads(suya.datos)).contenido == base.leido()
    assert (suya.huella, suya.rige) == (hashlib.sha256(suya.datos).hexdigest(), True)


@pytest.mark.parametrize(
    ("sql", "dicho"),
    [
        ("UPDATE paac_instantanea SET datos = CAST('{}' AS BLOB)", "su huella no es la que se"),
        ("DELETE FROM paac_instantanea", "su instantánea ya no está"),
    ],
)
def test_de_una_instantanea_alterada_o_borrada_no_sale_ningun_reporte(
    base: tryton.Base, sql: str, dicho: str
) -> None:
    base.cerrar()
    with base.transaccion() as transaccion:
        transaccion.connection.cursor().execute(sql)
        transaccion.commit()
    with pytest.raises(ValidationError, match=dicho):
        base.reporte("docx")


CAMBIOS: dict[str, Callable[[Any, Any], object]] = {
    "cambiar la instantánea": lambda de, suyo: de("instantanea").write(
        [suyo.corte.vigente], {"datos": b"{}"}
    ),
    "borrarla": lambda de, suyo: de("instantanea").delete([suyo.corte.vigente]),
    "cambiar la fecha": lambda de, suyo: de("corte").write([suyo.corte], {"fecha": HOY}),
    "abrir el corte a mano": lambda de, suyo: de("corte").write(
        [suyo.corte], {"estado": "abierto"}
    ),
    "borrar el corte": lambda de, suyo: de("corte").delete([suyo.corte]),
    "borrar el plan": lambda de, suyo: de("plan").delete([suyo.corte.plan]),
    "reescribir lo reportado": lambda de, suyo: de("seguimiento").write([suyo], {"texto": "x"}),
    "borrarlo": lambda de, suyo: de("seguimiento").delete([suyo]),
    "borrar su fila": lambda de, suyo: de("actividad").delete([suyo.actividad]),
    "agregarle": lambda de, suyo: de("evidencia").create([{"seguimiento": suyo, "texto": "x"}]),
}


@pytest.mark.parametrize("cual", CAMBIOS)
def test_ni_un_programa_cambia_lo_cerrado(base: tryton.Base, cual: str) -> None:
    base.cerrar()
    with base.transaccion():
        from trytond.pool import Pool

        def de(tabla: str) -> Any:
            return Pool().get(f"paac.{tabla}")

        suyos = [("corte.fecha", "=", tryton.CORTE), ("actividad", "!=", None)]
        with pytest.raises((AccessError, ValidationError)):
            CAMBIOS[cual](de, de("seguimiento").search(suyos, limit=1)[0])


def test_reabrir_conserva_la_instantanea_y_al_cerrar_queda_otra(base: tryton.Base) -> None:
    base.cerrar()
    antes = base.corte().instantaneas[0].datos
    base.corte().click("reabrir")
    suyo = base.seguimiento("HACIENDA")
    suyo.texto = "Corregido"
    suyo.save()
    base.cerrar()
    ahora, la_de_antes = base.corte().instantaneas[:2]
    assert (la_de_antes.datos, la_de_antes.rige) == (antes, False)
    assert (ahora.rige, b"Corregido" in ahora.datos) == (True, True)


def test_no_hay_dos_cortes_abiertos_a_la_vez(base: tryton.Base) -> None:
    junio = base.como("control").corte(tryton.JUNIO)
    with pytest.raises(AccessError, match=r"el del 30/09/2023 está abierto"):
        junio.click("reabrir")


def test_lo_de_un_plan_no_pasa_a_otro(base: tryton.Base) -> None:
    datos = {"entidad": {"nombre": "O"}, "componentes": [{"subcomponentes": [{}]}]}
    otro = tryton.importar(json.dumps(datos).encode(), "otro.json")
    suyo, ajeno = base.seguimiento("HACIENDA").actividad, otro.componentes[0].subcomponentes[0]
    with pytest.raises(AccessError, match="no pasa a otro plan"):
        suyo._proxy.write([suyo.id], {"subcomponente": ajeno.id}, {})
