"""Las marcas de un documento, que se anotan a medida que se compone.

Ninguna dice nada que no se vea. Son la de los rótulos de una tabla (cuál del esquema es), la de
lo que va alrededor de ellas (cuál de sus renglones) y la de cada fila (su lugar en el plan, en
breve, y cuál es de las de su objeto).

- ``t1``, los rótulos de la primera tabla del esquema; ``x1``, el primero de sus renglones: un
  título, un párrafo, una franja, una fila de una ficha.
- ``d0c1s2a3``: ``dependencias[0].componentes[1].subcomponentes[2].actividades[3]``. Trámites ``t``,
  intercambios ``i``, control de cambios ``v0``, firmas ``f0`` (``f0_f1``, si comparten fila). Los
  totales, las bandas y las notas no llevan: no son de una fila del plan.
- ``p0r1_e2``: la tercera fila (desde ``e0``) del segundo riesgo.
- ``q2937518614``: la recomendación cuyo ``id`` tiene esa huella.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import attrs

from paac_reportes import __version__
from paac_reportes.composicion.aspecto import JuegoDeColumnas
from paac_reportes.composicion.variables import RedaccionDePlantilla
from paac_reportes.formatos.definicion.bloques import Seccion
from paac_reportes.formatos.definicion.esquema import (
    DatosDelEsquema,
    Esquema,
    OpcionesDelEsquema,
    RecomendacionDelEsquema,
    TablaDelEsquema,
    marca_de_recomendacion,
)
from paac_reportes.formatos.definicion.filas import DeRecomendacion, FilaDeTabla
from paac_reportes.formatos.definicion.formato import Formato
from paac_reportes.maqueta.contenido import solo_texto
from paac_reportes.maqueta.documento import Parte
from paac_reportes.maqueta.nodos import Parrafo, Tabla, Titulo
from paac_reportes.maqueta.rejilla import AL_VOLVER, ColumnaDeTabla
from paac_reportes.modelo import Entidad, Firma, Metodologia
from paac_reportes.modelo.recorrer import Parada
from paac_reportes.modelo.temas import Contenido
from paac_reportes.textos.plano import huella_de, huellas_en_breve
from paac_reportes.textos.plantillas import variables_escritas

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
        *,
        publico: bool = False,
    ) -> None:
        self.filas = MarcasDeFilas(lugares, publico=publico)
        self.rutas = rutas
        """Datos de que es cada celda, si se piden; ``None`` si no."""
        self._entidad = entidad
        self._tablas: dict[TablaDelEsquema, int] = {}
        self._renglones: dict[tuple[str, ...], str] = {}
        """Marca de cada renglón, por sus plantillas; vacía si no dicen ningún dato."""
        self._rotuladas: dict[tuple[int, tuple[str, ...]], tuple[JuegoDeColumnas, str]] = {}
        """Marca de unas mismas columnas, que se guardan para que nadie más tome su ``id``."""

    def de_rotulos(self, secciones: Sequence[Seccion], columnas: JuegoDeColumnas) -> str:
        """La marca de los rótulos de una tabla, ``t1``; la misma si otra tiene iguales columnas."""
        recorre = tuple(dict.fromkeys(seccion.recorre for seccion in secciones))
        _, marca = self._rotuladas.get((id(columnas), recorre), (columnas, ""))
        if not marca:
            en_el_esquema = columnas.en_el_esquema
            if _FILAS_DADAS in recorre:  # los rótulos de una tabla dinámica son de sus datos
                en_el_esquema = tuple(attrs.evolve(columna, rotulo=()) for columna in en_el_esquema)
            tabla = TablaDelEsquema(recorre=recorre, columnas=en_el_esquema)
            numero = self._tablas.setdefault(tabla, len(self._tablas) + 1)
            marca = f"t{numero}"
            self._rotuladas[id(columnas), recorre] = columnas, marca
        return marca

    def de_renglon(self, redaccion: RedaccionDePlantilla, *plantillas: str) -> str:
        """Marca de un título, un párrafo o una fila de alrededor, ``x1``; vacía sin datos."""
        marca = self._renglones.get(plantillas)
        if marca is None:
            cuantas = sum(map(bool, self._renglones.values()))
            marca = f"{_DE_RENGLON}{cuantas + 1}" if any(map(_dice_un_dato, plantillas)) else ""
            self._renglones[plantillas] = marca
        if self.rutas is None:
            return marca
        return self.rutas.de_textos(marca, plantillas, redaccion.variables)

    def de_texto(self, redaccion: RedaccionDePlantilla, *plantillas: str) -> str:
        """Como ``de_renglon``; lo que dice un texto del contenido, si se pide, lleva la suya."""
        marca = self.de_renglon(redaccion, *plantillas)
        if marca or self.rutas is None or not any(map(_dice_un_texto, plantillas)):
            return marca
        return self.rutas.de_textos(self.rutas.marca_nueva(), plantillas, redaccion.variables)

    def esquema(  # noqa: PLR0913, PLR0917 - lo que un archivo dice de sí
        self,
        formato: Formato,
        vigencia: int | None,
        corte: date | None,
        partes: Sequence[Parte],
        datos: DatosDelEsquema | None,
        opciones: OpcionesDelEsquema | None,
        metodologia: Metodologia | None,
        recomendaciones: Iterable[RecomendacionDelEsquema] | None = None,
    ) -> Esquema:
        """El esquema del archivo, cuando ya se pusieron todas las marcas.

        ``recomendaciones``, si es un informe: quedan las que se imprimieron.
        """
        recomendadas = self.filas.recomendadas
        return Esquema(
            formato=formato.codigo,
            version=formato.version,
            de=formato.de,
            corte=corte,
            biblioteca=__version__,
            lineas=_huellas_de_lineas(partes),
            vigencia=vigencia,
            de_quien=huella_de((self._entidad.nombre,)),
            opciones=opciones,
            metodologia=metodologia,
            filas=len(self.filas.puestas),
            informe=recomendaciones is not None or None,
            recomendaciones=tuple(r for r in recomendaciones or () if r.id in recomendadas),
            tablas=tuple(self._tablas),
            renglones=tuple(plantillas for plantillas, marca in self._renglones.items() if marca),
            datos=datos,
        )


def _huellas_de_lineas(partes: Sequence[Parte]) -> str:
    """Las huellas de lo que el documento dice: cada fila, y cada celda de varias, es una línea."""
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
                columnas = [_datos_de_una_fila(columna, lineas) for columna in bloque.columnas]
                lineas += zip(*columnas, strict=True)
            else:
                lineas += ((texto,) for texto in _datos_de_un_texto(bloque))
    return huellas_en_breve(map(huella_de, lineas))


def _datos_de_un_texto(bloque: object) -> Iterator[str]:
    """Lo que dice un párrafo, y como lo dice una hoja si es de una lista; y un título con marca."""
    if isinstance(bloque, Parrafo):
        yield solo_texto(bloque.contenido)
        if bloque.lista is not None:
            yield solo_texto(bloque.con_marca)
    elif isinstance(bloque, Titulo) and bloque.marca and not bloque.marca.startswith(AL_VOLVER):
        yield bloque.texto


def _datos_de_una_fila(columna: ColumnaDeTabla, de_varias: list[Sequence[str]]) -> Sequence[str]:
    """Por fila, lo que una columna dice sólo en ella; lo de varias se agrega a ``de_varias``."""
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
    contenido: Contenido,
    lugares: Sequence[Parada],
    corte: date | None,
    *,
    con_rutas: bool,
    publico: bool,
) -> Marcas:
    """Las marcas de un documento que empieza a componerse.

    ``con_rutas``: además saben qué dato dice cada celda, para leer uno que volvió; ``publico``: las
    recomendaciones no llevan.
    """
    if not con_rutas:
        return Marcas(contenido.entidad, lugares, publico=publico)
    from paac_reportes.composicion.rutas import RutasDelContenido  # noqa: PLC0415 - al volver

    rutas = RutasDelContenido(contenido, corte)
    return Marcas(contenido.entidad, lugares, rutas, publico=publico)


def _dice_un_texto(plantilla: str) -> bool:
    """Si una plantilla dice un texto del contenido: ``{{ textos.destinatario }}``."""
    return "textos." in plantilla and any(
        camino.startswith("textos.") for camino in variables_escritas(plantilla)
    )


def _dice_un_dato(plantilla: str) -> bool:
    """Si una plantilla dice sólo datos del contenido, y no algo que de ellos se calcula."""
    caminos = variables_escritas(plantilla) if "{" in plantilla else ()
    return bool(caminos) and _CALCULADOS.isdisjoint(camino.partition(".")[0] for camino in caminos)


_CALCULADOS = frozenset({"formato", "pagina", "paginas", "prosa", "regimen", "seguido", "textos"})
"""Raíces que un texto nombra y no se leen de vuelta."""


class MarcasDeFilas:
    """``d0c1s2a3`` de ``dependencias[0].componentes[1].subcomponentes[2].actividades[3]``.

    Un trámite es ``d0c1t4``; un intercambio, ``d0c1i0``; un renglón del control de cambios, ``v0``,
    y una firma, ``f0``.
    """

    def __init__(self, lugares: Sequence[Parada], *, publico: bool = False) -> None:
        self._publico = publico
        self.puestas: set[str] = set()
        """Las filas del plan que el documento lleva; las firmas que comparten fila son una."""
        self.recomendadas: set[str] = set()
        """El ``id`` de cada recomendación que el documento lleva."""
        self._dudosos = _repetidos(lugares)
        firmas = (lugar for lugar in lugares if lugar.contenido.clase is Firma)
        self._de_firmas = {id(lugar.objeto): lugar for lugar in firmas}

    def de_filas(self, filas: Sequence[FilaDeTabla]) -> list[str]:
        """La marca de cada fila; vacía si no es de un solo objeto del plan."""
        if filas and isinstance(filas[0], DeRecomendacion):
            return self._marcas_de_recomendaciones(filas)
        dudosos, lugares = self._dudosos, [fila.lugar for fila in filas]
        marcas = ["" if lugar is None or lugar in dudosos else lugar.breve for lugar in lugares]
        self.puestas.update(filter(None, marcas))
        return marcas

    def de_lineas(self, filas: Sequence[FilaDeTabla]) -> list[str]:
        """La marca de cada fila; un riesgo ocupa varias, y la de cada una dice cuál de ellas es."""
        marcas = self.de_filas(filas)
        son_de_riesgo = bool(marcas) and hasattr(filas[0], "grupos")
        return marcas_con_su_piso(marcas, filas) if son_de_riesgo else marcas

    def _marcas_de_recomendaciones(self, filas: Sequence[FilaDeTabla]) -> list[str]:
        """La marca de cada fila de una sección de recomendaciones; al publicar, todas vacías.

        Anota en ``recomendadas`` el ``id`` de cada una, también de la que sólo se propone.
        """
        if self._publico:
            return [""] * len(filas)
        ids = [fila.recomendacion.id for fila in filas if isinstance(fila, DeRecomendacion)]
        self.recomendadas.update(ids)
        return [*map(marca_de_recomendacion, ids)]

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
        self.puestas.add(breves[0])
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


def marcas_con_su_piso(marcas: Sequence[str], filas: Sequence[FilaDeTabla]) -> list[str]:
    """Las marcas con cuál es de las filas seguidas de su objeto, desde 0: ``p0r1_e2``."""
    salida: list[str] = []
    piso, lugar_de_encima = 0, None
    for marca, fila in zip(marcas, filas, strict=True):
        piso = piso + 1 if fila.lugar is lugar_de_encima else 0
        salida.append(marca and f"{marca}_e{piso}")
        lugar_de_encima = fila.lugar
    return salida
