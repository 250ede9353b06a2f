"""Un documento de varias piezas: textos, tablas, imágenes y reportes, con una sola numeración.

``documento`` recibe las piezas; ``ReporteUnido`` es el reporte que resulta, que se compone y se
emite como los demás.
"""

import functools
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, NoReturn, TypeVar

import attrs

from paac_reportes import clases
from paac_reportes.api.piezas import (
    PIEZAS,
    DeReporte,
    Pedazo,
    Recibida,
    limpio,
    recibir,
    ruta_de_pieza,
)
from paac_reportes.api.reportes import Reporte
from paac_reportes.composicion import componer
from paac_reportes.composicion.piezas import DeFilas, DeGrafico, DeImagen, Taller, Texto
from paac_reportes.composicion.union import Encabezamiento, Pieza, PiezaConPaginas, unir
from paac_reportes.cuadros import Cuadro
from paac_reportes.errores import Aviso, ErrorDeEntorno, ErrorDeEntrada, ErrorPaac, Falla, unir_ruta
from paac_reportes.estructura import falla_de_argumento
from paac_reportes.estructura.corrientes import puerta
from paac_reportes.formatos.de_documento import CODIGO, formato_del_documento
from paac_reportes.formatos.definicion.bloques import BloqueContenido
from paac_reportes.formatos.definicion.formato import Formato
from paac_reportes.formatos.eleccion import SIN_NOMBRE, plan_sin_filas
from paac_reportes.imagenes import publicable
from paac_reportes.maqueta.documento import LARGO_DE_PROPIEDAD, Documento, Medio, Metadatos
from paac_reportes.maqueta.nodos import Indice
from paac_reportes.modelo import Entidad, Plan
from paac_reportes.textos.frases import acortado
from paac_reportes.textos.valores import contar, en_ascii_y_distinto

if TYPE_CHECKING:
    from paac_reportes.api.salida import Destino
    from paac_reportes.escritores.registro import Datos
    from paac_reportes.textos.lo_que_queda import PorRevisar

_Compuesto = tuple[Documento, tuple[Aviso, ...]]

T = TypeVar("T")
R = TypeVar("R")

_LETRAS_DEL_NOMBRE = 80
MARCA_DE_DOCUMENTO = "paac.documento"
"""La propiedad del archivo que dice cuántas piezas une: lo suyo no es de un solo reporte."""


