"""Las cifras de un mapa de riesgos en un corte, cada una con sus filas y con lo que no se sabe.

Un riesgo retirado no cuenta. Lo que nadie dijo no es «no» ni 0: se cuenta aparte. De un corte vale
lo que se dijo en él; nada viene de uno anterior, salvo la última vez que un riesgo se volvió a
valorar.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal, localcontext
from typing import Any

from paac_reportes import clases
from paac_reportes.analisis.riesgos.contexto import RiesgoValorado, valorados
from paac_reportes.analisis.riesgos.niveles import ZONAS
from paac_reportes.analisis.riesgos.revision_del_riesgo import nombre_de_zona
from paac_reportes.analisis.riesgos.valoracion import ValoracionLeida
from paac_reportes.cuadros import Cuadro, SeMuestra
from paac_reportes.errores import Aviso
from paac_reportes.modelo.riesgos import (
    Accion,
    Control,
    ControlSeguido,
    MapaDeRiesgos,
    Riesgo,
    Valoracion,
)
from paac_reportes.normativa.riesgos import IdDeZona, MetodologiaDeRiesgos
from paac_reportes.textos.valores import contar, en_datos, lista, porcentaje


@clases.frozen(kw_only=True)
class RiesgoAnalizado:
    """Un riesgo y lo que de él se contó."""

    ruta: str
    """``procesos[0].riesgos[2]``."""
    nombre: str
    """Su referencia o, sin ella, su ruta."""
    rotulo: str
    """Cómo lo nombra un documento: su referencia o, sin ella, su lugar en el mapa (``n.º 3``)."""
    proceso: str
    riesgo: Riesgo
    zona_inherente: IdDeZona | None
    """La escrita, si se entiende; si no, la que dan sus niveles."""
    zona_residual: IdDeZona | None
    """La del corte: la última que se valoró hasta él o, si ninguna, la residual."""
    residual_calculado: Valoracion
    """Lo que darían los controles; lo que no se calculó, en blanco."""
    sin_calcular: tuple[str, ...]
    """Por qué no se calculó cada eje que falta."""


@clases.frozen(kw_only=True)
class ControlAnalizado:
    """Un control del mapa y de qué riesgo es."""

    ruta: str
    riesgo: str
    """El nombre de su riesgo."""
    control: Control


@clases.frozen(kw_only=True)
class AccionAnalizada:
    """Una acción del mapa y de qué riesgo es."""

    ruta: str
    riesgo: str
    """El nombre de su riesgo."""
    accion: Accion


@clases.frozen(kw_only=True)
class RiesgosPorZona:
    """Los riesgos de cada zona; entre todas suman los del mapa."""

    bajo: tuple[RiesgoAnalizado, ...]
    moderado: tuple[RiesgoAnalizado, ...]
    alto: tuple[RiesgoAnalizado, ...]
    extremo: tuple[RiesgoAnalizado, ...]
    sin_zona: tuple[RiesgoAnalizado, ...]
    distintas: tuple[RiesgoAnalizado, ...]
    """Los que tienen escrita una zona distinta de la que dan sus niveles; ya están en otra."""

    @property
    def total(self) -> int:
        """Todos."""
        suyas = (self.bajo, self.moderado, self.alto, self.extremo, self.sin_zona)
        return sum(map(len, suyas))


@clases.frozen(kw_only=True)
class MovimientoDeZonas:
    """De la zona inherente a la del corte, los que tienen las dos."""

    bajan: tuple[RiesgoAnalizado, ...]
    igual: tuple[RiesgoAnalizado, ...]
    suben: tuple[RiesgoAnalizado, ...]
    sin_comparar: tuple[RiesgoAnalizado, ...]
    """Los que no tienen alguna."""


@clases.frozen(kw_only=True)
class RespuestasDeControles:
    """Lo que control interno respondió en el corte de cada control del mapa."""

    si: tuple[ControlAnalizado, ...]
    parcial: tuple[ControlAnalizado, ...]
    """En parte no es sí."""
    no: tuple[ControlAnalizado, ...]
    sin_verificar: tuple[ControlAnalizado, ...]

    @property
    def verificados(self) -> int:
        """De cuántos se respondió."""
        return len(self.si) + len(self.parcial) + len(self.no)

    @property
    def total(self) -> int:
        """Los controles del mapa."""
        return self.verificados + len(self.sin_verificar)


@clases.frozen(kw_only=True)
class Materializaciones:
    """Los riesgos que ocurrieron, los que no y los que no se sabe."""

    si: tuple[RiesgoAnalizado, ...]
    no: tuple[RiesgoAnalizado, ...]
    no_se_sabe: tuple[RiesgoAnalizado, ...]


@clases.frozen(kw_only=True)
class AccionesDelMapa:
    """Las acciones por el estado que declaran, y el avance que se dijo en el corte."""

    finalizadas: tuple[AccionAnalizada, ...]
    en_curso: tuple[AccionAnalizada, ...]
    sin_estado: tuple[AccionAnalizada, ...]
    avance: Decimal | None
    """El promedio de los que lo dicen, sin redondear; ``None`` si ninguno."""
    con_avance: tuple[RiesgoAnalizado, ...]
    """La base del avance: los riesgos que lo dicen."""


@clases.frozen(kw_only=True)
class CifrasDelMapa(SeMuestra):
    """Las de un mapa de riesgos en un corte."""

    mapa: MapaDeRiesgos
    corte: date | None
    """``None`` si el mapa no tiene seguimientos."""
    metodologia: str | None
    """El nombre de la que se usó; ``None`` si no la dice o no se conoce."""
    riesgos: tuple[RiesgoAnalizado, ...]
    """Los vigentes."""
    inherente: RiesgosPorZona
    residual: RiesgosPorZona
    movimiento: MovimientoDeZonas
    aplicados: RespuestasDeControles
    adecuados: RespuestasDeControles
    efectivos: RespuestasDeControles
    materializados: Materializaciones
    """Lo que del corte dice control interno o, si calla, el líder del proceso."""
    materializados_hasta: tuple[RiesgoAnalizado, ...]
    """Los que alguien dijo que ocurrieron en un corte de la vigencia, hasta éste."""
    acciones: AccionesDelMapa
    sin_seguimiento: tuple[RiesgoAnalizado, ...]
    """Los que control interno no siguió en el corte."""
    calidad: Mapping[str, int]
    """Cuántos avisos hay de cada código (``revisar_mapa``)."""
    nombres_de_zona: Mapping[str, str]
    """Cómo llama la metodología a cada zona."""

    def frases(self) -> tuple[str, ...]:
        """Cada cifra en un renglón, con su base y con lo que no se sabe."""
        return tuple(_frases(self))

    def en_datos(self) -> dict[str, Any]:
        """Las mismas en diccionarios y listas, para JSON; cada fila, por su ruta."""
        return _en_datos(self)

    def _cuadro(self) -> Cuadro:
        """Los riesgos con su zona antes y después."""
        nombres = self.nombres_de_zona
        return Cuadro(
            titulo=f"{self.mapa!r}, {'sin cortes' if self.corte is None else f'al {self.corte}'}",
            columnas=("Riesgo", "Proceso", "Zona inherente", "Zona residual"),
            filas=[
                (
                    uno.nombre,
                    uno.proceso,
                    *(
                        nombres[zona] if zona else "sin zona"
                        for zona in (uno.zona_inherente, uno.zona_residual)
                    ),
                )
                for uno in self.riesgos
            ],
            son="riesgos",
            notas=self.frases(),
        )


def cifras_del_mapa(
    mapa: MapaDeRiesgos,
    corte: date | None,
    metodologia: MetodologiaDeRiesgos | None,
    avisos: Iterable[Aviso],
) -> CifrasDelMapa:
    """Las de un corte; sin él, lo que no depende de los seguimientos."""
    suyos = [uno for uno in valorados(mapa, metodologia) if uno.riesgo.esta_vigente]
    filas = [(uno, analizado(uno, corte)) for uno in suyos]
    return CifrasDelMapa(
        mapa=mapa,
        corte=corte,
        metodologia=metodologia.nombre if metodologia else None,
        riesgos=tuple(fila for _, fila in filas),
        inherente=_por_zona(filas, lambda uno: uno.inherente),
        residual=_por_zona(filas, lambda uno: uno.en_el_corte(corte)),
        movimiento=movimiento_de([fila for _, fila in filas]),
        aplicados=_respuestas(suyos, corte, lambda seguido: seguido.aplicado),
        adecuados=_respuestas(suyos, corte, lambda seguido: seguido.adecuado),
        efectivos=_respuestas(suyos, corte, lambda seguido: seguido.efectivo),
        materializados=_materializados(filas, corte),
        materializados_hasta=tuple(
            fila for uno, fila in filas if _ocurrio_hasta(uno, corte, mapa.vigencia)
        ),
        acciones=_acciones(filas, corte),
        sin_seguimiento=tuple(fila for uno, fila in filas if uno.seguido(corte) is None),
        calidad=dict(Counter(aviso.codigo for aviso in avisos)),
        nombres_de_zona={zona: nombre_de_zona(zona, metodologia) for zona in ZONAS},
    )


_Filas = Sequence[tuple[RiesgoValorado, RiesgoAnalizado]]


def analizado(uno: RiesgoValorado, corte: date | None) -> RiesgoAnalizado:
    """Un riesgo con sus zonas en un corte."""
    p, i = uno.calculado.probabilidad, uno.calculado.impacto
    zona = uno.calculado.zona
    return RiesgoAnalizado(
        ruta=uno.ruta,
        nombre=uno.nombre,
        rotulo=uno.rotulo,
        proceso=uno.proceso.nombre,
        riesgo=uno.riesgo,
        zona_inherente=uno.inherente.zona,
        zona_residual=uno.en_el_corte(corte).zona,
        residual_calculado=Valoracion(
            probabilidad=p.nivel.nombre if p.nivel else None,
            impacto=i.nivel.nombre if i.nivel else None,
            zona=nombre_de_zona(zona, uno.metodologia) if zona else None,
            probabilidad_pct=p.porcentaje,
            impacto_pct=i.porcentaje,
        ),
        sin_calcular=tuple(
            f"{eje}: {calculado.por_que}"
            for eje, calculado in (("probabilidad", p), ("impacto", i))
            if calculado.por_que
        ),
    )


def _por_zona(filas: _Filas, cual: Callable[[RiesgoValorado], ValoracionLeida]) -> RiesgosPorZona:
    leidas = [(cual(uno), fila) for uno, fila in filas]
    return RiesgosPorZona(
        **{zona: tuple(fila for leida, fila in leidas if leida.zona == zona) for zona in ZONAS},
        sin_zona=tuple(fila for leida, fila in leidas if leida.zona is None),
        distintas=tuple(
            fila
            for leida, fila in leidas
            if leida.zona_calculada and leida.zona != leida.zona_calculada
        ),
    )


def movimiento_de(riesgos: Sequence[RiesgoAnalizado]) -> MovimientoDeZonas:
    """Cuáles bajan, cuáles quedan igual y cuáles suben."""
    de_cada: dict[str, list[RiesgoAnalizado]] = {
        como: [] for como in ("bajan", "igual", "suben", "sin_comparar")
    }
    for uno in riesgos:
        antes, despues = uno.zona_inherente, uno.zona_residual
        if antes is None or despues is None:
            como = "sin_comparar"
        else:
            cambio = ZONAS.index(despues) - ZONAS.index(antes)
            como = "bajan" if cambio < 0 else "suben" if cambio > 0 else "igual"
        de_cada[como].append(uno)
    return MovimientoDeZonas(**{como: tuple(suyos) for como, suyos in de_cada.items()})


def _respuestas(
    riesgos: Iterable[RiesgoValorado],
    corte: date | None,
    que: Callable[[ControlSeguido], str | None],
) -> RespuestasDeControles:
    de_cada: dict[str | None, list[ControlAnalizado]] = {}
    for uno in riesgos:
        seguido = uno.seguido(corte)
        for numero, control in enumerate(uno.riesgo.controles):
            dichas = (
                que(una)
                for una in (seguido.controles if seguido else ())
                if uno.riesgo.control_de(una) is control
            )
            ruta = f"{uno.ruta}.controles[{numero}]"
            fila = ControlAnalizado(ruta=ruta, riesgo=uno.nombre, control=control)
            de_cada.setdefault(next(dichas, None), []).append(fila)
    return RespuestasDeControles(
        si=tuple(de_cada.get("si", ())),
        parcial=tuple(de_cada.get("parcial", ())),
        no=tuple(de_cada.get("no", ())),
        sin_verificar=tuple(de_cada.get(None, ())),
    )


def _ocurrio(uno: RiesgoValorado, corte: date | None) -> str | None:
    """Lo que dice control interno o, si calla, el líder."""
    seguidos = (uno.seguido(corte), uno.seguido(corte, "lider"))
    pasos = (seguido.materializacion for seguido in seguidos if seguido)
    return next((paso.ocurrio for paso in pasos if paso and paso.ocurrio), None)


def _materializados(filas: _Filas, corte: date | None) -> Materializaciones:
    dicho = [(_ocurrio(uno, corte), fila) for uno, fila in filas]
    return Materializaciones(
        si=tuple(fila for como, fila in dicho if como == "si"),
        no=tuple(fila for como, fila in dicho if como == "no"),
        no_se_sabe=tuple(fila for como, fila in dicho if como is None),
    )


def _ocurrio_hasta(uno: RiesgoValorado, corte: date | None, vigencia: int | None) -> bool:
    return any(
        seguido.materializacion is not None and seguido.materializacion.ocurrio == "si"
        for seguido in uno.riesgo.seguimientos
        if corte is not None
        and seguido.corte <= corte
        and (vigencia is None or seguido.corte.year == vigencia)
    )


def _acciones(filas: _Filas, corte: date | None) -> AccionesDelMapa:
    todas = [
        AccionAnalizada(ruta=f"{uno.ruta}.acciones[{n}]", riesgo=uno.nombre, accion=accion)
        for uno, _ in filas
        for n, accion in enumerate(uno.riesgo.acciones)
    ]
    con_avance, avances = [], []
    for uno, fila in filas:
        seguidos = (uno.seguido(corte), uno.seguido(corte, "lider"))
        dichos = [s.avance for s in seguidos if s is not None and s.avance is not None]
        if dichos:
            con_avance.append(fila)
            avances.append(dichos[0])
    with localcontext(prec=50):
        avance = sum(avances, Decimal(0)) / len(avances) if avances else None
    return AccionesDelMapa(
        finalizadas=tuple(una for una in todas if una.accion.estado == "finalizado"),
        en_curso=tuple(una for una in todas if una.accion.estado == "en_curso"),
        sin_estado=tuple(una for una in todas if una.accion.estado is None),
        avance=avance,
        con_avance=tuple(con_avance),
    )


# ------------------------------------------------------------------ cómo se dicen


def _frases(cifras: CifrasDelMapa) -> Iterator[str]:
    yield f"{contar(len(cifras.riesgos), 'riesgo', 'riesgos')}."
    for rotulo, por_zona in (("inherente", cifras.inherente), ("residual", cifras.residual)):
        yield f"Riesgo {rotulo}: {_de_las_zonas(por_zona, cifras.nombres_de_zona)}."
    yield f"{frase_del_movimiento(cifras.movimiento)}."
    yield f"Controles: {_de_los_controles(cifras.aplicados, 'se aplica', 'se aplican')}."
    for rotulo, respuestas, es, son in (
        ("Adecuados", cifras.adecuados, "es adecuado", "son adecuados"),
        ("Efectivos", cifras.efectivos, "es efectivo", "son efectivos"),
    ):
        if respuestas.verificados:
            yield f"{rotulo}: {_de_los_controles(respuestas, es, son)}."
    yield f"{_de_los_materializados(cifras.materializados)}."
    yield f"{_de_las_acciones(cifras)}."
    if cifras.sin_seguimiento:
        cuantos = contar(len(cifras.sin_seguimiento), "riesgo", "riesgos")
        nombres = _nombres(cifras.sin_seguimiento)
        yield f"Sin seguimiento de control interno en el corte: {cuantos} ({nombres})."


def _de_las_zonas(por_zona: RiesgosPorZona, nombres: Mapping[str, str]) -> str:
    partes = [f"{nombres[zona]} {len(getattr(por_zona, zona))}" for zona in ZONAS]
    frase = f"{', '.join(partes)}, sin zona {len(por_zona.sin_zona)}; suman {por_zona.total}"
    if por_zona.distintas:
        cuantos = len(por_zona.distintas)
        frase += f"; {cuantos} con una zona escrita distinta de la que dan sus niveles"
    return frase


def frase_del_movimiento(movimiento: MovimientoDeZonas) -> str:
    """``3 de 11 riesgos bajaron de zona, 7 quedaron igual y 1 subió; 2 sin comparar de 13``."""
    bajan, igual, suben = (
        len(suyos) for suyos in (movimiento.bajan, movimiento.igual, movimiento.suben)
    )
    base, sin = bajan + igual + suben, len(movimiento.sin_comparar)
    if not base:
        return "De ningún riesgo se conocen las dos zonas" if sin else "No hay riesgos que comparar"
    if base == 1:
        como = "bajó de zona" if bajan else "quedó en la misma zona" if igual else "subió de zona"
        frase = f"El único riesgo con las dos zonas {como}"
    else:
        cuantos = f"{bajan} de {base} riesgos {'bajó' if bajan == 1 else 'bajaron'}"
        frase = f"{cuantos if bajan else f'Ninguno de {base} riesgos bajó'} de zona"
        demas = [
            f"{cuantos} {uno if cuantos == 1 else varios}"
            for cuantos, uno, varios in (
                (igual, "quedó igual", "quedaron igual"),
                (suben, "subió", "subieron"),
            )
            if cuantos
        ]
        une = ": " if not bajan else ", " if len(demas) > 1 else " y "
        frase += f"{une}{lista(demas)}" if demas else ""
    return f"{frase}; {sin} sin comparar de {base + sin}" if sin else frase


def _de_los_controles(respuestas: RespuestasDeControles, es: str, son: str) -> str:
    """``2 de 4 verificados se aplican; 1 en parte; 3 sin verificar de 7``."""
    if not respuestas.total:
        return "el mapa no trae ninguno"
    si, verificados = len(respuestas.si), respuestas.verificados
    if not verificados:
        return f"ninguno se verificó en el corte, de {respuestas.total}"
    cuales = "verificado" if verificados == 1 else "verificados"
    frase = f"{si} de {verificados} {cuales} {es if si == 1 else son}"
    if respuestas.parcial:
        frase += f"; {len(respuestas.parcial)} en parte"
    return f"{frase}; {len(respuestas.sin_verificar)} sin verificar de {respuestas.total}"


def _de_los_materializados(dichos: Materializaciones) -> str:
    """``Se materializó 1 (R2); 1 no; de 2 no se sabe``; nunca «ninguno»."""
    if not dichos.si and not dichos.no:
        return "No se conoce si alguno se materializó"
    si, no, sin = len(dichos.si), len(dichos.no), len(dichos.no_se_sabe)
    if si:
        verbo = "materializó" if si == 1 else "materializaron"
        partes = [f"Se {verbo} {si} ({_nombres(dichos.si)})", *([f"{no} no"] if no else [])]
    else:
        partes = [f"{no} no se {'materializó' if no == 1 else 'materializaron'}"]
    return "; ".join((*partes, *([f"de {sin} no se sabe"] if sin else [])))


def _de_las_acciones(cifras: CifrasDelMapa) -> str:
    suyas = cifras.acciones
    total = len(suyas.finalizadas) + len(suyas.en_curso) + len(suyas.sin_estado)
    if not total:
        frase = "Acciones: el mapa no trae ninguna"
    else:
        finalizadas = contar(len(suyas.finalizadas), "finalizada", "finalizadas")
        frase = (
            f"Acciones: {finalizadas}, {len(suyas.en_curso)} en curso y {len(suyas.sin_estado)} sin"
            f" estado, de {total}"
        )
    base = f"{len(suyas.con_avance)} de {contar(len(cifras.riesgos), 'riesgo', 'riesgos')}"
    return frase if suyas.avance is None else f"{frase}; avance {porcentaje(suyas.avance)} ({base})"


def _nombres(riesgos: Iterable[RiesgoAnalizado]) -> str:
    return ", ".join(uno.nombre for uno in riesgos)


def _en_datos(cifras: CifrasDelMapa) -> dict[str, Any]:
    acciones = cifras.acciones
    respuestas = ("si", "parcial", "no", "sin_verificar")
    return {
        "corte": cifras.corte.isoformat() if cifras.corte else None,
        "metodologia": cifras.mapa.metodologia if cifras.metodologia else None,
        "riesgos": [
            {
                "ruta": uno.ruta,
                "referencia": uno.riesgo.referencia,
                "proceso": uno.proceso,
                "zona_inherente": uno.zona_inherente,
                "zona_residual": uno.zona_residual,
                "residual_calculado": {
                    "probabilidad": uno.residual_calculado.probabilidad,
                    "impacto": uno.residual_calculado.impacto,
                    "zona": uno.residual_calculado.zona,
                    "probabilidad_pct": en_datos(uno.residual_calculado.probabilidad_pct),
                    "impacto_pct": en_datos(uno.residual_calculado.impacto_pct),
                },
                "sin_calcular": list(uno.sin_calcular),
            }
            for uno in cifras.riesgos
        ],
        "inherente": _rutas(cifras.inherente, (*ZONAS, "sin_zona", "distintas")),
        "residual": _rutas(cifras.residual, (*ZONAS, "sin_zona", "distintas")),
        "movimiento": _rutas(cifras.movimiento, ("bajan", "igual", "suben", "sin_comparar")),
        "aplicados": _rutas(cifras.aplicados, respuestas),
        "adecuados": _rutas(cifras.adecuados, respuestas),
        "efectivos": _rutas(cifras.efectivos, respuestas),
        "materializados": _rutas(cifras.materializados, ("si", "no", "no_se_sabe")),
        "materializados_hasta": [uno.ruta for uno in cifras.materializados_hasta],
        "acciones": {
            **_rutas(acciones, ("finalizadas", "en_curso", "sin_estado", "con_avance")),
            "avance": en_datos(acciones.avance),
        },
        "sin_seguimiento": [uno.ruta for uno in cifras.sin_seguimiento],
        "calidad": dict(cifras.calidad),
    }


def _rutas(grupo: object, cuales: Iterable[str]) -> dict[str, Any]:
    return {cual: [uno.ruta for uno in getattr(grupo, cual)] for cual in cuales}
