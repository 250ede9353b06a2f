"""El administrador y las órdenes del sitio de Django."""

import io
import os
import re
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from ayudas.compartido import RAIZ
from django.contrib.auth import authenticate
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.test import override_settings
from planes import models
from planes.puente.guardado import guardar
from planes.puente.lectura import plan_de

import paac_reportes as paac

ABIERTO = date(2023, 12, 31)
F20 = "MCCO.101.18.F.20"


def test_las_migraciones_estan_al_dia_con_las_tablas() -> None:
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


def test_los_ajustes_no_tienen_reparos() -> None:
    call_command("check", fail_level="WARNING")


DE_VERDAD = {
    "DEPURAR": "0",
    "CLAVE_SECRETA": "entre-cincuenta-y-cien-letras-distintas-0123456789-abcdef",
    "SERVIDORES": "planes.valdeluna.gov.co",
}


def de_verdad(*orden: str, **mas: str) -> str:
    """Una orden del sitio en otro proceso, sin depurar."""
    hecho = subprocess.run(
        [sys.executable, *orden],
        cwd=RAIZ / "ejemplos" / "django",
        env=os.environ | DE_VERDAD | mas,
        capture_output=True,
        text=True,
        check=False,
    )
    assert hecho.returncode == 0, hecho.stderr
    return hecho.stdout


def test_los_ajustes_de_verdad_no_tienen_reparos_de_seguridad() -> None:
    dicho = de_verdad("manage.py", "check", "--deploy", "--fail-level", "WARNING")

    assert "(0 silenced)" in dicho


def test_detras_de_otro_servidor_solo_se_le_cree_si_se_dice() -> None:
    guion = "import sitio.ajustes as a; print(getattr(a, 'SECURE_PROXY_SSL_HEADER', None))"

    assert de_verdad("-c", guion).strip() == "None"
    assert "X_FORWARDED_PROTO" in de_verdad("-c", guion, TRAS_OTRO_SERVIDOR="1")


@pytest.mark.parametrize("miles", [False, True])
def test_la_vigencia_no_lleva_punto_de_miles_en_ninguna_pagina(
    control: Any, guardado: Any, *, miles: bool
) -> None:
    corte = guardado.cortes.first().pk
    paginas = [
        "/",
        f"/planes/{guardado.pk}/",
        f"/planes/{guardado.pk}/reportes/?formato={F20}&corte=2023-09-30",
        f"/planes/{guardado.pk}/recomendaciones/",
        f"/cortes/{corte}/instantaneas/",
        "/admin/planes/plan/",
        f"/admin/planes/plan/{guardado.pk}/change/",
        "/admin/planes/instantanea/",
    ]
    with override_settings(USE_THOUSAND_SEPARATOR=miles):
        dichas = {pagina: control.get(pagina).content.decode() for pagina in paginas}

    assert all("2023" in dicha for dicha in dichas.values())
    assert [pagina for pagina, dicha in dichas.items() if "2.023" in dicha] == []


@pytest.mark.parametrize(
    "tabla",
    ["plan", "entidad", "componente", "subcomponente", "actividad", "tramite", "seguimiento"],
)
def test_cada_tabla_se_ve_en_el_administrador_con_lo_que_cuelga_de_ella(
    control: Any, tabla: str
) -> None:
    primera = models.__dict__[tabla.capitalize()].objects.first().pk

    assert control.get(f"/admin/planes/{tabla}/").status_code == 200
    assert control.get(f"/admin/planes/{tabla}/{primera}/change/").status_code == 200


def test_una_oficina_no_entra_al_administrador(hacienda: Any) -> None:
    assert hacienda.get("/admin/planes/plan/").status_code == 302


def test_guardar_una_actividad_sin_cambiarla_no_cambia_el_plan(control: Any, guardado: Any) -> None:
    """Ni los espacios de los lados, ni los renglones, ni lo que está en blanco."""
    actividad = models.Actividad.objects.filter(seguimientos__isnull=False).first()
    actividad.meta = "  con espacios\n y renglones "
    actividad.save()
    antes = plan_de(guardado)
    direccion = f"/admin/planes/actividad/{actividad.pk}/change/"
    respuesta = control.post(direccion, como_la_ve_el_navegador(control.get(direccion)))

    assert respuesta.status_code == 302
    assert plan_de(guardado) == antes


