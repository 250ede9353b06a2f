"""De qué datos es cada celda de un documento emitido, por la marca de su línea."""

import itertools
import re
from collections.abc import Iterator

from paac_reportes.composicion.rutas import CeldaConDatos, DatoDeCelda, MarcaConDatos, campo_de
from paac_reportes.composicion.tablas.lectores import camino_del_objeto, escritor_de_dato
from paac_reportes.cotejo.cambios import Cambio
from paac_reportes.cotejo.visto import marca_limpia
from paac_reportes.formatos.definicion.esquema import esquema_dicho
from paac_reportes.grupos import agrupadas
from paac_reportes.maqueta.documento import Documento, Parte
from paac_reportes.maqueta.nodos import Tabla
from paac_reportes.modelo.recorrer import en_largo
from paac_reportes.modelo.temas import Contenido
from paac_reportes.opc.paquete import ESQUEMA
from paac_reportes.opc.visto import DatoMarcado, DocumentoVisto

# -------------------------------------------------------------- entre marcas
# De qué datos es lo que un cuerpo diseñado en Word lleva entre marcas.

_MARCA = re.compile(r"h([1-9][0-9]{0,5})_([a-z0-9]*?)(?:__[0-9]+)?")
"""La marca de un dato: el número de su nombre en el esquema, y quien lo lleva."""
_Dato = tuple[str, str]
"""Cómo se llama, ``actividad.meta``, y el lugar en breve de quien lo lleva, ``d0c1s2a3``."""


class DatosEntreMarcas:
    """Datos de cada lugar de un documento que volvió, por las marcas que los rodean."""

    def __init__(
        self, contenido: Contenido, emitido: DocumentoVisto, recibido: DocumentoVisto
    ) -> None:
        """Toma los datos marcados del documento como se emitió y como lo devolvieron."""
        self._contenido = contenido
        emitidos = [*_marcados(emitido)]
        self._textos = {dato: marcado.texto for dato, marcado in emitidos}
        self._salieron, self._volvieron = (
            agrupadas((marcado.lugar, dato) for dato, marcado in marcados)
            for marcados in (emitidos, _marcados(recibido))
        )
        """Por lugar del documento, los datos marcados en él."""

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


# -------------------------------------------------------------- de cada celda

_Clave = tuple[str, str]
"""La marca de una línea y la de los rótulos que la encabezan."""


class DatosDelDocumento:
    """Datos de las líneas de un documento compuesto con rutas."""

    def __init__(self, documento: Documento, entre_marcas: DatosEntreMarcas | None = None) -> None:
        self._entre_marcas = entre_marcas
        self._lineas: dict[_Clave, list[str]] = {}  # por marca y rótulos, la marca de cada vez
        self.de_varias: dict[tuple[str, str, int], frozenset[int]] = {}
        """Números de columna cuya celda es de varias líneas, por la marca, los rótulos y la vez de
        ellas."""
        for parte in documento.partes:
            for clave, marca, de_varias in _lineas_de_parte(parte):
                marcas_de_clave = self._lineas.setdefault(clave, [])
                self.de_varias[*clave, len(marcas_de_clave)] = de_varias
                marcas_de_clave.append(marca)
        for parte in documento.partes:
            for tabla in (parte.marco.encabezado, parte.marco.pie):
                for marca in tabla.filas.marcas if tabla is not None else ():
                    if marca:
                        self._lineas.setdefault((marca_limpia(marca), ""), [marca])

    def de(self, cambio: Cambio) -> CeldaConDatos | None:
        """Los datos que dice la celda de un cambio; ``None`` si no es de ninguno."""
        celda = self.de_celda(cambio.marca, cambio.rotulos, cambio.vez, cambio.celda or 0)
        if celda is None and self._entre_marcas is not None:
            return self._entre_marcas.en(cambio.lugar)
        return celda

    def de_celda(self, marca: str, rotulos: str, vez: int, celda: int) -> CeldaConDatos | None:
        """Los datos de una celda de la línea ``vez``, desde 0, de esa marca y esos rótulos.

        ``None`` si no hay esa línea, o la celda no dice datos.
        """
        # Lo de la hoja bajo una tabla se ve con sus rótulos, y al componerlo no es de ella.
        bajo = rotulos if (marca, rotulos) in self._lineas else ""
        marcas = self._lineas.get((marca, bajo), ())
        if not 0 <= vez < len(marcas):
            return None
        con_datos = marcas[vez]
        return con_datos.celda(celda) if isinstance(con_datos, MarcaConDatos) else None

    def primera_linea(self, marca: str, rotulos: str) -> str:
        """La marca de la primera línea de la fila de otra: ``p0r1_e0``, de ``p0r1_e2``."""
        primera = f"{marca.partition('_')[0]}_e0"
        return primera if (primera, rotulos) in self._lineas else marca

    def veces_de_fila(self, marca: str) -> int:
        """Cuántas líneas son de la fila de esa marca, que en un mapa son varias."""
        return sum(
            len(marcas)
            for (de_linea, _), marcas in self._lineas.items()
            if de_linea.partition("_")[0] == marca
        )


def _lineas_de_parte(parte: Parte) -> Iterator[tuple[_Clave, str, frozenset[int]]]:
    """Clave, marca y columnas de varias líneas, de cada línea con marca de una parte."""
    for bloque in parte.bloques:
        if not isinstance(bloque, Tabla):
            if marca := getattr(bloque, "marca", ""):
                yield (marca_limpia(marca), ""), marca, frozenset()
            continue
        rotulos = ""
        altos = [columna.filas for columna in bloque.columnas]
        marcas_de_rotulos = [(fila.marca, None) for fila in bloque.rotulos]
        for marca, fila in (
            *marcas_de_rotulos,
            *zip(bloque.filas.marcas, itertools.count(), strict=False),
        ):
            if not marca:
                continue
            limpia = marca_limpia(marca)
            if limpia[0] == "t" and limpia[1:].isdigit():
                rotulos = limpia
            es_de_alrededor = limpia[0] in "xf"
            de_varias = (
                n for n, alto in enumerate(altos) if fila is not None and alto and alto[fila] != 1
            )
            yield (limpia, "" if es_de_alrededor else rotulos), marca, frozenset(de_varias)
