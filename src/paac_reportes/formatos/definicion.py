"""Un formato oficial tal como se escribe en ``formato.toml`` (docs/formatos.md)."""

from typing import Literal

import attrs

from paac_reportes.estructura import con_forma, entre, validar_por_tipo
from paac_reportes.formatos.pagina import (
    BloqueDePagina,
    EstiloDeFormato,
    Libro,
    PaginaDeFormato,
)
from paac_reportes.formatos.tablas import TablaDeFormato
from paac_reportes.maqueta.nodos import Medio
from paac_reportes.modelo.periodos import Periodicidad

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
    cada: Literal["plan", "dependencia", "componente", "firma"] = "plan"
    roles: tuple[str, ...] = ()
    """Con ``cada = "firma"``, sólo las firmas de esos roles; sin ellos, todas."""
    en: tuple[Medio, ...] = ("documento", "libro")


@attrs.frozen(kw_only=True, field_transformer=validar_por_tipo)
class BloqueTabla:
    """Las tablas de cada componente, de las nombradas.

    Cada lista del componente va a la primera tabla que la recorre y le sirve; si el componente no
    tiene filas, sale vacía la primera.
    """

    tipo: Literal["tabla"]
    tablas: tuple[str, ...]
    cada: Alcance = "componente"
    """Una tabla por componente, por dependencia con los suyos, o una sola con los del plan."""
    en: tuple[Medio, ...] = ("documento", "libro")


@attrs.frozen(kw_only=True, field_transformer=validar_por_tipo)
class BloqueFirmas:
    """Las firmas del plan, sin marco y una al lado de otra."""

    tipo: Literal["firmas"]
    texto: str
    """Lo que se escribe de cada una, con las variables de ``firma``."""
    por_fila: int = attrs.field(default=2, validator=entre(1, 6))
    roles: tuple[str, ...] = ()
    """Sólo las de esos roles; sin ellos, todas."""
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
    periodicidad: Periodicidad = "cuatrimestral"
    """El calendario de los informes de la vigencia."""
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
