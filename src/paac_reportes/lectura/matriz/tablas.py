"""Las filas de rótulos de una tabla, y las columnas que encabezan: un tramo por cada vez que van.

Antes, de qué entidad, vigencia y corte es un documento, y qué trae cada columna si quien llama lo
dice: lo pedido (``{"META O PRODUCTO": "actividad.meta"}``) va antes que lo que digan sus títulos.

Los rótulos los dicen al menos tres datos distintos del catálogo; sobre ellos van los de grupos, y
debajo los que parten a los anchos.
"""

import functools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from itertools import pairwise, takewhile
from typing import Any, NamedTuple

import attrs

from paac_reportes import clases
from paac_reportes.errores import Aviso, ErrorDeEntrada, Falla
from paac_reportes.estructura import falla_de_argumento, mostrar
from paac_reportes.estructura.mensajes import error_de_argumento
from paac_reportes.lectura.filas.valores import leer_corte
from paac_reportes.lectura.leido import PedidoDeLectura
from paac_reportes.lectura.matriz.declaraciones import Declaracion
from paac_reportes.lectura.matriz.franjas import UN_ANO, corte_dicho, nombra_un_corte
from paac_reportes.lectura.matriz.palabras import (
    empieza_por,
    es_codigo,
    es_fecha,
    es_numero,
    escritas,
    estado_de,
    numeran,
    primeras,
    propias,
    rotulo_de,
)
from paac_reportes.modelo.fechas import MESES, ClaseDeFecha, leer_fecha_programada
from paac_reportes.opc.visto import CeldaVista, DocumentoVisto, LugarDelArchivo, TablaVista
from paac_reportes.textos.plano import el_mas_cercano

_LETRAS_DE_TEXTO, _LETRAS_DE_TITULO = 400, 100
"""Letras, a lo sumo, de un texto y de un título donde se buscan los datos generales."""
_ENTIDAD_DICHA = re.compile(
    r"(?:nombre de la entidad|entidad)\s*+[:|][\s:|]*+([^|\n]+)", re.IGNORECASE
)
_CON_NOMBRE = re.compile(
    r"(?:\b(?=(?:municipio|alcald[ií]a(?:\s+municipal|\s+mayor|\s+distrital)?|gobernaci[oó]n"
    r"|distrito|departamento|(?:personer[ií]a|contralor[ií]a|concejo)(?:\s+municipal)?)\s+del?\s)"
    r"|\A(?=(?:e\.?\s?s\.?\s?e\.?\s++)?(?:hospital|instituto|universidad|contralor[ií]a"
    r"|corporaci[oó]n|empresa\s+(?:de|municipal|social))\s))"
    r"([^|\n:;]+?(?<!\s))\s*(?=$|[|\n,;:]|\bnit\b|\s[-–—]\s|\bvigencia\b|\bplan\b|\b20\d\d\b)",
    re.IGNORECASE,
)
_VIGENCIA = re.compile(
    r"(?:vigencia|a[nñ]o(?:\s+de)?(?:\s+vigencia)?)[\s:|]*(20\d\d)\b", re.IGNORECASE
)
_ANO = re.compile(r"\b(20\d\d)\b")
_DEL_PLAN = re.compile(r"plan anticorrupci|paac|ptep|transparencia y [eé]tica", re.IGNORECASE)
_DEL_CORTE = re.compile(
    r"\bcorte\b"
    rf"|\b(?:seguimiento|monitoreo|avances?|reporte)\s+(?:(?:al?|hasta(?:\s+el)?)\s+)?"
    rf"(?:\d{{1,4}}\b|(?:{'|'.join(MESES)})\b)",
    re.IGNORECASE,
)


class _Dicho(NamedTuple):
    """Lo que dice un título, o un dato que dice, y su lugar."""

    texto: str
    lugar: str

    def aviso(self, dato: str) -> Aviso:
        """Aviso de que el dato se tomó de lo que dice el documento."""
        motivo = f"{dato} se tomó de lo que dice el documento: {mostrar(self.texto)}"
        return Aviso("dato_supuesto", self.lugar, motivo, datos={"quedo": self.texto})


