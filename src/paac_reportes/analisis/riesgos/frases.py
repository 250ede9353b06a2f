"""Cada cifra de un mapa de riesgos en un renglón: cierta para 0, 1 y muchos, y con su base.

Son las que da la orden y las que escribe el informe, que les agrega dónde está su tabla.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from paac_reportes.analisis.riesgos.niveles import ZONAS, esta_en_blanco
from paac_reportes.modelo.temas import tema
from paac_reportes.textos.frases import (
    contraido,
    en_un_renglon,
    recortado,
    seguidas,
)
from paac_reportes.textos.valores import (
    con_miles,
    contar,
    fecha_corta,
    lista,
    porcentaje,
    proporcion,
    tantas_de,
)

if TYPE_CHECKING:
    from decimal import Decimal

    from paac_reportes.analisis.riesgos.cifras import (
        AccionAnalizada,
        CifrasDelMapa,
        RespuestasDeControles,
        RiesgoAnalizado,
        RiesgosPorZona,
    )
    from paac_reportes.analisis.riesgos.niveles import CualRiesgo
    from paac_reportes.modelo.riesgos import TipoDeRiesgo, Valoracion

_DE_UN_TIPO: "Mapping[TipoDeRiesgo | None, tuple[str, str]]" = {
    "corrupcion": ("de corrupción", "de corrupción"),
    "integridad": ("de integridad", "de integridad"),
    "gestion": ("de gestión", "de gestión"),
    "fiscal": ("fiscal", "fiscales"),
    "seguridad": ("de seguridad de la información", "de seguridad de la información"),
    "lavado": ("de lavado de activos", "de lavado de activos"),
    "ambiental": ("ambiental", "ambientales"),
    "otro": ("de otro tipo", "de otro tipo"),
    None: ("sin tipo", "sin tipo"),
}
_RIESGOS_QUE_SE_NOMBRAN = 10
"""Con más, los demás se cuentan; los que ocurrieron se nombran todos."""
_LETRAS = 120
"""Letras de un riesgo dentro de una frase."""


def todas(cifras: "CifrasDelMapa") -> Iterator[str]:
    """Frases de las cifras, en su orden: primero la cuenta de riesgos y lo que ocurrió."""
    yield from filter(
        None,
        (
            riesgos(cifras),
            *frases_de_materializados(cifras),
            inherente(cifras),
            residual(cifras),
            *dos_valoraciones(cifras),
            f"{cifras.movimiento.frase}." if cifras.riesgos else "",
            altos_sin_acciones(cifras),
            aplicados(cifras),
            adecuados(cifras),
            efectivos(cifras),
            frase_de_acciones(cifras),
            *plazos(cifras),
            *seguimiento(cifras),
        ),
    )


# ------------------------------------------------------------------ cuántos, y lo que ocurrió


def riesgos(cifras: "CifrasDelMapa") -> str:
    """Frase de cuántos riesgos hay, de cuántos procesos y de qué tipos."""
    retirados = ""
    if cifras.retirados:
        cuentan = "no se cuenta" if cifras.retirados == 1 else "no se cuentan"
        retirados = (
            f" Tiene además {contar(cifras.retirados, 'retirado', 'retirados')}, que {cuentan}."
        )
    if not cifras.riesgos:
        return f"El mapa no tiene ningún riesgo{' vigente' if retirados else ''}.{retirados}"
    cuantos = contar(len(cifras.riesgos), "riesgo", "riesgos")
    procesos = contar(len(cifras.por_proceso()), "proceso", "procesos")
    por_tipo = cifras.por_tipo()
    tipos = [
        f"{con_miles(len(del_tipo))} {singular if len(del_tipo) == 1 else plural}"
        for tipo, (singular, plural) in _DE_UN_TIPO.items()
        if (del_tipo := por_tipo.get(tipo))
    ]
    return f"El mapa tiene {cuantos}, de {procesos}: {lista(tipos)}.{retirados}"


def frases_de_materializados(cifras: "CifrasDelMapa", *, con_texto: bool = False) -> Iterator[str]:
    """Frases de los riesgos que ocurrieron, por su referencia; ``con_texto``, con qué son.

    Si nadie respondió no consta, que no es «ninguno».
    """
    materializados = cifras.materializados
    if not materializados.si and not materializados.no:
        if cifras.riesgos:
            vigentes = " de los vigentes" if cifras.materializados_retirados else ""
            yield f"No consta si alguno{vigentes} se materializó."
    else:
        yield f"{lista([*_los_que_ocurrieron(cifras, con_texto=con_texto)])}."
    if del_lider := [r for r in (*materializados.si, *materializados.no) if r.lo_dice == "lider"]:
        yield f"De {_enumerados(del_lider)} lo dice el líder del proceso, y no control interno."
    yield from _frases_de_lo_que_dicen(cifras)
    if materializados.sin_accion:
        yield f"De {_enumerados(materializados.sin_accion)} no consta qué se hizo."
    if materializados.sin_revalorar:
        verbo = "no se volvió" if len(materializados.sin_revalorar) == 1 else "no se volvieron"
        yield f"{_enumerados(materializados.sin_revalorar)} {verbo} a valorar en el corte."
    if antes := cifras.materializados_antes:
        de_cuando = " de la vigencia" if cifras.mapa.vigencia else ""
        lo_que_paso = "que se materializó" if len(antes) == 1 else "que se materializaron"
        yield (
            f"Además, de {_enumerados(antes)} se dijo, en un corte anterior{de_cuando},"
            f" {lo_que_paso}."
        )


def _frases_de_lo_que_dicen(cifras: "CifrasDelMapa") -> Iterator[str]:
    """Frases de lo que no dicen igual, de lo que sólo dice Planeación y de los retirados."""
    nombres = quienes_siguen()
    for riesgo in cifras.no_coinciden:
        frases = [
            f"{nombres[quien]}, que {'sí' if ocurrio == 'si' else 'no'} se materializó"
            for quien, ocurrio in riesgo.dicen_que_ocurrio.items()
        ]
        vale = f" Vale lo {contraido(f'de {nombres[riesgo.lo_dice]}')}." if riesgo.lo_dice else ""
        yield f"De {riesgo.rotulo} no dicen lo mismo: {'; '.join(frases)}.{vale}"
    for riesgo in cifras.materializados.no_se_sabe:
        if riesgo.dicen_que_ocurrio.get("planeacion") == "si":
            yield f"De {riesgo.rotulo} sólo Planeación dice que se materializó: no se cuenta."
    retirados = cifras.materializados_retirados
    if retirados:
        lo_que_paso, no_cuentan = "se materializaron", "están retirados y no se cuentan"
        if len(retirados) == 1:
            lo_que_paso, no_cuentan = "se materializó", "está retirado y no se cuenta"
        yield f"De {_enumerados(retirados)} se dijo que {lo_que_paso}: {no_cuentan}."


def _los_que_ocurrieron(cifras: "CifrasDelMapa", *, con_texto: bool) -> Iterator[str]:
    """Partes de la frase: ``Se materializó 1 riesgo (R2)``, ``1 no`` y ``de 2 no consta``.

    ``con_texto``: se nombra cada uno con lo que dice, y no sólo por su referencia.
    """
    materializados = cifras.materializados
    si, no, calla = (
        len(g) for g in (materializados.si, materializados.no, materializados.no_se_sabe)
    )
    if si:
        verbo = "materializó" if si == 1 else "materializaron"
        nombres = (
            "; ".join(
                f"{riesgo.rotulo}, «{riesgo_en_corto(riesgo)}»" for riesgo in materializados.si
            )
            if con_texto
            else referencias(materializados.si, sin_cortar=True)
        )
        yield f"Se {verbo} {contar(si, 'riesgo', 'riesgos')} ({nombres})"
        if no:
            yield f"{con_miles(no)} no"
    else:
        cuantos = contar(no, "riesgo", "riesgos")
        yield f"{cuantos} no se {'materializó' if no == 1 else 'materializaron'}"
    if calla:
        yield f"de {con_miles(calla)} no consta"


# ------------------------------------------------------------------ zonas


def inherente(cifras: "CifrasDelMapa") -> str:
    """Frase de los riesgos de cada zona antes de los controles."""
    return _frase_de_las_zonas("inherente", cifras.inherente, cifras.nombres_de_zona)


def residual(cifras: "CifrasDelMapa") -> str:
    """Frase de los riesgos de cada zona en el corte."""
    return _frase_de_las_zonas("residual", cifras.residual, cifras.nombres_de_zona)


def _frase_de_las_zonas(
    clase_de_zona: "CualRiesgo", por_zona: "RiesgosPorZona", nombres: Mapping[str, str]
) -> str:
    """Frase de cuántos riesgos hay en cada zona, y de cuáles dicen una que no les cuadra.

    Vacía si no hay riesgos que contar.
    ``clase_de_zona``: «inherente» o «residual»; ``nombres``: los de las zonas.
    """
    if not por_zona.total:
        return ""
    partes = [f"{nombres[zona]} {con_miles(len(getattr(por_zona, zona)))}" for zona in ZONAS]
    partes.append(f"sin zona {con_miles(len(por_zona.sin_zona))}")
    suman = f"suman {con_miles(por_zona.total)}."
    return seguidas(
        f"Riesgo {clase_de_zona}: {', '.join(partes)}; {suman}",
        *zonas_que_no_cuadran(clase_de_zona, por_zona),
    )


_VARIAS: "Mapping[CualRiesgo, str]" = {"inherente": "inherentes", "residual": "residuales"}


def zonas_que_no_cuadran(clase_de_zona: "CualRiesgo", por_zona: "RiesgosPorZona") -> Iterator[str]:
    """Frases ``La zona inherente escrita de R4 («Alto») no es la de sus niveles.``."""
    for riesgos, en_singular, en_plural in (
        (por_zona.distintas, "no es la de sus niveles", "no son las de sus niveles"),
        (por_zona.contradichas, "no cabe con su nivel", "no caben con su nivel"),
    ):
        escritas = _con_lo_escrito(riesgos, clase_de_zona)
        if len(riesgos) == 1:
            yield f"La zona {clase_de_zona} escrita de {escritas} {en_singular}."
        elif riesgos:
            yield f"Las zonas {_VARIAS[clase_de_zona]} escritas de {escritas} {en_plural}."


def _con_lo_escrito(riesgos: "Sequence[RiesgoAnalizado]", clase_de_zona: "CualRiesgo") -> str:
    """Los riesgos con la zona que escriben: ``R4 («Alto») y R7 («Bajo»)``.

    ``clase_de_zona``: «inherente» o «residual».
    """
    nombres = [
        f"{riesgo.rotulo} («{getattr(riesgo, f'{clase_de_zona}_escrita')}»)"
        for riesgo in riesgos[:_RIESGOS_QUE_SE_NOMBRAN]
    ]
    sin_nombrar = len(riesgos) - _RIESGOS_QUE_SE_NOMBRAN
    return lista([*nombres, f"{con_miles(sin_nombrar)} más"] if sin_nombrar > 0 else nombres)


def dos_valoraciones(cifras: "CifrasDelMapa") -> Iterator[str]:
    """Frases de los riesgos que en su último corte no se valoraron igual, y cuál vale."""
    riesgos = [riesgo for riesgo in cifras.riesgos if riesgo.se_valoro_distinto]
    if len(riesgos) > _RIESGOS_QUE_SE_NOMBRAN:
        yield (
            f"{con_miles(len(riesgos))} riesgos no se valoraron igual en un mismo corte"
            f" ({referencias(riesgos)}): vale lo de control interno, si los valoró."
        )
        return
    for riesgo in riesgos:
        valoraciones = valoraciones_dichas(riesgo)
        cuando = f" el {fecha_corta(riesgo.valorado_el)}" if riesgo.valorado_el else ""
        yield (
            f"{riesgo.rotulo} no se valoró igual{cuando}:"
            f" {'; '.join(f'{quien}, {dice}' for quien, dice in valoraciones)}."
            f" Vale lo de {valoraciones[0][0].removeprefix('el ')}."
        )


def valoraciones_dichas(riesgo: "RiesgoAnalizado") -> "list[tuple[str, str]]":
    """Quién valoró el riesgo en ese corte y qué dijo, en palabras; primero la que vale."""
    nombres = quienes_siguen()
    return [(nombres[quien], valoracion_en_palabras(v)) for quien, v in riesgo.valoraciones.items()]


def quienes_siguen() -> "Mapping[str, str]":
    """Nombre de cada quien sigue un riesgo: ``{"lider": "el líder del proceso"}``."""
    return tema("mapa").libro.captura.quienes


def valoracion_en_palabras(valoracion: "Valoracion") -> str:
    """Valoración como está escrita: ``probabilidad Media (50 %), impacto Mayor, zona Alto``."""
    partes = (
        ("probabilidad", valoracion.probabilidad, valoracion.probabilidad_pct),
        ("impacto", valoracion.impacto, valoracion.impacto_pct),
        ("zona", valoracion.zona, None),
    )
    return ", ".join(
        f"{rotulo} {con_numero}"
        for rotulo, texto, porcentaje_escrito in partes
        if (con_numero := _con_su_numero(texto, porcentaje_escrito))
    )


def _con_su_numero(texto: str | None, numero: "Decimal | None") -> str:
    """Texto con su número, ``Media`` y 50 → ``Media (50 %)``; el que ya lo dice, como está."""
    texto_limpio = "" if esta_en_blanco(texto) else " ".join((texto or "").split())
    if numero is None or "%" in texto_limpio:
        return texto_limpio
    return f"{texto_limpio} ({porcentaje(numero)})" if texto_limpio else porcentaje(numero)


def en_lo_mas_alto(cifras: "CifrasDelMapa") -> int:
    """Número de riesgos en las dos zonas más altas después de sus controles."""
    return len(cifras.residual.alto) + len(cifras.residual.extremo)


def en_zona_alta(cifras: "CifrasDelMapa") -> str:
    """Las dos zonas más altas, como las llama la metodología: ``en zona alta o extrema``."""
    *_, alta, extrema = (_en_femenino(cifras.nombres_de_zona[zona]) for zona in ZONAS)
    return f"en zona {alta} o {extrema}"


def _en_femenino(nombre: str) -> str:
    """Nombre de un nivel como se dice de una zona: ``Alto`` → ``alta``."""
    nombre = nombre.lower()
    return f"{nombre[:-1]}a" if nombre.endswith("o") else nombre


def hallazgo_del_mapa(cifras: "CifrasDelMapa") -> str:
    """Frase de los riesgos que ocurrieron y de cuántos siguen en las dos zonas más altas."""
    return seguidas(_lo_que_ocurrio(cifras), _en_lo_alto(cifras))


def _lo_que_ocurrio(cifras: "CifrasDelMapa") -> str:
    """Frase ``1 de 4 riesgos del mapa se materializó en el corte: R2.``; vacía si ninguno."""
    ocurrieron, total = cifras.materializados.si, len(cifras.riesgos)
    if not ocurrieron:
        return ""
    if total == 1:
        return "El único riesgo del mapa se materializó en el corte."
    verbo = "materializó" if len(ocurrieron) == 1 else "materializaron"
    cuantos = f"{tantas_de(len(ocurrieron), total)} riesgos del mapa"
    return f"{cuantos} se {verbo} en el corte: {referencias(ocurrieron)}."


def _en_lo_alto(cifras: "CifrasDelMapa") -> str:
    """Frase de cuántos riesgos siguen en las dos zonas más altas después de sus controles."""
    total, sin_zona = len(cifras.riesgos), len(cifras.residual.sin_zona)
    if not total:
        return riesgos(cifras)
    if sin_zona == total:
        cuantos = contar(total, "riesgo", "riesgos")
        return f"El mapa tiene {cuantos}, sin una zona conocida después de sus controles."
    altos, donde = en_lo_mas_alto(cifras), f"{en_zona_alta(cifras)} después de sus controles"
    if total == 1:
        return f"El único riesgo del mapa {'' if altos else 'no '}está {donde}."
    de_los_demas = f"; de {con_miles(sin_zona)} no se conoce la zona" if sin_zona else ""
    if not altos:
        conocida, conocidos = " cuya zona se conoce" if sin_zona else "", total - sin_zona
        ninguno = f"Ninguno de los {con_miles(conocidos)} riesgos del mapa{conocida}"
        if conocidos == 1:
            ninguno = f"El único riesgo del mapa{conocida} no"
        return f"{ninguno} está {donde}{de_los_demas}."
    esta = "está" if altos == 1 else "están"
    return f"{tantas_de(altos, total)} riesgos del mapa {esta} {donde}{de_los_demas}."


def altos_sin_acciones(cifras: "CifrasDelMapa") -> str:
    """Frase de los riesgos de las dos zonas más altas sin acciones; vacía si ninguno."""
    riesgos = cifras.altos_sin_acciones
    if not riesgos:
        return ""
    de_cuantos, en_zona = en_lo_mas_alto(cifras), en_zona_alta(cifras)
    if de_cuantos == 1:
        return f"El único riesgo {en_zona} no tiene acciones ({referencias(riesgos)})."
    verbo = "no tiene" if len(riesgos) == 1 else "no tienen"
    cuantos = f"{tantas_de(len(riesgos), de_cuantos)} riesgos"
    return f"{cuantos} {en_zona} {verbo} acciones ({referencias(riesgos)})."


# ------------------------------------------------------------------ controles


def aplicados(cifras: "CifrasDelMapa") -> str:
    """Frase de los controles que se aplican, de los que control interno verificó en el corte.

    Vacía si el mapa no tiene riesgos.
    """
    if not cifras.aplicados.total:
        return "Controles: el mapa no tiene ninguno." if cifras.riesgos else ""
    if cifras.corte is None:
        return f"Controles: {con_miles(cifras.aplicados.total)}, sin un corte en que se verifiquen."
    return f"Controles: {_parte_de_los_controles(cifras.aplicados, 'se aplica', 'se aplican')}."


def adecuados(cifras: "CifrasDelMapa") -> str:
    """Frase de los controles adecuados; vacía si de ninguno se respondió."""
    return _si_se_respondio("Adecuados", cifras.adecuados, "es adecuado", "son adecuados")


def efectivos(cifras: "CifrasDelMapa") -> str:
    """Frase de los controles efectivos; vacía si de ninguno se respondió."""
    return _si_se_respondio("Efectivos", cifras.efectivos, "es efectivo", "son efectivos")


def _si_se_respondio(
    rotulo: str, respuestas: "RespuestasDeControles", singular: str, plural: str
) -> str:
    """La frase de lo que se respondió de los controles; vacía si ninguno se verificó.

    ``singular`` y ``plural``: «es adecuado», «son adecuados».
    """
    if not respuestas.verificados:
        return ""
    return f"{rotulo}: {_parte_de_los_controles(respuestas, singular, plural)}."


def _parte_de_los_controles(respuestas: "RespuestasDeControles", singular: str, plural: str) -> str:
    """Parte de la frase: ``4 de 7 se verificaron; 2 se aplican, 1 en parte y 1 no``.

    ``singular`` y ``plural``: lo que hacen, «se aplica» y «se aplican».
    """
    si, verificados = len(respuestas.si), respuestas.verificados
    if not verificados:
        return f"ninguno se verificó en el corte, de {con_miles(respuestas.total)}"
    se_verificaron = "se verificó" if verificados == 1 else "se verificaron"
    cuantos = f"{con_miles(si)} {singular if si == 1 else plural}" if si else f"ninguno {singular}"
    partes = [cuantos, *(f"{con_miles(len(r))} en parte" for r in [respuestas.parcial] if r)]
    partes += [f"{con_miles(len(respuestas.no))} no"] if respuestas.no and si else []
    return f"{tantas_de(verificados, respuestas.total)} {se_verificaron}; {lista(partes)}"


# ------------------------------------------------------------------ acciones


def frase_de_acciones(cifras: "CifrasDelMapa") -> str:
    """Frase de las acciones por su estado, y del avance que se dijo en el corte.

    Vacía si el mapa no tiene riesgos.
    """
    acciones = cifras.acciones
    if not cifras.riesgos:
        return ""
    if not acciones.total:
        frase = "Acciones: el mapa no tiene ninguna"
    else:
        finalizadas = contar(len(acciones.finalizadas), "finalizada", "finalizadas")
        frase = (
            f"Acciones: {finalizadas}, {con_miles(len(acciones.en_curso))} en curso y"
            f" {con_miles(len(acciones.sin_estado))} sin estado, de {con_miles(acciones.total)}"
        )
    if acciones.avance is None:
        return f"{frase}."
    cuantas = len(acciones.con_avance)
    avance = proporcion(acciones.avance)
    return f"{frase}; avance {avance} ({_cuenta_sobre_el_total(cifras, cuantas)})."


def plazos(cifras: "CifrasDelMapa") -> Iterator[str]:
    """Frases de las acciones que no constan finalizadas: cómo van con su fecha."""
    plazos = cifras.acciones.plazos
    total = len(cifras.acciones.en_curso) + len(cifras.acciones.sin_estado)
    if plazos is None or not total:
        return
    clases = [
        f"{con_miles(len(acciones))} {singular if len(acciones) == 1 else plural}"
        f"{f' ({_nombres_de_riesgos(acciones)})' if se_nombran else ''}"
        for acciones, singular, plural, se_nombran in (
            (plazos.vencidas, "vencida", "vencidas", True),
            (
                plazos.pasadas_sin_estado,
                "sin estado, cuyo último día ya llegó",
                "sin estado, cuyo último día ya llegó",
                True,
            ),
            (plazos.por_vencer, "por vencer", "por vencer", False),
            (
                plazos.sin_dia,
                "con una fecha que no da un día",
                "con una fecha que no da un día",
                False,
            ),
            (plazos.sin_fecha, "sin fecha", "sin fecha", False),
        )
        if acciones
    ]
    consta = "que no consta finalizada" if total == 1 else "que no constan finalizadas"
    yield f"De {con_miles(total)} {consta}: {lista(clases)}."
    if plazos.con_duda:
        cuantas = contar(len(plazos.con_duda), "acción", "acciones")
        yield f"Está por revisar la fecha de {cuantas} ({_nombres_de_riesgos(plazos.con_duda)})."


# ------------------------------------------------------------------ quién siguió


def seguimiento(cifras: "CifrasDelMapa") -> Iterator[str]:
    """Frases de quién hizo el seguimiento, qué se verificó y qué riesgos quedaron sin él."""
    if cifras.corte is None or not cifras.riesgos:
        return
    seguimiento_del_corte = next(
        (seguido for seguido in cifras.mapa.seguimientos if seguido.corte == cifras.corte), None
    )
    if seguimiento_del_corte is not None and (
        autor := " ".join((seguimiento_del_corte.elaborado_por or "").split())
    ):
        yield f"El seguimiento del {fecha_corta(cifras.corte)} lo elaboró {autor.rstrip('.')}."
    yield from filter(None, (_verificados(cifras), sin_seguimiento(cifras)))


def quienes_siguieron(cifras: "CifrasDelMapa") -> str:
    """``de control interno y del líder del proceso``: quiénes siguieron un riesgo en el corte."""
    siguieron = {
        seguido.quien
        for riesgo in cifras.riesgos
        for seguido in riesgo.riesgo.seguimientos
        if seguido.corte == cifras.corte
    }
    nombres = quienes_siguen()
    return lista([contraido(f"de {nombres[quien]}") for quien in nombres if quien in siguieron])


def _verificados(cifras: "CifrasDelMapa") -> str:
    """Frase de lo que control interno verificó de lo reportado; vacía si nada."""
    verificaciones = cifras.verificaciones
    clases = [
        f"{con_miles(len(riesgos))} {singular if len(riesgos) == 1 else plural}"
        for riesgos, singular, plural in (
            (verificaciones.verificada, "verificada", "verificadas"),
            (verificaciones.parcial, "verificada en parte", "verificadas en parte"),
            (verificaciones.no_verificada, "no verificada", "no verificadas"),
        )
        if riesgos
    ]
    if not clases:
        return ""
    cuantos = sum(
        map(len, (verificaciones.verificada, verificaciones.parcial, verificaciones.no_verificada))
    )
    revisados = _cuenta_sobre_el_total(cifras, cuantos)
    return f"Control interno revisó las evidencias de {revisados}: {lista(clases)}."


def _cuenta_sobre_el_total(cifras: "CifrasDelMapa", cuantos: int) -> str:
    """Cuenta sobre el total: ``1 de 1 riesgo`` o ``5 de 12 riesgos``."""
    total = len(cifras.riesgos)
    return f"{tantas_de(cuantos, total)} {'riesgo' if total == 1 else 'riesgos'}"


def sin_seguimiento(cifras: "CifrasDelMapa") -> str:
    """Frase de los riesgos que control interno no siguió en el corte; vacía si ninguno."""
    riesgos = cifras.sin_seguimiento
    if not riesgos:
        return ""
    cuantos = contar(len(riesgos), "riesgo", "riesgos")
    if len(riesgos) == len(cifras.riesgos):
        return f"Sin seguimiento de control interno en el corte: {cuantos}, que son todos."
    return f"Sin seguimiento de control interno en el corte: {cuantos} ({referencias(riesgos)})."


# ------------------------------------------------------------------ cómo se nombran


def referencias(riesgos: "Sequence[RiesgoAnalizado]", *, sin_cortar: bool = False) -> str:
    """Nombres de riesgos, hasta diez: ``R1, R2 y 3 más``; ``sin_cortar``, todos."""
    return _hasta_diez([riesgo.rotulo for riesgo in riesgos], sin_cortar=sin_cortar)


def _nombres_de_riesgos(acciones: "Iterable[AccionAnalizada]") -> str:
    """Nombres de los riesgos de unas acciones, cada uno una vez."""
    return _hasta_diez([*dict.fromkeys(accion.riesgo for accion in acciones)])


def _enumerados(riesgos: "Sequence[RiesgoAnalizado]") -> str:
    """Nombres de todos los riesgos, en una frase: ``R1, R2 y R3``."""
    return lista([riesgo.rotulo for riesgo in riesgos])


def _hasta_diez(nombres: Sequence[str], *, sin_cortar: bool = False) -> str:
    """``R1, R2 y 5 más``: los diez primeros, o todos si no se corta."""
    if sin_cortar or len(nombres) <= _RIESGOS_QUE_SE_NOMBRAN:
        return ", ".join(nombres)
    los_demas = con_miles(len(nombres) - _RIESGOS_QUE_SE_NOMBRAN)
    return f"{', '.join(nombres[:_RIESGOS_QUE_SE_NOMBRAN])} y {los_demas} más"


def riesgo_en_corto(riesgo: "RiesgoAnalizado") -> str:
    """Descripción del riesgo en un renglón, cortada en una palabra entera."""
    return recortado(en_un_renglon(riesgo.riesgo.descripcion), _LETRAS)
