"""``[bloques.NOMBRE]``: los que un cuerpo en Word pone, escritos como los del cuerpo de un formato.

Son bloques con su clave, y se leen y se revisan con los demás: van delante de ellos.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from paac_reportes import clases
from paac_reportes.errores import Falla
from paac_reportes.expresiones import expresion

BLOQUES, CUERPO, EN_WORD = "bloques", "cuerpo", "cuerpo_en_word"
_NO_SE_PONEN = {
    "titulo": "los títulos se escriben en el Word",
    "seccion": "las secciones son las del Word",
    "contenido": "la tabla de contenido es la del Word",
}


@clases.frozen
class BloquesDelCuerpo:
    """Los datos de un formato con sus bloques entre los del cuerpo."""

    datos: dict[str, Any]
    nombres: tuple[str, ...] = ()
    fallas: tuple[Falla, ...] = ()

    def con_su_ruta(self, fallas: Iterable[Falla]) -> Iterator[Falla]:
        """Fallas con la ruta que escribió la persona: ``cuerpo[0]`` → ``bloques.matriz``."""
        return (falla.en(_EN_CUERPO.sub(self._como_se_escribio, falla.ruta)) for falla in fallas)

    def _como_se_escribio(self, coincidencia: "re.Match[str]") -> str:
        """Ruta que escribió la persona: ``cuerpo[0]`` → ``bloques.matriz``."""
        numero = int(coincidencia[1])
        cuantos = len(self.nombres)
        if numero < cuantos:
            return f"{BLOQUES}.{self.nombres[numero]}"
        return f"{CUERPO}[{numero - cuantos}]"


_EN_CUERPO = expresion(r"\A" + CUERPO + r"\[(\d+)\]")


def bloques_de(datos: dict[str, Any]) -> BloquesDelCuerpo:
    """Los datos de un formato con sus ``[bloques]``, si los trae, al comienzo del cuerpo."""
    if EN_WORD not in datos and BLOQUES not in datos:
        return BloquesDelCuerpo(datos)
    bloques = datos.get(BLOQUES) or {}
    sin_bloques = {clave: valor for clave, valor in datos.items() if clave != BLOQUES}
    fallas = []
    if not isinstance(bloques, Mapping):
        motivo = "se esperaba una tabla por bloque, como [bloques.matriz]"
        return BloquesDelCuerpo(sin_bloques, (), (Falla("dato_invalido", BLOQUES, motivo),))
    if EN_WORD not in datos:
        motivo = f"sobra: los pone un cuerpo diseñado en Word, y no hay {EN_WORD}"
        fallas.append(Falla("formato_incoherente", BLOQUES, motivo))
    for nombre, bloque in bloques.items():
        tipo = bloque.get("tipo") if isinstance(bloque, Mapping) else None
        if isinstance(tipo, str) and tipo in _NO_SE_PONEN:
            ruta = f"{BLOQUES}.{nombre}.tipo"
            fallas.append(Falla("formato_incoherente", ruta, f"sobra: {_NO_SE_PONEN[tipo]}"))
    con_clave = [
        {**bloque, "clave": nombre} if isinstance(bloque, Mapping) else bloque
        for nombre, bloque in bloques.items()
    ]
    cuerpo = sin_bloques.get(CUERPO, [])
    if isinstance(cuerpo, list):
        sin_bloques[CUERPO] = [*con_clave, *cuerpo]
    return BloquesDelCuerpo(sin_bloques, tuple(map(str, bloques)), tuple(fallas))
