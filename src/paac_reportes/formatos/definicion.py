"""Un formato oficial tal como se escribe en ``formato.toml`` (docs/formatos.md)."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, Literal

import attrs

from paac_reportes.errores import Falla
from paac_reportes.estructura import (
    comprobar_coherencia,
    con_forma,
    entre,
    uno_o_varios,
    validar_por_tipo,
)
from paac_reportes.maqueta.estilos import Dato, Horizontal, Vertical
from paac_reportes.maqueta.nodos import Medio

_COLOR = con_forma(r"[0-9A-Fa-f]{6}", "un color RRGGBB, como 'D9E2F3'")
_PARTES_TOTALES = 100
_PARTE = entre(1, _PARTES_TOTALES)
_MARGEN = entre(0, 120)
_ESPACIO = entre(0, 60)


def _suma_de_anchos(anchos: Iterable[Decimal | None], donde: str) -> Iterable[Falla]:
    total = sum((ancho for ancho in anchos if ancho is not None), Decimal(0))
    if total != _PARTES_TOTALES:
        suma = f"{total.normalize():f}".replace(".", ",")
        yield Falla(donde, f"se esperaba que los anchos sumaran 100, suman {suma}")


@attrs.frozen(kw_only=True, field_transformer=validar_por_tipo)
class Margenes:
    """Márgenes de la página, en milímetros."""

    superior: Decimal = attrs.field(default=Decimal(20), validator=_MARGEN)
    inferior: Decimal = attrs.field(default=Decimal(20), validator=_MARGEN)
    izquierdo: Decimal = attrs.field(default=Decimal(20), validator=_MARGEN)
    derecho: Decimal = attrs.field(default=Decimal(20), validator=_MARGEN)
    encabezado: Decimal = attrs.field(default=Decimal(10), validator=_MARGEN)
    """Del borde del papel al encabezado y al pie."""


@attrs.frozen(kw_only=True, field_transformer=validar_por_tipo)
class PaginaDeFormato:
    """Papel, orientación, márgenes y letra."""

    papel: Literal["carta", "oficio", "legal", "a4"] = "oficio"
    orientacion: Literal["horizontal", "vertical"] = "horizontal"
    margenes: Margenes = Margenes()
    familia: Literal["Arial", "Calibri", "Times New Roman"] = "Arial"
    tamano: Decimal = attrs.field(default=Decimal(8), validator=entre(5, 40))
    """Tamaño de la letra de las celdas, en puntos."""


@attrs.frozen(kw_only=True, field_transformer=validar_por_tipo)
class EstiloDeFormato:
    """Lo que un formato cambia de un estilo de base."""

    tamano: Decimal | None = attrs.field(default=None, validator=entre(5, 40))
    negrita: bool | None = None
    cursiva: bool | None = None
    color: str | None = attrs.field(default=None, validator=_COLOR)
    relleno: str | None = attrs.field(default=None, validator=_COLOR)
    horizontal: Horizontal | None = None
    vertical: Vertical | None = None
    antes: Decimal | None = attrs.field(default=None, validator=_ESPACIO)
    despues: Decimal | None = attrs.field(default=None, validator=_ESPACIO)


@attrs.frozen(kw_only=True, field_transformer=validar_por_tipo)
class CeldaDeBloque:
    """Una celda del encabezado o del pie: un texto o una imagen de la entidad."""

    texto: str | None = None
    imagen: str | None = None
    """Camino a una imagen de los datos, como ``entidad.escudo``; sin ella la celda va vacía."""
    texto_alternativo: str | None = None
    alto: Decimal = attrs.field(default=Decimal(15), validator=entre(1, 100))
    """Alto de la imagen, en milímetros."""
    horizontal: Horizontal | None = None
    columnas: int = attrs.field(default=1, validator=entre(1, 50))
    filas: int = attrs.field(default=1, validator=entre(1, 50))

    __attrs_post_init__ = comprobar_coherencia

    @staticmethod
    def incoherencias(valores: Mapping[str, Any]) -> Iterable[Falla]:
        """Una imagen pide texto alternativo y no va con texto."""
        if valores.get("imagen") is not None:
            if valores.get("texto") is not None:
                yield Falla("texto", "una celda lleva texto o imagen, no ambos")
            if not valores.get("texto_alternativo"):
                yield Falla("texto_alternativo", "falta; una imagen lo necesita")


@attrs.frozen(kw_only=True, field_transformer=validar_por_tipo)
class BloqueDePagina:
    """Encabezado o pie de página: una tabla de celdas."""

    anchos: tuple[Decimal, ...]
    """Parte de cada columna; suman 100."""
    filas: tuple[tuple[CeldaDeBloque, ...], ...]
    marco: bool = True

    __attrs_post_init__ = comprobar_coherencia

    @staticmethod
    def incoherencias(valores: Mapping[str, Any]) -> Iterable[Falla]:
        """Los anchos suman 100."""
        anchos = valores.get("anchos") or ()
        for indice, ancho in enumerate(anchos):
            if ancho is not None and ancho < 1:
                yield Falla(f"anchos[{indice}]", f"se esperaba al menos 1, llegó {ancho}")
        yield from _suma_de_anchos(anchos, "anchos")
        if valores.get("filas") == ():
            yield Falla("filas", "se esperaba al menos una fila")


@attrs.frozen(kw_only=True, field_transformer=validar_por_tipo)
class Lados:
    """Encabezado o pie impreso de una hoja de cálculo."""

    izquierda: str | None = None
    centro: str | None = None
    derecha: str | None = None


@attrs.frozen(kw_only=True, field_transformer=validar_por_tipo)
class Libro:
    """Cómo se reparte el formato en una hoja de cálculo."""

    hojas: Literal["dependencia", "componente", "unica"] = "dependencia"
    nombre: str = "{{ dependencia.nombre if dependencia else 'Matriz' }}"
    """Nombre de cada hoja; se ajusta a lo que Excel admite."""
    bloque_en_celdas: bool = True
    """Poner el encabezado también en celdas y repetirlo al imprimir."""
    bloque: BloqueDePagina | None = None
    """El encabezado en celdas, si no es igual al de las páginas (que lleva el número)."""
    repetir_rotulos: bool = True
    margenes: Margenes | None = None
    """Los de la hoja impresa, si no son los de la página."""
    encabezado: Lados = Lados()
    pie: Lados = Lados()


@attrs.frozen(kw_only=True, field_transformer=validar_por_tipo)
class Columna:
    """Una columna: qué dato muestra y cómo."""

    dato: tuple[str, ...] = attrs.field(metadata={"leer": uno_o_varios})
    """Su papel, como ``actividad.meta`` o ``seguimiento.texto``; varios van en la misma celda."""
    entre: str = "\n"
    """Lo que separa varios datos de una celda; los que estén en blanco no dejan separador."""
    rotulo: tuple[str, ...] = attrs.field(metadata={"leer": uno_o_varios})
    """Un texto, o varios de arriba abajo; los vecinos iguales se unen."""
    ancho: Decimal = attrs.field(validator=_PARTE)
    """Parte del ancho útil, de 1 a 100; las de una tabla suman 100."""
    horizontal: Horizontal = "izquierda"
    guarda: Dato = "texto"
    """Qué guarda la hoja de cálculo cuando el texto es exactamente eso."""
    une: Literal["nunca", "iguales", "blancos", "grupo"] = "nunca"
    """Qué vecinas de arriba abajo son una sola celda."""

    __attrs_post_init__ = comprobar_coherencia

    @staticmethod
    def incoherencias(valores: Mapping[str, Any]) -> Iterable[Falla]:
        """Toda columna dice qué muestra y con qué rótulo."""
        for clave in ("dato", "rotulo"):
            if valores.get(clave) == ():
                yield Falla(clave, "se esperaba al menos un texto")


@attrs.frozen(kw_only=True, field_transformer=validar_por_tipo)
class Seccion:
    """Un grupo de filas de una tabla."""

    recorre: Literal["actividades", "tramites", "intercambios", "cambios"]
    """La lista de donde salen; los cambios son del plan y las otras, de un componente."""
    banda: str | None = None
    """Fila a todo lo ancho antes de sus filas, si las hay."""


@attrs.frozen(kw_only=True, field_transformer=validar_por_tipo)
class TablaDeFormato:
    """Una clase de tabla: franjas, columnas y de dónde salen las filas."""

    secciones: tuple[Seccion, ...]
    columnas: tuple[Columna, ...]
    franjas: tuple[str, ...] = ()
    """Filas a todo lo ancho sobre los rótulos; una que sale vacía no se escribe."""
    descripcion: str = ""
    """Texto alternativo de la tabla."""
    filas_se_parten: bool = True
    si_hay: str | None = None
    """Un dato: la tabla sólo sirve al componente que lo trae en alguna fila."""

    __attrs_post_init__ = comprobar_coherencia

    @staticmethod
    def incoherencias(valores: Mapping[str, Any]) -> Iterable[Falla]:
        """Los anchos suman 100 y hay de dónde sacar filas."""
        columnas = [c for c in valores.get("columnas") or () if c is not None]
        if not columnas:
            yield Falla("columnas", "se esperaba al menos una columna")
        else:
            yield from _suma_de_anchos((c.ancho for c in columnas), "columnas")
        if not valores.get("secciones"):
            yield Falla("secciones", "se esperaba al menos una sección")


Alcance = Literal["plan", "dependencia", "componente"]


@attrs.frozen(kw_only=True, field_transformer=validar_por_tipo)
class BloqueTitulo:
    """Un título; los de nivel 1 en adelante arman la navegación de Word."""

    tipo: Literal["titulo"]
    texto: str
    nivel: int = attrs.field(default=1, validator=entre(0, 3))
    cada: Alcance = "plan"
    """Una vez, o una por dependencia o por componente."""
    pagina_nueva: Literal["nunca", "siempre", "entre"] = "nunca"
    """``entre``: siempre menos la primera vez."""
    en: tuple[Medio, ...] = ("documento", "libro")


@attrs.frozen(kw_only=True, field_transformer=validar_por_tipo)
class BloqueParrafo:
    """Un párrafo."""

    tipo: Literal["parrafo"]
    texto: str
    cada: Alcance = "plan"
    en: tuple[Medio, ...] = ("documento", "libro")


@attrs.frozen(kw_only=True, field_transformer=validar_por_tipo)
class BloqueTabla:
    """Las tablas de cada componente, de las nombradas.

    Cada lista del componente va a la primera tabla que la recorre y le sirve; si el componente no
    tiene filas, sale vacía la primera.
    """

    tipo: Literal["tabla"]
    tablas: tuple[str, ...]
    cada: Literal["plan", "componente"] = "componente"
    """Una tabla por componente, o una sola con las filas de todos."""
    en: tuple[Medio, ...] = ("documento", "libro")


@attrs.frozen(kw_only=True, field_transformer=validar_por_tipo)
class BloqueFirmas:
    """Las firmas del plan, sin marco y una al lado de otra."""

    tipo: Literal["firmas"]
    texto: str
    """Lo que se escribe de cada una, con las variables de ``firma``."""
    por_fila: int = attrs.field(default=2, validator=entre(1, 6))
    cada: Literal["plan"] = "plan"
    en: tuple[Medio, ...] = ("documento", "libro")


BloqueDeFormato = BloqueTitulo | BloqueParrafo | BloqueTabla | BloqueFirmas


@attrs.frozen(kw_only=True, field_transformer=validar_por_tipo)
class Propiedades:
    """Plantillas de las propiedades del archivo."""

    titulo: str
    asunto: str = ""
    autor: str = "{{ entidad.nombre }}"
    palabras_clave: str = ""


@attrs.frozen(kw_only=True, field_transformer=validar_por_tipo)
class Formato:
    """Un formato oficial completo."""

    codigo: str = attrs.field(validator=con_forma(r"[\w.\-]+", "un código sin espacios"))
    nombre: str
    version: str
    propiedades: Propiedades
    pagina: PaginaDeFormato = PaginaDeFormato()
    estilos: dict[str, EstiloDeFormato] = attrs.Factory(dict)
    encabezado: BloqueDePagina | None = None
    pie: BloqueDePagina | None = None
    libro: Libro = Libro()
    cuerpo: tuple[BloqueDeFormato, ...]
    tablas: dict[str, TablaDeFormato] = attrs.Factory(dict)

    def tablas_de(self, bloque: BloqueTabla) -> list[TablaDeFormato]:
        """Las tablas que nombra un bloque, en su orden."""
        return [self.tablas[nombre] for nombre in bloque.tablas]
