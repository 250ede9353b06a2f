"""El documento neutro: sus partes, la página de cada una y lo que se repite en ella."""

from datetime import date
from typing import Literal

import attrs

from paac_reportes.maqueta.contenidos import Contenido
from paac_reportes.maqueta.estilos import Estilo
from paac_reportes.maqueta.hoja.de_datos import HojaDeDatos
from paac_reportes.maqueta.medida.medidas import Mm
from paac_reportes.maqueta.nodos import Bloque, Tabla


@attrs.frozen(kw_only=True)
class Pagina:
    """Papel y márgenes, en milímetros; el ancho y el alto ya tienen en cuenta la orientación."""

    ancho: Mm
    alto: Mm
    superior: Mm
    inferior: Mm
    izquierdo: Mm
    derecho: Mm
    encabezado: Mm
    """Del borde del papel al encabezado; lo mismo abajo, al pie."""

    @property
    def ancho_util(self) -> Mm:
        """Entre márgenes."""
        return Mm(self.ancho - self.izquierdo - self.derecho)

    @property
    def alto_util(self) -> Mm:
        """Entre márgenes."""
        return Mm(self.alto - self.superior - self.inferior)

    @property
    def horizontal(self) -> bool:
        """Si el papel está apaisado."""
        return self.ancho > self.alto

    def girada(self) -> "Pagina":
        """El mismo papel puesto del otro lado, con los mismos márgenes."""
        return attrs.evolve(self, ancho=self.alto, alto=self.ancho)


@attrs.frozen(kw_only=True)
class Metadatos:
    """Propiedades del archivo; sin fecha no se escribe ninguna."""

    titulo: str
    asunto: str = ""
    autor: str = ""
    palabras_clave: str = ""
    idioma: str = "es-CO"
    fecha: date | None = None
    propiedades: tuple[tuple[str, str], ...] = ()
    """Otras, con su nombre, para quien lea el archivo con un programa; cada valor cabe en 255."""


Lado = Literal["izquierda", "centro", "derecha"]
Medio = Literal["documento", "libro"]
"""Seguido, como en Word, o repartido en hojas, como en Excel."""


@attrs.frozen(kw_only=True)
class PrimeraDeHoja:
    """Lo impreso arriba y abajo de la primera página de una hoja, si no es lo de las demás."""

    encabezado: dict[Lado, Contenido] = attrs.Factory(dict)
    pie: dict[Lado, Contenido] = attrs.Factory(dict)


@attrs.frozen(kw_only=True)
class AjustesDeHoja:
    """Lo que sólo tiene sentido en una hoja de cálculo."""

    bloque: Tabla | None = None
    """Encabezado en celdas, repetido al imprimir."""
    encabezado: dict[Lado, Contenido] = attrs.Factory(dict)
    pie: dict[Lado, Contenido] = attrs.Factory(dict)
    primera: PrimeraDeHoja | None = None
    repetir_rotulos: bool = True
    """Poner los rótulos de una tabla otra vez donde empieza cada página impresa."""


@attrs.frozen(kw_only=True)
class PrimeraPagina:
    """El encabezado y el pie de la primera página de una parte, si no son los de las demás."""

    encabezado: Tabla | None = None
    pie: Tabla | None = None


@attrs.frozen(kw_only=True)
class Marco:
    """La página de una parte y lo que se repite en cada una."""

    pagina: Pagina
    encabezado: Tabla | None = None
    pie: Tabla | None = None
    primera: PrimeraPagina | None = None
    hoja: AjustesDeHoja = AjustesDeHoja()
    seccion_del_membrete: int | None = None
    """De cuál de sus secciones salen, en Word, la página, el encabezado y el pie; desde 0."""


@attrs.frozen
class Parte:
    """Un tramo con su propia página: una sección en un documento, y en un libro una hoja."""

    nombre: str
    bloques: tuple[Bloque, ...]
    marco: Marco


@attrs.frozen(kw_only=True)
class Membrete:
    """La hoja que una entidad dibujó en Word, donde Word pone el cuerpo del documento."""

    datos: bytes
    """El paquete ya revisado: encabezados, pies, estilos y secciones; su cuerpo no se usa."""
    paginas: tuple[Pagina, ...]
    """La de cada sección, en su orden."""
    ajustes_de_mas: tuple[str, ...] = ()
    """Los elementos de sus ajustes que no pasan al documento."""
    reparos: tuple[str, ...] = ()
    """Lo que trae y no sale, o le falta, dicho a una persona."""


@attrs.frozen(kw_only=True)
class Documento:
    """El documento entero: lo único que un escritor necesita."""

    metadatos: Metadatos
    estilos: dict[str, Estilo]
    partes: tuple[Parte, ...]
    hojas_de_datos: tuple[HojaDeDatos, ...] = ()
    """Al final de un libro, lo que es para filtrar y contar; en un documento, ninguna."""
    membrete: Membrete | None = None
