"""Lo que debe verse en un libro de Excel."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

from paac_reportes import clases
from paac_reportes.maqueta.contenido import Cifra
from paac_reportes.maqueta.documento import AjustesDeHoja, Documento, Lado
from paac_reportes.maqueta.hoja.graficos import GraficoEnHoja
from paac_reportes.maqueta.hoja.libro import (
    Enlazadas,
    Remitido,
    disponer_con_contenido,
    enlazadas_de,
    nombres_de_hoja,
    remisiones_de,
)
from paac_reportes.maqueta.hoja.montaje import Hoja
from paac_reportes.maqueta.hoja.tabla import CeldaDeHoja
from paac_reportes.maqueta.hojas_de_datos import ColumnaDeDatos, HojaDeDatos, Valor
from paac_reportes.maqueta.medida.ajuste import LETRAS_POR_CELDA, Medidor
from paac_reportes.prueba.esperado import en_celda, imagenes_de, impreso, valor_de
from paac_reportes.prueba.graficos import dicho, etiquetas_debidas, series_debidas
from paac_reportes.prueba.visible import Casilla, Cuadro, Renglon, Texto, Zona, literal, marca, zona

_LO_IMPRESO = 255
"""Las letras que Excel admite arriba o abajo de una página, con las claves de los lados."""


def esperado_en_excel(documento: Documento) -> tuple[Zona, ...]:
    """Las zonas del libro."""
    documento, medidor, hojas = disponer_con_contenido(documento)
    deseados = [hoja.nombre for hoja in hojas]
    nombres = nombres_de_hoja([*deseados, *(hoja.nombre for hoja in documento.hojas_de_datos)])
    destinos = [_texto_en(hoja, fila) for hoja in hojas for fila in hoja.titulos]
    ultima = documento.partes[-1].marco.hoja
    ajustes = [parte.marco.hoja for parte in documento.partes]
    ajustes += [ultima] * len(documento.hojas_de_datos)
    cuerpos: list[_Armador | _ArmadorDeDatos] = [
        *(_Armador.de(hoja, medidor, destinos) for hoja in hojas),
        *map(_ArmadorDeDatos, documento.hojas_de_datos),
    ]
    return zona("nombres de las hojas", map(Texto, nombres)), *(
        una
        for nombre, cuerpo, ajuste in zip(nombres, cuerpos, ajustes, strict=True)
        for una in (cuerpo.zona(f"hoja «{nombre}»"), *_impresas(nombre, ajuste))
    )


def _texto_en(hoja: Hoja, fila: int) -> str:
    celdas = hoja.filas[fila].celdas
    return en_celda(celdas[0].contenido) if celdas else ""


@clases.frozen
class _Armador:
    """Las celdas de una hoja."""

    _hoja: Hoja
    _enlazadas: Enlazadas
    _remisiones: Mapping[int, Remitido]
    """Por su fila."""
    _destinos: Sequence[str]

    @classmethod
    def de(cls, hoja: Hoja, medidor: Medidor, destinos: Sequence[str]) -> "_Armador":
        """El de una; ``destinos`` es lo que dicen los títulos del libro."""
        enlazadas, _ = enlazadas_de(hoja, hoja.compuestas(), medidor)
        remisiones = {una.fila: una for una in remisiones_de(hoja, medidor)}
        return cls(hoja, enlazadas, remisiones, destinos)

    def zona(self, lugar: str) -> Zona:
        """La hoja con sus gráficos, que van después."""
        filas = tuple(
            dict(self._renglon(numero, fila.celdas)) for numero, fila in enumerate(self._hoja.filas)
        )
        graficos = (Texto(self._dicho_de(puesto)) for puesto in self._hoja.graficos)
        return zona(lugar, (Cuadro(lugar, sin_las_ultimas(filas), de_hoja=True), *graficos))

    def _dicho_de(self, puesto: GraficoEnHoja) -> str:
        """Su descripción, sus etiquetas y, por serie, lo que dicen sus celdas."""
        primera, ultima = puesto.filas
        filas = [
            {celda.columna: en_celda(celda.contenido) for celda in fila.celdas}
            for fila in self._hoja.filas[primera - 1 : ultima]
        ]
        valores = [[fila.get(suya, "") for fila in filas] for suya in puesto.columnas[1:]]
        etiquetas = etiquetas_debidas(puesto.grafico, self._hoja.ancho_de_dibujo)
        series = series_debidas(puesto.grafico, valores)
        return dicho(puesto.grafico.texto_alternativo, etiquetas, series)

    def _renglon(self, fila: int, celdas: Sequence[CeldaDeHoja]) -> Iterator[tuple[int, Casilla]]:
        remite = self._remisiones.get(fila)
        for columna, columnas, filas, contenido, _ in celdas:
            texto = en_celda(contenido)
            if enlazada := self._enlazadas.get((fila + 1, columna)):
                texto += marca("enlace", enlazada.direccion)
            if remite is not None and texto and remite.desde <= columna < remite.hasta:
                texto += marca("va a", self._destinos[remite.titulo])
            texto += "".join(imagenes_de(contenido))
            if filas and (texto or filas > 1 or columnas > 1):
                es_resumen = (fila + 1, columna) in self._hoja.resumenes
                resume = isinstance(contenido, Cifra) and es_resumen
                yield columna, Casilla(texto, filas, columnas, valor_de(contenido), resume=resume)


def sin_las_ultimas(filas: Sequence[Renglon]) -> tuple[Renglon, ...]:
    """Sin las filas en blanco del final."""
    hasta = max((numero for numero, fila in enumerate(filas, 1) if fila), default=0)
    return tuple(filas[:hasta])


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
