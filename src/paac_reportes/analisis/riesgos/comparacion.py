"""Qué cambió de un mapa de riesgos a otro: qué riesgos son los mismos y qué dice distinto cada uno.

Un riesgo se reconoce por lo que dice y por su referencia en su proceso. Un par falso es peor que
uno perdido: la misma referencia con otro texto no basta, y se dice.
"""

import functools
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence

from paac_reportes import clases
from paac_reportes.analisis.cambios import (
    CambioDeElemento,
    CambioDeTexto,
    CambiosDeLista,
    cambios_de_lista,
    cambios_de_textos,
    cambios_entre,
    por_sus_palabras,
)
from paac_reportes.analisis.emparejamiento import (
    PARECIDO,
    PARECIDO_CON_CODIGO,
    Paso,
    casar,
    palabras_en_letras,
    parecidas,
    parecido_de_textos,
    pares_en_orden,
    redaccion_del_texto,
)
from paac_reportes.analisis.redaccion import RedaccionDeFila, difieren_en_una_letra
from paac_reportes.analisis.riesgos.cifras import CifrasDelMapa, RiesgoAnalizado
from paac_reportes.analisis.riesgos.niveles import segun_se_mueven
from paac_reportes.cuadros import Cuadro, SeMuestra
from paac_reportes.errores import Aviso, sin_repetir
from paac_reportes.modelo.recorrer import recorrer
from paac_reportes.modelo.riesgos import Proceso, Riesgo
from paac_reportes.modelo.temas import tema
from paac_reportes.normativa.riesgos import IdDeZona
from paac_reportes.textos.plano import en_plano
from paac_reportes.textos.valores import con_miles, contar

_DE_VALORACION = ("riesgo.inherente.", "riesgo.residual.")


@clases.frozen(kw_only=True, eq=False)
class ParejaDeRiesgos:
    """Pareja de un mismo riesgo, vigente antes y después."""

    antes: RiesgoAnalizado
    despues: RiesgoAnalizado
    trasladado: bool
    """Si está en otro proceso."""
    cambios: tuple[CambioDeTexto, ...]
    """Sus datos que dicen otra cosa; las mayúsculas, las tildes y los espacios no son un cambio."""
    factores: CambiosDeLista
    causas: CambiosDeLista
    consecuencias: CambiosDeLista
    controles: CambiosDeLista
    acciones: CambiosDeLista
    seguimientos: CambiosDeLista = CambiosDeLista()
    """Cambios de sus seguimientos: los que entran, los quitados y los que dicen otra cosa."""

    def __repr__(self) -> str:
        return f"<ParejaDeRiesgos {self.antes.ruta} → {self.despues.ruta}>"

    @property
    def de_valoracion(self) -> tuple[CambioDeTexto, ...]:
        """Cambios de los niveles y las zonas, como están escritos."""
        return tuple(cambio for cambio in self.cambios if cambio.campo.startswith(_DE_VALORACION))

    @property
    def de_tratamiento(self) -> tuple[CambioDeTexto, ...]:
        """Cambio de la opción con que se trata; vacío, si no cambió."""
        return tuple(cambio for cambio in self.cambios if cambio.campo == "riesgo.tratamiento")

    @property
    def de_referencia(self) -> tuple[CambioDeTexto, ...]:
        """Cambio de la referencia; vacío, si no cambió."""
        return tuple(cambio for cambio in self.cambios if cambio.campo == "riesgo.referencia")

    @property
    def de_lo_demas(self) -> tuple[CambioDeTexto, ...]:
        """Cambios del texto del riesgo y de los otros datos."""
        ya_dichos = (*self.de_valoracion, *self.de_tratamiento, *self.de_referencia)
        return tuple(cambio for cambio in self.cambios if cambio not in ya_dichos)


@clases.frozen(kw_only=True)
class MovimientoEntreMapas:
    """Cómo pasó la zona de cada riesgo de un mapa al otro."""

    bajan: tuple[ParejaDeRiesgos, ...]
    igual: tuple[ParejaDeRiesgos, ...]
    suben: tuple[ParejaDeRiesgos, ...]
    sin_comparar: tuple[ParejaDeRiesgos, ...]
    """Parejas sin zona que comparar en alguno, o todas si no se valoraron con lo mismo."""


_MUESTRA = 3


