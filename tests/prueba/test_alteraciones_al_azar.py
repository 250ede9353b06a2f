"""De cada cambio de una letra, una cifra, una fila, una celda o una fusión, ninguno se escapa."""

import pytest
from ayudas.alteraciones import al_azar
from ayudas.ejemplos import VECES
from ayudas.emitidos import emitido, formato_de, muestra

import paac_reportes as paac
from paac_reportes.formatos.lectura.catalogo import formatos_disponibles
from paac_reportes.prueba.recien_escrito import comprobado

FORMATOS = [ficha.codigo for ficha in formatos_disponibles()]
CUANTAS = 3 * VECES


@pytest.mark.una_de_cada("tipo")
@pytest.mark.parametrize("tipo", ["docx", "xlsx"])
@pytest.mark.parametrize("codigo", FORMATOS)
def test_ningun_cambio_de_lo_que_se_ve_pasa(codigo: str, tipo: str) -> None:
    suya = muestra(codigo)
    # Como ``verificar``, que además arma el certificado; lo que debe decir se compone una vez.
    pedido = paac.reporte(suya.contenido, formato_de(codigo), corte=suya.corte, filas=suya.filas)
    pasaron = [
        alterado.cual
        for alterado in al_azar(emitido(codigo, tipo), tipo, CUANTAS, semilla=len(codigo))
        if not comprobado(pedido, pedido.debido, alterado.contenido, "alterado", f".{tipo}")
    ]
    assert pasaron == []
