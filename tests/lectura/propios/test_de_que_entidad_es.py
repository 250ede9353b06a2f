"""El nombre de la entidad y su departamento, donde el formato los escribe seguidos."""

import io
import re
import zipfile
from datetime import date

import pytest
from ayudas.planes import actividad, componente, datos

import paac_reportes as paac

pytestmark = pytest.mark.filterwarnings("ignore::paac_reportes.AvisoPaac")

NOMBRE, DEPARTAMENTO = "MUNICIPIO DE MUESTRA", "Departamento"


def escrito(**entidad: str) -> bytes:
    """Un libro que escribe el nombre y el departamento en el mismo renglón."""
    plan = paac.plan_desde_datos(datos(componente(actividad()), entidad=entidad))
    return paac.emitir(plan, "MCCO.101.18.F.20", "xlsx", corte=date(2026, 4, 30))


def sin_contar(contenido: bytes) -> bytes:
    """El mismo, sin lo que dice de su entidad en la parte que no se ve."""
    otro = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(contenido)) as uno, zipfile.ZipFile(otro, "w") as salida:
        for nombre in uno.namelist():
            parte = uno.read(nombre)
            if nombre == "docProps/custom.xml":
                parte = re.sub(rb'"entidad":\[[0-9,]*\],', b"", parte)
            salida.writestr(nombre, parte)
    return otro.getvalue()


def entidad_y_dudas(contenido: bytes) -> tuple[str, str | None, list[str]]:
    """Lo que se lee de la entidad, y lo que no es seguro."""
    lectura = paac.leer(io.BytesIO(contenido))
    dudas = [aviso.mensaje for aviso in lectura.avisos if aviso.codigo == "lectura_dudosa"]
    return lectura.contenido.entidad.nombre, lectura.contenido.entidad.departamento, dudas


@pytest.mark.parametrize(
    ("nombre", "departamento"),
    [(NOMBRE, DEPARTAMENTO), ("GOBERNACIÓN DE ANTIOQUIA", None), ("A  B", "Valle del Cauca")],
)
def test_se_separan_por_las_palabras_que_se_contaron(nombre: str, departamento: str | None) -> None:
    suyos = {"nombre": nombre} | ({"departamento": departamento} if departamento else {})

    assert entidad_y_dudas(escrito(**suyos)) == (nombre, departamento, [])


def test_sin_contarlas_se_dice() -> None:
    contenido = sin_contar(escrito(nombre=NOMBRE, departamento=DEPARTAMENTO))
    junto = f"{NOMBRE} {DEPARTAMENTO}"

    assert entidad_y_dudas(contenido) == (
        junto,
        None,
        [f"no se sabe si '{junto}' termina con su departamento"],
    )


def test_el_nombre_de_la_entidad_del_formato_se_reconoce_sin_contarlas() -> None:
    suya = {"nombre": "MUNICIPIO DE CARTAGO", "departamento": "Valle del Cauca"}

    assert entidad_y_dudas(sin_contar(escrito(**suya))) == (*suya.values(), [])