class Generales(NamedTuple):
    """La entidad, la vigencia y el corte: los que se piden o los que se ven."""

    entidad: str | None
    vigencia: int | None
    corte: date | None

    @classmethod
    def de(
        cls, documento: DocumentoVisto, pedido: PedidoDeLectura, avisos: list[Aviso]
    ) -> "Generales":
        """Datos generales de un documento; lo que se supone queda en los avisos."""
        nombre, vigencia, corte = pedido.entidad, pedido.vigencia, pedido.corte
        textos = list(_textos(documento))
        titulos = [dicho for dicho in textos if len(dicho.texto) <= _LETRAS_DE_TITULO]
        del_plan = [dicho for dicho in titulos if _DEL_PLAN.search(dicho.texto)]
        entidades = ((_ENTIDAD_DICHA, titulos), (_CON_NOMBRE, titulos))
        if nombre is None and (entidad := _primero(entidades)):
            nombre = entidad.texto
            avisos.append(entidad.aviso("la entidad"))
        if vigencia is None and (ano := _primero(((_VIGENCIA, titulos), (_ANO, del_plan)))):
            vigencia = int(ano.texto)
            avisos.append(ano.aviso("la vigencia"))
        if corte is None and (cortes := _cortes(textos, vigencia)):
            corte, dicho = cortes.popitem()
            avisos.append(dicho.aviso("el corte"))
        return cls(nombre, vigencia, corte)

    def fallas(self) -> Iterator[Falla]:
        """Falla de lo que ni se pide ni se ve, y hace falta."""
        if self.entidad is None:
            motivo = "el documento no dice de quién es; diga la entidad: entidad=… o --entidad"
            yield Falla("dato_faltante", "entidad", motivo)

    def datos(self) -> dict[str, Any]:
        """Datos generales como van en el contenido."""
        vigencia = {} if self.vigencia is None else {"vigencia": self.vigencia}
        return {"entidad": {"nombre": self.entidad}, **vigencia}


def _primero(buscados: Iterable[tuple[re.Pattern[str], Iterable[_Dicho]]]) -> _Dicho | None:
    """Lo que dice un título según el primero de esos patrones que alguno trae, y dónde; o ``None``.

    ``buscados``: cada patrón, con los títulos en que se busca.
    """
    for patron, titulos in buscados:
        for texto, lugar in titulos:
            if dicho := patron.search(texto):
                return _Dicho(" ".join(dicho[1].split()), lugar)
    return None


def _cortes(textos: Iterable[_Dicho], vigencia: int | None) -> dict[date, _Dicho]:
    """El corte que los títulos dicen, y dónde; ninguno si dicen varios."""
    cortes: dict[date, _Dicho] = {}
    for texto, lugar in textos:
        dicho = corte_dicho(texto, vigencia) if _DEL_CORTE.search(texto) else None
        if dicho is not None and dicho.corte is not None:
            cortes.setdefault(dicho.corte, _Dicho(" ".join(texto.split()), lugar))
    return cortes if len(cortes) == 1 else {}


def _textos(documento: DocumentoVisto) -> Iterator[_Dicho]:
    """Textos fuera de las filas: encabezados, párrafos y las primeras filas de las tablas."""
    yield from (_Dicho(texto, "encabezado o pie de página") for texto in documento.encabezados)
    for parte in documento.partes:
        for bloque in parte.bloques:
            if isinstance(bloque, TablaVista):
                for fila, celdas in enumerate(primeras(bloque)):  # «Vigencia | 2026»
                    textos = [celda.texto for celda in celdas]
                    if len(textos) in {1, 2} and max(map(len, textos)) <= _LETRAS_DE_TEXTO:
                        yield _Dicho(" | ".join(textos), bloque.lugar_de(fila))
            elif len(bloque.texto) <= _LETRAS_DE_TEXTO:
                yield _Dicho(bloque.texto, bloque.lugar)


Nombres = tuple[LugarDelArchivo, *tuple[str, ...]]
"""Cómo se puede nombrar una columna: por dónde está, por todos sus rótulos y por el último."""


@clases.frozen
class DatoDeclarado:
    """El dato que alguien dice que trae una columna."""

    dato: tuple[str, ...]
    """Ninguno: esa columna no se lee."""
    corte: date | None = None


