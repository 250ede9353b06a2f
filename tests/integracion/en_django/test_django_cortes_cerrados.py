"""Un corte cerrado del sitio de Django es una instantánea: por donde se ataque, dice lo mismo."""

import hashlib
import io
import json
from collections.abc import Callable
from datetime import date
from typing import Any

import attrs
import pytest
from ayudas.compartido import RAIZ
from ayudas.llaves import PRIVADA, PUBLICA
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.models import ProtectedError
from django.test import override_settings
from planes import models
from planes.models.instantanea import NoCambia
from planes.models.sostenido import YaSeCerro
from planes.puente import cierre
from planes.puente.guardado import guardar
from planes.puente.lectura import plan_de
from planes.puente.reportes import pedir

import paac_reportes as paac
from paac_reportes import anfitrion
from paac_reportes.prueba.constancia import leer_actas

F20, ABIERTO, VIEJO = "MCCO.101.18.F.20", date(2023, 12, 31), date(2023, 9, 30)
PROPIO = {
    "codigo": "VL-01",
    "nombre": "Matriz propia",
    "version": "1",
    "propiedades": {"titulo": "Matriz"},
    "pagina": {"papel": "carta", "orientacion": "vertical"},
    "cuerpo": [{"tipo": "tabla", "cada": "plan", "tablas": ["una"]}],
    "tablas": {
        "una": {
            "descripcion": "Acciones",
            "secciones": [{"recorre": "actividades"}],
            "columnas": [
                {"dato": "actividad.meta", "rotulo": "Meta", "ancho": 50},
                {"dato": "seguimiento.texto", "rotulo": "Seguimiento", "ancho": 50},
            ],
        }
    },
}
REHUSADO = (ValidationError, ProtectedError, NoCambia, YaSeCerro)


@pytest.fixture
def cerrado(guardado: Any, control: Any) -> Any:
    """El plan, con su último corte reportado y cerrado desde la página, y un formato propio."""
    formato = models.Formato(datos=PROPIO)
    formato.full_clean()
    formato.save()
    models.Seguimiento.objects.create(
        actividad=models.Actividad.objects.first(),
        corte=guardado.corte_abierto,
        texto="Se hizo lo previsto.",
        avance=80,
    )
    control.post(f"/cortes/{guardado.corte_abierto.pk}/cerrar/")
    assert guardado.corte_abierto is None
    return guardado


def reportes_de(plan: Any) -> dict[tuple[str, str, str], bytes]:
    """Los bytes de cada reporte de los dos cortes cerrados, y de cuatro formatos."""
    del_catalogo = [
        *((F20, tipo) for tipo in ("docx", "xlsx", "csv")),
        *((codigo, "html") for codigo in ("informe-seguimiento", "paac-plan")),
    ]
    pedidos = [(fecha, *uno) for fecha in (VIEJO, ABIERTO) for uno in del_catalogo]
    pedidos.append((ABIERTO, "VL-01", "html"))  # el propio, que al cargar el plan no estaba
    return {
        (f"{fecha}", codigo, tipo): pedir(plan, codigo, fecha).emitir(tipo).contenido
        for fecha, codigo, tipo in pedidos
    }


# ------------------------------------------------------------------ los ataques
def otro_plan() -> Any:
    datos = {"entidad": {"nombre": "Otra"}, "vigencia": 2024, "componentes": [{"numero": 1}]}
    return guardar(paac.plan_desde_datos(datos))


def primero(tabla: Any) -> Any:
    return tabla.objects.first()


def por_el_administrador(control: Any, fila: Any, **cambios: Any) -> Any:
    nombre = type(fila).__name__.lower()
    direccion = f"/admin/planes/{nombre}/{fila.pk}/change/"
    contexto = control.get(direccion).context
    formularios = [contexto["adminform"].form]
    for colgado in contexto["inline_admin_formsets"]:
        formularios += [colgado.formset.management_form, *colgado.formset.forms]
    dichos = {campo.html_name: campo.value() for uno in formularios for campo in uno}
    llenos = {nombre: dicho for nombre, dicho in dichos.items() if dicho is not None}
    return control.post(direccion, llenos | cambios)


