"""Los reportes salen de las filas, con su nombre y su tipo, y se leen de vuelta."""

import io
import json
from typing import Any

import docx
import pytest
from ayudas import cuerpos, tryton
from trytond.exceptions import UserError
from trytond.model.exceptions import ValidationError

import paac_reportes as paac

PROPIO = """
codigo = "CI-FO-050"
nombre = "Avance por actividad"
version = "1"

[propiedades]
titulo = "Avance de {{ entidad.nombre }}"

[[cuerpo]]
tipo = "tabla"
cada = "plan"
tablas = ["avance"]

[tablas.avance]
secciones = [{ recorre = "actividades" }]
columnas = [
    { dato = "actividad.codigo", rotulo = "N.º", ancho = 20 },
    { dato = "actividad.descripcion", rotulo = "Actividad", ancho = 60 },
    { dato = "seguimiento.avance", rotulo = "Avance", ancho = 20 },
]
"""


@pytest.mark.parametrize("tipo", ["docx", "xlsx", "pdf"])
def test_el_reporte_de_las_filas_es_el_del_plan(base: tryton.Base, tipo: str) -> None:
    base.como(tryton.HACIENDA)
    extension, contenido, _imprime, _nombre = base.reporte(tipo)
    plan = paac.leer(tryton.EJEMPLO / "plan.yaml").sin_dudas()
    esperado = paac.reporte(plan, tryton.F20, corte=tryton.CORTE).emitir(tipo).contenido
    assert (extension, contenido) == (tipo, esperado)


def test_el_reporte_para_publicar_es_el_de_la_biblioteca(base: tryton.Base) -> None:
    plan = paac.leer(tryton.EJEMPLO / "plan.yaml").sin_dudas()
    esperado = paac.reporte(plan, tryton.F20, corte=tryton.CORTE).publico().emitir("docx").contenido
    assert base.reporte("docx", publico=True)[1] == esperado


def test_lo_que_queda_al_publicar_se_revisa_y_se_omite(base: tryton.Base) -> None:
    base.como(tryton.HACIENDA)
    suyo = base.seguimiento("HACIENDA")
    suyo.texto = "Se llamó a la oficina, 2114000"
    suyo.save()
    dicho = {"formato": tryton.F20, "tipo": "xlsx", "en_cola": False, "publico": True}
    pedido = base.asistente("paac.reportar", base.plan, **dicho)
    pedido.execute("revisa")
    lista = json.loads(pedido.form.lista)
    assert "••••000" in pedido.form.por_revisar
    assert "2114000" not in pedido.form.por_revisar
    textos = _publicado(base, json.dumps(dict.fromkeys(lista, "se omite")).encode())
    assert "Se llamó a la oficina, [número omitido]" in textos
    with pytest.raises(UserError, match="revisado"):
        _publicado(base, b"nada")


def _publicado(base: tryton.Base, revisado: bytes) -> str:
    escrito = base.reporte("docx", corte=None, publico=True, revisado=revisado)[1]
    return "\n".join(cuerpos.textos_de(escrito))


@pytest.mark.parametrize("tipo", ["docx", "xlsx"])
def test_el_reporte_se_lee_de_vuelta(base: tryton.Base, tipo: str) -> None:
    plan = base.leido()
    leido = paac.leer(io.BytesIO(base.reporte(tipo)[1]), plan=plan).contenido
    assert leido == plan


def test_lo_que_una_oficina_escribe_sale_en_el_reporte(base: tryton.Base) -> None:
    base.como(tryton.HACIENDA)
    suyo = base.seguimiento("HACIENDA")
    suyo.texto = "Escrito por la oficina desde Tryton"
    suyo.save()
    textos = "\n".join(cuerpos.textos_de(base.reporte("docx")[1]))
    assert "Escrito por la oficina desde Tryton" in textos


def test_el_nombre_es_el_de_la_biblioteca(base: tryton.Base) -> None:
    plan = paac.leer(tryton.EJEMPLO / "plan.yaml").sin_dudas()
    esperado = paac.reporte(plan, tryton.F20, corte=tryton.CORTE).emitir("docx").nombre
    extension, _contenido, _imprime, nombre = base.reporte("docx")
    assert f"{nombre}.{extension}" == esperado


def test_los_avisos_se_ven_antes_de_generar(base: tryton.Base) -> None:
    pedido = base.asistente("paac.reportar", base.plan, formato=tryton.F20)
    pedido.execute("revisa")
    plan = paac.leer(tryton.EJEMPLO / "plan.yaml").sin_dudas()
    avisos = paac.reporte(plan, tryton.F20, corte=tryton.CORTE).avisos
    assert pedido.form.avisos.splitlines() == [str(aviso) for aviso in avisos]


def test_se_propone_el_corte_abierto(base: tryton.Base) -> None:
    pedido = base.asistente("paac.reportar", base.plan)
    assert pedido.form.corte.fecha == tryton.CORTE


def test_se_escoge_entre_los_del_catalogo_y_los_de_la_entidad(base: tryton.Base) -> None:
    _con_formato(base)
    pedido = base.asistente("paac.reportar", base.plan)
    opciones = pedido._proxy and base.modelo("paac.reportar.pide")._proxy.get_formatos(
        {"plan": base.plan.id}, {}
    )
    codigos = [codigo for codigo, _ in opciones]
    assert codigos == sorted({*(f.codigo for f in paac.formatos_disponibles()), "CI-FO-050"})


def test_un_formato_de_la_entidad_da_su_reporte(base: tryton.Base) -> None:
    _con_formato(base)
    word = docx.Document(io.BytesIO(base.reporte("docx", "CI-FO-050")[1]))
    rotulos = [celda.text for celda in word.tables[0].rows[0].cells]
    assert rotulos == ["N.º", "Actividad", "Avance"]


