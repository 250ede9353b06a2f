"""Las versiones de un formato y el día que decide cuál."""

from datetime import date
from pathlib import Path

import pytest
from ayudas.avisos import dicen
from ayudas.formatos import minimo
from ayudas.lectores import tablas_de_word
from ayudas.planes import plan

import paac_reportes as paac
from paac_reportes.api.pedidos import pedido_de


@pytest.fixture
def versiones(tmp_path: Path) -> Path:
    minimo(tmp_path / "v1", "F-1", "vigente_hasta = 2026-06-30", rotulo="Vieja")
    minimo(
        tmp_path / "v2",
        "F-1",
        "vigente_desde = 2026-07-01\nvigente_hasta = 2027-12-31",
        rotulo="Nueva",
    )
    return tmp_path


@pytest.mark.parametrize(
    ("corte", "rotulo"), [(date(2026, 6, 30), "Vieja"), (date(2026, 7, 1), "Nueva")]
)
def test_el_corte_decide_la_version(versiones: Path, corte: date, rotulo: str) -> None:
    formato_pedido = paac.leer_formato("F-1", plantillas=versiones, corte=corte)
    emision = paac.reporte(plan(), formato_pedido, corte=corte).emitir("docx")

    assert tablas_de_word(emision.contenido)[0][0][1] == rotulo
    assert not dicen(emision.avisos, "se retiró")


def test_la_del_corte_que_se_dice(versiones: Path) -> None:
    (tabla,) = tablas_de_word(
        pedido_de(plan(), "F-1", plantillas=versiones).emitir("docx").contenido
    )

    assert tabla[0][1] == "Vieja"


def test_un_formato_retirado_avisa(versiones: Path) -> None:
    assert dicen(
        (
            paac.reporte(
                plan(), paac.leer_formato("F-1", plantillas=versiones), corte=date(2028, 4, 30)
            ).emitir("docx")
        ).avisos,
        "F-1, versión 1, se retiró el 31/12/2027",
    )
    viejo = paac.leer_formato(versiones / "v1")
    assert dicen(
        paac.reporte(plan(), viejo, corte=date(2026, 12, 31)).emitir("docx").avisos,
        "se retiró el 30/06/2026; se usa para 31/12/2026",
    )


def test_un_formato_que_aun_no_rige_avisa(versiones: Path) -> None:
    nuevo = paac.leer_formato(versiones / "v2")
    assert dicen(
        paac.reporte(plan(), nuevo).emitir("docx").avisos,
        "rige desde el 01/07/2026; se usa para 30/04/2026",
    )


def test_el_catalogo_muestra_cada_version(versiones: Path) -> None:
    fichas = [f for f in paac.formatos_disponibles(versiones) if f.codigo == "F-1"]

    assert [f.vigente_hasta for f in fichas] == [date(2026, 6, 30), date(2027, 12, 31)]


def test_dos_versiones_del_mismo_dia_son_un_codigo_repetido(versiones: Path) -> None:
    minimo(versiones / "v3", "F-1", "vigente_desde = 2027-12-31")
    with pytest.raises(paac.ErrorDeFormato) as error:
        paac.formatos_disponibles(versiones)

    assert [str(f).split("v3/")[-1] for f in error.value.fallas] == [
        f"formato.toml: codigo: ya hay un formato 'F-1', en {versiones / 'v2'}/formato.toml"
    ]


def test_una_vigencia_al_reves(tmp_path: Path) -> None:
    minimo(tmp_path / "f", mas="vigente_desde = 2027-01-01\nvigente_hasta = 2026-01-01")
    with pytest.raises(paac.ErrorDeFormato, match="vigente_hasta: se esperaba una fecha desde"):
        paac.leer_formato(tmp_path / "f")


def test_con_la_misma_fecha_el_catalogo_no_se_tapa(tmp_path: Path) -> None:
    minimo(tmp_path / "f", "california-plan")
    with pytest.raises(
        paac.ErrorDeFormato, match="ya hay un formato 'california-plan' en el catálogo"
    ):
        paac.formatos_disponibles(tmp_path)
