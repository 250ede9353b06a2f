"""Los libros de captura de un mapa de riesgos: uno por proceso, con sus riesgos y sus controles.

Van y vuelven como los de un plan, con las mismas marcas escondidas y los mismos conflictos; aquí
está lo que es de un mapa. Primero lo que se reporta de un riesgo y de un control, con las filas y
las columnas de sus dos hojas; luego los libros que salen, y al final la reunión.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, get_args

import attrs

from paac_reportes import clases
from paac_reportes.errores import Aviso, ErrorDeEntrada, Falla
from paac_reportes.libros.captura.columnas import (
    Clave,
    ColumnaDeCaptura,
    Leer,
    Reportado,
    TablaDeCaptura,
    comparable,
    por_oficina,
    reportado,
)
from paac_reportes.libros.captura.huellas import (
    Procedencia,
    huella_de_la_base,
    huella_de_la_entidad,
    propiedades_de,
)
from paac_reportes.libros.captura.libro import (
    COMO_SE_LLENA,
    PAGINA,
    LibroDeCaptura,
    comprobar_las_filas,
    cuenta,
    estilos,
    hojas_de,
    nombres_de_libros,
)
from paac_reportes.libros.captura.reconocimiento import Base
from paac_reportes.libros.captura.resultado import Reunion
from paac_reportes.libros.captura.reunion import (
    Entrega,
    cambios_de,
    lo_comun,
    resolver,
    reunidos_en,
    tomados_de,
)
from paac_reportes.maqueta.documento import (
    LARGO_DE_PROPIEDAD,
    Documento,
    Marco,
    Metadatos,
    Parte,
)
from paac_reportes.maqueta.nodos import Bloque, Lista, Parrafo, Titulo
from paac_reportes.modelo.catalogo import CATALOGO
from paac_reportes.modelo.recorrer import con_objetos, recorrer
from paac_reportes.modelo.riesgos import (
    Control,
    ControlSeguido,
    MapaDeRiesgos,
    Materializacion,
    Proceso,
    QuienSigue,
    Riesgo,
    SeguimientoDeRiesgo,
)
from paac_reportes.textos.valores import como_texto, fecha_corta, fecha_larga

QUIENES: tuple[QuienSigue, ...] = get_args(QuienSigue)
_QUIEN: Mapping[QuienSigue, str] = {
    "lider": "el líder del proceso",
    "oci": "control interno",
    "planeacion": "Planeación",
}


# ------------------------------------------------------------------ lo que se reporta
_DEL_SEGUIMIENTO = (
    "acciones_adelantadas",
    "avance",
    "estado",
    "efectividad",
    "evidencias",
    "observaciones",
)
_SI_ES = {"si": "Sí", "no": "No"}
_SE_APLICA = {"si": "Sí", "no": "No", "parcial": "Parcial"}


@clases.frozen(kw_only=True)
class ReporteDeRiesgo(Reportado):
    """Lo que se dice de un riesgo en un corte."""

    acciones_adelantadas: str | None = None
    avance: Decimal | None = None
    """Porcentaje, de 0 a 100."""
    ocurrio: str | None = None
    fecha: str | None = None
    descripcion: str | None = None
    accion: str | None = None
    se_reporto_a: str | None = None
    estado: str | None = None
    efectividad: str | None = None
    evidencias: tuple[str, ...] = ()
    observaciones: str | None = None

    @staticmethod
    def de(seguimiento: SeguimientoDeRiesgo | None) -> "ReporteDeRiesgo":
        """El de un seguimiento; uno en blanco si no lo hay."""
        if seguimiento is None:
            return ReporteDeRiesgo()
        materializacion = seguimiento.materializacion or Materializacion()
        valores = {campo: getattr(seguimiento, campo) for campo in _DEL_SEGUIMIENTO}
        return ReporteDeRiesgo(**valores, **attrs.asdict(materializacion))

    def en_celda(self, campo: str) -> str | Decimal | None:
        """Lo que va en la celda; si ocurrió, como se escoge."""
        if campo == "ocurrio":
            return _SI_ES.get(self.ocurrio or "")
        return super().en_celda(campo)

    def en(self, seguimiento: SeguimientoDeRiesgo) -> SeguimientoDeRiesgo:
        """El seguimiento con esto; lo demás suyo, intacto."""
        hay = seguimiento.materializacion
        dicho = {campo.name: getattr(self, campo.name) for campo in attrs.fields(Materializacion)}
        nueva = Materializacion(**dicho) if hay is not None or any(dicho.values()) else None
        valores = {campo: getattr(self, campo) for campo in _DEL_SEGUIMIENTO}
        return attrs.evolve(seguimiento, **valores, materializacion=nueva)


@clases.frozen(kw_only=True)
class ReporteDeControl(Reportado):
    """Lo que se halló de un control en un corte."""

    aplicado: str | None = None
    adecuado: str | None = None
    efectivo: str | None = None
    nota: str | None = None

    @staticmethod
    def de(seguido: ControlSeguido | None) -> "ReporteDeControl":
        """El de un control seguido; uno en blanco si no lo hay."""
        campos = ("aplicado", "adecuado", "efectivo", "nota")
        return ReporteDeControl(**{campo: getattr(seguido, campo, None) for campo in campos})

    def en_celda(self, campo: str) -> str | Decimal | None:
        """Lo que va en la celda, como se escoge."""
        valor: str | None = getattr(self, campo)
        return valor if campo == "nota" else _SE_APLICA.get(valor or "")


# ------------------------------------------------------------------ las filas
@clases.frozen(kw_only=True)
class FilaDeRiesgo:
    """Un riesgo en un corte, o uno de sus controles."""

    ruta: str
    proceso: Proceso
    riesgo: Riesgo
    control: Control | None = None
    numero: str | None = None
    """Con el que se nombra el control en un seguimiento."""
    actual: SeguimientoDeRiesgo | None
    previo: SeguimientoDeRiesgo | None

    @property
    def hoja(self) -> str:
        """``riesgos`` o ``controles``."""
        return "riesgos" if self.control is None else "controles"

    @property
    def nombre(self) -> str:
        """La referencia y lo que dice; de un control, además su número."""
        del_control = () if self.control is None else ("control", self.numero, _dice(self.control))
        dicho = (self.riesgo.referencia, *(del_control or (self.riesgo.descripcion,)))
        return " ".join(" ".join(filter(None, dicho)).split()) or self.ruta

    @property
    def clave(self) -> Clave:
        """La referencia, con el número si es un control, y lo que dice."""
        if self.control is None:
            return comparable(self.riesgo.referencia), comparable(self.riesgo.descripcion)
        de_cual = f"{self.riesgo.referencia or ''} {self.numero}"
        return comparable(de_cual), comparable(_dice(self.control))

    @property
    def donde(self) -> list[Any]:
        """Su proceso y, de un control, su riesgo."""
        return [comparable(self.proceso.nombre), comparable(self.riesgo.referencia)]

    @property
    def sin_reportes(self) -> Any:
        """El control, o el riesgo sin lo que va en otras filas."""
        return self.control or attrs.evolve(self.riesgo, seguimientos=(), controles=())

    @property
    def reporte(self) -> Reportado:
        """El del corte."""
        return self._de(self.actual)

    @property
    def de_antes(self) -> Reportado:
        """El último de antes."""
        return self._de(self.previo)

    def _de(self, seguimiento: SeguimientoDeRiesgo | None) -> Reportado:
        if self.control is None:
            return ReporteDeRiesgo.de(seguimiento)
        seguidos = seguimiento.controles if seguimiento else ()
        return ReporteDeControl.de(next((s for s in seguidos if s.control == self.numero), None))


def _dice(control: Control) -> str:
    """Lo que se lee de un control: hay mapas que sólo dicen su tipo."""
    return control.descripcion or (control.tipo or "").capitalize()


def filas_de_riesgos(mapa: MapaDeRiesgos, corte: date, quien: str) -> Iterator[FilaDeRiesgo]:
    """Los riesgos vigentes, cada uno seguido de los controles que se pueden nombrar."""
    for lugar in recorrer(mapa, Riesgo):
        riesgo: Riesgo = lugar.objeto
        if not riesgo.esta_vigente:
            continue
        suyos = [uno for uno in riesgo.seguimientos if uno.quien == quien]
        actual = next((uno for uno in suyos if uno.corte == corte), None)
        previo = max((u for u in suyos if u.corte < corte), key=lambda u: u.corte, default=None)
        de_el = FilaDeRiesgo(
            ruta=lugar.ruta,
            proceso=lugar.objetos["proceso"],
            riesgo=riesgo,
            actual=actual,
            previo=previo,
        )
        yield de_el
        for numero, (control, nombre) in enumerate(_controles(riesgo)):
            if nombre is not None:
                ruta = f"{lugar.ruta}.controles[{numero}]"
                yield attrs.evolve(de_el, ruta=ruta, control=control, numero=nombre)


def _controles(riesgo: Riesgo) -> Iterator[tuple[Control, str | None]]:
    """Cada uno, con lo que lo nombra en un seguimiento: su número o, si no los hay, su lugar."""
    numeros = [control.numero for control in riesgo.controles]
    hay = any(numero is not None for numero in numeros)
    for lugar, control in enumerate(riesgo.controles, 1):
        es_uno = control.numero is not None and numeros.count(control.numero) == 1
        yield control, (control.numero if es_uno else None) if hay else str(lugar)


def sin_libro(mapa: MapaDeRiesgos) -> Iterator[Aviso]:
    """Los controles que ningún seguimiento puede nombrar, y no van en ningún libro."""
    for lugar in recorrer(mapa, Riesgo):
        for numero, (_, nombre) in enumerate(_controles(lugar.objeto)):
            if nombre is None and lugar.objeto.esta_vigente:
                motivo = (
                    "no va en ningún libro: no lleva número, o lo comparte con otro de su riesgo, y"
                    " nada lo distingue"
                )
                yield Aviso("control_sin_libro", f"{lugar.ruta}.controles[{numero}]", motivo)


# ------------------------------------------------------------------ las columnas
def _del_catalogo(dato: str, ancho: int, leer: Leer, rotulo: str = "") -> ColumnaDeCaptura:
    return ColumnaDeCaptura(
        dato=dato, rotulo=rotulo or CATALOGO[dato].rotulo, ancho=ancho, leer=leer
    )


def _abierta(dato: str, ancho: int, ayuda: str, **como: Any) -> ColumnaDeCaptura:
    rotulo = CATALOGO[dato].rotulo
    columna = _del_catalogo(dato, ancho, reportado(dato.rpartition(".")[2]), rotulo)
    return attrs.evolve(columna, **{"abierta": True, "ayuda": ayuda, **como})


def _acciones(fila: FilaDeRiesgo) -> str | None:
    """Lo que se dijo que se haría: lo que cada acción es, cuándo y de quién."""
    renglones = (
        " · ".join(filter(None, (una.descripcion, una.fecha_fin or una.periodo, una.responsable)))
        for una in fila.riesgo.acciones
    )
    return "\n".join(renglones) or None


def _zona(fila: FilaDeRiesgo) -> str | None:
    return None if fila.riesgo.residual is None else fila.riesgo.residual.zona


def _causas(fila: FilaDeRiesgo) -> str | None:
    return "\n".join(causa.texto for causa in fila.riesgo.causas) or None


def _previo(fila: FilaDeRiesgo) -> str | None:
    """``30/06/2026 · 60 %`` y, debajo, lo que se dijo."""
    previo = fila.previo
    if previo is None:
        return None
    avance = None if previo.avance is None else f"{como_texto(previo.avance)} %"
    cuando = " · ".join(filter(None, (fecha_corta(previo.corte), avance, previo.estado)))
    return "\n".join(filter(None, (cuando, previo.acciones_adelantadas)))


def _de_antes(fila: FilaDeRiesgo) -> str | None:
    """Lo que se halló del control en el corte anterior."""
    dicho = fila.de_antes
    if fila.previo is None or dicho.en_blanco:
        return None
    valores = (como_texto(dicho.en_celda(campo)) for campo in dicho.campos)
    return " · ".join(filter(None, (fecha_corta(fila.previo.corte), *valores)))


_NOMBRAN = ("riesgo.referencia", "riesgo.descripcion")
_NOMBRAN_EL_CONTROL = ("del_riesgo.referencia", "control.numero", "control.descripcion")
_REFERENCIA = _del_catalogo("riesgo.referencia", 22, lambda fila: fila.riesgo.referencia)
_RIESGO = _del_catalogo(
    "riesgo.descripcion", 60, lambda fila: fila.riesgo.descripcion, "Descripción del riesgo"
)


def _clave_del_riesgo(vistos: Mapping[str, str]) -> Clave:
    referencia, descripcion = (vistos.get(dato, "") for dato in _NOMBRAN)
    return comparable(referencia), comparable(descripcion)


def _clave_del_control(vistos: Mapping[str, str]) -> Clave:
    referencia, numero, dice = (vistos.get(dato, "") for dato in _NOMBRAN_EL_CONTROL)
    return comparable(f"{referencia} {numero}"), comparable(dice)


_MATERIALIZADO = "Sólo si se materializó. "
DE_RIESGOS = TablaDeCaptura(
    hoja="riesgos",
    titulo="Riesgos",
    reporte=ReporteDeRiesgo,
    nombran=_NOMBRAN,
    clave=_clave_del_riesgo,
    del_plan=False,
    columnas=(
        _REFERENCIA,
        _RIESGO,
        _del_catalogo("riesgo.causas", 48, _causas),
        _del_catalogo("riesgo.residual", 26, _zona, "Zona residual"),
        _del_catalogo("riesgo.acciones", 56, _acciones, "Acciones del mapa"),
        _del_catalogo("previo", 48, _previo, "Seguimiento anterior"),
        _abierta("seguimiento_de_riesgo.acciones_adelantadas", 60, "Lo que se hizo en el período."),
        _abierta(
            "seguimiento_de_riesgo.avance",
            20,
            "De 0 a 100, sin el signo %. En blanco si no se sabe, que no es 0.",
            lector="avance",
        ),
        _abierta(
            "seguimiento_de_riesgo.materializacion.ocurrio",
            26,
            "Sí o No. En blanco no se sabe, que no es «No».",
            opciones=_SI_ES,
        ),
        _abierta(
            "seguimiento_de_riesgo.materializacion.fecha",
            26,
            f"{_MATERIALIZADO}Cuándo ocurrió.",
            rotulo="Fecha en que ocurrió",
        ),
        _abierta(
            "seguimiento_de_riesgo.materializacion.descripcion", 48, f"{_MATERIALIZADO}Qué pasó."
        ),
        _abierta(
            "seguimiento_de_riesgo.materializacion.accion", 48, f"{_MATERIALIZADO}Qué se hizo."
        ),
        _abierta(
            "seguimiento_de_riesgo.materializacion.se_reporto_a",
            36,
            f"{_MATERIALIZADO}A quién se le informó.",
        ),
        _abierta("seguimiento_de_riesgo.estado", 30, "Cómo van las acciones, en sus palabras."),
        _abierta(
            "seguimiento_de_riesgo.efectividad", 44, "Si los controles sirvieron, en sus palabras."
        ),
        _abierta(
            "seguimiento_de_riesgo.evidencias",
            48,
            "Un documento o una dirección web por renglón (Alt+Enter).",
            lector="evidencias",
        ),
        _abierta("seguimiento_de_riesgo.observaciones", 44, "Lo que convenga decir."),
    ),
)
DE_CONTROLES = TablaDeCaptura(
    hoja="controles",
    titulo="Controles",
    reporte=ReporteDeControl,
    nombran=_NOMBRAN_EL_CONTROL,
    clave=_clave_del_control,
    del_plan=False,
    columnas=(
        attrs.evolve(_REFERENCIA, dato="del_riesgo.referencia"),
        _del_catalogo("control.numero", 20, lambda fila: fila.numero),
        _del_catalogo("control.descripcion", 70, lambda fila: _dice(fila.control)),
        attrs.evolve(_RIESGO, dato="del_riesgo.descripcion", ancho=50),
        _del_catalogo("control.responsable", 40, lambda fila: fila.control.responsable),
        _del_catalogo("previo", 40, _de_antes, "Seguimiento anterior"),
        _abierta(
            "control_seguido.aplicado",
            24,
            "Sí, No o Parcial. En blanco queda sin verificar.",
            opciones=_SE_APLICA,
        ),
        _abierta(
            "control_seguido.adecuado",
            26,
            "Sí o No: si está bien pensado para las causas.",
            opciones=_SI_ES,
        ),
        _abierta(
            "control_seguido.efectivo",
            26,
            "Sí o No: si sirvió para lo que es.",
            opciones=_SI_ES,
        ),
        _abierta("control_seguido.nota", 60, "Lo que convenga decir del control."),
    ),
)
DEL_MAPA = (DE_RIESGOS, DE_CONTROLES)


# ------------------------------------------------------------------ los libros que salen
def libros_de_riesgos(mapa: MapaDeRiesgos, corte: date, quien: str) -> Iterator[LibroDeCaptura]:
    """Uno por proceso con riesgos vigentes, en su orden; los textos del mapa, ya limpios.

    ``ErrorDeEntrada`` con lo ya reportado que no cabe en una celda.
    """
    filas = list(filas_de_riesgos(mapa, corte, quien))
    comprobar_las_filas(filas)
    procedencia = Procedencia(
        corte=corte,
        entidad=huella_de_la_entidad(mapa.entidad),
        base=huella_de_la_base(filas),
        quien=quien,
    )
    de_cada = por_oficina(filas)
    en_corto = {numero: _en_corto(mapa, numero) for numero in de_cada}
    nombres = nombres_de_libros(en_corto, corte)
    for numero, suyas in de_cada.items():
        proceso = suyas[0].proceso
        titulo = f"Seguimiento a los riesgos al {fecha_larga(corte)}"
        bloques = tuple(_bloques(mapa, proceso, suyas, corte, quien))
        propiedades = propiedades_de(procedencia, numero, mapa.vigencia)
        yield LibroDeCaptura(
            nombre=f"riesgos-{'' if quien == 'lider' else f'{quien}-'}{nombres[numero]}",
            oficina=proceso.nombre,
            documento=Documento(
                metadatos=Metadatos(
                    titulo=titulo,
                    asunto=proceso.nombre[:LARGO_DE_PROPIEDAD],
                    fecha=corte,
                    propiedades=tuple(propiedades.items()),
                ),
                estilos=estilos(),
                partes=(Parte("Instrucciones", bloques, Marco(pagina=PAGINA)),),
                hojas_de_datos=tuple(hojas_de(DEL_MAPA, suyas, procedencia, proceso.nombre)),
            ),
        )


def _en_corto(mapa: MapaDeRiesgos, numero: int | None) -> str:
    return mapa.entidad.nombre if numero is None else mapa.procesos[numero].nombre


def _bloques(
    mapa: MapaDeRiesgos,
    proceso: Proceso,
    filas: Sequence[FilaDeRiesgo],
    corte: date,
    quien: str,
) -> Iterator[Bloque]:
    """De qué es el libro y cómo se llena."""
    yield Titulo(texto=f"Seguimiento a los riesgos al {fecha_larga(corte)}", nivel=0)
    vigencia = f", vigencia {mapa.vigencia}" if mapa.vigencia else ""
    yield Parrafo(f"{mapa.entidad.nombre}{vigencia}")
    lider = f". Líder: {proceso.lider}" if proceso.lider else ""
    yield Parrafo(f"Proceso: {proceso.nombre}{lider}")
    reporta = next(dicho for cual, dicho in _QUIEN.items() if cual == quien)
    yield Parrafo(f"Lo llena {reporta}. Por reportar: {cuenta(filas)}.")
    yield Titulo(texto=COMO_SE_LLENA, nivel=1)
    for numero, texto in enumerate(_PASOS, 1):
        yield Parrafo(texto, "lista", Lista(nivel=1, numero=numero))
    for tabla in DEL_MAPA:
        yield Titulo(texto=f"Qué va en la hoja {tabla.titulo}", nivel=1)
        for columna in tabla.columnas:
            if columna.abierta:
                yield Parrafo(f"{columna.rotulo}: {columna.ayuda}", "lista", Lista(nivel=1))


_PASOS = (
    (
        "Escriba sólo en las columnas de rótulo amarillo, las de la derecha, de las hojas Riesgos y"
        " Controles. Lo demás es el mapa y va cerrado, sin contraseña."
    ),
    (
        "Si un riesgo ocurrió, escoja Sí en «¿Se materializó?» y diga cuándo, qué pasó, qué se hizo"
        " y a quién se reportó. Si no ocurrió, escoja No: en blanco queda que no se sabe."
    ),
    (
        "De cada control diga si se aplica. Si algo del mapa está mal, no lo corrija aquí: dígalo"
        " en Observaciones."
    ),
    (
        "Puede filtrar las filas, y ordenarlas si quita la protección (Revisar, Desproteger hoja)."
        " No agregue, ni borre, ni copie filas enteras."
    ),
    "Lo que deje en blanco queda sin reportar. Guarde el libro como .xlsx y devuélvalo.",
)


# ------------------------------------------------------------------ los libros que vuelven
def reunir_del_mapa(
    entrega: Entrega,
    mapa: MapaDeRiesgos,
    corte: date | None = None,
    preferir: str | None = None,
    respuestas: Mapping[str, str] | None = None,
) -> Reunion:
    """El mapa con lo que los libros traen, y todo lo que conviene saber de cómo llegaron.

    ``ErrorDeEntrada`` si no queda ninguno, si no se sabe de cuál corte o de quién son, o si una
    respuesta no existe.
    """
    libros, rechazados = tomados_de(entrega, mapa, corte)
    quienes = sorted({libro.procedencia.quien or "" for libro in libros})
    if len(quienes) > 1:
        dichos = " y ".join(_QUIEN[quien] for quien in QUIENES if quien in quienes)
        motivo = f"llegaron libros de {dichos}: reúna primero los de uno, y después los del otro"
        raise ErrorDeEntrada(
            Falla("libro_ajeno", f"libro «{libro.nombre}»", motivo) for libro in libros
        )
    elegido, [quien] = libros[0].procedencia.corte, quienes
    base = Base(mapa, elegido, filas_de_riesgos(mapa, elegido, quien))
    reunido = reunidos_en(base, libros)
    resueltas, avisos = resolver(reunido.disputas, preferir, respuestas or {})
    cambios = cambios_de(reunido.nuevas, resueltas)
    reportes = {ruta: cambio.reporte for ruta, cambio in cambios.items() if cambio.reporte}
    return Reunion(
        mapa=con_lo_reportado(mapa, elegido, quien, reportes),
        respondidas=(),
        **lo_comun(entrega, base, reunido, rechazados, resueltas, avisos),
    )


def con_lo_reportado(
    mapa: MapaDeRiesgos, corte: date, quien: Any, reportes: Mapping[str, Reportado]
) -> MapaDeRiesgos:
    """El mismo mapa con lo reportado de cada riesgo y control, por su ruta; lo demás, intacto."""
    nuevos: dict[str, Riesgo] = {}
    for lugar in recorrer(mapa, Riesgo) if reportes else ():
        riesgo: Riesgo = lugar.objeto
        suyo = next((u for u in riesgo.seguimientos if (u.corte, u.quien) == (corte, quien)), None)
        antes = suyo or SeguimientoDeRiesgo(corte=corte, quien=quien)
        ahora = antes
        if isinstance(de_el := reportes.get(lugar.ruta), ReporteDeRiesgo):
            ahora = de_el.en(ahora)
        for numero, (_, nombre) in enumerate(_controles(riesgo)):
            del_control = reportes.get(f"{lugar.ruta}.controles[{numero}]")
            if isinstance(del_control, ReporteDeControl) and nombre is not None:
                ahora = _con_el_control(ahora, nombre, del_control)
        if ahora != antes:
            nuevos[lugar.ruta] = attrs.evolve(
                riesgo, seguimientos=_en_su_lugar(riesgo.seguimientos, suyo, ahora)
            )
    return con_objetos(mapa, nuevos) if nuevos else mapa


def _con_el_control(
    seguimiento: SeguimientoDeRiesgo, cual: str, reporte: ReporteDeControl
) -> SeguimientoDeRiesgo:
    """El seguimiento con lo del control; el que queda en blanco ya no se nombra."""
    valores: dict[str, Any] = {campo: getattr(reporte, campo) for campo in reporte.campos}
    nuevo = ControlSeguido(control=cual, **valores)
    if any(uno.control == cual for uno in seguimiento.controles):
        cambiados = tuple(nuevo if uno.control == cual else uno for uno in seguimiento.controles)
        quedan = tuple(u for u in cambiados if u is not nuevo or not reporte.en_blanco)
        return attrs.evolve(seguimiento, controles=quedan)
    return attrs.evolve(seguimiento, controles=(*seguimiento.controles, nuevo))


def _en_su_lugar(
    hay: tuple[SeguimientoDeRiesgo, ...],
    antes: SeguimientoDeRiesgo | None,
    ahora: SeguimientoDeRiesgo,
) -> tuple[SeguimientoDeRiesgo, ...]:
    if antes is not None:
        return tuple(ahora if uno is antes else uno for uno in hay)
    lugar = next((n for n, uno in enumerate(hay) if uno.corte > ahora.corte), len(hay))
    return (*hay[:lugar], ahora, *hay[lugar:])