@attrs.define(eq=False)
class Pedidas:
    """``{"META O PRODUCTO": "actividad.meta"}``, y por tabla ``{"tabla 7": {…}}``."""

    columnas: dict[tuple[str, str], DatoDeclarado] = attrs.Factory(dict)
    """Por su tabla, o «» si es de todas, y su rótulo o su lugar, en plano."""
    usadas: set[tuple[str, str]] = attrs.Factory(set)

    def __bool__(self) -> bool:
        return bool(self.columnas)

    def de(self, tabla: str, nombres: tuple[str, ...]) -> DatoDeclarado | None:
        """Dato que se pidió de una columna, que se puede nombrar de esos modos.

        ``None`` si no se pidió.
        """
        pedida = self.clave_pedida(tabla, nombres)
        if pedida is None:
            return None
        self.usadas.add(pedida)
        return self.columnas[pedida]

    def clave_pedida(self, tabla: str, nombres: tuple[str, ...]) -> tuple[str, str] | None:
        """Clave con que se pidió una columna que se puede nombrar así; ``None`` si no se pidió."""
        tablas = (rotulo_de(tabla).palabras, "") if self else ()
        posibles = ((una, clave_de(nombre)) for una in tablas for nombre in nombres if nombre)
        return next((pedida for pedida in posibles if pedida in self.columnas), None)

    def fallas(self, rotulos: list[str]) -> Iterator[Falla]:
        """Una falla por cada columna pedida que ninguna tabla trae; ``rotulos``: los que hay."""
        for tabla, clave in (pedida for pedida in self.columnas if pedida not in self.usadas):
            cercano = el_mas_cercano(clave, rotulos, cutoff=0)
            pista = "" if cercano is None else f"; la más parecida es {mostrar(cercano)}"
            yield Falla(
                "columna_no_hallada",
                f"columnas, {tabla}" if tabla else "columnas",
                f"ninguna tabla trae la columna {mostrar(clave)}{pista}",
            )


Desconocidos = Callable[[str, str], Iterable[Falla]]
"""La falla de un dato, si no existe, con la ruta de quien lo pide."""


def pedidas_de(columnas: object, desconocidos: Desconocidos) -> Pedidas:
    """Pedidas del argumento ``columnas``; ``ErrorDeEntrada`` con todo lo que no se entiende."""
    resultado = Pedidas()
    if columnas is None:
        return resultado
    if not isinstance(columnas, Mapping):
        raise error_de_argumento("columnas", "rotulos", columnas)
    fallas: list[Falla] = []
    for nombre, valor in columnas.items():
        es_tabla = isinstance(valor, Mapping)
        tabla = rotulo_de(str(nombre)).palabras if es_tabla else ""
        ruta = f"columnas.{nombre}" if es_tabla else "columnas"
        for rotulo, dato in valor.items() if es_tabla else [(nombre, valor)]:
            declarado = _declarado(dato, f"{ruta}[{mostrar(rotulo)}]", fallas, desconocidos)
            resultado.columnas[tabla, clave_de(str(rotulo))] = declarado
    if fallas:
        raise ErrorDeEntrada(fallas)
    return resultado


def _declarado(
    pedido: object, ruta: str, fallas: list[Falla], desconocidos: Desconocidos
) -> DatoDeclarado:
    """El dato que se pidió para un rótulo, «seguimiento.avance@2026-04-30».

    Lo que no se entiende se agrega a ``fallas``.
    """
    if pedido is None or pedido == "":  # un archivo YAML no distingue
        return DatoDeclarado(())
    if not isinstance(pedido, str):
        fallas.append(falla_de_argumento(ruta, "dato_de_las_filas", pedido))
        return DatoDeclarado(())
    nombre, arroba, fecha = pedido.partition("@")
    corte = leer_corte(fecha) if arroba else None
    if arroba and not isinstance(corte, date):
        fallas.append(falla_de_argumento(f"{ruta}, tras la @", "fecha", corte))
    fallas += desconocidos(nombre.strip(), ruta)
    return DatoDeclarado((nombre.strip(),), corte)


def clave_de(nombre: str) -> str:
    """Nombre de una columna en plano; el que sólo tiene signos, como está."""
    return rotulo_de(nombre).palabras or nombre.strip()