def mover_por_modelo(control: Any) -> None:
    del control
    otro = otro_plan()
    for componente in models.Componente.objects.exclude(plan=otro)[:3]:
        componente.plan, componente.dependencia = otro, None
        componente.save()


def mover_por_consola(control: Any) -> None:
    del control
    otro = otro_plan()
    models.Componente.objects.exclude(plan=otro).update(plan=otro, dependencia=None)


def reescribir_por_el_administrador(control: Any) -> None:
    fila = models.Actividad.objects.filter(seguimientos__isnull=False).first()
    respuesta = por_el_administrador(control, fila, meta="Otra meta", fecha_fin="2030-01-01")
    assert respuesta.status_code == 302
    assert models.Actividad.objects.get(pk=fila.pk).meta == "Otra meta"


def reescribir_por_consola(control: Any) -> None:
    del control
    models.Actividad.objects.update(meta="Otra", responsable="Nadie")
    otras = {"texto": "Otra cosa", "evidencias": ["https://otra.example"]}
    models.Seguimiento.objects.update(avance=1, estado="cumplida", **otras)
    models.Plan.objects.update(vigencia=1999, textos={}, regimen="ptep", metodologia={})


def renombrar_la_entidad(control: Any) -> None:
    respuesta = por_el_administrador(control, primero(models.Entidad), nombre="OTRO MUNICIPIO")
    assert respuesta.status_code == 302


def borrar_por_modelo(control: Any) -> None:
    del control
    for tabla in (models.Dependencia, models.Actividad, models.Seguimiento):
        rehusado(primero(tabla).delete)
        rehusado(tabla.objects.all().delete)
        tabla.objects.all()._raw_delete("default")  # como quien llega por debajo


def borrar_el_plan_por_el_administrador(control: Any) -> None:
    plan = primero(models.Plan)
    control.post(f"/admin/planes/plan/{plan.pk}/delete/", {"post": "yes"})
    datos = {"action": "delete_selected", "_selected_action": plan.pk, "post": "yes"}
    control.post("/admin/planes/plan/", datos)
    assert models.Plan.objects.filter(pk=plan.pk).exists()


def rehusado(accion: Callable[[], object]) -> None:
    with pytest.raises(REHUSADO), transaction.atomic():
        accion()


def borrar_o_mover_el_corte(control: Any) -> None:
    del control
    plan, corte = primero(models.Plan), models.Corte.objects.get(fecha=ABIERTO)
    rehusado(plan.delete)
    rehusado(models.Plan.objects.all().delete)
    rehusado(corte.delete)
    rehusado(models.Corte.objects.all().delete)
    rehusado(lambda: models.Corte.objects.update(cerrado_en=None))
    rehusado(lambda: models.Corte.objects.update(fecha=date(2023, 1, 1)))
    corte.fecha = date(2024, 1, 1)
    rehusado(corte.save)
    corte.refresh_from_db()
    corte.cerrado_en = corte.cerrado_por = None
    rehusado(corte.save)
    corte.refresh_from_db()
    corte.cerrado_en = None
    rehusado(lambda: models.Corte.objects.bulk_update([corte], ["cerrado_en"]))


def abrir_el_corte_por_debajo(control: Any) -> None:
    """Con SQL se puede abrir la fila; sus reportes siguen saliendo de la instantánea."""
    del control
    with connection.cursor() as sql:
        sql.execute("UPDATE planes_corte SET cerrado_en = NULL WHERE fecha = %s", [str(ABIERTO)])
    models.Actividad.objects.update(meta="Otra")


def cambiar_la_instantanea(control: Any) -> None:
    suya = models.Instantanea.objects.last()
    rehusado(lambda: models.Instantanea.objects.update(plan="{}"))
    rehusado(models.Instantanea.objects.all().delete)
    rehusado(suya.delete)
    suya.plan = suya.plan.replace("2023", "2024")
    rehusado(suya.save)
    rehusado(lambda: models.Instantanea.objects.bulk_update([suya], ["plan"]))
    direccion = f"/admin/planes/instantanea/{suya.pk}"
    assert control.get(f"{direccion}/change/").status_code == 200
    assert control.post(f"{direccion}/change/", {"plan": "{}"}).status_code == 403
    assert control.post(f"{direccion}/delete/", {"post": "yes"}).status_code == 403


