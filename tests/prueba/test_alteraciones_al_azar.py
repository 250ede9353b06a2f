"""De cada cambio de una letra, una cifra, una fila, una celda o una fusión, ninguno se escapa."""

import io

import pytest
from ayudas.alteraciones import al_azar
from ayudas.de_todo import de_todo

import paac_reportes as paac
from paac_reportes.formatos.lectura.catalogo import formatos_disponibles, hallar_formato

FORMATOS = [ficha.codigo for ficha in formatos_disponibles()]
CUANTAS = 8


@pytest.mark.parametrize("tipo", ["docx", "xlsx"])
@pytest.mark.parametrize("codigo", FORMATOS)
def test_ningun_cambio_de_lo_que_se_ve_pasa(codigo: str, tipo: str) -> None:
    formato = hallar_formato(codigo)[0]
    muestra = de_todo(formato)
    pedido = paac.reporte(muestra.plan, formato, corte=muestra.corte, filas=muestra.filas)
    contenido = pedido.emitir(tipo).contenido

    pasaron = [
        alterado.cual
        for alterado in al_azar(contenido, tipo, CUANTAS, semilla=len(codigo))
        if paac.verificar(
            io.BytesIO(alterado.contenido),
            muestra.plan,
            formato,
            corte=muestra.corte,
            filas=muestra.filas,
        ).pasa
    ]
    assert pasaron == []
