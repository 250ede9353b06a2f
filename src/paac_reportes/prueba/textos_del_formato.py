"""Los textos que un formato escribiría otra vez con lo que se leyó de un documento suyo."""

import itertools
import re
from collections.abc import Iterator
from typing import Any

from paac_reportes.composicion import componer
from paac_reportes.composicion.extras_escritos import contenido_limpio
from paac_reportes.composicion.tablas.libres import reducir
from paac_reportes.errores import ErrorPaac
from paac_reportes.estructura.zonas import Reloj
from paac_reportes.formatos.eleccion import elegir
from paac_reportes.lectura.filas.tabla import contenido_de_filas
from paac_reportes.lectura.filas.valores import CALCULADO
from paac_reportes.lectura.leido import DocumentoLeido
from paac_reportes.lectura.propios.tablas import es_hoja_de_datos
from paac_reportes.maqueta.contenido import CONTINUA
from paac_reportes.maqueta.documento import Medio
from paac_reportes.modelo.temas import Contenido, tema_de
from paac_reportes.opc.visto import CeldaVista, DocumentoVisto
from paac_reportes.prueba.textos import textos_de
from paac_reportes.sistema import Carpeta

_NUMERO_DE_WORD = re.compile(
    r"\A(?:[•▪–-]|(?:\d+\.)*\d+\.?|[a-z]\)|Anexo\s[A-Z]\.|[A-Z](?:\.\d+)+) "
)
"""Lo que Word pone solo delante de un título numerado o de un renglón de lista: no está escrito."""


def textos_del_formato(
    documento: DocumentoVisto, lectura: DocumentoLeido[Any], codigo: str, plantillas: Carpeta | None
) -> frozenset[str]:
    """Los de lo leído y, de un libro, los de sus ``Datos``.

    Un informe cuenta también los cortes anteriores, que sus tablas no muestran y esa hoja sí trae.
    """
    textos = frozenset(
        texto
        for contenido in (lectura.contenido, *_de_la_hoja_de_datos(documento, lectura))
        for texto in _escritos(contenido, documento, lectura, codigo, plantillas)
    )
    sin_numero = {_NUMERO_DE_WORD.sub("", uno, count=1) for uno in textos}
    return textos | sin_numero | {f"{uno} {sigue}" for uno in textos for sigue in CONTINUA}


def _escritos(
    contenido: Contenido,
    documento: DocumentoVisto,
    lectura: DocumentoLeido[Any],
    codigo: str,
    plantillas: Carpeta | None,
) -> frozenset[str]:
    try:
        eleccion = elegir(contenido, codigo, plantillas, lectura.corte)
        _, formato, _ = reducir(None, eleccion.formato)
        limpio, _ = contenido_limpio(eleccion.contenido, formato)
        medio: Medio = "documento" if documento.tipo == "docx" else "libro"
        return textos_de(componer(limpio, formato, eleccion.corte, medio).documento, documento.tipo)
    except ErrorPaac:  # con lo leído no se compone: nada se sabe de lo que va alrededor
        return frozenset()


def _de_la_hoja_de_datos(
    documento: DocumentoVisto, lectura: DocumentoLeido[Any]
) -> Iterator[Contenido]:
    """Lo que dice la hoja ``Datos``, con lo demás como se leyó; nada si no es de un contenido."""
    hojas_de_datos = (tabla for tabla in documento.tablas() if es_hoja_de_datos(tabla))
    for tabla in itertools.islice(hojas_de_datos, 1):
        claves, *filas = [[_valor(celda) for celda in fila] for fila in tabla.filas]
        filas_por_clave = [
            {
                clave: valor
                for clave, valor in zip(claves, fila, strict=True)
                if isinstance(clave, str) and not clave.startswith(CALCULADO)
            }
            for fila in filas[1:]  # la primera es la de los rótulos
        ]
        clave_del_tema = tema_de(lectura.contenido).clave
        try:
            yield contenido_de_filas(
                filas_por_clave, None, lectura.corte, {}, de=clave_del_tema, reloj=Reloj()
            )[0]
        except ErrorPaac:  # alguien la cambió
            return


def _valor(celda: CeldaVista | None) -> object:
    if celda is None:
        return None
    return celda.texto or None if celda.valor is None else celda.valor
