"""El mapa de riesgos en el sitio de Django: vuelve igual, y cada líder escribe lo de sus riesgos."""

import io
import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import attrs
import pytest
from ayudas.compartido import RAIZ
from ayudas.ejemplos import ejemplos
from ayudas.mapas import MAPAS, casi_ninguno
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given
from planes import models
from planes.puente.guardado import guardar
from planes.puente.lectura import plan_de
from planes.puente.reportes import pedir

import paac_reportes as paac
from paac_reportes import anfitrion

JUNIO, ABIERTO = date(2026, 6, 30), date(2026, 12, 31)
SEGUIMIENTO = "ptep-seguimiento"
SUYO, AJENO = "R2", "R1"
"""Un riesgo de «Ayudas y bienes», que es de quien reporta, y uno de otro proceso."""


@pytest.fixture(scope="module")
def con_mapa() -> paac.Plan:
    """El plan del PTEP de ejemplo con su mapa, que son del mismo municipio."""
    ejemplos = RAIZ / "ejemplos"
    plan = paac.leer_plan(ejemplos / "ptep" / "plan.yaml")
    mapa = paac.leer_mapa(ejemplos / "mapa_de_riesgos" / "mapa.yaml")
    return attrs.evolve(plan, mapa_de_riesgos=mapa)


@pytest.fixture
def plan(con_mapa: paac.Plan) -> Any:
    """En la base, con el corte de diciembre abierto y quien lidera un proceso."""
    guardado = guardar(con_mapa, abrir=ABIERTO)
    call_command("crear_usuarios", "--proceso", "lider=Ayudas y bienes", stdout=io.StringIO())
    return guardado


@pytest.fixture
def lider(plan: Any) -> Any:
    """El navegador de quien lidera «Ayudas y bienes»."""
    return _entrado("lider")


@pytest.fixture
def control(plan: Any) -> Any:
    """El de control interno, con la clave que se le dio al crear los usuarios."""
    return _entrado("control.interno")


def _entrado(usuario: str) -> Any:
    navegador = Client()
    navegador.force_login(User.objects.get(username=usuario))
    return navegador


def riesgo(referencia: str) -> Any:
    return models.Riesgo.objects.get(referencia=referencia)


def dicho(plan: Any, referencia: str, quien: str = "lider", corte: date = ABIERTO) -> Any:
    """Lo que el plan que sale de la base dice de un riesgo."""
    mapa = plan_de(plan).mapa_de_riesgos
    assert mapa is not None
    riesgos = [uno for proceso in mapa.procesos for uno in proceso.riesgos]
    suyos = next(uno for uno in riesgos if uno.referencia == referencia).seguimientos
    return next((uno for uno in suyos if (uno.corte, uno.quien) == (corte, quien)), None)


def seguir(navegador: Any, referencia: str, **llenado: str) -> Any:
    return navegador.post(f"/riesgos/{riesgo(referencia).pk}/", llenado)


def como_se_ve(navegador: Any, referencia: str) -> dict[str, Any]:
    """Lo que la página enviaría si nadie la toca."""
    formulario = navegador.get(f"/riesgos/{riesgo(referencia).pk}/").context["formulario"]
    vistos = {campo.html_name: campo.value() for campo in formulario}
    return {nombre: valor for nombre, valor in vistos.items() if valor is not None}


# ------------------------------------------------------------------ ida y vuelta
def test_un_plan_con_su_mapa_vuelve_igual_de_la_base(plan: Any, con_mapa: paac.Plan) -> None:
    assert plan_de(plan) == con_mapa


@ejemplos(15, HealthCheck.function_scoped_fixture)
@given(datos=MAPAS)
def test_todo_lo_que_un_mapa_admite_vuelve_igual(datos: dict[str, Any]) -> None:
    plan = _con(datos)

    assert plan_de(guardar(plan)) == plan


def test_vuelve_igual_lo_que_casi_ningun_mapa_trae() -> None:
    plan = _con(casi_ninguno())

    assert plan_de(guardar(plan)) == plan


def _con(mapa: dict[str, Any]) -> paac.Plan:
    datos = {"entidad": {"nombre": "M"}, "componentes": [{"numero": 1}], "mapa_de_riesgos": mapa}
    return paac.plan_desde_datos(datos)


