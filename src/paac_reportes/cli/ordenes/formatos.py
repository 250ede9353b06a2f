"""``formatos``: el catálogo, un formato, su Word con huecos, o el esquema de los datos."""

from argparse import Namespace
from collections.abc import Iterator

import paac_reportes as paac
from paac_reportes.api.formatos import describir_formato
from paac_reportes.api.salida import guardar_bytes
from paac_reportes.cli.flujos import GUION
from paac_reportes.cli.ordenes import comunes
from paac_reportes.errores import ErrorDeEntrada, Falla


def cumplir(argumentos: Namespace) -> Iterator[str]:
    """La orden ``formatos``: lo que se pidió, por la salida o en ``--salida``."""
    codigo, de_que, salida = argumentos.codigo, argumentos.esquema, argumentos.salida
    if codigo is not None and de_que is not None:
        raise _error("--esquema", "no es de un formato: pídalo sin CODIGO")
    if de_que is not None:
        if salida is not None and salida.suffix.lower() == ".docx":
            raise _error("--salida", f"el esquema queda en un .json; llegó '{salida}'")
        yield from comunes.respuesta_en_json(paac.esquema(como=de_que), argumentos)
    elif salida is not None:
        if codigo is None or (str(salida) != GUION and salida.suffix.lower() != ".docx"):
            motivo = "queda ahí un formato (CODIGO), en un .docx, o el esquema (--esquema plan)"
            raise _error("--salida", motivo)
        word = paac.cuerpo_de(paac.leer_formato(codigo, plantillas=argumentos.plantillas))
        yield from comunes.escrito(
            argumentos, lambda destino: guardar_bytes([(destino, word)]), "docx"
        )
    elif codigo is not None:
        yield from describir_formato(codigo, argumentos.plantillas)
    else:
        fichas = paac.formatos_disponibles(argumentos.plantillas)
        ancho = max(len(ficha.codigo) for ficha in fichas)
        for ficha in fichas:
            yield f"{ficha.codigo:<{ancho}}  versión {ficha.version}  {ficha.nombre}"


def _error(opcion: str, motivo: str) -> ErrorDeEntrada:
    return ErrorDeEntrada(Falla("argumento_invalido", opcion, motivo))
