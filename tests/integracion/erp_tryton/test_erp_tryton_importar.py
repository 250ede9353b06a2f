"""Lo que llega de afuera entra entero, o se dice todo lo que falla y no entra nada."""

import io
import zipfile
from typing import Any

import openpyxl
import pytest
from ayudas import tryton
from trytond.exceptions import UserError
from trytond.model.exceptions import AccessError, ValidationError

import paac_reportes as paac

SALIO = "Sin cambios en el periodo."
"""Lo que dice, al salir, la primera fila del libro de Hacienda."""


def test_salen_los_libros_de_todas_las_oficinas(base: tryton.Base) -> None:
    assert len(_libros(base)) == 5


def test_de_un_corte_cerrado_no_salen_libros(base: tryton.Base) -> None:
    base.cerrar()
    with pytest.raises(AccessError, match=r"El corte 30/09/2023 está cerrado"):
        _libros(base)


def test_un_libro_llenado_entra_en_sus_filas(base: tryton.Base) -> None:
    libro = _llenado(_libro_de(base, "hacienda"), "Desde el libro")
    base.como(tryton.HACIENDA)
    _importar(base, libro, preferir="libro")
    assert base.modelo("paac.seguimiento").find([("texto", "=", "Desde el libro")])


def test_un_libro_sin_cambios_no_toca_nada(base: tryton.Base) -> None:
    antes = base.leido()
    _importar(base, _libro_de(base, "hacienda"))
    assert base.leido() == antes


def test_una_oficina_no_importa_el_libro_de_otra(base: tryton.Base) -> None:
    libro = _llenado(_libro_de(base, "planeacion"), "Ajeno")
    base.como(tryton.HACIENDA)
    with pytest.raises(AccessError, match="Una oficina sólo reporta lo suyo"):
        _importar(base, libro, preferir="libro")


def test_un_libro_de_un_corte_cerrado_no_entra(base: tryton.Base) -> None:
    libro = _llenado(_libro_de(base, "hacienda"), "Tarde")
    base.cerrar()
    with pytest.raises(AccessError, match=r"del corte 30/09/2023, que no está abierto"):
        _importar(base, libro, preferir="libro")


def test_lo_que_el_libro_deja_en_blanco_se_toma_y_se_dice(base: tryton.Base) -> None:
    libro = _llenado(_libro_de(base, "hacienda"), None)
    en_blanco = [("corte.fecha", "=", tryton.CORTE), ("texto", "=", None)]
    antes = len(base.como("control").modelo("paac.seguimiento").find(en_blanco))
    resumen = _importar(base, libro).form.resumen
    assert f"quedó en blanco; salió con {SALIO!r}" in resumen
    assert len(base.modelo("paac.seguimiento").find(en_blanco)) == antes + 2
    # La que se borró, y la que la oficina tampoco llenó: vuelven en blanco en su libro.


@pytest.mark.parametrize("del_libro", ["Desde el libro", None])
def test_lo_que_choca_se_dice_y_no_entra(base: tryton.Base, del_libro: str | None) -> None:
    libro = _que_choca(base, del_libro)
    antes = base.leido()
    with pytest.raises(ValidationError, match="la base lo cambió después de que salió el libro"):
        _importar(base, libro)
    assert base.leido() == antes


@pytest.mark.parametrize("del_libro", ["Desde el libro", None])
@pytest.mark.parametrize("preferir", ["base", "libro"])
def test_lo_que_choca_queda_como_se_escoge(
    base: tryton.Base, preferir: str, del_libro: str | None
) -> None:
    libro = _que_choca(base, del_libro)
    [suyo] = base.modelo("paac.seguimiento").find([("texto", "=", "Cambiado en la base")])
    _importar(base, libro, preferir=preferir)
    queda = {"base": "Cambiado en la base", "libro": del_libro}[preferir]
    assert base.modelo("paac.seguimiento")(suyo.id).texto == queda


@pytest.mark.una_de_cada
@pytest.mark.parametrize(
    "contenido", [b"x", b"PK\x03\x04roto", b"\xd0\xcf\x11\xe0", b"%PDF-1.7", b"\x00" * 99]
)
def test_un_libro_que_no_lo_es_se_rechaza(base: tryton.Base, contenido: bytes) -> None:
    with pytest.raises(ValidationError, match="no se guardó nada"):
        _importar(base, contenido)


def test_todas_las_fallas_de_un_plan_se_dicen_a_la_vez(base: tryton.Base) -> None:
    malo = b'{"entidad": {"nombre": "M", "divipola": "1"}, "vigencia": "x", "componentes": [{}]}'
    with pytest.raises(ValidationError) as falla:
        tryton.importar(malo, "plan.json")
    assert [r.partition(":")[0] for r in falla.value.description.splitlines()] == [
        *("entidad.divipola", "vigencia"),
    ]


