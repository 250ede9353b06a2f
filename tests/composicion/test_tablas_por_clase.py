"""Las tablas que se componen juntas son las mismas que una por una."""

from typing import Literal

import pytest
from ayudas.planes import CORTE, FORMATO, actividad, componente, plan, tramite
from ayudas.volcado import volcar

import paac_reportes as paac
from paac_reportes.composicion import componer
from paac_reportes.composicion.cobertura import avisos_de_cobertura
from paac_reportes.composicion.tablas import por_clase
from paac_reportes.formatos.lectura.catalogo import hallar_formato
from paac_reportes.maqueta.nodos import Tabla


def de_varias_clases() -> paac.Plan:
    """Celdas en blanco y con enlaces, un componente vacío y otras clases de tabla en medio."""
    sin_datos = actividad(codigo="1.2", meta=None, responsable=None, seguimiento=None)
    con_enlace = actividad(seguimiento="Vea https://www.ejemplo.gov.co")
    cadenas = [tramite(nombre="Consulta de predios")]
    programado = tramite(fecha_inicio="", fecha_fin="", fecha_programada="30/11/2026")
    return plan(
        componente(actividad(), sin_datos, numero=1),
        {"numero": 2, "nombre": "Trámites", "tramites": [tramite()]},
        {"numero": 3, "nombre": "Vacío"},
        componente(sin_datos, con_enlace, numero=4),
        {"numero": 5, "nombre": "Con cadenas", "tramites": [tramite()], "intercambios": cadenas},
        {"numero": 6, "nombre": "De una fecha", "tramites": [programado]},
        componente(actividad(), numero=7),
        {"numero": 8, "nombre": "Más trámites", "tramites": [tramite(), tramite()]},
    )


@pytest.mark.parametrize("medio", ["documento", "libro"])
@pytest.mark.parametrize("filas", [1, 2, 3])
def test_una_tabla_no_depende_de_con_cuales_se_compuso(
    monkeypatch: pytest.MonkeyPatch, medio: Literal["documento", "libro"], filas: int
) -> None:
    contenido, (formato, _) = de_varias_clases(), hallar_formato(FORMATO)

    def compuesto() -> tuple[str, list[str], list[str]]:
        hecho = componer(contenido, formato, CORTE, medio)
        bloques = [bloque for parte in hecho.documento.partes for bloque in parte.bloques]
        marcas = [m for b in bloques if isinstance(b, Tabla) for m in b.filas.marcas]
        avisos = avisos_de_cobertura(contenido, formato, CORTE, medio, hecho)
        return volcar(hecho.documento), marcas, list(map(str, avisos))

    en_un_lote = compuesto()
    monkeypatch.setattr(por_clase, "_FILAS", filas)
    assert compuesto() == en_un_lote
    assert any(en_un_lote[1])
