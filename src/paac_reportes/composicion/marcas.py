"""Las marcas de un documento, que se anotan a medida que se compone.

Ninguna dice nada que no se vea. Son la de los rótulos de una tabla (cuál del esquema es), la de
lo que va alrededor de ellas (cuál de sus renglones), la de cada fila (su lugar en el plan, en
breve) y, en ella, cuáles de las listas de su objeto comienzan en esa fila, y qué datos hay en cada
celda que junta varios y en cuántos pedazos.

- ``t1``, los rótulos de la primera tabla del esquema; ``x1``, el primero de sus renglones: un
  título, un párrafo, una franja, una fila de una ficha.
- ``d0c1s2a3``: ``dependencias[0].componentes[1].subcomponentes[2].actividades[3]``. Trámites ``t``,
  intercambios ``i``, control de cambios ``v0``, firmas ``f0`` (``f0_f1``, si comparten fila). Los
  totales, las bandas y las notas no llevan: no son de una fila del plan.
- ``p0r1_p1_e2bc_33``: la tercera fila (desde ``e0``) del segundo riesgo. Cada letra son cuatro
  bits, de la ``a`` (ninguno) a la ``p``: si es la última del objeto y, por raíz de las columnas, si
  ahí comienza el elemento de esa lista que tiene el número de la fila.
- ``c0t1_p2_3w312``: en una tabla de rótulos ``t2``, qué datos hay en cada celda junta: un bit por
  dato y, con ``w``, cuántos pedazos separa en cada uno lo que los une; con ``x``, no se dice.
"""

import functools
import itertools
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import attrs

from paac_reportes import __version__
from paac_reportes.composicion.aspecto import JuegoDeColumnas
from paac_reportes.composicion.variables import RedaccionDePlantilla
from paac_reportes.formatos.definicion.bloques import Seccion
from paac_reportes.formatos.definicion.esquema import (
    CalladosDelEsquema,
    DatosDelEsquema,
    Esquema,
    OpcionesDelEsquema,
    TablaDelEsquema,
    raices_de,
)
from paac_reportes.formatos.definicion.filas import FilaDeTabla
from paac_reportes.formatos.definicion.formato import Formato
from paac_reportes.formatos.lectura.catalogo import titular
from paac_reportes.maqueta.contenido import PREFIJO_DE_MARCA, solo_texto
from paac_reportes.maqueta.documento import Parte
from paac_reportes.maqueta.nodos import Parrafo, Tabla, Titulo
from paac_reportes.maqueta.rejilla import ColumnaDeTabla
from paac_reportes.modelo import Entidad, Firma
from paac_reportes.modelo.recorrer import Parada
from paac_reportes.modelo.temas import Contenido
from paac_reportes.textos.huellas import en_breve, huella_de, huellas_de
from paac_reportes.textos.plantillas import escritos_de

if TYPE_CHECKING:
    from paac_reportes.composicion.rutas import RutasDelContenido

_FILAS_DADAS = "filas"


_DE_RENGLON = "x"


