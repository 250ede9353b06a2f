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


def test_salen_los_libros_de_todas_las_oficinas_y_de_un_corte_cerrado_ninguno(
    base: tryton.Base,
) -> None:
    assert len(_libros(base)) == 5
    base.cerrar()
    with pytest.raises(AccessError, match="está cerrado"):
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


@pytest.mark.parametrize(("preferir", "queda"), [("base", "En la base"), ("libro", "En el libro")])
def test_lo_que_choca_se_dice_y_queda_como_se_escoge(
    base: tryton.Base, preferir: str, queda: str
) -> None:
    libro = _llenado(_libro_de(base, "hacienda"), "En el libro")
    del_corte = [("corte.fecha", "=", tryton.CORTE), ("texto", "=", SALIO)]
    [suyo] = base.como("control").modelo("paac.seguimiento").find(del_corte, limit=1)
    suyo.texto = "En la base"
    suyo.save()
    antes = base.leido()
    with pytest.raises(ValidationError, match="la base lo cambió después de que salió el libro"):
        _importar(base, libro)
    assert base.leido() == antes
    _importar(base, libro, preferir=preferir)
    assert base.modelo("paac.seguimiento")(suyo.id).texto == queda


def test_un_libro_que_no_lo_es_se_rechaza(base: tryton.Base) -> None:
    with pytest.raises(ValidationError, match="no se guardó nada"):
        _importar(base, b"PK\x03\x04roto")


def test_todas_las_fallas_de_un_plan_se_dicen_a_la_vez(base: tryton.Base) -> None:
    malo = b'{"entidad": {"nombre": "M", "divipola": "1"}, "vigencia": "x", "componentes": [{}]}'
    with pytest.raises(ValidationError) as falla:
        tryton.importar(malo, "plan.json")
    rutas = [renglon.partition(":")[0] for renglon in falla.value.description.splitlines()]
    assert rutas == ["entidad.divipola", "vigencia"]


@pytest.mark.parametrize(
    ("contenido", "nombre", "dicho"),
    [
        (b"PK\x05\x06" + bytes(18), "plan.zip", "llegaron 0 de datos"),
        (b"no es", "plan.zip", "plan.zip: no se pudo leer: está dañado"),
        (b" " * 20_000_001, "plan.json", "plan.json: pesa más de 20 MB"),
        (b"", "plan.xlsx", "plan.xlsx"),
    ],
)
def test_un_plan_que_no_lo_es_se_rechaza(
    base: tryton.Base, contenido: bytes, nombre: str, dicho: str
) -> None:
    with pytest.raises(UserError) as falla:
        tryton.importar(contenido, nombre)
    assert dicho in falla.value.description


def test_el_libro_de_un_plan_se_importa(base: tryton.Base) -> None:
    plan = paac.leer(tryton.EJEMPLO.parent / "formato_propio" / "plan.yaml").sin_dudas()
    paac.guardar_datos(plan, libro := io.BytesIO(), tipo="xlsx")
    importado = tryton.importar(libro.getvalue(), "plan.xlsx")
    assert importado.entidad.nombre == plan.entidad.nombre


def _libros(base: tryton.Base) -> dict[str, bytes]:
    from proteus import Report

    extension, contenido, _, _ = Report("paac.captura").execute([base.corte()], {})
    assert extension == "zip"
    with zipfile.ZipFile(io.BytesIO(contenido)) as comprimido:
        return {nombre: comprimido.read(nombre) for nombre in comprimido.namelist()}


def _libro_de(base: tryton.Base, oficina: str) -> bytes:
    [libro] = [c for nombre, c in _libros(base).items() if oficina in nombre]
    return libro


def _llenado(contenido: bytes, texto: str) -> bytes:
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
