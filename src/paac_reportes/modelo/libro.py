"""Tablas de un contenido: qué es una fila de cada hoja de su libro, y qué se pide de ella.

Es sólo lo que se declara; quien lo escribe y lo lee es ``libros``. El orden de unas columnas es una
preferencia y no una lista de lo que hay: después va todo dato que no se haya nombrado.

Primero, los libros de captura: cada uno es de una oficina, y cada hoja suya es una de las del libro
del contenido, con una fila por cada cosa de que se reporta. Lo que se ve de ella va cerrado, y se
llenan los datos que el catálogo dice que se reportan.
"""

from collections.abc import Mapping
from typing import Literal

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
    va_si: str = ""
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
    pasos: tuple[str, ...]
    """Cómo se llena."""
    quienes: Mapping[str, str] = attrs.Factory(dict)
    """De quiénes puede ser un reporte, si no es siempre del mismo, y cómo se los llama."""
    quien: str | None = None
    """De ellos, quien llena los libros."""


ComoSeNombra = Literal["clave", "lugar", "campos"]
"""Con qué lo nombran las filas de otras hojas: ``clave``, la suya en todo el libro; ``lugar``, su
número o su lugar en quien lo contiene; ``campos``, lo que dicen unos campos suyos, dentro de quien
lo contiene."""


@clases.frozen(kw_only=True, eq=False)
class Nombrado:
    """Cómo nombran a cada uno de una hoja las filas de las demás."""

    como: ComoSeNombra
    campos: tuple[str, ...]
    """Los que juntos lo distinguen; de una clave o de un lugar, el primero que diga algo."""
    el: str
    """``el riesgo``: como se dice uno."""
    ayuda: str = ""
    ancho: float = 24
    """Ancho de la columna que lo nombra, si no es la de uno de sus campos."""
    a_veces: bool = False
    """Si puede no haber ninguno, y entonces lo que contienen es de todo el contenido."""


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
    titulo: str = ""
    """Título que va encima de la tabla; si no se dice, el nombre de la hoja."""
    por_corte: str = ""
    """La lista de lo que se dice de cada uno en un corte, que va en columnas a la derecha."""
    tabla: str = ""
    """El campo de claves libres de cada uno, si lo que lleva la hoja es eso."""
    columnas_de_la_tabla: tuple[tuple[str, str, str], ...] = ()
    """De la clave y de lo que dice: cómo se llama el dato, su rótulo y su ayuda."""
    orden: tuple[str, ...] = ()
    """Los campos que van primero; después, todos los demás."""
    rotulos: Mapping[str, str] = attrs.Factory(dict)
    """Rótulos de los datos que aquí se llaman de otro modo."""
    antes: Mapping[str, str] = attrs.Factory(dict)
    """Palabras que van antes del rótulo: ``Inherente: zona de riesgo``; por el dato o por el que lo
    lleva adentro."""
    ayudas: Mapping[str, str] = attrs.Factory(dict)
    """Ayudas de los datos que aquí se llenan de otro modo, y la de ``numero``."""
    se_nombra: Nombrado | None = None
    numero: str = ""
    """El rótulo de la columna con su lugar en quien lo contiene, si otra hoja los nombra por él."""
    listas: Mapping[str, str] = attrs.Factory(dict)
    """Si lo que lleva es de una de varias listas de quien lo contiene, cómo se escoge cada una; la
    primera, si la fila no lo dice."""
    nombran: Mapping[str, str] = attrs.Factory(dict)
    """Los campos que son lugares en otra lista de quien la contiene, y cómo se dice uno de ella."""
    indispensables: tuple[str, ...] = ()
    """Los campos sin cuya columna no se lee nada de la hoja; si no se dice, los que no pueden
    faltar."""
    preparadas: int = 40
    """Filas en blanco para llenar."""
    fijas: int = 0
    """Columnas que quedan a la vista al desplazarse."""
    anchos: Mapping[str, float] = attrs.Factory(dict)
    """Milímetros de las columnas que aquí no llevan el del libro: sin cortes, son de una página."""
    da_filas: bool = False
    """Si lo suyo da filas planas aunque no se pida."""
    se_pide: SePide | None = None
    """Lo que de ella se pide a cada oficina en un corte; de las demás, nada."""