def test_un_mapa_son_cuatro_consultas_mas_sea_del_tamano_que_sea(plan: Any) -> None:
    chico = guardar(_con({"entidad": {"nombre": "M"}, "procesos": []}))
    for guardado in (plan, chico):
        with CaptureQueriesContext(connection) as consultas:
            plan_de(guardado)

        assert len(consultas) == 7 + 4


def test_un_porcentaje_que_la_base_redondearia_se_rechaza_con_su_lugar() -> None:
    inherente = {"probabilidad_pct": "33.33333333333"}
    mapa = {
        "entidad": {"nombre": "M"},
        "procesos": [{"nombre": "P", "riesgos": [{"descripcion": "d", "inherente": inherente}]}],
    }
    with pytest.raises(paac.ErrorDeEntrada) as error:
        guardar(_con(mapa))

    assert [falla.ruta for falla in error.value.fallas] == [
        "mapa_de_riesgos.procesos[0].riesgos[0].inherente.probabilidad_pct"
    ]


# ------------------------------------------------------------------ el líder y lo suyo
def test_un_lider_dice_lo_de_su_riesgo_a_la_letra(lider: Any, plan: Any) -> None:
    seguir(
        lider,
        SUYO,
        acciones_adelantadas="=1+1\r\n  fin ",
        avance="62,5",
        evidencias="a\r\n\r\nb",
        materializacion_ocurrio="no",
        control_0_aplicado="parcial",
        control_0_nota="A veces",
    )

    assert dicho(plan, SUYO) == paac.SeguimientoDeRiesgo(
        corte=ABIERTO,
        quien="lider",
        acciones_adelantadas="=1+1\n  fin ",
        avance=Decimal("62.5"),
        evidencias=("a", "b"),
        materializacion=paac.riesgos.Materializacion(ocurrio="no"),
        controles=(paac.riesgos.ControlSeguido(control="1", aplicado="parcial", nota="A veces"),),
    )


def test_lo_que_dice_el_lider_no_cambia_lo_de_control_interno(
    lider: Any, plan: Any, con_mapa: paac.Plan
) -> None:
    antes = dicho(plan, SUYO, "oci")
    seguir(lider, SUYO, acciones_adelantadas="Lo mío")

    assert antes is not None
    assert dicho(plan, SUYO, "oci") == antes


def test_control_interno_dice_lo_suyo_y_no_lo_del_lider(
    control: Any, lider: Any, plan: Any
) -> None:
    seguir(lider, SUYO, acciones_adelantadas="Lo mío")
    visto = como_se_ve(control, SUYO)
    seguir(
        control,
        SUYO,
        **visto
        | {
            "efectividad": "Baja",
            "verificacion_resultado": "parcial",
            "verificacion_nota": "Falta el acta",
        },
    )
    suyo = dicho(plan, SUYO, "oci")

    assert (suyo.efectividad, suyo.verificacion) == (
        "Baja",
        paac.Verificacion(resultado=paac.Resultado.PARCIAL, nota="Falta el acta"),
    )
    assert dicho(plan, SUYO).acciones_adelantadas == "Lo mío"


def test_guardar_sin_tocar_nada_no_cambia_el_plan(control: Any, plan: Any) -> None:
    models.SeguimientoDeRiesgo.objects.filter(riesgo=riesgo(SUYO), corte__fecha=ABIERTO).update(
        evidencias=["un acta\nde dos renglones"]
    )
    antes = plan_de(plan)
    respuesta = seguir(control, SUYO, **como_se_ve(control, SUYO))

    assert respuesta.status_code == 302
    assert plan_de(plan) == antes


def test_de_un_control_que_ya_no_esta_se_conserva_lo_dicho(control: Any, plan: Any) -> None:
    suyo = models.SeguimientoDeRiesgo.objects.get(riesgo=riesgo(SUYO), corte__fecha=ABIERTO)
    suyo.controles.append({"control": "9", "nota": "Se quitó"})
    suyo.save()
    seguir(control, SUYO, **como_se_ve(control, SUYO) | {"control_0_nota": "Nueva"})
    controles = {uno.control: uno.nota for uno in dicho(plan, SUYO, "oci").controles}

    assert controles == {"1": "Nueva", "2": None, "9": "Se quitó"}


