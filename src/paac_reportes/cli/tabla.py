"""Las órdenes que hay: qué pide cada una, qué se le dice con ``--con`` y quién la cumple."""

from argparse import Namespace
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from paac_reportes.api.cifras import opciones
from paac_reportes.api.formatos import codigos_de_formato
from paac_reportes.api.reportes import tipos
from paac_reportes.cli import comunes, ordenes


class Dato(NamedTuple):
    """Un dato de una orden: un argumento, una opción, o una clave de ``--con``."""

    ayuda: str | Callable[[], str]
    valor: str = ""
    """Cómo se nombra su valor en la ayuda; de lo que es sí o no, vacío."""
    lee: Callable[[str], Any] = str
    papel: str = ""
    """``entrada`` o ``salida``, si es un archivo que se lee o que se escribe."""
    veces: str = ""
    """``+``, varios de una vez; ``?``, si se quiere; ``repetible``, una vez por cada uno."""
    hace_falta: bool = False
    si_falta: Any = None


class Tarea(NamedTuple):
    """Tarea de una orden."""

    ayuda: str
    argumentos: dict[str, Dato]
    opciones: dict[str, Dato]
    con: Mapping[str, Dato]
    cumplir: Callable[[Namespace], Iterator[str]]
    """Da los renglones que responde; lo que devuelve al terminar, si algo, es su código."""


def _se_lee(
    ayuda: str, valor: str = "ARCHIVO", veces: str = "", *, hace_falta: bool = False
) -> Dato:
    """Dato que es un archivo que se lee."""
    return Dato(ayuda, valor, papel="entrada", veces=veces, hace_falta=hace_falta)


def _se_escribe(ayuda: str, *extensiones: str, hace_falta: bool = False) -> Dato:
    """Dato que es un archivo que se escribe, de alguna de esas extensiones."""
    lee = comunes.archivo(*extensiones)
    return Dato(ayuda, "ARCHIVO", lee, "salida", hace_falta=hace_falta)


def _una_de(clave: str, ayuda: str, si_falta: str | None = None) -> Dato:
    """Dato que admite los valores de una clave de las cifras o del calendario."""
    return Dato(
        lambda: f"{', '.join(opciones()[clave])}; {ayuda}",
        "CUAL",
        comunes.una_de(lambda: opciones()[clave]),
        si_falta=si_falta,
    )


def _tipos_de_un_reporte() -> tuple[str, ...]:
    return tuple(extension.removeprefix(".") for extension in tipos())


def _tipo_de_datos(si_falta: str) -> Dato:
    """La opción ``--con tipo=``, de lo que sale por la salida; ``si_falta``: el de siempre."""
    hay = ("json", "yaml", "xlsx")
    ayuda = f"{', '.join(hay)}: de qué tipo es lo que sale, si --salida es -; si falta, {si_falta}"
    return Dato(ayuda, "TIPO", comunes.una_de(lambda: hay), si_falta=si_falta)


# ------------------------------------------------------------------ datos

_ARCHIVO = "archivo del plan o del mapa: .xlsx, .yaml o .json (- es la entrada)"
_DATOS = {"datos": _se_lee(_ARCHIVO, "DATOS")}
_CORTE = Dato("corte, AAAA-MM-DD; si falta, el último con reportes", "FECHA", comunes.fecha)
_ANTERIOR = _se_lee(
    "los datos con que se hizo el informe anterior (.json, .yaml o .xlsx), el Excel que se"
    " emitió o el documento de otro: lo anterior es lo que él dice, publicado; - es la entrada"
)
_PLANTILLAS = Dato("formatos propios, cada uno en su carpeta", "CARPETA")
_DE_RIESGOS = Dato("de un mapa, las metodologías propias, en su carpeta _riesgos", "CARPETA")
_FORMATO = Dato(
    lambda: (
        f"código del formato: {', '.join(codigos_de_formato())}, o uno de --plantillas; o la"
        " carpeta de uno, o un .docx diseñado, con huecos, {{ entidad.nombre }}"
    ),
    "FORMATO",
)
_POR = Dato(
    "por lo que diga ese dato: actividad.responsable; «dependencia», uno por cada una", "DATO"
)
_COLUMNAS = Dato(
    "de una matriz ajena, qué dato trae una columna; se puede repetir. «Rótulo=», que no se lee",
    "RÓTULO=DATO",
    veces="repetible",
)
_COMO = Dato(
    "plan o mapa: qué se espera que sea",
    "CUAL",
    comunes.una_de(lambda: ("plan", "mapa")),
)
_ACTA = Dato(
    "deja en un .json el acta: la huella de cada archivo y de lo que lo decide",
    "ARCHIVO",
    comunes.archivo(".json", aparte=True),
    papel="salida",
)
_REVISADO = _se_lee(
    "queda o se omite, de cada id que publicar dice por revisar: .json o .yaml; - es la entrada"
)
_REGIMEN = _una_de("regimen", "si falta, el que rige")
_ORDEN = _una_de("orden", "el de la entidad")
SALIDA_DEL_REPORTE = Dato(
    lambda: (
        f"se puede repetir; la extensión decide: {' '.join(tipos())}. En una carpeta (si falta, la"
        " de trabajo; la que termina en / se hace si no está) el archivo se llama como se propone;"
        " - es la salida"
    ),
    "ARCHIVO",
    papel="salida",
    veces="repetible",
)