class Marcas:
    """Ninguna dice nada que no se vea: son lugares y nombres de datos, nunca textos del plan."""

    def __init__(
        self,
        entidad: Entidad,
        lugares: Sequence[Parada],
        rutas: "RutasDelContenido | None" = None,
    ) -> None:
        self.filas = MarcasDeFilas(lugares)
        self.rutas = rutas
        """De qué datos es cada celda, si se pide."""
        self._entidad = entidad
        self._tablas: dict[TablaDelEsquema, int] = {}
        self._renglones: dict[tuple[tuple[str, ...], tuple[str, ...]], str] = {}
        """Por unas plantillas y los datos que callan, la marca; vacía, si no dicen ninguno."""
        self._callados: dict[str, tuple[str, ...]] = {}
        self._marcadas: dict[tuple[int, tuple[str, ...]], tuple[JuegoDeColumnas, str]] = {}
        """Por unas mismas columnas, que se guardan para que nadie más tome su lugar, su marca."""

    def de_rotulos(self, secciones: Sequence[Seccion], columnas: JuegoDeColumnas) -> str:
        """La marca de los rótulos de una tabla, ``t1``: la misma si el esquema las dice iguales."""
        recorre = tuple(dict.fromkeys(seccion.recorre for seccion in secciones))
        con_marca = self._marcadas.get((id(columnas), recorre))
        if con_marca is None:
            del_esquema = columnas.en_el_esquema
            if _FILAS_DADAS in recorre:  # los rótulos de una tabla dinámica son de sus datos
                del_esquema = tuple(attrs.evolve(columna, rotulo=()) for columna in del_esquema)
            tabla = TablaDelEsquema(recorre=recorre, columnas=del_esquema)
            numero = self._tablas.setdefault(tabla, len(self._tablas) + 1)
            con_marca = self._marcadas[id(columnas), recorre] = columnas, f"t{numero}"
        return con_marca[1]

    def de_renglon(self, redaccion: RedaccionDePlantilla, *plantillas: str) -> str:
        """Marca de un título, un párrafo o una fila de alrededor, ``x1``; nada si no dice un dato.

        La que calla otros datos es otra: ``Componente 3: Gestión`` y ``Componente: Gestión``.
        """
        datos = _datos_juntos(plantillas)
        callados = redaccion.en_blanco(datos) if datos else ()
        marca = self._renglones.get((plantillas, callados))
        if marca is None:
            cuantas = sum(map(bool, self._renglones.values()))
            marca = f"{_DE_RENGLON}{cuantas + 1}" if any(map(_dice_un_dato, plantillas)) else ""
            self._renglones[plantillas, callados] = marca
            self._callar(marca, callados)
        return marca if self.rutas is None else redaccion.en_rutas(self.rutas, marca, plantillas)

    def de_firmas(
        self, redaccion: RedaccionDePlantilla, firmas: Sequence[Firma], plantillas: Sequence[str]
    ) -> str:
        """Marca de una fila de firmas, ``f0_f1``, con lo que cada una calla de sus plantillas."""
        marca = self.filas.de_firmas(firmas)
        datos = _datos_juntos(tuple(plantillas))
        for marca_de_firma, firma in zip(marca.split("_"), firmas, strict=False):
            self._callar(marca_de_firma, redaccion.con(firma=firma).en_blanco(datos))
        return marca

    def _callar(self, marca: str, datos: tuple[str, ...]) -> None:
        if marca and datos:
            self._callados[marca] = datos

    def esquema(  # noqa: PLR0913, PLR0917 - lo que un archivo dice de sí
        self,
        formato: Formato,
        vigencia: int | None,
        corte: date | None,
        partes: Sequence[Parte],
        datos: DatosDelEsquema | None,
        opciones: OpcionesDelEsquema | None,
    ) -> Esquema:
        """El esquema del archivo, cuando ya se pusieron todas las marcas."""
        nombre, escrito = self._entidad.nombre, titular(formato, self._entidad)
        de_la_entidad = (nombre, self._entidad.departamento)
        return Esquema(
            formato=formato.codigo,
            version=formato.version,
            de=formato.de,
            corte=corte,
            biblioteca=__version__,
            lineas=_huellas_de_lineas(partes),
            vigencia=vigencia,
            de_quien=huella_de((nombre,)),
            opciones=opciones,
            filas=len(self.filas.puestas),
            entidad=tuple(len(texto.split()) for texto in de_la_entidad if texto),
            en_mayusculas=(escrito != nombre == escrito.upper()) or None,
            tablas=tuple(self._tablas),
            renglones=tuple(suyas for (suyas, _), marca in self._renglones.items() if marca),
            callados=tuple(itertools.starmap(CalladosDelEsquema, self._callados.items())),
            datos=datos,
        )


def _huellas_de_lineas(partes: Sequence[Parte]) -> str:
    """Las de lo que el documento dice: cada fila, por lo que dice sola, y cada celda de varias."""
    lineas: list[Sequence[str]] = []
    for parte in partes:
        for impreso in (parte.marco.encabezado, parte.marco.pie):
            lineas += (
                [solo_texto(celda.contenido) for celda in fila.celdas]
                for fila in (impreso.filas if impreso is not None else ())
                if fila.marca
            )
        for bloque in parte.bloques:
            if isinstance(bloque, Tabla):
                columnas = [_sola(columna, lineas) for columna in bloque.columnas]
                lineas += zip(*columnas, strict=True)
            elif isinstance(bloque, _DE_TEXTO) and bloque.marca:
                texto = bloque.texto if isinstance(bloque, Titulo) else bloque.contenido
                lineas.append((solo_texto(texto),))
    return en_breve(huellas_de(lineas))


_DE_TEXTO = Titulo, Parrafo


def _sola(columna: ColumnaDeTabla, de_varias: list[Sequence[str]]) -> Sequence[str]:
    """Por fila, lo que una columna dice sólo en ella; lo de varias va aparte."""
    textos: Sequence[Any] = columna.contenidos
    if columna.lleva_tramos:
        textos = [*map(solo_texto, textos)]
    if columna.columnas is not None:
        textos = [x if ancho else "" for x, ancho in zip(textos, columna.columnas, strict=True)]
    if columna.filas is not None:
        altos = columna.filas
        de_varias += [(x,) for x, alto in zip(textos, altos, strict=True) if alto > 1 and x]
        textos = [x if alto == 1 else "" for x, alto in zip(textos, altos, strict=True)]
    return textos


