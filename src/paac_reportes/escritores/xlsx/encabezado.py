"""El encabezado y el pie impresos de una hoja, en la clave de Excel."""

from collections.abc import Mapping

from paac_reportes.escritores.xlsx.celdas import escapar
from paac_reportes.maqueta.nodos import AjustesDeHoja, Campo, Contenido, Imagen, Lado, Tramo

_LARGO_MAXIMO = 255
"""Lo más largo que Excel admite, contando las claves de los tres lados."""

_CORTO = 2
"""Lo que ocupa un campo, y lo más corto que vale la pena acortar un texto."""

_LADOS: dict[Lado, str] = {"izquierda": "&L", "centro": "&C", "derecha": "&R"}
_CAMPOS = {Campo.PAGINA: "&P", Campo.PAGINAS: "&N"}


def encabezado_de_hoja(ajustes: AjustesDeHoja) -> str:
    """``<headerFooter>`` completo, o nada si no hay qué escribir."""
    partes = "".join(
        f"<{marca}>{escapar(_en_clave(lados))}</{marca}>"
        for marca, lados in (("oddHeader", ajustes.encabezado), ("oddFooter", ajustes.pie))
        if lados
    )
    return f"<headerFooter>{partes}</headerFooter>" if partes else ""


def _en_clave(lados: Mapping[Lado, Contenido]) -> str:
    cabe = _LARGO_MAXIMO // len(lados) - 2
    return "".join(
        clave + _recortado(lados[lado], cabe) for lado, clave in _LADOS.items() if lado in lados
    )


def _recortado(contenido: Contenido, cabe: int) -> str:
    """El texto en clave; si no cabe, se acorta el tramo más largo y se ve que sigue."""
    tramos: list[Tramo] = [contenido] if isinstance(contenido, str) else list(contenido)
    while len(clave := "".join(map(_tramo, tramos))) > cabe:
        largos = [len(t) if isinstance(t, str) else 0 for t in tramos]
        if max(largos) < _CORTO:  # sólo quedan campos: se escriben los que caben
            return "".join(map(_tramo, tramos[: cabe // _CORTO]))
        mayor = largos.index(max(largos))
        tramos[mayor] = f"{str(tramos[mayor]).removesuffix('…')[:-1]}…"
    return clave


def _tramo(tramo: Tramo) -> str:
    if isinstance(tramo, Campo):
        return _CAMPOS[tramo]
    return "" if isinstance(tramo, Imagen) else tramo.replace("&", "&&")
