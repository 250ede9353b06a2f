"""Las notas de una tabla, y los números con que sus rótulos las llaman."""

from collections.abc import Iterator, Mapping

import attrs

from paac_reportes.composicion.variables import Redaccion
from paac_reportes.formatos.definicion.tablas import LLAMADA, TablaDeFormato
from paac_reportes.maqueta.nodos import Parrafo

_ARRIBA = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@attrs.frozen
class Notas:
    """Las que dicen algo, ya redactadas."""

    llamadas: Mapping[str, str]
    """Con qué se escribe la llamada a cada una; nada si no se escribe."""
    textos: tuple[str, ...]

    def parrafos(self) -> Iterator[Parrafo]:
        """Lo que va debajo de la tabla."""
        return (Parrafo(texto, "nota") for texto in self.textos)


def notas_de(tabla: TablaDeFormato, redaccion: Redaccion) -> Notas:
    """Las de una tabla: sólo las llamadas llevan número, y la que sale en blanco no se escribe."""
    if not tabla.notas:
        return Notas({}, ())
    llamadas = {n for _, texto in tabla.con_llamadas() for n in LLAMADA.findall(texto)}
    numeros: dict[str, str] = dict.fromkeys(llamadas, "")
    textos: list[str] = []
    for clave, texto in enumerate(map(redaccion, tabla.notas), 1):
        if not texto.strip():
            continue
        if str(clave) in llamadas:
            cuantas = sum(map(bool, numeros.values()))
            numeros[str(clave)] = str(cuantas + 1).translate(_ARRIBA)
            textos.append(f"{numeros[str(clave)]} {texto}")
        else:
            textos.append(texto)
    return Notas(numeros, tuple(textos))
