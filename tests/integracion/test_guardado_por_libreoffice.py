"""Una matriz que LibreOffice guardó otra vez dice lo mismo; alterada después, no pasa."""

from functools import cache
from pathlib import Path

import pytest
from ayudas.alterados import ENVOLTURAS, EXCEL, WORD, EnParte, alterar
from ayudas.compartido import FILTROS, con_libreoffice, convertir
from ayudas.emitidos import emitido, formato_de
from ayudas.vueltas import DE_UN_PLAN, comprobar_que_vuelve

import paac_reportes as paac
from paac_reportes.prueba.identidad import juzgar
from paac_reportes.sistema import IlegibleError

pytestmark = [con_libreoffice, pytest.mark.integracion]
CODIGOS = [una.codigo for una in paac.formatos_disponibles()]
MATRICES = [c for c in CODIGOS if not formato_de(c).es_informe]
PASAN = {"identico", "dice_lo_mismo"}


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


@pytest.mark.parametrize(
    ("tipo", "filtro"), [(tipo, uno) for tipo, suyos in FILTROS.items() for uno in suyos]
)
@pytest.mark.parametrize("codigo", MATRICES)
def test_cada_matriz_dice_lo_mismo(codigo: str, tipo: str, filtro: str, carpeta: Path) -> None:
    juicio = juzgar(tipo, emitido(codigo, tipo), _guardado(codigo, tipo, carpeta, filtro))
    if tipo == "docx" and formato_de(codigo).aspecto.base == "sobrio":
        # Las rayas de una fila las repite en la que sigue: de lo que se ve no se puede afirmar.
        assert juicio.veredicto == "no_se_puede_afirmar"
        return
    assert list(map(str, juicio.reparos)) == []
    assert juicio.veredicto == "dice_lo_mismo"


@pytest.mark.filterwarnings("ignore::paac_reportes.AvisoPaac")
@pytest.mark.parametrize("tipo", ["docx", "xlsx"])
@pytest.mark.parametrize("codigo", DE_UN_PLAN)
def test_de_cada_uno_se_lee_todo_lo_que_mostraba(codigo: str, tipo: str, carpeta: Path) -> None:
    comprobar_que_vuelve(codigo, tipo, _guardado(codigo, tipo, carpeta))


@pytest.mark.parametrize("tipo", ["docx", "xlsx"])
def test_un_informe_nunca_es_distinto(tipo: str, carpeta: Path) -> None:
    suyo = emitido("informe-seguimiento", tipo)
    juicio = juzgar(tipo, suyo, _guardado("informe-seguimiento", tipo, carpeta))
    assert juicio.veredicto == "no_se_puede_afirmar"
    assert juicio.reparos


@pytest.mark.parametrize(("tipo", "tabla"), [("docx", WORD), ("xlsx", EXCEL)])
def test_alterado_despues_de_guardarlo_no_pasa(
    tipo: str, tabla: list[EnParte], carpeta: Path
) -> None:
    suyo, guardado = (
        emitido("paac-seguimiento", tipo),
        _guardado("paac-seguimiento", tipo, carpeta),
    )
    alterados = [(cambio.cual, alterar(guardado, cambio)) for cambio in tabla]
    alterados += [(cual, envolver(guardado)) for cual, envolver in ENVOLTURAS.items()]
    pasan = []
    for cual, alterado in alterados:
        assert alterado is not None, cual
        try:
            if juzgar(tipo, suyo, alterado).veredicto in PASAN:
                pasan.append(cual)
        except IlegibleError:
            continue
    assert pasan == []
