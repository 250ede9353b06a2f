"""Los libros que se entregan: de qué contenidos salen, y lo que conviene revisar antes."""

from collections.abc import Iterator, Sequence
from datetime import date

from paac_reportes.errores import Aviso, ErrorDeEntrada, Falla
from paac_reportes.estructura import error_de_argumento, esperado
from paac_reportes.libros.captura import recomendaciones
from paac_reportes.libros.captura.filas import captura_de, sin_libro
from paac_reportes.libros.captura.libro import LibroDeCaptura, libros_de_captura
from paac_reportes.modelo.temas import Contenido, claves, con_los_que_lleva, tema, tema_de
from paac_reportes.textos.limpieza import limpiar


def contenidos_que_se_piden(contenido: Contenido, quien: str | None) -> list[Contenido]:
    """Él y lo que lleva adentro, si se pide en libros; con ``quien``, lo que ése puede llenar."""
    contenidos = [
        uno
        for _, uno in con_los_que_lleva(contenido)
        if (captura := tema_de(uno).captura) and (quien is None or captura.quienes)
    ]
    if not contenidos:
        raise ErrorDeEntrada(Falla("argumento_invalido", *_no_se_pide(contenido, quien)))
    for uno in contenidos if quien is not None else ():
        roles = captura.quienes if (captura := tema_de(uno).captura) else {}
        if not (isinstance(quien, str) and quien in roles):
            raise error_de_argumento("quien", esperado("opciones", opciones=(*roles,)), quien)
    return contenidos


def _no_se_pide(contenido: Contenido, quien: str | None) -> tuple[str, str]:
    """El argumento que no sirve, y por qué."""
    tema_del_contenido = tema_de(contenido)
    if quien is None:
        return "plan", f"lo que se reporta {tema_del_contenido.de} no se pide en libros"
    temas = map(tema, claves())
    con_varios = " o ".join(uno.un for uno in temas if uno.captura and uno.captura.quienes)
    return "quien", f"sólo cuenta con {con_varios}, y {tema_del_contenido.el} no lo lleva"


def libros_por_entregar(
    contenidos: Sequence[Contenido], corte: date, quien: str | None
) -> tuple[list[LibroDeCaptura], list[Aviso]]:
    """Los de todos, y lo que conviene revisar; ``ErrorDeEntrada`` si no hay nada que reportar."""
    libros = list[LibroDeCaptura]()
    avisos = list[Aviso]()
    for numero, contenido in enumerate(contenidos):
        limpio, de_limpieza = limpiar(contenido)
        reporta = quien or captura_de(limpio).quien
        los_del_contenido = list(libros_de_captura(limpio, corte, reporta))
        libros += los_del_contenido
        avisos += [
            *de_limpieza,
            *(_de_otro_ano(contenido, corte) if not numero else ()),
            *recomendaciones.sin_libro(
                limpio, corte, (libro.numero for libro in los_del_contenido)
            ),
            *sin_libro(limpio),
        ]
    if not libros:
        raise ErrorDeEntrada(Falla("sin_datos", "", _nada_por_reportar(contenidos[0])))
    return libros, avisos


def _nada_por_reportar(contenido: Contenido) -> str:
    """``el plan no tiene actividades ni trámites por reportar``."""
    tema_del_contenido = tema_de(contenido)
    captura = tema_del_contenido.captura
    filas = " ni ".join(hoja.titulo.lower() for hoja in captura.hojas) if captura else ""
    return f"{tema_del_contenido.el} no tiene {filas} por reportar"


def _de_otro_ano(contenido: Contenido, corte: date) -> Iterator[Aviso]:
    vigencia = contenido.vigencia
    if vigencia is not None and corte.year != vigencia:
        motivo = f"los libros salieron para el corte {corte}, y la vigencia es {vigencia}"
        yield Aviso("corte_fuera_de_vigencia", "corte", motivo)
