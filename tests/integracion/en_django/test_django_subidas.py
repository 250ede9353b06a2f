"""Lo que alguien sube al sitio de Django: un plan en su libro, y lo que no lo es."""

import io
import re
import zipfile
from pathlib import Path
from typing import Any

import attrs
import openpyxl
import pytest
from planes import models
from planes.puente import aparte
from planes.puente.lectura import plan_de

import paac_reportes as paac

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def nombrado(contenido: bytes, nombre: str) -> io.BytesIO:
    archivo = io.BytesIO(contenido)
    archivo.name = nombre
    return archivo


def libro_de(plan: paac.Plan) -> bytes:
    contenido = io.BytesIO()
    paac.guardar(plan, contenido, tipo="xlsx")
    return contenido.getvalue()


def bomba() -> bytes:
    """Unos kilobytes que al abrirse son cientos de megas."""
    contenido = io.BytesIO()
    with zipfile.ZipFile(contenido, "w", zipfile.ZIP_DEFLATED) as comprimido:
        comprimido.writestr("[Content_Types].xml", "<Types/>")
        for numero in range(3):
            with comprimido.open(f"xl/worksheets/sheet{numero}.xml", "w", force_zip64=True) as hoja:
                for _ in range(120):
                    hoja.write(b"\0" * 10**6)
    return contenido.getvalue()


HOSTILES = {
    "vacio.xlsx": (b"", "está vacío (0 bytes)"),
    "texto.xlsx": (b"hola", "es un texto corriente"),
    "viejo.xls": (OLE + b"\0" * 600 + "Workbook".encode("utf-16-le"), "Excel"),
    "bomba.xlsx": (bomba(), ""),
    "cortado.xlsx": (b"PK\x03\x04" + b"\0" * 99, ""),
    "pagina.xlsx": (b"<html><script>alert(1)</script></html>", "página web"),
    "enorme.xlsx": (b"PK\x03\x04" + b"\0" * 20_000_001, "pesa más de 20 MB"),
    "<b>nombre</b>.xlsx": (b"\x89PNG\r\n\x1a\n", ""),
}


@pytest.mark.parametrize("nombre", HOSTILES)
def test_lo_que_no_es_un_plan_se_dice_en_una_frase_y_no_deja_nada(
    control: Any, nombre: str
) -> None:
    contenido, frase = HOSTILES[nombre]
    antes = cuentas()
    respuesta = control.post("/planes/cargar/", {"archivo": nombrado(contenido, nombre)})
    fallas = [str(una) for una in respuesta.context["formulario"].errors["archivo"]]

    assert respuesta.status_code == 200
    assert len(fallas) == 1
    assert frase in fallas[0]
    assert cuentas() == antes


@pytest.mark.una_de_cada
@pytest.mark.parametrize("nombre", HOSTILES)
def test_lo_que_no_es_un_libro_de_captura_se_dice_en_una_frase(
    hacienda: Any, guardado: Any, nombre: str
) -> None:
    contenido, frase = HOSTILES[nombre]
    antes = cuentas()
    respuesta = hacienda.post(
        f"/planes/{guardado.pk}/reportar/libro/", {"archivo": nombrado(contenido, nombre)}
    )
    fallas = [str(una) for una in respuesta.context["formulario"].errors["archivo"]]

    assert len(fallas) == 1
    assert frase in fallas[0]
    assert "<b>" not in respuesta.content.decode()
    assert cuentas() == antes


def cuentas() -> list[int]:
    tablas = (models.Entidad, models.Plan, models.Actividad, models.Seguimiento)
    return [tabla.objects.count() for tabla in tablas]


def test_el_libro_de_un_plan_queda_en_la_base_igual(control: Any, ejemplo: paac.Plan) -> None:
    sin_dibujo = paac.plan_desde_datos(
        paac.datos_de(ejemplo) | {"vigencia": 2024, "entidad": {"nombre": "Otro municipio"}}
    )
    respuesta = control.post(
        "/planes/cargar/", {"archivo": nombrado(libro_de(sin_dibujo), "plan.xlsx")}
    )
    nuevo = models.Plan.objects.get(vigencia=2024)

    assert respuesta.url == f"/planes/{nuevo.pk}/"
    assert plan_de(nuevo) == sin_dibujo


def test_las_fallas_del_libro_de_un_plan_salen_todas_con_su_celda(
    control: Any, ejemplo: paac.Plan
) -> None:
    libro = libro_con(ejemplo, "Actividades", {"N4": 400, "N5": "mucho"})
    respuesta = control.post("/planes/cargar/", {"archivo": libro})
    fallas = respuesta.context["formulario"].errors["archivo"]

    assert [falla.partition(":")[0] for falla in fallas] == [
        "hoja «Actividades», celda N4",
        "hoja «Actividades», celda N5",
    ]
    assert models.Plan.objects.count() == 1


