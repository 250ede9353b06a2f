"""De qué datos es lo que un cuerpo diseñado en Word lleva entre marcas."""

import re
from collections.abc import Iterable, Iterator

from paac_reportes.composicion.rutas import CeldaConDatos, DatoDeCelda, campo_de
from paac_reportes.composicion.tablas.lectores import camino_del_objeto, escritor_de_dato
from paac_reportes.formatos.definicion.esquema import esquema_dicho
from paac_reportes.modelo.recorrer import en_largo
from paac_reportes.modelo.temas import Contenido
from paac_reportes.opc.paquete import ESQUEMA
from paac_reportes.opc.visto import DatoMarcado, DocumentoVisto

_MARCA = re.compile(r"h([1-9][0-9]{0,5})_([a-z0-9]*?)(?:__[0-9]+)?")
"""La marca de un dato: el número de su nombre en el esquema, y quien lo lleva."""
_Dato = tuple[str, str]
"""Cómo se llama, ``actividad.meta``, y el lugar en breve de quien lo lleva, ``d0c1s2a3``."""


class DatosEntreMarcas:
    """Datos de cada lugar de un documento que volvió, por las marcas que los rodean."""

    def __init__(
        self, contenido: Contenido, emitido: DocumentoVisto, recibido: DocumentoVisto
    ) -> None:
        self._contenido = contenido
        emitidos = [*_marcados(emitido)]
        self._textos = {dato: marcado.texto for dato, marcado in emitidos}
        self._salieron = _por_lugar(emitidos)
        self._volvieron = _por_lugar(_marcados(recibido))

    def en(self, lugar: str) -> CeldaConDatos | None:
        """Los datos de un lugar: los de sus marcas o, si alguien las borró, los que iban."""
        marcados = self._volvieron.get(lugar) or self._salieron.get(lugar, [])
        datos = tuple(filter(None, map(self._dato, marcados)))
        return CeldaConDatos(datos=datos) if datos else None

    def _dato(self, marcado: _Dato) -> DatoDeCelda | None:
        """El dato que una marca nombra, con su ruta; ``None`` si no es de los emitidos."""
        nombre, breve = marcado
        ruta = en_largo(breve, type(self._contenido)) if breve else ""
        if ruta is None or marcado not in self._textos:
            return None
        _, *pasos = camino_del_objeto(nombre).split(".")
        texto = self._textos[marcado]
        return DatoDeCelda(
            ruta=".".join(filter(None, (ruta, *pasos))),
            campo=campo_de(nombre),
            dato=nombre,
            valor=texto,
            texto=texto,
            escribir=escritor_de_dato(nombre),
        )


def _marcados(documento: DocumentoVisto) -> Iterator[tuple[_Dato, DatoMarcado]]:
    """Pares de dato y lo que un documento lleva entre la marca que lo nombra."""
    esquema = esquema_dicho(documento.propiedades.get(ESQUEMA, ""))
    nombres = dict(enumerate(esquema.datos.nombres if esquema and esquema.datos else (), 1))
    for marcado in documento.marcados:
        coincidencia = _MARCA.fullmatch(marcado.marca)
        if coincidencia and (nombre := nombres.get(int(coincidencia[1]))):
            yield (nombre, coincidencia[2]), marcado


def _por_lugar(marcados: Iterable[tuple[_Dato, DatoMarcado]]) -> dict[str, list[_Dato]]:
    """Por lugar del documento, los datos marcados en él."""
    por_lugar: dict[str, list[_Dato]] = {}
    for dato, marcado in marcados:
        por_lugar.setdefault(marcado.lugar, []).append(dato)
    return por_lugar