@clases.frozen(kw_only=True, eq=False, slots=False)
class ComparacionDeMapas(SeMuestra):
    """Comparación de un mapa de riesgos con otro; sólo cuentan los vigentes de cada uno."""

    antes: CifrasDelMapa
    despues: CifrasDelMapa
    parejas: tuple[ParejaDeRiesgos, ...]
    """Los vigentes en los dos, en el orden de hoy."""
    nuevos: tuple[RiesgoAnalizado, ...]
    """Los vigentes de hoy que antes no estaban."""
    retirados: tuple[RiesgoAnalizado, ...]
    """Riesgos que hoy están, como retirados."""
    desaparecidos: tuple[RiesgoAnalizado, ...]
    """Riesgos que hoy no están, ni como retirados."""
    reactivados: tuple[RiesgoAnalizado, ...]
    """Los vigentes de hoy que antes estaban retirados."""
    misma_referencia: tuple[tuple[RiesgoAnalizado, RiesgoAnalizado], ...]
    """Riesgo que ya no está y el nuevo que, en su proceso, tiene su referencia y otro texto."""
    procesos: tuple[CambioDeElemento, ...] = ()
    """Los procesos que están en los dos y dicen otra cosa."""
    procesos_que_entran: tuple[Proceso, ...] = ()
    procesos_que_salen: tuple[Proceso, ...] = ()
    cambios: tuple[CambioDeTexto, ...] = ()
    """Los datos de todo el mapa que dicen otra cosa."""
    seguimientos: CambiosDeLista = CambiosDeLista()
    """Cambios de los seguimientos de todo el mapa."""

    @property
    def avisos(self) -> tuple[Aviso, ...]:
        """Avisos de las cifras de los dos lados, cada uno una vez."""
        return sin_repetir((*self.antes.avisos, *self.despues.avisos))

    def __repr__(self) -> str:
        en_los_dos = contar(len(self.parejas), "riesgo", "riesgos")
        nuevos = contar(len(self.nuevos), "nuevo", "nuevos")
        idos = len(self.retirados) + len(self.desaparecidos)
        cuantos = f"{en_los_dos} en los dos, {nuevos}, {idos} que ya no"
        return f"<ComparacionDeMapas {_de_cuando(self)}: {cuantos}>"

    @property
    def por_que_no_se_valoran_igual(self) -> str:
        """Razón por la que no se comparan las zonas de los dos mapas; vacía si se comparan."""
        antes, despues = self.antes.mapa.metodologia, self.despues.mapa.metodologia
        if antes is None and despues is None:
            return "ninguno de los dos dice con qué metodología se valoró"
        if antes is None or despues is None:
            lado, metodologia = ("antes", despues) if antes is None else ("después", antes)
            return f"{lado} no dice con qué metodología se valoró, y el otro es de {metodologia}"
        return "" if antes == despues else f"antes se valoró con {antes}, y después con {despues}"

    @clases.propiedad_recordada
    def inherente(self) -> MovimientoEntreMapas:
        """Riesgos que bajan, quedan igual o suben en su zona inherente."""
        return self._movimiento(lambda riesgo: riesgo.comparables[0])

    @clases.propiedad_recordada
    def residual(self) -> MovimientoEntreMapas:
        """Riesgos que bajan, quedan igual o suben en la zona residual de cada corte."""
        return self._movimiento(lambda riesgo: riesgo.comparables[1])

    def _movimiento(
        self, zona_de: Callable[[RiesgoAnalizado], IdDeZona | None]
    ) -> MovimientoEntreMapas:
        """Riesgos según pasó, de un mapa al otro, la zona que da ``zona_de``."""
        if self.por_que_no_se_valoran_igual:
            return MovimientoEntreMapas(bajan=(), igual=(), suben=(), sin_comparar=self.parejas)
        con_sus_zonas = ((p, (zona_de(p.antes), zona_de(p.despues))) for p in self.parejas)
        return MovimientoEntreMapas(**segun_se_mueven(con_sus_zonas))

    def _cuadro(self) -> Cuadro:
        """Cuántos riesgos cambiaron de cada modo, y cuáles."""
        por_cambio: dict[str, Iterable[RiesgoAnalizado]] = {
            "Nuevos": self.nuevos,
            "Retirados": self.retirados,
            "Ya no están": self.desaparecidos,
            "Vuelven a estar vigentes": self.reactivados,
            "Sube la zona residual": [pareja.despues for pareja in self.residual.suben],
            "Baja la zona residual": [pareja.despues for pareja in self.residual.bajan],
            "Con otros controles": [p.despues for p in self.parejas if p.controles.hay],
            "Con otro tratamiento": [p.despues for p in self.parejas if p.de_tratamiento],
        }
        filas = [
            (cambio, len(riesgos), ", ".join(riesgo.nombre for riesgo in riesgos[:_MUESTRA]))
            for cambio, del_cambio in por_cambio.items()
            if (riesgos := list(del_cambio))
        ]
        motivo = self.por_que_no_se_valoran_igual
        antes, despues = (con_miles(len(lado.riesgos)) for lado in (self.antes, self.despues))
        return Cuadro(
            titulo=f"De un mapa de riesgos a otro, {_de_cuando(self)}",
            columnas=("Cambio", "Riesgos", "Los primeros"),
            filas=filas,
            notas=(
                f"Vigentes antes: {antes}; después: {despues}.",
                f"En los dos: {con_miles(len(self.parejas))}.",
                *((f"Las zonas no se comparan: {motivo}.",) if motivo else ()),
            ),
        )


