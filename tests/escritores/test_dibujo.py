"""Lo que se ve al dibujar un reporte de varias páginas."""

from pathlib import Path

import pytest
from ayudas.compartido import RAIZ, con_libreoffice, dibujar
from ayudas.planes import CORTE, FORMATO, actividad, componente, plan

import paac_reportes as paac


@con_libreoffice
@pytest.mark.parametrize(("tipo", "cuantas"), [("docx", 40), ("xlsx", 60)])
def test_cada_pagina_lleva_su_numero_su_codigo_y_los_rotulos(
    tipo: str, cuantas: int, tmp_path: Path
) -> None:
    filas = [actividad(codigo=f"1.{n}", seguimiento="Se avanzó. " * 20) for n in range(cuantas)]
    ruta = tmp_path / f"a.{tipo}"
    paac.reporte(plan(componente(*filas)), FORMATO, corte=CORTE).guardar(ruta)
    paginas = dibujar(ruta, tmp_path)

    assert len(paginas) > 3
    for numero, pagina in enumerate(paginas, 1):
        assert f"PAGINA [{numero}]" in pagina
        assert "CÓDIGO: MCCO.101.18.F.20" in pagina
        assert "Subcomponente/Procesos" in pagina


@pytest.mark.una_de_cada("tipo")
@con_libreoffice
@pytest.mark.parametrize(
    ("ejemplo", "formato", "tipo", "a_lo_sumo"),
    [
        ("informe_trimestral", "paac-seguimiento", "docx", 32),
        ("informe_trimestral", "paac-seguimiento", "xlsx", 46),
        ("ptep", "ptep-seguimiento", "docx", 2),
        ("ptep", "ptep-seguimiento", "xlsx", 2),
    ],
)
def test_con_los_anchos_pesados_un_seguimiento_largo_cabe_en_pocas_paginas(
    ejemplo: str, formato: str, tipo: str, a_lo_sumo: int, tmp_path: Path
) -> None:
    de = paac.leer(RAIZ / "ejemplos" / ejemplo / "plan.yaml").sin_dudas()
    ruta = tmp_path / f"a.{tipo}"
    paac.reporte(de, formato, corte=de.cortes()[-1]).guardar(ruta)

    assert len(dibujar(ruta, tmp_path)) <= a_lo_sumo
