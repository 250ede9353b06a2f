"""El análisis de un plan como datos, y como tabla para leer en una terminal."""

from collections.abc import Iterator
from typing import Any

from paac_reportes.analisis.analisis import Analisis, nombre_de
from paac_reportes.analisis.cifras import METODOS, Cifras
from paac_reportes.analisis.filas import FilaAnalizada
from paac_reportes.modelo import Actividad
from paac_reportes.textos.cifras import contar, porcentaje
from paac_reportes.textos.fechas import fecha_corta

_LISTAS = ("sin_reporte", "vencidas", "con_guion", "en_blanco")
_ANCHO = 52


def datos_de_analisis(analisis: Analisis) -> dict[str, Any]:
    """Todo el análisis en diccionarios, listas y números, listo para JSON.

    Cada cifra dice de qué filas salió, por su ruta en los datos; un avance desconocido es nulo.
    """
    periodo = analisis.periodo
    return {
        "corte": analisis.corte and analisis.corte.isoformat(),
        "anterior": analisis.anterior and analisis.anterior.isoformat(),
        "siguiente": analisis.siguiente and analisis.siguiente.isoformat(),
        "periodo": periodo and periodo.nombre,
        "metodo": METODOS[analisis.metodo],
        "escala": analisis.escala.nombre,
        "plan": _datos(analisis, analisis.todo),
        "dependencias": [_datos(analisis, cifras) for cifras in analisis.dependencias],
        "componentes": [
            _datos(analisis, cifras)
            | {
                "subcomponentes": [
                    _datos(analisis, suyas) for suyas in analisis.subcomponentes(cifras)
                ]
            }
            for cifras in analisis.componentes
        ],
        "filas": [_datos_de_fila(fila, analisis) for fila in analisis.todo.filas],
        "fechas_por_revisar": [
            {"ruta": fila.ruta, "texto": fila.fecha.literal, "aviso": aviso}
            for fila, aviso in analisis.todo.fechas_por_revisar
        ],
    }


def _datos(analisis: Analisis, cifras: Cifras) -> dict[str, Any]:
    avances = ("avance", "avance_anterior", "avance_del_periodo")
    return {
        "nombre": cifras.nombre,
        "filas": len(cifras.filas),
        "aplican": len(cifras.aplican),
        "con_avance": len(cifras.con_avance),
        **{cual: _numero(getattr(cifras, cual)) for cual in avances},
        "zona": cifras.zona.nombre if cifras.zona else None,
        "por_zona": {zona: len(filas) for zona, filas in cifras.por_zona.items()},
        "por_estado": {
            estado.value if estado else "sin_estado": cuantas
            for estado, cuantas in cifras.por_estado.items()
        },
        "con_texto": len(cifras.con_texto),
        "exigibles": len(cifras.exigibles),
        **{cual: [fila.ruta for fila in getattr(cifras, cual)] for cual in _LISTAS},
        "por_vencer": [fila.ruta for fila in analisis.por_vencer(cifras)],
    }


def _datos_de_fila(fila: FilaAnalizada, analisis: Analisis) -> dict[str, Any]:
    """Lo que cada fila pone en las cifras: con esto se rehace cualquiera de ellas."""
    zona = analisis.escala.zona_de(fila.avance) if fila.aplica else None
    return {
        "ruta": fila.ruta,
        "dependencia": fila.dependencia.nombre if fila.dependencia else None,
        "componente": nombre_de(fila.componente),
        "subcomponente": fila.subcomponente.nombre if fila.subcomponente else None,
        "reporte": "texto" if fila.con_texto else "guion" if fila.con_guion else "blanco",
        "aplica": fila.aplica,
        "estado": fila.estado.value if fila.estado else None,
        "avance": _numero(fila.avance),
        "avance_anterior": _numero(fila.anterior.avance if fila.anterior else None),
        "zona": zona.nombre if zona else None,
        "exigible": analisis.corte is not None and bool(fila.fecha.exigible(analisis.corte)),
    }


def _numero(valor: Any) -> float | None:
    return None if valor is None else float(round(valor, 4))


def tabla_de_analisis(analisis: Analisis) -> Iterator[str]:
    """El análisis en renglones."""
    periodo = analisis.periodo
    corte = f"{fecha_corta(periodo.corte)} ({periodo.nombre})" if periodo else "ninguno"
    yield f"Corte: {corte}"
    yield f"Avance: {METODOS[analisis.metodo]}; lo que se desconoce no cuenta como cero"
    yield ""
    yield f"{'':<{_ANCHO}} {'filas':>6} {'texto':>6} {'guion':>6} {'blanco':>6} {'avance':>9}  zona"
    for titulo, grupo in (
        ("", (analisis.todo,)),
        ("Por componente", analisis.componentes),
        ("Por dependencia", analisis.dependencias),
    ):
        if titulo and grupo:
            yield titulo
        yield from (_renglon(cifras) for cifras in grupo)
    yield ""
    todo = analisis.todo
    yield f"Con avance: {len(todo.con_avance)} de {len(todo.aplican)} que aplican"
    for nombre, filas in todo.por_zona.items():
        yield f"Zona {nombre}: {contar(len(filas), 'fila', 'filas')}"
    senaladas = [("Sin reporte", todo.sin_reporte), ("Vencidas", todo.vencidas)]
    if analisis.siguiente:
        hasta = fecha_corta(analisis.siguiente)
        senaladas.append((f"Por vencer, hasta el {hasta}", analisis.por_vencer(todo)))
    for nombre, lista in senaladas:
        yield f"{nombre}: {len(lista)}"
        yield from (f"  {quien(fila)}" for fila in lista[:_MUESTRA])
        if len(lista) > _MUESTRA:
            yield f"  … y otras {len(lista) - _MUESTRA}"
    yield f"Fechas por revisar: {len(todo.fechas_por_revisar)}"
    for fila, aviso in todo.fechas_por_revisar[:_MUESTRA]:
        yield f"  {quien(fila)}: {aviso}"


_MUESTRA = 5


def _renglon(cifras: Cifras) -> str:
    nombre = cifras.nombre if len(cifras.nombre) <= _ANCHO else f"{cifras.nombre[: _ANCHO - 1]}…"
    cuentas = (cifras.filas, cifras.con_texto, cifras.con_guion, cifras.en_blanco)
    numeros = " ".join(f"{len(filas):>6}" for filas in cuentas)
    avance = porcentaje(cifras.avance, cifras.escala.zona_de, decimales=2)
    return f"{nombre:<{_ANCHO}} {numeros} {avance:>9}  {cifras.zona.nombre if cifras.zona else '—'}"


def quien(fila: FilaAnalizada) -> str:
    """La fila en una línea: su código, su texto y de quién es."""
    suya = fila.fila
    if isinstance(suya, Actividad):
        codigo, texto = suya.codigo, suya.descripcion or suya.meta
    else:
        codigo, texto = suya.numero, suya.nombre
    partes = [codigo, texto, f"({fila.dependencia.nombre})" if fila.dependencia else None]
    return " ".join(" ".join(filter(None, partes)).split())