def _de_cuando(comparacion: ComparacionDeMapas) -> str:
    """Cortes de los dos mapas, o sus vigencias: ``2025-04-30 → 2025-08-31``."""
    lados = (comparacion.antes, comparacion.despues)
    antes, despues = (str(lado.corte or lado.mapa.vigencia or "sin fecha") for lado in lados)
    return f"{antes} → {despues}"


# ------------------------------------------------------------------ qué riesgo es cuál


@clases.frozen(eq=False, slots=False)
class _FichaDeRiesgo:
    """Un riesgo y aquello en que se lo reconoce; el mismo proceso tiene el mismo número."""

    ruta: str
    riesgo: Riesgo
    proceso: int
    texto: str
    unica: bool
    """Si en su mapa ningún otro dice lo mismo."""

    @property
    def codigo(self) -> str:
        return (self.riesgo.referencia or "").strip()

    @property
    def lugar(self) -> Hashable:
        return self.proceso

    @clases.propiedad_recordada
    def meta(self) -> str:
        """Causas del riesgo, en plano."""
        return en_plano(" ".join(causa.texto for causa in self.riesgo.causas))

    @clases.propiedad_recordada
    def redaccion(self) -> RedaccionDeFila:
        """Redacción en que cada verbo cuenta: los riesgos se escriben con la misma plantilla.

        «Posibilidad de recibir dádivas para expedir…» no es «… para adjudicar…».
        """
        redaccion = redaccion_del_texto(_sin_entrada(self.texto))
        return RedaccionDeFila(
            redaccion.cabeza, redaccion.verbos, redaccion.ordinales | redaccion.verbos
        )


_ENTRADAS = ("posibilidad de que ", "posibilidad de ", "riesgo de que ", "riesgo de ", "que ")


def _sin_entrada(texto: str) -> str:
    """Texto sin el comienzo que muchos riesgos comparten: ``posibilidad de``."""
    return next((texto[len(e) :] for e in _ENTRADAS if texto.startswith(e)), texto)


