"""Ningún texto de un informe queda cortado tras un artículo, una preposición o una conjunción."""

import html
import re

import pytest
from ayudas.compartido import con_datos_reales
from ayudas.emitidos import real

import paac_reportes as paac

_NO_CIERRAN = (
    *("a", "al", "ante", "con", "contra", "de", "del", "desde", "durante", "e", "el", "en"),
    *("entre", "hacia", "hasta", "la", "las", "lo", "los", "ni", "o", "para", "por", "que", "se"),
    *("según", "sin", "sobre", "su", "sus", "tras", "u", "un", "una", "unas", "unos", "y"),
)


@con_datos_reales
@pytest.mark.integracion
@pytest.mark.parametrize("formato", ["informe-seguimiento", "informe-ejecutivo"])
def test_en_los_dos_informes_de_un_plan_real_ningun_corte_deja_la_frase_en_el_aire(
    formato: str,
) -> None:
    pagina = paac.reporte(real("cartago_2020.json"), formato).emitir("html").contenido.decode()
    texto = html.unescape(re.sub("<[^>]+>", "", pagina))
    cortados = re.findall(r"(\S+)…", texto)

    assert len(cortados) > 10
    assert [palabra for palabra in cortados if palabra.lower() in _NO_CIERRAN] == []
