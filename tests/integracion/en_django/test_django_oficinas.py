"""Las oficinas en el sitio de Django: cada una ve y reporta lo suyo, y nada de las demás."""

from datetime import date
from decimal import Decimal
from typing import Any

import attrs
import pytest
from django.contrib.auth.models import User
from planes import cortes, models
from planes.cortes import plan_en

import paac_reportes as paac

DE_HACIENDA, AJENA = "SECRETARÍA DE HACIENDA", "OFICINA DE SERVICIO AL CIUDADANO"
F20 = "MCCO.101.18.F.20"


def fila_de(dependencia: str) -> Any:
    return models.Fila.objects.filter(dependencia__nombre=dependencia).first()


def direccion(corte: Any, fila: Any) -> str:
    return f"/cortes/{corte.pk}/filas/{fila.pk}/"


# ------------------------------------------------------------------ lo que ve
def test_una_oficina_ve_sus_filas_y_ninguna_de_otra(hacienda: Any, abierto: Any) -> None:
    pagina = hacienda.get(f"/cortes/{abierto.pk}/").content.decode()
    suyas = {fila.pk for fila in models.Fila.objects.all() if f"/filas/{fila.pk}/" in pagina}

    assert suyas == set(
        models.Fila.objects.filter(dependencia__nombre=DE_HACIENDA).values_list("pk", flat=True)
    )
    assert len(suyas) == 30
    assert AJENA not in pagina


def test_el_reporte_de_una_oficina_trae_lo_suyo_y_nada_de_otra(hacienda: Any, abierto: Any) -> None:
    pedido = {"formato": F20, "tipo": "csv"}
    texto = hacienda.get(f"/cortes/{abierto.pk}/reporte/", pedido).content.decode("utf-8-sig")

    assert DE_HACIENDA in texto
    assert AJENA not in texto
    assert texto.count("\n") > 30


@pytest.mark.parametrize("cerrado", [False, True])
def test_lo_que_el_plan_dice_en_conjunto_no_le_llega_a_una_oficina(
    ejemplo: paac.Plan, *, cerrado: bool
) -> None:
    hacienda, control = (User.objects.get(username=u) for u in ("hacienda", "control.interno"))
    para_gobierno = paac.modelo.Recomendacion(id="R1", corte=date(2023, 9, 30), texto="A Gobierno")
    dicho: dict[str, Any] = {
        "textos": {"ejecutado": "Gobierno no reportó."},
        "recomendaciones": (para_gobierno,),
    }
    guardado = cortes.cargar(attrs.evolve(ejemplo, **dicho))
    guardado.dependencias.get(nombre=DE_HACIENDA).encargados.add(hacienda)
    corte = cortes.abrir(guardado, date(2023, 12, 31))
    visto = cortes.lo_que_ve(hacienda, cortes.cerrar(corte, control) if cerrado else corte)

    assert [una.nombre for una in visto.dependencias] == [DE_HACIENDA]
    assert (visto.textos, visto.recomendaciones) == ({}, ())
    assert cortes.lo_que_ve(control, corte).recomendaciones == (para_gobierno,)


@pytest.mark.parametrize("metodo", ["get", "post"])
@pytest.mark.parametrize("que", ["filas", "libros"])
def test_lo_de_otra_oficina_no_esta_para_quien_arma_la_direccion(
    hacienda: Any, abierto: Any, metodo: str, que: str
) -> None:
    fila = fila_de(AJENA)
    pk = fila.pk if que == "filas" else fila.dependencia_id
    respuesta = getattr(hacienda, metodo)(f"/cortes/{abierto.pk}/{que}/{pk}/", {"texto": "Ajeno"})

    assert respuesta.status_code == 404
    assert models.Reporte.objects.count() == 0


