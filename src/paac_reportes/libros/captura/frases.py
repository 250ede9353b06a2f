"""Las frases de una reunión: en pocas palabras, y lo que no entró en la base, renglón por renglón.

``frases_de`` las dice con sus cuentas, cada una con su base; ``detalle_de``, lo que quedó fuera.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from paac_reportes.errores import Aviso
from paac_reportes.libros.captura.filas import captura_de
from paac_reportes.libros.captura.lectura import en_el_libro
from paac_reportes.modelo.temas import tema_de
from paac_reportes.textos.nombres import nombre_en_frase
from paac_reportes.textos.valores import contar

if TYPE_CHECKING:
    from paac_reportes.libros.captura.resultado import Falta, LibrosReunidos

_SE_NOMBRAN = 12
"""Las oficinas que se nombran en una frase; de más, están en la tabla."""


def frases_de(reunion: "LibrosReunidos[Any]") -> Iterator[str]:
    """Frases, una por cosa, ciertas para ninguno, uno y varios; al final, las de lo que lleva."""
    yield from _frases(reunion)
    for llevada in reunion.todas[1:]:
        yield "Del mapa de riesgos:"
        yield from _frases(llevada)


def _frases(reunion: "LibrosReunidos[Any]") -> Iterator[str]:
    tema = tema_de(reunion.contenido)
    yield _de_llegados(reunion)
    yield from _de_los_que_no_se_tomaron(reunion)
    if reunion.sin_cambios:
        como = "como salió", "como salieron"
        volvieron = _con_verbo(len(reunion.sin_cambios), "Volvió", "Volvieron", *como)
        yield _nombradas(f"{volvieron}, con lo que la base ya tenía", reunion.sin_cambios)
    if reunion.faltan:
        yield _nombradas(_con_verbo(len(reunion.faltan), "Falta", "Faltan"), reunion.faltan)
    yield _de_nuevos(reunion)
    if hay := reunion.recomendaciones:
        respondidas = len(reunion.respondidas)
        frase = "No hay respuestas nuevas"
        if respondidas:
            frase = f"Hay {contar(respondidas, 'respuesta nueva', 'respuestas nuevas')}"
        de_todas = contar(hay, "recomendación", "recomendaciones")
        yield f"{frase}, de {de_todas} {tema.de}."
    if sin_tomar := len(reunion.sin_tomar):
        yield f"Hay {contar(sin_tomar, 'fila que no se tomó', 'filas que no se tomaron')}."
    yield _de_conflictos(reunion)


def _nombradas(cuantas: str, faltas: "Sequence[Falta]") -> str:
    """``Faltan 2: Hacienda, Salud.``; si son muchas, sólo cuántas."""
    nombradas = faltas if len(faltas) <= _SE_NOMBRAN else ()
    nombres = ", ".join(nombre_en_frase(f.dependencia) for f in nombradas if f.dependencia)
    return ": ".join(filter(None, (cuantas, nombres))) + "."


def _de_llegados(reunion: "LibrosReunidos[Any]") -> str:
    """Como ``Llegaron 4 libros: respondieron 4 de 5 oficinas``."""
    oficina, oficinas = captura_de(reunion.contenido).oficinas
    con_reporte = reunion.oficinas - len(reunion.faltan) - len(reunion.sin_cambios)
    # Si alguna respondió sólo recomendaciones, lo que no hizo fue reportar.
    solo_responden = any(falta.motivo == "sin_reporte" for falta in reunion.faltan)
    verbo = ("reportó", "reportaron") if solo_responden else ("respondió", "respondieron")
    return (
        f"{_con_verbo(len(reunion.libros), 'Llegó', 'Llegaron', 'libro', 'libros')}:"
        f" {_con_verbo(con_reporte, *verbo)} de"
        f" {contar(reunion.oficinas, oficina, oficinas)}."
    )


def _de_nuevos(reunion: "LibrosReunidos[Any]") -> str:
    """Como ``Hay 7 reportes nuevos, de 41 filas del plan``."""
    nuevas = len(reunion.nuevas)
    if not nuevas:
        return "No hay reportes nuevos."
    filas = contar(reunion.filas, "fila", "filas")
    de = tema_de(reunion.contenido).de
    return f"Hay {contar(nuevas, 'reporte nuevo', 'reportes nuevos')}, de {filas} {de}."


def _de_los_que_no_se_tomaron(reunion: "LibrosReunidos[Any]") -> Iterator[str]:
    if cuantos := len(reunion.rechazados):
        es_uno, el = cuantos == 1, tema_de(reunion.contenido).el
        nombres = ", ".join(rechazado.nombre for rechazado in reunion.rechazados)
        yield (
            f"{_con_verbo(cuantos, 'No se tomó', 'No se tomaron', 'libro', 'libros')}:"
            f" {nombres}. Nada se perdió: {'el archivo está' if es_uno else 'los archivos están'}"
            f" como {'llegó' if es_uno else 'llegaron'} y {el} conserva lo que decía la"
            f" base; {'corríjalo' if es_uno else 'corríjalos'} y reúna otra vez todos."
        )


def avisos_de_lo_que_no_entro(reunion: "LibrosReunidos[Any]") -> Iterator[Aviso]:
    """Avisos de los libros y las filas que no se tomaron, y de lo que nadie ha resuelto."""
    for rechazado in reunion.no_tomados:
        for falla in rechazado.fallas:
            yield Aviso("archivo_saltado", falla.ruta or rechazado.nombre, falla.mensaje)
    for parte in reunion.todas:
        for fila in parte.sin_tomar:
            yield Aviso("fila_sin_leer", en_el_libro(fila.libro, fila.lugar), fila.motivo)
    for conflicto in reunion.pendientes:
        motivo = f"conflicto {conflicto.id}: {conflicto.descripcion}"
        yield Aviso("conflicto_por_resolver", conflicto.ruta, motivo)


def detalle_de(reunion: "LibrosReunidos[Any]") -> Iterator[str]:
    """Detalle de lo que no entró en la base: los libros, los lados sin resolver y quién falta."""
    for rechazado in reunion.no_tomados:
        for falla in rechazado.fallas:
            yield f"no se tomó: {falla}"
    for conflicto in reunion.pendientes:
        yield f"conflicto {conflicto.id}: {conflicto.descripcion}"
        for version in conflicto.versiones:
            lado = version.opcion
            if version.lugar and version.lugar not in lado:
                lado = f"{lado}, {version.lugar}"
            yield f"conflicto {conflicto.id}, {lado}: {_en_un_renglon(conflicto.dice(version))}"
    for parte in reunion.todas:
        yield from _lo_que_sobra_y_falta(parte)


def _lo_que_sobra_y_falta(reunion: "LibrosReunidos[Any]") -> Iterator[str]:
    for fila in reunion.sin_tomar:
        donde = f"libro «{fila.libro}», {fila.lugar}"
        yield f"no se tomó: {donde}: {fila.motivo}: {_en_un_renglon(fila.valores)}"
    for falta in reunion.faltan:
        yield f"falta {reunion.oficina(falta.dependencia)}: {motivo_de_falta(falta, reunion)}"
    for una in reunion.sin_cambios:
        yield f"sin cambios {reunion.oficina(una.dependencia)}: {motivo_de_falta(una, reunion)}"


def _en_un_renglon(valores: Mapping[str, str]) -> str:
    return " · ".join(f"{rotulo}: {texto}" for rotulo, texto in valores.items())


def en_renglones(valores: Mapping[str, str]) -> str:
    """``Seguimiento: Se hizo`` y, debajo, ``Avance (%): 40``."""
    return "\n".join(f"{rotulo}: {texto}" for rotulo, texto in valores.items())


def _de_conflictos(reunion: "LibrosReunidos[Any]") -> str:
    """Cuántos hay y cuántos siguen sin resolver."""
    hay = len(reunion.conflictos)
    pendientes = sum(1 for conflicto in reunion.conflictos if conflicto.resuelto is None)
    if not hay:
        return "No hay conflictos."
    frase = f"Hay {contar(hay, 'conflicto', 'conflictos')}"
    if not pendientes:
        return f"{frase}, {'ya resuelto' if hay == 1 else 'todos resueltos'}."
    cuantos = "" if pendientes == hay else f"{pendientes} "
    el = tema_de(reunion.contenido).el
    return f"{frase}, {cuantos}sin resolver: ahí {el} conserva lo que dice la base."


def motivo_de_falta(falta: "Falta", reunion: "LibrosReunidos[Any]") -> str:
    """Por qué se dice que una oficina falta."""
    if falta.motivo == "sin_libro":
        sin_tomar = [uno.nombre for uno in reunion.rechazados if uno.no_se_sabe_de_quien]
        if not sin_tomar:
            return "No llegó su libro."
        cual = (
            "el que no se pudo tomar" if len(sin_tomar) == 1 else "de los que no se pudieron tomar"
        )
        return f"No llegó su libro, o es {cual}: {', '.join(sin_tomar)}."
    dice = {
        "rechazado": "Llegó y no se pudo tomar",
        "sin_reporte": "Responde recomendaciones y no reporta ninguna fila",
        "sin_cambios": "Lo que devolvió es lo que salió, y la base ya lo tenía",
        "vacio": "Su libro llegó en blanco"
        if len(falta.libros) == 1
        else "Sus libros llegaron en blanco",
    }
    return f"{dice[falta.motivo]}: {', '.join(falta.libros)}."


def _con_verbo(cuantos: int, verbo: str, verbos: str, nombre: str = "", nombres: str = "") -> str:
    """``Llegaron 12 libros``."""
    return f"{verbo if cuantos == 1 else verbos} {contar(cuantos, nombre, nombres)}".strip()
