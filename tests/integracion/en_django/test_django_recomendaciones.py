"""Las recomendaciones en el sitio de Django: cada oficina responde las suyas."""

import io
from datetime import date
from typing import Any

import openpyxl
import pytest
from planes import models
from planes.puente.lectura import plan_de

import paac_reportes as paac

DE_HACIENDA, AJENA = "SECRETARÍA DE HACIENDA", "OFICINA DE SERVICIO AL CIUDADANO"
ABIERTO = date(2023, 12, 31)
SUYA: dict[str, Any] = {
    "id": "R-1",
    "corte": "2023-09-30",
    "texto": "Publicar el soporte.",
    "responsable": DE_HACIENDA,
    "fecha": "31/12/2023",
}

PEDIDO = {campo: SUYA[campo] for campo in ("texto", "responsable", "fecha")}
"""Lo que el formulario de control interno vuelve a enviar."""


@pytest.fixture
def plan(guardado: Any) -> Any:
    """Con una recomendación de Hacienda, una de otra oficina y una que no es de ninguna."""
    guardado.recomendaciones = [
        SUYA,
        SUYA | {"id": "R-2", "responsable": AJENA},
        SUYA | {"id": "R-3", "responsable": "Comité de gestión"},
    ]
    guardado.save()
    return guardado


def de(plan: Any, cual: str = "R-1") -> paac.Recomendacion:
    hallada: paac.Recomendacion = next(u for u in plan_de(plan).recomendaciones if u.id == cual)
    return hallada


def pagina_de(navegador: Any, plan: Any, cual: str = "") -> Any:
    return navegador.get(f"/planes/{plan.pk}/recomendaciones/{cual and cual + '/'}")


def responder(navegador: Any, plan: Any, cual: str = "R-1", **dicho: str) -> Any:
    respuesta = pagina_de(navegador, plan, cual)
    visto = (
        "x" if respuesta.status_code != 200 else respuesta.context["formulario"]["visto"].value()
    )
    escrito = {"estado": "en_curso", "respuesta": "", "visto": visto} | dicho
    return navegador.post(f"/planes/{plan.pk}/recomendaciones/{cual}/", escrito, follow=True)


def test_una_oficina_ve_y_responde_solo_las_suyas(hacienda: Any, plan: Any) -> None:
    pagina = pagina_de(hacienda, plan).content.decode()
    responder(hacienda, plan, estado="cumplida", respuesta="Se publicó.\r\nAcá está.")
    queda = de(plan)

    assert ["R-1" in pagina, "R-2" in pagina, "R-3" in pagina] == [True, False, False]
    assert (queda.estado, queda.respuesta) == ("cumplida", "Se publicó.\nAcá está.")
    assert (queda.texto, queda.responsable) == ("Publicar el soporte.", DE_HACIENDA)
    assert [una.respuesta for una in plan_de(plan).recomendaciones[1:]] == [None, None]


@pytest.mark.parametrize("cual", ["R-2", "R-3", "NADA"])
@pytest.mark.parametrize("metodo", ["get", "post"])
def test_una_oficina_no_responde_la_de_otra(
    hacienda: Any, plan: Any, cual: str, metodo: str
) -> None:
    antes = plan_de(plan)
    direccion = f"/planes/{plan.pk}/recomendaciones/{cual}/"
    respuesta = getattr(hacienda, metodo)(direccion, {"estado": "cumplida", "visto": "x"})

    assert respuesta.status_code == 403
    assert plan_de(plan) == antes


def test_una_oficina_no_cambia_lo_que_se_le_recomendo(hacienda: Any, plan: Any) -> None:
    responder(hacienda, plan, texto="Nada.", responsable=AJENA, respuesta="Va.")

    assert (de(plan).texto, de(plan).responsable) == ("Publicar el soporte.", DE_HACIENDA)


def test_la_que_consta_cumplida_ya_no_la_responde_la_oficina(
    hacienda: Any, control: Any, plan: Any
) -> None:
    responder(hacienda, plan, estado="cumplida", respuesta="Hecho.")
    rechazo = responder(hacienda, plan, respuesta="Otra cosa.")
    responder(control, plan, **PEDIDO, respuesta="No lo está.")

    assert rechazo.status_code == 403
    assert de(plan).respuesta == "No lo está."


def test_control_interno_las_ve_todas_y_cambia_lo_que_piden(control: Any, plan: Any) -> None:
    pagina = pagina_de(control, plan).content.decode()
    responder(control, plan, "R-3", texto="Citar al comité.", responsable="Comité", fecha="")
    queda = de(plan, "R-3")

    assert all(cual in pagina for cual in ("R-1", "R-2", "R-3"))
    assert (queda.texto, queda.responsable, queda.fecha) == ("Citar al comité.", "Comité", None)