@clases.frozen(kw_only=True, eq=False, slots=False, repr=False)
class ReporteUnido(Reporte):
    """Un documento de varias piezas.

    Su ``contenido`` es un plan sin filas de la entidad de sus reportes, y su ``formato``, el que da
    la página y el aspecto.
    """

    titulo: str
    piezas: tuple[Recibida, ...]

    @property
    def tipos(self) -> tuple[str, ...]:
        """Las extensiones en que sale: ninguna de datos."""
        from paac_reportes.escritores.registro import ESCRITORES

        return tuple(tipo for tipo, escritor in ESCRITORES.items() if escritor.medio is not None)

    @clases.propiedad_recordada
    def por_revisar(self) -> "tuple[PorRevisar, ...]":
        """De los reportes que son para publicar, lo que queda y una persona debe mirar."""
        por_revisar_de_todos = [
            attrs.evolve(
                r,
                rutas=tuple(unir_ruta(ruta_de_pieza(n), ruta) for ruta in r.rutas),
            )
            for n, reporte in self._reportes
            for r in reporte.por_revisar
        ]
        return tuple(attrs.evolve(r, numero=n) for n, r in enumerate(por_revisar_de_todos, 1))

    def guardar_por_revisar(self, *destinos: "Destino", tipo: str | None = None) -> None:
        """No la hay de varios: se responde la de cada reporte. Lanza ``ErrorDeEntrada``."""
        del destinos, tipo
        motivo = "cada reporte tiene la suya: guárdela y respóndala antes de unirlo"
        raise ErrorDeEntrada(Falla("argumento_invalido", "por_revisar", motivo))

    def nombre(self, tipo: str) -> str:
        """Nombre que se propone para su archivo: su título, su corte y si es para publicar."""
        partes = [en_ascii_y_distinto(self.titulo, _LETRAS_DEL_NOMBRE) or CODIGO]
        partes += [f"corte-{self.corte}"] if self.corte else []
        partes += ["publico"] if self.publico else []
        return f"{'_'.join(partes)}.{tipo.lower().removeprefix('.')}"

    def __repr__(self) -> str:
        return f"<Reporte «{self.titulo}», {contar(len(self.piezas), 'pieza', 'piezas')}>"

    @property
    def _reportes(self) -> list[tuple[int, Reporte]]:
        """Reportes que hay entre las piezas, con el lugar de cada uno, desde 0."""
        piezas_numeradas = enumerate(self.piezas)
        return [(n, pieza.reporte) for n, pieza in piezas_numeradas if isinstance(pieza, DeReporte)]

    def _datos(self, clase_de_datos: "Datos", extension: str) -> NoReturn:
        del clase_de_datos
        motivo = f"un documento de varias piezas no sale en .{extension}; emita cada reporte"
        raise ErrorDeEntrada(Falla("tipo_no_admitido", "", motivo))

    def _cuadro(self) -> Cuadro:
        """Resumen para un cuaderno: las piezas, en qué sale y qué conviene revisar."""
        filas = [(numero, *_clase_y_titulo(pieza)) for numero, pieza in enumerate(self.piezas, 1)]
        reparos, cuantos = self._reparos()
        return Cuadro(
            titulo=self.titulo,
            columnas=("N.º", "Pieza", "Qué trae"),
            filas=filas,
            son="piezas",
            notas=(
                f"Sale en {', '.join(f'.{tipo}' for tipo in self.tipos)}.",
                f"{cuantos}.",
                *(str(r) if isinstance(r, Falla) else f"{r.ruta}: {r.mensaje}" for r in reparos),
            ),
        )

    def _componer(self, medio: Medio, *, con_rutas: bool = False) -> _Compuesto:  # noqa: ARG002
        """El documento de las piezas, y los avisos de cada una con su ruta (``piezas[2]``)."""
        formato = self.formato
        marco = componer(self.contenido, formato, self.corte, medio).documento
        taller = Taller(self.contenido, formato, medio, marco)
        piezas = _hacer_con_cada_pieza(self.piezas, lambda pieza: pieza.pieza(taller))
        documento = unir(
            marco,
            Encabezamiento(
                titulo=self.titulo, contenido=_indice(self.formato), numera=formato.numera_titulos
            ),
            self._metadatos(marco.metadatos, piezas),
            piezas,
            medio,
        )
        avisos = [
            attrs.evolve(aviso, ruta=unir_ruta(ruta_de_pieza(lugar), aviso.ruta))
            for lugar, pieza in enumerate(piezas)
            for aviso in pieza.avisos
        ]
        return documento, tuple(avisos)

    def _metadatos(self, del_marco: Metadatos, piezas: Sequence[Pieza]) -> Metadatos:
        """Metadatos del documento, con la fecha del más reciente de sus reportes."""
        con_paginas = (pieza for pieza in piezas if isinstance(pieza, PiezaConPaginas))
        fechas = [pieza.documento.metadatos.fecha for pieza in con_paginas]
        titulo = acortado(self.titulo, LARGO_DE_PROPIEDAD)
        return attrs.evolve(
            del_marco,
            titulo=titulo,
            asunto="",
            autor="" if self.contenido.entidad.nombre == SIN_NOMBRE else del_marco.autor,
            fecha=max(filter(None, fechas), default=None),
            propiedades=((MARCA_DE_DOCUMENTO, str(len(self.piezas))),),
        )


def _indice(formato: Formato) -> Indice:
    """La tabla de contenido que el formato pide; si no la dice, hasta el segundo nivel."""
    bloques = (b for b in formato.cuerpo if isinstance(b, BloqueContenido))
    bloque = next(bloques, BloqueContenido(tipo="contenido"))
    return Indice(titulo=bloque.titulo, niveles=bloque.niveles)


def _clase_y_titulo(recibida: Recibida) -> tuple[str, str]:
    """Clase de una pieza, en palabras (``Tabla``), y de qué trata."""
    match recibida:
        case Texto():
            return "Texto", recibida.markdown.strip().partition("\n")[0]
        case DeFilas():
            return "Tabla", recibida.leyenda or contar(len(recibida.filas), "fila", "filas")
        case DeImagen():
            return "Imagen", recibida.leyenda
        case DeGrafico():
            return "Gráfico", recibida.grafico.titulo
        case DeReporte():
            reporte = recibida.reporte
            nombre = reporte.titulo if isinstance(reporte, ReporteUnido) else reporte.formato.nombre
            return "Reporte", nombre


def _hacer_con_cada_pieza(piezas: Sequence[T], hacer: Callable[[T], R]) -> list[R]:
    """Resultado de cada pieza; ``ErrorDeEntrada`` con las fallas de todas."""
    resultados: list[R] = []
    fallas: list[Falla] = []
    for numero, pieza in enumerate(piezas):
        try:
            resultados.append(hacer(pieza))
        except ErrorDeEntorno:  # no es de ninguna pieza: falta algo donde corre
            raise
        except ErrorPaac as error:
            fallas += (falla.dentro_de(ruta_de_pieza(numero)) for falla in error.fallas)
    if fallas:
        raise ErrorDeEntrada(fallas)
    return resultados


# ------------------------------------------------------------------ lo que llega


