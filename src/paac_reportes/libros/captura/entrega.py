"""Los libros que se entregan: de qué contenidos salen, y lo que conviene revisar antes."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Literal

from paac_reportes import clases
from paac_reportes.errores import Aviso, ErrorDeEntrada, Falla
from paac_reportes.estructura import error_de_argumento, esperado
from paac_reportes.libros.captura import recomendaciones
from paac_reportes.libros.captura.filas import captura_de, filas_de_captura, sin_libro
from paac_reportes.libros.captura.libro import LibroDeCaptura, libros_de_captura
from paac_reportes.libros.captura.reparto import DeQuien, Reparto, comprobar_que_se_reparte
from paac_reportes.modelo.temas import Contenido, con_los_que_lleva, tema_de
from paac_reportes.textos.limpieza import limpiar


@clases.frozen(kw_only=True, eq=False)
class Pedido:
    """Pedido de los libros de un contenido, y a quiénes se les hace."""

    contenido: Contenido
    reporta: str | None
    """Quién los llena, de los ``quienes`` de su captura; ``None`` si siempre es el mismo."""
    reparto: Reparto
    solo: DeQuien | Literal[False] = False
    """El único que recibe el suyo; ``False`` si son todos."""


def pedidos_de(contenido: Contenido, por: str | None, quien: str | None) -> list[Pedido]:
    """Pedidos de un contenido y de los que lleva adentro.

    ``quien`` es uno de los que pueden llenarlos («oci», de un mapa de riesgos) o el nombre de uno
    de aquéllos entre quienes se reparten. ``ErrorDeEntrada`` si no es ninguno.
    """
    contenidos = [uno for _, uno in con_los_que_lleva(contenido)]
    if por is not None:
        contenidos = comprobar_que_se_reparte(contenidos, por)
    los_llena = [uno for uno in contenidos if quien in captura_de(uno).quienes]
    if quien is None or los_llena:
        return [
            Pedido(contenido=uno, reporta=quien or captura_de(uno).quien, reparto=Reparto(uno, por))
            for uno in los_llena or contenidos
        ]
    pedidos = [
        Pedido(contenido=uno, reporta=captura_de(uno).quien, reparto=reparto, solo=solo)
        for uno in contenidos
        for reparto in (Reparto(uno, por),)
        for solo in reparto.llamados(quien)
    ]
    if not pedidos:
        roles = (rol for uno in contenidos for rol in captura_de(uno).quienes)
        nombres = (nombre for uno in contenidos for nombre in Reparto(uno, por).nombres)
        hay = tuple(dict.fromkeys((*roles, *nombres)))
        que = esperado("opciones", opciones=hay) if hay else esperado("ningun_nombre")
        raise error_de_argumento("quien", que, quien)
    return pedidos


def libros_por_entregar(
    pedidos: Sequence[Pedido], corte: date
) -> tuple[list[LibroDeCaptura], list[Aviso]]:
    """Libros de todos los pedidos, y avisos; ``ErrorDeEntrada`` si no hay nada que reportar."""
    libros = list[LibroDeCaptura]()
    avisos = list[Aviso]()
    for numero, pedido in enumerate(pedidos):
        limpio, de_limpieza = limpiar(pedido.contenido)
        reparto = pedido.reparto
        los_del_contenido = list(libros_de_captura(limpio, corte, pedido.reporta, reparto))
        archivos = {libro.de_quien: libro.nombre for libro in los_del_contenido}
        libros += [libro for libro in los_del_contenido if pedido.solo in {False, libro.de_quien}]
        avisos += [
            *de_limpieza,
            *(_de_otro_ano(pedido.contenido, corte) if not numero else ()),
            *recomendaciones.recomendaciones_sin_libro(limpio, corte, reparto, archivos),
            *sin_libro(limpio),
            *(reparto.avisos(list(filas_de_captura(limpio, corte, pedido.reporta)), archivos)),
        ]
    if not libros:
        raise ErrorDeEntrada(Falla("sin_datos", "", _nada_por_reportar(pedidos[0].contenido)))
    return libros, avisos


def _nada_por_reportar(contenido: Contenido) -> str:
    """``el plan no tiene actividades ni trámites por reportar``."""
    tema_del_contenido = tema_de(contenido)
    filas = " ni ".join(hoja.titulo.lower() for hoja in tema_del_contenido.captura.hojas)
    return f"{tema_del_contenido.el} no tiene {filas} por reportar"


def _de_otro_ano(contenido: Contenido, corte: date) -> Iterator[Aviso]:
    vigencia = contenido.vigencia
    if vigencia is not None and corte.year != vigencia:
        motivo = f"los libros salieron para el corte {corte}, y la vigencia es {vigencia}"
        yield Aviso("corte_fuera_de_vigencia", "corte", motivo)
