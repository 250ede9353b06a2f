"""Qué se pide de un contenido en cada corte, y a quién: sus libros de captura, declarados.

Un libro es de una oficina, y cada hoja suya es una de las del libro del contenido, con una fila por
cada cosa de que se reporta: lo que se ve de ella va cerrado, y se llenan los datos que el catálogo
dice que se reportan.
"""

from collections.abc import Mapping

import attrs

from paac_reportes import clases

SIN_CAMBIAR_LAS_FILAS = (
    "Puede filtrar las filas, y ordenarlas si quita la protección (Revisar, Desproteger hoja)."
    " No agregue, ni borre, ni copie filas enteras."
)
"""Advertencia que lleva todo libro de captura."""


@clases.frozen(kw_only=True, eq=False)
class SePide:
    """Lo que de una hoja se pide en cada corte: qué se ve de una fila y qué se llena."""

    reporta: str
    """La raíz de los datos que se llenan: la de una lista de la fila, o la de ella si son suyos."""
    identifican: tuple[str, ...]
    """Los datos con que se reconoce una fila, que no se pierden de vista. El que puede faltar lleva
    detrás el que lo suple: ``actividad.descripcion | actividad.meta``."""
    encabezan: tuple[str, ...] = ()
    """Los que van delante de ellos: de qué es la fila, para filtrar por él."""
    se_miran: tuple[str, ...] = ()
    """Los que siguen, junto a lo que se llena: con ellos a la vista se reporta. ``previo`` es lo
    que se dijo la última vez."""
    se_ven: tuple[str, ...] = ()
    """Datos que van tras lo que se llena, en ese orden; tras ellos, todo lo demás de la fila y de
    quienes la contienen, hasta el que tiene su propia hoja."""
    no_van: tuple[str, ...] = ()
    """Datos que no van, con lo que lleven adentro: quien reporta no los necesita, o los lee en otro
    lugar del libro."""
    se_llenan: tuple[str, ...] = ()
    """Por cuáles empieza lo que se llena, si no va en el orden del modelo."""
    antes: tuple[tuple[str, ...], ...] = ()
    """Datos que se ven del último corte anterior, renglón por renglón; si no se dicen, en uno."""
    vence: str = ""
    """El dato que dice cuándo: en él se lee que la fila está vencida; si puede faltar, con el que
    lo suple."""
    rotulos: Mapping[str, str] = attrs.Factory(dict)
    """Los datos que en ella se llaman de otro modo que en su catálogo."""
    si: str = ""
    """El dato que debe cumplirse para que la fila vaya: ``riesgo.esta_vigente``."""
    se_responde: bool = False
    """Si es lo que se le recomendó a una oficina, y no algo de que reporta en cada corte."""


@clases.frozen(kw_only=True, eq=False)
class Captura:
    """Los libros en que se pide lo de un corte."""

    reparte: str
    """De quién es cada libro: una lista del contenido, uno por cada cosa suya."""
    archivo: str = ""
    """Con que empieza el nombre de cada uno."""
    titulo: str = "Seguimiento"
    oficinas: tuple[str, str] = ("oficina", "oficinas")
    """Cómo se llama aquél de quien es un libro, y cómo varios."""
    pasos: tuple[str, ...] = ()
    """Cómo se llena, si no basta con lo que se dice a todos."""
    quienes: Mapping[str, str] = attrs.Factory(dict)
    """Quiénes pueden llenarlos, si no es siempre el mismo, y cómo se los llama."""
    quien: str | None = None
    """De ellos, quien lo hace si no se dice cuál."""