def _salida_de_datos(ayuda: str) -> Dato:
    """La opción ``--salida`` de un archivo de datos; ``ayuda``: cómo empieza la suya."""
    ayuda_entera = f"{ayuda}: .json, .yaml o .xlsx; - es la salida"
    return _se_escribe(ayuda_entera, *comunes.DE_DATOS, hace_falta=True)


# ------------------------------------------------------------------ con
# Lo que casi nadie pide, y se dice con ``--con``.

_METODOLOGIA = {
    "metodo": _una_de("metodo", "cómo se promedia"),
    "pesos": Dato("con ponderado, el de cada componente: 1=2,3=1", "PESOS", comunes.pesos),
    "escala": _una_de("escala", "las zonas de cumplimiento"),
    "arrastre": _una_de("arrastre", "qué avance vale si no se reportó"),
    "blancos": _una_de("blancos", "qué es un blanco bajo un reporte"),
    "cortes": Dato(
        "la serie de la vigencia: trimestral, cuatrimestral… o sus fechas, entre comas",
        "CUALES",
        comunes.cortes,
    ),
    "cumplida_sin_numero": _una_de(
        "cumplida_sin_numero", "qué avance tiene lo cumplido sin porcentaje"
    ),
    "logros": Dato("cuántas filas por componente se narran", "N", comunes.entero),
}
_CARPETA = {"carpeta": Dato("dónde están las imágenes que los datos nombran", "CARPETA")}
_BASE = {"base": Dato("con un .docx, el formato cuyas tablas y partes puede poner", "CODIGO")}
_CON_DATOS = {"con_datos": Dato("el PDF lleva adentro el paquete de datos del plan (PDF/A-3a)")}
_CEDULAS = {"cedulas": Dato("deja las cédulas, y las avisa")}
_TIPO = {
    "tipo": Dato(
        lambda: f"{', '.join(_tipos_de_un_reporte())}: de qué tipo, con - o en una carpeta",
        "TIPO",
        comunes.una_de(_tipos_de_un_reporte),
        veces="repetible",
    )
}
_AJENA = {
    "entidad": Dato("de quién es una matriz ajena, si ella no lo dice", "NOMBRE"),
    "vigencia": Dato("su año, si ella no lo dice", "AAAA", comunes.vigencia),
    "hoja": Dato("la única que se lee, de un libro de varias", "NOMBRE"),
    "por_rotulos": Dato("uno nuestro, leído como el de cualquiera"),
}
_DEL_REPORTE = _METODOLOGIA | _CON_DATOS | _TIPO | _CARPETA | _BASE

# ------------------------------------------------------------------ ordenes