def cambiar_el_formato(control: Any) -> None:
    propio = models.Formato.objects.get(codigo="VL-01")
    otro = json.loads(json.dumps(PROPIO).replace('"Meta"', '"Otro rótulo"'))
    assert por_el_administrador(control, propio, datos=json.dumps(otro)).status_code == 302
    suplente = PROPIO | {"codigo": F20, "nombre": "Con el código de uno del catálogo"}
    datos = {"datos": json.dumps(suplente)}
    assert control.post("/admin/planes/formato/add/", datos).status_code == 302


def borrar_el_formato(control: Any) -> None:
    del control
    models.Formato.objects.all().delete()


def reportar_tarde(control: Any) -> None:
    fila = primero(models.Actividad)
    assert control.post(f"/filas/actividad/{fila.pk}/", {"texto": "Tarde"}).status_code == 403
    suyo = models.Seguimiento.objects.filter(corte__fecha=ABIERTO).first()
    direccion = f"/admin/planes/seguimiento/{suyo.pk}/change/"
    respuesta = control.post(direccion, {"texto": "Tarde"})
    assert respuesta.status_code == 403
    assert "El corte del 31/12/2023 ya se cerró" in respuesta.text


def agregar_filas(control: Any) -> None:
    del control
    plan = primero(models.Plan)
    otro = models.Componente.objects.create(plan=plan, numero=9, nombre="Uno nuevo")
    sub = models.Subcomponente.objects.create(componente=otro)
    fila = models.Actividad.objects.create(subcomponente=sub, meta="Nueva")
    corte = plan.cortes.get(fecha=ABIERTO)
    de_mas = models.Seguimiento(actividad=fila, corte=corte, texto="De más", avance=0)
    rehusado(de_mas.save)
    models.Seguimiento.objects.bulk_create([de_mas])


ATAQUES = [
    mover_por_modelo,
    mover_por_consola,
    reescribir_por_el_administrador,
    reescribir_por_consola,
    renombrar_la_entidad,
    borrar_por_modelo,
    borrar_el_plan_por_el_administrador,
    borrar_o_mover_el_corte,
    abrir_el_corte_por_debajo,
    cambiar_la_instantanea,
    cambiar_el_formato,
    borrar_el_formato,
    reportar_tarde,
    agregar_filas,
]


ANTES: dict[tuple[str, str, str], bytes] = {}
"""Los reportes del corte que se acaba de cerrar: los mismos antes de cada ataque."""


@pytest.mark.parametrize("ataque", ATAQUES, ids=lambda uno: uno.__name__)
def test_nada_cambia_un_reporte_de_un_corte_cerrado(
    cerrado: Any, control: Any, ataque: Callable[[Any], None]
) -> None:
    antes = ANTES or reportes_de(cerrado)
    ANTES.update(antes)
    ataque(control)
    ahora = reportes_de(models.Plan.objects.get(pk=cerrado.pk))

    assert [pedido for pedido, bytes_ in antes.items() if ahora[pedido] != bytes_] == []


def test_la_pagina_y_la_descarga_tambien_salen_de_la_instantanea(
    cerrado: Any, hacienda: Any
) -> None:
    def vistos() -> list[bytes]:
        pagina = hacienda.get(f"/planes/{cerrado.pk}/").content.decode()
        respuesta = hacienda.get(f"/planes/{cerrado.pk}/reportes/{F20}.docx")
        cifras = pagina.partition('id="cifras"')[2].partition("</table>")[0]
        return [cifras.encode(), b"".join(respuesta.streaming_content)]

    antes = vistos()
    models.Seguimiento.objects.update(avance=1)

    assert b"al 31/12/2023" in antes[0]
    assert vistos() == antes


