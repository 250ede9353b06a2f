"""El diccionario de datos como página: qué es cada columna y cómo se lee el CSV."""

from collections.abc import Iterator

from paac_reportes.datos_abiertos.tabla import Clase, TablaAbierta
from paac_reportes.libros.captura.libro import PAGINA, estilos
from paac_reportes.maqueta.documento import LARGO_DE_PROPIEDAD, Documento, Marco, Metadatos, Parte
from paac_reportes.maqueta.nodos import Bloque, Parrafo, Tabla, Titulo
from paac_reportes.maqueta.rejilla import Celda, Fila
from paac_reportes.modelo import Plan

GUARDA = (
    "En una columna de texto, el apóstrofo con que empieza una celda no es del dato: protege de que"
    " una hoja de cálculo tome el texto por fórmula, y distingue el texto vacío (') de lo que está"
    " en blanco. Quite el primero, si lo hay."
)
_COMO_SE_LEE = f"""\
El archivo está en UTF-8 con marca, separado por punto y coma y con punto decimal; las fechas van \
AAAA-MM-DD. Una celda vacía es un dato que falta: un avance en blanco se desconoce, no es cero.
{GUARDA}
Hay una fila por actividad o trámite y corte; la que no tiene seguimientos conserva una. Lo que \
empieza por «calculado.» no es del plan: se obtuvo de sus textos."""
_TIPOS: dict[Clase, str] = {
    "string": "texto",
    "integer": "entero",
    "number": "número",
    "date": "fecha",
    "datetime": "fecha y hora",
    "array": "lista, en JSON",
}
_ANCHOS = {"Columna": 0.26, "Título": 0.18, "Qué es": 0.36, "Tipo": 0.1, "Unidad": 0.1}


def diccionario_de(plan: Plan, tabla: TablaAbierta) -> Documento:
    """La página, con las columnas que la tabla trae."""
    titulo = "Diccionario de datos"
    return Documento(
        metadatos=Metadatos(titulo=titulo, asunto=plan.entidad.nombre[:LARGO_DE_PROPIEDAD]),
        estilos=estilos(),
        partes=(Parte(titulo, tuple(_bloques(plan, tabla, titulo)), Marco(pagina=PAGINA)),),
    )


def _bloques(plan: Plan, tabla: TablaAbierta, titulo: str) -> Iterator[Bloque]:
    vigencia = f", vigencia {plan.vigencia}" if plan.vigencia else ""
    yield Titulo(texto=titulo, nivel=0)
    yield Parrafo(f"{plan.entidad.nombre}{vigencia}")
    yield Titulo(texto="Cómo se lee", nivel=1)
    for texto in _COMO_SE_LEE.splitlines():
        yield Parrafo(texto)
    yield Titulo(texto="Las columnas", nivel=1)
    yield Tabla(
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