ORDENES: dict[str, Tarea] = {
    "nuevo": Tarea(
        "escribe un plan, o un mapa de riesgos, por llenar",
        {},
        {
            "entidad": Dato("nombre de la entidad", "NOMBRE", comunes.nombre, hace_falta=True),
            "vigencia": Dato("su año", "AAAA", comunes.vigencia, hace_falta=True),
            "mapa": Dato("un mapa de riesgos, y no un plan"),
            "regimen": _REGIMEN,
            "orden": _ORDEN,
            "salida": _salida_de_datos("el archivo por llenar"),
        },
        {"tipo": _tipo_de_datos("yaml")},
        ordenes.cumplir_nuevo,
    ),
    "revisar": Tarea(
        "qué conviene corregir de un plan, de un mapa, de un documento o de un formato propio",
        {
            "datos": _se_lee(
                f"{_ARCHIVO}; un documento de Word o de Excel; la carpeta de un formato, o de"
                " varios; o un .docx diseñado en Word",
                "QUÉ",
            )
        },
        {
            "como": _COMO,
            "columnas": _COLUMNAS,
            "plantillas": _PLANTILLAS,
            "salida": _se_escribe("un .json con la lista; - es la salida", ".json"),
        },
        _AJENA | _CARPETA | _BASE,
        ordenes.cumplir_revisar,
    ),
    "generar": Tarea(
        "escribe el reporte de un plan, los de muchos, o las cartas a las oficinas",
        {
            "datos": _se_lee(
                f"{_ARCHIVO}; de varios, de una carpeta o de una lista .csv (plan, formato, corte,"
                " tipos, clave), un reporte de cada uno en la carpeta --salida, y otra vez en la"
                " misma sólo se hace lo que falta o cambió",
                "DATOS",
                veces="+",
            )
        },
        {
            "formato": _FORMATO,
            "corte": _CORTE,
            "salida": SALIDA_DEL_REPORTE,
            "anterior": _ANTERIOR,
            "por": _POR._replace(ayuda=f"a cada quien, una carta con lo pendiente, {_POR.ayuda}"),
            "plantillas": _PLANTILLAS,
            "acta": _ACTA,
        },
        _DEL_REPORTE,
        ordenes.cumplir_generar,
    ),
    "publicar": Tarea(
        "escribe el reporte sin datos personales, para la página web",
        _DATOS,
        {
            "formato": _FORMATO,
            "corte": _CORTE,
            "salida": SALIDA_DEL_REPORTE,
            "anterior": _ANTERIOR,
            "revisado": _REVISADO,
            "plantillas": _PLANTILLAS,
            "acta": _ACTA,
        },
        _DEL_REPORTE | _CEDULAS,
        ordenes.cumplir_publicar,
    ),
    "leer": Tarea(
        "los datos del plan, o del mapa, que trae un documento",
        {
            "documento": _se_lee(
                "documento .docx, libro .xlsx o .csv, o archivo de datos; - es la entrada"
            )
        },
        {
            "plan": _se_lee(
                "el plan de que salió el documento: se guarda con lo que alguien cambió en él"
            ),
            "salida": _salida_de_datos("dónde guardar los datos"),
            "como": _COMO,
            "columnas": _COLUMNAS,
            "corte": _CORTE._replace(
                ayuda="de cuál son los seguimientos, o las recomendaciones; si falta, lo dicen los"
                " datos"
            ),
            "quitar": Dato("con --plan, lo que ya no está en el documento sale también del plan"),
            "recomendar": Dato("el plan lleva además las recomendaciones que se proponen"),
            "informe": _se_lee(
                "con --recomendar, el que se imprimió, su .json, su Word o su Excel: en lugar de"
                " proponer, se toman las suyas, y su corte; - es la entrada"
            ),
            "json": Dato("con --plan, lo que cambió en el documento, en JSON"),
        },
        _AJENA
        | _CARPETA
        | {
            "tipo": _tipo_de_datos("json"),
            "formato": Dato("con --plan, en cuál salió; si falta, lo dice él", "CODIGO"),
            "plantillas": _PLANTILLAS,
            "anterior": _ANTERIOR,
        }
        | _METODOLOGIA,
        ordenes.cumplir_leer,
    ),
    "analizar": Tarea(
        "las cifras de un plan, de muchos o de un mapa de riesgos en un corte",
        {
            "datos": _se_lee(
                f"{_ARCHIVO}; de varios, o de una carpeta, salen las cuentas de cada entidad y"
                " componente",
                "DATOS",
                veces="+",
            )
        },
        {
            "corte": _CORTE,
            "anterior": _ANTERIOR,
            "salida": _se_escribe(
                "libro .xlsx con las cuentas, una fila por entidad y componente; - es la salida",
                ".xlsx",
            ),
            "json": Dato("en JSON, con las filas de cada cifra"),
        },
        _METODOLOGIA | _CARPETA | {"plantillas": _DE_RIESGOS},
        ordenes.cumplir_analizar,
    ),
    "comparar": Tarea(
        "qué cambió entre dos archivos, o entre dos cortes de uno",
        {
            "antes": _se_lee(_ARCHIVO, "A"),
            "despues": _se_lee("el otro archivo; si falta, el mismo", "B", veces="?"),
        },
        {
            "corte": Dato(
                "se puede repetir: el del primero y el del segundo; uno solo, el del segundo; si"
                " faltan, los últimos con reportes",
                "FECHA",
                comunes.fecha,
                veces="repetible",
            ),
            "json": Dato("en JSON"),
        },
        _METODOLOGIA | _CARPETA | {"plantillas": _DE_RIESGOS},
        ordenes.cumplir_comparar,
    ),
    "calendario": Tarea(
        "los deberes del año: cortes y plazos en días hábiles",
        {},
        {
            "vigencia": Dato("el año", "AAAA", comunes.vigencia, hace_falta=True),
            "periodicidad": _una_de(
                "periodicidad", "si falta, la del plan o cuatrimestral", si_falta="cuatrimestral"
            ),
            "cierre": Dato(
                "un día que la entidad no trabaja; se puede repetir",
                "FECHA",
                comunes.fecha,
                veces="repetible",
            ),
            "plan": _se_lee(
                "el plan cuyas actividades van también, cada una en los días en que vence", "DATOS"
            ),
            "salida": _se_escribe(".xlsx o .json; - es la salida, en JSON", ".xlsx", ".json"),
        },
        {
            "regimen": _REGIMEN,
            "orden": _ORDEN,
            "entidad": Dato("de quién son los deberes, para nombrarla en su archivo", "NOMBRE"),
            "plazo_habiles": Dato(
                "días hábiles que la entidad se da para publicar; el articulado del Decreto 1122"
                " de 2024 no los fija",
                "N",
                comunes.dias,
            ),
        },
        ordenes.cumplir_calendario,
    ),
    "capturar": Tarea(
        "escribe un libro por oficina, o por proceso de un mapa, para que reporte",
        _DATOS,
        {
            "corte": _CORTE._replace(ayuda="el corte del que se va a reportar", hace_falta=True),
            "salida": Dato(
                "dónde dejar los libros; se crea si no existe",
                "CARPETA",
                comunes.carpeta,
                papel="salida",
                hace_falta=True,
            ),
            "por": _POR._replace(ayuda=f"un libro {_POR.ayuda}"),
            "quien": Dato("sólo el libro de quien se llame así", "NOMBRE"),
            "reemplazar": Dato(
                "escribe de nuevo los libros que ya estén, aunque alguien los haya llenado"
            ),
        },
        _CARPETA,
        ordenes.cumplir_capturar,
    ),
    "reunir": Tarea(
        "junta en un plan, o en un mapa, los libros que volvieron",
        {
            "libros": _se_lee(
                "los libros que volvieron, o su carpeta; - es la entrada", "LIBRO", veces="+"
            )
        },
        {
            "base": _se_lee(f"el que salió: {_ARCHIVO}", "DATOS", hace_falta=True),
            "salida": _salida_de_datos("lo consolidado"),
            "json": Dato("cómo llegó cada libro y qué quedó por resolver, en JSON"),
            "corte": _CORTE._replace(ayuda="el que deben traer los libros"),
            "preferir": Dato(
                "base, libro o ultimo: lo que se toma donde no haya respuesta, la base, el libro si"
                " sólo uno dice algo, o el que se nombra de último; o CONFLICTO=LIBRO, que se puede"
                " repetir: de ese conflicto, lo que dice ese libro, o base",
                "CUAL",
                ordenes.preferencia,
                veces="repetible",
            ),
            "respuestas": _se_lee(
                "el .xlsx que escribió --salida, con su hoja Conflictos respondida"
            ),
            "sin_dudas": Dato(
                "no escribe nada, y termina con 1, si queda un conflicto sin resolver"
            ),
        },
        _CARPETA | {"tipo": _tipo_de_datos("json")},
        ordenes.cumplir_reunir,
    ),
    "verificar": Tarea(
        "si un archivo entregado dice a la letra lo que debe",
        {"archivo": _se_lee("el entregado; - es la entrada")},
        {
            "contra": _se_lee(f"{_ARCHIVO}: se hace otra vez", "DATOS"),
            "acta": Dato(
                "el acta con que se emitió: basta con ella; con --contra, ha de ser el de los dos",
                "ACTA",
            ),
            "formato": _FORMATO,
            "corte": _CORTE,
            "anterior": _ANTERIOR,
            "publico": Dato("si el archivo lo hizo publicar"),
            "plantillas": _PLANTILLAS,
            "salida": _se_escribe("certificado .json; si falta, o es -, va a la salida", ".json"),
        },
        _DEL_REPORTE
        | _CEDULAS
        | {
            "revisado": _REVISADO,
            "fecha": Dato("la que dice el certificado; si falta, ninguna", "FECHA", comunes.fecha),
        },
        ordenes.cumplir_verificar,
    ),
    "formatos": Tarea(
        "muestra el catálogo, un formato, su Word, o el esquema de los datos",
        {"codigo": Dato("un formato, en detalle", "CODIGO", veces="?")},
        {
            "plantillas": _PLANTILLAS,
            "salida": _se_escribe(
                "de un formato, el .docx con sus huecos, para cambiarlo en Word; del esquema, el"
                " .json; - es la salida",
                ".docx",
                ".json",
            ),
            "esquema": Dato(
                "plan o mapa: el JSON Schema de sus datos",
                "CUAL",
                comunes.una_de(lambda: ("plan", "mapa")),
            ),
        },
        {},
        ordenes.cumplir_formatos,
    ),
}
"""Por el orden en que la ayuda las dice; cada una, con lo que admite."""