def test_un_formato_borrado_se_ofrece_todavia_para_lo_que_se_cerro_con_el(
    cerrado: Any, hacienda: Any
) -> None:
    models.Formato.objects.all().delete()
    hallados = [
        hacienda.get(f"/planes/{cerrado.pk}/reportes/VL-01.html?corte={fecha}").status_code
        for fecha in (ABIERTO, VIEJO)
    ]
    pregunta = hacienda.get(f"/planes/{cerrado.pk}/reportes/").content.decode()

    assert hallados == [200, 404]
    assert "Matriz propia (borrado)" in pregunta


def test_lo_escrito_en_la_base_por_debajo_del_sitio_se_dice_y_no_se_informa(
    cerrado: Any, hacienda: Any
) -> None:
    with connection.cursor() as sql:
        sql.execute("UPDATE planes_instantanea SET plan = replace(plan, '2023', '2024')")
    respuesta = hacienda.get(f"/planes/{cerrado.pk}/reportes/{F20}.docx?corte={ABIERTO}")
    corte = cerrado.cortes.get(fecha=ABIERTO)
    pagina = hacienda.get(f"/cortes/{corte.pk}/instantaneas/").content.decode()

    assert respuesta.status_code == 409
    assert "su huella no es la que se guardó" in respuesta.content.decode()
    assert "No es la que se guardó" in pagina


def test_una_instantanea_borrada_por_debajo_se_dice_y_no_se_informa_con_lo_de_hoy(
    cerrado: Any, hacienda: Any
) -> None:
    with connection.cursor() as sql:
        sql.execute("DELETE FROM planes_instantanea")
    respuesta = hacienda.get(f"/planes/{cerrado.pk}/reportes/{F20}.docx?corte={ABIERTO}")
    corte = cerrado.cortes.get(fecha=ABIERTO)
    pagina = hacienda.get(f"/cortes/{corte.pk}/instantaneas/").content.decode()

    assert respuesta.status_code == 409
    assert "la del corte cerrado del 31/12/2023 ya no está" in respuesta.content.decode()
    assert "alguien la borró" in pagina


def test_los_formatos_escritos_por_debajo_tambien_se_dicen(cerrado: Any, hacienda: Any) -> None:
    with connection.cursor() as sql:
        sql.execute("UPDATE planes_instantanea SET formatos = '{}'")
    respuesta = hacienda.get(f"/planes/{cerrado.pk}/reportes/{F20}.docx?corte={ABIERTO}")

    assert respuesta.status_code == 409
    assert "los formatos guardados al cerrar cambiaron" in respuesta.content.decode()


# ------------------------------------------------------------------ la instantánea
def test_la_instantanea_se_descarga_con_la_huella_que_se_mostro_y_da_el_mismo_reporte(
    cerrado: Any, hacienda: Any
) -> None:
    corte = cerrado.cortes.get(fecha=ABIERTO)
    pagina = hacienda.get(f"/cortes/{corte.pk}/instantaneas/").content.decode()
    suya = cierre.vigente(corte)
    bajada = b"".join(hacienda.get(f"/instantaneas/{suya.pk}.json").streaming_content)
    del_archivo = paac.reporte(paac.leer_plan(io.BytesIO(bajada)), F20, corte=ABIERTO)

    assert hashlib.sha256(bajada).hexdigest() == suya.sha256
    assert suya.sha256 in pagina
    assert "cerró control.interno" in pagina
    assert (
        del_archivo.emitir("docx").contenido
        == pedir(cerrado, F20, ABIERTO).emitir("docx").contenido
    )


def test_los_cortes_que_un_plan_ya_trae_se_congelan_al_cargarlo(guardado: Any) -> None:
    dichos = models.Instantanea.objects.values_list("corte__fecha", "momento", "sha256")
    huella = anfitrion.instantanea(plan_de(guardado)).huella

    assert [fecha for fecha, *_ in dichos] == [date(2023, 3, 31), date(2023, 6, 30), VIEJO]
    assert {tuple(otros) for _, *otros in dichos} == {("carga", huella)}


