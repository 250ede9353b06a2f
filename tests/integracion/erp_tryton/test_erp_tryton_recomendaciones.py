"""Una oficina responde sus recomendaciones, y sólo las suyas."""

import io
import json
import zipfile
from typing import Any

import openpyxl
import pytest
from ayudas import tryton
from trytond.exceptions import UserError
from trytond.model.exceptions import AccessError

import paac_reportes as paac


@pytest.fixture
def con_ellas(base: tryton.Base) -> tryton.Base:
    """Una de Hacienda, otra de Planeación, y otra que no se sabe de quién es."""
    nombres = [
        base.unico("paac.dependencia", ("nombre", "like", parte)).nombre
        for parte in ("%HACIENDA", "%PLANEACI%")
    ]
    suyas = [
        {"id": f"R-{n}", "corte": "2023-06-30", "texto": f"Recomendación {n}", "responsable": de}
        for n, de in enumerate([*nombres, "Comité de gestión"], 1)
    ]
    plan = base.como("control").plan
    plan.recomendaciones = json.dumps(suyas)
    plan.save()
    return base


def _dichas(base: tryton.Base) -> dict[str, tuple[str, str | None]]:
    return {r.id: (r.estado.value, r.respuesta) for r in base.leido().recomendaciones}


NUEVAS = {f"R-{n}": ("nueva", None) for n in (1, 2, 3)}


def _responder(base: tryton.Base, usuario: str, **valores: Any) -> None:
    asistente = base.como(usuario).asistente("paac.responder", base.plan)
    for campo, valor in valores.items():
        setattr(asistente.form.recomendaciones[0], campo, valor)
    asistente.execute("guarda")


@pytest.mark.parametrize(
    ("usuario", "suyas"),
    [(tryton.HACIENDA, ["R-1"]), (tryton.PLANEACION, ["R-2"]), ("control", ["R-1", "R-2", "R-3"])],
)
def test_cada_quien_ve_las_suyas(con_ellas: tryton.Base, usuario: str, suyas: list[str]) -> None:
    asistente = con_ellas.como(usuario).asistente("paac.responder", con_ellas.plan)
    assert [una.identificador for una in asistente.form.recomendaciones] == suyas


def test_una_oficina_responde_la_suya(con_ellas: tryton.Base) -> None:
    _responder(con_ellas, tryton.HACIENDA, estado="en_curso", respuesta="Se publica en octubre")
    assert _dichas(con_ellas) == NUEVAS | {"R-1": ("en_curso", "Se publica en octubre")}


def test_lo_demas_de_una_recomendacion_no_lo_cambia(con_ellas: tryton.Base) -> None:
    antes = con_ellas.leido().recomendaciones[0]
    _responder(con_ellas, tryton.HACIENDA, texto="Otra cosa", fecha="Nunca", respuesta="Hecho")
    ahora = con_ellas.leido().recomendaciones[0]
    assert (ahora.texto, ahora.fecha, ahora.respuesta) == (antes.texto, antes.fecha, "Hecho")


@pytest.mark.una_de_cada
@pytest.mark.parametrize("cual", ["R-2", "R-3", "NO-ESTA"])
def test_la_de_otra_no_la_responde_aunque_la_nombre(con_ellas: tryton.Base, cual: str) -> None:
    with pytest.raises(AccessError, match=cual):
        _responder(con_ellas, tryton.HACIENDA, identificador=cual, respuesta="Ajena")
    assert _dichas(con_ellas) == NUEVAS


def test_ni_escribiendo_el_plan(con_ellas: tryton.Base) -> None:
    plan = con_ellas.como(tryton.HACIENDA).plan
    with pytest.raises(AccessError):
        plan._proxy.write([plan.id], {"recomendaciones": "[]"}, {})


def test_sin_un_corte_abierto_ninguna_oficina_responde(con_ellas: tryton.Base) -> None:
    abierto = con_ellas.como(tryton.HACIENDA).asistente("paac.responder", con_ellas.plan)
    con_ellas.cerrar()
    con_ellas.como(tryton.HACIENDA)
    with pytest.raises(AccessError, match="No hay recomendaciones"):
        con_ellas.asistente("paac.responder", con_ellas.plan)
    abierto.form.recomendaciones[0].respuesta = "Tarde"
    with pytest.raises(AccessError):
        abierto.execute("guarda")
    assert _dichas(con_ellas) == NUEVAS


def test_responder_despues_no_cambia_el_informe_del_corte_cerrado(con_ellas: tryton.Base) -> None:
    con_ellas.cerrar()
    antes = con_ellas.reporte("html", "informe-seguimiento")
    _responder(con_ellas, "control", estado="cumplida", respuesta="Se cumplió")
    assert con_ellas.reporte("html", "informe-seguimiento") == antes


def test_quien_no_es_de_un_grupo_no_responde(con_ellas: tryton.Base) -> None:
    con_ellas.como("admin").modelo("res.user")(name="X", login="sin_grupo").save()
    plan = con_ellas.plan
    con_ellas.como("sin_grupo")
    with pytest.raises(UserError):
        con_ellas.asistente("paac.responder", plan)


def test_cada_estado_de_la_biblioteca_se_puede_escoger(base: tryton.Base) -> None:
    from trytond_paac.asistentes.responder import ESTADOS

    assert [valor for valor, _ in ESTADOS] == [
        estado.value for estado in paac.modelo.EstadoDeRecomendacion
    ]


@pytest.mark.parametrize("usuario", [tryton.HACIENDA, "control"])
def test_lo_que_responde_en_su_libro_queda_en_el_plan(con_ellas: tryton.Base, usuario: str) -> None:
    libro = _respondido(con_ellas, "hacienda", "Desde el libro")
    _importar(con_ellas.como(usuario), libro)
    assert _dichas(con_ellas) == NUEVAS | {"R-1": ("en_curso", "Desde el libro")}


def test_el_libro_de_otra_oficina_no_responde_por_ella(con_ellas: tryton.Base) -> None:
    libro = _respondido(con_ellas, "planeacion", "Ajena")
    with pytest.raises(AccessError, match="R-2"):
        _importar(con_ellas.como(tryton.HACIENDA), libro)
    assert _dichas(con_ellas) == NUEVAS


def _respondido(base: tryton.Base, oficina: str, respuesta: str) -> bytes:
    """El libro de una oficina, con su recomendación en curso y respondida."""
    from proteus import Report

    datos = {"ids": [base.plan.id], "corte": base.corte().id}
    _, contenido, _, _ = Report("paac.captura").execute([base.plan], datos)
    with zipfile.ZipFile(io.BytesIO(contenido)) as comprimido:
        [suyo] = [n for n in comprimido.namelist() if oficina in n]
        libro = openpyxl.load_workbook(io.BytesIO(comprimido.read(suyo)))
    hoja = libro["Recomendaciones"]
    lugares: dict[Any, Any] = {
        celda.value: celda for celdas in hoja.iter_rows(max_row=12) for celda in celdas
    }
    for rotulo, valor in (("Estado", "En curso"), ("Respuesta", respuesta)):
        hoja.cell(lugares[rotulo].row + 1, lugares[rotulo].column).value = valor
    libro.save(salida := io.BytesIO())
    return salida.getvalue()


def _importar(base: tryton.Base, contenido: bytes) -> None:
    base.asistente(
        "paac.importar_libro", base.plan, archivo=contenido, nombre="libro.xlsx"
    ).execute("importa")
