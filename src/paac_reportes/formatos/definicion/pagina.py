"""El papel de un formato, sus encabezados y pies, y cómo se reparte en hojas de cálculo.

Antes, los nombres que los textos de un campo usan además de los de siempre, que son la entidad, la
vigencia y las cifras: ``metadata=nombra("cada")``. Vale para lo que el campo contiene, y se suma a
lo que declara quien lo contiene.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, Literal

import attrs

from paac_reportes import clases
from paac_reportes.errores import Falla
from paac_reportes.estructura import (
    Entre,
    comprobar_coherencia,
    leer_texto,
    validar_por_tipo,
)
from paac_reportes.formatos.definicion.aspecto import UN_COLOR_RRGGBB
from paac_reportes.imagenes import imagen_de_texto, por_que_no
from paac_reportes.maqueta.aspecto import Horizontal
from paac_reportes.maqueta.estilos import Vertical
from paac_reportes.maqueta.medida.tipografia import Pt
from paac_reportes.sistema import MAXIMO, MEGAS

NADA, SU_FILA, PAGINA, OTRA_PARTE = "nada", "fila", "pagina", "remision"
"""Se toma como está; los datos de su fila; el número de página; otra parte del documento."""
SU_TABLA = "tabla"
"""De quién es, según los bloques que escriben la tabla."""
SEGUN = ("cada", "hojas", "por", "por_corte")
"""Las claves del mismo objeto cuyo valor dice qué más se nombra."""


def nombra(*nombres: str) -> dict[str, Any]:
    """Metadata de un campo: qué variables nombran sus textos, además de las de siempre."""
    return {"nombra": nombres}


A_LA_LETRA = nombra(NADA)

# ------------------------------------------------------------------ la página y sus bloques

Papel = Literal["carta", "oficio", "legal", "a4", "doble carta"]
Orientacion = Literal["horizontal", "vertical"]

MARGEN = Entre(0, 120)
_ESPACIO = Entre(0, 60)
_CON_PAGINA = nombra(PAGINA)


@clases.frozen(kw_only=True, field_transformer=validar_por_tipo)
class Margenes:
    """Márgenes de la página, en milímetros."""

    superior: Decimal = attrs.field(default=Decimal(20), validator=MARGEN)
    inferior: Decimal = attrs.field(default=Decimal(20), validator=MARGEN)
    izquierdo: Decimal = attrs.field(default=Decimal(20), validator=MARGEN)
    derecho: Decimal = attrs.field(default=Decimal(20), validator=MARGEN)
    encabezado: Decimal = attrs.field(default=Decimal(10), validator=MARGEN)
    """Del borde del papel al encabezado y al pie."""


@clases.frozen(kw_only=True, field_transformer=validar_por_tipo)
class PaginaDeFormato:
    """Papel, orientación, márgenes y letra."""

    papel: Papel = "oficio"
    orientacion: Orientacion | None = None
    """Sin decirla, horizontal."""
    margenes: Margenes = Margenes()
    familia: Literal["Arial", "Calibri", "Times New Roman"] | None = None
    """Familia de la letra; sin ella, la del aspecto."""
    tamano: Decimal = attrs.field(default=Decimal(8), validator=Entre(5, 40))
    """Tamaño de la letra de las celdas, en puntos."""

    @property
    def lado(self) -> Orientacion:
        """Orientación de la hoja; sin decirla, horizontal."""
        return self.orientacion or "horizontal"


@clases.frozen(kw_only=True, field_transformer=validar_por_tipo)
class EstiloDeFormato:
    """Cambios de un formato en un estilo de base."""

    tamano: Decimal | None = attrs.field(default=None, validator=Entre(5, 40))
    negrita: bool | None = None
    cursiva: bool | None = None
    """Para el impreso que la lleva en sus instrucciones."""
    color: str | None = attrs.field(default=None, validator=UN_COLOR_RRGGBB)
    relleno: str | None = attrs.field(default=None, validator=UN_COLOR_RRGGBB)
    horizontal: Horizontal | None = None
    vertical: Vertical | None = None
    antes: Decimal | None = attrs.field(default=None, validator=_ESPACIO)
    despues: Decimal | None = attrs.field(default=None, validator=_ESPACIO)

    @property
    def cambios(self) -> dict[str, Any]:
        """Rasgos del estilo que el formato cambia, con las unidades de la maqueta."""
        valores = {campo.name: getattr(self, campo.name) for campo in attrs.fields(type(self))}
        return {
            rasgo: Pt(float(valor)) if isinstance(valor, Decimal) else valor
            for rasgo, valor in valores.items()
            if valor is not None
        }


_LETRAS_MAXIMAS = MAXIMO * 3 // 2
"""De una imagen en base64, con sus saltos de renglón: cuatro letras son tres bytes."""


def imagen_de_formato(datos: object, ruta: str, fallas: list[Falla]) -> str | bytes | None:
    """Los bytes de una imagen, también los de un texto ``data:image/…``, o cómo se llama.

    Lo que no sirve deja su falla; ``None``, si además no se entiende o pesa de más.
    """
    es_texto = isinstance(datos, str) and datos.startswith("data:")
    if isinstance(datos, str | bytes) and len(datos) > (_LETRAS_MAXIMAS if es_texto else MAXIMO):
        fallas.append(Falla("limite_excedido", ruta, f"la imagen pesa más de {MEGAS} MB"))
        return None
    if isinstance(datos, str) and es_texto:
        try:
            datos = imagen_de_texto(datos)
        except ValueError as error:
            fallas.append(Falla("imagen_invalida", ruta, str(error)))
            return None
    if not isinstance(datos, bytes):
        return leer_texto(datos, ruta, fallas)
    if motivo := por_que_no(datos):
        fallas.append(Falla("imagen_invalida", ruta, motivo))
    return datos


@clases.frozen(kw_only=True, field_transformer=validar_por_tipo)
class CeldaDeBloque:
    """Una celda del encabezado o del pie: un texto o una imagen de la entidad."""

    texto: str | None = attrs.field(default=None, metadata=_CON_PAGINA)
    imagen: str | bytes | None = attrs.field(default=None, metadata={"leer": imagen_de_formato})
    """``entidad.escudo`` (sin él, la celda va vacía) o el nombre de un archivo junto al formato."""
    texto_alternativo: str | None = None
    alto: Decimal = attrs.field(default=Decimal(15), validator=Entre(1, 100))
    """Alto de la imagen, en milímetros."""
    horizontal: Horizontal | None = None
    destaca: bool = False
    """Si su primer renglón va en negrita."""
    columnas: int = attrs.field(default=1, validator=Entre(1, 50))
    """Para el encabezado con un renglón a todo lo ancho."""
    filas: int = attrs.field(default=1, validator=Entre(1, 50))

    __attrs_post_init__ = comprobar_coherencia

    @staticmethod
    def incoherencias(valores: Mapping[str, Any]) -> Iterable[Falla]:
        """Fallas de una celda con imagen y texto, o con imagen y sin texto alternativo."""
        if valores.get("imagen") is not None:
            if valores.get("texto") is not None:
                yield Falla(
                    "formato_incoherente", "texto", "una celda lleva texto o imagen, no ambos"
                )
            if not valores.get("texto_alternativo"):
                yield Falla("dato_faltante", "texto_alternativo", "falta; una imagen lo necesita")


@clases.frozen(kw_only=True, field_transformer=validar_por_tipo)
class BloqueDePagina:
    """Encabezado o pie de página: una tabla de celdas."""

    anchos: tuple[Decimal, ...]
    """Parte de cada columna; suman 100."""
    filas: tuple[tuple[CeldaDeBloque, ...], ...]
    marco: bool = True

    __attrs_post_init__ = comprobar_coherencia

    @staticmethod
    def incoherencias(valores: Mapping[str, Any]) -> Iterable[Falla]:
        """Fallas de un encabezado sin filas, o con anchos menores que 1."""
        anchos = valores.get("anchos") or ()
        for indice, ancho in enumerate(anchos):
            if ancho is not None and ancho < 1:
                yield Falla(
                    "medida_imposible",
                    f"anchos[{indice}]",
                    f"se esperaba al menos 1, llegó {ancho}",
                )
        if valores.get("filas") == ():
            yield Falla("dato_faltante", "filas", "se esperaba al menos una fila")


@clases.frozen(kw_only=True, field_transformer=validar_por_tipo)
class Lados:
    """Encabezado o pie impreso de una hoja de cálculo."""

    izquierda: str | None = attrs.field(default=None, metadata=_CON_PAGINA)
    centro: str | None = attrs.field(default=None, metadata=_CON_PAGINA)
    derecha: str | None = attrs.field(default=None, metadata=_CON_PAGINA)


@clases.frozen(kw_only=True, field_transformer=validar_por_tipo)
class RepartoEnHojas:
    """Cómo se reparte el formato en una hoja de cálculo."""

    hojas: Literal["dependencia", "componente", "unica"] = "dependencia"
    nombre: str = attrs.field(
        default="{{ dependencia.nombre if dependencia else 'Matriz' }}", metadata=nombra("hojas")
    )
    """Nombre de cada hoja; se ajusta a lo que Excel admite."""
    bloque_en_celdas: bool = True
    """Poner el encabezado también en celdas y repetirlo al imprimir."""
    bloque: BloqueDePagina | None = None
    """El encabezado en celdas, si no es igual al de las páginas (que lleva el número)."""
    repetir_rotulos: bool = True
    """En falso, para la tabla que se filtra y no se imprime."""
    datos: bool = True
    """Llevar al final la hoja ``Datos``, con las filas del plan como tabla para filtrar.

    En falso, para el libro que se entrega como el impreso.
    """
    margenes: Margenes | None = None
    """Márgenes de la hoja impresa, si no son los de la página."""
    encabezado: Lados = Lados()
    pie: Lados = Lados()


@clases.frozen(kw_only=True, field_transformer=validar_por_tipo)
class PrimeraDeFormato:
    """El encabezado y el pie de la portada; los que falten, en blanco.

    En una hoja de cálculo, el encabezado va en celdas; si falta, los dos van en blanco.
    """

    encabezado: BloqueDePagina | None = None
    """Para la carátula con su propio encabezado o su pie."""
    pie: BloqueDePagina | None = None