def test_un_formato_parte_de_otro_de_la_entidad(base: tryton.Base) -> None:
    _con_formato(base)
    heredero = 'base = "CI-FO-050"\ncodigo = "CI-FO-051"\nversion = "1"\nnombre = "Otro"\n'
    _con_formato(base, "CI-FO-051", heredero)
    assert base.reporte("xlsx", "CI-FO-051")[3].startswith("ci-fo-051")


def test_un_formato_cambiado_se_usa_como_quedo(base: tryton.Base) -> None:
    formato = _con_formato(base)
    antes = base.reporte("html", "CI-FO-050")[1]
    formato.definicion = PROPIO.replace('"Avance"', '"Progreso"')
    formato.save()
    assert (b"Progreso" in antes, b"Progreso" in base.reporte("html", "CI-FO-050")[1]) == (
        False,
        True,
    )


def test_un_formato_con_su_logo_se_guarda(base: tryton.Base) -> None:
    con_logo = PROPIO + (
        "\n[encabezado]\nanchos = [20, 80]\n"
        'filas = [[{ imagen = "logo.png", texto_alternativo = "Escudo" }, { texto = "X" }]]\n'
    )
    formato = base.modelo("paac.formato")(
        entidad=base.plan.entidad, codigo="CI-FO-050", definicion=con_logo
    )
    formato.archivos.new(nombre="logo.png", contenido=(tryton.EJEMPLO / "escudo.png").read_bytes())
    formato.save()
    assert base.reporte("docx", "CI-FO-050")[0] == "docx"


@pytest.mark.parametrize(
    ("definicion", "dicho"),
    [
        ("codigo = ", "formato.toml"),
        (PROPIO.replace("actividad.codigo", "actividad.codgo"), "actividad.codigo"),
        (PROPIO.replace("CI-FO-050", "OTRO"), "su definición dice «OTRO»"),
        (PROPIO + '\n[encabezado]\nanchos = [100]\nfilas = [[{ imagen = "no.png" }]]\n', "no.png"),
    ],
)
def test_un_formato_mal_escrito_no_se_guarda(
    base: tryton.Base, definicion: str, dicho: str
) -> None:
    with pytest.raises(ValidationError, match=dicho):
        _con_formato(base, definicion=definicion)


@pytest.mark.parametrize("nombre", ["../fuera.png", "/x.png", "formato.toml", "a\\b.png"])
def test_un_archivo_de_formato_no_se_sale_de_su_carpeta(base: tryton.Base, nombre: str) -> None:
    formato = _con_formato(base)
    formato.archivos.new(nombre=nombre, contenido=b"x")
    with pytest.raises(ValidationError, match="no sirve como nombre de archivo"):
        formato.save()


@pytest.mark.parametrize("publico", [False, True])
def test_en_la_cola_queda_como_adjunto(base: tryton.Base, *, publico: bool) -> None:
    base.como(tryton.HACIENDA)
    dicho = {"formato": tryton.F20, "en_cola": True, "publico": publico}
    pedido = base.asistente("paac.reportar", base.plan, **dicho)
    pedido.execute("revisa")
    pedido.execute("genera")
    hecho = base.unico("paac.pedido")
    esperado = base.reporte("docx", publico=publico)[1]
    assert (hecho.estado, hecho.adjunto.data) == ("hecho", esperado)


def test_lo_que_falla_en_la_cola_queda_dicho(base: tryton.Base) -> None:
    fallido = _pedido(base, "NO-ESTA")
    assert (fallido.estado, "NO-ESTA" in fallido.fallas) == ("fallido", True)


def test_de_un_plan_que_no_se_puede_armar_se_dice_en_su_pedido(base: tryton.Base) -> None:
    plan = base.plan
    with base.transaccion() as transaccion:  # como lo dejaría quien toca las tablas a mano
        tabla = "UPDATE paac_entidad SET divipola = 'x'"
        transaccion.connection.cursor().execute(tabla)
        transaccion.commit()
    assert (plan.entidad.divipola, "divipola" in _pedido(base, tryton.F20).fallas) == ("x", True)


def _pedido(base: tryton.Base, formato: str) -> Any:
    """Uno que ya pasó por la cola."""
    with base.transaccion() as transaccion:
        from trytond.pool import Pool

        Pedido = Pool().get("paac.pedido")  # noqa: N806
        [plan] = Pool().get("paac.plan").search([])
        Pedido.generar(Pedido.create([{"plan": plan.id, "formato": formato, "tipo": "docx"}]))
        transaccion.commit()
    return base.unico("paac.pedido")


def test_sin_formato_el_reporte_no_sale(base: tryton.Base) -> None:
    from proteus import Report

    with pytest.raises(ValidationError, match="Falta decir el formato"):
        Report("paac.reporte").execute([base.plan])


def test_quien_no_es_de_un_grupo_no_saca_reportes(base: tryton.Base) -> None:
    base.modelo("res.user")(name="X", login="sin_grupo").save()
    base.como("sin_grupo")
    from proteus import Report

    plan = {"ids": [1], "formato": tryton.F20, "tipo": "docx"}
    with pytest.raises(UserError, match="Plan"):
        Report("paac.reporte").execute(None, plan)


def _con_formato(base: tryton.Base, codigo: str = "CI-FO-050", definicion: str = PROPIO) -> Any:
    formato = base.modelo("paac.formato")(
        entidad=base.plan.entidad, codigo=codigo, definicion=definicion
    )
    formato.save()
    return formato