def marcas_para(
    contenido: Contenido, lugares: Sequence[Parada], corte: date | None, *, con_rutas: bool
) -> Marcas:
    """Las marcas de un documento que empieza a componerse; con rutas, las de uno que volvió."""
    if not con_rutas:
        return Marcas(contenido.entidad, lugares)
    from paac_reportes.composicion.rutas import RutasDelContenido  # noqa: PLC0415 - al volver

    return Marcas(contenido.entidad, lugares, RutasDelContenido(contenido, corte))


def es_de_fila(marca: str) -> bool:
    """Si es el lugar de una fila en el plan, y no la de un renglón de alrededor."""
    return bool(marca) and not marca.startswith(_DE_RENGLON)


@functools.lru_cache(maxsize=512)
def _datos_juntos(plantillas: tuple[str, ...]) -> Sequence[str]:
    """Datos de unos textos que dicen varios: del que dice uno, si está en blanco, no queda nada."""
    por_plantilla = (
        [escrito for escrito in escritos_de(plantilla) if not _es_calculado(escrito)]
        for plantilla in plantillas
    )
    return [dato for datos in por_plantilla if len(datos) > 1 for dato in datos]


def _dice_un_dato(plantilla: str) -> bool:
    """Si todo lo que puede decir son datos del contenido, y no algo que de ellos se calcula."""
    caminos = escritos_de(plantilla) if "{" in plantilla else ()
    return bool(caminos) and not any(map(_es_calculado, caminos))


_CALCULADOS = frozenset({"formato", "pagina", "paginas", "prosa", "regimen", "seguido", "textos"})
"""Raíces que un texto nombra y de él no se leen."""


def _es_calculado(camino: str) -> bool:
    return camino.partition(".")[0] in _CALCULADOS


class MarcasDeFilas:
    """``d0c1s2a3`` de ``dependencias[0].componentes[1].subcomponentes[2].actividades[3]``.

    Un trámite es ``d0c1t4``; un intercambio, ``d0c1i0``; un renglón del control de cambios, ``v0``,
    y una firma, ``f0``.
    """

    def __init__(self, lugares: Sequence[Parada]) -> None:
        self.puestas: set[str] = set()
        """Las marcas pedidas: las filas del plan que el documento lleva."""
        self._dudosos = _repetidos(lugares)
        firmas = (lugar for lugar in lugares if lugar.contenido.clase is Firma)
        self._de_firmas = {id(lugar.objeto): lugar for lugar in firmas}

    def de_filas(self, filas: Sequence[FilaDeTabla]) -> list[str]:
        """La marca de cada fila; vacía si no es de un solo objeto del plan."""
        dudosos, lugares = self._dudosos, [fila.lugar for fila in filas]
        marcas = ["" if uno is None or uno in dudosos else uno.breve for uno in lugares]
        self.puestas.update(filter(None, marcas))
        return marcas

    def de_firmas(self, firmas: Sequence[Firma]) -> str:
        """La marca de una fila con varias firmas, de izquierda a derecha: ``f0_f1``.

        Nada si alguna no es del plan: es el lugar de quien aún no se sabe.
        """
        if not all(id(firma) in self._de_firmas for firma in firmas):
            return ""
        lugares = [self._de_firmas[id(firma)] for firma in firmas]
        if not self._dudosos.isdisjoint(lugares):
            return ""
        breves = [lugar.breve for lugar in lugares]
        self.puestas.update(breves)
        return "_".join(breves)


def _repetidos(lugares: Sequence[Parada]) -> set[Parada]:
    """Los lugares de un objeto que está dos veces en su dueño: no dicen cuál de las dos es."""
    if len({id(lugar.objeto) for lugar in lugares}) == len(lugares):  # lo corriente
        return set()
    veces = Counter((lugar.dentro_de, id(lugar.objeto)) for lugar in lugares)
    repetidos: set[Parada] = set()
    for lugar in lugares:
        dueno = lugar.dentro_de
        if veces[dueno, id(lugar.objeto)] > 1 or (dueno is not None and dueno in repetidos):
            repetidos.add(lugar)
    return repetidos


_DIGITOS = "0123456789abcdefghijklmnopqrstuv"
"""De a cinco datos por letra: ``7`` es que están los tres primeros."""
_CONTADOS, _SIN_CONTAR = "w", "x"
_INCONTABLES = len(_DIGITOS)
"""Cuenta mayor que las que una letra dice."""
_CABEN = 35 - len(PREFIJO_DE_MARCA)
"""Word admite 40 letras en un marcador, y el que se repite termina en ``__2``."""

Textos = Sequence[str | None]

_LETRAS = "abcdefghijklmnop"
"""De a cuatro, y sin cifras: en ``_e2b`` van detrás de una."""
_EL_OBJETO = ""
"""La raíz que ninguna lista tiene: su celda es la del objeto entero."""