def comparar_mapas(antes: CifrasDelMapa, despues: CifrasDelMapa) -> ComparacionDeMapas:
    """Comparación de dos mapas: los riesgos de uno reconocidos en el otro, y lo que cambió."""
    procesos = _procesos_casados(antes, despues)
    viejas, nuevas = (
        list(_de_un_lado(lado, numeros))
        for lado, numeros in zip((antes, despues), _numerados(*procesos), strict=True)
    )
    parejas, idas, llegadas = casar(viejas, nuevas, _PASOS)
    orden = {ficha.ruta: orden for orden, ficha in enumerate(nuevas)}
    parejas.sort(key=lambda pareja: orden[pareja[1].ruta])
    de_antes, de_hoy = ({r.ruta: r for r in lado.riesgos} for lado in (antes, despues))
    return ComparacionDeMapas(
        antes=antes,
        despues=despues,
        parejas=tuple(
            _pareja(vieja, nueva, de_antes[vieja.ruta], de_hoy[nueva.ruta])
            for vieja, nueva in parejas
            if vieja.ruta in de_antes and nueva.ruta in de_hoy
        ),
        nuevos=tuple(de_hoy[ficha.ruta] for ficha in llegadas if ficha.ruta in de_hoy),
        retirados=tuple(
            de_antes[vieja.ruta]
            for vieja, nueva in parejas
            if vieja.ruta in de_antes and nueva.ruta not in de_hoy
        ),
        desaparecidos=tuple(de_antes[ficha.ruta] for ficha in idas if ficha.ruta in de_antes),
        reactivados=tuple(
            de_hoy[nueva.ruta]
            for vieja, nueva in parejas
            if vieja.ruta not in de_antes and nueva.ruta in de_hoy
        ),
        misma_referencia=tuple(
            (de_antes[vieja.ruta], de_hoy[nueva.ruta])
            for vieja, nueva in pares_en_orden(idas, llegadas, clave=_en_su_referencia)
            if vieja.ruta in de_antes and nueva.ruta in de_hoy
        ),
        procesos=tuple(
            CambioDeElemento(antes=viejo.proceso, despues=nuevo.proceso, cambios=cambios)
            for viejo, nuevo in sorted(procesos[0], key=lambda par: par[1].orden)
            if (cambios := cambios_entre("proceso", viejo.proceso, nuevo.proceso))
        ),
        procesos_que_entran=tuple(nuevo.proceso for nuevo in procesos[2]),
        procesos_que_salen=tuple(viejo.proceso for viejo in procesos[1]),
        cambios=cambios_entre("mapa", antes.mapa, despues.mapa, ("mapa.entidad",)),
        seguimientos=cambios_de_lista(
            "seguimiento_del_mapa",
            antes.mapa.seguimientos,
            despues.mapa.seguimientos,
            tema("mapa"),
        ),
    )


def _de_un_lado(cifras: CifrasDelMapa, numeros: Mapping[int, int]) -> Iterator[_FichaDeRiesgo]:
    """Fichas de los riesgos de un mapa; ``numeros``, el de cada proceso por su orden."""
    lugares = recorrer(cifras.mapa, Riesgo)
    textos = [en_plano(lugar.objeto.descripcion) for lugar in lugares]
    veces = Counter(textos)
    for lugar, texto in zip(lugares, textos, strict=True):
        proceso = lugar.dentro_de.numero if lugar.dentro_de else 0
        yield _FichaDeRiesgo(lugar.ruta, lugar.objeto, numeros[proceso], texto, veces[texto] == 1)


@clases.frozen(eq=False)
class _Proceso:
    orden: int
    proceso: Proceso
    nombre: str
    codigo: str
    textos: frozenset[str]


_DEL_PROCESO: tuple[Callable[[_Proceso], Hashable], ...] = (
    lambda proceso: (proceso.nombre, proceso.codigo),
    lambda proceso: proceso.nombre or None,
    lambda proceso: proceso.codigo or None,
)


def _procesos_casados(
    antes: CifrasDelMapa, despues: CifrasDelMapa
) -> tuple[list[tuple[_Proceso, _Proceso]], list[_Proceso], list[_Proceso]]:
    """Procesos que son el mismo, por nombre, código o riesgos; los que salen y los que entran."""
    viejos, nuevos = (
        [
            _Proceso(
                orden,
                proceso,
                en_plano(proceso.nombre),
                en_plano(proceso.codigo),
                frozenset(en_plano(riesgo.descripcion) for riesgo in proceso.riesgos),
            )
            for orden, proceso in enumerate(lado.mapa.procesos)
        ]
        for lado in (antes, despues)
    )
    pasos: tuple[Paso[_Proceso], ...] = (
        *(functools.partial(pares_en_orden, clave=clave) for clave in _DEL_PROCESO),
        _con_los_mismos_riesgos,
    )
    return casar(viejos, nuevos, pasos)


def _numerados(
    parejas: Sequence[tuple[_Proceso, _Proceso]],
    salen: Sequence[_Proceso],
    entran: Sequence[_Proceso],
) -> tuple[dict[int, int], dict[int, int]]:
    """Número de cada proceso por su orden en su mapa, igual en los dos si es el mismo."""
    de_antes = {viejo.orden: numero for numero, (viejo, _) in enumerate(parejas)}
    de_hoy = {nuevo.orden: numero for numero, (_, nuevo) in enumerate(parejas)}
    casados = len(parejas)
    de_antes |= {p.orden: casados + n for n, p in enumerate(salen)}
    de_hoy |= {p.orden: casados + len(salen) + n for n, p in enumerate(entran)}
    return de_antes, de_hoy