def test_un_corte_abierto_sale_de_lo_que_dicen_hoy_los_datos(guardado: Any) -> None:
    antes = pedir(guardado, F20, ABIERTO).emitir("csv").contenido
    models.Actividad.objects.update(meta="Otra")

    assert pedir(guardado, F20, ABIERTO).emitir("csv").contenido != antes


def test_de_lo_que_no_es_un_plan_no_se_cierra_el_corte_y_se_dice(
    guardado: Any, control: Any
) -> None:
    models.Componente.objects.filter(plan=guardado).update(extras={"Mal Nombre": 1})
    respuesta = control.post(f"/cortes/{guardado.corte_abierto.pk}/cerrar/")

    assert "dependencias[0].componentes[0].extras" in respuesta.content.decode()
    assert guardado.corte_abierto is not None


def test_un_corte_no_se_cierra_dos_veces(cerrado: Any, control: Any) -> None:
    corte = cerrado.cortes.get(fecha=ABIERTO)
    respuesta = control.post(f"/cortes/{corte.pk}/cerrar/")

    assert "ya se cerró" in respuesta.content.decode()
    assert corte.instantaneas.count() == 1


def test_el_modelo_no_cierra_un_corte_sin_su_instantanea(guardado: Any) -> None:
    corte = guardado.corte_abierto
    corte.cerrado_en = guardado.cortes.first().cerrado_en

    rehusado(corte.save)
    rehusado(lambda: models.Corte.objects.filter(pk=corte.pk).update(cerrado_en=corte.cerrado_en))
    assert guardado.corte_abierto == corte


# ------------------------------------------------------------------ reabrir
def test_reabrir_deja_quien_por_que_y_lo_que_se_habia_cerrado(cerrado: Any, control: Any) -> None:
    corte = cerrado.cortes.get(fecha=ABIERTO)
    primera = cierre.vigente(corte)
    control.post(f"/cortes/{corte.pk}/reabrir/", {"motivo": "Faltó un soporte."})
    models.Seguimiento.objects.filter(corte=corte).update(texto="Con el soporte.")
    control.post(f"/cortes/{corte.pk}/cerrar/")
    pagina = control.get(f"/cortes/{corte.pk}/instantaneas/").content.decode()
    vieja, nueva = corte.instantaneas.all()

    assert (vieja.plan, vieja.sha256) == (primera.plan, primera.sha256)
    assert (vieja.reabierta_por.username, vieja.motivo) == ("control.interno", "Faltó un soporte.")
    assert "Con el soporte." in nueva.plan
    assert all(dicho in pagina for dicho in (vieja.sha256, nueva.sha256, "Faltó un soporte."))


def test_lo_que_se_anoto_al_reabrir_tampoco_se_cambia(cerrado: Any, control: Any) -> None:
    corte = cerrado.cortes.get(fecha=ABIERTO)
    control.post(f"/cortes/{corte.pk}/reabrir/", {"motivo": "Faltó un soporte."})
    vieja = corte.instantaneas.get()
    vieja.motivo = "Otro"

    rehusado(vieja.save)


def test_sin_motivo_no_se_reabre(cerrado: Any, control: Any) -> None:
    corte = cerrado.cortes.get(fecha=ABIERTO)
    control.post(f"/cortes/{corte.pk}/reabrir/", {"motivo": ""})

    assert cierre.vigente(corte) is not None


def test_con_otro_corte_abierto_no_se_reabre_uno(guardado: Any, control: Any) -> None:
    corte = guardado.cortes.get(fecha=VIEJO)
    respuesta = control.post(f"/cortes/{corte.pk}/reabrir/", {"motivo": "x"})

    assert "no puede haber dos" in respuesta.content.decode()
    assert cierre.vigente(corte) is not None


@pytest.mark.parametrize("metodo", ["get", "post"])
def test_una_oficina_no_reabre(cerrado: Any, hacienda: Any, metodo: str) -> None:
    corte = cerrado.cortes.get(fecha=ABIERTO)
    respuesta = getattr(hacienda, metodo)(f"/cortes/{corte.pk}/reabrir/", {"motivo": "x"})

    assert respuesta.status_code == 403
    assert cierre.vigente(corte) is not None


