"""El análisis de un plan como datos, y como tabla para leer en una terminal."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from paac_reportes.analisis.analisis import EN_EL_ANTERIOR, EN_EL_CORTE, Analisis, en_las_cuentas
from paac_reportes.analisis.cifras import Cifras, Cumplimiento
from paac_reportes.analisis.filas import FilaAnalizada
from paac_reportes.analisis.metodologia import METODOS, serie_de
from paac_reportes.informe import frases
from paac_reportes.informe.frases import nombre_de_fila
from paac_reportes.informe.historia import datos_de_historia, lineas_de_historia
from paac_reportes.informe.propuestas import Rutas, recomendaciones_de
from paac_reportes.informe.recomendaciones import (
    FilasDelPlan,
    cumplidas_y_vencidas,
    filas_del_analisis,
)
from paac_reportes.informe.vencimientos import AL_DIA, EN_BLANCO, POR_DETERMINAR, SIN_DIA
from paac_reportes.modelo import Recomendacion
from paac_reportes.modelo.plan import anteriores_a, en_seguimiento
from paac_reportes.textos.frases import con_mayuscula
from paac_reportes.textos.valores import contar, en_datos, fecha_corta, puntos

_LISTAS = (
    *("aplican", "con_avance", "arrastradas", "reportadas", "con_texto", "con_guion", "en_blanco"),
    *("exigibles", "sin_reporte", "vencidas", "vencidas_sin_reporte", "por_determinar"),
    *("vencen_en_el_corte", "en_blanco_bajo_reporte", "reabiertas", "sin_dia_claro"),
    *("base_del_periodo", "conocidas_por_primera_vez", "sin_cambio_declarado"),
    *("debian", "al_dia_sin_reporte", "terminadas", "terminadas_antes", "terminaron"),
    *("subieron", "bajaron", "verificadas", "terminadas_verificadas"),
)
"""Las cifras que son listas de filas: en los datos va cada una con las rutas de sus filas."""
_ANCHO_DEL_NOMBRE = 44
"""Letras de la columna del nombre."""
_ANCHO_DEL_AVANCE = 12
"""Letras de la columna del avance."""
_MUESTRA = 5
"""Renglones que se muestran de cada cuenta; de los demás, cuántos son."""


def analisis_en_datos(analisis: Analisis) -> dict[str, Any]:
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
                    _datos(analisis, subcomponente)
                    for subcomponente in analisis.subcomponentes(cifras)
                ]
            }
            for cifras in analisis.componentes
        ],
        "historia": analisis.historia and datos_de_historia(analisis.historia),
        "recomendaciones": _recomendaciones(analisis),
        "filas": [_datos_de_fila(fila, analisis) for fila in analisis.todo.filas],
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
    """Las reglas con que se calcula el avance, y los cortes de la vigencia, para JSON."""
    reglas, corte = analisis.reglas, analisis.corte
    return {
        "metodo": reglas.metodo,
        "nombre": METODOS[reglas.metodo],
        "pesos": {str(numero): float(peso) for numero, peso in reglas.pesos.items()},
        "arrastre": reglas.arrastre,
        "blancos": reglas.blancos,
        "cumplida_sin_numero": reglas.cumplida_sin_numero,
        "logros": reglas.logros,
        "escala": reglas.escala.nombre,
        "zonas": {zona.nombre: float(zona.desde) for zona in reglas.escala.zonas},
        "cobertura_minima": float(reglas.escala.cobertura_minima),
        "cortes": [dia.isoformat() for dia in serie_de(analisis.plan, reglas, corte)]
        if corte
        else [],
    }


def _datos(analisis: Analisis, cifras: Cifras) -> dict[str, Any]:
    """Las cifras de unas filas, para JSON: avance, cuentas y comparación con el corte anterior."""
    periodo, anterior = cifras.periodo, cifras.anterior
    return {
        "nombre": cifras.nombre,
        "filas": len(cifras.filas),
        "avance": _avance(cifras),
        "anterior": anterior
        and {
            "valor": en_datos(anterior.avance, anterior.reglas.escala.zona_de),
            "base": len(anterior.con_avance),
            "de": len(anterior.aplican),
            "publicado": cifras.anterior_es_publicado,
            **({"recalculado": True} if anterior.recalculadas else {}),
        },
        "del_periodo": periodo
        and {
            "puntos": en_datos(periodo.puntos),
            "base": periodo.base,
            "primera_vez": periodo.primera_vez,
            "otra_vez": periodo.otra_vez,
            **({"corregidas": len(cifras.corregidas)} if cifras.anterior_es_publicado else {}),
        },
        "verificacion": _verificacion(cifras),
        "cumplimiento": _cumplimiento(cifras.cumplimiento),
        "por_zona": {zona: len(filas) for zona, filas in cifras.por_zona.items()},
        "por_estado": {
            estado.value if estado else "sin_estado": cuantas
            for estado, cuantas in cifras.por_estado.items()
        },
        "listas": {
            **{lista: _rutas(getattr(cifras, lista)) for lista in _LISTAS},
            "base_del_anterior": _rutas(anterior.con_avance) if anterior else [],
            "por_vencer": _rutas(analisis.por_vencer(cifras)),
            **({"corregidas": _rutas(cifras.corregidas)} if cifras.anterior_es_publicado else {}),
        },
    }


def _avance(cifras: Cifras) -> dict[str, Any]:
    """El avance acumulado, con su base y el intervalo que lo desconocido permite, para JSON."""
    zona_de, intervalo = cifras.reglas.escala.zona_de, cifras.intervalo
    conocidas, sin_terminar = cifras.de_lo_no_terminado
    return {
        "valor": en_datos(cifras.avance, zona_de),
        "base": len(cifras.con_avance),
        "de": len(cifras.aplican),
        "arrastradas": len(cifras.arrastradas),
        "zona": cifras.zona.nombre if cifras.zona else None,
        "solo_estados": cifras.solo_estados,
        "intervalo": intervalo and [en_datos(extremo, zona_de) for extremo in intervalo],
        "no_terminado": {"base": conocidas, "de": sin_terminar},
    }


def _verificacion(cifras: Cifras) -> dict[str, Any] | None:
    """Lo verificado, junto a lo declarado, para JSON; nulo si no se verificó nada."""
    if not cifras.hay_verificacion:
        return None
    return {
        "terminadas": len(cifras.terminadas),
        "terminadas_verificadas": len(cifras.terminadas_verificadas),
        "sostenido": en_datos(cifras.sostenido),
        "de_lo_verificado": {
            "valor": en_datos(cifras.avance_de_lo_verificado),
            "base": len(cifras.verificadas),
        },
    }


def _cumplimiento(cuenta: Cumplimiento) -> dict[str, Any]:
    """Cuánto de lo que debía estar terminado lo está, y lo demás, para JSON."""
    return {
        "valor": en_datos(cuenta.parte),
        "terminadas": cuenta.terminadas,
        "de": cuenta.debian,
        "vencidas": cuenta.vencidas,
        "vencidas_sin_reporte": cuenta.vencidas_sin_reporte,
        "por_determinar": cuenta.por_determinar,
        "al_dia_sin_reporte": cuenta.al_dia_sin_reporte,
        "en_blanco_bajo_reporte": cuenta.en_blanco,
    }


def _recomendaciones(analisis: Analisis) -> dict[str, Any]:
    """Las recomendaciones del corte, o las propuestas, y las anteriores en seguimiento."""
    anteriores = anteriores_a(analisis.plan.recomendaciones, analisis.corte)
    publicadas = analisis.publicado.plan.recomendaciones if analisis.publicado else ()
    del_corte, seguidas = recomendaciones_de(analisis), en_seguimiento(anteriores, publicadas)
    filas_del_plan = filas_del_analisis(analisis)
    vencidas = cumplidas_y_vencidas(seguidas, analisis)
    return {
        "del_corte": [_recomendacion(r, rutas, filas_del_plan) for r, rutas in del_corte],
        "anteriores": [
            _recomendacion(r, None, filas_del_plan)
            | ({"siguen_vencidas": _rutas(vencidas[r.id])} if r.id in vencidas else {})
            for r in seguidas
        ],
    }


def _recomendacion(
    recomendacion: Recomendacion, rutas: Rutas | None, filas_del_plan: FilasDelPlan
) -> dict[str, Any]:
    """Una recomendación para JSON, con las ``rutas`` de sus filas; sin ellas, se buscan."""
    lugares = filas_del_plan.lugares_de(recomendacion.filas, recomendacion.responsable)
    rutas_por_fila = (
        [[lugar.parada.ruta for lugar in de_la_fila] for de_la_fila in lugares]
        if rutas is None
        else [[ruta] if ruta else [] for ruta in rutas]
    )
    return {
        "id": recomendacion.id,
        "corte": recomendacion.corte.isoformat(),
        "texto": recomendacion.texto,
        "filas": [
            {"codigo": fila.codigo, "texto": fila.texto, "rutas": rutas_de_fila}
            for fila, rutas_de_fila in zip(recomendacion.filas, rutas_por_fila, strict=True)
        ],
        "responsable": recomendacion.responsable,
        "fecha": recomendacion.fecha,
        "origen": recomendacion.origen.value,
        "estado": recomendacion.estado.value,
        "respuesta": recomendacion.respuesta,
    }


def _rutas(filas: tuple[FilaAnalizada, ...]) -> list[str]:
    return [fila.ruta for fila in filas]


def _datos_de_fila(fila: FilaAnalizada, analisis: Analisis) -> dict[str, Any]:
    """Lo que una fila pone en las cifras, para JSON: con esto se rehace cualquiera de ellas."""
    situacion, ultimo = fila.situacion, fila.ultimo_dia
    zona_de, antes = analisis.reglas.escala.zona_de, analisis.todo.antes_de(fila)
    zona = zona_de(fila.avance)
    vencimiento = fila.vencimiento
    return {
        "ruta": fila.ruta,
        "dependencia": fila.dependencia.nombre if fila.dependencia else None,
        "componente": fila.componente.titulo,
        "subcomponente": fila.subcomponente.nombre if fila.subcomponente else None,
        "codigo": fila.fila.identificador,
        "descripcion": fila.fila.texto,
        "responsable": fila.fila.responsable,
        "fecha": fila.fecha.literal or None,
        "desde": _dia(fila.fecha.desde),
        "dias": [dia.isoformat() for dia in fila.fecha.dias],
        "ultimo_dia": _dia(ultimo),
        "reporte": "texto" if fila.con_texto else "guion" if fila.con_guion else "blanco",
        "reportada": fila.reportada,
        "aplica": fila.aplica,
        "estado": fila.estado.value if fila.estado else None,
        "avance": en_datos(fila.avance, zona_de),
        "avance_anterior": en_datos(antes.avance, zona_de) if antes else None,
        "avance_conocido": en_datos(situacion.avance, zona_de) if fila.aplica else None,
        "avance_declarado_en": _dia(situacion.del_avance),
        "sin_cambio_desde": _dia(situacion.sin_cambio_desde),
        "verificada": fila.verificada,
        "del_corte": _dia(situacion.corte),
        "arrastrada": fila.arrastrada,
        "zona": zona.nombre if zona else None,
        "terminada": fila.terminada,
        "terminada_antes_de_su_ultimo_dia": fila.terminada_antes,
        "al_dia": fila.al_dia,
        "exigible": fila.exigible,
        "vencimiento": vencimiento.value if vencimiento else None,
        EN_EL_CORTE: _en_las_cuentas(fila, analisis),
        EN_EL_ANTERIOR: _en_las_cuentas(antes, analisis) if antes else None,
    }


def _en_las_cuentas(fila: FilaAnalizada, analisis: Analisis) -> dict[str, Any]:
    """En qué cuentas del informe está una fila, y de dónde viene su avance."""
    zona_de = analisis.reglas.escala.zona_de
    return {
        clave: _dia(valor)
        if isinstance(valor, date)
        else en_datos(valor, zona_de)
        if isinstance(valor, Decimal)
        else valor
        for clave, valor in en_las_cuentas(fila).items()
    }


def _dia(dia: date | None) -> str | None:
    return dia.isoformat() if dia else None


def analisis_en_renglones(analisis: Analisis) -> Iterator[str]:
    """El análisis en renglones de texto: una tabla de partes y algunas filas."""
    periodo = analisis.periodo
    corte = f"{fecha_corta(periodo.corte)} ({periodo.nombre})" if periodo else "ninguno"
    yield f"Corte: {corte}"
    yield f"Avance: {frases.metodo_de(analisis.todo)}; lo que se desconoce no cuenta como cero"
    yield ""
    rotulos = ("aplican", "report.", "vencid.", "v. s/rep", "por det.")
    cuentas = " ".join(f"{rotulo:>8}" for rotulo in rotulos)
    yield f"{'':<{_ANCHO_DEL_NOMBRE}} {cuentas} {'avance':>{_ANCHO_DEL_AVANCE}}  {'base':<11} zona"
    for titulo, grupo in (
        ("", (analisis.todo,)),
        ("Por componente", analisis.componentes),
        ("Por dependencia", analisis.dependencias),
    ):
        if titulo and grupo:
            yield titulo
        yield from map(_renglon, grupo)
    yield ""
    yield from _cuentas_y_muestras(analisis)


def _cuentas_y_muestras(analisis: Analisis) -> Iterator[str]:
    """Bajo la tabla, cuántas filas hay en cada cuenta y una muestra de ellas."""
    cifras = analisis.todo
    cuenta = cifras.cumplimiento
    for frase in (frases.intervalo_del_avance(cifras), frases.verificado(cifras)):
        if frase:
            yield con_mayuscula(frase.removesuffix("."))
    yield f"Avance que viene de un corte anterior: {len(cifras.arrastradas)}"
    if cifras.anterior_es_publicado:
        yield from _frente_a_lo_publicado(analisis)
    palabras = frases.palabras_de(cifras.aplican)
    terminadas = palabras.di("Terminad@s")
    yield f"{terminadas}: {cuenta.terminadas} de {cuenta.debian} cuyo último día ya llegó"
    for nombre, filas in cifras.por_zona.items():
        yield f"Zona {nombre}: {contar(len(filas), 'fila', 'filas')}"
    senaladas = [
        ("Sin reporte", cifras.sin_reporte),
        ("Vencid@s", cifras.vencidas),
        ("Vencid@s sin reporte", cifras.vencidas_sin_reporte),
        (POR_DETERMINAR, cifras.por_determinar),
        (AL_DIA, cifras.al_dia_sin_reporte),
        ("Terminad@s antes de su último día", cifras.terminadas_antes),
        ("Sin cambio declarado en su avance", cifras.sin_cambio_declarado),
        (EN_BLANCO, cifras.en_blanco_bajo_reporte),
        ("Reabiert@s", cifras.reabiertas),
        (SIN_DIA, cifras.sin_dia_claro),
    ]
    if analisis.siguiente:
        hasta = fecha_corta(analisis.siguiente)
        senaladas.append((f"Por vencer, hasta el {hasta}", analisis.por_vencer(cifras)))
    for nombre, lista in senaladas:
        yield from _cuenta_y_muestra(palabras.di(nombre), [nombre_de_fila(fila) for fila in lista])
    if analisis.historia is not None and (cambiaron := lineas_de_historia(analisis.historia)):
        desde = fecha_corta(analisis.historia.desde)
        titulo = palabras.di(f"Debían estar terminad@s y cambiaron desde el {desde}")
        yield from _cuenta_y_muestra(titulo, cambiaron)
    dudas = [f"{nombre_de_fila(fila)}: {duda.mensaje}" for fila, duda in cifras.contradicciones]
    yield from _cuenta_y_muestra("Datos que se contradicen", dudas)
    fechas = [f"{nombre_de_fila(fila)}: {aviso}" for fila, aviso in cifras.fechas_por_revisar]
    yield from _cuenta_y_muestra("Fechas por revisar", fechas)


def _frente_a_lo_publicado(analisis: Analisis) -> Iterator[str]:
    """Lo que el avance cambió desde lo que se publicó, del plan y de cada parte con su base."""
    del_corte = fecha_corta(analisis.corte_anterior) if analisis.corte_anterior else ""
    yield f"Cambio frente a lo publicado al {del_corte}:"
    for cifras in (analisis.todo, *analisis.componentes, *analisis.dependencias):
        periodo = cifras.periodo
        if periodo is not None and periodo.puntos is not None:
            cambio = puntos(periodo.puntos)
            yield (
                f"  {cifras.nombre}: {cambio}, en {periodo.base};"
                f" por primera vez, {periodo.primera_vez}; corregidas, {len(cifras.corregidas)}"
            )
    corregidas = [nombre_de_fila(fila) for fila in analisis.todo.corregidas]
    yield from _cuenta_y_muestra("Corregidas después de publicarse", corregidas)


def _cuenta_y_muestra(nombre: str, renglones: list[str]) -> Iterator[str]:
    """Cuántos renglones hay de una cuenta, y los primeros."""
    yield f"{nombre}: {len(renglones)}"
    yield from (f"  {renglon}" for renglon in renglones[:_MUESTRA])
    if len(renglones) > _MUESTRA:
        yield f"  … y {len(renglones) - _MUESTRA} más"


def _renglon(cifras: Cifras) -> str:
    """El renglón de unas cifras en la tabla de la terminal."""
    nombre = (
        cifras.nombre
        if len(cifras.nombre) <= _ANCHO_DEL_NOMBRE
        else f"{cifras.nombre}\n{'':{_ANCHO_DEL_NOMBRE}}"
    )
    cuentas = (
        *(cifras.aplican, cifras.reportadas, cifras.vencidas),
        *(cifras.vencidas_sin_reporte, cifras.por_determinar),
    )
    numeros = " ".join(f"{len(cuantas):>8}" for cuantas in cuentas)
    base = f"{len(cifras.con_avance)} de {len(cifras.aplican)}"
    avance = f"{cifras.avance_en_texto:>{_ANCHO_DEL_AVANCE}}"
    return f"{nombre:<{_ANCHO_DEL_NOMBRE}} {numeros} {avance}  {base:<11} {cifras.zona_en_texto}"
