"""Lo que debe verse en un libro de Excel."""

import math
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

import attrs

from paac_reportes import clases
from paac_reportes.maqueta.contenido import Cifra, solo_texto
from paac_reportes.maqueta.documento import (
    AjustesDeHoja,
    Documento,
    Lado,
    RenglonDeIndice,
    con_indice_en_tabla,
    tiene_indice,
    titulos_de,
)
from paac_reportes.maqueta.hoja.contenido import con_contenido_en_una_pagina
from paac_reportes.maqueta.hoja.montaje import Hoja, disponer
from paac_reportes.maqueta.hoja.tabla import CeldaDeHoja
from paac_reportes.maqueta.hojas_de_datos import ColumnaDeDatos, HojaDeDatos, Valor
from paac_reportes.maqueta.medida.ajuste import LETRAS_POR_CELDA, Medidor
from paac_reportes.maqueta.medida.tipografia import Mm, pt_de_mm
from paac_reportes.maqueta.nodos import Grafico, tabla_de_datos
from paac_reportes.prueba.esperado import (
    direcciones_de,
    en_celda,
    imagenes_de,
    impreso,
    nombres_que_valen,
    valor_de,
)
from paac_reportes.prueba.visible import Casilla, Cuadro, Renglon, Texto, Zona, literal, marca, zona

_LARGO_DE_DIRECCION = 2_079
_LARGO_DE_FORMULA = 4_000
_ENLACES_MAXIMOS = 65_530
_LO_IMPRESO = 255
"""Las letras que Excel admite arriba o abajo de una página, con las claves de los lados."""


def esperado_en_excel(documento: Documento, hallados: Sequence[str]) -> tuple[Zona, ...]:
    """Las zonas del libro; ``hallados`` son los nombres que sus hojas tienen."""
    documento = con_contenido_en_una_pagina(documento)
    medidor = Medidor(documento.estilos)
    documento = con_contenido(documento, medidor)
    hojas = [disponer(parte, medidor) for parte in documento.partes]
    deseados = [hoja.nombre for hoja in hojas]
    deseados += [hoja.nombre for hoja in documento.hojas_de_datos]
    nombres = nombres_que_valen(deseados, hallados)
    destinos = [_texto_en(hoja, fila) for hoja in hojas for fila in hoja.titulos]
    ultima = documento.partes[-1].marco.hoja
    ajustes = [parte.marco.hoja for parte in documento.partes]
    ajustes += [ultima] * len(documento.hojas_de_datos)
    cuerpos: list[_Armador | _ArmadorDeDatos] = [
        *(_Armador(hoja, medidor, destinos) for hoja in hojas),
        *map(_ArmadorDeDatos, documento.hojas_de_datos),
    ]
    return zona("nombres de las hojas", map(Texto, nombres)), *(
        una
        for nombre, cuerpo, ajuste in zip(nombres, cuerpos, ajustes, strict=True)
        for una in (cuerpo.zona(f"hoja «{nombre}»"), *_impresas(nombre, ajuste))
    )


def con_contenido(documento: Documento, medidor: Medidor) -> Documento:
    """Con la página de cada título en su tabla de contenido, si la tiene y se sabe."""
    paginas: list[int | None] = [None] * len(titulos_de(documento))
    borrador = con_indice_en_tabla(documento, paginas)
    if not tiene_indice(documento):
        return borrador
    antes: int | None = 1
    lugar = 0
    for hoja in (disponer(parte, medidor) for parte in borrador.partes):
        antes = antes if hoja.paginada else None
        for fila in hoja.titulos:
            paginas[lugar] = None if antes is None else antes + hoja.pagina_de(fila)
            lugar += 1
        antes = None if antes is None else antes + len(hoja.saltos) + 1
    return con_indice_en_tabla(documento, paginas)


def _texto_en(hoja: Hoja, fila: int) -> str:
    celdas = hoja.filas[fila].celdas
    return en_celda(celdas[0].contenido) if celdas else ""


