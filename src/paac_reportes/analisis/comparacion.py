"""Qué cambió entre dos cortes, o entre dos planes: avances, retrocesos, filas y palabras.

``Pareja`` es una misma fila en los dos; ``Comparacion``, lo que va de un análisis al otro: cada
cambio de una fila es una de sus ``Lista``, que declara cuáles parejas lo tienen y cómo se dice.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal

import attrs

from paac_reportes import clases
from paac_reportes.analisis.anterior import Impresas, entidades_distintas, otra_metodologia
from paac_reportes.analisis.cambios import (
    NADA_CAMBIO,
    NADA_CAMBIO_FUERA_DEL_MAPA,
    CambioDeTexto,
    cambios_entre,
)
from paac_reportes.analisis.emparejamiento import (
    ComoSeHallo,
    Emparejadas,
    Lugar,
    Puesto,
    emparejar,
)
from paac_reportes.analisis.filas import FilaAnalizada
from paac_reportes.cuadros import Cuadro, SeMuestra
from paac_reportes.decimales import en_contexto_propio
from paac_reportes.errores import Aviso, sin_repetir
from paac_reportes.modelo import CambioDocumento, FilaDeMatriz, Seguimiento, Tramite
from paac_reportes.modelo.campos import Cambio
from paac_reportes.modelo.filas import LISTAS_DE_FILAS
from paac_reportes.modelo.temas import PLAN
from paac_reportes.textos.plano import en_plano
from paac_reportes.textos.valores import con_miles, fecha_corta

if TYPE_CHECKING:
    from paac_reportes.analisis.analisis import Analisis
    from paac_reportes.analisis.riesgos.cambios import ComparacionDeMapas


_DE_TRAMITE = ("tramite", "intercambio")
Que = Literal["avance", "lugar"] | Cambio
"""Qué cambia de una fila: lo declarado, dónde está o uno de sus datos."""


@clases.frozen(kw_only=True, slots=False)
class Pareja:
    """Pareja de una misma fila, antes y después."""

    antes: FilaAnalizada
    despues: FilaAnalizada
    trasladada: bool
    """Si está en otra dependencia, otro componente u otra lista de las suyas."""
    corregida: FilaAnalizada | None
    """Fila de antes con los datos de hoy, si lo que se publicó de ella se corrigió."""
    impresas: Impresas | None
    """Si la de antes salió de un documento ya emitido, los datos que él trae."""
    desde: FilaAnalizada
    """Fila desde la que se cuenta si dejó de aplicar o de reportar, o si se reabrió: la de antes o,
    si salió de un documento que no declara nada de ella, la de hoy en ese corte."""
    como: ComoSeHallo
    """Cómo se reconoció: ``reescrita``, por las palabras que aún comparten."""
    parecido: float | None
    """De una reescrita, la parte de las palabras que comparten: de 0 a 1."""

    def __repr__(self) -> str:
        return f"<Pareja {self.antes.ruta} → {self.despues.ruta}>"

    @property
    def avances(self) -> tuple[Decimal | None, Decimal | None]:
        """Avances que se conocen antes y después, promedien o no; ``None`` si no aplica."""
        filas = self.antes, self.despues
        viejo, nuevo = (fila.situacion.avance if fila.aplica else None for fila in filas)
        return viejo, nuevo

    @property
    @en_contexto_propio
    def diferencia(self) -> Decimal | None:
        """Puntos de avance que subió (o bajó); ``None`` si falta alguno de los dos."""
        viejo, nuevo = self.avances
        return None if viejo is None or nuevo is None else nuevo - viejo

    @clases.propiedad_recordada
    def textos(self) -> tuple[CambioDeTexto, ...]:
        """Datos de la fila que cambiaron; sin mirar mayúsculas, tildes ni espacios."""
        viejo, nuevo = self.antes.fila, self.despues.fila
        if viejo is nuevo:
            return ()
        es_tramite = isinstance(viejo, Tramite)
        cambios = cambios_entre("tramite" if es_tramite else "actividad", viejo, nuevo)
        distintos = [attrs.evolve(c, campo=c.campo.partition(".")[2]) for c in cambios]
        if self.impresas is None:
            return tuple(distintos)
        # De lo que lo publicado no imprime no se dice que cambió.
        clases_de_fila = _DE_TRAMITE if es_tramite else ("actividad",)
        return tuple(
            cambio
            for cambio in distintos
            if any(self.impresas.trae(f"{clase}.{cambio.campo}") for clase in clases_de_fila)
        )

    def cambios(self, clase: Que) -> tuple[CambioDeTexto, ...]:
        """Cambios de los datos de una clase, como ``fecha``."""
        return tuple(cambio for cambio in self.textos if cambio.clase == clase)


@clases.frozen
class Renombrado:
    """Un lugar que se llama de otro modo."""

    clase: Literal["dependencia", "componente"]
    dependencia: str | None
    """En cuál está el componente; ninguna si el plan no las tiene o cambió así en varias."""
    antes: str
    despues: str


@clases.frozen(kw_only=True)
class OtrosDatos:
    """Cambios de un lugar de los dos planes, o de un seguimiento del mismo corte."""

    raiz: str
    """De quién son: ``componente``, ``seguimiento``…"""
    pareja: Pareja
    """La primera de sus filas, o la que lo reporta."""
    cambios: tuple[CambioDeTexto, ...]
    corte: date | None = None
    """Corte del seguimiento."""
    de_la_fila: bool = False
    """Si es la fila la que cambió de lugar, y no lo que el lugar dice."""


class Lista(clases.propiedad_recordada[tuple[Pareja, ...]]):
    """Parejas que tienen un cambio, y cómo se dice: de una fila, y de cuántas."""

    def __init__(
        self,
        que: Que,
        clase: str,
        cuentan: str,
        tiene: Callable[[Pareja], object] | None = None,
    ) -> None:
        """Sin decir quién lo ``tiene``, las que cambian un dato de esa clase."""
        self.que, self.clase, self.cuentan = que, clase, cuentan
        cumple = tiene or (lambda pareja: pareja.cambios(que))
        super().__init__(lambda comparacion: tuple(filter(cumple, comparacion.parejas)))


@clases.frozen(slots=False)
class Comparacion(SeMuestra):
    """Comparación de un análisis con otro; una pareja puede estar en varias de sus listas."""

    antes: "Analisis"
    despues: "Analisis"
    parejas: tuple[Pareja, ...] = attrs.field(eq=False)
    nuevas: tuple[FilaAnalizada, ...] = attrs.field(eq=False)
    """Filas de después que no tienen pareja."""
    retiradas: tuple[FilaAnalizada, ...] = attrs.field(eq=False)
    """Filas de antes que no la tienen."""
    _de_lugares: tuple[OtrosDatos, ...] = attrs.field(eq=False)
    renombrados: tuple[Renombrado, ...] = attrs.field(default=(), eq=False)
    """Las dependencias y los componentes que se llaman de otro modo, cada uno una vez."""

    avanzaron = Lista(
        "avance", "Subió", "{n} [subió|subieron] su avance", lambda p: (p.diferencia or 0) > 0
    )
    """Parejas de las filas que subieron su porcentaje."""
    retrocedieron = Lista(
        "avance", "Bajó", "{n} [bajó|bajaron] su avance", lambda p: (p.diferencia or 0) < 0
    )
    """Parejas de las filas que bajaron su porcentaje."""
    reabiertas = Lista(
        "avance",
        "Se reabrió",
        "{n} se [reabrió|reabrieron]",
        lambda p: p.despues.situacion.reabierta not in {None, p.desde.situacion.reabierta},
    )
    """Las filas que se dieron por terminadas y en el período se declararon sin terminar."""
    empezaron = Lista(
        "avance",
        "Se conoce y antes no",
        "{n} tiene[n] un avance que antes no se conocía",
        lambda p: p.avances[0] is None and p.avances[1] is not None,
    )
    """Parejas de las filas que no decían su porcentaje y ahora sí."""
    dejaron_de_conocerse = Lista(
        "avance",
        "Se conocía y ya no",
        "{n} ya no tiene[n] un avance conocido",
        lambda p: p.avances[0] is not None and p.avances[1] is None and p.despues.aplica,
    )
    """Parejas de las filas que decían su porcentaje y ahora no, aunque siguen aplicando."""
    dejaron_de_aplicar = Lista(
        "avance",
        "Dejó de aplicar",
        "{n} [dejó|dejaron] de aplicar",
        lambda p: p.desde.aplica and not p.despues.aplica,
    )
    """Las filas que salieron de los denominadores."""
    volvieron_a_aplicar = Lista(
        "avance",
        "Volvió a aplicar",
        "{n} [volvió|volvieron] a aplicar",
        lambda p: not p.desde.aplica and p.despues.aplica,
    )
    """Las filas que entraron otra vez en los denominadores, declaren su avance o no."""
    callaron = Lista(
        "avance",
        "Dejó de reportar",
        "{n} [dejó|dejaron] de reportar",
        lambda p: p.desde.reportada and p.despues.sin_reporte,
    )
    """Parejas que reportaron en el período anterior y cuyo reporte falta en este: se exigía."""
    renumeradas = Lista("código", "Renumerada", "{n} [cambió|cambiaron] de número")
    """Las filas que tienen otro código, u otro número."""
    trasladadas = Lista(
        "lugar", "Trasladada", "{n} se [trasladó|trasladaron]", lambda p: p.trasladada
    )
    """Las filas que pasaron a otra dependencia o a otro componente."""
    cambiaron_de_fecha = Lista("fecha", "Cambió la fecha", "{n} [cambió|cambiaron] de fecha")
    """Las filas que tienen otra fecha."""
    cambiaron_de_responsable = Lista(
        "responsable", "Cambió el responsable", "{n} [cambió|cambiaron] de responsable"
    )
    """Las filas que están a cargo de otro."""
    cambiaron_de_meta = Lista("meta", "Cambió la meta", "{n} [cambió|cambiaron] de meta")
    """Las filas que tienen otra meta o producto."""
    reescritas = Lista("redacción", "Otra redacción", "{n} [cambió|cambiaron] de redacción")
    """Las filas que dicen otra cosa, o lo mismo con otras palabras, en los demás datos."""

    @property
    def avisos(self) -> tuple[Aviso, ...]:
        """Avisos de los dos lados, y si son de dos entidades o de dos metodologías."""
        antes, despues = self.antes, self.despues
        avisos = [*antes.avisos, *despues.avisos]
        avisos += entidades_distintas(antes.plan.entidad, despues.plan.entidad)
        if not self.es_con_lo_publicado:  # de lo publicado, ya lo dicen sus cifras
            avisos += otra_metodologia(antes.reglas, despues.reglas, antes.plan, "antes")
        return sin_repetir(avisos)

    def __repr__(self) -> str:
        cuantas = f"{len(self.parejas)} filas en los dos, {len(self.nuevas)} nuevas"
        cortes = f"{self.antes.corte} → {self.despues.corte}"
        return f"<Comparacion {cortes}: {cuantas}, {len(self.retiradas)} retiradas>"

    def _cuadro(self) -> Cuadro:
        """Cuadro de cuántas filas cambiaron de cada modo, y las primeras."""
        por_cambio = {
            clase: [getattr(cambiada, "despues", cambiada) for cambiada in getattr(self, lista)]
            for lista, clase in CLASES.items()
        }
        filas = [
            (cambio, len(suyas), _algunas(suyas)) for cambio, suyas in por_cambio.items() if suyas
        ]
        en_los_dos, nuevas, retiradas = map(len, (self.parejas, self.nuevas, self.retiradas))
        antes, despues = con_miles(en_los_dos + retiradas), con_miles(en_los_dos + nuevas)
        otro_nombre, otros_datos = len(self.renombrados), self.cuantos_otros_datos
        nada = NADA_CAMBIO if self.riesgos is None else NADA_CAMBIO_FUERA_DEL_MAPA
        al_pie = {
            f"Dependencias y componentes con otro nombre: {otro_nombre}.": otro_nombre,
            f"Datos distintos de sus lugares o de sus seguimientos: {otros_datos}.": otros_datos,
            "Una fila puede cambiar de varios modos.": filas,
            nada: not (filas or otro_nombre or otros_datos),
            f"Avisos: {len(self.avisos)}.": self.avisos,
        }
        return Cuadro(
            titulo=f"De {_lado(self.antes)} a {_lado(self.despues)}",
            columnas=("Cambio", "Filas", "Las primeras"),
            filas=filas,
            notas=(
                f"Filas antes: {antes}; después: {despues}.",
                f"En los dos: {con_miles(en_los_dos)}.",
                f"Avance antes: {_avance(self.antes)}; después: {_avance(self.despues)}.",
                *(frase for frase, se_dice in al_pie.items() if se_dice),
            ),
        )

    @clases.propiedad_recordada
    def terminaron(self) -> tuple[FilaAnalizada, ...]:
        """Las filas que aplican y están terminadas, y antes no lo estaban o no estaban ellas."""
        if self.es_con_lo_publicado:
            return self.despues.todo.terminaron
        ya_terminadas = {
            p.despues.ruta for p in self.parejas if p.antes.aplica and p.antes.terminada
        }
        return tuple(
            fila
            for fila in self.despues.todo.filas
            if fila.aplica and fila.terminada and fila.ruta not in ya_terminadas
        )

    @clases.propiedad_recordada
    def correcciones(self) -> tuple[Pareja, ...]:
        """Lo publicado de una fila y lo que hoy dicen los datos de ese mismo corte, si difieren.

        Sólo con un archivo anterior, y si los datos de hoy traen algo de entonces.
        """
        return tuple(
            attrs.evolve(pareja, despues=pareja.corregida)
            for pareja in self.parejas
            if pareja.corregida is not None
        )

    @property
    def es_con_lo_publicado(self) -> bool:
        """Si lo de antes es lo que dio el archivo del informe anterior."""
        return self.despues.publicado is self.antes

    @property
    def se_puede_corregir(self) -> bool:
        """Si lo publicado y los datos de hoy traen, los dos, algo del corte anterior."""
        return self.es_con_lo_publicado and self.despues.se_puede_corregir

    @clases.propiedad_recordada
    def otros_datos(self) -> tuple[OtrosDatos, ...]:
        """Cambios de los lugares de las filas, y de lo que se reportó en un mismo corte.

        De dos cortes de un mismo plan, nada; tampoco de lo que salió de un documento, que no
        imprime todos esos datos.
        """
        if self.antes.plan is self.despues.plan or self.antes.impresas is not None:
            return ()
        otros_cambios = (*self._de_lugares, *_seguimientos_que_cambiaron(self))
        return tuple(otros for otros in otros_cambios if otros.cambios)

    @property
    def cuantos_otros_datos(self) -> int:
        """Número de datos de sus lugares o de sus seguimientos que son otros."""
        return sum(len(otros.cambios) for otros in self.otros_datos)

    @clases.propiedad_recordada
    def riesgos(self) -> "ComparacionDeMapas | None":
        """Comparación de su mapa de riesgos; ``None`` si alguno de los planes no lo lleva."""
        antes, despues = self.antes.riesgos, self.despues.riesgos
        if antes is None or despues is None:
            return None
        # Casi ningún plan lo lleva.
        from paac_reportes.analisis.riesgos.cambios import comparar_mapas  # noqa: PLC0415

        return comparar_mapas(antes, despues)


LISTAS = {nombre: uno for nombre, uno in vars(Comparacion).items() if isinstance(uno, Lista)}
"""Las que declara la comparación, por su nombre."""
DE_FILAS = {
    "terminaron": ("Terminó", "{n} [terminó|terminaron]"),
    "nuevas": ("Nueva", "{n} se [agregó|agregaron]"),
    "retiradas": ("Retirada", "{n} se [retiró|retiraron]"),
}
CORRECCION = "Corregida después de publicarse"
CLASES = {
    **{nombre: uno.clase for nombre, uno in LISTAS.items() if uno.que == "avance"},
    "correcciones": CORRECCION,
    **{nombre: uno.clase for nombre, uno in LISTAS.items() if uno.que != "avance"},
    **{nombre: clase for nombre, (clase, _) in DE_FILAS.items()},
}
"""Todas las listas de lo que cambió en las filas, y cómo se dice de una."""


def comparar_analisis(antes: "Analisis", despues: "Analisis") -> Comparacion:
    """Comparación de dos análisis: las filas de uno reconocidas en el otro, y lo que cambió."""
    # Las que el análisis ya reconoció para sus cifras no se buscan otra vez.
    frente = despues._frente_a_lo_publicado if despues.publicado is antes else None  # noqa: SLF001
    filas = antes.todo.filas, despues.todo.filas
    emparejadas = frente.emparejadas if frente else emparejar_filas(*filas)
    parejas = tuple(
        Pareja(
            antes=par.antes.valor,
            despues=par.despues.valor,
            trasladada=par.trasladada,
            corregida=frente.corregida(par.despues.valor) if frente else None,
            impresas=antes.impresas,
            desde=(frente and frente.entonces(par.despues.valor)) or par.antes.valor,
            como=par.como,
            parecido=par.parecido,
        )
        for par in emparejadas.parejas
    )
    return Comparacion(
        antes=antes,
        despues=despues,
        parejas=parejas,
        nuevas=tuple(ficha.valor for ficha in emparejadas.nuevas),
        retiradas=tuple(ficha.valor for ficha in emparejadas.retiradas),
        de_lugares=tuple(_cambios_de_lugar(parejas, emparejadas)),
        renombrados=tuple(_renombrados(emparejadas.despues)),
    )


# ------------------------------------------------------------------ qué fila es cuál


def emparejar_filas(
    antes: Sequence[FilaAnalizada], despues: Sequence[FilaAnalizada]
) -> Emparejadas:
    """Filas de los dos lados que son la misma."""
    return emparejar(_puestos(antes), _puestos(despues), PLAN)


_RAICES = {**LISTAS_DE_FILAS, "intercambios": "intercambio"}
"""Raíz de las filas de cada lista: de una a otra, se trasladan."""
_SE_RENOMBRAN = ("dependencia", "componente")
"""Los lugares cuyo otro nombre se cuenta aparte."""
_LUGARES = (*_SE_RENOMBRAN, "subcomponente")


def _puestos(filas: Sequence[FilaAnalizada]) -> list[Puesto]:
    """Las filas de un análisis, como el emparejamiento las recibe: con su dueño de cada clase."""
    return [
        Puesto(
            valor=fila,
            raiz=_RAICES[fila.lista],
            objeto=fila.fila,
            de_afuera={raiz: getattr(fila, raiz) for raiz in _LUGARES},
        )
        for fila in filas
    ]


def _renombrados(despues: Lugar) -> Iterator[Renombrado]:
    """Las dependencias y los componentes que hoy se llaman de otro modo, cada uno una vez."""
    dependencias_de: dict[Any, set[str | None]] = {}
    for lugar in sorted(despues.adentro(), key=lambda lugar: len(lugar.clave)):
        objetos: list[Any] = [lado.objeto for lado in (lugar.igual, lugar) if lado]
        es_otro = lugar.igual is not None and lugar.igual.nombre != lugar.nombre
        if es_otro and lugar.raiz in _SE_RENOMBRAN and all(objetos):
            nombres = (getattr(objeto, "titulo", objeto.nombre) for objeto in objetos)
            afuera = lugar.padre.objeto if lugar.padre else None
            donde = dependencias_de.setdefault((lugar.raiz, *nombres), set())
            donde.add(afuera and afuera.nombre)
    for (clase, antes, hoy), donde in dependencias_de.items():
        yield Renombrado(clase, donde.pop() if len(donde) == 1 else None, antes, hoy)


# ------------------------------------------------------------------ los lugares y los seguimientos


def _cambios_de_lugar(parejas: Sequence[Pareja], emparejadas: Emparejadas) -> Iterator[OtrosDatos]:
    """Los cambios de los lugares que siguen, y las filas que pasaron a otro subcomponente."""
    primeras: dict[Lugar, Pareja] = {}
    pasaron: list[OtrosDatos] = []
    for pareja, (vieja, nueva, _) in zip(parejas, emparejadas.parejas, strict=True):
        afuera = vieja.interior.cadena
        for lugar in nueva.interior.cadena:
            if lugar.igual in afuera:
                primeras.setdefault(lugar, pareja)
        viejo, nuevo = vieja.interior, nueva.interior
        if viejo.igual is not nuevo and vieja.adentro != nueva.adentro and not pareja.trasladada:
            nombres = (lugar.objeto.nombre or "" for lugar in (viejo, nuevo))
            cambio = CambioDeTexto(f"{nuevo.raiz}.nombre", *nombres)
            pasaron.append(
                OtrosDatos(raiz=nuevo.raiz, pareja=pareja, cambios=(cambio,), de_la_fila=True)
            )
    for lugar in sorted(primeras, key=lambda lugar: len(lugar.clave)):
        objetos = lugar.igual and lugar.igual.objeto, lugar.objeto
        if not all(objetos):
            continue
        cambios = cambios_entre(lugar.raiz, *objetos, [f"{raiz}.nombre" for raiz in _SE_RENOMBRAN])
        yield OtrosDatos(raiz=lugar.raiz, pareja=primeras[lugar], cambios=cambios)
    yield from pasaron


def _seguimientos_que_cambiaron(comparacion: Comparacion) -> Iterator[OtrosDatos]:
    """Seguimientos que cambiaron del mismo corte, o que entraron o salieron de uno ya cerrado."""
    cerrado = min(lado.corte or date.min for lado in (comparacion.antes, comparacion.despues))
    for pareja in comparacion.parejas:
        if pareja.antes.fila is pareja.despues.fila:  # dos cortes de un mismo plan
            continue
        de_antes, de_despues = (
            {s.corte: s for s in lado.seguimientos} for lado in (pareja.antes, pareja.despues)
        )
        for corte in sorted(de_antes | de_despues):
            viejo, nuevo = de_antes.get(corte), de_despues.get(corte)
            if corte <= cerrado or (viejo and nuevo):
                vacio = Seguimiento(corte=corte)
                ya_contados = _datos_ya_contados(comparacion, corte)
                cambios = cambios_entre("seguimiento", viejo or vacio, nuevo or vacio, ya_contados)
                yield OtrosDatos(raiz="seguimiento", pareja=pareja, cambios=cambios, corte=corte)


def _datos_ya_contados(comparacion: Comparacion, corte: date) -> tuple[str, ...]:
    """Datos de los seguimientos de un corte que ya cuentan los avances y las correcciones."""
    if corte != comparacion.antes.corte:
        return ()
    if comparacion.es_con_lo_publicado:
        return ("seguimiento.avance", "seguimiento.estado")
    return ("seguimiento.avance",) if corte == comparacion.despues.corte else ()


_FILAS_CITADAS, _LETRAS_CITADAS = 3, 40
"""Filas que un mensaje nombra, a lo sumo, y letras de cada una."""


def _lado(analisis: "Analisis") -> str:
    corte = fecha_corta(analisis.corte) if analisis.corte else "sin corte"
    return f"{analisis.plan.entidad.nombre} ({corte})"


def _avance(analisis: "Analisis") -> str:
    return f"{analisis.todo.avance_en_texto} ({analisis.todo.base_en_texto})"


def _algunas(filas: Sequence[FilaAnalizada]) -> str:
    """Nombres de las primeras filas: ``1.1 Publicar el plan; 1.2 …; y 7 más``."""
    nombres = [_en_corto(fila.fila) for fila in filas[:_FILAS_CITADAS]]
    faltan = len(filas) - len(nombres)
    return "; ".join([*nombres, *([f"y {con_miles(faltan)} más"] if faltan else [])])


def _en_corto(fila: FilaDeMatriz) -> str:
    """El código y el comienzo del texto de una fila, para nombrarla."""
    texto = fila.texto or ""
    corto = texto if len(texto) <= _LETRAS_CITADAS else f"{texto[: _LETRAS_CITADAS - 1].rstrip()}…"
    return " ".join(filter(None, (fila.identificador, corto))) or "(sin texto)"


# ------------------------------------------------------------------ el acto de cada cambio

_COMIENZO = 30
"""Las letras de una actividad con que un acto la nombra, si no dice su código."""


def actos_de(comparacion: Comparacion) -> list[tuple[FilaAnalizada, CambioDocumento | None]]:
    """Filas en que el plan cambió, con el último acto de su control de cambios que las nombra.

    Las que salieron van primero, y cada una una vez; entre cortes de un mismo plan, ninguna.
    """
    viejo, nuevo = comparacion.antes.plan, comparacion.despues.plan
    if viejo is nuevo:
        return []
    nuevos = [acto for acto in nuevo.control_cambios if acto not in viejo.control_cambios]
    cambiaron = {
        id(pareja.despues): pareja.despues
        for nombre, lista in LISTAS.items()
        if lista.que not in {"avance", "código"}
        for pareja in getattr(comparacion, nombre)
    }
    filas = (*comparacion.retiradas, *cambiaron.values(), *comparacion.nuevas)
    return [(fila, _el_que_nombra(fila, nuevos)) for fila in filas]


def _el_que_nombra(fila: FilaAnalizada, actos: Sequence[CambioDocumento]) -> CambioDocumento | None:
    """Último acto que dice el código de la fila («1.1» no es «1.10») o el comienzo de su texto.

    ``None`` si ninguno la nombra.
    """
    codigo, texto = en_plano(fila.fila.identificador), en_plano(fila.fila.texto)[:_COMIENZO]
    patron = re.compile(rf"(?<![\w.]){re.escape(codigo.rstrip('.'))}(?!\.?\w)") if codigo else None
    for acto in reversed(actos):
        razon = en_plano(acto.razon)
        if (patron and patron.search(razon)) or (len(texto) == _COMIENZO and texto in razon):
            return acto
    return None
