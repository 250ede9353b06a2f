"""Lo que se escribe en un formato vuelve entero: el plan que muestra, su formato y su corte."""

import io

import paac_reportes as paac
from ayudas.emitidos import formato_de, muestra
from ayudas.formatos import lleva_la_matriz
from ayudas.mostrados import diferencias, lo_leido, lo_mostrado
from paac_reportes.maqueta.documento import Medio

MEDIOS: dict[str, Medio] = {"docx": "documento", "xlsx": "libro"}
DE_UN_PLAN = [
    ficha.codigo
    for ficha in paac.formatos_disponibles()
    if lleva_la_matriz(formato_de(ficha.codigo))
]


def comprobar_que_vuelve(codigo: str, tipo: str, escrito: bytes) -> None:
    """Que de un archivo se lea todo lo que muestra de su muestra, y nada parezca cambiado."""
    suya, formato = muestra(codigo), formato_de(codigo)
    mostrado = lo_mostrado(suya.contenido, formato, suya.corte, MEDIOS[tipo])
    leida = paac.leer(io.BytesIO(escrito), como=paac.Plan)

    assert diferencias(lo_leido(leida.contenido, mostrado), mostrado) == []
    assert (leida.formato, leida.corte) == (codigo, suya.corte)
    assert [a.mensaje for a in leida.avisos if a.codigo == "documento_cambiado"] == []
