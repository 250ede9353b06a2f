"""Los papeles que un documento dice que tienen sus columnas, para leerlo sin su formato."""

import re
from collections.abc import Iterator, Mapping

from paac_reportes.entrada.documentos.visto import DocumentoVisto, TablaVista

_PAPELES = re.compile(r"paac\.papeles\.([0-9]+)(?:\.([0-9]+))?")
_DE_ROTULOS = re.compile(r"t([0-9]+)(?:__[0-9]+)?")
_SE_LEEN = {"actividades", "tramites", "intercambios"}
_UN_DATO = re.compile(r"[a-z]+\.[\w.]+(?:@\d{4}-\d{2}-\d{2})?")


def columnas_dichas(visto: DocumentoVisto) -> Mapping[str, str] | None:
    """``{"Quien responde": "actividad.responsable"}``; ``None`` si el documento no las dice.

    Se dejan las que juntan varios datos y las de rótulo repetido: no se sabría cuál es cuál.
    """
    papeles = papeles_dichos(visto.propiedades)
    dichas: dict[str, set[str]] = {}
    for tabla in visto.tablas():
        for rotulo, papel in _de_una_tabla(tabla, papeles):
            dichas.setdefault(rotulo, set()).add(papel)
    unicas = {r: next(iter(suyos)) for r, suyos in dichas.items() if len(suyos) == 1}
    claras = {rotulo: papel for rotulo, papel in unicas.items() if _UN_DATO.fullmatch(papel)}
    return claras or None


def papeles_dichos(propiedades: Mapping[str, str]) -> dict[str, list[str]]:
    """Los de cada clase de tabla, por su número; el primero es lo que recorre."""
    pedazos = sorted(
        (hallado[1], int(hallado[2] or 1), valor)
        for nombre, valor in propiedades.items()
        if (hallado := _PAPELES.fullmatch(nombre))
    )
    textos: dict[str, str] = {}
    for numero, _, valor in pedazos:
        textos[numero] = textos.get(numero, "") + valor
    return {numero: texto.split("|") for numero, texto in textos.items()}


def _de_una_tabla(tabla: TablaVista, papeles: Mapping[str, list[str]]) -> Iterator[tuple[str, str]]:
    """El rótulo de cada columna, el de más abajo, con su papel; nada si alguien agregó columnas."""
    for fila, marca in tabla.marcas.items():
        hallada = _DE_ROTULOS.fullmatch(marca)
        siguiente = tabla.marcas.get(fila + 1, "")
        if hallada is None or _DE_ROTULOS.fullmatch(siguiente):
            continue
        recorre, *suyos = papeles.get(hallada[1], [""])
        celdas = list(dict.fromkeys(celda for celda in tabla.filas[fila] if celda))
        if _SE_LEEN.issuperset(recorre.split("+")) and len(celdas) == len(suyos):
            yield from zip([celda.texto for celda in celdas], suyos, strict=True)