# ------------------------------------------------------------------ lo que un corte cerrado sostiene
TABLAS = [uno for uno in apps.get_app_config("planes").get_models() if uno is not models.Formato]
"""Todas, también la que mañana se agregue; los formatos van enteros en la instantánea."""


def con_de_todo() -> Any:
    """Un plan con filas en cada tabla y todos sus cortes cerrados."""
    ejemplos = RAIZ / "ejemplos"
    firma = paac.Firma(rol="Aprobó", nombre="Ana")
    cambio = paac.CambioDocumento(version="2", fecha="2026-02-01", razon="Ajuste")
    mapa = paac.leer_mapa(ejemplos / "mapa_de_riesgos" / "mapa.yaml")
    dicho = paac.riesgos.SeguimientoDelMapa(corte=min(mapa.cortes()), elaborado_por="Ana")
    mapa = attrs.evolve(mapa, seguimientos=(dicho,), firmas=(firma,), control_cambios=(cambio,))
    plan = paac.leer_plan(ejemplos / "ptep" / "plan.yaml")
    return guardar(
        attrs.evolve(plan, mapa_de_riesgos=mapa, firmas=(firma,), control_cambios=(cambio,))
    )


def como_esta(tabla: Any) -> list[Any]:
    return list(tabla._base_manager.order_by("pk").values())


@pytest.mark.parametrize("tabla", TABLAS, ids=lambda uno: uno.__name__)
def test_lo_que_un_corte_cerrado_tenia_no_se_borra_por_ninguna_puerta(
    cerrado: Any, control: Any, hacienda: Any, tabla: Any
) -> None:
    con_de_todo()
    bajado(hacienda, cerrado, "csv")  # deja un acta
    antes = {una: como_esta(una) for una in TABLAS}
    assert antes[tabla], "no hay con qué probar"
    nombre = f"/admin/planes/{tabla.__name__.lower()}"
    for fila in tabla._base_manager.all()[:3]:
        rehusado(fila.delete)
        rehusado(tabla.objects.filter(pk=fila.pk).delete)
        accion = {"action": "delete_selected", "_selected_action": fila.pk}
        for direccion, dicho in ((f"{nombre}/{fila.pk}/delete/", {}), (f"{nombre}/", accion)):
            with transaction.atomic():  # cada pedido, en la suya
                control.post(direccion, dicho | {"post": "yes"})

    assert {una: como_esta(una) for una in TABLAS} == antes


def test_el_administrador_dice_por_que_no_la_borra(cerrado: Any, control: Any) -> None:
    donde = cerrado.dependencias.first()
    fila = models.Componente.objects.create(
        plan=cerrado, dependencia=donde, numero=9, nombre="Uno nuevo"
    )
    cierre.reabrir(cerrado.cortes.get(fecha=ABIERTO), None, "Se agregó un componente")
    cierre.cerrar(cerrado.corte_abierto, None)
    respuesta = control.post(f"/admin/planes/componente/{fila.pk}/delete/", {"post": "yes"})

    assert respuesta.status_code == 403
    assert (
        "«9 Uno nuevo» estaba en el plan cuando se cerró el corte del 31/12/2023: no se borra."
        in respuesta.text
    )


def test_lo_que_se_agrega_despues_de_cerrar_si_se_borra(cerrado: Any, control: Any) -> None:
    fila = models.Componente.objects.create(plan=cerrado, numero=9, nombre="Por error")
    control.post(f"/admin/planes/componente/{fila.pk}/delete/", {"post": "yes"})

    assert not models.Componente.objects.filter(pk=fila.pk).exists()


