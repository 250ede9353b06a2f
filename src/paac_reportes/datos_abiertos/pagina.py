"""El diccionario de datos como página: qué es cada columna y cómo se lee el CSV."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from paac_reportes.datos_abiertos.tabla import Clase, TablaAbierta
from paac_reportes.libros.captura.libro import PAGINA, estilos
from paac_reportes.maqueta.documento import LARGO_DE_PROPIEDAD, Documento, Marco, Metadatos, Parte
from paac_reportes.maqueta.nodos import Bloque, Parrafo, Tabla, Titulo
from paac_reportes.maqueta.rejilla import Celda, Fila
from paac_reportes.modelo import Plan

if TYPE_CHECKING:
    from paac_reportes.modelo.riesgos import MapaDeRiesgos

GUARDA = (
    "En una columna de texto, el apóstrofo con que empieza una celda no es del dato: protege de que"
    " una hoja de cálculo tome el texto por fórmula, y distingue el texto vacío (') de lo que está"
    " en blanco. Quite el primero, si lo hay."
)
_COMO_SE_LEE = f"""\
El archivo está en UTF-8 con marca, separado por punto y coma y con punto decimal; las fechas van \
AAAA-MM-DD. Una celda vacía es un dato que falta: un avance en blanco se desconoce, no es cero.
{GUARDA}"""
_DE_UN_PLAN = """\
Hay una fila por actividad o trámite y corte; la que no tiene seguimientos conserva una. Lo que \
empieza por «calculado.» no es del plan: se obtuvo de sus textos."""
_DE_RIESGOS = """\
En riesgos.csv hay una fila por riesgo y control; el riesgo sin controles y el proceso sin riesgos \
conservan la suya. Las causas y las acciones del riesgo van en cada una de sus filas, como listas \
del mismo largo: en el mismo lugar está lo de la misma, y null es lo que no dice. Lo que se siguió \
en cada corte no está en esa tabla, sino en los datos enteros, en JSON."""
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
    de: "Plan | MapaDeRiesgos", tabla: TablaAbierta | None, riesgos: TablaAbierta | None = None
) -> Documento:
    """La página, con las columnas que trae cada tabla: las filas de un plan y las de un mapa."""
    titulo = "Diccionario de datos"
    return Documento(
        metadatos=Metadatos(titulo=titulo, asunto=de.entidad.nombre[:LARGO_DE_PROPIEDAD]),
        estilos=estilos(),
        partes=(Parte(titulo, tuple(_bloques(de, tabla, riesgos)), Marco(pagina=PAGINA)),),
    )


def _bloques(
    de: "Plan | MapaDeRiesgos", tabla: TablaAbierta | None, riesgos: TablaAbierta | None
) -> Iterator[Bloque]:
    vigencia = f", vigencia {de.vigencia}" if de.vigencia else ""
    yield Titulo(texto="Diccionario de datos", nivel=0)
    yield Parrafo(f"{de.entidad.nombre}{vigencia}")
    yield Titulo(texto="Cómo se lee", nivel=1)
    de_las_tablas = [*([_DE_UN_PLAN] if tabla else ()), *([_DE_RIESGOS] if riesgos else ())]
    for texto in (*_COMO_SE_LEE.splitlines(), *de_las_tablas):
        yield Parrafo(texto)
    for titulo, suya in (("Las columnas", tabla), ("Las columnas de los riesgos", riesgos)):
        if suya is not None:
            yield Titulo(texto=titulo, nivel=1)
            yield _de_columnas(suya)


def _de_columnas(tabla: TablaAbierta) -> Tabla:
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
