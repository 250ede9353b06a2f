"""Una comparación contada: renglones para una tabla, datos para JSON y texto para una terminal."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import attrs

from paac_reportes.analisis.analisis import Analisis
from paac_reportes.analisis.avance import nombre_de_componente
from paac_reportes.analisis.comparacion import CambioDeTexto, Comparacion, Pareja
from paac_reportes.analisis.filas import FilaAnalizada
from paac_reportes.composicion.informe.renglones import quien
from paac_reportes.formatos.cifras import Diferencia
from paac_reportes.textos.cifras import porcentaje
from paac_reportes.textos.fechas import fecha_corta

_CAMPOS = {
    "codigo": "código",
    "descripcion": "actividad",
    "meta": "meta o producto",
    "indicador": "indicador",
    "responsable": "responsable",
    "fecha_programada": "fecha programada",
    "fecha_inicio": "fecha de inicio",
    "fecha_fin": "fecha final",
    "numero": "número",
    "nombre": "trámite",
    "accion": "acción",
    "situacion_actual": "situación actual",
    "tipo_racionalizacion": "tipo de racionalización",
    "codigo_suit": "código del SUIT",
}


def diferencias_de(comparacion: Comparacion) -> Iterator[Diferencia]:
    """Un renglón por cambio, en el orden en que se cuentan."""
    for clase, parejas in (
        ("Avanzó", comparacion.avanzaron),
        ("Retrocedió", comparacion.retrocedieron),
        ("Empezó a medirse", comparacion.empezaron),
        ("Dejó de reportar", comparacion.callaron),
    ):
        for pareja in parejas:
            yield _de_avance(clase, pareja)
    for fila in comparacion.nuevas:
        yield _diferencia("Nueva", fila, "", quien_sin_dependencia(fila))
    for fila in comparacion.retiradas:
        yield _diferencia("Retirada", fila, quien_sin_dependencia(fila), "")
    for pareja in comparacion.reescritas:
        for cambio in pareja.textos:
            campo = _CAMPOS.get(cambio.campo, cambio.campo)
            yield _diferencia(f"Otra redacción: {campo}", pareja.despues, *_marcado(cambio))


def _de_avance(clase: str, pareja: Pareja) -> Diferencia:
    antes, despues = (porcentaje(fila.avance) for fila in (pareja.antes, pareja.despues))
    return attrs.evolve(
        _diferencia(clase, pareja.despues, antes, despues), puntos=pareja.diferencia
    )


def _diferencia(clase: str, fila: FilaAnalizada, antes: str, despues: str) -> Diferencia:
    return Diferencia(
        clase=clase,
        dependencia=fila.dependencia.nombre if fila.dependencia else None,
        componente=nombre_de_componente(fila.componente),
        fila=quien_sin_dependencia(fila),
        antes=antes,
        despues=despues,
    )


def quien_sin_dependencia(fila: FilaAnalizada) -> str:
    """El código y el texto de una fila."""
    return quien(fila, con_dependencia=False)


def _marcado(cambio: CambioDeTexto) -> tuple[str, str]:
    """Los dos textos con las palabras que cambiaron entre corchetes."""
    antes, despues = [], []
    for operacion, texto in cambio.palabras():
        if operacion == "igual":
            antes.append(texto)
            despues.append(texto)
        else:
            (antes if operacion == "quitó" else despues).append(f"[{texto}]")
    return " ".join(antes), " ".join(despues)


def datos_de_comparacion(comparacion: Comparacion) -> dict[str, Any]:
    """La comparación en diccionarios y listas, para JSON."""
    return {
        "antes": _corte(comparacion.antes),
        "despues": _corte(comparacion.despues),
        "avance": {
            "antes": _numero(comparacion.antes.todo.avance),
            "despues": _numero(comparacion.despues.todo.avance),
        },
        **{
            cual: [_de_pareja(pareja) for pareja in getattr(comparacion, cual)]
            for cual in ("avanzaron", "retrocedieron", "empezaron", "callaron")
        },
        "nuevas": [fila.ruta for fila in comparacion.nuevas],
        "retiradas": [fila.ruta for fila in comparacion.retiradas],
        "reescritas": [
            {
                "ruta": pareja.despues.ruta,
                "cambios": [
                    {
                        "campo": cambio.campo,
                        "antes": cambio.antes,
                        "despues": cambio.despues,
                        "palabras": [list(tramo) for tramo in cambio.palabras()],
                    }
                    for cambio in pareja.textos
                ],
            }
            for pareja in comparacion.reescritas
        ],
    }


def _corte(analisis: Analisis) -> str | None:
    return analisis.corte.isoformat() if analisis.corte else None


def _de_pareja(pareja: Pareja) -> dict[str, Any]:
    return {
        "ruta": pareja.despues.ruta,
        "antes": _numero(pareja.antes.avance),
        "despues": _numero(pareja.despues.avance),
    }


def _numero(valor: Decimal | None) -> float | None:
    return None if valor is None else float(round(valor, 4))


def texto_de_comparacion(comparacion: Comparacion) -> Iterator[str]:
    """La comparación en renglones, agrupada por clase de cambio."""
    cortes = [
        fecha_corta(a.corte) if a.corte else "sin corte"
        for a in (comparacion.antes, comparacion.despues)
    ]
    avances = [porcentaje(a.todo.avance) for a in (comparacion.antes, comparacion.despues)]
    yield f"De {cortes[0]} a {cortes[1]}: avance {avances[0]} → {avances[1]}"
    anterior = None
    for diferencia in diferencias_de(comparacion):
        if diferencia.clase != anterior:
            yield ""
            yield diferencia.clase
            anterior = diferencia.clase
        yield f"  {_renglon(diferencia)}"
    if anterior is None:
        yield "No cambió nada."


def _renglon(diferencia: Diferencia) -> str:
    fila = diferencia.fila
    if diferencia.dependencia:
        fila = f"{fila} ({diferencia.dependencia})"
    if diferencia.clase in {"Nueva", "Retirada"}:
        return fila
    return f"{fila}: {diferencia.antes or 'nada'} → {diferencia.despues or 'nada'}"