@pytest.mark.parametrize("pagina", ["", "reporte/?formato=F", "filas/{}/", "libros/{}/"])
def test_quien_no_es_de_ninguna_oficina_del_plan_no_lo_ve(
    hacienda: Any, abierto: Any, pagina: str
) -> None:
    models.Dependencia.encargados.through.objects.all().delete()
    fila = fila_de(DE_HACIENDA)
    pagina = pagina.format(fila.pk if "filas" in pagina else fila.dependencia_id)

    assert hacienda.get(f"/cortes/{abierto.pk}/{pagina}").status_code == 404
    assert "MUNICIPIO DE VALDELUNA" not in hacienda.get("/").content.decode()


def test_la_fila_de_otro_plan_no_esta_en_este_corte(control: Any, abierto: Any) -> None:
    otro = models.Plan.objects.create(entidad="OTRA", datos="{}")
    oficina = models.Dependencia.objects.create(plan=otro, lugar=0, nombre="GOBIERNO")
    fila = models.Fila.objects.create(dependencia=oficina, ruta="dependencias[0].x[0]")

    assert control.get(direccion(abierto, fila)).status_code == 404
    assert control.get(f"/cortes/{abierto.pk}/libros/{oficina.pk}/").status_code == 404


@pytest.mark.parametrize(
    "pagina", ["", "cortes/{}/", "cortes/{}/reporte/", "cortes/{}/cerrar/", "cortes/{}/filas/1/"]
)
def test_quien_no_ha_entrado_va_a_la_puerta(client: Any, abierto: Any, pagina: str) -> None:
    assert client.get("/" + pagina.format(abierto.pk)).url.startswith("/entrar/?next=/")


# ------------------------------------------------------------------ lo que reporta
def test_una_oficina_reporta_una_fila_suya_y_queda_en_el_plan(hacienda: Any, abierto: Any) -> None:
    dicho = {
        "texto": "=1+1\r\n fin",
        "avance": "62,5",
        "estado": "en_proceso",
        "evidencias": "a\r\n\r\nb",
    }
    respuesta = hacienda.post(direccion(abierto, fila_de(DE_HACIENDA)), dicho)
    actividad = plan_en(abierto).dependencias[1].componentes[0].subcomponentes[0].actividades[0]

    assert respuesta.status_code == 302
    assert actividad.seguimientos[-1] == paac.modelo.Seguimiento(
        corte=abierto.fecha,
        texto="=1+1\n fin",
        avance=Decimal("62.5"),
        estado=paac.modelo.Estado.EN_PROCESO,
        evidencias=("a", "b"),
    )
    assert str(actividad.seguimientos[-1].avance) == "62.5"


@pytest.mark.parametrize(
    ("dicho", "frase"),
    [
        ({"avance": "120"}, "menor o igual a 100"),
        ({"avance": "-1"}, "mayor o igual a 0"),
        ({"avance": "=1+1"}, "Ingrese un número"),
        ({"avance": "NaN"}, "Ingrese un número"),
        ({"avance": "1,0000000000000001"}, "más de 15 decimales"),
        ({"estado": "hecha"}, "Escoja una opción válida"),
        ({"texto": "a\0b"}, "caracteres nulos"),
    ],
)
def test_lo_que_no_puede_ser_se_dice_y_no_se_guarda(
    hacienda: Any, abierto: Any, dicho: dict[str, str], frase: str
) -> None:
    respuesta = hacienda.post(direccion(abierto, fila_de(DE_HACIENDA)), {"texto": "x"} | dicho)

    assert frase in respuesta.content.decode()
    assert models.Reporte.objects.count() == 0


def test_lo_que_alguien_escribe_no_se_ejecuta_en_la_pagina(hacienda: Any, abierto: Any) -> None:
    hacienda.post(direccion(abierto, fila_de(DE_HACIENDA)), {"texto": "<script>alert(1)</script>"})
    pagina = hacienda.get(f"/cortes/{abierto.pk}/").content.decode()

    assert "<script>" not in pagina
    assert "&lt;script&gt;alert" in pagina