def _con_los_mismos_riesgos(
    viejos: Sequence[_Proceso], nuevos: Sequence[_Proceso]
) -> Iterator[tuple[_Proceso, _Proceso]]:
    """Parejas de procesos, las de más riesgos iguales primero."""
    comunes = [
        (-len(iguales), abs(i - j), i, j)
        for i, viejo in enumerate(viejos)
        for j, nuevo in enumerate(nuevos)
        if (iguales := viejo.textos & nuevo.textos)
    ]
    usados: tuple[set[int], set[int]] = set(), set()
    for *_, indice_viejo, indice_nuevo in sorted(comunes):
        if indice_viejo not in usados[0] and indice_nuevo not in usados[1]:
            usados[0].add(indice_viejo)
            usados[1].add(indice_nuevo)
            yield viejos[indice_viejo], nuevos[indice_nuevo]


def _en_su_referencia(ficha: _FichaDeRiesgo) -> Hashable:
    return (ficha.proceso, ficha.codigo) if ficha.codigo else None


def _por_referencia(
    viejas: Sequence[_FichaDeRiesgo], nuevas: Sequence[_FichaDeRiesgo]
) -> Iterator[tuple[_FichaDeRiesgo, _FichaDeRiesgo]]:
    """Parejas de igual referencia en su proceso, si comparten la mitad de sus palabras."""
    letras = palabras_en_letras(ficha.texto for ficha in (*viejas, *nuevas))
    letras_de = dict(zip((*viejas, *nuevas), letras, strict=True))
    for vieja, nueva in pares_en_orden(viejas, nuevas, clave=_en_su_referencia):
        casi = difieren_en_una_letra(vieja.texto, nueva.texto)
        if casi or parecido_de_textos(letras_de[vieja], letras_de[nueva], PARECIDO_CON_CODIGO):
            yield vieja, nueva


_IGUALES: tuple[Callable[[_FichaDeRiesgo], Hashable], ...] = (
    lambda ficha: (ficha.proceso, ficha.codigo, ficha.texto),
    lambda ficha: (ficha.proceso, ficha.texto) if ficha.texto else None,
    # Lo que varios procesos dicen igual no pasa de uno a otro.
    lambda ficha: ficha.texto if ficha.unica and ficha.texto else None,
)
_PASOS: tuple[Paso[_FichaDeRiesgo], ...] = (
    *(functools.partial(pares_en_orden, clave=clave) for clave in _IGUALES),
    _por_referencia,
    functools.partial(
        parecidas, claves=por_sus_palabras, donde=lambda ficha: ficha.proceso, desde=PARECIDO
    ),
)

# ------------------------------------------------------------------ qué cambió en cada uno


RAICES = {
    "causas": "causa",
    "controles": "control",
    "acciones": "accion",
    "seguimientos": "seguimiento_de_riesgo",
}
"""Raíces de las listas que un riesgo lleva, que se comparan elemento por elemento."""
_APARTE = frozenset({"riesgo.factores", "riesgo.consecuencias", "riesgo.estado"})
"""Datos que se comparan por elementos, y el estado, que es si está vigente."""


def _pareja(
    vieja: _FichaDeRiesgo, nueva: _FichaDeRiesgo, antes: RiesgoAnalizado, despues: RiesgoAnalizado
) -> ParejaDeRiesgos:
    """Pareja de un riesgo antes y después, con lo que cambió en él y en sus listas."""
    riesgo, otro_riesgo = vieja.riesgo, nueva.riesgo
    return ParejaDeRiesgos(
        antes=antes,
        despues=despues,
        trasladado=vieja.proceso != nueva.proceso,
        cambios=cambios_entre("riesgo", riesgo, otro_riesgo, _APARTE),
        factores=cambios_de_textos(riesgo.factores, otro_riesgo.factores),
        consecuencias=cambios_de_textos(riesgo.consecuencias, otro_riesgo.consecuencias),
        **{
            lista: cambios_de_lista(
                raiz, getattr(riesgo, lista), getattr(otro_riesgo, lista), tema("mapa")
            )
            for lista, raiz in RAICES.items()
        },
    )
