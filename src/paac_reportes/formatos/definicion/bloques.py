"""Los bloques del cuerpo de un formato."""

import re
from decimal import Decimal
from typing import Literal

import attrs

from paac_reportes.estructura import ConForma, Entre, imagen_de_formato, validar_por_tipo
from paac_reportes.formatos.definicion.pagina import (
    BloqueDePagina,
    Margenes,
    Orientacion,
    Papel,
    PrimeraDeFormato,
)
from paac_reportes.maqueta.documento import Medio
from paac_reportes.maqueta.estilos import Horizontal

Alcance = Literal["plan", "dependencia", "componente"]


@attrs.frozen(kw_only=True, field_transformer=validar_por_tipo)
class BloqueTitulo:
    """Un título; los de nivel 1 en adelante arman la navegación de Word."""

    tipo: Literal["titulo"]
    texto: str
    nivel: int = attrs.field(default=1, validator=Entre(0, 3))
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
    horizontal: Horizontal | None = None
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
    leyenda: str = ""
    """Lo que se escribe sobre cada tabla, con su número: ``Tabla 3. Normas…``; vacío, nada."""
    en: tuple[Medio, ...] = ("documento", "libro")


@attrs.frozen(kw_only=True, field_transformer=validar_por_tipo)
class BloqueFirmas:
    """Las firmas del plan, sin marco y una al lado de otra."""

    tipo: Literal["firmas"]
    texto: str
    """Lo que se escribe de cada una, con las variables de ``firma``."""
    por_fila: int = attrs.field(default=2, validator=Entre(1, 6))
    roles: tuple[str, ...] = ()
    """Sólo las de esos roles; sin ellos, todas."""
    alto_imagen: Decimal = attrs.field(default=Decimal(20), validator=Entre(5, 60))
    """Alto máximo de la firma dibujada, si la trae, en milímetros."""
    cada: Literal["plan"] = "plan"
    en: tuple[Medio, ...] = ("documento", "libro")

    @property
    def partes(self) -> tuple[str, str]:
        """Lo que va sobre la raya y lo que va debajo: los separa un renglón en blanco."""
        for blanco in _EN_BLANCO.finditer(self.texto):
            sobre = self.texto[: blanco.start()]
            # Un renglón en blanco dentro de un «if» es de lo que el «if» escribe.
            if len(_ABRE.findall(sobre)) == len(_CIERRA.findall(sobre)):
                return sobre.strip(), _RAYA.sub("", self.texto[blanco.end() :])
        return "", _RAYA.sub("", self.texto)


_EN_BLANCO = re.compile(r"\n(?:[ \t]*\n)+")
_ABRE, _CIERRA = re.compile(r"\{%-?\s*if\b"), re.compile(r"\{%-?\s*endif\b")
_RAYA = re.compile(r"\A\s*_{3,}[ \t]*\n")
"""La que un formato escribe con guiones bajos: es la misma que se traza."""


@attrs.frozen(kw_only=True, field_transformer=validar_por_tipo)
class DatoDeBloque:
    """Un rótulo y su valor."""

    rotulo: str
    texto: str


@attrs.frozen(kw_only=True, field_transformer=validar_por_tipo)
class BloqueDatos:
    """Rótulos con su valor al lado, como los del comienzo de una ficha."""

    tipo: Literal["datos"]
    filas: tuple[DatoDeBloque, ...]
    por_fila: int = attrs.field(default=1, validator=Entre(1, 4))
    """Cuántos rótulos con su valor van en cada renglón."""
    ancho_de_rotulo: Decimal = attrs.field(default=Decimal(30), validator=Entre(5, 95))
    """Parte de cada pareja que ocupa el rótulo, de 5 a 95."""
    omite_vacios: bool = False
    """No escribir los que queden sin valor."""
    cada: Alcance = "plan"
    en: tuple[Medio, ...] = ("documento", "libro")


