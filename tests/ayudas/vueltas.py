"""Lo que se escribe en un formato vuelve entero: nada parece cambiado en el que nadie tocó."""

import io

import paac_reportes as paac
from ayudas.emitidos import formato_de, muestra
from ayudas.formatos import lleva_la_matriz

DE_UN_PLAN = [
    ficha.codigo
    for ficha in paac.formatos_disponibles()
    if lleva_la_matriz(formato_de(ficha.codigo))
]


def comprobar_que_vuelve(codigo: str, escrito: bytes) -> None:
    """Que de un archivo se lea la muestra de que salió, sin ningún cambio."""
    de_que = muestra(codigo).contenido
    leida = paac.leer(io.BytesIO(escrito), plan=de_que, como=None)

    assert leida.cambios == ()
    assert leida.contenido == de_que
