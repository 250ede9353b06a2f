"""Datos torcidos: de unos sanos, los mismos con algo cambiado, quitado, repetido o enredado."""

import copy
import random
from typing import Any

from herramientas.ataque.material import CERRADAS, LARGOS, NIVELES, TEXTOS, VALORES, VECES

Lugar = tuple[Any, Any]
"""Un objeto o una lista, y la clave o la posición de uno de sus valores."""


class Mutador:
    """Tuerce datos con el azar que se le da; no toca los originales."""

    def __init__(self, azar: random.Random) -> None:
        self.azar = azar

    def torcer(self, datos: Any, *, solo_textos: bool = False) -> Any:
        """Una copia con uno o varios cambios; ``solo_textos``, sólo de texto libre."""
        torcidos = copy.deepcopy(datos)
        for _ in range(self.azar.choice((1, 1, 1, 2, 3, 6, 12))):
            lugares = _lugares(torcidos)
            if not 0 < len(lugares) < _DEMASIADOS:
                return torcidos
            if solo_textos:
                libres = [(d, c) for d, c in lugares if isinstance(d[c], str) and c not in CERRADAS]
                self._otro_texto(self.azar.choice(libres or lugares))
            else:
                self.azar.choice(self._CAMBIOS)(self, self.azar.choice(lugares))
        return torcidos

    def a_veces(self, por_ciento: int) -> bool:
        """Sí, ese tanto por ciento de las veces."""
        return self.azar.randrange(100) < por_ciento

    def texto(self, sano: str = "") -> str:
        """Un texto raro, solo o metido en el sano."""
        raro = self.azar.choice(TEXTOS)
        if self.a_veces(10):
            unidad = self.azar.choice(("a", "palabra ", "\n", "á", "W", "<", "1.1\n", raro or "x"))
            raro = unidad * (self.azar.choice(LARGOS) // len(unidad))
        if self.a_veces(50):
            return raro
        donde = self.azar.randint(0, len(sano))
        return sano[:donde] + raro + sano[donde:]

    def renglones(self, texto: str) -> str:
        """Un archivo de texto con sus letras o sus renglones torcidos."""
        for _ in range(self.azar.choice((1, 1, 2, 4))):
            texto = self.azar.choice((self._otros_renglones, self._otras_letras))(texto)
        return texto

    def _otros_renglones(self, texto: str) -> str:
        hay = texto.split("\n")
        a, b = (self.azar.randrange(len(hay)) for _ in range(2))
        torcidos = self.azar.choice(
            (hay[:a] + hay[a + 1 :], [*hay[:a], hay[b], *hay[a:]], hay[: a + 1] + hay[a:] * 2)
        )
        return "\n".join(torcidos)

    def _otras_letras(self, texto: str) -> str:
        desde, hasta = sorted(self.azar.randint(0, len(texto)) for _ in range(2))
        antes, despues = texto[:desde], texto[min(hasta, desde + 40) :]
        signo = self.azar.choice("[]{}\"',:=#&*!|>-\n\t.")
        return self.azar.choice(
            (antes, antes + despues, antes + signo + despues, antes + self.texto() + despues)
        )

    def _otro_texto(self, lugar: Lugar) -> None:
        donde, clave = lugar
        donde[clave] = self.texto(donde[clave] if isinstance(donde[clave], str) else "")

    def _otro_valor(self, lugar: Lugar) -> None:
        donde, clave = lugar
        donde[clave] = copy.deepcopy(self.azar.choice(VALORES))

    def _quitar(self, lugar: Lugar) -> None:
        donde, clave = lugar
        del donde[clave]

    def _repetir(self, lugar: Lugar) -> None:
        donde, clave = lugar
        veces = self.azar.choice(VECES) if len(_lugares([donde[clave]])) < _MUCHOS else 2
        if isinstance(donde, list):
            donde[clave:clave] = [donde[clave]] * (veces if len(donde) < _MUCHOS else 1)
        elif isinstance(donde[clave], list) and len(donde[clave]) < _MUCHOS:
            donde[clave] = donde[clave] * veces
        else:
            donde[f"{clave}_{veces}"] = donde[clave]

    def _renombrar(self, lugar: Lugar) -> None:
        donde, clave = lugar
        if isinstance(donde, dict):
            nueva = self.azar.choice((f"{clave}s", str(clave)[:-1], "", self.texto(), 7, None))
            donde[nueva] = donde.pop(clave)

    def _cruzar(self, lugar: Lugar) -> None:
        donde, clave = lugar
        otra = self.azar.choice(list(donde) if isinstance(donde, dict) else range(len(donde)))
        donde[clave], donde[otra] = donde[otra], donde[clave]

    def _envolver(self, lugar: Lugar) -> None:
        donde, clave = lugar
        con_clave = self.a_veces(50)
        for _ in range(self.azar.choice(NIVELES)):
            donde[clave] = {str(clave): donde[clave]} if con_clave else [donde[clave]]

    _CAMBIOS = (
        *(_otro_texto,) * 4,
        *(_otro_valor,) * 3,
        *(_quitar,) * 2,
        *(_repetir,) * 2,
        _renombrar,
        _cruzar,
        _envolver,
    )


_DEMASIADOS = 20_000
"""Con tantos valores ya se vio si crece, y más sólo tardan."""
_MUCHOS = 40
"""Una lista así de larga ya no se repite entera: crecería sin medida."""


def _lugares(datos: Any) -> list[Lugar]:
    """Cada valor dentro de los datos, con quien lo tiene; sin recursión, que aquí hay mil niveles."""
    lugares: list[Lugar] = []
    pendientes = [datos]
    while pendientes and len(lugares) < _DEMASIADOS:
        uno = pendientes.pop()
        if isinstance(uno, dict | list):
            claves = list(uno) if isinstance(uno, dict) else range(len(uno))
            lugares += [(uno, clave) for clave in claves]
            pendientes += [uno[clave] for clave in claves]
    return lugares