def test_control_interno_propone_las_del_corte_abierto(control: Any, plan: Any) -> None:
    fila = models.Actividad.objects.first()
    models.Seguimiento.objects.create(
        actividad=fila, corte=plan.corte_abierto, texto="Atrasada.", avance=10
    )
    antes = plan_de(plan)
    esperadas = paac.recomendar(antes, corte=ABIERTO).recomendaciones
    respuesta = control.post(f"/planes/{plan.pk}/recomendaciones/proponer/", follow=True)

    assert plan_de(plan).recomendaciones == esperadas
    assert len(esperadas) > len(antes.recomendaciones)
    assert "revíselas antes de cerrar el corte" in respuesta.content.decode()


def test_proponer_de_nuevo_conserva_lo_editado(control: Any, plan: Any) -> None:
    models.Seguimiento.objects.create(
        actividad=models.Actividad.objects.first(), corte=plan.corte_abierto, texto="Va.", avance=1
    )
    direccion = f"/planes/{plan.pk}/recomendaciones/proponer/"
    control.post(direccion)
    propuesta = plan_de(plan).recomendaciones[-1]
    responder(control, plan, propuesta.id, texto="Editada.")
    antes = plan_de(plan)
    respuesta = control.post(direccion, follow=True)

    assert de(plan, propuesta.id).texto == "Editada."
    assert plan_de(plan) == antes
    assert "que no esté ya" in respuesta.content.decode()


def test_de_un_corte_sin_reportes_no_se_propone_nada_y_se_dice(control: Any, plan: Any) -> None:
    antes = plan_de(plan)
    respuesta = control.post(f"/planes/{plan.pk}/recomendaciones/proponer/")

    assert respuesta.status_code == 422
    assert plan_de(plan) == antes


def test_una_oficina_no_propone(hacienda: Any, plan: Any) -> None:
    assert hacienda.post(f"/planes/{plan.pk}/recomendaciones/proponer/").status_code == 403


def test_lo_que_otro_respondio_mientras_se_llenaba_no_se_pisa(
    hacienda: Any, control: Any, plan: Any
) -> None:
    visto = pagina_de(hacienda, plan, "R-1").context["formulario"]["visto"].value()
    responder(control, plan, **PEDIDO, respuesta="De control.")
    choque = responder(hacienda, plan, respuesta="De la oficina.", visto=visto)

    assert "ahora dice: De control. (en curso)" in choque.content.decode()
    assert de(plan).respuesta == "De control."


def test_cerrado_el_corte_no_se_responde_y_su_informe_conserva_lo_respondido(
    hacienda: Any, control: Any, plan: Any
) -> None:
    models.Seguimiento.objects.create(
        actividad=models.Actividad.objects.first(), corte=plan.corte_abierto, texto="Va."
    )
    responder(hacienda, plan, respuesta="Antes de cerrar.")
    control.post(f"/cortes/{plan.corte_abierto.pk}/cerrar/")
    tarde = responder(hacienda, plan, respuesta="Tarde.")
    models.Plan.objects.update(recomendaciones=[])
    informe = hacienda.get(f"/planes/{plan.pk}/reportes/informe-seguimiento.html?corte={ABIERTO}")

    assert tarde.status_code == 403
    assert "Antes de cerrar." in b"".join(informe.streaming_content).decode()
    assert pagina_de(hacienda, plan).status_code == 200


def test_un_caracter_nulo_en_una_respuesta_no_entra(hacienda: Any, plan: Any) -> None:
    respuesta = responder(hacienda, plan, respuesta="a\0b")

    assert "caracteres nulos" in respuesta.content.decode().lower()
    assert de(plan).respuesta is None


# ------------------------------------------------------------------ en el libro
def libro_respondido(navegador: Any, dependencia: str, dicho: str) -> io.BytesIO:
    pk = models.Dependencia.objects.get(nombre=dependencia).pk
    bajado = navegador.get(f"/dependencias/{pk}/libro.xlsx")
    libro: Any = openpyxl.load_workbook(io.BytesIO(b"".join(bajado.streaming_content)))
    hoja = libro["Recomendaciones"]
    rotulos = next(fila for fila in hoja.iter_rows() if "Respuesta" in {c.value for c in fila})
    columna = next(celda.column for celda in rotulos if celda.value == "Respuesta")
    hoja.cell(rotulos[0].row + 1, columna).value = dicho
    lleno = io.BytesIO()
    libro.save(lleno)
    lleno.seek(0)
    lleno.name = "lleno.xlsx"
    return lleno


def test_lo_que_el_libro_responde_queda_y_se_dice(hacienda: Any, plan: Any) -> None:
    archivo = libro_respondido(hacienda, DE_HACIENDA, "En el libro.")
    pagina = hacienda.post(
        f"/planes/{plan.pk}/reportar/libro/", {"archivo": archivo}, follow=True
    ).content.decode()

    assert "Quedó la respuesta a una recomendación." in pagina
    assert de(plan).respuesta == "En el libro."


def test_el_libro_de_otra_oficina_no_responde_por_ella(
    hacienda: Any, control: Any, plan: Any
) -> None:
    archivo = libro_respondido(control, AJENA, "Ajena.")
    pagina = hacienda.post(
        f"/planes/{plan.pk}/reportar/libro/", {"archivo": archivo}
    ).content.decode()

    assert "recomendación R-2: no es de su dependencia" in pagina
    assert de(plan, "R-2").respuesta is None