@clases.frozen(kw_only=True, eq=False)
class Libro:
    """El libro de un contenido: sus hojas y cómo se llaman sus cosas."""

    titulo: str
    """Título del archivo, sin su vigencia."""
    pasos: tuple[str, ...]
    """Cómo se llena."""
    datos: str
    """La hoja de lo que es de todo él."""
    titulo_de_datos: str
    dice_de_datos: str
    captura: Captura
    """En qué libros se pide lo de cada corte, y a quién."""
    hojas: tuple[Hoja, ...] = ()
    """Quien contiene va antes que lo que contiene."""
    sin_hoja: Mapping[str, Nombrado] = attrs.Factory(dict)
    """Cómo se nombra lo de las listas que no tienen la suya: lo dicen las filas de lo que contiene,
    donde van también sus demás datos."""
    firmas: str = "Firmas"
    cambios: str = "Control de cambios"
    textos: str = "Textos"
    imagenes: str = "Imágenes"
    dice_de_firmas: str = "Quien elabora, revisa y aprueba."
    dice_de_cambios: str = (
        "Las versiones y el acto de cada una: la razón nombra el código de lo que cambia."
    )
    dice_de_textos: str = "Los párrafos de un informe; puede quedar en blanco."
    anchos: Mapping[str, float] = attrs.Factory(dict)
    """Milímetros de las columnas que no llevan el de siempre."""
    ancho_de_los_nombres: float = 55
    """Ancho, en caracteres, de la columna con los nombres de las hojas, en las instrucciones."""
    siempre_dice: bool = True
    """Si del dato sin ayuda se dice qué es."""

    @clases.propiedad_recordada
    def todas(self) -> tuple[Hoja, ...]:
        """Hojas del libro, y las de las listas que todo contenido lleva."""
        firmas = Hoja(
            nombre=self.firmas,
            lista="firmas",
            dice=self.dice_de_firmas,
            titulo="Firmas",
            arriba="Quien elabora, revisa y aprueba, en el orden en que firma.",
            preparadas=_FILAS_PREPARADAS,
        )
        cambios = Hoja(
            nombre=self.cambios,
            lista="control_cambios",
            dice=self.dice_de_cambios,
            titulo="Control de cambios del documento",
            arriba="",
            indispensables=("version", "razon"),
            preparadas=_FILAS_PREPARADAS,
        )
        return (*self.hojas, firmas, cambios)

    @clases.propiedad_recordada
    def se_siguen(self) -> tuple[str, ...]:
        """Listas que dan las filas, y las que las contienen."""
        piden = {h: h.se_pide is not None and not h.se_pide.se_responde for h in self.hojas}
        siguen = (hoja for hoja, se_pide in piden.items() if se_pide or hoja.da_filas)
        caminos = ((*hoja.lista.split("."), *hoja.listas) for hoja in siguen)
        return tuple(dict.fromkeys(lista for camino in caminos for lista in camino))


_FILAS_PREPARADAS = 10
"""Filas en blanco que se preparan en las hojas de firmas y de cambios."""
_ANTES = (("seguimiento.avance", "seguimiento.estado"), ("seguimiento.texto",))
_EN_EL_LIBRO_DE_SU_OFICINA = (
    *("dependencia.nombre", "dependencia.nombre_corto"),
    *("componente.numero", "componente.etiqueta_seguimiento"),
)