def como_la_ve_el_navegador(respuesta: Any) -> dict[str, Any]:
    """Lo que la página enviaría si nadie la toca: con los renglones de un navegador."""
    contexto = respuesta.context
    formularios = [contexto["adminform"].form]
    for colgado in contexto["inline_admin_formsets"]:
        formularios += [colgado.formset.management_form, *colgado.formset.forms]
    campos = (campo for formulario in formularios for campo in formulario)
    dichos = {campo.html_name: campo.value() for campo in campos}
    return {
        nombre: str(valor).replace("\n", "\r\n")
        for nombre, valor in dichos.items()
        if valor is not None
    }


def test_el_seguimiento_de_un_corte_cerrado_solo_se_mira(control: Any) -> None:
    suyo = models.Seguimiento.objects.filter(corte__fecha="2023-09-30").first()
    direccion = f"/admin/planes/seguimiento/{suyo.pk}/change/"

    assert control.get(direccion).status_code == 200
    assert control.post(direccion, {"texto": "Otro"}).status_code == 403


def test_lo_reportado_no_se_borra_con_la_actividad_desde_su_subcomponente(control: Any) -> None:
    suyo = models.Seguimiento.objects.filter(actividad__isnull=False).first()
    direccion = f"/admin/planes/subcomponente/{suyo.actividad.subcomponente.pk}/change/"
    datos = como_la_ve_el_navegador(control.get(direccion)) | {"actividades-0-DELETE": "on"}

    assert control.post(direccion, datos).status_code == 302
    assert models.Seguimiento.objects.filter(pk=suyo.pk).exists()


@pytest.mark.parametrize("cual", ["plan", "componente", "tramite"])
def test_de_lo_que_ya_tiene_reportes_nada_se_borra_desde_su_duena(control: Any, cual: str) -> None:
    suyo = models.Seguimiento.objects.filter(**{f"{_FILA[cual]}__isnull": False}).first()
    componente = (suyo.actividad or suyo.tramite).componente
    duena = suyo.corte.plan if cual == "plan" else componente
    pagina = control.get(f"/admin/planes/{duena._meta.model_name}/{duena.pk}/change/")

    assert _SE_IRIAN[cual] not in {
        colgada.opts.model
        for colgada in pagina.context["inline_admin_formsets"]
        if colgada.has_delete_permission
    }


_FILA = {"plan": "actividad", "componente": "actividad", "tramite": "tramite"}
_SE_IRIAN = {
    "plan": models.Dependencia,
    "componente": models.Subcomponente,
    "tramite": models.Tramite,
}


def test_de_un_plan_sin_reportes_una_dependencia_si_se_borra(control: Any, guardado: Any) -> None:
    otro = models.Plan.objects.create(entidad=guardado.entidad, vigencia=2024)
    pagina = control.get(f"/admin/planes/plan/{otro.pk}/change/")

    assert models.Dependencia in {
        colgada.opts.model
        for colgada in pagina.context["inline_admin_formsets"]
        if colgada.has_delete_permission
    }


def test_la_fecha_de_un_corte_no_se_cambia_en_el_administrador(control: Any, guardado: Any) -> None:
    direccion = f"/admin/planes/plan/{guardado.pk}/change/"
    cortes = control.get(direccion).context["inline_admin_formsets"][0]

    assert cortes.has_change_permission is False
    assert cortes.has_delete_permission is False


def test_el_regimen_se_escoge_de_una_lista(control: Any, guardado: Any) -> None:
    pagina = control.get(f"/admin/planes/plan/{guardado.pk}/change/").content.decode()

    assert '<option value="ptep">PTEP</option>' in pagina


def test_un_plan_que_la_biblioteca_no_admite_se_dice_en_sus_campos(guardado: Any) -> None:
    guardado.vigencia, guardado.metodologia = 1, {"metodo": "a ojo", "sobra": 1}

    with pytest.raises(ValidationError) as error:
        guardado.full_clean()

    assert {campo: len(fallas) for campo, fallas in error.value.message_dict.items()} == {
        "vigencia": 1,
        "metodologia": 2,
    }


