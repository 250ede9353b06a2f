"""Qué grupos de cifras pueden ser un teléfono.

Los de Colombia, por su numeración (Resolución CRC 5826 de 2019) y por cómo se reparten aquí: un
móvil tiene diez cifras y empieza por 3; un fijo, diez desde 2021, que empiezan por 601 a 608, y
antes siete con su indicativo. Los de otro país, por la suya.
"""

import re
from collections.abc import Sequence

from paac_reportes.textos.publicacion.exterior import es_del_mundo
from paac_reportes.textos.publicacion.grupos import Grupo

_DE_DIEZ = re.compile(
    r"(?:(?:00)?57 ?)?3[0-5]\d"
    r"(?:\d{7}| \d{7}| \d{3} \d{4}| \d{3} \d{2} \d{2}| \d{4} \d{3}"
    r"| \d{2} \d{2} \d{3}| \d{2} \d{3} \d{2})"
    r"|(?:(?:00)?57 ?)?60[1-8] ?(?:\d{7}|\d{3} \d{4}|\d{3} \d{2} \d{2})"
    r"|0?1 ?800 ?0(?: ?\d){5,6}"
)
"""Cómo se reparten sus cifras en grupos; las de la línea gratuita, de cualquier manera."""
_DE_CODIGO = re.compile(r"3[0-5]\d \d{4} \d{3}")
"""Así se escribe también un contrato, «310-2023-001»: sólo lo es si algo lo nombra."""
_CON_NOMBRE = re.compile(
    r"(?:57 |(?:57 ?)?[1-8] |0[1-8] |0[39]\d )?(?:\d{7}|\d{3} \d{4}|\d{3} \d{2} \d{2})"
    r"|\d(?: ?\d){6}|[1-8][2-9]\d{6}|\d{10,12}|3 ?[0-5](?: ?\d){8}|6 ?0 ?[1-8](?: ?\d){7}"
)
"""Lo que sólo se reconoce si algo lo nombra: los fijos de antes, y otros repartos."""
_DE_CUALQUIERA = re.compile(f"{_DE_DIEZ.pattern}|{_CON_NOMBRE.pattern}")
_DE_MILES = re.compile(r"\d{1,3}(?:\.\d{3})+")
_EN_MILES = re.compile(r"\d{1,3}(?: \d{3})+")
_DE_COLOMBIA = "57"
_CON_SU_PAIS = re.compile(r"\d{1,3} .+|\d+")
CIFRAS = range(7, 16)
_DEL_EXTERIOR = range(10, 16)
"""Cifras, con el indicativo del país, de un número que empieza por +."""


def cuantas(suyos: Sequence[Grupo]) -> int:
    """Las cifras de todos los grupos."""
    return sum(len(grupo.cifras) for grupo in suyos)


def puede_ser(texto: str, suyos: Sequence[Grupo]) -> bool:
    """Por sus cifras y cómo se reparten; lo demás cuesta más y casi ningún número llega."""
    if cuantas(suyos) not in CIFRAS:
        return False
    if cuantas(suyos) < _DEL_EXTERIOR.start and _de_miles(texto, suyos):
        return False
    return _DE_CUALQUIERA.fullmatch(_escrito(suyos)) is not None or _trae_su_pais(texto, suyos)


def es_de_diez(suyos: Sequence[Grupo]) -> bool:
    """Si no hace falta que algo lo nombre."""
    escrito = _escrito(suyos)
    return _DE_DIEZ.fullmatch(escrito) is not None and not _DE_CODIGO.fullmatch(escrito)


def es_del_exterior(texto: str, suyos: Sequence[Grupo]) -> bool:
    """Si su + abre un indicativo y no una cifra: junto o de a miles puede ser una variación."""
    if not _trae_su_pais(texto, suyos):
        return False
    escrito = _escrito(suyos)
    if escrito.startswith(_DE_COLOMBIA) and _CON_NOMBRE.fullmatch(escrito):
        return True
    if len(suyos) == 1 or _de_miles(texto, suyos):
        return False
    return es_del_mundo(escrito, bien_repartido=_EN_MILES.fullmatch(escrito) is not None)


def _trae_su_pais(texto: str, suyos: Sequence[Grupo]) -> bool:
    """Si va tras un + y es, hasta donde termina, un número con el indicativo de su país."""
    inicio, escrito, sin_el_ultimo = suyos[0].inicio, _escrito(suyos), suyos[:-1]
    if texto[inicio - 1 : inicio] != "+" or cuantas(suyos) not in _DEL_EXTERIOR:
        return False
    if cuantas(sin_el_ultimo) in _DEL_EXTERIOR:  # lo que sigue a uno que ya lo es, es otra cosa
        return es_del_mundo(escrito) and not es_del_mundo(_escrito(sin_el_ultimo))
    return _CON_SU_PAIS.fullmatch(escrito) is not None or es_del_mundo(escrito)


def _de_miles(texto: str, suyos: Sequence[Grupo]) -> bool:
    return _DE_MILES.fullmatch(texto, suyos[0].inicio, suyos[-1].fin) is not None


def _escrito(suyos: Sequence[Grupo]) -> str:
    return " ".join(grupo.cifras for grupo in suyos)