# ------------------------------------------------------------------ los rótulos de una tabla

_MINIMO = 3
"""Los datos distintos que hacen de una fila una de rótulos."""
_LARGO_DE_GRUPO = 90
_PISOS = 4
"""Filas de rótulos que se buscan encima y debajo de la que más dice."""
_DE_ENCIMA = frozenset({"proceso", "dependencia", "componente"})
"""Objetos cuyos datos se dicen sobre una tabla, y no en sus columnas."""


@attrs.define(eq=False)
class Columna:
    """Una columna de un tramo, y el dato que trae."""

    desde: int
    """Primer lugar que ocupa en la cuadrícula, desde 0."""
    ultima: int
    """Último lugar que ocupa, incluido."""
    camino: tuple[str, ...]
    """Rótulos de la columna, de arriba abajo."""
    suyos: tuple[str, ...]
    """Rótulos que no van también sobre otra columna; el último siempre está, aunque vaya."""
    lugar: LugarDelArchivo
    oculta: bool = False
    indice: int = 0
    """Número de la columna en su tramo, desde 0."""
    celdas: list[CeldaVista] = attrs.Factory(list)
    """Celdas de la columna que dicen algo, en las filas del tramo."""
    muestra: list[CeldaVista] = attrs.Factory(list)
    """Celdas con que se sabe qué trae: sin las firmas de debajo de la última fila llena."""
    datos: tuple[str, ...] = ()
    """Datos que trae: varios si la columna los junta, ninguno si no se reconoció."""
    corte: date | None = None
    con_su_corte: bool = False
    """Si su rótulo dice su corte."""
    parecido: float = 0.0
    cercano: str = ""
    """El dato a que más se parece, si otra columna lo trae."""
    por: str = ""
    """Motivo de leerla así, si no fue su rótulo."""
    se_dice: bool = False
    """Si un rótulo suyo, o el de encima, dice de qué parte es."""
    seccion: str = ""
    """La parte del mapa en que va: ``monitoreo``."""
    clase: str | None = None
    """Clase de causa o de acción que su rótulo dice; ``None`` si no la dice."""
    periodo: str = ""
    """Período que marca una X en la columna, si es de un cronograma."""
    marca: str = ""
    """Estado que marca una X en la columna, si es de un estado."""

    @property
    def es_pedida(self) -> bool:
        """Si qué trae lo dijo quien lee, con la opción ``columnas``, y no su rótulo."""
        return self.por == "columnas"

    @property
    def dato(self) -> str:
        """Dato que trae; vacío si ninguno."""
        return self.datos[0] if self.datos else ""

    @property
    def objeto(self) -> str:
        """Objeto de que es el dato: ``control``."""
        return self.dato.partition(".")[0]

    @property
    def campo(self) -> str:
        """Campo del dato en su objeto: ``inherente.zona``."""
        return self.dato.partition(".")[2]

    @property
    def ultimo(self) -> str:
        """Rótulo de más abajo; vacío si no tiene ninguno."""
        return self.camino[-1] if self.camino else ""

    @property
    def rotulo(self) -> str:
        """Rótulo entero, con sus pisos."""
        return " ".join(self.camino)

    @property
    def nombres(self) -> Nombres:
        """Cómo la puede nombrar quien la pide."""
        return (self.lugar, *dict.fromkeys((self.rotulo, *self.camino[-1:])))