DEL_PLAN = Libro(
    captura=Captura(
        reparte="dependencias",
        pasos=(
            (
                "Escriba sólo en las columnas de rótulo amarillo: Seguimiento, Avance (%), Estado,"
                " Evidencias y Observaciones. Lo demás es el plan y va cerrado, sin contraseña."
            ),
            (
                "Si algo del plan está mal, no lo corrija aquí: dígalo en Observaciones. Un texto"
                " del plan que vuelva cambiado queda señalado, y no cambia el plan."
            ),
            SIN_CAMBIAR_LAS_FILAS,
            (
                "Lo que deje en blanco queda sin reportar. Un guion (-) es un dato: dice que hay un"
                " guion."
            ),
            "Guarde el libro como .xlsx y devuélvalo con el mismo nombre.",
        ),
    ),
    titulo="Plan",
    pasos=(
        (
            "Este libro es el plan. Llénelo en Excel, LibreOffice o Google Sheets y"
            " guárdelo como .xlsx."
        ),
        "1. En la hoja Plan, revise el nombre de la entidad y la vigencia.",
        "2. En Componentes, deje los nombres como los usa su entidad.",
        (
            "3. En Actividades, escriba una fila por actividad. La que sólo dice su"
            " componente y su subcomponente todavía no es una."
        ),
        "4. Cuando llegue un corte, llene sus columnas, que están a la derecha.",
        "5. Revise que todo se entiende con: paac-reportes revisar plan.xlsx",
        (
            "Una celda en blanco es un dato que no se tiene; un guion es un guion, y 0 es cero."
            " Para una columna propia, póngale de rótulo extras.nombre_de_la_columna."
        ),
    ),
    datos="Plan",
    titulo_de_datos="Datos del plan y de la entidad",
    dice_de_datos="La entidad, la vigencia y cómo se sacan las cifras.",
    dice_de_textos="Los párrafos propios de un informe narrativo; puede quedar en blanco.",
    ancho_de_los_nombres=50,
    siempre_dice=False,
    sin_hoja={
        "dependencias": Nombrado(
            como="campos", campos=("nombre",), el="la dependencia", a_veces=True
        ),
        "dependencias.componentes.subcomponentes": Nombrado(
            como="campos", campos=("nombre",), el="el subcomponente"
        ),
    },
    hojas=(
        Hoja(
            nombre="Componentes",
            lista="dependencias.componentes",
            dice="Los componentes del plan, y las dependencias si va por ellas.",
            titulo="Componentes del plan",
            arriba="Una fila por componente; si el plan va por dependencias, una por cada"
            " dependencia y componente. Los nombres de aquí son los que se escogen en Actividades y"
            " Trámites.",
            se_nombra=Nombrado(
                como="campos",
                campos=("numero", "nombre"),
                el="el componente",
            ),
            ayudas={"componente.nombre": "Con él lo nombran Actividades y Trámites."},
            indispensables=("nombre", "etiqueta_seguimiento"),
            preparadas=20,
        ),
        Hoja(
            nombre="Actividades",
            lista="dependencias.componentes.subcomponentes.actividades",
            dice="Las actividades y, por cada corte, su seguimiento.",
            titulo="Actividades del plan y su seguimiento",
            arriba="Una fila por actividad; a la derecha, un grupo de columnas por corte. Puede"
            " ordenar, filtrar, insertar filas y mover columnas. En blanco es sin dato; un guion es"
            " un guion.",
            por_corte="seguimientos",
            indispensables=("descripcion",),
            fijas=3,
            anchos={
                "actividad.codigo": 18,
                "actividad.descripcion": 50,
                "actividad.meta": 36,
                "actividad.indicador": 36,
                "actividad.responsable": 34,
                "actividad.fecha_programada": 26,
                "actividad.fecha_inicio": 21,
                "actividad.fecha_fin": 21,
            },
            se_pide=SePide(
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
        ),
        Hoja(
            nombre="Trámites",
            lista="dependencias.componentes.tramites",
            listas={"tramites": "Trámites", "intercambios": "Intercambios"},
            dice="Los trámites por racionalizar y los intercambios de información.",
            titulo="Racionalización de trámites y su seguimiento",
            arriba="Una fila por trámite; si no los hay, déjela en blanco.",
            por_corte="seguimientos",
            rotulos={"lista": "Tabla"},
            ayudas={
                "lista": "Trámites, o Intercambios si es un intercambio de información con otra"
                " entidad."
            },
            indispensables=("nombre",),
            preparadas=20,
            fijas=3,
            se_pide=SePide(
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
        Hoja(
            nombre="Recomendaciones",
            lista="recomendaciones",
            dice="Lo que se recomendó en cada corte, y se respondió; escondida, si no hay.",
            arriba="Una por fila. De qué actividades o trámites habla va en Filas recomendadas.",
            se_nombra=Nombrado(
                como="clave",
                campos=("id",),
                el="la recomendación",
                ayuda="Su identificador, como está en la hoja Recomendaciones.",
                ancho=40,
            ),
            preparadas=20,
            fijas=1,
            se_pide=SePide(
                reporta="recomendacion",
                se_responde=True,
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
        ),
        Hoja(
            nombre="Filas recomendadas",
            lista="recomendaciones.filas",
            dice="De qué actividades o trámites habla cada recomendación; escondida, si no hay.",
            arriba="Una fila por cada actividad o trámite de que habla una recomendación.",
            ayudas={
                "fila_recomendada.codigo": "El código de la actividad o el número del trámite, como"
                " texto."
            },
            preparadas=20,
            fijas=1,
        ),
    ),
    anchos={
        "dependencia.nombre": 30,
        "dependencia.nombre_corto": 32,
        "componente.numero": 11,
        "componente.nombre": 38,
        "componente.etiqueta_seguimiento": 45,
        "subcomponente.nombre": 34,
        "actividad.codigo": 21,
        "actividad.descripcion": 45,
        "actividad.meta": 27,
        "actividad.indicador": 40,
        "actividad.responsable": 38,
        "actividad.fecha_programada": 30,
        "actividad.fecha_inicio": 26,
        "actividad.fecha_fin": 24,
        "tramite.numero": 16,
        "tramite.codigo_suit": 22,
        "tramite.nombre": 38,
        "tramite.tipo": 24,
        "tramite.estado": 24,
        "tramite.tipo_racionalizacion": 32,
        "tramite.accion": 34,
        "tramite.situacion_actual": 44,
        "tramite.mejora": 44,
        "tramite.beneficio": 40,
        "tramite.responsable": 32,
        "tramite.fecha_inicio": 26,
        "tramite.fecha_fin": 24,
        "tramite.fecha_implementacion": 28,
        "tramite.justificacion": 38,
        "tramite.fecha_programada": 26,
        "seguimiento.texto": 62,
        "seguimiento.avance": 24,
        "seguimiento.estado": 24,
        "seguimiento.evidencias": 40,
        "seguimiento.observaciones": 29,
        "seguimiento.monitoreo": 45,
        "seguimiento.observaciones_monitoreo": 38,
        "seguimiento.verificacion.resultado": 24,
        "seguimiento.verificacion.nota": 38,
        "recomendacion.id": 34,
        "recomendacion.corte": 24,
        "recomendacion.texto": 80,
        "recomendacion.responsable": 45,
        "recomendacion.origen": 24,
        "recomendacion.estado": 26,
        "recomendacion.respuesta": 64,
        "recomendacion.filas": 60,
        "recomendacion.fecha": 26,
        "fila_recomendada.codigo": 21,
        "fila_recomendada.texto": 60,
    },
)
