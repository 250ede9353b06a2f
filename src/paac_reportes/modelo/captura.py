"""Qué se pide de un contenido en cada corte, y a quién: sus libros de captura, declarados.

Un libro es de una oficina, y cada hoja suya tiene una fila por cada cosa de que se reporta: lo que
se ve de ella va cerrado, y se llenan los datos que el catálogo dice que se reportan.
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
class HojaDeCaptura:
    """Una hoja de esos libros: qué es una fila, qué se ve de ella y qué se llena."""

    titulo: str
    """El nombre de la hoja, y el de lo que se llena en ella."""
    listas: Mapping[str, str]
    """Listas que dan sus filas; si son varias, cómo dice la columna ``lista`` que es cada una."""
    reporta: str
    """La raíz de los datos que se llenan: ``seguimiento``, o la de la fila si son suyos."""
    identifican: tuple[str, ...]
    """Los datos con que se reconoce una fila, que no se pierden de vista. El que puede faltar lleva
    detrás el que lo suple: ``actividad.descripcion | actividad.meta``."""
    encabezan: tuple[str, ...] = ()
    """Los que van delante de ellos: de qué es la fila, para filtrar por él."""
    se_nombra: str = ""
    """Cómo se dicen juntos, si no es uno tras otro: ``{} control {} {}``."""
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
    cual: str = ""
    """El dato que, en lo que se reporta de quien contiene la fila, dice cuál es; en blanco, se
    reporta de la fila misma."""
    nombres: str = ""
    """La propiedad de quien la contiene que dice cómo se nombra cada una, ``None`` si de ningún
    modo."""
    sin_nombre: str = ""
    """Por qué una no se puede nombrar."""


@clases.frozen(kw_only=True, eq=False)
class Captura:
    """Los libros en que se pide lo de un corte."""

    hojas: tuple[HojaDeCaptura, ...]
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
    se_responden: HojaDeCaptura | None = None
    """La hoja de lo que se le recomendó a cada oficina, que responde en el mismo libro."""


_ANTES = (("seguimiento.avance", "seguimiento.estado"), ("seguimiento.texto",))
_EN_EL_LIBRO_DE_SU_OFICINA = (
    *("dependencia.nombre", "dependencia.nombre_corto"),
    *("componente.numero", "componente.etiqueta_seguimiento"),
)
DEL_PLAN = Captura(
    hojas=(
        HojaDeCaptura(
            titulo="Actividades",
            listas={"actividades": "Actividad"},
            reporta="seguimiento",
            encabezan=("componente.nombre",),
            identifican=("actividad.codigo", "actividad.descripcion | actividad.meta"),
            se_miran=(
                *("actividad.meta", "actividad.fecha_programada", "actividad.fecha_fin"),
                "previo",
            ),
            se_ven=("subcomponente.nombre",),
            no_van=_EN_EL_LIBRO_DE_SU_OFICINA,
            antes=_ANTES,
            vence="actividad.fecha_programada | actividad.fecha_fin",
            rotulos={"actividad.codigo": "N.º", "actividad.fecha_programada": "Vence"},
        ),
        HojaDeCaptura(
            titulo="Trámites",
            listas={"tramites": "Trámite", "intercambios": "Intercambio de información"},
            reporta="seguimiento",
            encabezan=("componente.nombre",),
            identifican=("tramite.numero", "tramite.nombre"),
            se_miran=(
                *("tramite.accion", "tramite.fecha_programada", "tramite.fecha_fin"),
                "previo",
            ),
            se_ven=("lista",),
            no_van=_EN_EL_LIBRO_DE_SU_OFICINA,
            antes=_ANTES,
            vence="tramite.fecha_fin | tramite.fecha_programada",
            rotulos={"tramite.numero": "N.º", "tramite.fecha_fin": "Vence"},
        ),
    ),
    reparte="dependencias",
    se_responden=HojaDeCaptura(
        titulo="Recomendaciones",
        listas={"recomendaciones": "Recomendación"},
        reporta="recomendacion",
        identifican=("recomendacion.id", "recomendacion.texto"),
        se_miran=("recomendacion.fecha",),
        se_ven=("recomendacion.filas",),
        no_van=("recomendacion.corte", "recomendacion.responsable", "recomendacion.origen"),
        se_llenan=("recomendacion.estado", "recomendacion.respuesta"),
        rotulos={
            "recomendacion.filas": "Actividad o trámite",
            "recomendacion.fecha": "Para cuándo",
        },
    ),
)