@puerta
def documento(titulo: str, *piezas: Pedazo, formato: "str | Formato | None" = None) -> Reporte:
    """Un solo documento con esas piezas, en su orden: un reporte como los demás.

    Cada pieza es un texto en Markdown (``str``: títulos, párrafos, listas, tablas, énfasis y
    enlaces); un ``Reporte``, que conserva su página, su encabezado y su pie; ``(filas, columnas)``
    o ``(filas, columnas, leyenda)``, con las columnas de ``formato_de_columnas``; una imagen (PNG,
    JPEG, WebP, TIFF, GIF o BMP: ``Path``, bytes o una figura de matplotlib), ``(imagen, leyenda)``
    o ``(imagen, leyenda, alto)``, en milímetros. Sin alto, una imagen sale a 200 puntos por pulgada
    y hasta un tercio de la página; una figura, a su tamaño. Los títulos, las tablas y las figuras
    se numeran de corrido. ``formato``, un código o un ``Formato``, da la página, el encabezado, el
    pie y el aspecto de lo que no es de un reporte; sin él, uno sobrio en papel carta.

    Sale en Word, Excel, PDF, HTML, imagen y ``.tablas.csv``; no en los archivos de datos. En Excel,
    cada reporte y cada tabla de más de 30 filas va en su hoja. Lanza ``ErrorDeEntrada`` con lo que
    no sirve de cada pieza, y su lugar (``piezas[2]``, desde 0), y ``ErrorDeFormato``.
    """
    avisos: list[Aviso] = []
    lectores = [functools.partial(recibir, pieza, avisos, n) for n, pieza in enumerate(piezas)]
    fallas: list[Falla] = []
    if not isinstance(titulo, str) or not titulo.strip():
        fallas.append(falla_de_argumento("titulo", "titulo", titulo))
    if not piezas:
        motivo = "no llegó ninguna: diga al menos un texto, una tabla, una imagen o un reporte"
        fallas.append(Falla("sin_datos", PIEZAS, motivo))
    try:
        recibidas = tuple(_hacer_con_cada_pieza(lectores, lambda leer: leer()))
    except ErrorDeEntrada as error:
        raise ErrorDeEntrada((*fallas, *error.fallas)) from None
    if fallas:
        raise ErrorDeEntrada(fallas)
    titulo_limpio = limpio(titulo, "titulo", avisos)
    reportes = [pieza.reporte for pieza in recibidas if isinstance(pieza, DeReporte)]
    anfitrion = _anfitrion(reportes)
    corte = max((r.corte for r in reportes if r.corte), default=None)
    formato_elegido, de_formato = formato_del_documento(
        formato, titulo_limpio, anfitrion, corte, len(piezas)
    )
    publicados = [r.publico for r in reportes]
    avisos += _sin_publicar(recibidas) if any(publicados) else ()
    publico = bool(publicados) and all(publicados)
    if publico:
        formato_elegido, recibidas = _con_imagenes_publicas(formato_elegido, recibidas)
    return ReporteUnido(
        titulo=titulo_limpio,
        contenido=anfitrion,
        formato=formato_elegido,
        corte=corte,
        metodologia=None,
        publico=publico,
        sin_revisar=sum(r.sin_revisar for r in reportes),
        filas=(),
        previos=(*de_formato, *avisos),
        piezas=recibidas,
    )


def _anfitrion(reportes: Sequence[Reporte]) -> Plan:
    """Plan sin filas de la entidad de los reportes; de varias, con cuántas son por nombre."""
    # De la misma, la que ya no trae lo que no se publica y, entre ésas, la que trae su escudo.
    en_orden = sorted(
        reportes,
        key=lambda reporte: (not reporte.publico, reporte.contenido.entidad.escudo is None),
    )
    entidades = [reporte.contenido.entidad for reporte in en_orden]
    distintas = {e.nombre: e for e in reversed(entidades) if e.nombre != SIN_NOMBRE}
    if len(distintas) == 1:
        (entidad,) = distintas.values()
    else:
        cuantas = contar(len(distintas), "entidad", "entidades") if distintas else SIN_NOMBRE
        entidad = Entidad(nombre=cuantas)
    return plan_sin_filas(entidad, (reporte.contenido.vigencia for reporte in reportes))


def _con_imagenes_publicas(
    formato: Formato, recibidas: tuple[Recibida, ...]
) -> tuple[Formato, tuple[Recibida, ...]]:
    """El formato y las piezas, sin los metadatos de sus imágenes."""
    from paac_reportes.formatos.publicacion import con_imagenes_publicas

    piezas = (
        attrs.evolve(pieza, datos=publicable(pieza.datos)) if isinstance(pieza, DeImagen) else pieza
        for pieza in recibidas
    )
    return con_imagenes_publicas(formato), tuple(piezas)


def _sin_publicar(recibidas: Sequence[Recibida]) -> Iterator[Aviso]:
    """Avisos de las piezas que no son para publicar y van junto a un reporte que sí."""
    for numero, pieza in enumerate(recibidas):
        if not (isinstance(pieza, DeReporte) and pieza.reporte.publico):
            motivo = "no es para publicar: va como llegó, con lo que de personas traiga"
            yield Aviso("pieza_sin_publicar", ruta_de_pieza(numero), motivo)
