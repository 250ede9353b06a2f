"""Comparar lo que cuesta un trabajo con su dorado; ``pytest --aceptar`` lo escribe de nuevo."""

import json
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from ayudas.compartido import RAIZ
from ayudas.dorados import CARPETA

TOLERANCIA = 0.01
"""Más o menos: lo que baja también se acepta, o volvería a subir sin que nadie lo notara."""
_CON_NOMBRE = 0.01
"""Parte del total desde la que una función está en el dorado con su nombre, y no con su sala."""
_A_LA_VISTA = 8
"""De quiénes se dice cuánto cambiaron."""
_LO_DEMAS = ", lo demás"
_LAS_MAYORES = 3
"""Funciones que se nombran de lo demás de una sala."""

Medida = Counter[str]
"""Cuánto puso cada quien: una función de la casa, una biblioteca, una sala."""


def por_que_no_se_cuenta(versiones: Path = RAIZ / "versiones.txt") -> str:
    """En qué no es esta instalación la de ``versiones.txt``; vacío si es la misma."""
    otras = []
    for renglon in versiones.read_text("utf-8").splitlines():
        if renglon.startswith("#"):
            continue
        pedida = Requirement(renglon)
        if pedida.marker and not pedida.marker.evaluate():
            return f"los costos se cuentan con {pedida.marker}"
        esta = _instalada(pedida.name)
        if f"=={esta}" != str(pedida.specifier):
            otras.append(
                f"{pedida.name}{pedida.specifier}, y {f'hay {esta}' if esta else 'no está'}"
            )
    return f"los costos se cuentan con {'; '.join(otras)}" if otras else ""


def _instalada(biblioteca: str) -> str:
    try:
        return version(biblioteca)
    except PackageNotFoundError:
        return ""


donde_se_cuenta = pytest.mark.skipif(
    bool(por_que_no_se_cuenta()), reason=por_que_no_se_cuenta() or "aquí se cuenta"
)


def comparar_costos(
    nombre: str, medidas: Mapping[str, Medida], config: pytest.Config, filas: int = 1
) -> None:
    """Falla si algún caso no cuesta lo de su dorado; dice cuánto y quién puso la diferencia.

    Lo que se muestra va dividido entre ``filas``.
    """
    archivo = CARPETA / f"costos-{nombre}.json"
    if config.getoption("--aceptar"):
        archivo.write_text(_dorado(medidas, filas), "utf-8")
    dorado = json.loads(archivo.read_text("utf-8"))["quien"] if archivo.exists() else {}
    cambios = [
        renglon
        for caso, medida in medidas.items()
        for renglon in cambio(caso, Counter(dorado.get(caso)), medida, filas)
    ]
    cambios += [f"{caso}: ya no se cuenta" for caso in dorado if caso not in medidas]
    if cambios:
        que_hacer = "si está bien así, «pytest --aceptar» lo escribe de nuevo"
        todo = [f"{archivo.name}: cuesta otra cosa; {que_hacer}", *cambios]
        pytest.fail("\n".join(todo), pytrace=False)


def _dorado(medidas: Mapping[str, Medida], filas: int) -> str:
    """Los totales arriba, para leerlos de un golpe, y luego quién pone cuánto."""
    totales = {caso: round(medida.total() / filas, 1) for caso, medida in medidas.items()}
    quien = {
        caso: dict(sorted(_resumida(medida).items(), key=lambda uno: (-uno[1], uno[0])))
        for caso, medida in medidas.items()
    }
    de_todo = {f"entre {filas} filas" if filas > 1 else "en total": totales, "quien": quien}
    return json.dumps(de_todo, ensure_ascii=False, indent=1) + "\n"


def _resumida(medida: Medida, con_nombre: Collection[str] | None = None) -> Medida:
    """Las funciones que tienen nombre, y lo demás por sala."""
    if con_nombre is None:
        minimo = medida.total() * _CON_NOMBRE
        con_nombre = [quien for quien, cuanto in medida.items() if cuanto >= minimo]
    resumen: Medida = Counter()
    for quien, cuanto in medida.items():
        resumen[quien if quien in con_nombre else _sala(quien)] += cuanto
    return resumen


def _sala(quien: str) -> str:
    """De ``escritores.docx.tablas:Tablas._fila``, «escritores.docx, lo demás»."""
    modulo, es_funcion, _ = quien.partition(":")
    return f"{modulo.rpartition('.')[0] or modulo}{_LO_DEMAS}" if es_funcion else quien


def cambio(caso: str, antes: Medida, ahora: Medida, filas: int = 1) -> Iterator[str]:
    """Cuánto más o menos cuesta un caso y quiénes lo ponen; nada, si es lo mismo."""
    total, habia = ahora.total(), antes.total()
    if abs(total - habia) <= habia * TOLERANCIA:
        return
    parte = f" ({(total - habia) / habia:+.1%})" if habia else ""
    yield f"{caso}: {total / filas:.1f} y era {habia / filas:.1f}{parte}"
    resumen = _resumida(ahora, antes)
    quienes = sorted(
        antes | resumen, key=lambda quien: (-abs(resumen[quien] - antes[quien]), quien)
    )
    for quien in quienes[:_A_LA_VISTA]:
        if diferencia := resumen[quien] - antes[quien]:
            yield f"  {diferencia:+8d}  {quien}{_mayores(quien, antes, ahora)}"


def _mayores(quien: str, antes: Medida, ahora: Medida) -> str:
    """De lo demás de una sala, que son muchas, las que más llaman ahora."""
    if not quien.endswith(_LO_DEMAS):
        return ""
    suyas = Counter({f: n for f, n in ahora.items() if _sala(f) == quien and f not in antes})
    las_que_mas = (f"{f.partition(':')[2]} {n}" for f, n in suyas.most_common(_LAS_MAYORES))
    return f": {', '.join(las_que_mas)}…"
