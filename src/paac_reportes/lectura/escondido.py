"""Lo que un documento nuestro dice de sí donde no se ve, para quien lo lee como el de cualquiera.

Sus marcas dicen cuáles tablas son del plan, y su esquema, qué muestra cada columna: así las cifras
de un informe no se toman por actividades, ni se adivina por un rótulo.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import attrs

from paac_reportes.errores import Aviso
from paac_reportes.formatos.definicion.esquema import (
    ColumnaDelEsquema,
    Esquema,
    TablaDelEsquema,
    esquema_dicho,
)
from paac_reportes.lectura.leido import PedidoDeLectura
from paac_reportes.modelo.filas import LISTAS_DE_FILAS, forma_de_filas
from paac_reportes.modelo.temas import PLAN, claves, tema
from paac_reportes.opc.paquete import ESQUEMA
from paac_reportes.opc.visto import DocumentoVisto, ParteVista, TablaVista


def esquema_de(documento: DocumentoVisto) -> Esquema | None:
    """Esquema de un documento nuestro; ``None`` si no lo es, o si perdió sus propiedades."""
    return esquema_dicho(documento.propiedades.get(ESQUEMA, ""))


def con_las_marcas_de(otro: DocumentoVisto, documento: DocumentoVisto) -> DocumentoVisto:
    """``documento``, con las marcas de sus rótulos y renglones como en el esquema de ``otro``.

    Sin la primera tabla de trámites, la de actividades, que era ``t2``, es ``t1``.
    """
    esquema, de_otro = esquema_de(documento), esquema_de(otro)
    if esquema is None or de_otro is None:
        return documento
    marcas = esquema.marcas_en(de_otro)
    if all(marca == marca_del_otro for marca, marca_del_otro in marcas.items()):
        return documento

    def en_el_otro(marca: str) -> str:
        marca, doble, veces = marca.partition("__")
        return f"{marcas.get(marca, marca)}{doble}{veces}"

    def bloque_en_el_otro(bloque: Any) -> Any:
        if not isinstance(bloque, TablaVista):
            return attrs.evolve(bloque, marca=en_el_otro(bloque.marca))
        marcas_del_bloque = {fila: en_el_otro(marca) for fila, marca in bloque.marcas.items()}
        return attrs.evolve(bloque, marcas=marcas_del_bloque)

    partes = (
        attrs.evolve(parte, bloques=tuple(map(bloque_en_el_otro, parte.bloques)))
        for parte in documento.partes
    )
    encabezados = ((en_el_otro(marca), textos) for marca, textos in documento.encabezados_marcados)
    return attrs.evolve(documento, partes=tuple(partes), encabezados_marcados=tuple(encabezados))


def como_ajeno(
    documento: DocumentoVisto, pedido: PedidoDeLectura
) -> tuple[DocumentoVisto, PedidoDeLectura, tuple[Aviso, ...]]:
    """Documento con sólo las tablas de su contenido, pedido con lo que él dice, y avisos.

    Uno que no es nuestro queda igual. Lo que alguien pide de sus columnas o del corte manda.
    """
    esquema = esquema_de(documento)
    if esquema is None:
        return documento, pedido, ()
    del_contenido = _TablasDelContenido(esquema)
    partes = tuple(
        attrs.evolve(parte, bloques=tuple(del_contenido.en(parte))) for parte in documento.partes
    )
    pedido = attrs.evolve(pedido, corte=pedido.corte or esquema.corte)
    if pedido.columnas is None:
        pedido = attrs.evolve(pedido, columnas=columnas_con_papel(documento, esquema))
    return attrs.evolve(documento, partes=partes), pedido, tuple(del_contenido.avisos)


class _TablasDelContenido:
    """Las de un documento que traen su contenido, cada fila una sola vez."""

    def __init__(self, esquema: Esquema) -> None:
        self.avisos: list[Aviso] = []
        listas = set(forma_de_filas(tema(esquema.de)).listas) if esquema.de in claves() else set()
        self._del_contenido = {
            f"t{numero}"
            for numero, tabla in enumerate(esquema.tablas, 1)
            if listas.issuperset(tabla.recorre)
        }
        self._filas_vistas = set[str]()

    def en(self, parte: ParteVista) -> Iterator[Any]:
        """Bloques de una parte, sin las tablas que no son del contenido o lo repiten."""
        for bloque in parte.bloques:
            if not isinstance(bloque, TablaVista):
                yield bloque
            elif not (motivo := self._por_que_sobra(bloque)):
                yield self._sin_otras(bloque)
            elif not parte.oculta:
                self.avisos.append(Aviso("tabla_omitida", bloque.lugar, motivo))

    def _por_que_sobra(self, tabla: TablaVista) -> str:
        """Motivo por el que una tabla no se lee; vacío si se lee, y sus filas se dan por vistas."""
        marcas = {_REPETIDA.sub("", marca) for marca in tabla.marcas.values()}
        if self._del_contenido.isdisjoint(marcas):
            return "no es de las que traen el contenido: la puso la biblioteca, y no se leyó"
        filas = {marca for marca in marcas if not marca.startswith(_NO_SON_DE_FILA)}
        if filas and filas <= self._filas_vistas:
            return "repite filas que ya se leyeron, y no se leyó"
        self._filas_vistas |= filas
        return ""

    def _sin_otras(self, tabla: TablaVista) -> TablaVista:
        """Hoja sin las filas de las tablas que no son del contenido y van en ella."""
        filas, es_de_otra = list(tabla.filas), False
        for numero, fila in enumerate(tabla.filas):
            marca = _REPETIDA.sub("", tabla.marcas.get(numero, ""))
            if marca.startswith("t"):
                es_de_otra = marca not in self._del_contenido
            elif marca.startswith("x") or not any(celda and celda.texto for celda in fila):
                es_de_otra = False
            if es_de_otra:
                filas[numero] = (None,) * len(fila)
        return attrs.evolve(tabla, filas=tuple(filas))


_NO_SON_DE_FILA = ("t", "x")
"""Como empiezan las marcas de los rótulos y las de los renglones de alrededor."""
_REPETIDA = re.compile(r"__[0-9]+\Z")
_DE_ROTULOS = re.compile(r"t([1-9][0-9]{0,5})(?:__[0-9]+)?")


def columnas_con_papel(
    documento: DocumentoVisto, esquema: Esquema
) -> Mapping[str, Mapping[str, str]] | None:
    """Dato de cada rótulo, por tabla: ``{"tabla 7": {"Quien responde": "actividad.responsable"}}``.

    Lo de un corte lo lleva: ``seguimiento.texto@2020-04-30``. Se dejan las que no son de un solo
    dato a la letra y las de rótulo repetido: no se sabría cuál es cuál.
    """
    datos_por_tabla = {
        tabla.lugar: dict(_papeles_de(tabla, esquema.tablas)) for tabla in documento.tablas()
    }
    return {lugar: datos for lugar, datos in datos_por_tabla.items() if datos} or None


def _papeles_de(
    tabla: TablaVista, clases_de_tabla: Sequence[TablaDelEsquema]
) -> Iterator[tuple[str, str]]:
    """Rótulo y dato de cada columna; ninguno, de una hoja que junta tablas de varias clases."""
    columnas_por_rotulo: dict[str, set[ColumnaDelEsquema]] = {}
    for rotulo, columna in _columnas_con_rotulo(tabla, clases_de_tabla):
        columnas_por_rotulo.setdefault(rotulo, set()).add(columna)
    recorridos = {
        clases_de_tabla[int(marca[1:]) - 1].recorre
        for marca in {_REPETIDA.sub("", marca) for marca in tabla.marcas.values()}
        if _DE_ROTULOS.fullmatch(marca) and int(marca[1:]) <= len(clases_de_tabla)
    }
    if len(recorridos) > 1:  # lo que un rótulo es en una no lo es en la otra
        return
    for rotulo, (columna, *repetidas) in columnas_por_rotulo.items():
        if repetidas or len(columna.dato) != 1 or columna.plantilla or columna.cuando:
            continue
        if forma_de_filas(PLAN).admite(columna.dato[0]):  # una cuenta del informe no es un dato
            yield rotulo, columna.dato[0] + (f"@{columna.corte}" if columna.corte else "")


def _columnas_con_rotulo(
    tabla: TablaVista, clases_de_tabla: Sequence[TablaDelEsquema]
) -> Iterator[tuple[str, ColumnaDelEsquema]]:
    """Rótulo de más abajo de cada columna, con ella; nada si alguien agregó columnas."""
    for fila, marca in tabla.marcas.items():
        coincidencia = _DE_ROTULOS.fullmatch(marca)
        siguiente = tabla.marcas.get(fila + 1, "")
        if coincidencia is None or _DE_ROTULOS.fullmatch(siguiente):
            continue
        for esquema in clases_de_tabla[int(coincidencia[1]) - 1 : int(coincidencia[1])]:
            celdas = list(dict.fromkeys(celda for celda in tabla.filas[fila] if celda))
            son_del_plan = LISTAS_DE_FILAS.keys() >= {*esquema.recorre}
            if son_del_plan and len(celdas) == len(esquema.columnas):
                yield from zip([celda.texto for celda in celdas], esquema.columnas, strict=True)
