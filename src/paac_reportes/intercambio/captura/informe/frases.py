"""Lo que se dice de una reunión en pocas palabras: cada cuenta, con su base."""

from collections.abc import Iterator, Mapping

from paac_reportes.intercambio.captura.reunion.resultado import Falta, Reunion

_SE_NOMBRAN = 12
"""Las oficinas que se nombran en una frase; de más, están en la tabla."""


def frases_de(reunion: Reunion) -> Iterator[str]:
    """Una por cosa, verdaderas para ninguno, uno y varios."""
    faltan = len(reunion.faltan)
    respondieron = reunion.oficinas - faltan
    yield (
        f"{_varios(len(reunion.libros), 'Llegó', 'Llegaron', 'libro', 'libros')}:"
        f" {_varios(respondieron, 'respondió', 'respondieron')} de"
        f" {_cuantas(reunion.oficinas, 'oficina', 'oficinas')}."
    )
    if faltan:
        nombradas = reunion.faltan if faltan <= _SE_NOMBRAN else ()
        cuales = ", ".join(filter(None, (falta.dependencia for falta in nombradas)))
        yield ": ".join(filter(None, (_varios(faltan, "Falta", "Faltan"), cuales))) + "."
    nuevas = len(reunion.nuevas)
    dichas = _cuantas(nuevas, "reporte nuevo", "reportes nuevos") if nuevas else "reportes nuevos"
    de_todas = f", de {_cuantas(reunion.filas, 'fila', 'filas')} del plan" if nuevas else ""
    yield f"{'Hay' if nuevas else 'No hay'} {dichas}{de_todas}."
    if agregadas := len(reunion.agregadas):
        yield f"Hay {_cuantas(agregadas, 'fila', 'filas')} que el plan no tiene."
    yield de_conflictos(reunion)


def detalle_de(reunion: Reunion) -> Iterator[str]:
    """Lo que no entró en el plan, entero: los lados sin resolver, lo agregado y quién falta."""
    for conflicto in reunion.pendientes:
        yield f"conflicto {conflicto.id}: {conflicto.descripcion}"
        for version in conflicto.versiones:
            dichos = {celda: version.valores.get(celda, "") for celda in conflicto.celdas}
            lado = version.opcion
            if version.lugar and version.lugar not in lado:
                lado = f"{lado}, {version.lugar}"
            yield f"conflicto {conflicto.id}, {lado}: {_en_un_renglon(dichos)}"
    for agregada in reunion.agregadas:
        dicho = _en_un_renglon(agregada.valores)
        yield f"fila que el plan no tiene: libro «{agregada.libro}», {agregada.lugar}: {dicho}"
    for falta in reunion.faltan:
        yield f"falta {falta.dependencia or 'todo el plan'}: {que_paso(falta)}"


def _en_un_renglon(valores: Mapping[str, str]) -> str:
    return " · ".join(f"{rotulo}: {texto or '(en blanco)'}" for rotulo, texto in valores.items())


def de_conflictos(reunion: Reunion) -> str:
    """Cuántos hay y cuántos siguen sin resolver."""
    hay, pendientes = len(reunion.conflictos), len(reunion.pendientes)
    if not hay:
        return "No hay conflictos."
    dichos = _varios(hay, "Hay", "Hay", "conflicto", "conflictos")
    if not pendientes:
        return f"{dichos}, {'ya resuelto' if hay == 1 else 'todos resueltos'}."
    cuantos = "" if pendientes == hay else f"{pendientes} "
    return f"{dichos}, {cuantos}sin resolver: ahí el plan conserva lo que dice la base."


def que_paso(falta: Falta) -> str:
    """Por qué se dice que una oficina falta."""
    if falta.motivo == "sin_libro":
        return "No llegó su libro."
    libros = ", ".join(falta.libros)
    if len(falta.libros) == 1:
        return f"Su libro llegó en blanco: {libros}."
    return f"Sus libros llegaron en blanco: {libros}."


def _varios(cuantos: int, uno: str, varios: str, cosa: str = "", cosas: str = "") -> str:
    """``Llegaron 12 libros``."""
    verbo = uno if cuantos == 1 else varios
    return " ".join(filter(None, (verbo, str(cuantos), cosa if cuantos == 1 else cosas)))


def _cuantas(cuantas: int, una: str, varias: str) -> str:
    return f"{cuantas} {una if cuantas == 1 else varias}"
