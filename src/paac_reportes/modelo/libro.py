"""Cómo es el libro de un contenido: qué hojas lleva y qué es una fila de cada una.

Es sólo lo que se declara; quien lo escribe y lo lee es ``libros``. El orden de unas columnas es una
preferencia y no una lista de lo que hay: después va todo dato que no se haya nombrado.
"""

from collections.abc import Mapping
from typing import Literal

import attrs

from paac_reportes import clases

ComoSeNombra = Literal["clave", "nombre", "lugar", "campos"]
"""Con qué lo nombran las filas de otras hojas: ``clave``, la suya en todo el libro; ``nombre``, el
que lleva lo que no está dentro de nada, y el que falte se agrega; ``lugar``, su número o su lugar
en quien lo contiene; ``campos``, lo que dicen unos campos suyos, dentro de quien lo contiene."""


@clases.frozen(kw_only=True, eq=False)
class Nombrado:
    """Cómo nombran a cada uno de una hoja las filas de las demás."""

    como: ComoSeNombra
    campos: tuple[str, ...]
    """El de su referencia, su nombre o su número; o los que juntos lo distinguen."""
    el: str
    """``el riesgo``: como se dice uno."""
    dato: str = ""
    """Cómo se llama, en los avisos y en lo leído, la columna que lo nombra; si no se dice, como la
    raíz de sus datos."""
    rotulo: str = ""
    """El de esa columna; si no se dice, el de lo que es."""
    ayuda: str = ""
    ancho: float = 24
    si_falta: str = ""
    """El código con que se avisa que se agregó uno que no estaba, si se nombra por su nombre."""


@clases.frozen(kw_only=True, eq=False)
class Hoja:
    """Una hoja: una fila por cada uno de una lista, o por cada clave de una tabla suya."""

    nombre: str
    lista: str
    """Por dónde se llega a lo que lleva, campo por campo: ``procesos.riesgos.controles``."""
    dice: str
    """Qué va en ella, para las instrucciones."""
    arriba: str
    """Qué es una fila, sobre la tabla."""
    tabla: str = ""
    """El campo de claves libres de cada uno, si lo que lleva la hoja es eso."""
    columnas_de_la_tabla: tuple[tuple[str, str, str], ...] = ()
    """De la clave y de lo que dice: cómo se llama el dato, su rótulo y su ayuda."""
    orden: tuple[str, ...] = ()
    """Los campos que van primero; después, todos los demás."""
    rotulos: Mapping[str, str] = attrs.Factory(dict)
    """Los de los datos que aquí se llaman de otro modo."""
    antes: Mapping[str, str] = attrs.Factory(dict)
    """Lo que se dice antes del rótulo: ``Inherente: zona de riesgo``; por el dato o por lo que lo
    lleva adentro."""
    ayudas: Mapping[str, str] = attrs.Factory(dict)
    """Las de los datos que aquí se llenan de otro modo, y las de ``que_es`` y ``numero``."""
    se_nombra: Nombrado | None = None
    un: str = ""
    """``una causa``: como se dice uno, si ``se_nombra`` no lo dice."""
    numero: str = ""
    """El rótulo de la columna con su lugar en quien lo contiene, si otra hoja los nombra por él."""
    tambien: Mapping[str, str] = attrs.Factory(dict)
    """Las listas de textos de quien la contiene que van en esta hoja: ``factor``, de ``factores``;
    el texto va en la primera de sus columnas."""
    nombran: Mapping[str, str] = attrs.Factory(dict)
    """Los campos que son lugares en otra lista de quien la contiene, y cómo se dice uno de ella."""
    indispensables: tuple[str, ...] = ()
    """Los campos sin cuya columna no se lee nada de la hoja; si no se dice, los que no pueden
    faltar."""
    preparadas: int = 40
    """Filas en blanco para llenar."""
    fijas: int = 0
    """Columnas que quedan a la vista al desplazarse."""


@clases.frozen(kw_only=True, eq=False)
class Libro:
    """El de un contenido."""

    titulo: str
    """El del archivo, sin su vigencia."""
    pasos: tuple[str, ...]
    """Cómo se llena."""
    datos: str
    """La hoja de lo que es de todo él."""
    titulo_de_datos: str
    dice_de_datos: str
    hojas: tuple[Hoja, ...] = ()
    firmas: str = "Firmas"
    cambios: str = "Control de cambios"
    textos: str = "Textos"
    imagenes: str = "Imágenes"
    dice_de_firmas: str = "Quien elabora, revisa y aprueba."
    dice_de_cambios: str = "Las versiones del documento."
    dice_de_textos: str = "Los párrafos de un informe; puede quedar en blanco."
    tras: Mapping[str, str] = attrs.Factory(dict)
    """Los campos que van siempre después de otro."""
    anchos: Mapping[str, float] = attrs.Factory(dict)
    """Milímetros de las columnas que no llevan el de siempre."""
    ancho_de_los_nombres: float = 55
    """El de los nombres de las hojas, en las instrucciones."""
    siempre_dice: bool = True
    """Si del dato sin ayuda se dice qué es, en la hoja de los datos."""
    lleva: Mapping[str, tuple[str, str]] = attrs.Factory(dict)
    """El campo donde lleva otro contenido: cuál, y la hoja de sus datos, que dice que va."""