@attrs.define(eq=False)
class Tramo:
    """Tramo: filas seguidas de una tabla con los rótulos que llevan encima."""

    tabla: TablaVista
    hoja: str
    desde: int
    """Primera fila de rótulos."""
    ultima: int
    """Última fila de rótulos, incluida: la que sigue es la primera de datos."""
    fin: int
    """Fila que sigue a la última de datos."""
    columnas: list[Columna]
    sobra: tuple[int, ...] = ()
    """Filas de rótulos que otras, con más datos, dicen mejor."""
    raiz: Any = None
    """``Raiz`` de sus filas; ninguna si no es de la matriz."""
    corte: date | None = None
    """Corte que dice el nombre de su hoja; ``None`` si no lo dice."""
    entero: bool = True
    """Si sus columnas son todas las de la tabla."""

    def parece_seguir_en(self, tabla: TablaVista) -> bool:
        """Si otra tabla, sin rótulos, es tan ancha como la suya y lleva los códigos donde ella."""
        columna = self.de(self.raiz.codigo) if self.raiz else None
        if columna is None or not tabla.filas or len(tabla.filas[0]) != len(self.tabla.filas[0]):
            return False
        celdas = [fila[columna.desde] for fila in tabla.filas]
        return sum(c is not None and es_codigo(c.texto) for c in celdas) * 2 > len(celdas)

    def de(self, dato: str) -> Columna | None:
        """Primera columna que trae un dato; ``None`` si ninguna."""
        return next((columna for columna in self.columnas if dato in columna.datos), None)

    @property
    def datos(self) -> frozenset[str]:
        """Datos que sus columnas traen."""
        return frozenset(dato for columna in self.columnas for dato in columna.datos)

    @property
    def filas(self) -> range:
        """Filas de datos."""
        return range(self.ultima + 1, self.fin)

    def en(self, fila: int) -> list[CeldaVista]:
        """Celdas de una fila que dicen algo y están en las columnas del tramo."""
        celdas = escritas(self.tabla, fila)
        if self.entero:
            return celdas
        desde, ultima = self.columnas[0].desde, self.columnas[-1].ultima
        return [c for c in celdas if c.columna <= ultima and c.columna + c.cuantas_columnas > desde]

    def propias(self, fila: int) -> list[CeldaVista]:
        """Celdas que empiezan en la fila."""
        return [celda for celda in self.en(fila) if celda.fila == fila]

    def lugar(self, celda: CeldaVista) -> LugarDelArchivo:
        """Lugar de una celda."""
        return self.tabla.lugar_de(celda.fila, celda.columna)

    def celda(self, columna: Columna | None, fila: int) -> CeldaVista | None:
        """Primera celda escrita que una columna, si la hay, tiene en una fila."""
        if columna is None:
            return None
        de_la_fila = self.tabla.filas[fila][columna.desde : columna.ultima + 1]
        celda = next(filter(_dice, de_la_fila), None)
        return attrs.evolve(celda, texto=columna.marca) if celda and columna.marca else celda


def tramos_de(
    tabla: TablaVista, hoja: str, declaracion: Declaracion, pedidas: Pedidas
) -> list[Tramo]:
    """Las partes de una tabla con rótulos propios, de arriba abajo y de izquierda a derecha.

    ``pedidas``: los datos que se pidieron para sus columnas.
    """
    bloques = _Rotulos(tabla, declaracion, pedidas).bloques()
    fines = [*(bloque.desde for bloque in bloques), len(tabla.filas)][1:]
    tramos: list[Tramo] = []
    for (desde, ultima, sobra), fin in zip(bloques, fines, strict=False):
        columnas = _columnas(tabla, range(desde, ultima + 1), sobra, fin)
        for de_un_lado in _lado_a_lado(columnas):
            for indice, columna in enumerate(de_un_lado):
                columna.indice = indice
            entero = len(de_un_lado) == len(columnas)
            tramos.append(Tramo(tabla, hoja, desde, ultima, fin, de_un_lado, sobra, entero=entero))
    return tramos


class _Bloque(NamedTuple):
    """Unas filas de rótulos: la primera y la última, y las que otras dicen mejor."""

    desde: int
    ultima: int
    sobra: tuple[int, ...] = ()

    @property
    def filas(self) -> range:
        return range(self.desde, self.ultima + 1)


