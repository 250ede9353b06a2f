"""El encabezado y el pie impresos de una hoja, en la clave de Excel."""

from collections.abc import Mapping
from typing import assert_never

from paac_reportes.errores import Aviso
from paac_reportes.escritores.xlsx.celdas.filas import escapar
from paac_reportes.maqueta.contenidos import Campo, Contenido, Enfasis, Enlace, Imagen, Tramo
from paac_reportes.maqueta.documento import AjustesDeHoja, Lado

_LARGO_MAXIMO = 255
"""Lo más largo que Excel admite, contando las claves de los tres lados."""

_CORTO = 2
"""Lo que ocupa un campo, y lo más corto que vale la pena acortar un texto."""

_LADOS: dict[Lado, str] = {"izquierda": "&L", "centro": "&C", "derecha": "&R"}
_CAMPOS = {Campo.PAGINA: "&P", Campo.PAGINAS: "&N"}


def encabezado_de_hoja(ajustes: AjustesDeHoja, avisos: list[Aviso]) -> str:
    """``<headerFooter>`` completo, o nada si no hay qué escribir."""
    textos = [("oddHeader", ajustes.encabezado), ("oddFooter", ajustes.pie)]
    distinta, primera = "", ajustes.primera
    if primera is not None:
        distinta = ' differentFirst="1"'
        textos += [("firstHeader", primera.encabezado), ("firstFooter", primera.pie)]
    partes = "".join(
        f"<{marca}>{escapar(_en_clave(lados, avisos))}</{marca}>"
        for marca, lados in textos
        if lados
    )
    return f"<headerFooter{distinta}>{partes}</headerFooter>" if partes else ""


def _en_clave(lados: Mapping[Lado, Contenido], avisos: list[Aviso]) -> str:
    tramos = {lado: _tramos(contenido) for lado, contenido in lados.items()}
    queda = _LARGO_MAXIMO - sum(len(_LADOS[lado]) for lado in lados)
    textos: dict[Lado, str] = {}
    # Del más corto al más largo: lo que uno no usa le queda a los que faltan.
    for lado in sorted(tramos, key=lambda lado: len(_unidos(tramos[lado]))):
        textos[lado] = _recortado(tramos[lado], queda // (len(tramos) - len(textos)))
        queda -= len(textos[lado])
    if any(textos[lado] != _unidos(_tramos(lados[lado])) for lado in lados):
        motivo = (
            f"el encabezado o el pie impreso pasa de {_LARGO_MAXIMO} letras, las que Excel admite"
        )
        avisos.append(Aviso("encabezado_recortado", "", f"{motivo}: se recortó"))
    return "".join(clave + textos[lado] for lado, clave in _LADOS.items() if lado in textos)


def _recortado(tramos: list[Tramo], cabe: int) -> str:
    """El texto en clave; si no cabe, se acorta el tramo más largo y se ve que sigue."""
    while len(clave := _unidos(tramos)) > cabe:
        largos = [len(t) if isinstance(t, str) else 0 for t in tramos]
        if max(largos) < _CORTO:  # sólo quedan campos: se escriben los que caben
            return _unidos(tramos[: cabe // _CORTO])
        mayor = largos.index(max(largos))
        tramos[mayor] = f"{str(tramos[mayor]).removesuffix('…')[:-1]}…"
    return clave


def _tramos(contenido: Contenido) -> list[Tramo]:
    return [contenido] if isinstance(contenido, str) else list(contenido)


def _unidos(tramos: list[Tramo]) -> str:
    return "".join(map(_tramo, tramos))


def _tramo(tramo: Tramo) -> str:
    match tramo:
        case str():
            return tramo.replace("&", "&&")
        case Enfasis() | Enlace():
            return tramo.texto.replace("&", "&&")
        case Campo():
            return _CAMPOS[tramo]
        case Imagen():
            return ""
        case _:
            assert_never(tramo)
