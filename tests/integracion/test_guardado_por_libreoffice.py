"""Lo que LibreOffice guardó otra vez dice lo mismo; alterado después, nunca es idéntico."""

from functools import cache
from pathlib import Path

import pytest
from ayudas.alteraciones import al_azar
from ayudas.compartido import FILTROS, con_libreoffice, convertir
from ayudas.emitidos import EN_PAPEL, emitido

from paac_reportes.prueba.verificacion import juzgar

pytestmark = [con_libreoffice, pytest.mark.integracion, pytest.mark.profundo]


@cache
def _guardado(codigo: str, tipo: str, carpeta: Path, filtro: str = "") -> bytes:
    escrito = carpeta / f"{codigo}.{tipo}"
    escrito.write_bytes(emitido(codigo, tipo))
    (carpeta / tipo).mkdir(exist_ok=True)
    como = filtro or FILTROS[tipo][0]
    return convertir(escrito, f"{tipo}:{como}", carpeta / tipo).read_bytes()


@pytest.fixture(scope="module")
def carpeta(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("guardados")


@pytest.mark.una_de_cada("tipo", "filtro")
@pytest.mark.parametrize(
    ("tipo", "filtro"), [(tipo, uno) for tipo, suyos in FILTROS.items() for uno in suyos]
)
@pytest.mark.parametrize("codigo", EN_PAPEL)
def test_cada_matriz_y_cada_informe_dice_lo_mismo(
    codigo: str, tipo: str, filtro: str, carpeta: Path
) -> None:
    juicio = juzgar(tipo, emitido(codigo, tipo), _guardado(codigo, tipo, carpeta, filtro))
    assert (juicio.identico, juicio.diferencias, juicio.motivos) == (False, (), ())


@pytest.mark.una_de_cada("tipo")
@pytest.mark.parametrize("tipo", ["docx", "xlsx"])
@pytest.mark.parametrize("codigo", ["paac-seguimiento", "informe-seguimiento"])
def test_con_un_texto_cambiado_despues_de_guardarlo_es_distinto(
    codigo: str, tipo: str, carpeta: Path
) -> None:
    suyo, guardado = emitido(codigo, tipo), _guardado(codigo, tipo, carpeta)
    for alterado in al_azar(guardado, tipo, 10, semilla=3):
        sin_texto = alterado.cual.startswith(
            ("fila", "fusion")
        )  # la que está en blanco no dice nada
        assert juzgar(tipo, suyo, alterado.contenido).diferencias or sin_texto, alterado.cual