def test_un_seguimiento_del_lider_queda_en_su_lugar_por_fecha(lider: Any, plan: Any) -> None:
    models.SeguimientoDeRiesgo.objects.filter(corte__fecha=ABIERTO).delete()
    models.Corte.objects.filter(plan=plan, fecha=ABIERTO).update(fecha=date(2026, 3, 31))
    seguir(lider, SUYO, acciones_adelantadas="De marzo")
    cortes = [uno.corte.fecha for uno in riesgo(SUYO).seguimientos.all()]

    assert cortes == [date(2026, 3, 31), JUNIO]


def test_lo_que_otro_guardo_mientras_se_llenaba_no_se_pierde_callado(lider: Any, plan: Any) -> None:
    visto = como_se_ve(lider, SUYO)
    seguir(lider, SUYO, **visto | {"acciones_adelantadas": "Lo primero"})
    choque = seguir(lider, SUYO, **visto | {"acciones_adelantadas": "Lo segundo"})

    assert "acciones_adelantadas: Lo primero" in choque.content.decode()
    assert dicho(plan, SUYO).acciones_adelantadas == "Lo primero"


@pytest.mark.parametrize(
    ("campo", "valor", "frase"),
    [
        ("avance", "120", "menor o igual a 100"),
        ("materializacion_ocurrio", "quizás", "Escoja una opción válida"),
        ("valoracion_impacto_pct", "-1", "mayor o igual a 0"),
        ("control_0_aplicado", "casi", "Escoja una opción válida"),
        ("acciones_adelantadas", "a\0b", "caracteres nulos"),
    ],
)
def test_lo_que_no_se_admite_se_dice_y_no_se_guarda(
    lider: Any, plan: Any, campo: str, valor: str, frase: str
) -> None:
    pagina = seguir(lider, SUYO, **{campo: valor}).content.decode()

    assert frase.lower() in pagina.lower()
    assert dicho(plan, SUYO) is None


# ------------------------------------------------------------------ lo prohibido
@pytest.mark.parametrize("metodo", ["get", "post"])
@pytest.mark.parametrize("quien", ["lider", "hacienda"])
def test_nadie_entra_al_riesgo_ajeno_por_su_direccion(
    request: pytest.FixtureRequest, plan: Any, quien: str, metodo: str
) -> None:
    navegador = request.getfixturevalue(quien)
    antes = plan_de(plan)
    respuesta = getattr(navegador, metodo)(
        f"/riesgos/{riesgo(AJENO).pk}/", {"acciones_adelantadas": "Ajeno"}
    )

    assert respuesta.status_code == 403
    assert "no es de un proceso suyo" in respuesta.content.decode()
    assert plan_de(plan) == antes


def test_sin_entrar_no_se_ve_ninguno(client: Any, plan: Any) -> None:
    for direccion in (f"/riesgos/{riesgo(SUYO).pk}/", f"/planes/{plan.pk}/riesgos/"):
        respuesta = client.get(direccion)

        assert (respuesta.status_code, respuesta["Location"][:8]) == (302, "/entrar/")


def test_un_lider_ve_solo_los_riesgos_de_su_proceso(lider: Any, plan: Any) -> None:
    pagina = lider.get(f"/planes/{plan.pk}/riesgos/").content.decode()
    vistos = {int(pk) for pk in re.findall(r'href="/riesgos/(\d+)/"', pagina)}

    assert vistos == {riesgo("R2").pk, riesgo("R3").pk}
    assert "Atención a la ciudadanía" not in pagina
    assert f"/planes/{plan.pk}/riesgos/" in lider.get(f"/planes/{plan.pk}/").content.decode()


def test_quien_no_lidera_ninguno_no_ve_ninguno(hacienda: Any, plan: Any) -> None:
    pagina = hacienda.get(f"/planes/{plan.pk}/riesgos/").content.decode()

    assert "no reporta por los riesgos de ningún proceso" in pagina
    assert f"/planes/{plan.pk}/riesgos/" not in hacienda.get(f"/planes/{plan.pk}/").content.decode()


ARMADOS: list[dict[str, str]] = [
    {"quien": "oci"},
    {"efectividad": "Muy alta"},
    {"verificacion_resultado": "verificada", "verificacion_nota": "Todo bien"},
    {"verificacion_en_blanco": "on"},
]
"""Lo que un líder podría mandar aunque su página no lo pregunte."""


