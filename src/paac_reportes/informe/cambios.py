"""Una comparación contada: renglones para una tabla, datos para JSON y texto para una terminal."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import starmap
from typing import Any

import attrs

from paac_reportes.analisis.cambios import (
    NADA_CAMBIO,
    NADA_CAMBIO_FUERA_DEL_MAPA,
    SOLO_LAS_ZONAS,
    VAN_Y_VIENEN,
    CambioDeElemento,
    CambioDeTexto,
    CambiosDeLista,
    textos_de,
)
from paac_reportes.analisis.comparacion import (
    CLASES,
    CORRECCION,
    DE_FILAS,
    LISTAS,
    Comparacion,
    Lista,
    OtrosDatos,
    Pareja,
    actos_de,
)
from paac_reportes.analisis.emparejamiento import Senas, nombre_de, senas_de
from paac_reportes.analisis.filas import FilaAnalizada, oficinas_de
from paac_reportes.analisis.riesgos.cambios import ComparacionDeMapas, ParejaDeRiesgos
from paac_reportes.analisis.riesgos.cifras import RiesgoAnalizado
from paac_reportes.analisis.riesgos.frases import referencias
from paac_reportes.estructura import desestructurar
from paac_reportes.formatos.definicion.filas import DiferenciaDeCorte
from paac_reportes.grupos import agrupadas
from paac_reportes.informe.frases import DE_CADA_LISTA, nombre_de_fila, palabras_de
from paac_reportes.informe.historia import version_escrita
from paac_reportes.modelo import Tramite
from paac_reportes.modelo.catalogo import CATALOGO
from paac_reportes.modelo.recorrer import contenidos_de
from paac_reportes.modelo.temas import Tema, tema
from paac_reportes.textos.frases import (
    Palabras,
    con_mayuscula,
    con_minuscula,
    en_un_renglon,
    seguidas,
)
from paac_reportes.textos.valores import (
    contar,
    en_palabras,
    fecha_corta,
    fecha_larga,
    lista,
    porcentaje,
    proporcion,
)

_CambioDeFila = tuple[str, FilaAnalizada, str, str]
"""La clase de un cambio, la fila, lo de antes y lo de ahora."""


def diferencias_de(comparacion: Comparacion) -> Iterator[DiferenciaDeCorte]:
    """Un renglón por cambio, en el orden en que se cuentan."""
    yield from starmap(_diferencia, filas_de_lo_hecho(comparacion))
    yield from de_lo_previsto(comparacion)


def filas_de_lo_hecho(comparacion: Comparacion) -> Iterator[_CambioDeFila]:
    """Los cambios de lo declarado: avances, terminadas, reportes que faltan."""
    for nombre, grupo in LISTAS.items():
        for pareja in getattr(comparacion, nombre) if grupo.que == "avance" else ():
            yield grupo.clase, pareja.despues, _avance(pareja.antes), _avance(pareja.despues)
    antes_de = {pareja.despues.ruta: pareja.antes for pareja in comparacion.parejas}
    for fila in comparacion.terminaron:
        antes = antes_de.get(fila.ruta)
        yield CLASES["terminaron"], fila, _declarado(antes) if antes else "", _declarado(fila)


def filas_corregidas(comparacion: Comparacion) -> Iterator[tuple[FilaAnalizada, str, str]]:
    """Las filas que se corrigieron, con lo que se publicó de ellas y lo que hoy se dice."""
    for pareja in comparacion.parejas:
        if pareja.corregida is not None:
            yield pareja.despues, _declarado(pareja.antes), _declarado(pareja.corregida)


def de_lo_previsto(comparacion: Comparacion) -> Iterator[DiferenciaDeCorte]:
    """Los renglones de lo que cambió en el plan mismo, y de lo publicado que se corrigió."""
    filas: list[_CambioDeFila] = [
        *((CORRECCION, *corregida) for corregida in filas_corregidas(comparacion)),
        *((CLASES["nuevas"], f, "", nombre_sin_dependencia(f)) for f in comparacion.nuevas),
        *((CLASES["retiradas"], f, nombre_sin_dependencia(f), "") for f in comparacion.retiradas),
    ]
    yield from starmap(_diferencia, filas)
    for nombre, grupo in LISTAS.items():
        parejas: tuple[Pareja, ...] = getattr(comparacion, nombre)
        if grupo.que == "lugar":
            for pareja in parejas:
                donde = _lugar(pareja.antes), _lugar(pareja.despues)
                yield _diferencia(grupo.clase, pareja.despues, *donde)
            yield from _renglones_de_los_renombrados(comparacion)
        elif grupo.que != "avance":
            yield from _renglones_de_los_datos(parejas, grupo)
    for datos in comparacion.otros_datos:
        yield from _cambios_de_los_otros_datos(datos)


def _avance(fila: FilaAnalizada) -> str:
    """El avance que se conoce de una fila, entre o no en los promedios."""
    return porcentaje(fila.situacion.avance) if fila.aplica else "no aplica"


def _declarado(fila: FilaAnalizada) -> str:
    """El avance y el estado que un corte publica de una fila."""
    estado = fila.estado.value.replace("_", " ") if fila.estado and fila.aplica else ""
    return ", ".join(filter(None, (_avance(fila), estado)))


def _renglones_de_los_renombrados(comparacion: Comparacion) -> Iterator[DiferenciaDeCorte]:
    """Los renglones de las dependencias y componentes que cambiaron de nombre."""
    oficinas = oficinas_de(comparacion.despues.plan)
    for lugar in comparacion.renombrados:
        es_dependencia = lugar.clase == "dependencia"
        yield DiferenciaDeCorte(
            clase=f"Otro nombre {'de la dependencia' if es_dependencia else 'del componente'}",
            dependencia=oficinas.get(lugar.despues if es_dependencia else lugar.dependencia or ""),
            componente="" if es_dependencia else lugar.despues,
            fila="",
            antes=lugar.antes,
            despues=lugar.despues,
        )


def _renglones_de_los_datos(parejas: Iterable[Pareja], grupo: Lista) -> Iterator[DiferenciaDeCorte]:
    """Los renglones de los datos que cambiaron; los de redacción, campo por campo.

    ``grupo``: la lista de la comparación de que se habla.
    """
    cambios = [
        (pareja.despues, f"{_raiz(pareja.despues)}.{cambio.campo}", cambio)
        for pareja in parejas
        for cambio in pareja.textos
        if cambio.clase == grupo.que
    ]
    if grupo.que == "redacción":
        cambios.sort(key=lambda uno: _ORDEN.get(uno[1], len(_ORDEN)))
    for fila, dato, cambio in cambios:
        clase, nombre = grupo.clase, CATALOGO[dato].en_frase
        antes, despues = cambio.antes, cambio.despues
        if grupo.que in {"meta", "redacción"}:
            antes, despues = marcado(cambio)
        elif grupo.que == "fecha" and cambio.campo != "fecha_programada":
            # De la fila que tiene varias, con cuál de ellas es.
            antes, despues = (f"{nombre}: {texto}" if texto else "" for texto in (antes, despues))
        if grupo.que == "redacción":
            clase = f"{clase}: {nombre}"
        yield _diferencia(clase, fila, antes, despues)


def _raiz(fila: FilaAnalizada) -> str:
    return "tramite" if isinstance(fila.fila, Tramite) else "actividad"


_ORDEN = {
    dato: lugar
    for lugar, dato in enumerate((*CATALOGO.datos("actividad"), *CATALOGO.datos("tramite")))
}


def _cambios_de_los_otros_datos(datos: OtrosDatos) -> Iterator[DiferenciaDeCorte]:
    """Los cambios de un lugar, o de lo que una fila reportó en un corte."""
    fila, quien = datos.pareja.despues, CATALOGO.de_raiz(datos.raiz).titulo
    del_corte = f" del {fecha_corta(datos.corte)}" if datos.corte else ""
    for cambio in datos.cambios:
        if datos.de_la_fila:
            yield _diferencia("Pasó a otro subcomponente", fila, cambio.antes, cambio.despues)
            continue
        clase = f"{quien}{del_corte}: {CATALOGO[cambio.campo].en_frase}"
        diferencia = _diferencia(clase, fila, *marcado(_con_opciones_en_palabras(cambio)))
        if not datos.corte:  # de un lugar, su nombre; si no lo tiene, qué clase de lugar es
            lugar = getattr(fila, datos.raiz)
            nombre = getattr(lugar, "titulo", lugar.nombre) or quien
            diferencia = attrs.evolve(diferencia, fila=str(nombre))
        yield diferencia


def _diferencia(clase: str, fila: FilaAnalizada, antes: str, despues: str) -> DiferenciaDeCorte:
    """El renglón de un cambio de una fila."""
    return DiferenciaDeCorte(
        clase=clase,
        dependencia=fila.oficina,
        componente=fila.componente.titulo,
        fila=nombre_sin_dependencia(fila),
        antes=antes,
        despues=despues,
    )


def nombre_sin_dependencia(fila: FilaAnalizada) -> str:
    """El código y el texto de una fila."""
    return nombre_de_fila(fila, con_dependencia=False)


def _lugar(fila: FilaAnalizada, *, a_la_letra: bool = False) -> str:
    """``Secretaría de Hacienda · 2. Racionalización de trámites · trámites``."""
    dependencia = fila.dependencia.nombre if fila.dependencia and a_la_letra else fila.oficina
    lista = None if fila.lista == "actividades" else DE_CADA_LISTA[fila.lista].plural
    partes = (dependencia, fila.componente.titulo, lista)
    return " · ".join(filter(None, partes))


# ------------------------------------------------------------------ datos


def comparacion_en_datos(comparacion: "Comparacion | ComparacionDeMapas") -> dict[str, Any]:
    """La comparación en diccionarios y listas, para JSON."""
    if not isinstance(comparacion, Comparacion):
        return _mapas_en_datos(comparacion)
    lados = {"antes": comparacion.antes, "despues": comparacion.despues}
    actos = actos_de(comparacion)
    return {
        **{lado: analisis.corte and str(analisis.corte) for lado, analisis in lados.items()},
        "avance": {lado: _numero(analisis.todo.avance) for lado, analisis in lados.items()},
        **{
            nombre: [
                cambiada.ruta
                if isinstance(cambiada, FilaAnalizada)
                else _pareja_en_datos(nombre, cambiada)
                for cambiada in getattr(comparacion, nombre)
            ]
            for nombre in CLASES
        },
        "renombrados": list(map(attrs.asdict, comparacion.renombrados)),
        "actos": {
            "con_acto": [{"ruta": f.ruta, **attrs.asdict(acto)} for f, acto in actos if acto],
            "sin_acto": [fila.ruta for fila, acto in actos if acto is None],
        }
        if actos
        else None,
        "otros_datos": [
            {
                "clase": datos.raiz,
                **_rutas(datos.pareja),
                "corte": datos.corte and str(datos.corte),
                "cambios": _en_datos(datos.cambios),
            }
            for datos in comparacion.otros_datos
        ],
        "en_los_dos": list(map(_como_se_hallo, comparacion.parejas)),
        "riesgos": comparacion.riesgos and _mapas_en_datos(comparacion.riesgos),
    }


def _pareja_en_datos(nombre: str, pareja: Pareja) -> dict[str, Any]:
    """Una fila de una lista de la comparación, para JSON: sus rutas, lo de antes y lo de hoy.

    ``nombre``: el de la lista.
    """
    que = LISTAS[nombre].que if nombre in LISTAS else "avance"
    datos, filas = {"clase": CLASES[nombre], **_rutas(pareja)}, (pareja.antes, pareja.despues)
    lados: Iterable[object]
    if que == "avance":
        lados = map(_numero, pareja.avances)
    elif que == "lugar":
        lados = (_lugar(fila, a_la_letra=True) for fila in filas)
    elif que == "código":
        lados = (fila.fila.identificador for fila in filas)
    else:
        return {**datos, "cambios": _en_datos(pareja.cambios(que))}
    return {**datos, **dict(zip(("antes", "despues"), lados, strict=True))}


def _numero(valor: Decimal | None) -> float | None:
    return None if valor is None else float(round(valor, 4))


def _en_datos(valor: Any) -> Any:
    """Lo que cambió, para JSON: una fila o un riesgo, por su ruta; lo de una lista, entero."""
    if isinstance(valor, tuple):
        return list(map(_en_datos, valor))
    if isinstance(valor, Mapping):
        return {clave: _en_datos(dato) for clave, dato in valor.items()}
    if isinstance(valor, CambioDeTexto | CambiosDeLista | CambioDeElemento):
        datos = _en_datos(attrs.asdict(valor, recurse=False))
        if isinstance(valor, CambioDeTexto):
            datos["palabras"] = [list(tramo) for tramo in valor.palabras()]
        return datos
    if valor is None or isinstance(valor, str):
        return valor
    return valor.ruta if hasattr(valor, "ruta") else desestructurar(valor)


def _rutas(pareja: "Pareja | ParejaDeRiesgos") -> dict[str, str]:
    """Las rutas de hoy y de antes de lo que está en los dos lados."""
    return {"ruta": pareja.despues.ruta, "ruta_antes": pareja.antes.ruta}


def _como_se_hallo(pareja: "Pareja | ParejaDeRiesgos") -> dict[str, Any]:
    """Sus rutas y cómo se reconoció, con su parecido."""
    parecido = pareja.parecido and round(pareja.parecido, 2)
    return {**_rutas(pareja), "como": pareja.como, "parecido": parecido}


def _mapas_en_datos(comparacion: "ComparacionDeMapas") -> dict[str, Any]:
    """La comparación de dos mapas, para JSON; cada riesgo, por su ruta."""
    lados = {"antes": comparacion.antes, "despues": comparacion.despues}
    return {
        **{
            lado: {
                "vigencia": cifras.mapa.vigencia,
                "corte": cifras.corte and str(cifras.corte),
                "metodologia": cifras.mapa.metodologia,
                "vigentes": len(cifras.riesgos),
            }
            for lado, cifras in lados.items()
        },
        "por_que_no_se_comparan_las_zonas": comparacion.por_que_no_se_valoran_igual or None,
        **{campo: _en_datos(getattr(comparacion, campo)) for campo in VAN_Y_VIENEN},
        **{cual: _zonas_en_datos(comparacion, cual) for cual in ("inherente", "residual")},
        "cambios": _en_datos(comparacion.cambios),
        "listas": _en_datos(comparacion.listas),
        "en_los_dos": [
            {
                **_como_se_hallo(pareja),
                "trasladado": pareja.trasladado,
                "cambios": _en_datos(pareja.cambios),
                "listas": _en_datos(pareja.listas),
            }
            for pareja in comparacion.parejas
        ],
    }


def _zonas_en_datos(comparacion: "ComparacionDeMapas", cual: str) -> dict[str, Any]:
    """Los riesgos que bajan de zona, siguen en la suya o suben, con las dos."""
    return {
        movimiento: [{**_rutas(par), **_zonas(par, cual)} for par in pares]
        for movimiento, pares in attrs.asdict(getattr(comparacion, cual), recurse=False).items()
    }


def _zonas(pareja: "ParejaDeRiesgos", cual: str) -> dict[str, Any]:
    """Las zonas de un riesgo, antes y después: la ``inherente`` o la ``residual``."""
    return {lado: getattr(getattr(pareja, lado), f"zona_{cual}") for lado in ("antes", "despues")}


# ------------------------------------------------------------------ una terminal


def comparacion_en_renglones(comparacion: "Comparacion | ComparacionDeMapas") -> Iterator[str]:
    """La comparación en renglones, agrupada por clase de cambio."""
    if not isinstance(comparacion, Comparacion):
        yield from _resumen_de_los_mapas(comparacion)
        antes, despues = comparacion.antes, comparacion.despues
        son_dos_cortes = antes.mapa is despues.mapa and antes.corte != despues.corte
        nada = SOLO_LAS_ZONAS if son_dos_cortes else NADA_CAMBIO
        yield from [*_por_clase(_novedades(comparacion))] or [nada]
        return
    lados = (comparacion.antes, comparacion.despues)
    desde, hasta = (fecha_corta(lado.corte) if lado.corte else "ningún corte" for lado in lados)
    if any(lado.corte for lado in lados):
        avances = (
            f"{proporcion(todo.avance)} ({len(todo.con_avance)} de {len(todo.aplican)})"
            for todo in (lado.todo for lado in lados)
        )
        yield f"De {desde} a {hasta}: avance {' → '.join(avances)}"
    else:
        yield "Ninguno de los dos trae cortes: no hay avance que comparar"
    diferencias = ((d.clase, _renglon(d)) for d in diferencias_de(comparacion))
    si_nada_cambia = NADA_CAMBIO if comparacion.riesgos is None else NADA_CAMBIO_FUERA_DEL_MAPA
    yield from [*_por_clase(diferencias)] or [si_nada_cambia]
    yield from _renglones_de_los_actos(comparacion)
    con_mapa = [lado.plan.mapa_de_riesgos is not None for lado in lados]
    if comparacion.riesgos is not None:
        yield ""
        yield from comparacion_en_renglones(comparacion.riesgos)
    elif any(con_mapa):
        yield ""
        cuando = "después" if con_mapa[0] else "antes"
        yield f"El mapa de riesgos no se compara: el plan de {cuando} no lo trae."


_Novedad = tuple[str, str]
"""La clase de un cambio, y su renglón."""


def _por_clase(novedades: Iterable[_Novedad]) -> Iterator[str]:
    """Los renglones de cada clase de cambio, bajo su nombre y tras un blanco."""
    for clase, renglones in agrupadas(novedades).items():
        yield from ("", clase, *(f"  {renglon}" for renglon in renglones))


_FILAS_QUE_SE_NOMBRAN = 12
"""Filas sin acto que se nombran; de las demás, cuántas son."""


def _renglones_de_los_actos(comparacion: Comparacion) -> Iterator[str]:
    """Los renglones del acto que nombra cada fila que cambió, y cuáles no nombra ninguno."""
    con_nombre = [(nombre_sin_dependencia(fila), acto) for fila, acto in actos_de(comparacion)]
    if renglones := [f"  {nombre}: {version_escrita(acto)}" for nombre, acto in con_nombre if acto]:
        yield from ("", "El acto de cada cambio, en el control de cambios:", *renglones)
    if sin_acto := [nombre for nombre, acto in con_nombre if acto is None]:
        cuantas = contar(len(sin_acto), "fila que cambió", "filas que cambiaron")
        restantes = len(sin_acto) - _FILAS_QUE_SE_NOMBRAN
        y_mas = f"; y {restantes} más" if restantes > 0 else ""
        nombres = "; ".join(sin_acto[:_FILAS_QUE_SE_NOMBRAN])
        yield from ("", f"Sin acto en el control de cambios, {cuantas}: {nombres}{y_mas}")


def _renglon(diferencia: DiferenciaDeCorte) -> str:
    """El renglón de un cambio para una terminal."""
    fila = diferencia.fila
    cambio = f"{diferencia.antes or _NADA} → {diferencia.despues or _NADA}"
    if not fila:  # es un lugar, y ya dice cuál
        return cambio
    if diferencia.dependencia:
        fila = f"{fila} ({diferencia.dependencia})"
    ya_lo_dice = diferencia.clase in {"Nueva", "Retirada"} or diferencia.antes == diferencia.despues
    return fila if ya_lo_dice else f"{fila}: {cambio}"


_NADA = "nada"


def marcado(cambio: CambioDeTexto) -> tuple[str, str]:
    """Los dos textos con las palabras que cambiaron entre corchetes."""
    tramos = [(que, texto if que == "igual" else f"[{texto}]") for que, texto in cambio.palabras()]
    antes, despues = (
        " ".join(texto for que, texto in tramos if que != del_otro)
        for del_otro in ("puso", "quitó")
    )
    return antes, despues


# ------------------------------------------------------------------ frase


def frase_de_cambios(comparacion: Comparacion) -> str:
    """Las frases de qué cambió frente al corte anterior, con su cuenta; vacío si nada."""
    if comparacion.antes.corte is None or next(diferencias_de(comparacion), None) is None:
        return ""
    frente = "a lo publicado con corte al" if comparacion.es_con_lo_publicado else "al corte del"
    frente = f"frente {frente} {fecha_larga(comparacion.antes.corte)}"
    filas = comparacion.despues.todo.filas  # también las nuevas, que pueden haber terminado
    frases = [*_frases_de_lo_declarado(comparacion, palabras_de(filas), len(filas), frente)]
    previsto = [
        *_cuentas(comparacion, _DEL_PLAN, palabras_de(filas)),
        *_cuentas_de_lugares_y_datos(comparacion),
    ]
    if previsto:
        frases.append(f"En el plan, {lista(previsto)}.")
    if comparacion.correcciones:
        cuantas = palabras_de([pareja.despues for pareja in comparacion.correcciones])
        frases.append(
            f"De {cuantas.contar(len(comparacion.correcciones))}, los datos de hoy"
            " dicen de ese corte otra cosa que la publicada; los cambios se cuentan desde ella."
        )
    elif comparacion.es_con_lo_publicado and not comparacion.se_puede_corregir:
        frases.append("Los datos de hoy no traen los seguimientos de entonces.")
    return seguidas(*frases)


def _frases_de_lo_declarado(
    comparacion: Comparacion, palabras: Palabras, total: int, frente: str
) -> Iterator[str]:
    """``De las 122 filas del plan, 24 subieron su avance frente al…``; lo demás, en otra frase.

    ``total``: las filas del plan; ``frente``: «frente al 30 de abril».
    """
    cambios, demas = (
        _cuentas(comparacion, nombres, palabras) for nombres in (_LO_PRIMERO, _ADEMAS)
    )
    if not cambios:
        cambios, demas = demas, []
    if not cambios:
        yield f"No cambió nada de lo que se conoce del plan {frente}."
        return
    if total == 1:
        del_unico = lista([cambio.removeprefix("1 ") for cambio in (*cambios, *demas)])
        yield palabras.di(f"{{Las}} {{filas}} del plan {del_unico} {frente}.", 1)
        return
    if len(cambios) > _EN_UNA_FRASE:
        yield f"{con_mayuscula(frente)} hay cambios."
        frente = ""
    de_cuales = seguidas(lista(cambios), frente)
    yield palabras.di(f"{{De_las}} {{filas}} del plan, {de_cuales}.", total)
    if demas:
        yield f"Además, {lista(demas)}."
    rutas = [
        getattr(cambiada, "despues", cambiada).ruta
        for nombre in (*_LO_PRIMERO, *_ADEMAS)
        for cambiada in getattr(comparacion, nombre)
    ]
    if len(rutas) > len({*rutas}):
        yield palabras.di("Algun@ está en más de un caso.", 1)


_EN_UNA_FRASE = 2
"""Los cambios que una dice junto con frente a qué; con más, eso va en otra."""


def _cuentas(comparacion: Comparacion, nombres: Iterable[str], palabras: Palabras) -> list[str]:
    """``24 subieron su avance``, ``1 dejó de aplicar``: de esas listas, las que traen algo."""
    cuentas = ((len(getattr(comparacion, nombre)), _CUENTAN[nombre]) for nombre in nombres)
    return palabras.cuentas(*cuentas)


_CUENTAN = {
    **{nombre: una.cuentan for nombre, una in LISTAS.items()},
    **{nombre: cuentan for nombre, (_, cuentan) in DE_FILAS.items()},
}


def _cuentas_de_lugares_y_datos(comparacion: Comparacion) -> Iterator[str]:
    """``2 dependencias cambiaron de nombre``, ``1 dato de un lugar… es otro``."""
    for clase in ("dependencia", "componente"):
        if cuantos := sum(lugar.clase == clase for lugar in comparacion.renombrados):
            yield contar(cuantos, f"{clase} cambió de nombre", f"{clase}s cambiaron de nombre")
    if cuantos := comparacion.cuantos_otros_datos:
        singular = "dato de un lugar o de un seguimiento es otro"
        yield contar(cuantos, singular, "datos de sus lugares o de sus seguimientos son otros")


_LO_PRIMERO = ("avanzaron", "retrocedieron", "terminaron", "reabiertas")
_ADEMAS = tuple(n for n, una in LISTAS.items() if una.que == "avance" and n not in _LO_PRIMERO)
_DEL_PLAN = ("nuevas", "retiradas", *(n for n, una in LISTAS.items() if una.que != "avance"))


# ------------------------------------------------------------------ los mapas de riesgos


def _resumen_de_los_mapas(comparacion: "ComparacionDeMapas") -> Iterator[str]:
    """Qué mapas se comparan, cuántos riesgos tienen y cuántos bajan o suben de zona."""
    lados = antes, despues = comparacion.antes, comparacion.despues
    vigentes = contar(len(antes.riesgos), "riesgo vigente", "riesgos vigentes")
    vigencias = (lado.mapa.vigencia or "uno sin vigencia" for lado in lados)
    cortes = (f"corte {fecha_corta(lado.corte)}" if lado.corte else "sin corte" for lado in lados)
    de_antes, de_hoy = (f"{ano} ({corte})" for ano, corte in zip(vigencias, cortes, strict=True))
    yield (
        f"Mapa de riesgos, de {de_antes} a {de_hoy}: {vigentes} antes y {len(despues.riesgos)}"
        f" después; {len(comparacion.parejas)} en los dos"
    )
    if por_que := comparacion.por_que_no_se_valoran_igual:
        yield f"Las zonas y los niveles no se comparan: {por_que}."
    elif comparacion.parejas:
        yield f"Zona inherente: {con_minuscula(comparacion.inherente.frase)}."
        yield f"Zona residual: {con_minuscula(comparacion.residual.frase)}."


def _nombre(valorado: "RiesgoAnalizado", *, entero: bool = False) -> str:
    """``R1 (Contratación)``; sin referencia, o si se pide entero, con lo que dice.

    ``entero``: si se dice también la descripción, aunque tenga referencia.
    """
    referencia = valorado.riesgo.referencia
    dice = en_un_renglon(valorado.riesgo.descripcion) if entero or not referencia else ""
    return f"{' '.join(filter(None, (referencia, dice)))} ({valorado.proceso})"


_COMO_CAMBIARON = {
    "nuevos": ("nuevo", "nuevos"),
    "retirados": ("retirado", "retirados"),
    "desaparecidos": ("que ya no está", "que ya no están"),
    "reactivados": ("que vuelve a estar vigente", "que vuelven a estar vigentes"),
}


def frase_de_los_riesgos(comparacion: "ComparacionDeMapas") -> str:
    """``En el mapa de riesgos hay 1 nuevo (R5) y 1 retirado (R2).``; vacía si son los mismos."""
    cuentas = [
        f"{contar(len(riesgos), *como)} ({referencias(riesgos)})"
        for campo, como in _COMO_CAMBIARON.items()
        if (riesgos := getattr(comparacion, campo))
    ]
    return f"En el mapa de riesgos hay {lista(cuentas)}." if cuentas else ""


def _novedades(comparacion: "ComparacionDeMapas") -> Iterator[_Novedad]:
    """Los cambios de los riesgos y de todo el mapa, como pares de clase y renglón."""
    del_mapa, lados = tema("mapa"), (comparacion.antes, comparacion.despues)
    for campo, clase in VAN_Y_VIENEN.items():
        yield from ((clase, _nombre(r, entero=True)) for r in getattr(comparacion, campo))
    for valoracion in ("residual", "inherente"):
        for movimiento, verbo in (("suben", "Sube"), ("bajan", "Baja")):
            for pareja in getattr(getattr(comparacion, valoracion), movimiento):
                zonas = _zonas(pareja, valoracion).values()
                era, es = (lado.nombres_de_zona[z] for lado, z in zip(lados, zonas, strict=True))
                yield f"{verbo} la zona {valoracion}", f"{_nombre(pareja.despues)}: {era} → {es}"
    for pareja in comparacion.parejas:
        # Lo que se valoró con otra metodología no se compara.
        aparte = _VALORACIONES if comparacion.por_que_no_se_valoran_igual else ()
        cambios = [c for c in pareja.cambios if not c.campo.startswith(aparte)]
        yield from _cambios_de_un_riesgo(pareja, cambios, del_mapa)
    if comparacion.cambios:
        yield f"Otros datos {del_mapa.de}", _cambios_en_palabras(comparacion.cambios)
    yield from _renglones_de_listas(comparacion.listas, del_mapa.clase, del_mapa, "")


_VALORACIONES = ("riesgo.inherente.", "riesgo.residual.")


def _cambios_de_un_riesgo(
    pareja: "ParejaDeRiesgos", cambios: Sequence[CambioDeTexto], del_mapa: Tema
) -> Iterator[_Novedad]:
    """Lo que cambió de un riesgo: su proceso, sus datos y sus listas, en pares (título, texto).

    ``cambios``: los de sus datos.
    """
    prefijo = f"{_nombre(pareja.despues)}: "
    if pareja.trasladado:
        yield "Pasó a otro proceso", f"{prefijo}{pareja.antes.proceso} → {pareja.despues.proceso}"
    if cambios:
        yield "Otros datos", f"{prefijo}{_cambios_en_palabras(cambios)}"
    yield from _renglones_de_listas(pareja.listas, type(pareja.despues.riesgo), del_mapa, prefijo)


def _nombre_con_reporte(raiz: str, elemento: object, senas: Senas) -> str:
    """El nombre de un elemento que entra o sale; si es un reporte, también lo que reportó.

    ``raiz``: cómo se nombran sus datos; ``senas``: con qué se reconoce.
    """
    nombre = en_un_renglon(nombre_de(elemento, senas))
    if not senas.de_reporte:
        return nombre
    textos = textos_de(raiz, elemento, [f"{raiz}.{campo}" for campo in senas.texto])
    reporte = "; ".join(
        f"{_dato(clave)}: {en_un_renglon(texto)}" for clave, texto in textos.items()
    )
    return f"{nombre}; {reporte}" if reporte else nombre


def _cambios_en_palabras(cambios: Iterable[CambioDeTexto]) -> str:
    """``meta: 3 → 5; indicador: nada → Porcentaje``: cada dato, con lo que decía y lo que dice."""
    dichos = map(_con_opciones_en_palabras, cambios)
    return "; ".join(f"{_dato(cambio.campo)}: {_de_a(cambio)}" for cambio in dichos)


def _con_opciones_en_palabras(cambio: CambioDeTexto) -> CambioDeTexto:
    """El cambio de un dato de opciones, con ellas como se dicen: «Sin avance»; otro, igual."""
    if not (CATALOGO.conoce(cambio.campo) and CATALOGO.opciones(cambio.campo)):
        return cambio
    antes, despues = map(en_palabras, (cambio.antes, cambio.despues))
    return attrs.evolve(cambio, antes=antes, despues=despues)


def _dato(clave: str) -> str:
    """El nombre largo de un dato, en minúscula: ``meta o producto``."""
    return con_minuscula(CATALOGO[clave].largo if CATALOGO.conoce(clave) else clave)


def _de_a(cambio: CambioDeTexto) -> str:
    """``antes → después``; si algo sigue igual, con las palabras que cambiaron entre corchetes."""
    antes, despues = cambio.antes, cambio.despues
    if any(operacion == "igual" for operacion, _ in cambio.palabras()):
        antes, despues = marcado(cambio)
    return f"{en_un_renglon(antes) or _NADA} → {en_un_renglon(despues) or _NADA}"


def _renglones_de_listas(
    listas: Mapping[str, CambiosDeLista], clase: type, tema: Tema, prefijo: str
) -> Iterator[_Novedad]:
    """Lo que entra, sale o cambia en cada lista, y en las listas de lo que cambió.

    ``prefijo`` nombra el elemento que las contiene: ``"1. Contratación › "``.
    """
    for rama in (contenido for contenido in contenidos_de(clase) if contenido.nombre in listas):
        cambios = listas[rama.nombre]
        titulo, se_conoce = CATALOGO.de_raiz(rama.raiz).titulo, senas_de(rama.raiz, tema)
        for verbo, elementos in (("entra", cambios.entran), ("sale", cambios.salen)):
            for elemento in elementos:
                nombre = _nombre_con_reporte(rama.raiz, elemento, se_conoce)
                yield f"{titulo} que {verbo}", f"{prefijo}{nombre}"
        for cambio in cambios.cambian:
            nombre = f"{prefijo}{en_un_renglon(nombre_de(cambio.despues, se_conoce))}"
            if cambio.cambios:
                yield f"{titulo} que cambió", f"{nombre}; {_cambios_en_palabras(cambio.cambios)}"
            yield from _renglones_de_listas(cambio.listas, rama.clase, tema, f"{nombre} › ")
