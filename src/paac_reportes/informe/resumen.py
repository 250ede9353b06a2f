"""El análisis de un plan como datos, y como tabla para leer en una terminal."""

from collections.abc import Iterator
from typing import Any

from paac_reportes.analisis.analisis import Analisis
from paac_reportes.analisis.cifras import Cifras
from paac_reportes.analisis.filas import (
    FilaAnalizada,
    es_exigible,
    esta_al_dia,
    ultimo_dia,
    vencimiento_de,
)
from paac_reportes.analisis.metodologia import METODOS, Reglas, serie_de
from paac_reportes.informe.frases import nombre_de_fila
from paac_reportes.textos.valores import contar, fecha_corta

_LISTAS = (
    *("aplican", "con_avance", "arrastradas", "reportadas", "con_texto", "con_guion", "en_blanco"),
    *("exigibles", "sin_reporte", "vencidas", "vencidas_sin_reporte", "por_determinar"),
    *("vencen_en_el_corte", "en_blanco_bajo_reporte", "reabiertas", "sin_dia_claro"),
)
"""Las cifras que son listas de filas: en los datos va cada una con las rutas de las suyas."""
_ANCHO = 44
_MUESTRA = 5


def datos_de_analisis(analisis: Analisis) -> dict[str, Any]:
    """Todo el análisis en diccionarios, listas y números, listo para JSON.

    Cada cifra dice de qué filas salió, por su ruta en los datos; un avance desconocido es nulo. En
    ``filas`` va lo que puso cada una, con qué se reconoce, para leerlo sin tener los datos.
    """
    periodo = analisis.periodo
    return {
        "corte": analisis.corte and analisis.corte.isoformat(),
        "anterior": analisis.corte_anterior and analisis.corte_anterior.isoformat(),
        "siguiente": analisis.siguiente and analisis.siguiente.isoformat(),
        "periodo": periodo
        and {"nombre": periodo.nombre, "inicio": periodo.inicio.isoformat()}
        | {"corte": periodo.corte.isoformat()},
        "metodologia": _metodologia(analisis),
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
        "filas": [_datos_de_fila(fila, analisis.reglas) for fila in analisis.todo.filas],
        "contradicciones": [
            {"ruta": fila.ruta, "corte": duda.corte.isoformat(), "clase": duda.duda}
            | {"aviso": duda.mensaje}
            for fila, duda in analisis.todo.contradicciones
        ],
        "fechas_por_revisar": [
            {"ruta": fila.ruta, "texto": fila.fecha.literal, "aviso": aviso}
            for fila, aviso in analisis.todo.fechas_por_revisar
        ],
    }


def _metodologia(analisis: Analisis) -> dict[str, Any]:
    reglas, corte = analisis.reglas, analisis.corte
    return {
        "metodo": reglas.metodo,
        "nombre": METODOS[reglas.metodo],
        "pesos": {str(numero): float(peso) for numero, peso in reglas.pesos.items()},
        "arrastre": reglas.arrastre,
        "blancos": reglas.blancos,
        "escala": reglas.escala.nombre,
        "zonas": {zona.nombre: float(zona.desde) for zona in reglas.escala.zonas},
        "cobertura_minima": float(reglas.escala.cobertura_minima),
        "cortes": [uno.isoformat() for uno in serie_de(analisis.plan, reglas, corte)]
        if corte
        else [],
    }


def _datos(analisis: Analisis, cifras: Cifras) -> dict[str, Any]:
    periodo, cuenta = cifras.periodo, cifras.cumplimiento
    return {
        "nombre": cifras.nombre,
        "filas": len(cifras.filas),
        "avance": {
            "valor": _numero(cifras.avance),
            "base": len(cifras.con_avance),
            "de": len(cifras.aplican),
            "arrastradas": len(cifras.arrastradas),
            "zona": cifras.zona.nombre if cifras.zona else None,
        },
        "anterior": cifras.anterior
        and {
            "valor": _numero(cifras.anterior.avance),
            "base": len(cifras.anterior.con_avance),
            "de": len(cifras.anterior.aplican),
            "publicado": cifras.anterior_es_publicado,
        },
        "del_periodo": periodo
        and {
            "puntos": _numero(periodo.puntos),
            "base": periodo.base,
            "primera_vez": periodo.primera_vez,
            "otra_vez": periodo.otra_vez,
        },
        "cumplimiento": {
            "valor": _numero(cuenta.parte),
            "terminadas": cuenta.terminadas,
            "de": cuenta.debian,
            "por_determinar": cuenta.por_determinar,
            "en_blanco_bajo_reporte": cuenta.en_blanco,
        },
        "por_zona": {zona: len(filas) for zona, filas in cifras.por_zona.items()},
        "por_estado": {
            estado.value if estado else "sin_estado": cuantas
            for estado, cuantas in cifras.por_estado.items()
        },
        "listas": {
            **{cual: _rutas(getattr(cifras, cual)) for cual in _LISTAS},
            "por_vencer": _rutas(analisis.por_vencer(cifras)),
        },
    }


def _rutas(filas: tuple[FilaAnalizada, ...]) -> list[str]:
    return [fila.ruta for fila in filas]


