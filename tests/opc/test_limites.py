"""Todo lo que lee un archivo ajeno tiene los mismos límites, y lo que los pasa los nombra."""

import sys
from pathlib import Path

import pytest
from ayudas.compartido import lanzar
from ayudas.hostiles import HOSTILES

from paac_reportes.opc.presupuesto import LIMITES, Presupuesto
from paac_reportes.sistema import IlegibleError

RAIZ = Path(__file__).parents[2]

_HIJO = """
import datetime, logging, resource, sys
logging.getLogger("paac_reportes").setLevel("ERROR")
resource.setrlimit(resource.RLIMIT_AS, (512 * 2**20,) * 2)
resource.setrlimit(resource.RLIMIT_CPU, (60, 60))
import paac_reportes as paac
orden, archivo, plan = sys.argv[1:]
try:
    if orden == "leer":
        paac.leer(archivo, entidad="Alcaldía", vigencia=2020)
        print("leído")
    else:
        suyo = paac.leer(plan).sin_dudas()
        corte = datetime.date(2023, 4, 30)
        visto = paac.verificar(archivo, paac.reporte(suyo, "MCCO.101.18.F.20", corte=corte))
        print("es igual" if visto.pasa else "difiere")
except paac.ErrorPaac as error:
    print(error)
"""
_ROTULOS = "trae los rótulos de una matriz y ninguna fila"
_LETRAS = "sus celdas dicen más de 20000000 letras"
_NO_ES = "es un archivo comprimido (.zip) que no es de Office"
_NADA = "no hay ninguna matriz de un plan"
_DE_CADA_UNO = {
    "tabla de rótulos": (_ROTULOS, "difiere"),
    "hoja de rótulos": (_ROTULOS, "difiere"),
    "hoja ancha": ("leído", "difiere"),
    "hoja real": ("leído", "difiere"),
    "un texto compartido": (_LETRAS, "difiere"),
    "el último rincón": (_NADA, "difiere"),
    "columnas ocultas sin fin": (_NADA, "difiere"),
    "formato sin fin": (_NADA, "difiere"),
    "estilos en cadena": (_NADA, "difiere"),
    "imágenes de una parte": (_NADA, "difiere"),
    "zip en zip": (_NO_ES, "difiere"),
}

_DE_WORD = {"tabla de rótulos", "estilos en cadena", "imágenes de una parte"}


@pytest.mark.integracion
@pytest.mark.skipif(sys.platform != "linux", reason="los límites de un proceso son de Linux")
@pytest.mark.una_de_cada("cual", "orden")
@pytest.mark.parametrize("orden", ["leer", "verificar"])
@pytest.mark.parametrize("cual", HOSTILES)
def test_se_lee_o_se_dice_cual_limite_pasa(cual: str, orden: str, tmp_path: Path) -> None:
    archivo = tmp_path / f"plan.{'docx' if cual in _DE_WORD else 'xlsx'}"
    archivo.write_bytes(HOSTILES[cual]())
    plan = RAIZ / "ejemplos/informe_trimestral/plan.yaml"
    hecho = lanzar(sys.executable, "-W", "ignore", "-c", _HIJO, orden, archivo, plan)
    assert (hecho.returncode, hecho.stderr) == (0, "")
    assert _DE_CADA_UNO[cual][orden == "verificar"] in hecho.stdout


@pytest.mark.parametrize("clave", LIMITES)
def test_el_ultimo_que_cabe_pasa_y_el_siguiente_dice_el_numero(clave: str) -> None:
    presupuesto = Presupuesto()
    presupuesto.gastar(clave, LIMITES[clave].tope)
    with pytest.raises(IlegibleError) as error:
        presupuesto.gastar(clave)
    assert str(LIMITES[clave].cuanto) in str(error.value)
