"""Resultado de reunir: el contenido, quién falta, qué hay de nuevo y qué no cuadra.

``frases_de`` da sus cuentas, cada una con su base; ``detalle_de``, renglón por
renglón, lo que no entró en la base; ``datos_de_reunion``, todo, como datos. Al final, la hoja del
libro del contenido donde se responden sus conflictos, de la que sólo se lee una columna.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Literal

import attrs

from paac_reportes import clases
from paac_reportes.cuadros import Cuadro, SeMuestra, en_miles
from paac_reportes.errores import Aviso, ErrorDeEntrada, Falla
from paac_reportes.libros.tablas import (
    CONFLICTOS,
    ColumnaDelLibro,
    columna_escondida,
    como_se_dice,
    hoja_de_filas,
    llenado_de,
    tabla_suelta,
)
from paac_reportes.libros.vistas import tablas_leidas
from paac_reportes.maqueta.hojas_de_datos import (
    CeldaConRegla,
    HojaDeDatos,
    Opciones,
)
from paac_reportes.maqueta.medida.tipografia import Mm
from paac_reportes.modelo.catalogo import CATALOGO
from paac_reportes.modelo.riesgos import MapaDeRiesgos
from paac_reportes.modelo.temas import ConContenido, Contenido_co, tema_de
from paac_reportes.opc.visto import DocumentoVisto
from paac_reportes.textos.frases import nombre_en_frase
from paac_reportes.textos.valores import contar

BASE = "base"
"""La opción de dejar lo que dice la base."""

ClaseDeConflicto = Literal["dos_libros", "base_cambiada"]
CLASES: Mapping[ClaseDeConflicto, str] = {
    "dos_libros": "dos libros, o dos filas de uno, dicen cosas distintas de lo mismo",
    "base_cambiada": "la base lo cambió después de que salió el libro",
}
"""Qué es cada clase de conflicto."""


@clases.frozen(kw_only=True)
class VersionEnConflicto:
    """Lado de un conflicto."""

    opcion: str
    """Con la que se escoge: ``base`` o el nombre del libro."""
    lugar: str = ""
    """``hoja «Actividades», fila 14``; en blanco, la base."""
    valores: dict[str, str]
    """Texto del lado, por el rótulo de la celda."""
    orden: int = -1
    """Orden del libro entre los que llegaron; -1, la base."""

    @property
    def lado(self) -> str:
        """Su opción, con su lugar."""
        return self.opcion if self.lugar in self.opcion else f"{self.opcion}, {self.lugar}"


@clases.frozen(kw_only=True)
class Conflicto:
    """Una celda de una fila que no se decide sola; en el plan queda el lado de la base."""

    id: str
    """Siempre el mismo mientras sus lados digan lo mismo."""
    clase: ClaseDeConflicto
    ruta: str
    """El lugar de la fila, o de la recomendación, en el plan."""
    dependencia: str | None
    """La oficina de la fila; de una recomendación, su responsable."""
    nombre: str
    """El código y el texto de la fila, o el ``id`` y el texto de la recomendación."""
    versiones: tuple[VersionEnConflicto, ...]
    """La primera es la de la base."""
    resuelto: str | None = None
    """La opción escogida; ``None`` si sigue sin resolver."""

    @property
    def descripcion(self) -> str:
        """De qué celda es, qué pasa y qué se puede escoger."""
        partes = filter(None, (self.dependencia, self.nombre, ", ".join(self.celdas)))
        opciones = " o ".join(self.opciones)
        return f"{' · '.join(partes)}: {CLASES[self.clase]}; se puede tomar {opciones}"

    @property
    def opciones(self) -> tuple[str, ...]:
        """Opciones que se pueden escoger."""
        return tuple(version.opcion for version in self.versiones)

    @property
    def celdas(self) -> tuple[str, ...]:
        """El rótulo de la celda."""
        return tuple(self.versiones[0].valores)

    def dice(self, version: VersionEnConflicto) -> dict[str, str]:
        """Lo que dice un lado, por su rótulo."""
        return {rotulo: texto or "(en blanco)" for rotulo, texto in version.valores.items()}


MotivoDeFalta = Literal["sin_libro", "vacio", "sin_reporte", "rechazado", "sin_cambios"]


@clases.frozen(kw_only=True)
class Falta:
    """Una oficina que no ha respondido, o que devolvió su libro como salió."""

    dependencia: str | None
    """``None`` si el plan no las tiene."""
    motivo: MotivoDeFalta
    """``sin_reporte``: su libro responde recomendaciones, y no reporta ninguna fila;
    ``rechazado``: su libro llegó, y nada de lo escrito se pudo tomar; ``sin_cambios``: volvió como
    salió, y lo que trae ya lo tenía la base."""
    filas: int
    """Filas que tenía por reportar."""
    libros: tuple[str, ...] = ()
    """Libros que llegaron sin ningún reporte, o no se pudieron tomar."""


@clases.frozen(kw_only=True)
class Nueva:
    """Reporte de una fila, o de una recomendación, que la base no tenía."""

    ruta: str
    dependencia: str | None
    nombre: str
    libro: str
    """Libro que lo trae o, si lo dicen varios, todos."""
    lugar: str
    reporte: Mapping[str, Any]
    """Valores de cada celda, por su dato: ``{"seguimiento.avance": 40, …}``."""
    antes: Mapping[str, Any]
    """En blanco si no había."""


@clases.frozen(kw_only=True)
class FilaSinTomar:
    """Una fila de un libro que no se tomó: no se sabe de cuál de la base es, o ya no está en ella.

    ``FilaSinTomar(libro="salud.xlsx", lugar="hoja «Actividades», fila 9", motivo="…; pegue su texto
    en la hoja «Actividades», fila 14, de un libro recién salido", valores={"Seguimiento": "…"})``
    """

    libro: str
    lugar: str
    motivo: str
    """Por qué, y qué hacer."""
    dependencia: str | None = None
    valores: dict[str, str]
    """Textos de la fila, por el rótulo de cada celda."""


@clases.frozen(kw_only=True)
class LibroReunido:
    """Un libro que llegó, y cuánto trae."""

    nombre: str
    dependencia: str | None
    filas: int
    """Filas del plan que trae."""
    con_reporte: int


@clases.frozen(kw_only=True)
class LibroRechazado:
    """Un libro que llegó y no se tomó: lo suyo queda como lo dice la base."""

    nombre: str
    dependencia: str | None
    """De quién es, si se sabe."""
    fallas: tuple[Falla, ...]
    """Por qué, todo de una vez."""


@clases.frozen(kw_only=True)
class LibrosReunidos(ConContenido[Contenido_co], SeMuestra):
    """Los libros reunidos en la base."""

    contenido: Contenido_co = attrs.field(repr=False)
    """El plan o el mapa de riesgos, consolidado: de lo que está en conflicto y sin resolver, el
    lado de la base."""
    corte: date
    libros: tuple[LibroReunido, ...]
    rechazados: tuple[LibroRechazado, ...]
    """Libros que no se pudieron tomar; los demás se reunieron sin ellos."""
    faltan: tuple[Falta, ...]
    sin_cambios: tuple[Falta, ...]
    """Las que devolvieron su libro como salió, con lo que la base ya tenía: ni responden ni
    faltan."""
    nuevas: tuple[Nueva, ...]
    respondidas: tuple[Nueva, ...]
    """Las recomendaciones con otro estado u otra respuesta que los de la base."""
    sin_tomar: tuple[FilaSinTomar, ...]
    """Las filas que no se tomaron, con su texto y su lugar."""
    conflictos: tuple[Conflicto, ...]
    """Todos, también los que se resolvieron."""
    avisos: tuple[Aviso, ...]
    """Avisos de lo demás: filas borradas, textos cambiados, fórmulas, columnas de más…"""
    oficinas: int
    """Cuántas tienen filas por reportar en el plan; en un mapa, cuántos procesos."""
    filas: int
    """Cuántas tiene el plan; en un mapa, cuántos riesgos."""
    de_lo_que_lleva: "tuple[LibrosReunidos[Any], ...]" = attrs.field(default=(), repr=False)
    """Reuniones de los libros de lo que la base lleva adentro, si llegó alguno: ya van en ella."""

    @property
    def de_riesgos(self) -> "LibrosReunidos[MapaDeRiesgos] | None":
        """Reunión de los libros del mapa que el plan lleva, si llegó alguno; ya va en él."""
        return next(
            (una for una in self.de_lo_que_lleva if tema_de(una.contenido).clave == "mapa"), None
        )

    @property
    def recomendaciones(self) -> int:
        """Cuántas tiene la base; ninguna si de ella no se recomienda."""
        return len(getattr(self.contenido, "recomendaciones", ()))

    @property
    def todas(self) -> "tuple[LibrosReunidos[Any], ...]":
        """Ella y las de lo que la base lleva."""
        return (self, *(una for otra in self.de_lo_que_lleva for una in otra.todas))

    def oficina(self, nombre: str | None) -> str:
        """Cómo se dice de quién es un libro o una fila; sin nombre, de todo."""
        return nombre or f"todo {tema_de(self.contenido).el}"

    def _cuadro(self) -> Cuadro:
        """Quién falta y qué no se decidió solo; lo demás, contado."""
        cosas = (renglon.partition(": ") for renglon in detalle_de(self))
        return Cuadro(
            titulo=f"Reunión de {self.contenido.entidad.nombre}, corte {self.corte}",
            columnas=("Por resolver", "Cuál"),
            filas=[(que, cual) for que, _, cual in cosas],
            notas=(*frases_de(self), f"Avisos: {en_miles(len(self.avisos))}."),
        )

    @property
    def pendientes(self) -> tuple[Conflicto, ...]:
        """Los conflictos sin resolver, también los de lo que la base lleva."""
        return tuple(c for una in self.todas for c in una.conflictos if c.resuelto is None)

    @property
    def no_tomados(self) -> tuple[LibroRechazado, ...]:
        """Los libros que no se tomaron, también los de lo que la base lleva."""
        return tuple(rechazado for una in self.todas for rechazado in una.rechazados)


# ------------------------------------------------------------------ en palabras
def frases_de(reunion: LibrosReunidos[Any]) -> Iterator[str]:
    """Las cuentas de una reunión, como ``Oficinas que reportaron: 10 de 12``, con su base."""
    for una in reunion.todas:
        if una is not reunion:
            yield "Del mapa de riesgos:"
        yield from (f"{que}: {cuenta}." for que, cuenta in _cuentas_de(una))


def _cuentas_de(reunion: LibrosReunidos[Any]) -> Iterator[tuple[str, str]]:
    """Qué se cuenta de una reunión, y cuánto es; de lo que no siempre hay, si lo hay."""
    tema = tema_de(reunion.contenido)
    rechazados, conflictos = reunion.rechazados, reunion.conflictos
    con_reporte = reunion.oficinas - len(reunion.faltan) - len(reunion.sin_cambios)
    yield "Libros que llegaron", str(len(reunion.libros) + len(rechazados))
    if rechazados:
        nombres = _nombrados(rechazado.nombre for rechazado in rechazados)
        yield "Libros que no se tomaron", f"{nombres}; corrija, y reúna otra vez todos"
    de_quienes = tema.libro.captura.oficinas[1].capitalize()
    yield f"{de_quienes} que reportaron", f"{con_reporte} de {reunion.oficinas}"
    for que, faltas in (
        ("Volvió como salió, y la base ya lo tenía", reunion.sin_cambios),
        ("Falta", reunion.faltan),
    ):
        if faltas:
            yield que, _nombrados(nombre_en_frase(una.dependencia or "") for una in faltas)
    yield "Reportes nuevos", f"{len(reunion.nuevas)}, de {contar(reunion.filas, 'fila', 'filas')}"
    if cuantas := reunion.recomendaciones:
        base = contar(cuantas, "recomendación", "recomendaciones")
        yield "Respuestas nuevas", f"{len(reunion.respondidas)}, de {base}"
    if reunion.sin_tomar:
        yield "Filas que no se tomaron", str(len(reunion.sin_tomar))
    pendientes = sum(1 for conflicto in conflictos if conflicto.resuelto is None)
    lo_que_queda = f"; {tema.el} conserva ahí lo que dice la base" if pendientes else ""
    yield "Conflictos sin resolver", f"{pendientes} de {len(conflictos)}{lo_que_queda}"


def _nombrados(nombres: Iterable[str]) -> str:
    """``2 (Hacienda, Salud)``; sin nombres, cuántos son."""
    todos = list(nombres)
    dichos = ", ".join(filter(None, todos))
    return f"{len(todos)} ({dichos})" if dichos else str(len(todos))


def en_el_libro(nombre: str, lugar: str) -> str:
    """``libro «Salud», hoja «Actividades», celda F14``."""
    return ", ".join(filter(None, (f"libro «{nombre}»", lugar)))


def avisos_de_lo_que_no_entro(reunion: LibrosReunidos[Any]) -> Iterator[Aviso]:
    """Avisos de los libros y las filas que no se tomaron, y de lo que nadie ha resuelto."""
    return (aviso for aviso, _ in _lo_que_no_entro(reunion))


def detalle_de(reunion: LibrosReunidos[Any]) -> Iterator[str]:
    """Detalle de lo que no entró en la base: los libros, los lados sin resolver y quién falta."""
    for _, renglones in _lo_que_no_entro(reunion):
        yield from renglones
    for parte in reunion.todas:
        for dice, faltas in (("falta", parte.faltan), ("sin cambios", parte.sin_cambios)):
            for una in faltas:
                motivo = ": ".join(filter(None, (_MOTIVOS[una.motivo], ", ".join(una.libros))))
                yield f"{dice} {parte.oficina(una.dependencia)}: {motivo}."


def _lo_que_no_entro(reunion: LibrosReunidos[Any]) -> Iterator[tuple[Aviso, list[str]]]:
    """Cada cosa que no se tomó, como aviso y en renglones; un conflicto, uno más por lado."""
    for rechazado in reunion.no_tomados:
        for falla in rechazado.fallas:
            aviso = Aviso("archivo_saltado", falla.ruta or rechazado.nombre, falla.mensaje)
            yield aviso, [f"no se tomó: {falla}"]
    for conflicto in reunion.pendientes:
        motivo = f"conflicto {conflicto.id}: {conflicto.descripcion}"
        lados = [
            f"conflicto {conflicto.id}, {version.lado}: {con_rotulos(conflicto.dice(version))}"
            for version in conflicto.versiones
        ]
        yield Aviso("conflicto_por_resolver", conflicto.ruta, motivo), [motivo, *lados]
    for fila in (una for parte in reunion.todas for una in parte.sin_tomar):
        aviso = Aviso("fila_sin_leer", en_el_libro(fila.libro, fila.lugar), fila.motivo)
        yield aviso, [f"no se tomó: {aviso}: {con_rotulos(fila.valores)}"]


def con_rotulos(valores: Mapping[str, str], entre: str = " · ") -> str:
    """``Seguimiento: Se hizo · Avance (%): 40``."""
    return entre.join(f"{rotulo}: {texto}" for rotulo, texto in valores.items())


_MOTIVOS: Mapping[MotivoDeFalta, str] = {
    "sin_libro": "No llegó su libro, o no se sabe cuál es",
    "rechazado": "Llegó y no se pudo tomar",
    "sin_reporte": "Responde recomendaciones y no reporta ninguna fila",
    "sin_cambios": "Lo que devolvió es lo que salió, y la base ya lo tenía",
    "vacio": "Su libro llegó en blanco",
}
"""Por qué se dice que una oficina falta."""


# ------------------------------------------------------------------ como datos
_EN_LISTAS = (
    *("rechazados", "faltan", "sin_cambios", "conflictos", "sin_tomar"),
    *("nuevas", "respondidas", "libros"),
)


def datos_de_reunion(reunion: LibrosReunidos[Any]) -> dict[str, Any]:
    """Todo menos el contenido, con los nombres que lleva en Python."""
    return {
        "entidad": reunion.contenido.entidad.nombre,
        "vigencia": reunion.contenido.vigencia,
        "corte": str(reunion.corte),
        "resumen": list(frases_de(reunion)),
        "avisos": _como_dato(reunion, None, reunion.avisos),
        **{
            campo: [attrs.asdict(u, value_serializer=_como_dato) for u in getattr(reunion, campo)]
            for campo in _EN_LISTAS
        },
        **({"de_riesgos": datos_de_reunion(*lleva)} if (lleva := reunion.de_lo_que_lleva) else {}),
    }


def _como_dato(_objeto: object, campo: Any, valor: Any) -> Any:
    """El valor de un campo como dato de JSON, para quien serializa un objeto.

    Un reporte, con palabras; de un aviso o una falla, su código, su lugar y su mensaje.
    """
    if campo is not None and campo.name in {"reporte", "antes"}:
        dichos = {dato: como_se_dice(v, CATALOGO.opciones(dato)) for dato, v in valor.items()}
        return {dato: dicho for dato, dicho in dichos.items() if dicho}
    if isinstance(valor, tuple) and all(isinstance(uno, Aviso | Falla) for uno in valor):
        return [{"codigo": u.codigo, "lugar": u.ruta, "mensaje": u.mensaje} for u in valor]
    return valor


# ------------------------------------------------------------------ donde se responden
def hoja_de_conflictos(reunion: LibrosReunidos[Any]) -> HojaDeDatos | None:
    """La hoja donde se escoge qué se toma en cada conflicto; ``None`` si no hay ninguno."""
    conflictos = [uno for una in reunion.todas for uno in una.conflictos]
    if not conflictos:
        return None
    llenado = attrs.evolve(
        llenado_de(_TABLA),
        protegida=True,
        celdas=tuple(
            CeldaConRegla(
                fila=n,
                columna=_SE_TOMA.rotulo,
                regla=Opciones(valores=uno.opciones),
            )
            for n, uno in enumerate(conflictos)
        ),
    )
    filas = [
        {_CUAL.dato: uno.id, _SE_TOMA.dato: uno.resuelto, _YA_SE_TOMO.dato: uno.resuelto}
        | dict(zip(DE_CONFLICTOS, renglon_de(uno), strict=True))
        for uno in conflictos
    ]
    return hoja_de_filas(_TABLA, _TABLA.columnas, filas, llenado)


_COMO_SE_RESPONDE = (
    "Escoja en «Se toma» y dé este libro a reunir en --respuestas. Lo demás de él va cerrado: se"
    " corrige en el que entonces sale."
)
DE_CONFLICTOS = {
    "De quién": 40,
    "Fila": 56,
    "Qué pasa": 40,
    "La base dice": 60,
    "Los libros dicen": 80,
}
"""Las columnas en que se lee un conflicto, y sus anchos."""
_CUAL = columna_escondida("conflicto", "Conflicto (no lo cambie)")
_YA_SE_TOMO = columna_escondida("tomado", "Ya se tomó (no lo cambie)")
_SE_TOMA = ColumnaDelLibro(dato="se_toma", rotulo="Se toma", ancho=Mm(48))
_TABLA = tabla_suelta(
    CONFLICTOS,
    (
        _CUAL,
        *(
            ColumnaDelLibro(dato=rotulo, rotulo=rotulo, ancho=Mm(ancho), abierta=False)
            for rotulo, ancho in DE_CONFLICTOS.items()
        ),
        _SE_TOMA,
        _YA_SE_TOMO,
    ),
    titulo="Conflictos de los libros reunidos",
    arriba=_COMO_SE_RESPONDE,
    preparadas=0,
    fijas=3,
)


def renglon_de(conflicto: Conflicto) -> tuple[str | None, ...]:
    """Lo que se lee de un conflicto, en el orden de ``DE_CONFLICTOS``."""
    de_la_base, *de_libros = conflicto.versiones
    return (
        conflicto.dependencia,
        conflicto.nombre,
        f"{CLASES[conflicto.clase].capitalize()}.",
        con_rotulos(conflicto.dice(de_la_base), "\n"),
        "\n".join(
            dice for uno in de_libros for dice in (uno.lado, con_rotulos(conflicto.dice(uno), "\n"))
        ),
    )


def respuestas_del_libro(documento: DocumentoVisto) -> dict[str, str]:
    """Respuestas a cada conflicto, por su ``id``; los que siguen sin respuesta no están.

    ``ErrorDeEntrada`` si el libro no trae su hoja.
    """
    tabla = tablas_leidas(documento, [_TABLA], []).get(CONFLICTOS)
    if tabla is None:
        motivo = (
            f"se esperaba el libro que escribe reunir, con su hoja «{CONFLICTOS}» y su columna"
            f" «{_SE_TOMA.rotulo}»; no está"
        )
        raise ErrorDeEntrada(Falla("respuesta_invalida", "respuestas", motivo))
    pares = (tuple(fila.texto(u.dato).strip() for u in (_CUAL, _SE_TOMA)) for fila in tabla.filas)
    return {cual: opcion for cual, opcion in pares if cual and opcion}


def conflictos_por_resolver(documento: DocumentoVisto) -> Iterator[Aviso]:
    """Avisos de los conflictos de un libro que nadie respondió, o se respondieron y nada más."""
    tabla = tablas_leidas(documento, [_TABLA], []).get(CONFLICTOS)
    for fila in tabla.filas if tabla else ():
        cual, respuesta, tomada = (
            fila.texto(una.dato).strip() for una in (_CUAL, _SE_TOMA, _YA_SE_TOMO)
        )
        if cual and (not respuesta or respuesta != tomada):
            como = "respondido y sin reunir otra vez" if respuesta else "sin responder"
            motivo = (
                f"conflicto {como}: queda lo que ya decía; respóndalo y dé este libro a reunir en"
                " --respuestas (en Python, respuestas=)"
            )
            yield Aviso("conflicto_por_resolver", fila.lugar_de(_SE_TOMA.dato), motivo)
