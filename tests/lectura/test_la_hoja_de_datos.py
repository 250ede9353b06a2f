"""La hoja ``Datos`` de un libro se conoce por sus rótulos; nada más se deja de leer como ella."""

import io
from typing import Any

import docx
import pytest
from ayudas.muestras import muestra_de
from ayudas.planes import componente, datos

import paac_reportes as paac
from paac_reportes.formatos.lectura.catalogo import fichas_del_catalogo, hallar_formato
from paac_reportes.lectura.escondido import es_hoja_de_datos
from paac_reportes.opc.lectura import ver
from paac_reportes.opc.visto import TablaVista


def _codigos() -> list[str]:
    suyos = dict.fromkeys(ficha.codigo for ficha in fichas_del_catalogo())
    return [codigo for codigo in suyos if hallar_formato(codigo)[0].de in {"plan", "mapa"}]


@pytest.mark.una_de_cada
@pytest.mark.parametrize("codigo", _codigos())
def test_se_conoce_la_de_cada_formato(codigo: str) -> None:
    muestra: Any = muestra_de(hallar_formato(codigo)[0])
    visto = ver(io.BytesIO(paac.reporte(muestra.contenido, codigo).emitir("xlsx").contenido))
    cuales = {
        parte.nombre: [es_hoja_de_datos(b) for b in parte.bloques if isinstance(b, TablaVista)]
        for parte in visto.partes
    }

    assert all(all(suyas) for nombre, suyas in cuales.items() if nombre == "Datos")
    assert not any(any(suyas) for nombre, suyas in cuales.items() if nombre != "Datos")


def test_lo_que_dice_una_tabla_encabezada_por_una_direccion_no_se_pierde_callado() -> None:
    plan = paac.desde_datos(datos(componente())).contenido
    documento = docx.Document(io.BytesIO(paac.reporte(plan, "ptep-plan").emitir("docx").contenido))
    una = documento.add_table(rows=2, cols=1)
    una.cell(0, 0).text, una.cell(1, 0).text = "www.valdeluna.gov.co", "La 3 se aplazó a 2027"
    salida = io.BytesIO()
    documento.save(salida)
    lectura = paac.leer(io.BytesIO(salida.getvalue()), como=None, plan=plan)

    assert any("La 3 se aplazó a 2027" in aviso.mensaje for aviso in lectura.avisos)