class _Rotulos:
    """Buscador de las filas de rótulos de una tabla."""

    def __init__(self, tabla: TablaVista, declaracion: Declaracion, pedidas: Pedidas) -> None:
        self._tabla = tabla
        self._declaracion = declaracion
        self._conoce = partial(_conocidos, declaracion)
        self._pedidas = pedidas
        self._anclas = {raiz.ancla for raiz in declaracion.raices}

    def bloques(self) -> list[_Bloque]:
        """Cada vez que van rótulos, de arriba abajo."""
        bloques: list[_Bloque] = []
        fila = libre = 0
        while fila < len(self._tabla.filas):
            if not self._es_de_rotulos(fila):
                fila += 1
                continue
            bloque = _Bloque(self._primera(fila, libre), self._ultima(fila))
            fila = libre = bloque.ultima + 1
            entre = range(bloques[-1].ultima + 1, bloque.desde) if bloques else ()
            if bloques and all(numeran(propias(self._tabla, n)) for n in entre):
                # De dos seguidas manda la que más conoce, o la de encima si empatan.
                arriba = bloques.pop()
                manda_la_de_abajo = self._conocidos(bloque.filas) > self._conocidos(arriba.filas)
                de_mas = arriba.filas if manda_la_de_abajo else bloque.filas
                bloque = _Bloque(arriba.desde, bloque.ultima, (*arriba.sobra, *de_mas))
            bloques.append(bloque)
        return bloques

    def _conocidos(self, filas: range) -> int:
        return len(self._distintos([c for fila in filas for c in propias(self._tabla, fila)]))

    def _primera(self, fila: int, libre: int) -> int:
        """La primera fila de unos rótulos, subiendo desde ``fila`` por las que los agrupan.

        ``libre``: la de más arriba que puede serlo.
        """
        desde = fila
        while desde > max(libre, fila - _PISOS) and self._agrupa(desde - 1):
            desde -= 1
            if len(escritas(self._tabla, desde)) == 1:
                break  # sobre el que va a todo lo ancho ya no hay grupos
        return desde

    def _es_de_rotulos(self, fila: int) -> bool:
        """Regla 1: tres datos distintos y la mitad de sus celdas, o un tercio si está el ancla."""
        celdas = propias(self._tabla, fila)
        if numeran(celdas):
            return False
        pide = partial(self._pedidas.clave_pedida, self._tabla.lugar)
        if len(celdas) > 1 and any(pide((celda.texto,)) for celda in celdas):
            return True
        conocidas = [celda for celda in celdas if self._conoce(celda.texto)]
        if len(conocidas) < _MINIMO:
            return False
        resto = [c for c in celdas if c not in conocidas and not es_de_periodo(c.texto)]
        distintos, cuantas = self._distintos(conocidas), len(conocidas) + len(resto)
        parte = 3 if self._anclas & distintos else 2
        bastan = len(distintos) >= _MINIMO and parte * len(conocidas) >= cuantas
        # A la derecha de los demás, «T1» o «30-abr» encabezan un corte.
        ultima = max(celda.columna for celda in conocidas)
        return bastan and not any(_es_valor(celda) for celda in resto if celda.columna < ultima)

    def _distintos(self, celdas: Sequence[CeldaVista]) -> set[str]:
        """Los datos que unos rótulos nombran, a lo más uno por rótulo."""
        distintos: set[str] = set()
        for celda in celdas:
            libres = self._conoce(celda.texto) - distintos
            distintos.update(sorted(libres, key=lambda dato: (dato not in self._anclas, dato))[:1])
        return distintos

    def _agrupa(self, fila: int) -> bool:
        """Si una fila va sobre los rótulos de otra: celdas anchas y breves, o un grupo conocido."""
        celdas = propias(self._tabla, fila)
        encima = propias(self._tabla, fila - 1) if fila else []
        son_valores = len(encima) == len(celdas) and all(map(self._de_encima, encima))
        if not celdas or son_valores or any(len(c.texto) > _LARGO_DE_GRUPO for c in celdas):
            return False
        if len(celdas) > 1:
            anchas = any(self._abarca(celda, fila + 1) for celda in celdas)
            return anchas and not any(map(self._de_encima, celdas))
        if celdas[0].cuantas_columnas >= len(self._tabla.filas[0]) - 1:
            return bool(self._declaracion.grupos.parecidos(celdas[0].texto))
        return celdas[0].cuantas_columnas > 1 and celdas[0].columna > 0

    def _abarca(self, celda: CeldaVista, fila: int) -> bool:
        """Si bajo una celda hay varias de otra fila."""
        debajo = self._tabla.filas[fila][celda.columna : celda.columna + celda.cuantas_columnas]
        return len({id(otra) for otra in debajo if _dice(otra)}) > 1

    def _de_encima(self, celda: CeldaVista) -> bool:
        return any(d.partition(".")[0] in _DE_ENCIMA for d in self._conoce(celda.texto))

    def _ultima(self, fila: int) -> int:
        """Última fila de unos rótulos: hasta donde llega el más alto, y la que parte los anchos."""
        ultima = mirada = fila
        ultima_de_la_tabla = len(self._tabla.filas) - 1
        while mirada <= ultima:
            altos = [c.fila + c.cuantas_filas - 1 for c in propias(self._tabla, mirada)]
            ultima = min(max([ultima, *altos]), ultima_de_la_tabla)
            if mirada == ultima < ultima_de_la_tabla and self._parte(ultima + 1, fila):
                ultima += 1
            mirada += 1
        return ultima

    def _parte(self, fila: int, fila_de_rotulos: int) -> bool:
        """Si una fila divide los rótulos anchos de otra, y no dice nada bajo los demás.

        ``fila_de_rotulos``: la de los rótulos anchos.
        """
        celdas = propias(self._tabla, fila)
        return all(self._va_bajo_uno_ancho(celda, fila_de_rotulos) for celda in celdas) and any(
            self._conoce(c.texto) or es_de_periodo(c.texto) or estado_de(c.texto) for c in celdas
        )

    def _va_bajo_uno_ancho(self, celda: CeldaVista, fila_de_rotulos: int) -> bool:
        """Si una celda está bajo un rótulo más ancho, o que también cubre el blanco de al lado.

        ``fila_de_rotulos``: la de los rótulos de encima. Cubre el blanco si nada dice ese blanco y
        sí la celda que queda bajo él.
        """
        encima = _encima_de(self._tabla, fila_de_rotulos, celda.columna)
        if encima is None or encima.cuantas_columnas > celda.cuantas_columnas:
            return True
        vecina, filas = encima.columna + encima.cuantas_columnas, self._tabla.filas
        arriba, abajo = (filas[n][vecina : vecina + 1] for n in (fila_de_rotulos, celda.fila))
        return bool(arriba) and not _dice(arriba[0]) and _dice(abajo[0])


