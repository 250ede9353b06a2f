"""Un corte del sitio de Django se cierra con el plan como está, y cerrado se queda."""

from datetime import date
from typing import Any

import attrs
import pytest
from django.core.exceptions import ValidationError
from planes import cortes, models

import paac_reportes as paac

F20 = "MCCO.101.18.F.20"


def cerrado(control: Any, corte: Any) -> Any:
    respuesta = control.post(f"/cortes/{corte.pk}/cerrar/")
    assert respuesta.status_code == 302
    return models.Corte.objects.get(pk=corte.pk)


def word(navegador: Any, corte: Any) -> bytes:
    respuesta = navegador.get(f"/cortes/{corte.pk}/reporte/", {"formato": F20, "tipo": "docx"})
    contenido: bytes = respuesta.content
    return contenido


def test_cargar_un_plan_deja_cerrados_los_cortes_que_trae(ejemplo: paac.Plan) -> None:
    suyos = models.Corte.objects.exclude(cerrado_en=None)

    assert [uno.fecha for uno in suyos] == [
        date(2023, 3, 31),
        date(2023, 6, 30),
        date(2023, 9, 30),
    ]
    assert all(cortes.plan_en(uno) == ejemplo for uno in suyos)


def test_antes_de_cerrar_se_dice_lo_que_falta(
    control: Any, abierto: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("paac_reportes.anfitrion.hoy_en_colombia", lambda: date(2023, 12, 21))
    pagina = control.get(f"/cortes/{abierto.pk}/cerrar/").content.decode()

    assert "Faltan por reportar" in pagina
    assert "El corte es el 31/12/2023: faltan 10 días." in pagina
    assert "SECRETARÍA DE HACIENDA: sin reporte, 13 de 13" in pagina
    assert models.Corte.objects.get(pk=abierto.pk).abierto


def test_el_corte_cerrado_dice_quien_lo_cerro_y_su_huella(control: Any, abierto: Any) -> None:
    suyo = cerrado(control, abierto)
    pagina = control.get(f"/cortes/{suyo.pk}/").content.decode()

    assert suyo.cerrado_por.username == "control.interno"
    assert suyo.huella in pagina
    assert "/filas/" not in pagina
    assert "/cerrar/" not in pagina


def test_una_oficina_no_cierra(hacienda: Any, abierto: Any) -> None:
    assert hacienda.get(f"/cortes/{abierto.pk}/cerrar/").status_code == 403
    assert hacienda.post(f"/cortes/{abierto.pk}/cerrar/").status_code == 403
    assert models.Corte.objects.get(pk=abierto.pk).abierto


@pytest.mark.parametrize("quien", ["hacienda", "control"])
@pytest.mark.parametrize("que", ["filas", "libros"])
def test_en_un_corte_cerrado_ya_nadie_reporta(
    request: pytest.FixtureRequest, control: Any, abierto: Any, quien: str, que: str
) -> None:
    suyo = cerrado(control, abierto)
    fila = models.Fila.objects.filter(dependencia__nombre="SECRETARÍA DE HACIENDA").first()
    pk = fila.pk if que == "filas" else fila.dependencia_id
    navegador, direccion = request.getfixturevalue(quien), f"/cortes/{suyo.pk}/{que}/{pk}/"

    for respuesta in (navegador.get(direccion), navegador.post(direccion, {"texto": "Tarde"})):
        assert respuesta.status_code == 403
        assert "El corte del 31/12/2023 ya se cerró" in respuesta.content.decode()
    assert models.Reporte.objects.count() == 0


def test_no_se_cierra_dos_veces(control: Any, abierto: Any) -> None:
    suyo = cerrado(control, abierto)

    assert control.get(f"/cortes/{suyo.pk}/cerrar/").status_code == 403
    assert control.post(f"/cortes/{suyo.pk}/cerrar/").status_code == 403
    assert models.Corte.objects.get(pk=suyo.pk).cerrado_en == suyo.cerrado_en


def test_el_reporte_de_un_corte_cerrado_no_cambia_con_las_tablas(
    control: Any, abierto: Any
) -> None:
    fila = models.Fila.objects.first()
    reporte = models.Reporte.objects.create(fila=fila, corte=abierto, texto="Como se cerró")
    suyo = cerrado(control, abierto)
    antes = word(control, suyo)
    reporte.delete()
    models.Plan.objects.update(datos="{}")

    assert word(control, suyo) == antes
    assert "Como se cerró" in {
        seguimiento.texto
        for _, componente in cortes.plan_en(suyo).tablas()
        for una in componente.filas()
        for seguimiento in una.seguimientos
    }


def test_lo_guardado_al_cerrar_que_alguien_cambia_por_debajo_no_se_reporta(
    control: Any, abierto: Any
) -> None:
    suyo = cerrado(control, abierto)
    models.Corte.objects.filter(pk=suyo.pk).update(datos=suyo.datos.replace("2023", "2024"))
    respuesta = control.get(f"/cortes/{suyo.pk}/reporte/", {"formato": F20})

    assert respuesta.status_code >= 400
    assert "su huella no es la que se guardó con él" in respuesta.content.decode()


def test_un_plan_no_tiene_dos_cortes_abiertos_ni_uno_anterior_a_los_que_hay(
    control: Any, abierto: Any
) -> None:
    with pytest.raises(ValidationError, match="31/12/2023 está abierto"):
        cortes.abrir(abierto.plan, date(2024, 3, 31))
    cerrado(control, abierto)
    with pytest.raises(ValidationError, match="posterior al 31/12/2023, llegó 2023-12-31"):
        cortes.abrir(abierto.plan, date(2023, 12, 31))


def test_un_plan_con_lo_que_una_base_no_guarda_vuelve_igual(ejemplo: paac.Plan) -> None:
    """En la columna de la página va otra letra; en el plan, la que trae."""
    raro = attrs.evolve(
        ejemplo,
        dependencias=(
            attrs.evolve(ejemplo.dependencias[0], nombre="GOBIERNO\0"),
            *ejemplo.dependencias[1:],
        ),
    )
    guardado = cortes.cargar(raro)

    assert cortes.plan_en(cortes.abrir(guardado, date(2023, 12, 31))) == raro
    assert guardado.dependencias.first().nombre == "GOBIERNO\ufffd"
