"""El diccionario de datos como página: qué es cada columna y cómo se lee el CSV."""

from collections.abc import Iterator, Sequence

from paac_reportes.datos_abiertos.tabla import Clase, TablaAbierta
from paac_reportes.libros.captura.libro import PAGINA, estilos
from paac_reportes.maqueta.documento import LARGO_DE_PROPIEDAD, Documento, Marco, Metadatos, Parte
from paac_reportes.maqueta.nodos import Bloque, Parrafo, Tabla, Titulo
from paac_reportes.maqueta.rejilla import Celda, Fila
from paac_reportes.modelo.temas import Contenido, EnAbierto

GUARDA = (
    "En una columna de texto, el apóstrofo con que empieza una celda no es del dato: protege de que"
    " una hoja de cálculo tome el texto por fórmula, y distingue el texto vacío (') de lo que está"
    " en blanco. Quite el primero, si lo hay."
)
_COMO_SE_LEE = f"""\
El archivo está en UTF-8 con marca, separado por punto y coma y con punto decimal; las fechas van \
AAAA-MM-DD. Una celda vacía es un dato que falta: un avance en blanco se desconoce, no es cero.
{GUARDA}"""
_TIPOS: dict[Clase, str] = {
    "string": "texto",
    "integer": "entero",
    "number": "número",
    "date": "fecha",
    "datetime": "fecha y hora",
    "array": "lista, en JSON",
}
_ANCHOS = {"Columna": 0.26, "Título": 0.18, "Qué es": 0.36, "Tipo": 0.1, "Unidad": 0.1}


def diccionario_de(
    contenido: Contenido, tablas: Sequence[tuple[EnAbierto, TablaAbierta]]
) -> Documento:
    """Página que explica las columnas de cada tabla de unos datos."""
    titulo = "Diccionario de datos"
    return Documento(
        metadatos=Metadatos(titulo=titulo, asunto=contenido.entidad.nombre[:LARGO_DE_PROPIEDAD]),
        estilos=estilos(),
        partes=(
            Parte(titulo, tuple(_bloques_del_diccionario(contenido, tablas)), Marco(pagina=PAGINA)),
        ),
    )


def _bloques_del_diccionario(
    contenido: Contenido, tablas: Sequence[tuple[EnAbierto, TablaAbierta]]
) -> Iterator[Bloque]:
    """Títulos, párrafos y tablas del diccionario: cómo se lee, y las columnas de cada tabla."""
    vigencia = f", vigencia {contenido.vigencia}" if contenido.vigencia else ""
    yield Titulo(texto="Diccionario de datos", nivel=0)
    yield Parrafo(f"{contenido.entidad.nombre}{vigencia}")
    yield Titulo(texto="Cómo se lee", nivel=1)
    for texto in (
        *_COMO_SE_LEE.splitlines(),
        *(en_abierto.como_se_lee for en_abierto, _ in tablas),
    ):
        yield Parrafo(texto)
    for en_abierto, abierta in tablas:
        yield Titulo(texto=en_abierto.columnas, nivel=1)
        yield _tabla_de_columnas(abierta)


def _tabla_de_columnas(tabla: TablaAbierta) -> Tabla:
    """Tabla con un renglón por columna: clave, nombre, qué dice, tipo y unidad."""
    return Tabla(
        anchos=tuple(_ANCHOS.values()),
        rotulos=(_fila(*_ANCHOS, estilo="rotulo"),),
        filas=tuple(
            _fila(
                columna.clave,
                columna.descripcion.largo,
                columna.descripcion.dice,
                _TIPOS[columna.clase],
                columna.descripcion.unidad or "",
            )
            for columna in tabla.columnas
        ),
        descripcion=", ".join(_ANCHOS),
    )


def _fila(*textos: str, estilo: str = "celda") -> Fila:
    return Fila(tuple(Celda(texto, estilo) for texto in textos))
