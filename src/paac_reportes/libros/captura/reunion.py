"""Reunir: los libros que volvieron, en el plan del que salieron.

``reunir`` es todo el camino. Debajo, cómo se resuelve un conflicto (lo que diga una respuesta o, si
no, lo que se prefiera) y el plan con lo que los libros traen.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Literal, TypeVar

import attrs

from paac_reportes import clases
from paac_reportes.errores import Aviso, ErrorDeEntrada, Falla
from paac_reportes.estructura import mostrar
from paac_reportes.libros.captura.columnas import (
    CAMPOS,
    Reporte,
    de_la_dependencia,
    filas_de_captura,
    por_oficina,
)
from paac_reportes.libros.captura.consolidacion import (
    Disputa,
    Llegada,
    avisos_de_libro,
    disputa_de_retirada,
    disputas_de_texto,
    nueva_o_disputa,
    oficina_de,
    repetidos,
)
from paac_reportes.libros.captura.huellas import huella_de_la_entidad
from paac_reportes.libros.captura.lectura import LibroLeido
from paac_reportes.libros.captura.reconocimiento import (
    Base,
    Reconocida,
    nombre_de_oficina,
    reconocer,
)
from paac_reportes.libros.captura.respondidas import (
    avisos_de,
    por_decidir,
    responde,
    responder,
    respuestas_de,
)
from paac_reportes.libros.captura.resultado import (
    BASE,
    Agregada,
    Conflicto,
    Falta,
    LibroRechazado,
    LibroReunido,
    MotivoDeFalta,
    Nueva,
    Respondida,
    Reunion,
)
from paac_reportes.modelo import FilaDeMatriz, Plan, Seguimiento
from paac_reportes.modelo.plan import FILAS
from paac_reportes.modelo.recorrer import con_objetos, recorrer

if TYPE_CHECKING:
    from paac_reportes.modelo.riesgos import MapaDeRiesgos

F = TypeVar("F", bound=FilaDeMatriz)


@clases.frozen(kw_only=True)
class Cambio:
    """Lo que cambia de una fila."""

    reporte: Any = None
    textos: Mapping[str, str] = attrs.Factory(dict)


@clases.frozen(kw_only=True, eq=False)
class Entrega:
    """Lo que llegó."""

    leidos: Sequence[LibroLeido]
    ilegibles: Sequence[LibroRechazado] = ()
    """Lo que no es un libro de captura o no se dejó leer."""
    avisos: Sequence[Aviso] = ()
    """Lo que en las carpetas no se miró."""


def reunir(  # noqa: PLR0913 - lo que se pidió, entero
    entrega: Entrega,
    plan: Plan,
    corte: date | None = None,
    preferir: str | None = None,
    respuestas: Mapping[str, str] | None = None,
    *,
    puede_faltar: bool = False,
) -> Reunion:
    """El plan con lo que los libros traen, y todo lo que conviene saber de cómo llegaron.

    El que no se entiende o no es de este plan queda entre los rechazados, y los demás se reúnen.
    ``ErrorDeEntrada`` si no queda ninguno, si no se sabe de cuál corte, o si una respuesta no
    existe.
    """
    libros, rechazados = tomados_de(entrega, plan, corte, puede_faltar=puede_faltar)
    elegido = libros[0].procedencia.corte if libros else corte
    assert elegido is not None  # noqa: S101 - si pueden faltar, se sabe de cuál se reúne
    base = Base(plan, elegido, filas_de_captura(plan, elegido))
    reunido = reunidos_en(base, libros)
    de_recomendaciones = list(por_decidir(reunido.en_orden, plan))
    respondidas = tuple(una for una in de_recomendaciones if isinstance(una, Respondida))
    disputas = [*reunido.disputas]
    disputas += [una for una in de_recomendaciones if isinstance(una, Disputa)]
    resueltas, de_respuestas = resolver(disputas, preferir, respuestas or {})
    reportado = aplicar(plan, elegido, cambios_de(reunido.nuevas, resueltas))
    oficinas_con_respuestas = {
        oficina_de(libro, filas) for _, libro, filas, _ in reunido.leidos if responde(libro, plan)
    }
    avisos = [*(aviso for libro in libros for aviso in avisos_de(libro, plan)), *de_respuestas]
    return Reunion(
        plan=responder(reportado, respuestas_de(respondidas, resueltas, plan)),
        respondidas=respondidas,
        **lo_comun(entrega, base, reunido, rechazados, resueltas, avisos, oficinas_con_respuestas),
    )


@clases.frozen(kw_only=True, eq=False)
class Reunido:
    """Lo que los libros traen a una base, sin resolver."""

    en_orden: Sequence[tuple[int, LibroLeido]]
    leidos: "Sequence[Leido]"
    nuevas: Sequence[Nueva]
    disputas: Sequence[Disputa]


def reunidos_en(base: Base, libros: Sequence[LibroLeido]) -> Reunido:
    """Cada fila con la suya, y de cada una lo nuevo o lo que no se decide solo."""
    # El resultado no depende del orden en que llegaron; sólo preferir el último lo mira.
    en_orden = sorted(enumerate(libros), key=lambda par: par[1].nombre)
    leidos = [(orden, libro, *reconocer(libro, base)) for orden, libro in en_orden]
    por_ruta, retiradas = _por_ruta(leidos, base)
    nuevas, disputas = _por_decidir(por_ruta, retiradas, base)
    return Reunido(en_orden=en_orden, leidos=leidos, nuevas=nuevas, disputas=disputas)


def lo_comun(  # noqa: PLR0913, PLR0917 - lo que una reunión junta
    entrega: Entrega,
    base: Base,
    reunido: Reunido,
    rechazados: Sequence[LibroRechazado],
    resueltas: Sequence[Disputa],
    otros_avisos: Sequence[Aviso],
    con_respuestas: Collection[int | None] = (),
) -> dict[str, Any]:
    """Lo que dice una reunión, sea de un plan o de un mapa de riesgos."""
    leidos = [(libro, filas) for _, libro, filas, _ in reunido.leidos]
    return {
        "corte": base.corte,
        "libros": tuple(_reunido(libro, filas, base) for libro, filas in leidos),
        "rechazados": tuple(rechazados),
        "faltan": tuple(
            _faltan(leidos, _de_este_plan(rechazados, entrega.ilegibles), base, con_respuestas)
        ),
        "nuevas": tuple(reunido.nuevas),
        "agregadas": tuple(
            _agregada(reconocida, base.oficina(oficina_de(libro, filas)))
            for libro, filas in leidos
            for reconocida in filas
            if reconocida.via == "agregada"
        ),
        "conflictos": tuple(disputa.conflicto for disputa in resueltas),
        "avisos": tuple(
            dict.fromkeys(
                (
                    *entrega.avisos,
                    *_de_otro_ano(base),
                    *_de_la_base([libro for _, libro in reunido.en_orden], base),
                    *repetidos(leidos),
                    *(aviso for leido in reunido.leidos for aviso in _avisos(leido, base)),
                    *otros_avisos,
                )
            )
        ),
        "oficinas": len(por_oficina(list(base.filas.values()))),
        "filas": len(base.filas),
    }


Leido = tuple[int, LibroLeido, list[Reconocida], list[Aviso]]


def tomados_de(
    entrega: Entrega,
    plan: "Plan | MapaDeRiesgos",
    corte: date | None,
    *,
    puede_faltar: bool = False,
) -> tuple[list[LibroLeido], list[LibroRechazado]]:
    """Los que se pueden reunir, todos de un corte, y los que no, con sus fallas."""
    rechazados = list(entrega.ilegibles)
    tomados: list[LibroLeido] = []
    for libro in entrega.leidos:
        if fallas := (*_de_otro_plan(libro, plan), *libro.fallas):
            rechazados.append(_rechazado(libro, plan, fallas))
        else:
            tomados.append(libro)
    cortes = sorted({libro.procedencia.corte for libro in tomados})
    if corte is None and len(cortes) > 1:
        dichos = " y ".join(map(str, cortes))
        motivo = f"llegaron libros de los cortes {dichos}: reúna los de uno, o diga cuál"
        raise ErrorDeEntrada(
            (
                *(falla for rechazado in rechazados for falla in rechazado.fallas),
                *(_de_otro_corte(libro, motivo) for libro in tomados),
            )
        )
    elegido = corte or next(iter(cortes), None)
    for libro in tomados:
        if libro.procedencia.corte != elegido:
            falla = _de_otro_corte(libro, f"se esperaba el {elegido}")
            rechazados.append(_rechazado(libro, plan, (falla,)))
    tomados = [libro for libro in tomados if libro.procedencia.corte == elegido]
    if not tomados and not puede_faltar:
        ninguno = "se esperaba al menos un libro, no llegó ninguno"
        raise ErrorDeEntrada(
            [falla for rechazado in rechazados for falla in rechazado.fallas]
            or [Falla("argumento_invalido", "", ninguno)]
        )
    return tomados, sorted(rechazados, key=lambda rechazado: rechazado.nombre)


def _de_otro_plan(libro: LibroLeido, plan: "Plan | MapaDeRiesgos") -> Iterator[Falla]:
    """Por qué no es de este plan: es de otra entidad o de otra vigencia."""
    lugar = f"libro «{libro.nombre}»"
    if (libro.procedencia.quien is None) is not isinstance(plan, Plan):
        de_que = "de un plan" if libro.procedencia.quien is None else "de un mapa de riesgos"
        yield Falla("libro_ajeno", lugar, f"es {de_que}, y la base no lo lleva")
    elif libro.procedencia.entidad != huella_de_la_entidad(plan.entidad):
        motivo = f"es de otra entidad; la base es de {plan.entidad.nombre}"
        yield Falla("libro_ajeno", lugar, motivo)
    elif None not in (libro.vigencia, plan.vigencia) and libro.vigencia != plan.vigencia:
        motivo = f"es de la vigencia {libro.vigencia}; la base es de la {plan.vigencia}"
        yield Falla("libro_ajeno", lugar, motivo)


def _de_otro_corte(libro: LibroLeido, motivo: str) -> Falla:
    dicho = f"es del corte {libro.procedencia.corte}; {motivo}"
    return Falla("libro_ajeno", f"libro «{libro.nombre}»", dicho)


def _rechazado(
    libro: LibroLeido, plan: "Plan | MapaDeRiesgos", fallas: Sequence[Falla]
) -> LibroRechazado:
    """De quién es sólo se dice del que es de este plan."""
    suyo = not any(falla.codigo == "libro_ajeno" for falla in fallas)
    return LibroRechazado(
        nombre=libro.nombre,
        dependencia=nombre_de_oficina(plan, libro.dependencia if suyo else None),
        fallas=tuple(fallas),
    )


def _de_este_plan(
    rechazados: Iterable[LibroRechazado], ilegibles: Sequence[LibroRechazado]
) -> list[LibroRechazado]:
    """Los que una oficina llenó para este plan y no se entendieron."""
    return [
        uno
        for uno in rechazados
        if uno not in ilegibles and all(falla.codigo != "libro_ajeno" for falla in uno.fallas)
    ]


def _por_ruta(
    leidos: Sequence[Leido], base: Base
) -> tuple[dict[str, list[Llegada]], list[Llegada]]:
    """Las llegadas de cada fila de la base, en el orden del plan, y las que ya no tienen fila."""
    por_ruta: dict[str, list[Llegada]] = {ruta: [] for ruta in base.filas}
    retiradas = []
    for orden, libro, filas, _ in leidos:
        igual = libro.procedencia.base == base.huella
        for reconocida in filas:
            llegada = Llegada(reconocida=reconocida, orden=orden, base_igual=igual)
            if reconocida.ruta is not None:
                por_ruta[reconocida.ruta].append(llegada)
            elif reconocida.via == "retirada":
                retiradas.append(llegada)
    return por_ruta, retiradas


def _por_decidir(
    por_ruta: Mapping[str, Sequence[Llegada]], retiradas: Iterable[Llegada], base: Base
) -> tuple[list[Nueva], list[Disputa]]:
    nuevas: list[Nueva] = []
    disputas: list[Disputa] = []
    for ruta, llegadas in por_ruta.items():
        for resultado in nueva_o_disputa(ruta, llegadas, base):
            if isinstance(resultado, Nueva):
                nuevas.append(resultado)
            else:
                disputas.append(resultado)
        disputas += disputas_de_texto(ruta, llegadas, base)
    disputas += filter(None, (disputa_de_retirada(llegada, base) for llegada in retiradas))
    return nuevas, disputas


def cambios_de(nuevas: Iterable[Nueva], disputas: Iterable[Disputa]) -> dict[str, Cambio]:
    """Lo nuevo y lo resuelto a favor de un libro, por su fila."""
    reportes: dict[str, Any] = {nueva.ruta: nueva.reporte for nueva in nuevas}
    textos: dict[str, Mapping[str, str]] = {}
    for disputa in disputas:
        conflicto = disputa.conflicto
        opcion = conflicto.resuelto or BASE
        if opcion in disputa.reportes:
            reportes[conflicto.ruta] = disputa.reportes[opcion]
        if opcion in disputa.textos:
            textos[conflicto.ruta] = disputa.textos[opcion]
    return {
        ruta: Cambio(reporte=reportes.get(ruta), textos=textos.get(ruta, {}))
        for ruta in {**reportes, **textos}
    }


def _reunido(libro: LibroLeido, filas: Sequence[Reconocida], base: Base) -> LibroReunido:
    suyas = [r for r in filas if r.ruta is not None and not r.ajena]
    rutas = {r.ruta for r in suyas}
    con_reporte = {r.ruta for r in suyas if not r.fila.reporte.en_blanco}
    return LibroReunido(
        nombre=libro.nombre,
        dependencia=base.oficina(oficina_de(libro, filas)),
        filas=len(rutas),
        con_reporte=len(con_reporte),
    )


def _faltan(
    leidos: Sequence[tuple[LibroLeido, Sequence[Reconocida]]],
    rechazados: Sequence[LibroRechazado],
    base: Base,
    con_respuestas: Collection[int | None],
) -> Iterator[Falta]:
    """Las oficinas de las que no llegó ningún libro, o ninguno con un reporte que se tomara."""
    llegados: dict[int | None, list[str]] = {}
    respondieron: set[int | None] = set()
    for libro, filas in leidos:
        oficina = oficina_de(libro, filas)
        llegados.setdefault(oficina, []).append(libro.nombre)
        if any(not una.fila.reporte.en_blanco and not una.ajena for una in filas):
            respondieron.add(oficina)
    en_otros = _en_otros(leidos)
    for numero, suyas in por_oficina(list(base.filas.values())).items():
        if numero in respondieron:
            continue
        nombre = base.oficina(numero)
        malos = [malo.nombre for malo in rechazados if malo.dependencia == nombre]
        motivo: MotivoDeFalta = "rechazado" if malos else "sin_libro"
        if numero in llegados and not malos:
            motivo = "sin_reporte" if numero in con_respuestas else "vacio"
        yield Falta(
            dependencia=nombre,
            motivo=motivo,
            filas=len(suyas),
            libros=tuple(malos or llegados.get(numero, ())),
            en_otros=tuple(en_otros.get(numero, ())),
        )


def _en_otros(
    leidos: Sequence[tuple[LibroLeido, Sequence[Reconocida]]],
) -> Mapping[int | None, Iterable[str]]:
    """De cada oficina, los libros de otras que traen filas suyas."""
    en_otros: dict[int | None, dict[str, None]] = {}
    for libro, filas in leidos:
        for una in filas:
            if una.ajena and una.ruta is not None:
                en_otros.setdefault(de_la_dependencia(una.ruta), {})[libro.nombre] = None
    return en_otros


def _agregada(reconocida: Reconocida, oficina: str | None) -> Agregada:
    fila = reconocida.fila
    rotulos = {columna.dato: columna.rotulo for columna in fila.columnas}
    return Agregada(
        libro=fila.libro,
        lugar=fila.lugar,
        dependencia=oficina,
        valores={
            **{rotulos[dato]: texto for dato, texto in fila.vistos.items() if texto.strip()},
            **{r: dicho for r, dicho in fila.como_se_lee(fila.reporte).items() if dicho},
            **fila.sobrantes,
        },
    )


def _de_otro_ano(base: Base) -> Iterator[Aviso]:
    vigencia = base.de_que.vigencia
    if vigencia is not None and base.corte.year != vigencia:
        motivo = (
            f"los libros son del corte {base.corte}, y la vigencia del"
            f" {'plan' if isinstance(base.de_que, Plan) else 'mapa'} es {vigencia}: lo que reportan"
            " quedó en ese corte"
        )
        yield Aviso("corte_fuera_de_vigencia", "corte", motivo)


def _de_la_base(libros: Sequence[LibroLeido], base: Base) -> Iterator[Aviso]:
    otras = [libro.nombre for libro in libros if libro.procedencia.base != base.huella]
    if otras:
        cuales = ", ".join(f"«{nombre}»" for nombre in sorted(otras))
        motivo = "la base cambió después de que salieron; sólo las filas que cambiaron se revisan"
        yield Aviso("base_cambiada", f"libros {cuales}", motivo)


def _avisos(leido: Leido, base: Base) -> Iterator[Aviso]:
    _, libro, filas, de_reconocer = leido
    yield from libro.avisos
    yield from de_reconocer
    yield from avisos_de_libro(libro, filas, base)


Preferencia = Literal["base", "libro", "ultimo"]
PREFERENCIAS: tuple[Preferencia, ...] = ("base", "libro", "ultimo")


def resolver(
    disputas: Iterable[Disputa], preferir: str | None, respuestas: Mapping[str, str]
) -> tuple[list[Disputa], list[Aviso]]:
    """Las mismas, cada una con su opción si la hay; ``ErrorDeEntrada`` si una no existe."""
    resueltas: list[Disputa] = []
    fallas: list[Falla] = []
    for disputa in disputas:
        conflicto = disputa.conflicto
        opcion = respuestas.get(conflicto.id)
        if opcion is not None and opcion not in conflicto.opciones:
            esperadas = " o ".join(map(mostrar, conflicto.opciones))
            motivo = f"se esperaba {esperadas}, llegó {mostrar(opcion)}"
            fallas.append(Falla("respuesta_invalida", f"respuestas: {conflicto.id}", motivo))
        elegida = opcion or _preferida(conflicto, preferir)
        resueltas.append(attrs.evolve(disputa, conflicto=attrs.evolve(conflicto, resuelto=elegida)))
    if fallas:
        raise ErrorDeEntrada(fallas)
    return resueltas, list(_sin_conflicto(respuestas, resueltas))


def _preferida(conflicto: Conflicto, preferir: str | None) -> str | None:
    """La opción que se prefiere, si en este conflicto hay una que lo sea."""
    if preferir == BASE:
        return BASE
    de_libros = conflicto.versiones[1:] if conflicto.se_escoge else ()
    if preferir == "libro" and len(de_libros) == 1:
        return de_libros[0].opcion
    if preferir == "ultimo" and len({version.orden for version in de_libros}) == len(de_libros):
        return max(de_libros, key=lambda v: v.orden).opcion if de_libros else None
    return None


def _sin_conflicto(respuestas: Mapping[str, str], disputas: Iterable[Disputa]) -> Iterable[Aviso]:
    hay = {disputa.conflicto.id for disputa in disputas}
    for cual in respuestas:
        if cual not in hay:
            motivo = "ningún conflicto es éste: ya se resolvió, o uno de sus lados cambió"
            yield Aviso("respuesta_sin_conflicto", f"respuestas: {cual}", motivo)


def aplicar(plan: Plan, corte: date, cambios: Mapping[str, Cambio]) -> Plan:
    """El mismo plan con los cambios de cada fila, por su ruta; lo demás, intacto."""
    if not cambios:
        return plan
    filas = {lugar.ruta: lugar.objeto for lugar in recorrer(plan, *FILAS)}
    return con_objetos(
        plan, {ruta: _fila(filas[ruta], corte, cambio) for ruta, cambio in cambios.items()}
    )


def _fila(fila: F, corte: date, cambio: Cambio) -> F:
    distintos: dict[str, Any] = {campo: texto or None for campo, texto in cambio.textos.items()}
    if cambio.reporte is not None:
        distintos["seguimientos"] = _seguimientos(fila.seguimientos, corte, cambio.reporte)
    return attrs.evolve(fila, **distintos)


def _seguimientos(
    hay: tuple[Seguimiento, ...], corte: date, reporte: Reporte
) -> tuple[Seguimiento, ...]:
    """Los de la fila, con el del corte en su lugar por fecha; de él, sólo lo reportado cambia."""
    valores = {campo: getattr(reporte, campo) for campo in CAMPOS}
    if any(seguimiento.corte == corte for seguimiento in hay):
        return tuple(attrs.evolve(s, **valores) if s.corte == corte else s for s in hay)
    if reporte.en_blanco:
        return hay
    lugar = next((n for n, s in enumerate(hay) if s.corte > corte), len(hay))
    return (*hay[:lugar], Seguimiento(corte=corte, **valores), *hay[lugar:])