@pytest.mark.parametrize("de_mas", ARMADOS, ids=lambda uno: next(iter(uno)))
def test_un_pedido_armado_no_escribe_lo_de_control_interno(
    lider: Any, plan: Any, de_mas: dict[str, str]
) -> None:
    antes = dicho(plan, SUYO, "oci")
    seguir(lider, SUYO, acciones_adelantadas="Lo mío", **de_mas)

    assert dicho(plan, SUYO) == paac.SeguimientoDeRiesgo(
        corte=ABIERTO, quien="lider", acciones_adelantadas="Lo mío"
    )
    assert dicho(plan, SUYO, "oci") == antes


def test_un_pedido_armado_no_pasa_el_seguimiento_a_otro_riesgo_ni_a_otro_corte(
    lider: Any, plan: Any
) -> None:
    junio = plan.cortes.get(fecha=JUNIO)
    de_mas = {"riesgo": str(riesgo(AJENO).pk), "corte": str(junio.pk), "id": "1", "lugar": "0"}
    seguir(lider, SUYO, acciones_adelantadas="Lo mío", **de_mas)

    assert dicho(plan, SUYO).acciones_adelantadas == "Lo mío"
    assert (dicho(plan, AJENO), dicho(plan, SUYO, corte=JUNIO)) == (None, None)


def test_un_lider_no_entra_al_administrador(lider: Any, plan: Any) -> None:
    suyo = models.SeguimientoDeRiesgo.objects.filter(quien="oci").first()
    for direccion in (
        f"/admin/planes/seguimientoderiesgo/{suyo.pk}/change/",
        f"/admin/planes/riesgo/{riesgo(SUYO).pk}/change/",
    ):
        assert lider.post(direccion, {"efectividad": "x"}).status_code == 302
    suyo.refresh_from_db()
    assert suyo.efectividad is None


def test_quien_deja_de_liderar_ya_no_escribe(lider: Any, plan: Any) -> None:
    riesgo(SUYO).proceso.encargados.clear()

    assert seguir(lider, SUYO, acciones_adelantadas="Tarde").status_code == 403


# ------------------------------------------------------------------ el corte cerrado
@pytest.fixture
def cerrado(plan: Any, control: Any, lider: Any) -> Any:
    """El plan, con lo del líder dicho y el corte ya cerrado."""
    seguir(lider, SUYO, acciones_adelantadas="A tiempo")
    control.post(f"/cortes/{plan.corte_abierto.pk}/cerrar/")
    return plan


def congelado(plan: Any, fecha: date) -> bytes:
    contenido: bytes = pedir(plan, SEGUIMIENTO, fecha).emitir("docx").contenido
    return contenido


def el_lider_reporta_tarde(control: Any, lider: Any) -> None:
    del control
    assert seguir(lider, SUYO, acciones_adelantadas="Tarde").status_code == 403


def control_interno_reporta_tarde(control: Any, lider: Any) -> None:
    del lider
    assert seguir(control, SUYO, efectividad="Tarde").status_code == 403


def por_el_administrador(control: Any, lider: Any) -> None:
    del lider
    for tabla in ("seguimientoderiesgo", "seguimientodelmapa"):
        for suyo in models.__dict__[_TABLAS[tabla]].objects.all():
            direccion = f"/admin/planes/{tabla}/{suyo.pk}"
            assert control.post(f"{direccion}/change/", {"fecha": "x"}).status_code == 403
            assert control.post(f"{direccion}/delete/", {"post": "yes"}).status_code == 403
    mapa = models.Mapa.objects.get()
    assert control.post(f"/admin/planes/mapa/{mapa.pk}/delete/", {"post": "yes"}).status_code == 403


_TABLAS = {
    "seguimientoderiesgo": "SeguimientoDeRiesgo",
    "seguimientodelmapa": "SeguimientoDelMapa",
}


def por_el_modelo(control: Any, lider: Any) -> None:
    del control, lider
    suyo = models.SeguimientoDeRiesgo.objects.filter(corte__fecha=ABIERTO).first()
    suyo.estado = "Otro"
    with pytest.raises(ValidationError, match="ya se cerró"):
        suyo.full_clean()


def por_la_consola(control: Any, lider: Any) -> None:
    del control, lider
    models.SeguimientoDeRiesgo.objects.update(estado="Otro", avance=1)
    models.Riesgo.objects.update(descripcion="Otra", residual_zona="Bajo")
    # Lo que estaba cuando se cerró no se borra, tampoco desde la consola.
    with pytest.raises(PermissionDenied, match="no se borra"), transaction.atomic():
        models.Riesgo.objects.filter(referencia="R4").delete()