def test_un_texto_que_parece_formula_entra_y_sale_como_texto(
    control: Any, ejemplo: paac.Plan
) -> None:
    otro = attrs.evolve(ejemplo, vigencia=2024)
    libro = openpyxl.load_workbook(io.BytesIO(libro_de(otro)))
    celda = libro["Actividades"]["G4"]
    celda.value, celda.data_type = "=1+1", "s"
    contenido = io.BytesIO()
    libro.save(contenido)
    control.post("/planes/cargar/", {"archivo": nombrado(contenido.getvalue(), "plan.xlsx")})
    nuevo = models.Plan.objects.get(vigencia=2024)
    archivo = control.get(f"/planes/{nuevo.pk}/reportes/MCCO.101.18.F.20.xlsx")
    hoja = openpyxl.load_workbook(io.BytesIO(b"".join(archivo.streaming_content)))["Datos"]
    celdas = [celda for fila in hoja.iter_rows() for celda in fila if celda.value == "=1+1"]

    assert {celda.data_type for celda in celdas} == {"s"}


def libro_con(plan: paac.Plan, hoja: str, valores: dict[str, Any]) -> io.BytesIO:
    libro = openpyxl.load_workbook(io.BytesIO(libro_de(plan)))
    for celda, valor in valores.items():
        libro[hoja][celda] = valor
    contenido = io.BytesIO()
    libro.save(contenido)
    return nombrado(contenido.getvalue(), "plan.xlsx")


@pytest.mark.parametrize("tipo", ["json", "yaml", "xlsx"])
def test_cargar_un_plan_dice_lo_que_acepta_y_lo_acepta(
    control: Any, ejemplo: paac.Plan, tipo: str
) -> None:
    contenido = io.BytesIO()
    paac.guardar(attrs.evolve(ejemplo, vigencia=2024), contenido, tipo=tipo)
    pagina = control.get("/planes/cargar/").content.decode()
    control.post("/planes/cargar/", {"archivo": nombrado(contenido.getvalue(), f"plan.{tipo}")})

    assert re.search(rf'accept="[^"]*\.{tipo}\b', pagina)
    assert f".{tipo}" in pagina.partition("helptext")[2]
    assert "Hasta 20 MB" in pagina
    assert models.Plan.objects.filter(vigencia=2024).exists()


def test_una_oficina_no_carga_planes(hacienda: Any) -> None:
    assert hacienda.post("/planes/cargar/").status_code == 403


def test_un_plan_que_nombra_un_archivo_del_servidor_no_lo_saca(
    control: Any, ejemplo: paac.Plan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "secreto.png").write_bytes(ejemplo.entidad.escudo or b"")
    monkeypatch.chdir(tmp_path)
    libro = libro_con(attrs.evolve(ejemplo, vigencia=2024), "Firmas", {"E4": "secreto.png"})
    control.post("/planes/cargar/", {"archivo": libro})

    firmas = [firma for plan in models.Plan.objects.all() for firma in plan.firmas]
    assert not [firma for firma in firmas if firma.get("imagen")]


# ------------------------------------------------------------------ el presupuesto
@pytest.mark.parametrize(
    ("tope", "frase"),
    [
        (("SEGUNDOS", 0.001), "se dejó: es muy grande"),
        (("MEGAS_DE_MEMORIA", 40), "No se pudo leer: necesita más de 40 MB"),
    ],
)
def test_lo_que_pasa_de_su_plazo_o_de_su_memoria_se_deja_y_se_dice(
    control: Any,
    ejemplo: paac.Plan,
    monkeypatch: pytest.MonkeyPatch,
    tope: tuple[str, float],
    frase: str,
) -> None:
    monkeypatch.setattr(aparte, *tope)
    monkeypatch.setattr(aparte, "_ARRANQUE", con_el_mismo_tope(*tope))
    antes = cuentas()
    respuesta = control.post("/planes/cargar/", {"archivo": nombrado(libro_de(ejemplo), "p.xlsx")})
    (falla,) = respuesta.context["formulario"].errors["archivo"]

    assert frase in falla
    assert cuentas() == antes


def con_el_mismo_tope(tope: str, cuanto: float) -> str:
    """El arranque del otro proceso, que lee el suyo del mismo módulo."""
    antes, llamar = "from planes.puente.aparte import atender", "atender()"
    puesto = f"from planes.puente import aparte; aparte.{tope} = {cuanto}; aparte.{llamar}"
    return str(aparte._ARRANQUE).replace(f"{antes}; {llamar}", puesto)


def test_lo_que_se_sube_no_lo_lee_el_proceso_que_atiende(
    control: Any, ejemplo: paac.Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Aquí la lectura está rota; en el otro proceso, que es uno limpio, no."""

    def rota(*_: object, **__: object) -> None:
        raise AssertionError

    monkeypatch.setattr("paac_reportes.lectura.lectura.leer_documento", rota)
    monkeypatch.setattr("paac_reportes.opc.lectura.ver", rota)
    otro = attrs.evolve(ejemplo, vigencia=2024)
    control.post("/planes/cargar/", {"archivo": nombrado(libro_de(otro), "plan.xlsx")})

    assert models.Plan.objects.filter(vigencia=2024).exists()