@attrs.define
class _Armador:
    """Las celdas de una hoja."""

    _hoja: Hoja
    _medidor: Medidor
    _destinos: Sequence[str]
    _enlaces: int = 0

    def zona(self, lugar: str) -> Zona:
        """La hoja con sus gráficos, que van después."""
        filas = tuple(
            dict(self._renglon(numero, fila.celdas))
            for numero, fila in enumerate(self._hoja.filas, 1)
        )
        graficos = (Texto(_dicho_de(puesto.grafico)) for puesto in self._hoja.graficos)
        return zona(lugar, (Cuadro(lugar, sin_las_ultimas(filas), de_hoja=True), *graficos))

    def _renglon(self, numero: int, celdas: Sequence[CeldaDeHoja]) -> Iterator[tuple[int, Casilla]]:
        remite = next(
            (c.contenido for c in celdas if isinstance(c.contenido, RenglonDeIndice)), None
        )
        desde = 0 if remite is None else self._donde_enlaza(celdas)
        for celda in celdas:
            columna, columnas, filas, contenido, _ = celda
            texto = self._texto(celda)
            if remite is not None and texto and columna >= desde:
                texto += marca("va a", self._destinos[remite.titulo])
            if filas and (texto or filas > 1 or columnas > 1):
                resume = isinstance(contenido, Cifra) and (numero, columna) in self._hoja.resumenes
                yield columna, Casilla(texto, filas, columnas, valor_de(contenido), resume=resume)

    def _donde_enlaza(self, celdas: Sequence[CeldaDeHoja]) -> int:
        """La columna desde la que un renglón de la tabla de contenido lleva a su título.

        Si éste no cabe en un renglón, la de su número de página: LibreOffice no parte lo enlazado.
        """
        titulo, *demas = celdas
        numero = next((celda for celda in demas if solo_texto(celda.contenido)), None)
        if numero is None or self._cabe_en_un_renglon(titulo):
            return titulo.columna
        return numero.columna

    def _texto(self, celda: CeldaDeHoja) -> str:
        contenido = celda.contenido
        texto = en_celda(contenido)
        if self._va_enlazada(celda):
            self._enlaces += 1
            texto += marca("enlace", *direcciones_de(contenido))
        return texto + "".join(imagenes_de(contenido))

    def _va_enlazada(self, celda: CeldaDeHoja) -> bool:
        """Una celda lleva a una sola dirección, si su texto se deja mostrar así."""
        direcciones = direcciones_de(celda.contenido)
        if len(direcciones) != 1 or self._enlaces >= _ENLACES_MAXIMOS:
            return False
        if len(*direcciones) > _LARGO_DE_DIRECCION:
            return False
        texto = solo_texto(celda.contenido)
        if len(texto) <= _LARGO_DE_FORMULA and texto == texto.strip():
            return True
        return self._cabe_en_un_renglon(celda)

    def _cabe_en_un_renglon(self, celda: CeldaDeHoja) -> bool:
        anchos = self._hoja.anchos[celda.columna : celda.columna + celda.columnas]
        ancho = pt_de_mm(Mm(math.fsum(anchos)))
        return self._medidor.cabe_en_un_renglon(solo_texto(celda.contenido), celda.estilo, ancho)


def sin_las_ultimas(filas: Sequence[Renglon]) -> tuple[Renglon, ...]:
    """Sin las filas en blanco del final."""
    hasta = max((numero for numero, fila in enumerate(filas, 1) if fila), default=0)
    return tuple(filas[:hasta])


def _dicho_de(grafico: Grafico) -> str:
    """Su descripción, sus etiquetas y, por serie, lo que dicen sus datos."""
    tabla = tabla_de_datos(grafico)
    series = [
        f"{serie.nombre}: "
        + "; ".join(
            f"{literal(categoria)} = {en_celda(fila.celdas[numero].contenido)}"
            for categoria, fila in zip(grafico.categorias, tabla.filas, strict=True)
        )
        for numero, serie in enumerate(grafico.series, 1)
    ]
    return marca("gráfico", " · ".join((grafico.texto_alternativo, *grafico.etiquetas, *series)))


@clases.frozen
class _ArmadorDeDatos:
    """Las celdas de una hoja de datos."""

    _hoja: HojaDeDatos

    def zona(self, lugar: str) -> Zona:
        """Sus rótulos y, debajo, una fila por renglón."""
        columnas = self._hoja.columnas
        rotulos = {n: Casilla(_oculto(literal(c.rotulo), c)) for n, c in enumerate(columnas)}
        filas = [
            {
                n: Casilla(_oculto(_escrito(valor), columna), valor=_guardado(valor))
                for n, (valor, columna) in enumerate(zip(fila, columnas, strict=True))
                if valor is not None and valor != ""
            }
            for fila in self._hoja.filas
        ]
        return zona(lugar, [Cuadro(lugar, (rotulos, *sin_las_ultimas(filas)), de_hoja=True)])


def _oculto(texto: str, columna: ColumnaDeDatos) -> str:
    return marca("columna oculta", texto) if columna.oculta else texto


def _escrito(valor: Valor) -> str:
    if isinstance(valor, str):
        # Lo que Excel guarda de un texto en una celda, que cuenta en unidades UTF-16.
        return literal(
            valor.encode("utf-16-le")[: 2 * LETRAS_POR_CELDA].decode("utf-16-le", "ignore")
        )
    if isinstance(valor, date):
        return f"{valor:%d/%m/%Y}"
    return "" if valor is None else f"{Decimal(valor).normalize():f}".replace(".", ",")


def _guardado(valor: Valor) -> Decimal | date | None:
    if isinstance(valor, str) or valor is None:
        return None
    return valor if isinstance(valor, date) else Decimal(valor)


# ------------------------------------------------------------------ lo impreso alrededor
_LADOS: tuple[Lado, ...] = ("izquierda", "centro", "derecha")


def _impresas(nombre: str, ajustes: AjustesDeHoja) -> Iterator[Zona]:
    impresos = {"encabezado impreso": ajustes.encabezado, "pie impreso": ajustes.pie}
    if ajustes.primera is not None:
        impresos["encabezado impreso de la primera página"] = ajustes.primera.encabezado
        impresos["pie impreso de la primera página"] = ajustes.primera.pie
    for como, lados in impresos.items():
        dichos = {lado: impreso(lados[lado]) for lado in _LADOS if lado in lados}
        largo = sum(len(dicho.replace("&", "&&")) + 2 for dicho in dichos.values())
        bloques = (
            Texto(f"{lado}: {dicho}", se_recorta=largo > _LO_IMPRESO)
            for lado, dicho in dichos.items()
            if dicho.strip()
        )
        yield zona(f"{como} de la hoja «{nombre}»", bloques)
