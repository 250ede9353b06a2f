"""Una comparación contada: renglones para una tabla, datos para JSON y texto para una terminal."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import chain
from typing import TYPE_CHECKING, Any

import attrs

from paac_reportes.analisis.actos import actos_de
from paac_reportes.analisis.cambios import (
    NADA_CAMBIO,
    NADA_CAMBIO_FUERA_DEL_MAPA,
    VAN_Y_VIENEN,
    CambioDeTexto,
)
from paac_reportes.analisis.comparacion import (
    CLASES,
    CORRECCION,
    DE_AVANCE,
    DE_DATOS,
    DE_FILAS,
    DE_LUGAR,
    Comparacion,
    OtrosDatos,
    Pareja,
    como_se_reconocieron,
)
from paac_reportes.analisis.filas import FilaAnalizada, oficinas_de
from paac_reportes.formatos.definicion.filas import DiferenciaDeCorte
from paac_reportes.informe.cambio_escrito import (
    Novedad,
    cambio_en_datos,
    cambios_en_palabras,
    dato_de_pareja,
    de_a,
    marcado,
    por_clase,
    renglones_de_listas,
    rutas_de_pareja,
    version_escrita,
)
from paac_reportes.informe.frases import DE_CADA_LISTA, nombre_de_fila, palabras_de
from paac_reportes.maqueta.contenido import Cifra
from paac_reportes.modelo import Tramite
from paac_reportes.modelo.campos import Cambio
from paac_reportes.modelo.catalogo import CATALOGO
from paac_reportes.modelo.temas import tema
from paac_reportes.textos.frases import Palabras, con_mayuscula, en_un_renglon, seguidas
from paac_reportes.textos.valores import (
    contar,
    fecha_corta,
    fecha_larga,
    lista,
    porcentaje,
    proporcion,
    puntos,
)

if TYPE_CHECKING:
    from paac_reportes.analisis.riesgos.cambios import (
        ComparacionDeMapas,
        MovimientoEntreMapas,
        ParejaDeRiesgos,
    )
    from paac_reportes.analisis.riesgos.cifras import RiesgoAnalizado

_LUGARES = {
    "dependencia": "Otro nombre de la dependencia",
    "componente": "Otro nombre del componente",
}


_CambioDeFila = tuple[str, FilaAnalizada, str, str]
"""La clase de un cambio, la fila, lo de antes y lo de ahora."""


def diferencias_de(comparacion: Comparacion) -> Iterator[DiferenciaDeCorte]:
    """Un renglón por cambio, en el orden en que se cuentan."""
    yield from de_lo_hecho(comparacion)
    yield from de_lo_previsto(comparacion)


def de_lo_hecho(comparacion: Comparacion) -> Iterator[DiferenciaDeCorte]:
    """Los renglones de lo que cambió en lo declarado: avances, terminadas, reportes que faltan."""
    puntos_de = {pareja.despues.ruta: pareja.diferencia for pareja in comparacion.parejas}
    for clase, fila, antes, despues in filas_de_lo_hecho(comparacion):
        cambio = None if clase == _TERMINO else puntos_de[fila.ruta]
        cifra = None if cambio is None else Cifra(puntos(cambio), cambio)
        yield attrs.evolve(_diferencia(clase, fila, antes, despues), puntos=cifra)


def filas_de_lo_hecho(comparacion: Comparacion) -> Iterator[_CambioDeFila]:
    """Los cambios de lo declarado: la clase, la fila, lo de antes y lo de ahora."""
    for campo, (clase, _) in DE_AVANCE.items():
        for pareja in getattr(comparacion, campo):
            yield clase, pareja.despues, _avance(pareja.antes), _avance(pareja.despues)
    antes_de = {pareja.despues.ruta: pareja.antes for pareja in comparacion.parejas}
    for fila in comparacion.terminaron:
        antes = antes_de.get(fila.ruta)
        yield _TERMINO, fila, _declarado(antes) if antes else "", _declarado(fila)


_TERMINO, _ = DE_FILAS["terminaron"]


def filas_corregidas(comparacion: Comparacion) -> Iterator[tuple[FilaAnalizada, str, str]]:
    """Las filas que se corrigieron, con lo que se publicó de ellas y lo que hoy se dice."""
    for pareja in comparacion.parejas:
        if pareja.corregida is not None:
            yield pareja.despues, _declarado(pareja.antes), _declarado(pareja.corregida)


def de_lo_previsto(comparacion: Comparacion) -> Iterator[DiferenciaDeCorte]:
    """Los renglones de lo que cambió del plan y de lo publicado."""
    for corregida in filas_corregidas(comparacion):
        yield _diferencia(CORRECCION, *corregida)
    for fila in comparacion.nuevas:
        yield _diferencia("Nueva", fila, "", nombre_sin_dependencia(fila))
    for fila in comparacion.retiradas:
        yield _diferencia("Retirada", fila, nombre_sin_dependencia(fila), "")
    for campo, (clase, _) in DE_LUGAR.items():
        for pareja in getattr(comparacion, campo):
            antes, despues = _lugares_de_pareja(campo, pareja)
            yield _diferencia(clase, pareja.despues, antes or "", despues or "")
    oficinas = oficinas_de(comparacion.despues.plan)
    for lugar in comparacion.renombrados:
        es_dependencia = lugar.clase == "dependencia"
        yield DiferenciaDeCorte(
            clase=_LUGARES[lugar.clase],
            dependencia=oficinas.get(lugar.despues if es_dependencia else lugar.dependencia or ""),
            componente="" if es_dependencia else lugar.despues,
            fila="",
            antes=lugar.antes,
            despues=lugar.despues,
        )
    for campo, (clase, aspecto) in DE_DATOS.items():
        yield from _cambios_de_datos(getattr(comparacion, campo), clase, aspecto)
    yield from chain.from_iterable(map(_cambios_de_otros_datos, comparacion.otros_datos))


def _avance(fila: FilaAnalizada) -> str:
    """El avance que se conoce de una fila, entre o no en los promedios."""
    return porcentaje(fila.situacion.avance) if fila.aplica else "no aplica"


def _declarado(fila: FilaAnalizada) -> str:
    """El avance y el estado que un corte publica de una fila."""
    estado = fila.estado.value.replace("_", " ") if fila.estado and fila.aplica else ""
    return ", ".join(filter(None, (_avance(fila), estado)))


def _cambios_de_datos(
    parejas: tuple[Pareja, ...], clase: str, aspecto: Cambio
) -> Iterator[DiferenciaDeCorte]:
    """Los cambios de una clase; los de otra redacción, campo por campo."""
    cambios = [(pareja, cambio) for pareja in parejas for cambio in pareja.cambios(aspecto)]
    if aspecto == "redacción":
        cambios.sort(key=lambda p: _ORDEN.get(_dato_de_fila(p[0].despues, p[1].campo), len(_ORDEN)))
    for pareja, cambio in cambios:
        campo = f": {_nombre_de(pareja.despues, cambio)}" if aspecto == "redacción" else ""
        yield _diferencia(
            f"{clase}{campo}", pareja.despues, *_textos_de_cambio(pareja.despues, cambio)
        )


def _cambios_de_otros_datos(datos: OtrosDatos) -> Iterator[DiferenciaDeCorte]:
    """Los cambios de un lugar, o de lo que una fila reportó en un corte."""
    fila = datos.pareja.despues
    del_corte = f" del {fecha_corta(datos.corte)}" if datos.corte else ""
    for cambio in datos.cambios:
        if datos.de_la_fila:
            yield _diferencia(_PASO_A_OTRO, fila, cambio.antes, cambio.despues)
            continue
        clase = (
            f"{CATALOGO.de_raiz(datos.raiz).titulo}{del_corte}: {CATALOGO[cambio.campo].en_frase}"
        )
        diferencia = _diferencia(clase, fila, *marcado(cambio))
        if not datos.corte:  # de un lugar, su nombre; si no lo tiene, qué clase de lugar es
            lugar = getattr(fila, datos.raiz)
            nombre = getattr(lugar, "titulo", lugar.nombre) or CATALOGO.de_raiz(datos.raiz).titulo
            diferencia = attrs.evolve(diferencia, fila=str(nombre))
        yield diferencia


_PASO_A_OTRO = "Pasó a otro subcomponente"


def _dato_de_fila(fila: FilaAnalizada, campo: str) -> str:
    """El dato del catálogo de un campo de la fila: ``actividad.meta``, ``tramite.meta``."""
    return f"{'tramite' if isinstance(fila.fila, Tramite) else 'actividad'}.{campo}"


_ORDEN = {
    dato: lugar
    for lugar, dato in enumerate((*CATALOGO.datos("actividad"), *CATALOGO.datos("tramite")))
}


def _nombre_de(fila: FilaAnalizada, cambio: CambioDeTexto) -> str:
    """El nombre del dato que cambió; el de un extra es el que le dio la entidad."""
    return CATALOGO[_dato_de_fila(fila, cambio.campo)].en_frase


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


def _lugares_de_pareja(
    campo: str, pareja: Pareja, *, a_la_letra: bool = False
) -> tuple[str | None, str | None]:
    """El código, o el lugar, que tenía la fila y el que tiene; en los datos, a la letra."""
    if campo == "renumeradas":
        return pareja.antes.fila.identificador, pareja.despues.fila.identificador
    antes, despues = pareja.antes, pareja.despues
    return _lugar(antes, a_la_letra=a_la_letra), _lugar(despues, a_la_letra=a_la_letra)


def _lugar(fila: FilaAnalizada, *, a_la_letra: bool) -> str:
    """``Secretaría de Hacienda · 2. Racionalización de trámites · trámites``."""
    dependencia = fila.dependencia.nombre if fila.dependencia and a_la_letra else fila.oficina
    lista = None if fila.lista == "actividades" else DE_CADA_LISTA[fila.lista].plural
    partes = (dependencia, fila.componente.titulo, lista)
    return " · ".join(filter(None, partes))


def _textos_de_cambio(fila: FilaAnalizada, cambio: CambioDeTexto) -> tuple[str, str]:
    """El texto de antes y el de ahora; los largos, con lo que cambió entre corchetes."""
    if cambio.clase == "responsable":
        return cambio.antes, cambio.despues
    if cambio.clase == "fecha":
        # La fecha; si la fila tiene varias, con cuál de ellas es.
        nombre = "" if cambio.campo == "fecha_programada" else f"{_nombre_de(fila, cambio)}: "
        antes, despues = (
            f"{nombre}{texto}" if texto else "" for texto in (cambio.antes, cambio.despues)
        )
        return antes, despues
    return marcado(cambio)


def comparacion_en_datos(comparacion: Comparacion) -> dict[str, Any]:
    """La comparación en diccionarios y listas, para JSON."""
    lados = {"antes": comparacion.antes, "despues": comparacion.despues}
    mapas = comparacion.riesgos
    return {
        **{lado: analisis.corte and str(analisis.corte) for lado, analisis in lados.items()},
        "avance": {lado: _numero(analisis.todo.avance) for lado, analisis in lados.items()},
        **{
            lista: [
                _datos_de_pareja(lista, clase, pareja) for pareja in getattr(comparacion, lista)
            ]
            for lista, clase in CLASES.items()
            if lista not in DE_FILAS
        },
        **{campo: cambio_en_datos(getattr(comparacion, campo)) for campo in DE_FILAS},
        "renombrados": list(map(attrs.asdict, comparacion.renombrados)),
        "sin_comparar": [pareja.despues.ruta for pareja in comparacion.sin_comparar],
        "por_otro_texto": comparacion.por_otro_texto and list(comparacion.por_otro_texto),
        "actos": _datos_de_los_actos(comparacion),
        "otros_datos": [
            {
                **_rutas(datos.raiz, datos.pareja),
                "corte": datos.corte and str(datos.corte),
                "cambios": cambio_en_datos(datos.cambios),
            }
            for datos in comparacion.otros_datos
        ],
        "en_los_dos": list(map(dato_de_pareja, comparacion.parejas)),
        "riesgos": mapas and datos_de_comparacion_de_mapas(mapas),
    }


def _datos_de_los_actos(comparacion: Comparacion) -> dict[str, Any] | None:
    """El acto de cada fila que cambió, y las que no lo tienen; ``None`` si no se busca."""
    actos = actos_de(comparacion)
    if actos is None:
        return None
    return {
        "con_acto": [{"ruta": f.ruta, **attrs.asdict(acto)} for f, acto in actos.con_acto],
        "sin_acto": [fila.ruta for fila in actos.sin_acto],
    }


def _rutas(clase: str, pareja: Pareja) -> dict[str, Any]:
    return {"clase": clase, **rutas_de_pareja(pareja)}


def _datos_de_pareja(lista: str, clase: str, pareja: Pareja) -> dict[str, Any]:
    """Una fila de una lista de la comparación: sus rutas, y lo que decía y lo que dice."""
    datos = _rutas(clase, pareja)
    if lista in DE_DATOS:
        return {**datos, "cambios": cambio_en_datos(pareja.cambios(DE_DATOS[lista][1]))}
    if lista in DE_LUGAR:
        antes, despues = _lugares_de_pareja(lista, pareja, a_la_letra=True)
        return {**datos, "antes": antes, "despues": despues}
    avances = map(_numero, pareja.avances)
    return datos | dict(zip(("antes", "despues"), avances, strict=True))


def _numero(valor: Decimal | None) -> float | None:
    return None if valor is None else float(round(valor, 4))


def comparacion_en_renglones(comparacion: Comparacion) -> Iterator[str]:
    """La comparación en renglones, agrupada por clase de cambio."""
    lados = (comparacion.antes, comparacion.despues)
    cortes = [fecha_corta(lado.corte) if lado.corte else "sin corte" for lado in lados]
    avances = [proporcion(lado.todo.avance) for lado in lados]
    yield f"De {cortes[0]} a {cortes[1]}: avance {avances[0]} → {avances[1]}"
    yield from como_se_reconocieron(comparacion)
    diferencias = ((d.clase, _renglon(d)) for d in diferencias_de(comparacion))
    si_nada_cambia = NADA_CAMBIO if comparacion.riesgos is None else NADA_CAMBIO_FUERA_DEL_MAPA
    yield from [*por_clase(diferencias)] or [si_nada_cambia]
    yield from _renglones_de_los_actos(comparacion)
    yield from _renglones_del_mapa(comparacion)


_NOMBRADAS = 12
"""Filas sin acto que se nombran; de las demás, cuántas son."""


def _renglones_de_los_actos(comparacion: Comparacion) -> Iterator[str]:
    """Los renglones del acto que nombra cada fila que cambió, y cuáles no nombra ninguno."""
    actos = actos_de(comparacion)
    if actos is None:
        return
    if actos.con_acto:
        yield ""
        yield "El acto de cada cambio, en el control de cambios:"
        for fila, acto in actos.con_acto:
            yield f"  {nombre_sin_dependencia(fila)}: {version_escrita(acto)}"
    if actos.sin_acto:
        cuantas = contar(len(actos.sin_acto), "fila que cambió", "filas que cambiaron")
        nombres = [nombre_sin_dependencia(fila) for fila in actos.sin_acto[:_NOMBRADAS]]
        restantes = len(actos.sin_acto) - len(nombres)
        y_mas = f"; y otras {restantes}" if restantes else ""
        yield ""
        yield f"Sin acto en el control de cambios, {cuantas}: {'; '.join(nombres)}{y_mas}"


def _renglones_del_mapa(comparacion: Comparacion) -> Iterator[str]:
    """Los cambios del mapa de riesgos que llevan los dos planes, o cuál plan no lo lleva."""
    antes, despues = (
        lado.plan.mapa_de_riesgos for lado in (comparacion.antes, comparacion.despues)
    )
    if comparacion.riesgos is not None:
        yield ""
        yield from texto_de_comparacion_de_mapas(comparacion.riesgos)
    elif antes is not None or despues is not None:
        cuando = "antes" if antes is None else "después"
        yield ""
        yield f"El mapa de riesgos no se compara: el plan de {cuando} no lo trae."


def _renglon(diferencia: DiferenciaDeCorte) -> str:
    """El renglón de un cambio para una terminal."""
    fila = diferencia.fila
    if not fila:  # es un lugar, y ya dice cuál
        return f"{diferencia.antes or 'nada'} → {diferencia.despues or 'nada'}"
    if diferencia.dependencia:
        fila = f"{fila} ({diferencia.dependencia})"
    if diferencia.clase in {"Nueva", "Retirada"}:
        return fila
    return f"{fila}: {diferencia.antes or 'nada'} → {diferencia.despues or 'nada'}"


# ------------------------------------------------------------------ frase


def frase_de_cambios(comparacion: Comparacion) -> str:
    """Las frases de qué cambió frente al corte anterior, con su cuenta; vacío si nada."""
    if comparacion.antes.corte is None or next(diferencias_de(comparacion), None) is None:
        return _frase_de_sin_comparar(comparacion)
    frente = "a lo publicado con corte al" if comparacion.es_con_lo_publicado else "al corte del"
    frente = f"frente {frente} {fecha_larga(comparacion.antes.corte)}"
    filas = comparacion.despues.todo.filas  # también las nuevas, que pueden haber terminado
    frases = [*_frases_de_lo_declarado(comparacion, palabras_de(filas), len(filas), frente)]
    previsto = [
        *_cuentas(comparacion, _VERBOS_DEL_PLAN, palabras_de(filas)),
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
    return seguidas(*frases, _frase_de_sin_comparar(comparacion))


def _frases_de_lo_declarado(
    comparacion: Comparacion, palabras: Palabras, total: int, frente: str
) -> Iterator[str]:
    """``De las 122 filas del plan, 24 subieron su avance frente al…``; lo demás, aparte."""
    cambios, demas = (_cuentas(comparacion, verbos, palabras) for verbos in (_VERBOS, _ADEMAS))
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
    por_cuenta = [_rutas_de_una_cuenta(comparacion, campo) for campo in (*_VERBOS, *_ADEMAS)]
    if sum(map(len, por_cuenta)) > len(set().union(*por_cuenta)):
        yield palabras.di("Algun@ está en más de un caso.", 1)


_EN_UNA_FRASE = 2
"""Los cambios que una dice junto con frente a qué; con más, eso va en otra."""


def _rutas_de_una_cuenta(comparacion: Comparacion, campo: str) -> set[str]:
    """Las rutas de hoy de las filas de una cuenta, que son parejas o filas."""
    return {getattr(p, "despues", p).ruta for p in getattr(comparacion, campo)}


def _cuentas(comparacion: Comparacion, verbos: Mapping[str, str], palabras: Palabras) -> list[str]:
    """``24 subieron su avance``, ``1 dejó de aplicar``."""
    return palabras.cuentas(
        *((len(getattr(comparacion, campo)), verbo) for campo, verbo in verbos.items())
    )


def _cuentas_de_lugares_y_datos(comparacion: Comparacion) -> Iterator[str]:
    """``2 dependencias cambiaron de nombre``, ``1 dato de un lugar… es otro``."""
    for clase, (singular, plural) in {
        "dependencia": ("dependencia cambió de nombre", "dependencias cambiaron de nombre"),
        "componente": ("componente cambió de nombre", "componentes cambiaron de nombre"),
    }.items():
        if cuantos := sum(lugar.clase == clase for lugar in comparacion.renombrados):
            yield contar(cuantos, singular, plural)
    if cuantos := sum(len(datos.cambios) for datos in comparacion.otros_datos):
        singular = "dato de un lugar o de un seguimiento es otro"
        yield contar(cuantos, singular, "datos de sus lugares o de sus seguimientos son otros")


def _frase_de_sin_comparar(comparacion: Comparacion) -> str:
    """La frase de cuántas filas no se comparan, por no entenderse la de antes; vacía si ninguna."""
    if not comparacion.sin_comparar:
        return ""
    palabras = palabras_de([pareja.despues for pareja in comparacion.sin_comparar])
    cuantas = palabras.contar(len(comparacion.sin_comparar))
    return f"Sin comparar, porque en el archivo anterior no se entiende: {cuantas}."


_DE_FRASE = {**DE_AVANCE, **DE_FILAS, **DE_LUGAR}
_VERBOS = {
    campo: _DE_FRASE[campo][1]
    for campo in ("avanzaron", "retrocedieron", "terminaron", "reabiertas")
}
_ADEMAS = {campo: verbo for campo, (_, verbo) in DE_AVANCE.items() if campo not in _VERBOS}
_VERBOS_DEL_PLAN = {
    **{campo: _DE_FRASE[campo][1] for campo in ("nuevas", "retiradas", *DE_LUGAR)},
    **{campo: f"{{n}} [cambió|cambiaron] de {aspecto}" for campo, (_, aspecto) in DE_DATOS.items()},
}


# ------------------------------------------------------------------ los mapas de riesgos


def texto_de_comparacion_de_mapas(comparacion: "ComparacionDeMapas") -> Iterator[str]:
    """La comparación en renglones, agrupada por clase de cambio."""
    yield from _resumen_de_los_mapas(comparacion)
    yield from [*por_clase(_novedades(comparacion))] or [NADA_CAMBIO]


def _resumen_de_los_mapas(comparacion: "ComparacionDeMapas") -> Iterator[str]:
    """Qué mapas se comparan, cuántos riesgos tienen y cuántos bajan o suben de zona."""
    lados = antes, despues = comparacion.antes, comparacion.despues
    vigentes = contar(len(antes.riesgos), "riesgo vigente", "riesgos vigentes")
    vigencias = (lado.mapa.vigencia or "uno sin vigencia" for lado in lados)
    cortes = (f"corte {fecha_corta(lado.corte)}" if lado.corte else "sin corte" for lado in lados)
    de_antes, de_hoy = (f"{de} ({corte})" for de, corte in zip(vigencias, cortes, strict=True))
    yield (
        f"Mapa de riesgos, de {de_antes} a {de_hoy}: {vigentes} antes y {len(despues.riesgos)}"
        f" después; {len(comparacion.parejas)} en los dos"
    )
    if por_que := comparacion.por_que_no_se_valoran_igual:
        yield f"Las zonas y los niveles no se comparan: {por_que}."
    elif comparacion.parejas:
        yield f"Zona inherente: {_movimiento(comparacion.inherente)}."
        yield f"Zona residual: {_movimiento(comparacion.residual)}."


def _movimiento(movimiento: "MovimientoEntreMapas") -> str:
    """``2 bajan, 5 quedan igual, 1 sube``."""
    sin_comparar = len(movimiento.sin_comparar)
    if not (movimiento.bajan or movimiento.igual or movimiento.suben):
        return f"{contar(sin_comparar, 'riesgo', 'riesgos')} sin comparar"
    cuentas = (
        contar(len(movimiento.bajan), "baja", "bajan"),
        contar(len(movimiento.igual), "queda igual", "quedan igual"),
        contar(len(movimiento.suben), "sube", "suben"),
    )
    return ", ".join([*cuentas, *([f"{sin_comparar} sin comparar"] if sin_comparar else ())])


def _nombre(valorado: "RiesgoAnalizado", *, entero: bool = False) -> str:
    """``R1 (Contratación)``; sin referencia, o si se pide entero, con lo que dice."""
    referencia = valorado.riesgo.referencia
    dice = en_un_renglon(valorado.riesgo.descripcion) if entero or not referencia else ""
    return f"{' '.join(filter(None, (referencia, dice)))} ({valorado.proceso})"


_ESCRITA = "Otra valoración escrita"
_DATOS_DEL_RIESGO: Mapping[str, tuple[str, ...]] = {
    "Cambió el tratamiento": ("riesgo.tratamiento",),
    "Otra referencia": ("riesgo.referencia",),
    _ESCRITA: ("riesgo.inherente.", "riesgo.residual."),
    "Otros datos": ("riesgo.",),
}
"""Cada clase de cambio de los datos de un riesgo, y cómo empiezan los suyos: la primera que sea."""


def _novedades(comparacion: "ComparacionDeMapas") -> Iterator[Novedad]:
    """Los cambios de los riesgos y de todo el mapa, como pares de clase y renglón."""
    del_mapa = tema("mapa")
    for campo, clase in VAN_Y_VIENEN.items():
        yield from ((clase, _nombre(r, entero=True)) for r in getattr(comparacion, campo))
    for antes, despues in comparacion.misma_referencia:
        era, es = (en_un_renglon(lado.riesgo.descripcion) for lado in (antes, despues))
        dice = f"{_nombre(despues)}: era de «{era}» y es de «{es}»"
        yield "La misma referencia, y otro riesgo", dice
    for valoracion in ("residual", "inherente"):
        for movimiento, verbo in (("suben", "Sube"), ("bajan", "Baja")):
            for pareja in getattr(getattr(comparacion, valoracion), movimiento):
                zonas = " → ".join(_zonas(comparacion, pareja, valoracion))
                yield f"{verbo} la zona {valoracion}", f"{_nombre(pareja.despues)}: {zonas}"
    for pareja in comparacion.parejas:
        prefijo, clase_de_riesgo = f"{_nombre(pareja.despues)}: ", type(pareja.despues.riesgo)
        yield from renglones_de_listas(pareja.listas, clase_de_riesgo, del_mapa, prefijo)
    yield from _cambios_de_riesgos(comparacion)
    if comparacion.cambios:
        yield f"Otros datos {del_mapa.de}", cambios_en_palabras(comparacion.cambios)
    yield from renglones_de_listas(comparacion.listas, del_mapa.clase, del_mapa, "")


def _zonas(
    comparacion: "ComparacionDeMapas", pareja: "ParejaDeRiesgos", valoracion: str
) -> Iterator[str]:
    """Cómo se llama la zona de un riesgo en cada mapa."""
    for lado in ("antes", "despues"):
        zona = getattr(getattr(pareja, lado), f"zona_{valoracion}")
        yield getattr(comparacion, lado).nombres_de_zona.get(zona, "sin zona")


def _cambios_de_riesgos(comparacion: "ComparacionDeMapas") -> Iterator[Novedad]:
    """Si pasó a otro proceso, y lo que cambió en los datos de cada riesgo de los dos mapas."""
    for pareja in comparacion.parejas:
        if pareja.trasladado:
            procesos = f"{pareja.antes.proceso} → {pareja.despues.proceso}"
            yield "Pasó a otro proceso", f"{_nombre(pareja.despues)}: {procesos}"
    for clase, comienzos in _DATOS_DEL_RIESGO.items():
        if clase == _ESCRITA and comparacion.por_que_no_se_valoran_igual:
            continue
        for pareja in comparacion.parejas:
            if cambios := [c for c in pareja.cambios if _clase_del_dato(c) == clase]:
                es_uno = cambios[0].campo in comienzos  # y ya lo dice el título
                dice = de_a(cambios[0]) if es_uno else cambios_en_palabras(cambios)
                yield clase, f"{_nombre(pareja.despues)}: {dice}"


def _clase_del_dato(cambio: CambioDeTexto) -> str:
    return next(c for c, de in _DATOS_DEL_RIESGO.items() if cambio.campo.startswith(de))


def datos_de_comparacion_de_mapas(comparacion: "ComparacionDeMapas") -> dict[str, Any]:
    """La comparación en diccionarios y listas, para JSON; cada riesgo, por su ruta."""
    lados = {"antes": comparacion.antes, "despues": comparacion.despues}
    datos: dict[str, Any] = {
        lado: {
            "vigencia": cifras.mapa.vigencia,
            "corte": cifras.corte and str(cifras.corte),
            "metodologia": cifras.mapa.metodologia,
            "vigentes": len(cifras.riesgos),
        }
        for lado, cifras in lados.items()
    }
    datos["por_que_no_se_comparan_las_zonas"] = comparacion.por_que_no_se_valoran_igual or None
    for campo in VAN_Y_VIENEN:
        datos[campo] = cambio_en_datos(getattr(comparacion, campo))
    datos["misma_referencia"] = [
        {"ruta": hoy.ruta, "ruta_antes": antes.ruta} for antes, hoy in comparacion.misma_referencia
    ]
    for valoracion in ("inherente", "residual"):
        datos[valoracion] = {
            movimiento: [_zonas_en_datos(pareja, f"zona_{valoracion}") for pareja in parejas]
            for movimiento, parejas in attrs.asdict(
                getattr(comparacion, valoracion), recurse=False
            ).items()
        }
    for campo in ("cambios", "listas"):
        datos[campo] = cambio_en_datos(getattr(comparacion, campo))
    datos["en_los_dos"] = [
        {
            **dato_de_pareja(pareja),
            "trasladado": pareja.trasladado,
            "cambios": cambio_en_datos(pareja.cambios),
            "listas": cambio_en_datos(pareja.listas),
        }
        for pareja in comparacion.parejas
    ]
    return datos


def _zonas_en_datos(pareja: "ParejaDeRiesgos", zona: str) -> dict[str, Any]:
    zonas = {lado: getattr(getattr(pareja, lado), zona) for lado in ("antes", "despues")}
    return {**rutas_de_pareja(pareja), **zonas}
