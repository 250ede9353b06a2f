"""Reunir: los libros que volvieron, en el contenido del que salieron.

``reunir_libros`` es todo el camino, también el de los libros de lo que la base lleva adentro.
Debajo, cómo se resuelve un conflicto (lo que diga una respuesta o, si no, lo que se prefiera) y el
contenido con lo que los libros traen.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

import attrs

from paac_reportes.errores import Aviso, ErrorDeEntrada, Falla
from paac_reportes.estructura import mostrar
from paac_reportes.estructura.mensajes import falla_de_argumento
from paac_reportes.grupos import agrupadas
from paac_reportes.libros.captura.filas import (
    FilaDeCaptura,
    con_lo_reportado,
    en_textos,
    se_reparte,
)
from paac_reportes.libros.captura.libro import Procedencia, huella_de_la_entidad
from paac_reportes.libros.captura.recogida import (
    Base,
    Disputa,
    LibroLeido,
    LibroRecogido,
    decidir,
    leer_libro,
)
from paac_reportes.libros.captura.resultado import (
    BASE,
    Conflicto,
    Falta,
    LibroRechazado,
    LibroReunido,
    LibrosReunidos,
    MotivoDeFalta,
    Nueva,
)
from paac_reportes.modelo import Plan
from paac_reportes.modelo.recorrer import con_objetos
from paac_reportes.modelo.riesgos import MapaDeRiesgos
from paac_reportes.modelo.temas import Contenido, con_los_que_lleva, tema_de
from paac_reportes.opc.lectura import ver_documento

C = TypeVar("C", bound=Plan | MapaDeRiesgos)


def reunir_libros(
    libros: Iterable[tuple[str, Any]],
    base: C,
    corte: date | None = None,
    preferir: str | None = None,
    respuestas: Mapping[str, str] | None = None,
) -> LibrosReunidos[C]:
    """El contenido con lo que los libros traen, y todo lo que conviene saber de cómo llegaron.

    ``libros``: cada uno con su nombre. El que no se entiende o no es de esta base queda entre los
    rechazados, y los demás se reúnen. ``ErrorDeEntrada`` si no queda ninguno, si no se sabe de
    quién son, o si una respuesta no es de las que hay.
    """
    ilegibles: list[LibroRechazado] = []
    leidos = [*_leidos(libros, ilegibles)]
    contenidos = dict(con_los_que_lleva(base))
    campos = {tema_de(contenido).clave: campo for campo, contenido in contenidos.items()}
    por_campo = agrupadas((campos.get(u.procedencia.de, ""), u) for u in leidos)
    fuera = {u: _por_que_no_es(contenidos[c], u) for c, suyos in por_campo.items() for u in suyos}
    por_tomar = [libro for libro, motivo in fuera.items() if not motivo]
    elegido = corte or _corte_de(por_tomar)
    fuera |= {
        u: f"es del corte {u.procedencia.corte}; se reúnen los del {elegido}"
        for u in por_tomar
        if u.procedencia.corte != elegido
    }
    if elegido is None or all(fuera.values()):
        fallas = [falla for malo in ilegibles for falla in malo.fallas]
        fallas += [_ajeno(libro, motivo) for libro, motivo in fuera.items()]
        raise ErrorDeEntrada(fallas or [falla_de_argumento("", "un_libro_o_mas", [])])
    respuestas = respuestas or {}
    reuniones: dict[str, LibrosReunidos[Any]] = {
        campo: _de_uno(
            {libro: fuera[libro] for libro in por_campo.get(campo, ())},
            contenido,
            elegido,
            preferir,
            respuestas,
        )
        for campo, contenido in contenidos.items()
        if not campo or campo in por_campo
    }
    reunion = reuniones.pop("")
    reunidos = {campo: otra.contenido for campo, otra in reuniones.items()}
    rechazados = sorted((*reunion.rechazados, *ilegibles), key=lambda uno: uno.nombre)
    con_todo = attrs.evolve(
        reunion,
        contenido=attrs.evolve(reunion.contenido, **reunidos),
        rechazados=tuple(rechazados),
        de_lo_que_lleva=tuple(reuniones.values()),
    )
    avisos = (*con_todo.avisos, *_sin_conflicto(respuestas, con_todo))
    return attrs.evolve(con_todo, avisos=tuple(dict.fromkeys(avisos)))


def _leidos(
    libros: Iterable[tuple[str, Any]], ilegibles: list[LibroRechazado]
) -> Iterator[LibroLeido]:
    """Cada libro leído; el que no es de captura o no se deja leer se suma a ``ilegibles``."""
    for nombre, origen in libros:
        en_su_libro = f"libro «{nombre}»"
        try:
            yield leer_libro(nombre, ver_documento(origen))
        except ErrorDeEntrada as error:
            fallas = (
                f if f.ruta.startswith(en_su_libro) else f.en(en_su_libro) for f in error.fallas
            )
            ilegibles.append(LibroRechazado(nombre=nombre, dependencia=None, fallas=tuple(fallas)))


def _es_de(procedencia: Procedencia, base: Contenido) -> bool:
    """Si un libro es de esa base, aunque sea de otro tiempo."""
    es_del_tema = procedencia.de == tema_de(base).clave
    return es_del_tema and procedencia.entidad == huella_de_la_entidad(base.entidad)


def _por_que_no_es(base: Contenido, libro: LibroLeido) -> str:
    """Por qué un libro es de otro contenido, entidad o vigencia que la base; vacío, si no."""
    procedencia = libro.procedencia
    if procedencia.de != tema_de(base).clave:
        return f"es de {procedencia.tema.un}, y la base no lo lleva"
    if not _es_de(procedencia, base):
        return f"es de otra entidad; la base es de {base.entidad.nombre}"
    vigencia = procedencia.vigencia
    if None in {vigencia, base.vigencia} or vigencia == base.vigencia:
        return ""
    return f"es de la vigencia {vigencia}; la base es de la {base.vigencia}"


def _corte_de(libros: Iterable[LibroLeido]) -> date | None:
    """El corte de más libros y, entre los que van iguales, el último; ``None`` si no hay libros."""
    cuantos = Counter(libro.procedencia.corte for libro in libros)
    return max(cuantos, key=lambda fecha: (cuantos[fecha], fecha), default=None)


def _de_uno(
    llegaron: Mapping[LibroLeido, str],
    contenido: C,
    corte: date,
    preferir: str | None,
    respuestas: Mapping[str, str],
) -> LibrosReunidos[C]:
    """La reunión de los libros de un contenido.

    ``llegaron``: cada libro con el motivo por el que no se toma, o vacío; ``preferir`` y
    ``respuestas`` resuelven los conflictos.
    """
    libros = [libro for libro, motivo in llegaron.items() if not motivo]
    base = Base(contenido, corte, _por_cual(libros, contenido))
    rechazados = [_rechazado(libro, motivo, base) for libro, motivo in llegaron.items() if motivo]
    # El resultado no depende del orden en que llegaron; sólo preferir el último lo mira.
    en_orden = sorted(enumerate(libros), key=lambda par: par[1].nombre)
    recogidos = [LibroRecogido(libro, base, orden) for orden, libro in en_orden]
    por_filas = list(decidir(recogidos, base))
    nuevas = [una for una in por_filas if isinstance(una, Nueva)]
    disputas = [una for una in por_filas if isinstance(una, Disputa)]
    cambios = {una.ruta: dict(una.reporte) for una in nuevas}
    conflictos = tuple(_resueltos(disputas, preferir, respuestas, cambios))
    con_cambios = [ruta for ruta in cambios if ruta in base.filas]
    sin_responder = [*_sin_responder(recogidos, rechazados, base)]
    return LibrosReunidos(
        contenido=aplicar(
            base, contenido, cambios, _con_blancos_propios(con_cambios, recogidos, base)
        ),
        corte=base.corte,
        libros=tuple(
            LibroReunido(
                nombre=recogido.libro.nombre,
                dependencia=base.oficinas.nombre(recogido.oficina),
                filas=len({una.ruta for una in recogido.del_plan}),
                con_reporte=recogido.con_reporte,
            )
            for recogido in recogidos
        ),
        rechazados=tuple(sorted(rechazados, key=lambda uno: uno.nombre)),
        faltan=tuple(una for una in sin_responder if una.motivo != "sin_cambios"),
        sin_cambios=tuple(una for una in sin_responder if una.motivo == "sin_cambios"),
        nuevas=tuple(una for una in nuevas if una.ruta in base.filas),
        respondidas=tuple(una for una in nuevas if una.ruta in base.recomendadas),
        sin_tomar=tuple(
            attrs.evolve(fila, dependencia=base.oficinas.nombre(recogido.oficina))
            for recogido in recogidos
            for fila in recogido.sin_tomar
        ),
        conflictos=conflictos,
        avisos=tuple(dict.fromkeys(_avisos(recogidos))),
        oficinas=len(base.de_cada_oficina),
        filas=len(base.filas),
    )


def _rechazado(libro: LibroLeido, motivo: str, base: Base) -> LibroRechazado:
    """Libro que no se toma; el de otro tiempo, con la oficina de la mayoría de sus filas."""
    es_de_la_base = _es_de(libro.procedencia, base.contenido)
    suya = base.oficinas.nombre(LibroRecogido(libro, base).oficina) if es_de_la_base else None
    fallas = (_ajeno(libro, motivo),)
    return LibroRechazado(nombre=libro.nombre, dependencia=suya, fallas=fallas)


def _por_cual(libros: Sequence[LibroLeido], contenido: Contenido) -> str | None:
    """El dato por el que se repartieron, que dicen sus propiedades; ``None`` si ninguno sirve."""
    datos = {libro.procedencia.por for libro in libros if libro.procedencia.por}
    return next((dato for dato in sorted(datos) if se_reparte(contenido, dato)), None)


def _ajeno(libro: LibroLeido, motivo: str) -> Falla:
    return Falla("libro_ajeno", f"libro «{libro.nombre}»", motivo)


def _sin_responder(
    recogidos: Sequence[LibroRecogido], rechazados: Sequence[LibroRechazado], base: Base
) -> Iterator[Falta]:
    """Las oficinas de las que nada escrito en sus filas se tomó, y por qué."""
    llegados = agrupadas((recogido.oficina, recogido) for recogido in recogidos)
    for numero, filas_de_la_oficina in base.de_cada_oficina.items():
        suyos = llegados.get(numero, [])
        reportan = any(una.cambios for recogido in suyos for una in recogido.del_plan)
        responden = any(una.cambios for recogido in suyos for una in recogido.llegadas)
        ya_tenia = any(recogido.con_reporte for recogido in suyos)
        if reportan or (responden and ya_tenia):
            continue
        nombre = base.oficinas.nombre(numero)
        malos = [malo.nombre for malo in rechazados if malo.dependencia == nombre]
        malos += [recogido.libro.nombre for recogido in suyos if recogido.sin_tomar]
        motivo: MotivoDeFalta = "rechazado" if malos else "sin_libro"
        if suyos and not malos:
            motivo = "sin_cambios" if ya_tenia else "sin_reporte" if responden else "vacio"
        yield Falta(
            dependencia=nombre,
            motivo=motivo,
            filas=len(filas_de_la_oficina),
            libros=tuple(malos or (recogido.libro.nombre for recogido in suyos)),
        )


def _avisos(recogidos: Sequence[LibroRecogido]) -> Iterator[Aviso]:
    """Los avisos de cada libro, y de las oficinas de que llegaron varios."""
    for suyos in agrupadas(
        (recogido.oficina, recogido.libro.nombre) for recogido in recogidos
    ).values():
        if len(suyos) > 1:
            nombres = ", ".join(f"«{nombre}»" for nombre in suyos)
            motivo = "son de la misma oficina: se tomó lo que dice cada uno"
            yield Aviso("libro_repetido", f"libros {nombres}", motivo)
    for recogido in recogidos:
        yield from recogido.libro.avisos
        yield from recogido.avisos


def _resueltos(
    disputas: Iterable[Disputa],
    preferir: str | None,
    respuestas: Mapping[str, str],
    cambios: dict[str, dict[str, Any]],
) -> Iterator[Conflicto]:
    """Los conflictos, cada uno con la opción que se eligió; ``ErrorDeEntrada`` si una no existe.

    Manda lo que se respondió de él; después, lo que se prefiera. El valor que gana se suma a
    ``cambios``, por la ruta de su fila y su dato.
    """
    fallas: list[Falla] = []
    for disputa in disputas:
        conflicto = disputa.conflicto
        elegida = respuestas.get(conflicto.id) or _preferida(conflicto, preferir)
        if elegida is not None and elegida in disputa.valores:
            cambios.setdefault(conflicto.ruta, {})[disputa.dato] = disputa.valores[elegida]
        elif elegida not in {None, BASE}:
            esperadas = " o ".join(map(mostrar, conflicto.opciones))
            motivo = f"se esperaba {esperadas}, llegó {mostrar(elegida)}"
            fallas.append(Falla("respuesta_invalida", f"respuestas: {conflicto.id}", motivo))
        yield attrs.evolve(conflicto, resuelto=elegida)
    if fallas:
        raise ErrorDeEntrada(fallas)


def _preferida(conflicto: Conflicto, preferir: str | None) -> str | None:
    """La opción que se prefiere, si en este conflicto hay una que lo sea."""
    if preferir == BASE:
        return BASE
    de_libros = conflicto.versiones[1:]
    if preferir == "libro" and len(de_libros) == 1:
        return de_libros[0].opcion
    return max(de_libros, key=lambda u: u.orden).opcion if preferir == "ultimo" else None


def _sin_conflicto(respuestas: Mapping[str, str], reunion: LibrosReunidos[Any]) -> Iterator[Aviso]:
    """Avisos de lo que se respondió o se prefiere de un conflicto que no hay, con los que hay."""
    los_que_hay = [conflicto.id for una in reunion.todas for conflicto in una.conflictos]
    motivo = "no existe: ya se resolvió, o uno de sus lados cambió"
    for cual in respuestas:
        if cual not in los_que_hay:
            dice = f"{motivo}; los que hay: {', '.join(los_que_hay) or 'ninguno'}"
            yield Aviso("respuesta_sin_conflicto", f"conflicto {cual}", dice)


def aplicar(
    base: Base, contenido: C, cambios: Mapping[str, Mapping[str, Any]], en_blanco: Collection[str]
) -> C:
    """El contenido con esos cambios, por la ruta de la fila y el dato; lo demás, intacto.

    ``en_blanco``: las filas que, si nada dicen, llevan un reporte que sólo dice su corte.
    """
    nuevos: dict[str, Any] = {}
    for ruta in dict.fromkeys((*cambios, *en_blanco)):
        fila = base.todas[ruta]
        nuevos[ruta] = con_lo_reportado(
            fila.lugar.objeto,
            fila.tabla.reportes,
            fila.seleccion,
            {**fila.reportado, **cambios.get(ruta, {})},
            aunque_calle=ruta in en_blanco,
        )
    return con_objetos(contenido, nuevos) if nuevos else contenido


# ------------------------------------------------------------------ los blancos
# Cada uno es de su fila, porque en un libro ninguna celda es de dos.
def _con_blancos_propios(
    tomadas: Collection[str], recogidos: Iterable[LibroRecogido], base: Base
) -> set[str]:
    """Las filas en que un blanco es suyo: las que volvieron, y las de toda tabla que se llenó.

    ``tomadas``, las rutas de los reportes que se tomaron: si no hay ninguno, los libros volvieron
    como salieron y nada cambia. De una tabla llenada son todas, también la que la oficina borró de
    su libro: el reporte de otro renglón no la cubre. No, la que ya dijo algo; lo que el plan elige
    de sus blancos manda.
    """
    plan = base.contenido
    if not isinstance(plan, Plan) or (plan.metodologia and plan.metodologia.blancos):
        return set()
    llenadas = {_tabla_de(base.filas[ruta]) for ruta in tomadas}
    volvieron = {una.ruta for libro in recogidos for una in libro.llegadas if llenadas}
    return {
        ruta
        for ruta, fila in base.filas.items()
        if (ruta in volvieron or _tabla_de(fila) in llenadas)
        and not any(en_textos(fila.de_antes).values())
    }


def _tabla_de(fila: FilaDeCaptura) -> tuple[str, str]:
    """Tabla de la matriz, donde una celda puede ser de varias filas: su componente y su lista."""
    lugar = dueno = fila.lugar
    while dueno.raiz != "componente" and dueno.dentro_de is not None:
        dueno = dueno.dentro_de
    return dueno.ruta, lugar.lista