def test_lo_que_en_la_base_dejo_de_ser_un_plan_se_dice_con_su_lugar(
    control: Any, guardado: Any
) -> None:
    models.Componente.objects.filter(plan=guardado).update(extras={"Mal Nombre": 1})
    respuesta = control.get(f"/planes/{guardado.pk}/")

    assert respuesta.status_code == 422
    assert "dependencias[0].componentes[0].extras" in respuesta.content.decode()


def test_un_plan_sin_cortes_cerrados_se_borra_entero() -> None:
    seguimiento = {"corte": ABIERTO, "texto": "Va"}
    fila = {"meta": "M", "seguimientos": [seguimiento]}
    componente = {"subcomponentes": [{"actividades": [fila]}]}
    datos = {"entidad": {"nombre": "M"}, "componentes": [componente]}
    antes = models.Seguimiento.objects.count()
    otro = guardar(paac.plan_desde_datos(datos), abrir=ABIERTO)
    assert models.Seguimiento.objects.count() == antes + 1

    otro.delete()

    assert models.Seguimiento.objects.count() == antes


def test_un_dato_que_la_biblioteca_no_admite_se_dice_en_su_campo(control: Any) -> None:
    entidad = models.Entidad.objects.get()
    respuesta = control.post(
        f"/admin/planes/entidad/{entidad.pk}/change/",
        {"nombre": "M", "divipola": "05", "extras": "{}", "subida": io.BytesIO(b"no es imagen")},
    )
    errores = respuesta.context["adminform"].form.errors

    assert "DIVIPOLA de 5 dígitos" in errores["divipola"][0]
    assert "se esperaba una imagen PNG, JPEG, WebP, TIFF, GIF o BMP entera" in errores["subida"][0]


def test_un_formato_mal_escrito_se_dice_en_su_campo(control: Any) -> None:
    respuesta = control.post("/admin/planes/formato/add/", {"datos": '{"codigo": "X", "sobra": 1}'})

    assert any("sobra" in una for una in respuesta.context["adminform"].form.errors["datos"])


# ------------------------------------------------------------------ las órdenes
def test_cargar_un_plan_mal_escrito_dice_sus_fallas_y_no_guarda_nada(tmp_path: Path) -> None:
    malo = tmp_path / "malo.yaml"
    malo.write_text("entidad: {nombr: M}\ncomponentes: [{numero: uno}]\n", "utf-8")

    with pytest.raises(CommandError) as error:
        call_command("cargar_plan", str(malo))

    assert [linea.partition(":")[0] for linea in str(error.value).splitlines()] == [
        *("entidad.nombr", "entidad.nombre", "componentes[0].numero", "No se guardó nada."),
    ]
    assert models.Plan.objects.count() == 1


def test_cargar_un_plan_con_un_corte_que_no_es_fecha_lo_dice() -> None:
    plan = str(RAIZ / "ejemplos" / "ptep" / "plan.yaml")

    with pytest.raises(CommandError, match="se esperaba AAAA-MM-DD, llegó «ayer»"):
        call_command("cargar_plan", plan, "--abrir", "ayer")


def test_un_usuario_creado_entra_con_la_clave_que_se_dijo() -> None:
    salida = io.StringIO()
    call_command(
        "crear_usuarios", "--oficina", "salud=OFICINA DE SERVICIO AL CIUDADANO", stdout=salida
    )
    claves = dict(re.findall(r"(\S+)  clave: (\S+)", salida.getvalue()))

    assert set(claves) == {"control.interno", "salud"}
    assert all(authenticate(username=quien, password=clave) for quien, clave in claves.items())


def test_una_oficina_que_no_esta_se_dice_con_las_que_hay() -> None:
    with pytest.raises(CommandError, match="SECRETARÍA DE HACIENDA"):
        call_command("crear_usuarios", "--oficina", "x=Otra", stdout=io.StringIO())
