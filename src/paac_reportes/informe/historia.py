"""Lo que debía estar terminado y cambió, en palabras: una línea por fila, con todo lo suyo.

Al final, los renglones de su tabla y los datos para JSON.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

import attrs

from paac_reportes.analisis.analisis import Alcance, Analisis, Codigos, codigos_de
from paac_reportes.analisis.cambios import CambioDeTexto
from paac_reportes.analisis.filas import FilaAnalizada, Vencimiento
from paac_reportes.analisis.historia import (
    FilaDebida,
    Gesto,
    HistoriaDelPlan,
    ReporteCambiado,
)
from paac_reportes.formatos.definicion.filas import FilaDeHistoria
from paac_reportes.informe.frases import (
    DE_CADA_LISTA,
    en_frase,
    en_su_genero,
    enumerar,
    palabras_de,
)
from paac_reportes.informe.vencimientos import componente_en_breve
from paac_reportes.modelo import CambioDocumento, Estado, Seguimiento
from paac_reportes.modelo.fechas import FechaProgramada
from paac_reportes.textos.frases import citado, con_de, con_mayuscula, en_un_renglon
from paac_reportes.textos.markdown import ListaDeMarkdown, Parrafos
from paac_reportes.textos.remisiones import Remite
from paac_reportes.textos.valores import (
    con_miles,
    contar,
    en_datos,
    fecha_corta,
    fecha_larga,
    lista,
    porcentaje,
)

_EN_SU_TABLA = Remite("lo_debido", antes=" (", despues=")", si_no="")
_EN_EL_RESUMEN = 5
"""Cambios que a lo más se dicen uno por uno en el resumen."""

# ------------------------------------------------------------------ las partes del informe


def lo_mas_grave(analisis: Analisis) -> str:
    """Los párrafos de lo que debía estar terminado y cambió, lo más grave; vacío si nada."""
    historia = analisis.historia
    if historia is None or not historia.por_aprobar:
        return ""
    anterior = analisis.anterior
    con_oficina = anterior is not None and len(anterior.plan.dependencias) > 1
    codigos = codigos_de(anterior) if anterior is not None else None
    cambiadas = [
        _linea_corta(debida, codigos, con_oficina=con_oficina) for debida in historia.por_aprobar
    ]
    if len(cambiadas) <= _EN_EL_RESUMEN:
        detalle: str = ListaDeMarkdown(f"{cambio}." for cambio in cambiadas)
    else:
        detalle = _frase_de_donde(historia) if con_oficina else ""
    return Parrafos((" ".join(lo_que_cambio(analisis)), detalle, _frase_del_control(historia)))


def _frase_de_donde(historia: HistoriaDelPlan) -> str:
    """La frase de en cuántas dependencias están las que cambiaron, y en cuál hay más."""
    oficinas = [debida.antes.oficina for debida in historia.por_aprobar]
    veces = Counter(filter(None, oficinas))
    maximo = max(veces.values())
    nombres = [nombre for nombre, cuantas in veces.items() if cuantas == maximo]
    estan = f"Están en {contar(len(veces), 'dependencia', 'dependencias')}"
    if len(veces) == 1 or len(nombres) > 1:
        return f"{estan}."
    return f"{estan}; {con_miles(maximo)} son {con_de(nombres[0])}."


def lo_que_cambio(analisis: Analisis) -> Iterator[str]:
    """Las frases de qué se hizo con lo que se debía en el corte anterior, o venció después."""
    historia = analisis.historia
    if historia is None:
        return
    cuando = fecha_larga(historia.desde)
    if historia.filas:
        debian = "{cuenta} ya debía[n] estar terminad@s el {dia} y no constaba[n] así"
        cuantas = palabras_de(historia.debidas).di(debian, len(historia.debidas), dia=cuando)
        cambios = _cuentas(historia.filas)
        yield f"{cuantas}{_EN_SU_TABLA}. Desde entonces, {cambios}."
    if historia.del_periodo:
        cambios = _cuentas(historia.del_periodo)
        yield f"De lo que vencía entre el {cuando} y este corte, {cambios}{_EN_SU_TABLA}."


def si_nada_vence(analisis: Analisis, frase: str) -> str:
    """``frase`` (nada consta vencido), con cuánto de lo debido se retiró o cambió."""
    historia = analisis.historia
    if historia is None or not historia.por_aprobar:
        return frase
    filas = [debida.antes for debida in historia.por_aprobar]
    frase_de_reserva = (
        "{cuales} que ya debía[n] estar terminad@s se [retiró|retiraron] o [cambió|cambiaron]"
        " desde el {dia}"
    )
    datos = {"cuales": enumerar(filas), "dia": fecha_larga(historia.desde)}
    cambiaron = palabras_de(filas).di(frase_de_reserva, len(filas), **datos)
    return f"{frase.removesuffix('.')}, pero {cambiaron}{_EN_SU_TABLA}."


def metodo(analisis: Analisis) -> Iterator[str]:
    """Las frases, sin punto, de lo que no se puede ver de un corte al otro."""
    historia = analisis.historia
    if historia is None:
        return
    if historia.con_anterior:
        yield from (frase.removesuffix(".") for frase in sin_ver(analisis))
        return
    yield (
        "Este seguimiento no se cruzó con el plan que sustentó el del"
        f" {fecha_larga(historia.desde)}. Por eso no se ve si lo que ya debía estar terminado se"
        " corrió de fecha, se retiró o se reescribió. Lo que se declaró no aplicable y lo que"
        " terminó se dice con los datos de hoy"
    )


def sin_ver(analisis: Analisis) -> Iterator[str]:
    """La frase de los datos que el informe anterior no imprime, y qué no deja ver eso."""
    historia = analisis.historia
    if historia is None or not historia.sin_ver:
        return
    datos = lista([_ARTICULADO[dato] for dato in historia.sin_ver])
    duda = (
        "qué debía estar terminado entonces"
        if {"fecha", "avance"} & {*historia.sin_ver}
        else "si desde entonces se reescribió"
    )
    yield f"El informe anterior no imprime {datos}: no se puede ver {duda}."


_ARTICULADO = {
    "fecha": "las fechas programadas",
    "meta": "la meta",
    "indicador": "el indicador",
    "mejora": "la mejora",
    "accion": "la acción",
    "registro": "el registro",
    "avance": "el avance ni el estado",
}


def _frase_del_control(historia: HistoriaDelPlan) -> str:
    """La frase de lo que el control de cambios dice del período, si algo cambió."""
    if not historia.por_aprobar:
        return ""
    if not historia.control:
        return "En el control de cambios del plan no consta nada con fecha entre ese corte y este."
    versiones = lista([version_escrita(cambio) for cambio in historia.control])
    return f"En el control de cambios del plan consta {versiones}."


def version_escrita(cambio: CambioDocumento) -> str:
    """``la versión 2, del 31/01/2023: «Se retira la 1.1»``: un renglón del control de cambios."""
    return f"la versión {cambio.version}, del {cambio.fecha}: «{en_un_renglon(cambio.razon)}»"


def _cuentas(debidas: Sequence[FilaDebida]) -> str:
    """``2 se retiraron del plan, a 1 se le corrió la fecha y 1 terminó después…``."""
    cuantas = Counter(gesto for debida in debidas for gesto in debida.gestos)
    tarde = sum(_termino_tarde(debida) for debida in debidas if "terminada" in debida.gestos)
    cuentas = palabras_de([debida.antes for debida in debidas]).cuentas(
        (cuantas["retirada"], "{n} se [retiró|retiraron] del plan"),
        (cuantas["corrida"], "a {n} se le[s] corrió la fecha"),
        (cuantas["no_aplica"], "{n} se [declaró|declararon] no aplicable[s]"),
        (cuantas["reescrita"], "a {n} se le[s] reescribió lo pedido"),
        (cuantas["reporte"], "de {n} cambió el reporte de entonces"),
        (tarde, "{n} [terminó|terminaron] después de su último día"),
        (cuantas["terminada"] - tarde, "{n} se [declaró|declararon] terminad@s en este corte"),
    )
    repetidas = "; alguna está en más de un caso" if cuantas.total() > len(debidas) else ""
    return f"{lista(cuentas)}{repetidas}"


def _termino_tarde(debida: FilaDebida) -> bool:
    """Si consta que lo debido no estaba terminado cuando vencía."""
    return debida.clase is Vencimiento.VENCIDA


# ------------------------------------------------------------------ una por una


def linea(debida: FilaDebida) -> str:
    """``2.1 vencía el 31/03/2026 con 20 %: se corrió al 30/12/2026``, con todos sus cambios."""
    return f"{_nombre(debida.antes)} {como_estaba(debida)}: {que_cambio(debida)}"


def _linea_corta(debida: FilaDebida, codigos: Codigos | None, *, con_oficina: bool) -> str:
    """La línea de una fila que se debía y en qué cambió, sin los textos.

    ``codigos``: cómo se nombra cada fila; ``con_oficina``: si también se dice de quién es.
    """
    nombre = _nombre(debida.antes)
    if codigos is not None and debida.antes.fila.identificador:
        codigo = codigos.de(debida.antes.ruta)
        if con_oficina:
            codigo = attrs.evolve(codigo, alcance=max(codigo.alcance, Alcance.DEPENDENCIA))
        nombre = en_frase(codigo)
    return f"{nombre} {como_estaba(debida)}: {que_cambio(debida, entera=False)}"


def _nombre(fila: FilaAnalizada) -> str:
    """El código de una fila o, sin él, el comienzo de su texto."""
    if fila.fila.identificador:
        return fila.fila.identificador
    return citado(fila.fila.texto) or "Una actividad sin código ni texto"


def como_estaba(debida: FilaDebida) -> str:
    """Cuándo vencía y cómo estaba: ``vencía el 31/03/2026 con 20 %``."""
    fila, dia = debida.antes, fecha_corta(debida.vencia)
    if debida.clase is None:
        return f"vencía el {dia}, {_EN_EL_PERIODO}"
    if debida.clase is Vencimiento.VENCIDA:
        if fila.situacion.avance is not None:
            return f"vencía el {dia} con {porcentaje(fila.situacion.avance)}"
        return f"vencía el {dia} y estaba {_SIN_NUMERO.get(fila.estado, 'sin terminar')}"
    debia = f"debía estar terminad{_vocal(fila)} el {dia}"
    if debida.clase is Vencimiento.POR_DETERMINAR and fila.situacion.le_llego_otro_dia:
        return f"{debia} y desde que estuvo al día sólo tenía textos"
    if debida.clase is Vencimiento.SIN_REPORTE and debida.de_documento:
        return f"{debia} y en el informe anterior no tiene reporte"
    return f"{debia} {_COMO_ESTABA[debida.clase].replace('otra', f'otr{_vocal(fila)}')}"


_EN_EL_PERIODO = "en el período"
_SIN_NUMERO: dict[Estado | None, str] = {
    Estado.EN_PROCESO: "en proceso",
    Estado.SIN_AVANCE: "sin avance",
}
_COMO_ESTABA = {
    Vencimiento.POR_DETERMINAR: "y sólo tenía un texto",
    Vencimiento.SIN_REPORTE: "y nada se había reportado",
    Vencimiento.AL_DIA_SIN_REPORTE: "y desde que estuvo al día no tenía reporte",
    Vencimiento.EN_BLANCO: "e iba en blanco bajo otra con reporte",
}


def _vocal(fila: FilaAnalizada) -> str:
    """La vocal con que se concuerda la clase de una fila: ``a``, de actividad."""
    return DE_CADA_LISTA[fila.lista].vocal


def _como_vencia(debida: FilaDebida) -> str:
    """La clase de vencimiento en el género de la fila: ``vencida``, ``vencido sin reporte``."""
    if debida.clase is None:
        return f"vencía {_EN_EL_PERIODO}"
    return en_su_genero(debida.clase.value, DE_CADA_LISTA[debida.antes.lista])


def que_cambio(debida: FilaDebida, *, entera: bool = True) -> str:
    """Lo que se hizo con lo debido; ``entera``, con los textos de antes y de ahora."""
    return "; ".join(_frase_del_gesto(gesto, debida, entera=entera) for gesto in debida.gestos)


def _frase_del_gesto(gesto: Gesto, debida: FilaDebida, *, entera: bool) -> str:
    """``se corrió al 30/12/2026`` o ``fue retirada del plan``: lo que se hizo con lo debido.

    ``entera``: si se dicen también los textos que cambiaron.
    """
    if gesto == "corrida" and debida.despues:
        return _frase_de_lo_corrido(debida.despues.fecha)
    if gesto == "reescrita":
        if not entera:
            return f"cambió {lista([_dato_pedido(cambio) for cambio in debida.textos])}"
        return "; ".join(map(_texto_cambiado, debida.textos))
    vocal = _vocal(debida.antes)
    frases: dict[Gesto, str] = {
        "retirada": f"fue retirad{vocal} del plan{_reemplazo(debida, entera=entera)}",
        "no_aplica": "se declaró no aplicable",
        "reporte": _cambio_del_reporte(debida, entera=entera),
        "terminada": "terminó después de su último día"
        if _termino_tarde(debida)
        else f"se declaró terminad{vocal} en este corte",
    }
    return frases[gesto]


def _reemplazo(debida: FilaDebida, *, entera: bool) -> str:
    """``; en su lugar hay otra, 2.4``: la fila que reemplaza a una retirada; o vacío.

    ``entera``: con su texto.
    """
    reemplazo = debida.en_su_lugar
    if reemplazo is None:
        return ""
    texto = f": «{en_un_renglon(reemplazo.fila.texto)}»" if entera else ""
    return f"; en su lugar hay otr{_vocal(reemplazo)}, {_nombre(reemplazo)}{texto}"


def _frase_de_lo_corrido(fecha: FechaProgramada) -> str:
    """``se corrió al 30/12/2026``, o lo que dice ahora la fecha que no tiene un último día."""
    literal = en_un_renglon(fecha.literal)
    if not fecha.dias:
        if not literal:
            return "se le borró la fecha"
        return f"su fecha es ahora «{literal}», que no tiene un último día"
    dia = fecha_corta(fecha.dias[-1])
    return f"se corrió al {dia}{'' if literal == dia else f' («{literal}»)'}"


def _dato_pedido(cambio: CambioDeTexto) -> str:
    return _ARTICULADO[cambio.campo.rpartition(".")[2]]


def _texto_cambiado(cambio: CambioDeTexto) -> str:
    """``cambió la meta: decía «3» y dice «5»``, de un dato de lo pedido."""
    dato = _dato_pedido(cambio)
    antes, despues = en_un_renglon(cambio.antes), en_un_renglon(cambio.despues)
    if not despues:
        return f"se le borró {dato}, que decía «{antes}»"
    decia = f"decía «{antes}»" if antes else "no decía nada"
    return f"cambió {dato}: {decia} y dice «{despues}»"


def _cambio_del_reporte(debida: FilaDebida, *, entera: bool) -> str:
    """Lo que el informe anterior daba de una fila, y lo que hoy dicen los datos de ese corte.

    ``entera``: si se dicen los textos que cambiaron.
    """
    vocal = _vocal(debida.antes)
    pronombre = "lo" if vocal == "o" else "la"
    comienzo = f"el informe anterior {pronombre} daba {_como_vencia(debida)}; los datos de hoy"
    if debida.de_hoy is not None and debida.de_hoy.terminada:
        return f"{comienzo} {pronombre} dan terminad{vocal} en esa fecha"
    if debida.de_hoy is not None and not debida.de_hoy.aplica:
        return f"{comienzo} dicen que en esa fecha no aplicaba"
    return "; ".join(_reporte_cambiado(cambiado, entera=entera) for cambiado in debida.reportes)


def _reporte_cambiado(cambiado: ReporteCambiado, *, entera: bool) -> str:
    """``su reporte del 30/04/2026 decía … y hoy dice …``; si no ``entera``, sólo que cambió."""
    dia = fecha_corta(cambiado.corte)
    if not entera:
        return f"cambió su reporte del {dia}"
    antes, despues = lo_reportado(cambiado.antes), lo_reportado(cambiado.despues)
    return f"su reporte del {dia} decía {antes} y hoy dice {despues}"


def lo_reportado(seguimiento: Seguimiento | None) -> str:
    """``20 %, en proceso, «Se hizo»``: lo que un reporte dice, o ``nada``."""
    if seguimiento is None:
        return "nada"
    estado, avance, texto = seguimiento.estado, seguimiento.avance, seguimiento.texto
    partes = (
        "" if avance is None else porcentaje(avance),
        estado.value.replace("_", " ") if estado else "",
        f"«{en_un_renglon(texto)}»" if texto and texto.strip() else "",
    )
    return ", ".join(filter(None, partes)) or "nada"


# ------------------------------------------------------------------ los renglones


def renglones(analisis: Analisis) -> Iterator[FilaDeHistoria]:
    """Un renglón por fila que se debía, con lo que se hizo con ella."""
    historia = analisis.historia
    if historia is None:
        return
    for debida in (*historia.filas, *historia.del_periodo):
        fila, avance = debida.antes, debida.antes.situacion.avance
        clase = _como_vencia(debida).capitalize()
        yield FilaDeHistoria(
            dependencia=fila.oficina,
            componente=componente_en_breve(fila),
            codigo=fila.fila.identificador,
            texto=fila.fila.texto or "(sin descripción)",
            vencia=fecha_corta(debida.vencia),
            como_estaba=clase if avance is None else f"{clase}, {porcentaje(avance)}",
            que_cambio=con_mayuscula(que_cambio(debida)),
        )


# ------------------------------------------------------------------ datos


def datos_de_historia(historia: HistoriaDelPlan) -> dict[str, Any]:
    """Lo que debía estar terminado y lo que se hizo con ello, para JSON."""
    return {
        "desde": historia.desde.isoformat(),
        "con_anterior": historia.con_anterior,
        "debidas": [fila.ruta for fila in historia.debidas],
        "filas": [_datos(debida) for debida in historia.filas],
        "del_periodo": [_datos(debida) for debida in historia.del_periodo],
        "control_cambios": list(map(attrs.asdict, historia.control)),
        "sin_ver": list(historia.sin_ver),
    }


def _datos(debida: FilaDebida) -> dict[str, Any]:
    """Una fila debida con sus cambios, para JSON."""
    antes, hoy = debida.antes, debida.despues
    return {
        "ruta": hoy and hoy.ruta,
        "ruta_antes": antes.ruta,
        "codigo": antes.fila.identificador,
        "descripcion": antes.fila.texto,
        "dependencia": antes.dependencia.nombre if antes.dependencia else None,
        "componente": antes.componente.titulo,
        "clase": _clase_en_datos(debida),
        "ultimo_dia": debida.vencia.isoformat(),
        "avance": en_datos(antes.situacion.avance),
        "linea": linea(debida),
        "cambios": [
            cambio for gesto in debida.gestos for cambio in _datos_del_gesto(debida, gesto)
        ],
        "en_su_lugar": debida.en_su_lugar and debida.en_su_lugar.ruta,
    }


def _datos_del_gesto(debida: FilaDebida, gesto: Gesto) -> Iterator[dict[str, Any]]:
    """Lo que se hizo con una fila, para JSON: lo de antes y lo de ahora, por dato o corte."""
    hoy = debida.despues
    cambios: list[tuple[str | None, str | None, str | None]]
    if gesto == "corrida" and hoy is not None:
        cambios = [("fecha", debida.antes.fecha.literal, hoy.fecha.literal)]
    elif gesto == "reescrita":
        cambios = [(texto.campo, texto.antes, texto.despues) for texto in debida.textos]
    elif gesto == "reporte":
        cambios = [
            (f"seguimiento {r.corte}", lo_reportado(r.antes), lo_reportado(r.despues))
            for r in debida.reportes
        ]
    else:
        cambios = [(None, _clase_en_datos(debida), gesto)]
    for dato, antes, despues in cambios:
        yield {"gesto": gesto, "dato": dato, "antes": antes, "despues": despues}


def _clase_en_datos(debida: FilaDebida) -> str:
    return debida.clase.value if debida.clase else f"vencía {_EN_EL_PERIODO}"


def lineas_de_historia(historia: HistoriaDelPlan) -> list[str]:
    """Una línea por fila con la que se hizo algo o que salió del período, para una terminal."""
    return [*map(linea, (*historia.filas, *historia.del_periodo))]