def _datos_de_fila(fila: FilaAnalizada, reglas: Reglas) -> dict[str, Any]:
    """Lo que cada fila pone en las cifras: con esto se rehace cualquiera de ellas."""
    situacion, ultimo = fila.situacion, ultimo_dia(fila)
    zona = reglas.escala.zona_de(fila.avance)
    vencimiento = vencimiento_de(fila)
    return {
        "ruta": fila.ruta,
        "dependencia": fila.dependencia.nombre if fila.dependencia else None,
        "componente": fila.componente.titulo,
        "subcomponente": fila.subcomponente.nombre if fila.subcomponente else None,
        "codigo": fila.fila.identificador,
        "descripcion": fila.fila.texto,
        "responsable": fila.fila.responsable,
        "fecha": fila.fecha.literal or None,
        "desde": fila.fecha.desde.isoformat() if fila.fecha.desde else None,
        "dias": [dia.isoformat() for dia in fila.fecha.dias],
        "ultimo_dia": ultimo.isoformat() if ultimo else None,
        "reporte": "texto" if fila.con_texto else "guion" if fila.con_guion else "blanco",
        "reportada": fila.reportada,
        "aplica": fila.aplica,
        "estado": fila.estado.value if fila.estado else None,
        "avance": _numero(fila.avance),
        "del_corte": situacion.corte.isoformat() if situacion.corte else None,
        "arrastrada": fila.arrastrada,
        "zona": zona.nombre if zona else None,
        "terminada": fila.terminada,
        "al_dia": esta_al_dia(fila),
        "exigible": es_exigible(fila),
        "vencimiento": vencimiento.value if vencimiento else None,
    }


def _numero(valor: Any) -> float | None:
    return None if valor is None else float(round(valor, 6))


def tabla_de_analisis(analisis: Analisis) -> Iterator[str]:
    """El análisis en renglones."""
    periodo = analisis.periodo
    corte = f"{fecha_corta(periodo.corte)} ({periodo.nombre})" if periodo else "ninguno"
    yield f"Corte: {corte}"
    yield f"Avance: {METODOS[analisis.reglas.metodo]}; lo que se desconoce no cuenta como cero"
    yield ""
    rotulos = ("filas", "report.", "vencid.", "s/rep.", "por det.")
    cuentas = " ".join(f"{rotulo:>8}" for rotulo in rotulos)
    yield f"{'':<{_ANCHO}} {cuentas} {'avance':>8}  {'base':<11} zona"
    for titulo, grupo in (
        ("", (analisis.todo,)),
        ("Por componente", analisis.componentes),
        ("Por dependencia", analisis.dependencias),
    ):
        if titulo and grupo:
            yield titulo
        yield from (_renglon(cifras) for cifras in grupo)
    yield ""
    yield from _listado(analisis)


def _listado(analisis: Analisis) -> Iterator[str]:
    todo = analisis.todo
    cuenta = todo.cumplimiento
    yield f"Avance que viene de un corte anterior: {len(todo.arrastradas)}"
    yield f"Terminadas: {cuenta.terminadas} de {cuenta.debian} cuyo último día ya llegó"
    for nombre, filas in todo.por_zona.items():
        yield f"Zona {nombre}: {contar(len(filas), 'fila', 'filas')}"
    senaladas = [
        ("Sin reporte", todo.sin_reporte),
        ("Vencidas", todo.vencidas),
        ("Vencidas sin reporte", todo.vencidas_sin_reporte),
        ("Por determinar, con sólo textos", todo.por_determinar),
        ("En blanco bajo un reporte", todo.en_blanco_bajo_reporte),
        ("Reabiertas", todo.reabiertas),
        ("Sin un día que se pueda exigir", todo.sin_dia_claro),
    ]
    if analisis.siguiente:
        hasta = fecha_corta(analisis.siguiente)
        senaladas.append((f"Por vencer, hasta el {hasta}", analisis.por_vencer(todo)))
    for nombre, lista in senaladas:
        yield from _algunas(nombre, [nombre_de_fila(fila) for fila in lista])
    dudas = [f"{nombre_de_fila(fila)}: {duda.mensaje}" for fila, duda in todo.contradicciones]
    yield from _algunas("Datos que se contradicen", dudas)
    fechas = [f"{nombre_de_fila(fila)}: {aviso}" for fila, aviso in todo.fechas_por_revisar]
    yield from _algunas("Fechas por revisar", fechas)


def _algunas(nombre: str, renglones: list[str]) -> Iterator[str]:
    yield f"{nombre}: {len(renglones)}"
    yield from (f"  {renglon}" for renglon in renglones[:_MUESTRA])
    if len(renglones) > _MUESTRA:
        yield f"  … y otras {len(renglones) - _MUESTRA}"


def _renglon(cifras: Cifras) -> str:
    nombre = cifras.nombre if len(cifras.nombre) <= _ANCHO else f"{cifras.nombre[: _ANCHO - 1]}…"
    cuentas = (
        *(cifras.filas, cifras.reportadas, cifras.vencidas),
        *(cifras.vencidas_sin_reporte, cifras.por_determinar),
    )
    numeros = " ".join(f"{len(cuantas):>8}" for cuantas in cuentas)
    base = f"{len(cifras.con_avance)} de {len(cifras.aplican)}"
    avance = cifras.avance_en_texto
    return f"{nombre:<{_ANCHO}} {numeros} {avance:>8}  {base:<11} {cifras.zona_en_texto}"
