"""Las órdenes del sitio de Django: cargar un plan, abrir un corte y crear los usuarios."""

import io
from typing import Any

import pytest
from ayudas.compartido import RAIZ
from django.core.management import CommandError, call_command
from planes import models

EJEMPLO = str(RAIZ / "ejemplos" / "informe_trimestral" / "plan.yaml")


def dicho(*orden: str) -> str:
    salida = io.StringIO()
    call_command(*orden, stdout=salida)
    return salida.getvalue()


def test_cargar_dice_con_que_numero_quedo_y_que_corte_abrio() -> None:
    frase = dicho("cargar_plan", EJEMPLO, "--abrir", "2023-12-31")
    plan = models.Plan.objects.last()

    assert frase == (
        f"Plan 2023 de MUNICIPIO DE VALDELUNA: quedó con el número {plan.pk};"
        " el corte del 31/12/2023 quedó abierto.\n"
    )


@pytest.mark.parametrize(
    ("orden", "frase"),
    [
        ((EJEMPLO, "--abrir", "2023-09-30"), "posterior al 30/09/2023, llegó 2023-09-30"),
        ((EJEMPLO, "--abrir", "ayer"), "se esperaba AAAA-MM-DD, llegó «ayer»"),
        (("no_esta.yaml",), "no_esta.yaml: no existe el archivo"),
        ((str(RAIZ / "ejemplos" / "ptep" / "plan.yaml"),), "reparte el plan entre dependencias"),
        ((str(RAIZ / "README.md"),), "README.md"),
    ],
)
def test_lo_que_no_se_puede_cargar_se_dice_y_no_deja_nada(orden: Any, frase: str) -> None:
    with pytest.raises(CommandError) as error:
        call_command("cargar_plan", *orden)

    assert frase in str(error.value)
    assert models.Plan.objects.count() == 1


def test_un_corte_se_abre_cuando_el_anterior_ya_se_cerro(control: Any, abierto: Any) -> None:
    numero = str(abierto.plan_id)
    with pytest.raises(CommandError, match="31/12/2023 está abierto: ciérrelo"):
        call_command("abrir_corte", numero, "2024-03-31")
    control.post(f"/cortes/{abierto.pk}/cerrar/")

    assert dicho("abrir_corte", numero, "2024-03-31") == (
        "Plan 2023 de MUNICIPIO DE VALDELUNA: el corte del 31/03/2024 quedó abierto.\n"
    )


def test_los_usuarios_entran_con_la_clave_que_la_orden_dijo(client: Any) -> None:
    claves = dict(
        renglon.split("  clave: ")
        for renglon in dicho(
            "crear_usuarios", "--oficina", "salud=SECRETARÍA DE HACIENDA"
        ).splitlines()
    )
    respuesta = client.post("/entrar/", {"username": "salud", "password": claves["salud"]})

    assert [*claves] == ["control.interno", "salud"]
    assert respuesta.url == "/"


@pytest.mark.parametrize("oficina", ["salud", "salud=NO ESTÁ", "=SECRETARÍA DE HACIENDA"])
def test_una_oficina_que_no_esta_se_dice_con_las_que_hay_y_no_cambia_ninguna_clave(
    client: Any, oficina: str
) -> None:
    from django.contrib.auth.models import User

    antes = User.objects.get(username="control.interno").password
    with pytest.raises(CommandError, match="Hay:\n  SECRETARÍA DE PLANEACIÓN"):
        call_command("crear_usuarios", "--oficina", oficina)

    assert User.objects.get(username="control.interno").password == antes
    assert not User.objects.filter(username="salud")