@pytest.mark.parametrize(
    "ataque",
    [
        el_lider_reporta_tarde,
        control_interno_reporta_tarde,
        por_el_administrador,
        por_el_modelo,
        por_la_consola,
    ],
    ids=lambda uno: uno.__name__,
)
def test_un_corte_cerrado_no_se_mueve(
    cerrado: Any, control: Any, lider: Any, ataque: Callable[[Any, Any], None]
) -> None:
    antes = [congelado(cerrado, fecha) for fecha in (JUNIO, ABIERTO)]
    corte = cerrado.cortes.get(fecha=ABIERTO)
    huella = corte.instantaneas.get().sha256
    ataque(control, lider)
    guardada = corte.instantaneas.get()

    assert [congelado(cerrado, fecha) for fecha in (JUNIO, ABIERTO)] == antes
    assert (guardada.sha256, guardada.esta_entera) == (huella, True)
    assert "A tiempo" in guardada.plan


def test_un_seguimiento_de_un_corte_cerrado_no_se_pasa_al_abierto(plan: Any) -> None:
    de_junio = models.SeguimientoDeRiesgo.objects.filter(corte__fecha=JUNIO).first()
    de_junio.corte = plan.corte_abierto
    de_junio.quien = "planeacion"

    with pytest.raises(ValidationError, match=r"30/06/2026 ya se cerró"):
        de_junio.full_clean()


def test_un_riesgo_con_seguimientos_no_pasa_al_mapa_de_otro_plan(plan: Any) -> None:
    otro = guardar(_con({"entidad": {"nombre": "M"}, "procesos": [{"nombre": "P"}]}))
    suyo = riesgo(SUYO)
    suyo.proceso = otro.mapa.procesos.get()

    with pytest.raises(ValidationError, match="no pasa a otro plan"):
        suyo.full_clean()


def test_los_cortes_que_solo_el_mapa_nombra_se_congelan_al_cargarlo(plan: Any) -> None:
    assert plan.cortes.get(fecha=JUNIO).instantaneas.get().momento == "carga"


# ------------------------------------------------------------------ los reportes y el administrador
def test_el_reporte_de_la_base_es_el_del_archivo_con_su_mapa(
    plan: Any, con_mapa: paac.Plan
) -> None:
    del_archivo = paac.reporte(con_mapa, SEGUIMIENTO, corte=ABIERTO)
    de_la_base = pedir(plan, SEGUIMIENTO, ABIERTO)

    assert de_la_base.emitir("docx").contenido == del_archivo.emitir("docx").contenido
    assert de_la_base.avisos == del_archivo.avisos


@pytest.mark.una_de_cada
@pytest.mark.parametrize("codigo", [ficha.codigo for ficha in paac.formatos_disponibles()])
def test_cada_formato_del_catalogo_se_ofrece_del_plan_que_lleva_su_mapa(
    lider: Any, plan: Any, con_mapa: paac.Plan, codigo: str
) -> None:
    """También los del mapa: lo que el sitio da es lo que la biblioteca da del archivo."""
    pedido = {"formato": codigo, "corte": str(JUNIO)}
    pagina = lider.get(f"/planes/{plan.pk}/reportes/", pedido)
    descarga = lider.get(f"/planes/{plan.pk}/reportes/{codigo}.xlsx", {"corte": str(JUNIO)})
    esperado = _emitido(con_mapa, codigo)
    dado = b"".join(descarga.streaming_content) if descarga.streaming else descarga.status_code

    assert dado == esperado
    assert (pagina.status_code, codigo in pagina.content.decode()) == (200, True)


def _emitido(plan: paac.Plan, codigo: str) -> bytes | int:
    """El libro de un formato o, si de ese plan no sale, la respuesta que su falla pide."""
    try:
        contenido: bytes = paac.reporte(plan, codigo, corte=JUNIO).emitir("xlsx").contenido
    except paac.ErrorPaac as error:
        return int(error.http)
    return contenido