def _dice(celda: CeldaVista | None) -> bool:
    return celda is not None and bool(celda.texto.strip())


def _encima_de(tabla: TablaVista, fila: int, n: int) -> CeldaVista | None:
    """Celda escrita de una fila sobre la columna ``n``; de un blanco, la escrita a su izquierda.

    ``None`` si hasta ahí no hay ninguna.
    """
    return next(filter(_dice, reversed(tabla.filas[fila][: n + 1])), None)


@functools.lru_cache(maxsize=8192)
def _conocidos(declaracion: Declaracion, texto: str) -> frozenset[str]:
    """Datos a cuyos rótulos se parece un texto, con el corte que diga o sin él."""
    datos = declaracion.datos_de(texto)
    if not datos and (corte := corte_dicho(texto, UN_ANO)) is not None:
        datos = frozenset(
            dato
            for dato in declaracion.datos_de(corte.resto)
            if dato.startswith(f"{declaracion.de_corte}.")
        )
    return datos


@functools.lru_cache(maxsize=2048)
def es_de_periodo(texto: str) -> bool:
    """Si un rótulo sólo dice un mes, un trimestre, un año o una fecha, y ningún dato."""
    if len(texto) > _LARGO_DE_GRUPO:
        return False
    clase = leer_fecha_programada(texto, UN_ANO).clase
    return clase in {ClaseDeFecha.MES, ClaseDeFecha.PARTE_DE_LA_VIGENCIA} or nombra_un_corte(texto)


def _es_valor(celda: CeldaVista) -> bool:
    """Si una celda *es* un número, una fecha o un código, y no un rótulo que los nombra."""
    con_cifras = any(map(str.isdigit, celda.texto))
    return es_numero(celda) or (con_cifras and (es_codigo(celda.texto) or es_fecha(celda)))


_TERMINAN = (
    *("Instrucciones", "Instructivo", "Instrucción", "Convenciones", "Convención", "Escala"),
    *("Escalas", "Glosario", "Leyenda", "Definiciones", "Control de cambios", "Lista desplegable"),
)


