"""La página: papel, encabezado, pie y lo que de ellos pasa a una hoja de cálculo."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Literal

import attrs

from paac_reportes.composicion.variables import Redaccion
from paac_reportes.errores import ErrorDeEntrada
from paac_reportes.formatos.definicion.formato import Formato
from paac_reportes.formatos.definicion.pagina import (
    BloqueDePagina,
    CeldaDeBloque,
    Lados,
    Libro,
    PrimeraDeFormato,
)
from paac_reportes.formatos.definicion.papeles import rejilla_de
from paac_reportes.imagenes import medir
from paac_reportes.maqueta.contenidos import Campo, Contenido, Imagen, Tramo, solo_texto
from paac_reportes.maqueta.documento import AjustesDeHoja, Lado, PrimeraDeHoja
from paac_reportes.maqueta.medida.medidas import Mm
from paac_reportes.maqueta.nodos import Celda, Fila, Tabla
from paac_reportes.modelo import Entidad

_AIRE_DE_IMAGEN = 4
"""Milímetros que una imagen deja libres a lo ancho de su celda."""


_ANUNCIO = re.compile(r"[\s,;:|·–-]*(?:\bp[áa]g(?:ina|\.)?)?\s*[\[(]?\Z", re.IGNORECASE)
_CIERRE = re.compile(r"\A[\])]")
_ENTRE_NUMEROS = re.compile(r"\s*(?:de|/)\s*")
"""Lo que anuncia un número de página y lo acompaña: «, página [3]», «Pág. 3 de 9»."""

_SOLO_ANUNCIO = re.compile(r"p[áa]g(?:inas?|s?\.)?:?|hoja:?", re.IGNORECASE)
"""Una celda que sólo anuncia el número de la de al lado."""

Clase = Literal["encabezado", "pie"]


def estilo_de_bloque(formato: Formato, clase: Clase, bloque: BloqueDePagina) -> str:
    """El estilo de sus celdas: el de su clase, u otro si su marco no es el de las demás páginas."""
    comun: BloqueDePagina | None = getattr(formato, clase)
    if comun is not None and comun.marco == bloque.marco:
        return clase
    return f"{clase}-{'con' if bloque.marco else 'sin'}-marco"


def imagen_que_cabe(datos: bytes, descripcion: str, alto: Decimal, ancho: Mm) -> Imagen:
    """La imagen, con su proporción, en ese alto y ese ancho."""
    medidas = medir(datos)
    if medidas is None:  # ni el modelo ni el formato la habrían admitido
        raise ErrorDeEntrada("una imagen está incompleta")
    proporcion = medidas.ancho / medidas.alto
    mide = min(float(alto), ancho / proporcion)
    return Imagen(datos, medidas.clase, descripcion, Mm(mide * proporcion), Mm(mide))


@attrs.frozen
class Membretes:
    """Arma encabezados y pies con los datos de una entidad."""

    _entidad: Entidad
    _redaccion: Redaccion
    _formato: Formato

    def sin_mostrar(self) -> "Membretes":
        """Los mismos, para lo que no se ve en ese medio."""
        return attrs.evolve(self, redaccion=self._redaccion.sin_mostrar())

    def bloque(self, bloque: BloqueDePagina | None, clase: Clase, util: Mm) -> Tabla | None:
        """El encabezado o el pie como tabla, para una página de ese ancho útil."""
        if bloque is None:
            return None
        estilo = estilo_de_bloque(self._formato, clase, bloque)
        anchos = tuple(float(ancho) / 100 for ancho in bloque.anchos)

        def celda(definida: CeldaDeBloque, parte: float) -> Celda:
            libre = Mm(max(parte * util - _AIRE_DE_IMAGEN, 1.0))
            variante = f"{estilo}-{definida.horizontal}" if definida.horizontal else estilo
            contenido = self._contenido(definida, libre)
            return Celda(contenido, variante, definida.columnas, definida.filas)

        return Tabla(
            anchos=anchos,
            filas=tuple(
                Fila(
                    tuple(celda(definida, ancho) for definida, ancho in zip(f, suyos, strict=True))
                )
                for f, suyos in zip(bloque.filas, _anchos_de_celdas(bloque, anchos), strict=True)
            ),
        )

    def hoja(
        self,
        libro: Libro,
        encabezado: Tabla | None,
        propio: Tabla | None,
        primera: PrimeraDeFormato | None,
    ) -> AjustesDeHoja:
        """Lo que el formato dice de las hojas de cálculo; el número de página va al imprimir."""
        bloque = propio or encabezado if libro.bloque_en_celdas else None
        return AjustesDeHoja(
            bloque=_sin_numeros(bloque) if bloque else None,
            encabezado=self._lados(libro.encabezado),
            pie=self._lados(libro.pie),
            primera=None
            if primera is None
            else PrimeraDeHoja(
                encabezado=self._lados(primera.hoja_encabezado), pie=self._lados(primera.hoja_pie)
            ),
            repetir_rotulos=libro.repetir_rotulos,
        )

    def imagen(
        self, imagen: str | bytes, descripcion: str, alto: Decimal, ancho: Mm
    ) -> Imagen | None:
        """Una imagen que cabe en ese alto y ese ancho; nada si es de la entidad y no la tiene."""
        datos = imagen if isinstance(imagen, bytes) else self._entidad.escudo
        if datos is None:
            return None
        if imagen is not datos:
            self._redaccion.anotar("entidad.escudo", self._entidad)
        return imagen_que_cabe(datos, self._redaccion(descripcion), alto, ancho)

    def _contenido(self, definida: CeldaDeBloque, ancho: Mm) -> Contenido:
        if definida.imagen is None:
            return self._redaccion.con_campos(definida.texto or "")
        descripcion = definida.texto_alternativo or ""
        imagen = self.imagen(definida.imagen, descripcion, definida.alto, ancho)
        return (imagen,) if imagen else ""

    def _lados(self, lados: Lados) -> dict[Lado, Contenido]:
        textos: Mapping[Lado, str | None] = {
            "izquierda": lados.izquierda,
            "centro": lados.centro,
            "derecha": lados.derecha,
        }
        return {lado: self._redaccion.con_campos(t) for lado, t in textos.items() if t}


def _anchos_de_celdas(bloque: BloqueDePagina, anchos: Sequence[float]) -> list[list[float]]:
    """La parte del ancho que ocupa cada celda, fila por fila."""
    return [
        [sum(anchos[columna : columna + c.columnas]) for columna, c, de in puestos if de == numero]
        for numero, puestos in enumerate(rejilla_de(bloque))
    ]


def _sin_numeros(tabla: Tabla) -> Tabla:
    """La tabla sin los números de página, que en una celda no existen, ni lo que los anuncia."""
    tiene = any(
        isinstance(tramo, Campo)
        for fila in tabla.filas
        for c in fila.celdas
        if not isinstance(c.contenido, str)
        for tramo in c.contenido
    )

    def celda(original: Celda) -> Celda:
        contenido = original.contenido
        if tiene and isinstance(contenido, str) and _SOLO_ANUNCIO.fullmatch(contenido.strip()):
            return attrs.evolve(original, contenido="")
        if isinstance(contenido, str) or not any(isinstance(t, Campo) for t in contenido):
            return original
        return attrs.evolve(original, contenido=_sin_anuncios(contenido))

    filas = tuple(Fila(tuple(map(celda, fila.celdas))) for fila in tabla.filas)
    return attrs.evolve(tabla, filas=filas)


def _sin_anuncios(contenido: Sequence[Tramo]) -> str:
    """Lo que se escribió alrededor de los números de página, sin lo que los anuncia."""
    pedazos = [""]
    for tramo in contenido:
        if isinstance(tramo, Campo):
            pedazos.append("")
        else:
            pedazos[-1] += solo_texto((tramo,))
    primero, *otros = pedazos
    *medio, ultimo = [_CIERRE.sub("", otro) for otro in otros]
    anuncian = [primero, *("" if _ENTRE_NUMEROS.fullmatch(uno) else uno for uno in medio)]
    return "".join([*(_ANUNCIO.sub("", uno) for uno in anuncian), ultimo]).strip()