@attrs.frozen(kw_only=True, field_transformer=validar_por_tipo)
class BloqueImagen:
    """Una imagen en su propio renglón: de la entidad, o junto al formato."""

    tipo: Literal["imagen"]
    imagen: str | bytes = attrs.field(metadata={"leer": imagen_de_formato})
    texto_alternativo: str
    alto: Decimal = attrs.field(default=Decimal(40), validator=Entre(1, 300))
    """Alto máximo, en milímetros; si es más ancha que la página, se achica."""
    horizontal: Horizontal = "centro"
    cada: Literal["plan"] = "plan"
    en: tuple[Medio, ...] = ("documento", "libro")


@attrs.frozen(kw_only=True, field_transformer=validar_por_tipo)
class BloqueSalto:
    """Lo que sigue empieza en otra página."""

    tipo: Literal["salto"]
    cada: Alcance = "plan"
    en: tuple[Medio, ...] = ("documento", "libro")


@attrs.frozen(kw_only=True, field_transformer=validar_por_tipo)
class BloqueContenido:
    """La tabla de contenido: los títulos del documento con su página."""

    tipo: Literal["contenido"]
    titulo: str = "Contenido"
    niveles: int = attrs.field(default=2, validator=Entre(1, 3))
    """Hasta qué nivel de título entra."""
    cada: Literal["plan"] = "plan"
    en: tuple[Medio, ...] = ("documento", "libro")


@attrs.frozen(kw_only=True, field_transformer=validar_por_tipo)
class BloqueSeccion:
    """Lo que sigue va en otra sección, con su página, su encabezado y su pie.

    Lo que no diga es como en el formato. En un libro es otra hoja, u otras.
    """

    tipo: Literal["seccion"]
    nombre: str | None = None
    """Nombre de la hoja; si falta, el del libro o, fuera de lo que éste reparte, el del formato."""
    papel: Papel | None = None
    orientacion: Orientacion | None = None
    margenes: Margenes | None = None
    encabezado: BloqueDePagina | None = None
    pie: BloqueDePagina | None = None
    primera_pagina: PrimeraDeFormato | None = None
    cada: Literal["plan"] = "plan"
    en: tuple[Medio, ...] = ("documento", "libro")


@attrs.frozen(kw_only=True, field_transformer=validar_por_tipo)
class BloqueTexto:
    """Unos párrafos que el plan puede traer en ``textos``; si no, los del formato.

    Son Markdown: listas, **negrita** y *cursiva*. Lo que trae una variable sale a la letra. Si
    quedan vacíos, tampoco sale el título.
    """

    tipo: Literal["texto"]
    clave: str = attrs.field(validator=ConForma(r"[a-z_]+", "una clave como 'introduccion'"))
    titulo: str = ""
    nivel: int = attrs.field(default=1, validator=Entre(1, 3))
    texto: str = ""
    cada: Literal["plan"] = "plan"
    en: tuple[Medio, ...] = ("documento", "libro")


@attrs.frozen(kw_only=True, field_transformer=validar_por_tipo)
class BloqueResultados:
    """Por cada componente del plan: su título, lo que dicen sus cifras y unas tablas con ellas."""

    tipo: Literal["resultados"]
    nivel: int = attrs.field(default=2, validator=Entre(1, 3))
    tablas: tuple[str, ...] = ()
    leyenda: str = ""
    """Sobre la tabla de cada componente, con su número."""
    cada: Literal["plan"] = "plan"
    en: tuple[Medio, ...] = ("documento", "libro")


@attrs.frozen(kw_only=True, field_transformer=validar_por_tipo)
class BloqueGrafico:
    """Un gráfico de las cifras."""

    tipo: Literal["grafico"]
    muestra: Literal[
        "avance_por_componente", "avance_por_dependencia", "estados_por_componente", "evolucion"
    ]
    titulo: str
    alto: Decimal = attrs.field(default=Decimal(75), validator=Entre(30, 250))
    """Alto, en milímetros."""
    cada: Literal["plan"] = "plan"
    en: tuple[Medio, ...] = ("documento", "libro")


BloqueDelCuerpo = (
    BloqueTitulo
    | BloqueParrafo
    | BloqueTabla
    | BloqueFirmas
    | BloqueDatos
    | BloqueImagen
    | BloqueSalto
    | BloqueContenido
    | BloqueTexto
    | BloqueResultados
    | BloqueGrafico
)
"""Lo que se escribe."""

BloqueDeFormato = BloqueDelCuerpo | BloqueSeccion