def termina(tabla: TablaVista, fila: int) -> bool:
    """Si una fila es el título de lo que ya no es la matriz: «Instrucciones», «Escala»."""
    celdas = propias(tabla, fila)
    return (
        len(celdas) == 1
        and len(celdas[0].texto) <= _LARGO_DE_GRUPO
        and empieza_por(celdas[0].texto, _TERMINAN)
    )


def _columnas(tabla: TablaVista, rotulos: range, sobra: Sequence[int], fin: int) -> list[Columna]:
    """Las columnas de unos rótulos; uno sobre varias que las filas parten es de cada una.

    ``sobra``: las filas de rótulos que otras dicen mejor; ``fin``: la que sigue a la última.
    """
    filas = [fila for fila in rotulos if fila not in sobra]
    caminos: list[tuple[CeldaVista, ...]] = []
    for n in range(len(tabla.filas[0])):
        celdas = (_de_la_columna(tabla, fila, n, filas[-1]) for fila in filas)
        caminos.append(tuple(filter(None, dict.fromkeys(celdas))))
    debajo = range(rotulos[-1] + 1, fin)
    de_la_matriz = list(takewhile(lambda fila: not termina(tabla, fila), debajo))
    # Lo de abajo de la matriz (una escala, unas firmas) tiene otros bordes y pocas celdas.
    mitad = len({*caminos} - {()}) / 2
    llenas = [fila for fila in de_la_matriz if len(propias(tabla, fila)) >= mitad]
    bordes = [
        n
        for n in range(1, len(caminos))
        if caminos[n] != caminos[n - 1] or _parten(tabla, llenas or de_la_matriz, n)
    ]
    return [
        _columna(tabla, caminos[desde], desde, hasta)
        for desde, hasta in pairwise((0, *bordes, len(caminos)))
    ]


def _columna(tabla: TablaVista, celdas: Sequence[CeldaVista], desde: int, hasta: int) -> Columna:
    """La columna de esos rótulos, de arriba abajo, que va de ``desde`` a antes de ``hasta``."""
    camino = tuple(" ".join(celda.texto.split()) for celda in celdas)
    suyos = tuple(
        texto
        for celda, texto in zip(celdas, camino, strict=True)
        if celda is celdas[-1] or desde <= celda.columna <= hasta - celda.cuantas_columnas
    )
    oculta = tabla.columnas_ocultas.issuperset(range(desde, hasta))
    return Columna(desde, hasta - 1, camino, suyos, tabla.lugar_de_columna(desde), oculta)


def _de_la_columna(tabla: TablaVista, fila: int, n: int, ultima: int) -> CeldaVista | None:
    """El rótulo de la columna ``n`` en una fila; el de su izquierda, si cubre su blanco.

    ``ultima``: la última fila de rótulos.
    """
    celda = tabla.filas[fila][n]
    if _dice(celda):
        return celda
    debajo = tabla.filas[fila + 1][n] if fila < ultima else None
    if debajo is None or not _dice(debajo) or debajo.fila != fila + 1:
        return None
    return _encima_de(tabla, fila, n)


def _parten(tabla: TablaVista, filas: Sequence[int], n: int) -> bool:
    """Si en alguna fila hay dos celdas distintas, que dicen algo, a los lados de un borde."""
    lados = (tabla.filas[fila][n - 1 : n + 1] for fila in filas)
    return any(a is not b and _dice(a) and _dice(b) for a, b in lados)


def _lado_a_lado(columnas: list[Columna]) -> Iterator[list[Columna]]:
    """Regla 12: columnas de cada matriz, si a la derecha se repite un juego entero de rótulos."""
    # Lo que se repite bajo varios cortes son sus seguimientos.
    letras = [
        "" if any(map(nombra_un_corte, c.camino[:-1])) else rotulo_de(c.ultimo).letras
        for c in columnas
    ]
    con_letras = [n for n, escrito in enumerate(letras) if escrito]
    for desde in con_letras[_MINIMO:]:
        juego = letras[con_letras[0] : desde]
        iguales = sum(a == b != "" for a, b in zip(juego, letras[desde:], strict=False))
        if iguales >= _MINIMO and 2 * iguales > sum(n >= desde for n in con_letras):
            yield columnas[:desde]
            yield from _lado_a_lado(columnas[desde:])
            return
    yield columnas