def test_un_caracter_que_la_base_no_guarda_se_dice_donde_esta(base: tryton.Base) -> None:
    malo = b'{"entidad": {"nombre": "M\\u0000"}, "componentes": [{"nombre": "\\ud800"}]}'
    with pytest.raises(ValidationError) as falla:
        tryton.importar(malo, "plan.json")
    assert "entidad.nombre" in falla.value.description


@pytest.mark.una_de_cada("contenido")
@pytest.mark.parametrize("nombre", ["plan.zip", "plan.json", "plan.xlsx", "plan.docx", ""])
@pytest.mark.parametrize("contenido", [b"", b"PK\x05\x06" + bytes(18), b"no es", b"\xff\xfe\x00"])
def test_un_plan_que_no_lo_es_se_rechaza(base: tryton.Base, contenido: bytes, nombre: str) -> None:
    with pytest.raises(UserError):
        tryton.importar(contenido, nombre)


@pytest.mark.parametrize("compresion", [zipfile.ZIP_DEFLATED, zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
def test_un_zip_danado_por_dentro_se_rechaza_en_una_frase(
    base: tryton.Base, compresion: int
) -> None:
    with zipfile.ZipFile(salida := io.BytesIO(), "w", compresion) as archivo:
        archivo.write(tryton.EJEMPLO / "plan.yaml", "plan.yaml")
    danado = bytearray(salida.getvalue())
    danado[100:140] = b"\xff" * 40
    with pytest.raises(ValidationError) as falla:
        tryton.importar(bytes(danado), "plan.zip")
    assert "plan.zip: no se pudo leer: está dañado" in falla.value.description


def test_el_libro_de_un_plan_se_importa(base: tryton.Base) -> None:
    plan = paac.leer(tryton.EJEMPLO.parent / "formato_propio" / "plan.yaml").sin_dudas()
    paac.guardar_datos(plan, libro := io.BytesIO(), tipo="xlsx")
    importado = tryton.importar(libro.getvalue(), "plan.xlsx")
    assert importado.entidad.nombre == plan.entidad.nombre


def test_los_cortes_de_un_plan_importado_quedan_cerrados(base: tryton.Base) -> None:
    cortes = base.modelo("paac.corte").find([("fecha", "<", tryton.CORTE)])
    assert [corte.estado for corte in cortes] == ["cerrado", "cerrado"]


def test_una_oficina_no_importa_planes(base: tryton.Base) -> None:
    base.como(tryton.HACIENDA)
    with pytest.raises(UserError):
        tryton.importar(b"{}", "plan.json")


def _libros(base: tryton.Base) -> dict[str, bytes]:
    from proteus import Report

    corte = base.unico("paac.corte", ("fecha", "=", tryton.CORTE))
    datos = {"ids": [base.plan.id], "corte": corte.id}
    extension, contenido, _, _ = Report("paac.captura").execute([base.plan], datos)
    assert extension == "zip"
    with zipfile.ZipFile(io.BytesIO(contenido)) as comprimido:
        return {nombre: comprimido.read(nombre) for nombre in comprimido.namelist()}


def _libro_de(base: tryton.Base, oficina: str) -> bytes:
    [libro] = [c for nombre, c in _libros(base).items() if oficina in nombre]
    return libro


def _que_choca(base: tryton.Base, texto: str | None) -> bytes:
    """El libro de Hacienda, con otro texto donde la base cambió desde que salió."""
    libro = _llenado(_libro_de(base, "hacienda"), texto)
    [suyo] = (
        base.como("control")
        .modelo("paac.seguimiento")
        .find([("corte.fecha", "=", tryton.CORTE), ("texto", "=", SALIO)], limit=1)
    )
    suyo.texto = "Cambiado en la base"
    suyo.save()
    return libro


def _llenado(contenido: bytes, texto: str | None) -> bytes:
    """El libro con otro seguimiento en su primera fila."""
    libro = openpyxl.load_workbook(io.BytesIO(contenido))
    hoja = libro["Actividades"]
    [(fila, columna)] = [
        (celda.row, celda.column)
        for celdas in hoja.iter_rows(max_row=12)
        for celda in celdas
        if celda.value == "Seguimiento"
    ]
    hoja.cell(fila + 1, columna).value = texto
    libro.save(salida := io.BytesIO())
    return salida.getvalue()


def _importar(base: tryton.Base, contenido: bytes, preferir: str | None = None) -> Any:
    asistente = base.asistente(
        "paac.importar_libro", base.plan, archivo=contenido, nombre="libro.xlsx", preferir=preferir
    )
    asistente.execute("importa")
    return asistente