_NADA_ENCIMA: Mapping[str, object] = {}


def comienzos(filas: Sequence[FilaDeTabla], columnas: JuegoDeColumnas) -> list[str]:
    """``_e2b`` en la tercera fila de un riesgo: qué comienza en ella; nada si no lleva listas.

    Un bit por dato, el primero el menor: si es la última del objeto y, por cada raíz de las
    columnas, si ahí comienza el elemento de su lista que tiene el número de la fila, desde 0.
    """
    if not filas or not hasattr(filas[0], "grupos"):
        return []
    raices = raices_de(columnas.en_el_esquema)
    salida: list[str] = []
    altura, de_encima = 0, _NADA_ENCIMA
    for fila, siguiente in zip(filas, (*filas[1:], None), strict=True):
        grupos: Mapping[str, object] = fila.grupos  # type: ignore[attr-defined]
        comienza = (
            grupos[raiz] not in (grupos[_EL_OBJETO], de_encima.get(raiz)) for raiz in raices
        )
        sigue = siguiente is not None and siguiente.lugar is fila.lugar
        salida.append(f"_e{altura}{_en_letras([not sigue, *comienza], _LETRAS)}")
        altura, de_encima = (altura + 1, grupos) if sigue else (0, _NADA_ENCIMA)
    return salida


def _en_letras(bits: Sequence[bool], letras: str) -> str:
    """``[True, True, False, False, True]`` → ``db`` de a cuatro, y ``j`` de a cinco.

    El primero es el menor; en cada letra van los que sus ``letras`` alcanzan a distinguir.
    """
    por_letra = len(letras).bit_length() - 1
    tandas = (bits[n : n + por_letra] for n in range(0, len(bits), por_letra))
    return "".join(letras[sum(bit << n for n, bit in enumerate(tanda))] for tanda in tandas)


def completas(
    marcas: Sequence[str],
    rotulos: str,
    comienzan: Sequence[str],
    con_varios: Sequence[tuple[str, Sequence[Textos]]],
) -> list[str]:
    """``c0t1_p1_3w312``, de ``c0t1``: en las tablas con rótulos ``t1``, qué datos trae cada celda.

    ``con_varios`` da, por columna que junta varios, qué va entre ellos y qué dice cada uno en cada
    fila. Por columna, un bit por dato, el primero el menor: ``3``, los dos primeros. Con ``w``
    delante, detrás van los pedazos que separa en cada uno lo que los une; con ``x``, alguno trae
    más de uno y no se dice cuántos; sin nada, cada uno es un solo pedazo.
    """
    por_columna = [
        [_pedazos(textos, entre) for textos in zip(*partes, strict=True)]
        for entre, partes in con_varios
    ]
    de_listas = comienzan or [""] * len(marcas)
    return [
        _completa(marca, f"{marca}_p{rotulos[1:]}{inicio}", inicio, cuentas)
        for marca, inicio, *cuentas in zip(marcas, de_listas, *por_columna, strict=True)
    ]


def _completa(marca: str, con_tabla: str, comienza: str, cuentas: Sequence[Sequence[int]]) -> str:
    """La marca que más dice, de las que caben en el nombre de un marcador de Word."""
    if not marca:
        return marca
    if any(map(any, cuentas)):
        for como in (_CONTADOS, _SIN_CONTAR):
            entera = f"{con_tabla}_{''.join(_en_breve(suyas, como) for suyas in cuentas)}"
            if len(entera) <= _CABEN:
                return entera
    return con_tabla if comienza and len(con_tabla) <= _CABEN else marca


def _pedazos(datos: Sequence[str | None], entre: str) -> list[int]:
    """Los pedazos de cada dato de una celda; ninguno si está en blanco, que no deja separador."""
    textos = [texto or "" for texto in datos]
    unido = entre.join(filter(None, textos))
    pedazos = [texto.split(entre) if texto else [] for texto in textos]
    if unido.split(entre) != [*itertools.chain.from_iterable(pedazos)] and unido:
        # La punta de un texto y el separador forman otro: contados, se cortaría donde no es.
        return [_INCONTABLES if de_un_texto else 0 for de_un_texto in pedazos]
    return [*map(len, pedazos)]


def _en_breve(cuentas: Sequence[int], como: str) -> str:
    bits = _en_letras([bool(cuantos) for cuantos in cuentas], _DIGITOS)
    if max(cuentas) <= 1:
        return bits
    if como == _CONTADOS and max(cuentas) < _INCONTABLES:
        return f"{_CONTADOS}{bits}{''.join(_DIGITOS[n] for n in cuentas if n)}"
    return f"{_SIN_CONTAR}{bits}"
