"""Formatos hechos en Python: la misma definición de ``formato.toml``, sin archivo."""

from collections.abc import Mapping, Sequence
from typing import Any

from paac_reportes.errores import ErrorDeEntrada, ErrorDeFormato, Falla
from paac_reportes.estructura import estructurar, mostrar
from paac_reportes.formatos.definicion.formato import Formato
from paac_reportes.formatos.definicion.recorridos import FILA_LIBRE, RECORRIDOS
from paac_reportes.formatos.lectura.crudos import comprobar_tamano
from paac_reportes.formatos.rescate.rescate import fallas_de_lo_sano
from paac_reportes.formatos.revision.promesas import fallas_de


def formato_desde_datos(datos: Mapping[str, Any]) -> Formato:
    """El formato de un diccionario con las claves de ``formato.toml``, ya revisado."""
    comprobar_tamano(datos)
    try:
        formato = estructurar(datos, Formato)
    except ErrorDeEntrada as error:
        raise ErrorDeFormato((*error.fallas, *fallas_de_lo_sano(datos))) from None
    comprobar(formato)
    return formato


def comprobar(formato: Formato) -> None:
    """``ErrorDeFormato`` con todo lo que el formato promete y no es."""
    if fallas := tuple(fallas_de(formato)):
        raise ErrorDeFormato(fallas)


def formato_de_columnas(
    titulo: str,
    columnas: Mapping[str, object] | Sequence[Mapping[str, Any]],
    *,
    codigo: str = "tabla",
    recorre: str = "filas",
    total: str | None = None,
    **claves: Any,
) -> Formato:
    """Un formato con un título y una tabla.

    ``columnas`` es ``{dato: rótulo}``, o una lista de columnas con las claves de ``formato.toml``.
    Un dato sin raíz es de las filas que se dan al generar; a las columnas sin ``ancho`` se les
    reparte lo que queda según lo que dicen. ``claves`` son las demás de ``formato.toml``:
    ``pagina``, ``encabezado``…
    """
    tabla = {
        "secciones": [{"recorre": recorre}],
        "columnas": _columnas(columnas),
        "descripcion": titulo,
        "acomoda": True,
        **({"total": total} if total is not None else {}),
    }
    conocidos = RECORRIDOS.items() if isinstance(recorre, str) else ()
    recorrido = next((r for nombre, r in conocidos if nombre == recorre), None)
    cada = recorrido.dueno if recorrido else "plan"
    base = {
        "codigo": codigo,
        "nombre": titulo,
        "version": "1",
        "pagina": {"papel": "carta", "tamano": 9},
        "propiedades": {"titulo": titulo},
        "libro": {"hojas": "unica", "nombre": titulo, "pie": {"derecha": "{{ pagina }}"}},
        "pie": {
            "anchos": [100],
            "marco": False,
            "filas": [[{"texto": "Página {{ pagina }} de {{ paginas }}", "horizontal": "derecha"}]],
        },
        "cuerpo": [
            {"tipo": "titulo", "nivel": 0, "texto": titulo},
            {"tipo": "tabla", "cada": cada, "tablas": ["tabla"]},
        ],
        "tablas": {"tabla": tabla},
    }
    return formato_desde_datos({**base, **claves})


def _columnas(columnas: object) -> list[dict[str, Any]]:
    if isinstance(columnas, Mapping):
        columnas = [{"dato": dato, "rotulo": rotulo} for dato, rotulo in columnas.items()]
    if not isinstance(columnas, list | tuple) or not all(isinstance(c, Mapping) for c in columnas):
        motivo = f"se esperaba {{dato: rótulo}} o una lista de columnas, llegó {mostrar(columnas)}"
        raise ErrorDeFormato(Falla("columnas", motivo))
    propias = [{"ancho": "auto", **columna} for columna in columnas]
    for columna in propias:
        datos = columna.get("dato")
        lista = [datos] if isinstance(datos, str) else datos
        if isinstance(lista, list | tuple):
            columna["dato"] = [_con_raiz(uno) if isinstance(uno, str) else uno for uno in lista]
    return propias


def _con_raiz(dato: str) -> str:
    """Un dato de fila libre puede escribirse sin su raíz, aunque lleve puntos."""
    raiz, punto, _ = dato.partition(".")
    return dato if punto and raiz in _RAICES else f"{FILA_LIBRE}.{dato}"


_RAICES = {raiz for recorrido in RECORRIDOS.values() for raiz in recorrido.raices}