# ------------------------------------------------------------------ lo que no pasa a otro plan
@pytest.mark.parametrize("tabla", ["componente", "subcomponente", "actividad", "tramite"])
def test_lo_que_ya_tiene_reportes_no_pasa_a_otro_plan_por_un_formulario(
    guardado: Any, tabla: str
) -> None:
    otro = otro_plan()
    ajeno = otro.componentes.get()
    seguimiento = models.Seguimiento.objects.filter(
        **{f"{'tramite' if tabla == 'tramite' else 'actividad'}__isnull": False}
    ).first()
    fila = seguimiento.tramite or seguimiento.actividad
    if tabla == "componente":
        fila = fila.componente
        fila.plan, fila.dependencia = otro, None
    elif tabla == "subcomponente":
        fila = fila.subcomponente
        fila.componente = ajeno
    elif tabla == "actividad":
        fila.subcomponente = models.Subcomponente.objects.create(componente=ajeno)
    else:
        fila.componente = ajeno

    with pytest.raises(ValidationError, match="no pasa a otro plan"):
        fila.full_clean()


def test_lo_que_no_tiene_reportes_tampoco(guardado: Any) -> None:
    dependencia = guardado.dependencias.create(nombre="Recién creada")
    dependencia.plan = otro_plan()

    with pytest.raises(ValidationError, match="no pasa a otro plan"):
        dependencia.full_clean()


def test_un_componente_no_cuelga_de_la_dependencia_de_otro_plan(guardado: Any) -> None:
    ajeno = otro_plan().componentes.get()
    ajeno.dependencia = guardado.dependencias.first()

    with pytest.raises(ValidationError, match="es una dependencia de otro plan"):
        ajeno.full_clean()


# ------------------------------------------------------------------ el acta
def bajado(quien: Any, plan: Any, tipo: str, corte: date = ABIERTO, **mas: str) -> bytes:
    direccion = f"/planes/{plan.pk}/reportes/{F20}.{tipo}"
    respuesta = quien.get(direccion, {"corte": str(corte), **mas})
    return b"".join(respuesta.streaming_content)


def test_de_lo_que_se_descarga_de_un_corte_cerrado_queda_su_acta_con_el(
    cerrado: Any, hacienda: Any, settings_con_llave: None
) -> None:
    del settings_con_llave
    contenido = bajado(hacienda, cerrado, "docx")
    suya = cierre.vigente(cerrado.cortes.get(fecha=ABIERTO)).actas.get()
    pagina = hacienda.get(f"/cortes/{suya.instantanea.corte_id}/instantaneas/").content.decode()
    acta = b"".join(hacienda.get(f"/actas/{suya.pk}.json").streaming_content)

    assert leer_actas(acta, "acta.json", PUBLICA).registro_de(hashlib.sha256(contenido).hexdigest())
    assert suya.emitida_por.username == "hacienda"
    assert f"Acta de {suya.archivo}</a>: <code>{suya.sha256}" in pagina


def test_los_mismos_bytes_dejan_una_sola_acta_y_otros_la_suya(cerrado: Any, hacienda: Any) -> None:
    for _ in range(2):
        bajado(hacienda, cerrado, "csv")
    bajado(hacienda, cerrado, "docx")
    bajado(hacienda, cerrado, "csv", VIEJO)

    por_corte = [models.Acta.objects.filter(instantanea__corte__fecha=f) for f in (ABIERTO, VIEJO)]
    assert [suyas.count() for suyas in por_corte] == [2, 1]


def test_de_un_corte_abierto_no_hay_acta(guardado: Any, hacienda: Any) -> None:
    assert bajado(hacienda, guardado, "csv")
    assert not models.Acta.objects.exists()


def test_un_acta_no_se_cambia_ni_se_borra(cerrado: Any, hacienda: Any) -> None:
    bajado(hacienda, cerrado, "csv")
    suya = models.Acta.objects.get()
    suya.acta = "{}"

    rehusado(suya.save)
    rehusado(suya.delete)
    rehusado(lambda: models.Acta.objects.update(acta="{}"))
    rehusado(models.Acta.objects.all().delete)
    rehusado(lambda: models.Acta.objects.bulk_update([suya], ["acta"]))


@pytest.fixture
def settings_con_llave() -> Any:
    with override_settings(CLAVE_ACTA=PRIVADA):
        yield