def test_la_instantanea_lleva_el_mapa(plan: Any, control: Any) -> None:
    corte = plan.corte_abierto
    vivo = plan_de(plan)
    control.post(f"/cortes/{corte.pk}/cerrar/")
    guardada = corte.instantaneas.get()

    assert (
        anfitrion.plan_de(anfitrion.Instantanea(datos=guardada.plan, huella=guardada.sha256))
        == vivo
    )


def test_la_pagina_del_plan_dice_lo_que_conviene_revisar_del_mapa(lider: Any, plan: Any) -> None:
    pagina = lider.get(f"/planes/{plan.pk}/").content.decode()
    de_riesgos = [
        aviso for aviso in paac.revisar(plan_de(plan)) if aviso.ruta.startswith("mapa_de_riesgos")
    ]

    assert de_riesgos
    assert f"Conviene revisar ({len(paac.revisar(plan_de(plan)))})" in pagina


@pytest.mark.parametrize("tabla", ["mapa", "proceso", "riesgo", "seguimientoderiesgo"])
def test_el_administrador_muestra_cada_tabla(control: Any, plan: Any, tabla: str) -> None:
    modelo = {
        "mapa": models.Mapa,
        "proceso": models.Proceso,
        "riesgo": models.Riesgo,
        "seguimientoderiesgo": models.SeguimientoDeRiesgo,
    }[tabla]
    for direccion in ("", f"{modelo.objects.last().pk}/change/"):
        assert control.get(f"/admin/planes/{tabla}/{direccion}").status_code == 200


@pytest.mark.una_de_cada("tabla")
@pytest.mark.parametrize(
    ("tabla", "cambios", "campo", "dicho"),
    [
        (models.Riesgo, {"cuestionario": {"20": "si"}}, "cuestionario", "pregunta de 1 a 19"),
        (models.Riesgo, {"cuestionario": {"1": "talvez"}}, "cuestionario", "llegó 'talvez'"),
        (models.Riesgo, {"factores": [1, {}]}, "factores", "se esperaba"),
        (
            models.Riesgo,
            {"controles": [{"tipo": "detectivo", "causas_que_ataca": [99]}]},
            "controles",
            "un número de 1 a",
        ),
        (models.Riesgo, {"controles": [{}]}, "controles", "no llegó ninguno"),
        (models.Mapa, {"vigencia": 1}, "vigencia", "1900"),
        (models.Actividad, {"extras": {"Mal Nombre": 1}}, "extras", "Mal Nombre"),
        (models.Proceso, {"tipo": "otro"}, "tipo", "no es una opción válida"),
        (models.SeguimientoDeRiesgo, {"evidencias": "x"}, "evidencias", "se esperaba"),
        (
            models.SeguimientoDeRiesgo,
            {"verificacion_nota": "Sin decir cuál"},
            "verificacion_resultado",
            "falta",
        ),
    ],
)
def test_lo_que_la_biblioteca_no_admite_se_dice_en_su_campo(
    plan: Any, tabla: Any, cambios: dict[str, Any], campo: str, dicho: str
) -> None:
    fila = tabla.objects.last()
    fila.full_clean()
    for nombre, valor in cambios.items():
        setattr(fila, nombre, valor)

    with pytest.raises(ValidationError) as error:
        fila.full_clean()

    assert dicho in " ".join(error.value.message_dict[campo])


def test_un_riesgo_con_seguimientos_no_se_borra_desde_su_proceso(control: Any, plan: Any) -> None:
    proceso = riesgo(SUYO).proceso
    pagina = control.get(f"/admin/planes/proceso/{proceso.pk}/change/")

    assert [
        colgada.has_delete_permission for colgada in pagina.context["inline_admin_formsets"]
    ] == [False]


def test_un_mapa_suelto_no_se_carga_como_plan_y_se_dice(control: Any, plan: Any) -> None:
    archivo = io.BytesIO((RAIZ / "ejemplos" / "mapa_de_riesgos" / "mapa.yaml").read_bytes())
    archivo.name = "mapa.yaml"
    pagina = control.post("/planes/cargar/", {"archivo": archivo}).content.decode()

    assert "es un mapa de riesgos suelto" in pagina


def test_un_proceso_que_no_esta_se_dice_con_los_que_hay(plan: Any) -> None:
    with pytest.raises(CommandError, match=r"USUARIO=PROCESO(.|\n)*Ayudas y bienes"):
        call_command("crear_usuarios", "--proceso", "x=Otro", stdout=io.StringIO())
