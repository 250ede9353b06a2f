"""Los gráficos que van como imagen."""

import pytest
from ayudas.planes import actividad, componente, plan

from paac_reportes.composicion import componer
from paac_reportes.escritores.graficos import imagen_de
from paac_reportes.formatos.lectura.catalogo import hallar_formato
from paac_reportes.maqueta.medida.medidas import Mm
from paac_reportes.maqueta.nodos import Grafico

pytest.importorskip("matplotlib")


def grafico_de(nombre: str) -> Grafico:
    """El primero del informe de un plan cuyo componente se llama así."""
    con_avance = actividad(seguimientos=[{"corte": "2026-04-30", "avance": 50}])
    de = plan(componente(con_avance, nombre=nombre))
    formato = hallar_formato("informe-seguimiento")[0]
    documento = componer(de, formato, max(de.cortes())).documento
    return next(
        bloque
        for parte in documento.partes
        for bloque in parte.bloques
        if isinstance(bloque, Grafico)
    )


def test_un_nombre_de_parrafos_no_tapa_las_barras_y_esta_entero_en_el_texto_alternativo() -> None:
    largo, larguisimo = "palabra " * 500, "palabra " * 600
    uno, otro = grafico_de(largo), grafico_de(larguisimo)

    imagenes = [imagen_de(grafico, Mm(160), []) for grafico in (uno, otro)]
    assert len({imagen.datos for imagen in imagenes if imagen}) == 1
    assert otro.texto_alternativo.count("palabra") == 600
